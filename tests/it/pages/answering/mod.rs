//! A municipality answers its hearing, through the pages.

mod alike;
mod canary;
mod concurrent;
mod confirming;
mod correcting;
mod delegating;
mod inviting;
mod keeping;
mod not_participating;
mod nothing_to_report;
mod others_proposals;
pub mod proposing;
mod questions;
mod refusing;
mod regions;
mod reviewing;
mod task_list;

use diesel::prelude::*;
use ordna::db::DbConn;
use ordna::db::mapping::mappings;
use ordna::db::schema::{
    arrangement_change, correction, hearing, municipality, response, submission, submitted_correction,
    submitted_response,
};

use crate::support::portal::{Portal, start_of_time};

/// Grong's own list in the sample.
const LIST: &str = "/svar/trondelag-2026/5045/ordninger";
/// Namdal legevakt, which Grong shares with Namsos (its host), Overhalla and Høylandet.
const FORM: &str = "/svar/trondelag-2026/5045/ordninger/1";
const SHAPE: &str = "form[data-autosave]";

fn hearing_of(conn: &mut DbConn, number: &str) -> i64 {
    hearing::table
        .inner_join(municipality::table)
        .filter(municipality::number.eq(number))
        .select(hearing::id)
        .first(conn)
        .unwrap()
}

/// Verdict and comment of a municipality's draft response to the first arrangement.
fn stored(portal: &Portal, number: &str) -> Option<(Option<String>, Option<String>)> {
    let conn = &mut *portal.conn();
    let hearing = hearing_of(conn, number);
    response::table
        .filter(response::hearing_id.eq(hearing))
        .filter(response::arrangement_id.eq(1))
        .select((response::verdict, response::comment))
        .first(conn)
        .optional()
        .unwrap()
}

/// Field, before and after of what the municipality corrects.
fn corrections(portal: &Portal, number: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let conn = &mut *portal.conn();
    let hearing = hearing_of(conn, number);
    correction::table
        .inner_join(response::table)
        .filter(response::hearing_id.eq(hearing))
        .order(correction::id)
        .select((correction::field, correction::from_value, correction::to_value))
        .load(conn)
        .unwrap()
}

/// Another municipality has submitted its answer to the first arrangement.
fn submits(portal: &Portal, number: &str, verdict: &str, corrected: &[(&str, &str)]) {
    let conn = &mut *portal.conn();
    let hearing = hearing_of(conn, number);
    let submission: i64 = diesel::insert_into(submission::table)
        .values((
            submission::hearing_id.eq(hearing),
            submission::number.eq(1),
            submission::reference.eq(format!("2026-{number}-AAAA")),
            submission::submitted_at.eq(start_of_time()),
            submission::submitted_by.eq(1),
            submission::signed_name.eq("Kommunedirektør"),
            submission::sha256.eq("0".repeat(64)),
            submission::canonical_json.eq("{}"),
        ))
        .returning(submission::id)
        .get_result(conn)
        .unwrap();
    let answer: i64 = diesel::insert_into(submitted_response::table)
        .values((
            submitted_response::submission_id.eq(submission),
            submitted_response::arrangement_id.eq(1),
            submitted_response::arrangement_version.eq(1),
            submitted_response::verdict.eq(verdict),
            submitted_response::confirmed_as.eq("single"),
        ))
        .returning(submitted_response::id)
        .get_result(conn)
        .unwrap();
    for (field, to) in corrected {
        diesel::insert_into(submitted_correction::table)
            .values((
                submitted_correction::submitted_response_id.eq(answer),
                submitted_correction::field.eq(*field),
                submitted_correction::to_value.eq(*to),
            ))
            .execute(conn)
            .unwrap();
    }
}

/// A coordinator has changed the arrangement.
fn register_changes(portal: &Portal, fte_tenths: i32) {
    use ordna::db::schema::arrangement;
    let conn = &mut *portal.conn();
    diesel::insert_into(arrangement_change::table)
        .values((
            arrangement_change::arrangement_id.eq(1),
            arrangement_change::arrangement_version.eq(2),
            arrangement_change::field.eq("fte"),
            arrangement_change::from_value.eq("12.6"),
            arrangement_change::to_value.eq("20"),
            arrangement_change::source.eq("edit"),
            arrangement_change::changed_at.eq(start_of_time()),
        ))
        .execute(conn)
        .unwrap();
    diesel::update(arrangement::table.find(1))
        .set((arrangement::fte_tenths.eq(fte_tenths), arrangement::version.eq(2)))
        .execute(conn)
        .unwrap();
    let mapping = mappings::by_slug(conn, "trondelag-2026").unwrap().unwrap();
    mappings::register_changed(conn, mapping.id).unwrap();
}
