//! The audit log: searched and filtered in the address, newest first, read a screenful at a time by line number.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::line::LogLine;
use crate::admin::log;
use crate::admin::people::roles::see_other_refused;
use crate::admin::under_admin;
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, Filters, asked, with};
use crate::page::{Page, html, see_other_with};
use crate::{State, with_db};
use base::clock;
use db::audit;
use db::audit::read::{Filter, Part};
use db::mapping::mappings;
use domain::event::Happening;
use domain::places::mapping::Mapping;
use domain::text::norwegian::{search_key, search_words};
use domain::text::written_time;
use i18n::Lang;

const SCREENFUL: usize = 50;

#[derive(Template)]
#[template(path = "pages/admin/log.html")]
struct LogPage {
    page: Page,
    filters: Filters<'static>,
    found: String,
    lines: Vec<LogLine>,
    newer: Option<String>,
    older: Option<String>,
    csv: String,
}

pub async fn show(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let part = part(&form);
    let (t, now) = (page.t, page.now);
    let (mut lines, total, filters) = with_db(&state, move |conn| {
        let (filters, filter) = read(t, now, form, mappings::list(conn)?);
        let lines = audit::read::lines(conn, &filter, part, SCREENFUL as i64 + 1)?;
        let total = audit::read::count(conn, &filter)?;
        db::QueryResult::Ok((lines, total, filters))
    })
    .await?;
    let page = under_admin(page);
    // One line more than is shown tells whether there are more in that direction.
    let has_more = lines.len() > SCREENFUL;
    if has_more {
        let extra = if matches!(part, Part::NewerThan(_)) {
            0
        } else {
            SCREENFUL
        };
        lines.remove(extra);
    }
    let (has_newer, has_older) = match part {
        Part::Newest => (false, has_more),
        Part::OlderThan(_) => (true, has_more),
        Part::NewerThan(_) => (has_more, true),
    };
    let bare = with(&page.with("eldre", ""), "nyere", "");
    let towards = |name: &str, line: Option<i64>| line.map(|id| with(&bare, name, &id.to_string()));
    html(&LogPage {
        found: t.audit_found(&t.count(total)),
        newer: towards("nyere", lines.first().map(|line| line.id)).filter(|_| has_newer),
        older: towards("eldre", lines.last().map(|line| line.id)).filter(|_| has_older),
        csv: bare.replacen("/admin/logg", "/admin/logg.csv", 1),
        lines: lines.into_iter().map(|line| log::line::told(t, line)).collect(),
        filters,
        page,
    })
}

fn part(form: &Form) -> Part {
    let line = |name| form.value(name).parse().ok();
    match (line("eldre"), line("nyere")) {
        (Some(line), _) => Part::OlderThan(line),
        (None, Some(line)) => Part::NewerThan(line),
        (None, None) => Part::Newest,
    }
}

pub(crate) fn read(
    t: Lang,
    now: NaiveDateTime,
    form: Form,
    mappings: Vec<Mapping>,
) -> (Filters<'static>, Filter) {
    let mut filters = Filters::new(t, form).leniently();
    let words = filters.words(t.audit_search());
    let number = filters.form.value("q").parse().ok();
    let chosen = filters.code(
        "hendelse",
        t.audit_what(),
        Happening::ALL,
        Happening::code,
        Lang::happening,
    );
    let mappings = mappings.into_iter().map(|mapping| (mapping.slug, mapping.name));
    let mapping = filters.named("kartlegging", t.mapping(), mappings);
    let who = filters.text("person", t.audit_person(), t.audit_person_short());
    let person: Option<i64> = who.parse().ok();
    filters.rarely(t.audit_more_filters());
    let municipality = filters.text("kommune", t.audit_municipality(), t.municipality());
    let is_number = municipality.len() == 4 && municipality.bytes().all(|byte| byte.is_ascii_digit());
    let from = day(&mut filters, now, "fra", t.audit_from());
    let to = day(&mut filters, now, "til", t.audit_to());
    let filter = Filter {
        happenings: happenings(t, &words, number.is_some(), chosen),
        number,
        person_words: person.map_or_else(|| search_words(&who), |_| Vec::new()),
        person,
        mapping,
        municipality_words: if is_number {
            Vec::new()
        } else {
            search_words(&municipality)
        },
        municipality: Some(municipality).filter(|_| is_number),
        from: from.map(midnight),
        before: to.map(|day| midnight(day + TimeDelta::days(1))),
    };
    (filters, filter)
}

