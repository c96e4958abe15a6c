//! Min konto: what people see and change about themselves.

mod browser_name;
pub mod browsers;
pub mod email;
pub mod name;
pub mod overview;
pub mod password;

use super::page::Page;

/// The pages below Min konto say where they belong.
fn below_account(page: Page) -> Page {
    let name = page.t.my_account();
    page.crumb("/konto", name)
}
