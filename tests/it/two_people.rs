//! Two people of one municipality at the same list, in any order and at once: what is sent in is what the last page
//! showed, and nothing that was acknowledged is lost.

use chrono::NaiveDateTime;
use ordna::db::answer::own_list::{self, Row, Which};
use ordna::db::answer::{draft_steps, submissions};
use ordna::db::{self, DbConn};
use ordna::domain::answer::response::{Absence, ConfirmedAs, Correction, Field, Response, Seen, Verdict};
use ordna::domain::people::access::{Actor, Grant, Role};
use ordna::domain::register::listing::Pick;
use ordna::secret::Secret;
use ordna::submission::{Document, sha256};
use ordna::tasks::Context;
use ordna::tasks::answer::answering;
use ordna::tasks::answer::confirming::{self, ConfirmError};
use ordna::tasks::answer::hearing::{AnswerError, Desk, Place, look};
use proptest::prelude::*;

use crate::support::data;
use crate::support::people::user_of;
use crate::support::portal::start_of_time;

fn place() -> Place {
    Place {
        mapping: "trondelag-2026".into(),
        number: "5045".into(),
    }
}

fn at_the_list(conn: &mut DbConn, function: &str, role: Role, now: NaiveDateTime) -> Context {
    let email = data::address(function, "Grong");
    let actor = Actor {
        user: user_of(conn, &email),
        name: function.to_owned(),
        email,
        grants: vec![Grant {
            role,
            mapping: None,
            municipality: Some("5045".into()),
            region: None,
        }],
    };
    Context {
        actor: Some(actor),
        ..Context::portal(now, "http://127.0.0.1:8080", &Secret::random())
    }
}

fn shown(conn: &mut DbConn, context: &Context) -> (Desk, Vec<Row>) {
    let desk = look(conn, context, &place()).unwrap();
    let rows = own_list::rows(conn, &desk.own, Which::All).unwrap();
    (desk, rows)
}

/// What a person does at the list. Numbers choose among what is offered.
#[derive(Debug, Clone)]
enum Act {
    Confirm(usize),
    Correct(usize, u16),
    Leave(usize, u16),
    DontKnow(usize),
    Draft(usize, u16),
    Undo(usize),
    Rest,
    UndoRest,
    SendIn,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_usize..3).prop_map(Act::Confirm),
        3 => (0_usize..3, 1_u16..500).prop_map(|(row, fte)| Act::Correct(row, fte)),
        1 => (0_usize..3, 1990_u16..2026).prop_map(|(row, year)| Act::Leave(row, year)),
        1 => (0_usize..3).prop_map(Act::DontKnow),
        1 => (0_usize..3, 1_u16..500).prop_map(|(row, fte)| Act::Draft(row, fte)),
        3 => (0_usize..3).prop_map(Act::Undo),
        2 => Just(Act::Rest),
        1 => Just(Act::UndoRest),
        2 => Just(Act::SendIn),
    ]
}

fn fte(verdict: Option<Verdict>, to: u16) -> Response {
    Response {
        verdict,
        comment: Some(format!("{to} årsverk står i avtalen")),
        corrections: vec![Correction {
            field: Field::Fte,
            party: None,
            from: None,
            to: Some(to.to_string()),
        }],
        ..Response::default()
    }
}

fn act(conn: &mut DbConn, context: &Context, batch: &mut Option<String>, what: &Act) {
    let (_, rows) = shown(conn, context);
    let asked: Vec<&Row> = rows.iter().filter(|row| row.is_asked()).collect();
    let mut say = |row: usize, response: Response| {
        let row = asked[row % asked.len()];
        answering::answer(
            conn,
            context,
            &place(),
            row.arrangement.number,
            row.seen(),
            &response,
        )
        .unwrap();
    };
    match what {
        Act::Confirm(row) => say(*row, Response::confirmed(ConfirmedAs::Single)),
        Act::Correct(row, to) => say(*row, fte(Some(Verdict::Corrected), *to)),
        Act::Draft(row, to) => say(*row, fte(None, *to)),
        Act::Leave(row, year) => say(
            *row,
            Response {
                verdict: Some(Verdict::NotParticipating),
                absence: Some(Absence::Left),
                left_year: Some(i32::from(*year)),
                ..Response::default()
            },
        ),
        Act::DontKnow(row) => say(
            *row,
            Response {
                verdict: Some(Verdict::Unknown),
                ..Response::default()
            },
        ),
        Act::Undo(row) => {
            let row = asked[row % asked.len()];
            answering::undo(conn, context, &place(), row.arrangement.number, row.seen()).unwrap();
        }
        Act::Rest => {
            let all: Vec<(i32, Seen)> = rows
                .iter()
                .map(|row| (row.arrangement.number, row.seen()))
                .collect();
            let name = format!("b{}", rows.iter().map(|row| row.seen().response).sum::<i64>());
            answering::confirm_rest(conn, context, &place(), Pick::Any, &all, &name).unwrap();
            *batch = Some(name);
        }
        Act::UndoRest => {
            if let Some(batch) = batch.take() {
                answering::undo_rest(conn, context, &place(), &batch).unwrap();
            }
        }
        Act::SendIn => send_in(conn, context),
    }
}

