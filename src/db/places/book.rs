//! The country's municipalities as the administration keeps them: names, written form, successions and contacts.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{case_when, count, count_star, exists, not, sum};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use crate::schema::{
    municipality, municipality_change, municipality_contact, municipality_population, user_account, user_role,
};
use crate::{DbConn, bad_code};
use domain::places::municipality::WrittenForm;
use domain::places::succession::{Change, ChangeKind};

type Backend = <DbConn as diesel::Connection>::Backend;

#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub words: Vec<String>,
    /// The first two digits of the number.
    pub county: Option<String>,
    pub written_form: Option<WrittenForm>,
    /// Only those without a chief executive to write to.
    pub lacks_contact: bool,
}

/// A municipality of today as the list shows it.
#[derive(Debug, Clone)]
pub struct Listed {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub county: String,
    pub written_form: WrittenForm,
    pub has_contact: bool,
    pub users: i64,
}

fn of_today<'a>(filter: &Filter) -> municipality::BoxedQuery<'a, Backend> {
    let mut query = municipality::table
        .filter(municipality::valid_to.is_null())
        .into_boxed();
    for word in &filter.words {
        let by_name = municipality::search_key.like(format!("%{word}%"));
        query = query.filter(by_name.or(municipality::number.like(format!("{word}%"))));
    }
    if let Some(county) = &filter.county {
        query = query.filter(municipality::county_number.eq(county.clone()));
    }
    if let Some(form) = filter.written_form {
        query = query.filter(municipality::language_form.eq(form.code()));
    }
    if filter.lacks_contact {
        query = query.filter(not(exists(addresses())));
    }
    query
}

pub fn list(conn: &mut DbConn, filter: &Filter) -> QueryResult<Vec<Listed>> {
    let rows: Vec<(i64, String, String, String, String)> = of_today(filter)
        .order((municipality::sort_key, municipality::id))
        .select((
            municipality::id,
            municipality::number,
            municipality::name,
            municipality::county,
            municipality::language_form,
        ))
        .load(conn)?;
    let with_contact: Vec<i64> = municipality_contact::table
        .filter(municipality_contact::valid_to.is_null())
        .filter(municipality_contact::is_postmottak.eq(false))
        .filter(municipality_contact::email.is_not_null())
        .select(municipality_contact::municipality_id)
        .load(conn)?;
    let users: Vec<(Option<i64>, i64)> = user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .filter(user_role::ended_at.is_null())
        .filter(user_role::municipality_id.is_not_null())
        .filter(user_account::disabled_at.is_null())
        .group_by(user_role::municipality_id)
        .select((
            user_role::municipality_id,
            count(user_role::user_id).aggregate_distinct(),
        ))
        .load(conn)?;
    let with_contact: std::collections::HashSet<i64> = with_contact.into_iter().collect();
    let users: std::collections::HashMap<i64, i64> = users
        .into_iter()
        .filter_map(|(id, users)| Some((id?, users)))
        .collect();
    rows.into_iter()
        .map(|(id, number, name, county, form)| {
            Ok(Listed {
                id,
                number,
                name,
                county,
                written_form: WrittenForm::try_from(form).map_err(bad_code)?,
                has_contact: with_contact.contains(&id),
                users: users.get(&id).copied().unwrap_or(0),
            })
        })
        .collect()
}

/// How many municipalities there are today, and how many of them nobody can be written to in.
pub fn counts(conn: &mut DbConn) -> QueryResult<(i64, i64)> {
    let number = |number: i32| AsExpression::<Integer>::as_expression(number);
    let (all, lacking): (i64, Option<i64>) = municipality::table
        .filter(municipality::valid_to.is_null())
        .select((
            count_star(),
            sum(case_when(not(exists(addresses())), number(1)).otherwise(number(0))),
        ))
        .first(conn)?;
    Ok((all, lacking.unwrap_or(0)))
}

/// Of the chief executive of the municipality that the query around it is about.
#[diesel::dsl::auto_type(no_type_alias)]
fn addresses() -> _ {
    municipality_contact::table
        .filter(municipality_contact::municipality_id.eq(municipality::id))
        .filter(municipality_contact::valid_to.is_null())
        .filter(municipality_contact::is_postmottak.eq(false))
        .filter(municipality_contact::email.is_not_null())
}

