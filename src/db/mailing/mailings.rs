//! Mailings: their drafts, texts and recipients, and how far their letters have come.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::conn::connection::on_either;
use crate::register::write::{AT_ONCE, insert_all};
use crate::schema::{mailing, mailing_recipient, mailing_text, outbox_mail, user_account};
use crate::{DbConn, bad_code};
use domain::letters::letter::{MailState, MailingId};
use domain::letters::mailing::{Mailing, MailingKind, MailingState, Outcome, Template, Wording};
use domain::people::access::UserId;
use domain::places::mapping::MappingId;
use domain::places::municipality::{MunicipalityId, RegionId};
use domain::round::hearing::{Hearing, HearingState, RoundId};

/// By template and language.
pub type Texts = HashMap<(Template, String), Wording>;

/// A mailing as it is begun.
#[derive(Debug, Clone)]
pub struct NewMailing<'a> {
    pub mapping: MappingId,
    pub round: Option<RoundId>,
    pub kind: MailingKind,
    pub neutral_language: &'a str,
    pub created_by: Option<UserId>,
    pub texts: &'a Texts,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = mailing)]
struct MailingRow {
    id: i64,
    mapping_id: i64,
    round_id: Option<i64>,
    kind: String,
    sender: Option<String>,
    reply_to: Option<String>,
    neutral_language: String,
    copy_to_postmottak: bool,
    state: String,
    send_at: Option<NaiveDateTime>,
    regret_until: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    created_by: Option<i64>,
    proposed_by: Option<i64>,
    released_at: Option<NaiveDateTime>,
    version: i64,
}

impl MailingRow {
    fn into_mailing(self) -> QueryResult<Mailing> {
        Ok(Mailing {
            id: MailingId(self.id),
            mapping: MappingId(self.mapping_id),
            round: self.round_id.map(RoundId),
            kind: MailingKind::try_from(self.kind).map_err(bad_code)?,
            sender: self.sender,
            reply_to: self.reply_to,
            neutral_language: self.neutral_language,
            copy_to_postmottak: self.copy_to_postmottak,
            state: MailingState::try_from(self.state).map_err(bad_code)?,
            send_at: self.send_at,
            regret_until: self.regret_until,
            created_at: self.created_at,
            created_by: self.created_by.map(UserId),
            proposed_by: self.proposed_by.map(UserId),
            released_at: self.released_at,
            version: self.version,
        })
    }
}

/// A new draft. Run it inside `db::write`, as all that change something here.
pub fn insert(conn: &mut DbConn, new: &NewMailing, now: NaiveDateTime) -> QueryResult<MailingId> {
    let id: i64 = diesel::insert_into(mailing::table)
        .values((
            mailing::mapping_id.eq(new.mapping.0),
            mailing::round_id.eq(new.round.map(|round| round.0)),
            mailing::kind.eq(new.kind.code()),
            mailing::neutral_language.eq(new.neutral_language),
            mailing::created_at.eq(now),
            mailing::created_by.eq(new.created_by.map(|user| user.0)),
        ))
        .returning(mailing::id)
        .get_result(conn)?;
    set_texts(conn, MailingId(id), new.texts)?;
    Ok(MailingId(id))
}

pub fn set_texts(conn: &mut DbConn, id: MailingId, texts: &Texts) -> QueryResult<()> {
    diesel::delete(mailing_text::table.filter(mailing_text::mailing_id.eq(id.0))).execute(conn)?;
    let rows: Vec<_> = texts
        .iter()
        .map(|((template, language), wording)| {
            (
                mailing_text::mailing_id.eq(id.0),
                mailing_text::template.eq(template.code()),
                mailing_text::language.eq(language),
                mailing_text::subject.eq(&wording.subject),
                mailing_text::body.eq(&wording.body),
            )
        })
        .collect();
    insert_all!(conn, mailing_text::table, rows);
    Ok(())
}

