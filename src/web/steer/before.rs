//! Before a round is sent: what must be in place, how far each of it is, and where it is done.

use askama::Template;

use super::{root, status_color};
use crate::db::{DbConn, desk, register};
use crate::domain::access::{Action, Subject};
use crate::domain::directory::Directory;
use crate::domain::hearing::Round;
use crate::domain::listing::{Filter, Tally};
use crate::domain::mapping::{About, Mapping};
use crate::web::error::AppError;
use crate::web::page::Page;

pub struct Before {
    round: Option<Round>,
    tally: Tally,
    /// How many municipalities nobody can be written to in.
    unreachable: usize,
    questions: i64,
}

pub fn load(conn: &mut DbConn, mapping: &Mapping, round: Option<Round>) -> Result<Before, AppError> {
    Ok(Before {
        round,
        tally: register::tally(conn, mapping.id, &Filter::default())?,
        unreachable: desk::unreachable(conn, mapping.id)?,
        questions: desk::questions(conn, mapping.id)?,
    })
}

#[derive(Template)]
#[template(path = "pages/steer/before.html")]
pub struct BeforePage {
    page: Page,
    mapping: Mapping,
    tasks: Vec<Task>,
}

struct Task {
    id: &'static str,
    /// Nothing where the reader cannot do it.
    href: String,
    text: &'static str,
    hint: String,
    status: String,
    color: &'static str,
}

pub fn page(
    page: Page,
    mapping: Mapping,
    about: &About,
    directory: &Directory,
    loaded: &Before,
) -> BeforePage {
    let t = page.t;
    let root = root(&mapping);
    let may_steer = page.may(Action::SteerMapping, Subject::Mapping(&mapping.slug));
    let task = |id, way: &str, text, hint: &str, done: Result<String, String>| {
        let (status, color) = match done {
            Ok(status) => (status, "success"),
            Err(status) => (status, "warning"),
        };
        Task {
            id,
            href: format!("{root}{way}"),
            text,
            hint: hint.to_owned(),
            status,
            color,
        }
    };
    let yes_or_missing = |done: bool| {
        let text = if done { t.desk_done() } else { t.desk_missing() };
        if done {
            Ok(text.to_owned())
        } else {
            Err(text.to_owned())
        }
    };
    let definition = !t
        .either(&about.definition_nb, &about.definition_nn)
        .trim()
        .is_empty();
    let deadline = loaded.round.as_ref().and_then(|round| round.deadline);
    let arrangements = t.arrangements(loaded.tally.found);
    let contacts = match loaded.unreachable {
        0 => Ok(t.municipalities_counted(directory.area().count())),
        lacking => Err(t.desk_lacks(&t.municipalities_counted(lacking))),
    };
    let people = if loaded.round.is_some() {
        "/kommuner?krever=adresse"
    } else {
        "/kommuner"
    };
    let mut tasks = vec![
        task(
            "definisjon",
            "/tall",
            t.desk_check_definition(),
            "",
            yes_or_missing(definition),
        ),
        task(
            "ordninger",
            "/ordninger",
            t.desk_check_register(),
            t.desk_check_register_text(),
            if loaded.tally.found == 0 {
                Err(arrangements)
            } else {
                Ok(arrangements)
            },
        ),
        task(
            "kontakter",
            people,
            t.desk_check_contacts(),
            t.desk_check_contacts_admin(),
            contacts,
        ),
    ];
    if page.may_administer()
        && let Some(contacts) = tasks.last_mut()
    {
        contacts.href = "/admin/kommuner".to_owned();
    }
    let questions = match loaded.questions {
        1 => t.desk_questions_1().to_owned(),
        count => t.desk_questions_n(&count),
    };
    tasks.push(Task {
        color: "neutral",
        ..task(
            "sporsmal",
            "/runde",
            t.desk_check_questions(),
            t.desk_check_questions_text(),
            Ok(questions),
        )
    });
    tasks.push(task(
        "runde",
        "/runde",
        t.desk_check_round(),
        "",
        deadline.map_or_else(
            || Err(t.desk_missing().to_owned()),
            |deadline| Ok(t.desk_deadline(&t.long_time(deadline))),
        ),
    ));
    tasks.push(task(
        "brev",
        "/utsending",
        t.desk_check_letter(),
        t.desk_check_letter_text(),
        Err(t.desk_not_sent().to_owned()),
    ));
    if !may_steer {
        for task in &mut tasks {
            if !matches!(task.id, "definisjon" | "ordninger" | "kontakter") {
                task.href = String::new();
            }
        }
    }
    BeforePage { page, mapping, tasks }
}

impl BeforePage {
    fn status(&self) -> &'static str {
        self.page.t.mapping_status(self.mapping.status)
    }

    fn status_color(&self) -> &'static str {
        status_color(self.mapping.status)
    }
}