/// Number and name of each county that has a municipality today, with how many; in the order of the numbers.
pub fn counties(conn: &mut DbConn) -> QueryResult<Vec<(String, String, i64)>> {
    municipality::table
        .filter(municipality::valid_to.is_null())
        .group_by((municipality::county_number, municipality::county))
        .order(municipality::county_number)
        .select((municipality::county_number, municipality::county, count_star()))
        .load(conn)
}

/// Key, number and name of every municipality of today, for choosing one.
pub fn choices(conn: &mut DbConn) -> QueryResult<Vec<(i64, String, String)>> {
    municipality::table
        .filter(municipality::valid_to.is_null())
        .order((municipality::sort_key, municipality::id))
        .select((municipality::id, municipality::number, municipality::name))
        .load(conn)
}

/// A municipality with everything that is known of it as such.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = municipality)]
pub struct Entry {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub official_name: Option<String>,
    pub name_sami: Option<String>,
    pub sami_language: Option<String>,
    pub name_kven: Option<String>,
    pub organisation_number: Option<String>,
    pub county_number: String,
    pub county: String,
    #[diesel(deserialize_as = String)]
    pub language_form: WrittenForm,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
}

/// The municipality that bears the number today, or bore it last.
pub fn by_number(conn: &mut DbConn, number: &str) -> QueryResult<Option<Entry>> {
    municipality::table
        .filter(municipality::number.eq(number))
        .order((
            municipality::valid_to.is_not_null(),
            municipality::valid_to.desc(),
        ))
        .select(Entry::as_select())
        .first(conn)
        .optional()
}

/// Year and inhabitants, newest first.
pub fn populations(conn: &mut DbConn, municipality: i64) -> QueryResult<Vec<(i32, i32)>> {
    municipality_population::table
        .filter(municipality_population::municipality_id.eq(municipality))
        .order(municipality_population::year.desc())
        .select((municipality_population::year, municipality_population::population))
        .load(conn)
}

type ChangeRow = (String, String, String, String, NaiveDate, String);

/// All mergers, splits and new numbers that are known, oldest first. A few hundred, and old names have no key to
/// search by, so the domain looks through them.
pub fn changes(conn: &mut DbConn) -> QueryResult<Vec<Change>> {
    changes_where(conn, None)
}

/// Those that led to this number, and from it.
pub fn changes_of(conn: &mut DbConn, number: &str) -> QueryResult<Vec<Change>> {
    changes_where(conn, Some(number))
}

fn changes_where(conn: &mut DbConn, number: Option<&str>) -> QueryResult<Vec<Change>> {
    let mut query = municipality_change::table.into_boxed();
    if let Some(number) = number {
        let led_here = municipality_change::new_number.eq(number.to_owned());
        query = query.filter(led_here.or(municipality_change::old_number.eq(number.to_owned())));
    }
    let rows: Vec<ChangeRow> = query
        .order((municipality_change::valid_from, municipality_change::old_number))
        .select((
            municipality_change::old_number,
            municipality_change::old_name,
            municipality_change::new_number,
            municipality_change::new_name,
            municipality_change::valid_from,
            municipality_change::kind,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(old_number, old_name, new_number, new_name, valid_from, kind)| {
            Ok(Change {
                old_number,
                old_name,
                new_number,
                new_name,
                valid_from,
                kind: ChangeKind::try_from(kind).map_err(bad_code)?,
            })
        })
        .collect()
}

/// Sets the written form if it is still `from`; false when somebody else was first.
pub fn set_written_form(
    conn: &mut DbConn,
    municipality: i64,
    from: WrittenForm,
    to: WrittenForm,
) -> QueryResult<bool> {
    diesel::update(municipality::table.find(municipality))
        .filter(municipality::language_form.eq(from.code()))
        .set(municipality::language_form.eq(to.code()))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// Someone who answers for the municipality.
#[derive(Debug, Clone, Queryable)]
pub struct Answering {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub role: String,
    pub activated_at: Option<NaiveDateTime>,
}

pub fn users(conn: &mut DbConn, municipality: i64) -> QueryResult<Vec<Answering>> {
    user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .filter(user_role::municipality_id.eq(municipality))
        .filter(user_role::ended_at.is_null())
        .filter(user_account::disabled_at.is_null())
        .order((user_account::sort_key, user_account::id))
        .select((
            user_account::id,
            user_account::name,
            user_account::email,
            user_role::role,
            user_account::activated_at,
        ))
        .load(conn)
}