pub fn texts(conn: &mut DbConn, id: MailingId) -> QueryResult<Texts> {
    let rows: Vec<(String, String, String, String)> = mailing_text::table
        .filter(mailing_text::mailing_id.eq(id.0))
        .select((
            mailing_text::template,
            mailing_text::language,
            mailing_text::subject,
            mailing_text::body,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(template, language, subject, body)| {
            let template = Template::try_from(template).map_err(bad_code)?;
            Ok(((template, language), Wording { subject, body }))
        })
        .collect()
}

pub fn one(conn: &mut DbConn, mapping: MappingId, id: MailingId) -> QueryResult<Option<Mailing>> {
    let row: Option<MailingRow> = mailing::table
        .find(id.0)
        .filter(mailing::mapping_id.eq(mapping.0))
        .select(MailingRow::as_select())
        .first(conn)
        .optional()?;
    row.map(MailingRow::into_mailing).transpose()
}

/// A mailing as the list shows it: who made it, to how many, and how many letters are in each state.
#[derive(Debug, Clone)]
pub struct Listed {
    pub mailing: Mailing,
    pub made_by: Option<String>,
    pub recipients: i64,
    pub letters: Vec<(MailState, i64)>,
}

/// Those of a mapping, the newest first, in three statements.
pub fn list(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Listed>> {
    let rows: Vec<(MailingRow, Option<String>)> = mailing::table
        .left_join(user_account::table.on(user_account::id.nullable().eq(mailing::created_by)))
        .filter(mailing::mapping_id.eq(mapping.0))
        .order(mailing::id.desc())
        .select((MailingRow::as_select(), user_account::name.nullable()))
        .load(conn)?;
    let recipients: HashMap<i64, i64> = mailing_recipient::table
        .inner_join(mailing::table)
        .filter(mailing::mapping_id.eq(mapping.0))
        .group_by(mailing_recipient::mailing_id)
        .select((mailing_recipient::mailing_id, count_star()))
        .load(conn)?
        .into_iter()
        .collect();
    let counts: Vec<(Option<i64>, String, i64)> = outbox_mail::table
        .inner_join(mailing::table.on(outbox_mail::mailing_id.eq(mailing::id.nullable())))
        .filter(mailing::mapping_id.eq(mapping.0))
        .group_by((outbox_mail::mailing_id, outbox_mail::state))
        .select((outbox_mail::mailing_id, outbox_mail::state, count_star()))
        .load(conn)?;
    let mut letters: HashMap<i64, Vec<(MailState, i64)>> = HashMap::new();
    for (id, state, count) in counts {
        let state = MailState::try_from(state).map_err(bad_code)?;
        letters
            .entry(id.unwrap_or_default())
            .or_default()
            .push((state, count));
    }
    rows.into_iter()
        .map(|(row, made_by)| {
            Ok(Listed {
                recipients: recipients.get(&row.id).copied().unwrap_or_default(),
                letters: letters.remove(&row.id).unwrap_or_default(),
                mailing: row.into_mailing()?,
                made_by,
            })
        })
        .collect()
}

/// Whom a mailing is to, in the order in which they were chosen.
pub fn recipients(conn: &mut DbConn, id: MailingId) -> QueryResult<Vec<Recipient>> {
    type Row = (
        Option<i64>,
        Option<i64>,
        Option<String>,
        Option<String>,
        Option<NaiveDateTime>,
        Option<i64>,
    );
    let rows: Vec<Row> = mailing_recipient::table
        .filter(mailing_recipient::mailing_id.eq(id.0))
        .order(mailing_recipient::id)
        .select((
            mailing_recipient::municipality_id,
            mailing_recipient::region_id,
            mailing_recipient::outcome,
            mailing_recipient::state_before,
            mailing_recipient::last_reminder_before,
            mailing_recipient::hearing_version,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(municipality, region, outcome, state, last_reminder_before, hearing_version)| {
                Ok(Recipient {
                    municipality: municipality.map(MunicipalityId),
                    region: region.map(RegionId),
                    outcome: outcome.map(Outcome::try_from).transpose().map_err(bad_code)?,
                    state_before: state.map(HearingState::try_from).transpose().map_err(bad_code)?,
                    last_reminder_before,
                    hearing_version,
                })
            },
        )
        .collect()
}

#[derive(Debug, Clone)]
pub struct Recipient {
    pub municipality: Option<MunicipalityId>,
    pub region: Option<RegionId>,
    pub outcome: Option<Outcome>,
    pub state_before: Option<HearingState>,
    pub last_reminder_before: Option<NaiveDateTime>,
    pub hearing_version: Option<i64>,
}

pub fn set_municipalities(conn: &mut DbConn, id: MailingId, chosen: &[MunicipalityId]) -> QueryResult<()> {
    let of_mailing = mailing_recipient::mailing_id.eq(id.0);
    diesel::delete(mailing_recipient::table.filter(of_mailing)).execute(conn)?;
    let place =
        |municipality: &MunicipalityId| (of_mailing, mailing_recipient::municipality_id.eq(municipality.0));
    let rows: Vec<_> = chosen.iter().map(place).collect();
    insert_all!(conn, mailing_recipient::table, rows);
    Ok(())
}

pub fn set_regions(conn: &mut DbConn, id: MailingId, chosen: &[RegionId]) -> QueryResult<()> {
    let of_mailing = mailing_recipient::mailing_id.eq(id.0);
    diesel::delete(mailing_recipient::table.filter(of_mailing)).execute(conn)?;
    let place = |region: &RegionId| (of_mailing, mailing_recipient::region_id.eq(region.0));
    let rows: Vec<_> = chosen.iter().map(place).collect();
    insert_all!(conn, mailing_recipient::table, rows);
    Ok(())
}

/// What became of a municipality's place on the list; `before` is its hearing as it was, when it has changed.
pub fn set_outcome(
    conn: &mut DbConn,
    id: MailingId,
    municipality: MunicipalityId,
    outcome: Outcome,
    before: Option<&Hearing>,
) -> QueryResult<()> {
    diesel::update(mailing_recipient::table)
        .filter(mailing_recipient::mailing_id.eq(id.0))
        .filter(mailing_recipient::municipality_id.eq(municipality.0))
        .set((
            mailing_recipient::outcome.eq(outcome.code()),
            mailing_recipient::state_before.eq(before.map(|hearing| hearing.state.code())),
            mailing_recipient::last_reminder_before.eq(before.and_then(|hearing| hearing.last_reminder_at)),
            mailing_recipient::hearing_version.eq(before.map(|hearing| hearing.version + 1)),
        ))
        .execute(conn)
        .map(drop)
}

pub fn set_region_outcome(
    conn: &mut DbConn,
    id: MailingId,
    region: RegionId,
    outcome: Outcome,
) -> QueryResult<()> {
    diesel::update(mailing_recipient::table)
        .filter(mailing_recipient::mailing_id.eq(id.0))
        .filter(mailing_recipient::region_id.eq(region.0))
        .set(mailing_recipient::outcome.eq(outcome.code()))
        .execute(conn)
        .map(drop)
}