/// The happenings whose words in either written form have all that was searched for; a number searches for a line.
fn happenings(
    t: Lang,
    words: &[String],
    is_number: bool,
    chosen: Option<Happening>,
) -> Option<Vec<Happening>> {
    if chosen.is_none() && (words.is_empty() || is_number) {
        return None;
    }
    let is_meant = |what: &Happening| {
        let key = search_key(&format!(
            "{} {} {}",
            t.happening(*what),
            t.other().happening(*what),
            what.code()
        ));
        is_number || words.iter().all(|word| key.contains(word.as_str()))
    };
    let all = chosen.map_or_else(|| Happening::ALL.to_vec(), |what| vec![what]);
    Some(all.into_iter().filter(is_meant).collect())
}

/// The start of a day as people in Norway live it.
fn midnight(day: NaiveDate) -> NaiveDateTime {
    clock::from_oslo(day.and_time(NaiveTime::MIN))
}

/// As people write it, and what a date field of a browser sends. What cannot be read is named and left out.
fn day(
    filters: &mut Filters,
    now: NaiveDateTime,
    field: &'static str,
    label: &'static str,
) -> Option<NaiveDate> {
    let text = filters.text(field, label, label);
    if text.is_empty() {
        return None;
    }
    let read =
        written_time::past_date(&text, clock::today(now)).filter(|day| (2000..2200).contains(&day.year()));
    if read.is_none() {
        filters.form.wrong(field, filters.t.audit_date_wrong(&text));
    }
    read
}

/// Walks the whole chain, which takes a while for a long log and so is done only when asked for.
pub async fn check(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let (broken, all) = with_db(&state, |conn| {
        db::read(conn, |conn| {
            db::QueryResult::Ok((
                db::audit::write::broken_at(conn)?,
                audit::read::count(conn, &Filter::default())?,
            ))
        })
    })
    .await?;
    let t = page.t;
    Ok(match broken {
        None => see_other_with("/admin/logg", t.audit_whole(&t.count(all))),
        Some(line) => {
            tracing::error!(event = "audit_log_broken", line);
            see_other_refused("/admin/logg", &t.audit_broken(&line.to_string()))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> (Form, Filter) {
        let form = Form::filled(values.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let (filters, filter) = super::read(Lang::Nb, NaiveDateTime::default(), form, Vec::new());
        (filters.form, filter)
    }

    #[test]
    fn a_word_finds_happenings_in_both_written_forms() {
        let read = |q| read(&[("q", q)]).1.happenings;
        assert_eq!(read("rolle gitt"), Some(vec![Happening::RoleGranted]));
        assert_eq!(read("rolle gjeven"), Some(vec![Happening::RoleGranted]));
        assert_eq!(read("finnes ikke"), Some(vec![]));
        assert_eq!(read("42"), None);
    }

    #[test]
    fn the_days_of_the_filter_begin_and_end_at_midnight_in_oslo() {
        let (form, filter) = read(&[("fra", "1.7.2026"), ("til", "2026-12-24")]);
        let at = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok();
        assert_eq!(filter.from, at("2026-06-30 22:00"));
        assert_eq!(filter.before, at("2026-12-24 23:00"));
        assert!(form.is_right());
    }

    #[test]
    fn a_date_that_is_none_is_named() {
        let (form, filter) = read(&[("fra", "i fjor")]);
        assert_eq!(filter.from, None);
        assert!(form.mistake("fra").is_some_and(|text| text.contains("i fjor")));
    }
}
