//! The row that a municipality is read from.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::bad_code;
use crate::schema::municipality;
use domain::places::municipality::{Municipality, MunicipalityId, WrittenForm};

#[derive(Queryable, Selectable)]
#[diesel(table_name = municipality)]
pub(super) struct MunicipalityRow {
    pub id: i64,
    pub number: String,
    name: String,
    official_name: Option<String>,
    pub name_sami: Option<String>,
    pub name_kven: Option<String>,
    county_number: String,
    county: String,
    language_form: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub search_key: String,
}

impl MunicipalityRow {
    pub fn municipality(&self, population: Option<i32>) -> QueryResult<Municipality> {
        Ok(Municipality {
            id: MunicipalityId(self.id),
            number: self.number.clone(),
            official_name: self.official_name.as_ref().unwrap_or(&self.name).clone(),
            name: self.name.clone(),
            county_number: self.county_number.clone(),
            county: self.county.clone(),
            written_form: WrittenForm::try_from(self.language_form.clone()).map_err(bad_code)?,
            population,
        })
    }

    pub fn was_there_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| to > day)
    }
}
