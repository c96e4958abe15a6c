//! The front page: what this is, what is going on, and the way in.

use crate::error::AppError;
use crate::page::{Page, html};
use crate::{State, with_db};
use actix_web::{HttpResponse, web};
use askama::Template;
use domain::people::access::{Action, Subject};
use domain::places::mapping::{Mapping, MappingStatus};

#[derive(Template)]
#[template(path = "pages/public/start.html")]
struct StartPage {
    page: Page,
    /// Open ones first, then planned, then closed.
    mappings: Vec<Shown>,
    none_open: bool,
    demo_accounts: Vec<DemoAccount>,
    demo_password: &'static str,
}

struct Shown {
    mapping: Mapping,
    /// For those who may see the register.
    way_in: Option<String>,
}

impl Shown {
    fn is_open(&self) -> bool {
        self.mapping.status == MappingStatus::Open
    }

    /// Most names end with the year, and then it need not be said twice.
    fn says_year(&self) -> bool {
        self.mapping.name.contains(&self.mapping.year.to_string())
    }

    fn color(&self) -> &'static str {
        match self.mapping.status {
            MappingStatus::Open => "success",
            MappingStatus::Planned => "info",
            MappingStatus::Closed => "neutral",
        }
    }
}

struct DemoAccount {
    who: String,
    address: String,
}

pub async fn show(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let all = with_db(&state, db::mapping::mappings::list).await?;
    let mut mappings: Vec<Shown> = all.into_iter().map(|mapping| shown_to(&page, mapping)).collect();
    // What is only planned may still come to nothing, so outsiders do not see it.
    mappings.retain(|shown| shown.mapping.status != MappingStatus::Planned || shown.way_in.is_some());
    mappings.sort_by_key(|shown| match shown.mapping.status {
        MappingStatus::Open => 0,
        MappingStatus::Planned => 1,
        MappingStatus::Closed => 2,
    });
    let show_accounts = page.demo && page.session.is_none();
    html(&StartPage {
        none_open: !mappings.iter().any(Shown::is_open),
        mappings,
        demo_accounts: if show_accounts {
            demo_accounts(&page)
        } else {
            Vec::new()
        },
        demo_password: demo::PASSWORD,
        page,
    })
}

fn shown_to(page: &Page, mapping: Mapping) -> Shown {
    let may = page.may(Action::ReadRegister, Subject::Mapping(&mapping.slug));
    let way_in = may.then(|| format!("/kartlegging/{}", mapping.slug));
    Shown { mapping, way_in }
}

fn demo_accounts(page: &Page) -> Vec<DemoAccount> {
    let municipality = "Indre Fosen";
    let chief = DemoAccount {
        who: page.t.start_demo_chief(municipality),
        address: demo::account_of(municipality),
    };
    let staff = demo::staff().map(|(address, _, role)| DemoAccount {
        who: page.t.role(role).to_owned(),
        address: address.to_owned(),
    });
    [chief].into_iter().chain(staff).collect()
}
