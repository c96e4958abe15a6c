//! The questions that were put to the leaders of regionråd, who have no list beside them.

use chrono::NaiveDateTime;
use diesel::dsl::auto_type;
use diesel::prelude::*;

use super::hearing::RoundRow;
use crate::answer::questions::{Asked, examples_json};
use crate::conn::connection::on_either;
use crate::mapping::mappings::MappingRow;
use crate::schema::{
    arrangement, concern, hearing_round, mapping, region, region_inquiry, region_member, submitted_answer,
};
use crate::{DbConn, bad_code};
use domain::answer::question::InquiryId;
use domain::people::access::Actor;
use domain::places::mapping::Mapping;
use domain::places::municipality::RegionId;
use domain::round::hearing::{HearingState, Round, Standing};
use domain::text::norwegian::sort_key;

/// One regionråd in one round.
#[derive(Debug, Clone)]
pub struct Inquiry {
    pub id: InquiryId,
    pub region: RegionId,
    /// The region's number in the mapping.
    pub nr: i32,
    pub name: String,
    pub state: HearingState,
    pub confirmed_at: Option<NaiveDateTime>,
    pub round: Round,
    pub mapping: Mapping,
}

impl Inquiry {
    pub fn standing(&self, now: NaiveDateTime) -> Standing {
        Standing::of_inquiry(&self.mapping, &self.round, now)
    }

    pub fn deadline(&self) -> Option<NaiveDateTime> {
        self.round.questions_deadline.or(self.round.deadline)
    }
}

#[auto_type(no_type_alias)]
fn everything() -> _ {
    region_inquiry::table
        .inner_join(region::table)
        .inner_join(hearing_round::table.inner_join(mapping::table))
}

type Row = (InquiryRow, i32, String, RoundRow, MappingRow);

/// What was sent to a region's leader in the newest round.
pub fn own(conn: &mut DbConn, slug: &str, nr: i32) -> QueryResult<Option<Inquiry>> {
    let row: Option<Row> = everything()
        .filter(mapping::slug.eq(slug))
        .filter(region::nr.eq(nr))
        .filter(region_inquiry::state.ne(HearingState::Draft.code()))
        .order(hearing_round::number.desc())
        .select((
            InquiryRow::as_select(),
            region::nr,
            region::name,
            RoundRow::as_select(),
            MappingRow::as_select(),
        ))
        .first(conn)
        .optional()?;
    row.map(into_inquiry).transpose()
}

/// What was sent to those regionråd that the person leads.
pub fn of_person(conn: &mut DbConn, actor: &Actor) -> QueryResult<Vec<Inquiry>> {
    let mut found = Vec::new();
    for (slug, nr) in actor.regions() {
        found.extend(own(conn, slug, nr)?);
    }
    Ok(found)
}

fn into_inquiry((row, nr, name, round, mapping): Row) -> QueryResult<Inquiry> {
    Ok(Inquiry {
        id: InquiryId(row.id),
        region: RegionId(row.region_id),
        nr,
        name,
        state: HearingState::try_from(row.state).map_err(bad_code)?,
        confirmed_at: row.confirmed_at,
        round: round.into_round()?,
        mapping: mapping.into_mapping()?,
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = region_inquiry)]
struct InquiryRow {
    id: i64,
    region_id: i64,
    state: String,
    confirmed_at: Option<NaiveDateTime>,
}

/// What its leader can give as examples, by number and name: whatever the region's municipalities have a part in.
pub fn arrangements(conn: &mut DbConn, region: RegionId) -> QueryResult<Vec<(i32, String)>> {
    let members = region_member::table
        .filter(region_member::region_id.eq(region.0))
        .select(region_member::municipality_id);
    let of_this = region::table
        .filter(region::id.eq(region.0))
        .select(region::mapping_id)
        .single_value();
    let mut found: Vec<(i32, String)> = concern::table
        .inner_join(arrangement::table)
        .filter(concern::mapping_id.nullable().eq(of_this))
        .filter(concern::municipality_id.eq_any(members))
        .select((arrangement::number, arrangement::name))
        .distinct()
        .load(conn)?;
    found.sort_by_cached_key(|(_, name)| sort_key(name));
    Ok(found)
}

/// Run it inside `db::write`, as below.
pub fn set_sent(conn: &mut DbConn, id: InquiryId, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(region_inquiry::table.find(id.0))
        .set((
            region_inquiry::state.eq(HearingState::Sent.code()),
            region_inquiry::sent_at.eq(now),
            region_inquiry::version.eq(region_inquiry::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

/// What is answered becomes what was sent in, word for word.
pub fn confirm(conn: &mut DbConn, id: InquiryId, asked: &[Asked], now: NaiveDateTime) -> QueryResult<()> {
    let rows: Vec<_> = asked
        .iter()
        .filter(|asked| asked.is_answered())
        .filter_map(|asked| {
            let answer = &asked.draft.as_ref()?.answer;
            Some((
                submitted_answer::question_id.eq(asked.question.id.0),
                submitted_answer::region_inquiry_id.eq(id.0),
                submitted_answer::text.eq(&answer.text),
                submitted_answer::choice.eq(answer.choice),
                submitted_answer::examples.eq(examples_json(&answer.examples)),
                submitted_answer::submitted_at.eq(now),
            ))
        })
        .collect();
    if !rows.is_empty() {
        on_either!(&mut *conn, c => diesel::insert_into(submitted_answer::table).values(&rows).execute(c))?;
    }
    diesel::update(region_inquiry::table.find(id.0))
        .set((
            region_inquiry::state.eq(HearingState::Confirmed.code()),
            region_inquiry::confirmed_at.eq(now),
            region_inquiry::version.eq(region_inquiry::version + 1),
        ))
        .execute(conn)
        .map(drop)
}