/// Either it is refused for what is left, or what was sent in is what the page showed a moment before.
fn send_in(conn: &mut DbConn, context: &Context) {
    let (desk, rows) = shown(conn, context);
    let directory = db::directory(conn, &desk.own.mapping).unwrap();
    let page = confirming::content(conn, &desk, &directory, &rows).unwrap();
    match confirming::confirm(conn, context, &place(), &page.fingerprint().unwrap()) {
        Ok(number) => {
            let stored = submissions::one(conn, &desk.own, number).unwrap().unwrap();
            assert_eq!(stored.document.content, page);
            assert_eq!(sha256(&stored.canonical), stored.brief.sha256);
            assert_eq!(Document::read(&stored.canonical).unwrap(), stored.document);
        }
        Err(ConfirmError::Unanswered(left)) => {
            let asked = rows.iter().filter(|row| row.is_asked() && !row.is_answered());
            assert_eq!(left, asked.count());
        }
        // A colleague does not confirm.
        Err(_) => assert!(!desk.rights.may_confirm),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sent_in_is_what_the_last_page_showed(acts in prop::collection::vec((any::<bool>(), any_act()), 1..25)) {
        let database = data::sample();
        let conn = &mut *database.pool(1).get().unwrap();
        let chief = at_the_list(conn, "kommunedirektor", Role::Respondent, start_of_time());
        let colleague = at_the_list(conn, "saksbehandler", Role::Editor, start_of_time());
        let mut batch = None;
        for (is_chief, what) in &acts {
            act(conn, if *is_chief { &chief } else { &colleague }, &mut batch, what);
        }
        act(conn, &chief, &mut batch, &Act::Rest);
        let (_, rows) = shown(conn, &chief);
        for row in rows.iter().filter(|row| row.is_asked() && !row.is_answered()) {
            let response = Response::confirmed(ConfirmedAs::Single);
            answering::answer(conn, &chief, &place(), row.arrangement.number, row.seen(), &response).unwrap();
        }
        send_in(conn, &chief);
        let (desk, _) = shown(conn, &chief);
        prop_assert!(submissions::latest(conn, &desk.own).unwrap().is_some());
    }
}

#[test]
fn nobody_signs_what_a_colleague_has_changed_meanwhile() {
    let database = data::sample();
    let conn = &mut *database.pool(1).get().unwrap();
    let chief = at_the_list(conn, "kommunedirektor", Role::Respondent, start_of_time());
    let colleague = at_the_list(conn, "saksbehandler", Role::Editor, start_of_time());
    act(conn, &chief, &mut None, &Act::Rest);
    let (desk, rows) = shown(conn, &chief);
    let directory = db::directory(conn, &desk.own.mapping).unwrap();
    let page = confirming::content(conn, &desk, &directory, &rows)
        .unwrap()
        .fingerprint()
        .unwrap();
    act(conn, &colleague, &mut None, &Act::DontKnow(1));
    let refused = confirming::confirm(conn, &chief, &place(), &page);
    assert!(matches!(refused, Err(ConfirmError::Changed)), "{refused:?}");
    assert!(submissions::latest(conn, &desk.own).unwrap().is_none());
}

#[test]
fn r6_nothing_that_was_acknowledged_is_lost_when_eight_write_at_once() {
    let database = data::sample();
    let pool = database.pool(8);
    let acknowledged: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..8)
            .map(|worker| {
                let pool = &pool;
                scope.spawn(move || {
                    let conn = &mut *pool.get().unwrap();
                    let function = ["kommunedirektor", "saksbehandler"][worker % 2];
                    let role = [Role::Respondent, Role::Editor][worker % 2];
                    let context = at_the_list(conn, function, role, start_of_time());
                    (0..6)
                        .filter_map(|turn| write_once(conn, &context, worker, turn))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    assert!(acknowledged.len() >= 6, "somebody gets through every time");
    let conn = &mut *pool.get().unwrap();
    let context = at_the_list(conn, "kommunedirektor", Role::Respondent, start_of_time());
    let (desk, rows) = shown(conn, &context);
    let kept: Vec<String> = draft_steps::all(conn, desk.own.hearing.id)
        .unwrap()
        .into_iter()
        .filter_map(|step| step.after)
        .collect();
    for text in &acknowledged {
        assert!(kept.iter().any(|after| after.contains(text)), "{text} is gone");
    }
    let versions: i64 = rows.iter().map(|row| row.seen().response).sum();
    assert_eq!(
        versions,
        acknowledged.len() as i64,
        "each save that was acknowledged raised a version, and no other did"
    );
}

/// The text, when it was stored; nothing when somebody else was first.
fn write_once(conn: &mut DbConn, context: &Context, worker: usize, turn: usize) -> Option<String> {
    let (_, rows) = shown(conn, context);
    let asked: Vec<&Row> = rows.iter().filter(|row| row.is_asked()).collect();
    let row = asked[turn % asked.len()];
    let text = format!("arbeider {worker}, runde {turn}");
    let response = Response {
        comment: Some(text.clone()),
        ..Response::confirmed(ConfirmedAs::Single)
    };
    match answering::answer(
        conn,
        context,
        &place(),
        row.arrangement.number,
        row.seen(),
        &response,
    ) {
        Ok(_) => Some(text),
        Err(AnswerError::Stale) => None,
        Err(error) => panic!("{error}"),
    }
}
