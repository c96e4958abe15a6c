//! Whom to write to in a municipality: the chief executive and the mailroom. What was, is kept with its dates.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::municipality_contact;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = municipality_contact)]
pub struct Contact {
    pub id: i64,
    pub name: Option<String>,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub is_postmottak: bool,
    pub bounced_at: Option<NaiveDateTime>,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub version: i64,
}

/// A contact as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewContact {
    pub name: Option<String>,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub is_postmottak: bool,
}

impl Contact {
    pub fn in_force(&self) -> bool {
        self.valid_to.is_none()
    }

    /// The fields in which the two differ, by their names in the log.
    pub fn differs_in(&self, new: &NewContact) -> Vec<&'static str> {
        [
            ("name", self.name != new.name),
            ("title", self.title != new.title),
            ("email", self.email != new.email),
            ("phone", self.phone != new.phone),
            ("kind", self.is_postmottak != new.is_postmottak),
        ]
        .into_iter()
        .filter_map(|(field, differs)| differs.then_some(field))
        .collect()
    }
}

/// Those in force in the whole country, each with its municipality.
pub fn in_force(conn: &mut DbConn) -> QueryResult<Vec<(i64, Contact)>> {
    municipality_contact::table
        .filter(municipality_contact::valid_to.is_null())
        .order(municipality_contact::id)
        .select((municipality_contact::municipality_id, Contact::as_select()))
        .load(conn)
}

/// Those in force first, the chief executive before the mailroom; then what was, newest first.
pub fn of(conn: &mut DbConn, municipality: i64) -> QueryResult<Vec<Contact>> {
    municipality_contact::table
        .filter(municipality_contact::municipality_id.eq(municipality))
        .order((
            municipality_contact::valid_to.is_not_null(),
            municipality_contact::valid_to.desc(),
            municipality_contact::is_postmottak,
            municipality_contact::id,
        ))
        .select(Contact::as_select())
        .load(conn)
}

/// One contact of this municipality; another's is not found.
pub fn one(conn: &mut DbConn, municipality: i64, contact: i64) -> QueryResult<Option<Contact>> {
    municipality_contact::table
        .find(contact)
        .filter(municipality_contact::municipality_id.eq(municipality))
        .select(Contact::as_select())
        .first(conn)
        .optional()
}

pub fn add(conn: &mut DbConn, municipality: i64, new: &NewContact, today: NaiveDate) -> QueryResult<i64> {
    diesel::insert_into(municipality_contact::table)
        .values((
            municipality_contact::municipality_id.eq(municipality),
            municipality_contact::name.eq(&new.name),
            municipality_contact::title.eq(&new.title),
            municipality_contact::email.eq(&new.email),
            municipality_contact::phone.eq(&new.phone),
            municipality_contact::is_postmottak.eq(new.is_postmottak),
            municipality_contact::valid_from.eq(today),
        ))
        .returning(municipality_contact::id)
        .get_result(conn)
}

/// Ends the contact if it is still as the form showed it; false when somebody else was first.
pub fn end(conn: &mut DbConn, contact: i64, version: i64, today: NaiveDate) -> QueryResult<bool> {
    diesel::update(municipality_contact::table.find(contact))
        .filter(municipality_contact::version.eq(version))
        .filter(municipality_contact::valid_to.is_null())
        .set((
            municipality_contact::valid_to.eq(today),
            municipality_contact::version.eq(version + 1),
        ))
        .execute(conn)
        .map(|ended| ended == 1)
}
