//! What a municipality does meanwhile, for the tests of the desk.

use crate::support::answer::Answer;
use crate::support::browser::Browser;

/// Whoever answers for it says of all that is left that it is right, and confirms the list.
pub async fn confirm(browser: &Browser, number: &str) -> Answer {
    let root = format!("/svar/trondelag-2026/{number}");
    let page = browser.get(&format!("{root}/bekreft")).await;
    if page.has("form[action$=ordninger] [name=samlet]") {
        let rest = [("samlet", "alle")];
        browser
            .submit(&page, "form[action$=ordninger]", &rest)
            .await
            .is(303);
    }
    let page = browser.get(&format!("{root}/bekreft")).await;
    browser.submit(&page, "form[action$=bekreft]", &[]).await
}
