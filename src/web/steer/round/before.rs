//! Before a round is sent: what must be in place, how far each of it is, and where it is done.

use askama::Template;

use crate::error::AppError;
use crate::page::Page;
use crate::steer::{root, status_color};
use db::round::desk;
use db::{DbConn, register};
use domain::people::access::{Action, Subject};
use domain::places::directory::Directory;
use domain::places::mapping::{About, Mapping};
use domain::register::listing::Tally;
use domain::round::desk::Attention;
use domain::round::hearing::Round;

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
        tally: register::list::whole(conn, mapping)?.tally,
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
    let may_steer = page.may(Action::SteerMapping, Subject::Mapping(&mapping.slug));
    let mut tasks = of_the_register(&page, &mapping, about, directory, loaded);
    tasks.extend(
        of_the_round(&page, &mapping, loaded)
            .into_iter()
            .map(|task| Task {
                href: if may_steer { task.href } else { String::new() },
                ..task
            }),
    );
    BeforePage { page, mapping, tasks }
}

fn task(
    id: &'static str,
    href: String,
    text: &'static str,
    hint: &str,
    state: Result<String, String>,
) -> Task {
    let (status, color) = match state {
        Ok(status) => (status, "success"),
        Err(status) => (status, "warning"),
    };
    Task {
        id,
        href,
        text,
        hint: hint.to_owned(),
        status,
        color,
    }
}

fn of_the_register(
    page: &Page,
    mapping: &Mapping,
    about: &About,
    directory: &Directory,
    loaded: &Before,
) -> Vec<Task> {
    let (t, root) = (page.t, root(mapping));
    let has_definition = !t
        .either(&about.definition_nb, &about.definition_nn)
        .trim()
        .is_empty();
    let arrangements = t.arrangements(loaded.tally.found);
    // Who may change contacts is taken there, others to the list of those that lack one.
    let people = match &loaded.round {
        _ if page.may_administer() => "/admin/kommuner".to_owned(),
        Some(_) => format!("{root}/kommuner?krever={}", Attention::Address.code()),
        None => format!("{root}/kommuner"),
    };
    vec![
        task(
            "definisjon",
            format!("{root}/tall"),
            t.desk_check_definition(),
            "",
            if has_definition {
                Ok(t.desk_done().to_owned())
            } else {
                Err(t.desk_missing().to_owned())
            },
        ),
        task(
            "ordninger",
            format!("{root}/ordninger"),
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
            match loaded.unreachable {
                0 => Ok(t.municipalities_counted(directory.area().count())),
                lacking => Err(t.desk_lacks(&t.municipalities_counted(lacking))),
            },
        ),
    ]
}

fn of_the_round(page: &Page, mapping: &Mapping, loaded: &Before) -> Vec<Task> {
    let (t, root) = (page.t, root(mapping));
    let questions = match loaded.questions {
        1 => t.desk_questions_1().to_owned(),
        count => t.desk_questions_n(&count),
    };
    let deadline = loaded.round.as_ref().and_then(|round| round.deadline);
    vec![
        Task {
            color: "neutral",
            ..task(
                "sporsmal",
                format!("{root}/runde"),
                t.desk_check_questions(),
                t.desk_check_questions_text(),
                Ok(questions),
            )
        },
        task(
            "runde",
            format!("{root}/runde"),
            t.desk_check_round(),
            "",
            deadline.map_or_else(
                || Err(t.desk_missing().to_owned()),
                |deadline| Ok(t.desk_deadline(&t.long_time(deadline))),
            ),
        ),
        task(
            "brev",
            format!("{root}/utsending"),
            t.desk_check_letter(),
            t.desk_check_letter_text(),
            Err(t.desk_not_sent().to_owned()),
        ),
    ]
}

impl BeforePage {
    fn status(&self) -> &'static str {
        self.page.t.mapping_status(self.mapping.status)
    }

    fn status_color(&self) -> &'static str {
        status_color(self.mapping.status)
    }
}
