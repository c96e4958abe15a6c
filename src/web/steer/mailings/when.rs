//! When a mailing is to go, as it is typed: day and time of day in Oslo.

use chrono::NaiveDateTime;

use crate::form::Form;
use base::clock;
use domain::text::written_time;
use i18n::Lang;
use tasks::mailings::When;

/// The time in the fields `dato` and `klokka`, which must lie ahead.
fn ahead(t: Lang, form: &mut Form, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let day = written_time::date(form.value("dato"), clock::today(now));
    let time = written_time::time(form.value("klokka"));
    if day.is_none() {
        form.wrong("dato", t.mailing_wrong_date());
    }
    if time.is_none() {
        form.wrong("klokka", t.mailing_wrong_time());
    }
    let at = clock::from_oslo(day?.and_time(time?));
    if at <= now {
        form.wrong("dato", t.mailing_past());
        return None;
    }
    Some(at)
}

pub(super) fn read(t: Lang, form: &mut Form, now: NaiveDateTime) -> Option<When> {
    match form.value("nar") {
        "angre" => Some(When::WithRegret),
        "na" => Some(When::Now),
        "verter" => Some(When::HostsFirst),
        "tid" => ahead(t, form, now).map(When::At),
        _ => {
            form.wrong("nar", t.choose(&t.mailing_when()));
            None
        }
    }
}
