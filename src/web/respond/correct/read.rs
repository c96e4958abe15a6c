//! The correction form read back: what the municipality wants stated, and every mistake in what was typed.

use std::collections::BTreeMap;

use super::fill::{self, ANOTHER, COMMENT, OTHER_HOST, PARTICIPANT, PARTIES};
use super::value;
use crate::form::Form;
use domain::answer::response::{ConfirmedAs, Field, PartyKey, Response, Verdict};
use domain::places::directory::Directory;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::ParticipantKind;
use domain::register::stated::Stated;
use domain::register::value::parse_share;
use i18n::Lang;

pub const LONGEST_COMMENT: usize = 2000;
const LONGEST_NAME: usize = 200;
/// More owners than any arrangement has.
const MOST_OWNERS: usize = 60;

/// What the form is read against.
pub struct Around<'a> {
    pub t: Lang,
    pub directory: &'a Directory,
    pub own: MunicipalityId,
    pub this_year: i32,
    /// What the register says now.
    pub registered: &'a Stated,
    /// The same with the draft's corrections: what the form is filled with.
    pub shown: &'a Stated,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wished {
    pub stated: Stated,
    pub comment: Option<String>,
}

impl Wished {
    /// Nothing changed is an answer too: it is right.
    pub fn response(&self, registered: &Stated) -> Response {
        let corrections = registered.corrections_to(&self.stated);
        let verdict = if corrections.is_empty() {
            Response::confirmed(ConfirmedAs::Single)
        } else {
            Response {
                verdict: Some(Verdict::Corrected),
                ..Response::default()
            }
        };
        Response {
            corrections,
            comment: self.comment.clone(),
            ..verdict
        }
    }
}

/// What can be read; a field with a mistake stays what it was, so that a draft can be kept without it. Whatever
/// stands there as it was shown is taken unread: the register may hold what nobody would be allowed to type.
pub fn read(around: &Around, form: &mut Form) -> Wished {
    let Around { t, shown, .. } = *around;
    let mut stated = shown.clone();
    for field in Field::stated() {
        let name = field.spec().name;
        let typed = typed(form, field, name);
        if typed == fill::shown(around.directory, field, shown.value(field)).trim() {
            continue;
        }
        match value::read(around, field, &typed) {
            Ok(value) => stated.set(field, value),
            Err(mistake) if field == Field::Host && typed.starts_with(ANOTHER) => {
                form.wrong(OTHER_HOST, mistake);
            }
            Err(mistake) => form.wrong(name, mistake),
        }
    }
    let compact = form.value(PARTIES).to_owned();
    stated.parties = if compact.is_empty() {
        let mut parties = municipalities(around, form);
        owners(around, form, &mut parties);
        parties
    } else {
        of_compact(around, &compact)
    };
    Wished {
        stated,
        comment: comment(t, form),
    }
}

pub fn comment(t: Lang, form: &mut Form) -> Option<String> {
    let comment = form.value(COMMENT).to_owned();
    let length = comment.chars().count();
    if length > LONGEST_COMMENT {
        form.wrong(
            COMMENT,
            t.too_long(&t.correct_comment(), &LONGEST_COMMENT, &length),
        );
    }
    Some(comment).filter(|comment| !comment.is_empty())
}

/// A host that is no municipality comes as «annen:» with its name, whether in one field or two.
fn typed(form: &Form, field: Field, name: &str) -> String {
    let typed = form.value(name);
    if field == Field::Host && typed == ANOTHER {
        return format!("{ANOTHER}:{}", form.value(OTHER_HOST));
    }
    typed.to_owned()
}

fn municipalities(around: &Around, form: &mut Form) -> BTreeMap<PartyKey, Option<i32>> {
    let codes: Vec<String> = form.values(PARTICIPANT).map(str::to_owned).collect();
    let mut parties = BTreeMap::new();
    for code in codes {
        match fill::municipality(around.directory, &code) {
            Some(id) => {
                let key = PartyKey::Municipality(id);
                let share = share(around, form, fill::share_field(&code), &key);
                parties.insert(key, share);
            }
            None => form.wrong(PARTICIPANT, around.t.correct_no_such_municipality(&code)),
        }
    }
    parties
}

/// The share that was typed, or the one before when that was none.
fn share(around: &Around, form: &mut Form, field: String, party: &PartyKey) -> Option<i32> {
    let typed = form.value(&field);
    if typed.is_empty() {
        return None;
    }
    let read = parse_share(typed.trim_end_matches('%').trim_end());
    if read.is_none() {
        form.wrong(field, around.t.correct_share());
        return around.shown.parties.get(party).copied().flatten();
    }
    read
}

fn owners(around: &Around, form: &mut Form, parties: &mut BTreeMap<PartyKey, Option<i32>>) {
    let t = around.t;
    for at in 1..=MOST_OWNERS {
        let name_field = fill::owner_field(at, "navn");
        let name = form.value(&name_field).replace(['\n', '\t'], " ");
        let kind_field = fill::owner_field(at, "type");
        let share_field = fill::owner_field(at, "andel");
        let kind = form.value(&kind_field).to_owned();
        if name.is_empty() {
            if !form.value(&share_field).is_empty() {
                form.wrong(name_field, t.missing(&t.correct_owner_name()));
            }
            continue;
        }
        let length = name.chars().count();
        if length > LONGEST_NAME {
            form.wrong(
                name_field,
                t.too_long(&t.correct_owner_name(), &LONGEST_NAME, &length),
            );
            continue;
        }
        let kind = ParticipantKind::from_code(&kind).filter(|kind| *kind != ParticipantKind::Municipality);
        let Some(kind) = kind else {
            form.wrong(kind_field, t.correct_owner_kind_missing());
            continue;
        };
        let key = PartyKey::Other(kind, name.clone());
        let share = share(around, form, share_field, &key);
        if parties.insert(key, share).is_some() {
            form.wrong(name_field, t.correct_owner_twice(&name));
        }
    }
}

fn of_compact(around: &Around, compact: &str) -> BTreeMap<PartyKey, Option<i32>> {
    let parties = compact.lines().filter_map(|line| {
        let mut parts = line.splitn(3, '|');
        let kind = ParticipantKind::from_code(parts.next()?)?;
        let share = parts.next().and_then(parse_share);
        let who = parts.next().filter(|who| who.chars().count() <= LONGEST_NAME)?;
        let key = match kind {
            ParticipantKind::Municipality => {
                PartyKey::Municipality(fill::municipality(around.directory, who)?)
            }
            kind => PartyKey::Other(kind, who.to_owned()),
        };
        Some((key, share))
    });
    parties.collect()
}

/// What must hold before it is an answer, and need not while it is a draft.
pub fn check_whole(around: &Around, wished: &Wished, form: &mut Form) {
    let Around { t, registered, .. } = *around;
    let parties = &wished.stated.parties;
    if *parties == registered.parties {
        return;
    }
    let own = PartyKey::Municipality(around.own);
    if registered.parties.contains_key(&own) && !parties.contains_key(&own) {
        let name = around.directory.name(around.own).unwrap_or_default();
        form.wrong(PARTICIPANT, t.correct_own_removed(name));
    } else if parties.len() < 2 && wished.comment.is_none() {
        form.wrong(PARTICIPANT, t.correct_too_few());
    }
    let sum: i32 = parties.values().flatten().sum();
    if sum > 10_000 {
        form.wrong(first_share(around, wished), t.correct_shares_over(&t.share(sum)));
    }
}

fn first_share(around: &Around, wished: &Wished) -> String {
    let mut shown = wished.stated.parties.keys().filter_map(|party| match party {
        PartyKey::Municipality(id)
            if around.shown.parties.contains_key(party) || around.registered.parties.contains_key(party) =>
        {
            Some(fill::share_field(&fill::code(around.directory, *id)))
        }
        _ => None,
    });
    shown.next().unwrap_or_else(|| fill::owner_field(1, "andel"))
}
