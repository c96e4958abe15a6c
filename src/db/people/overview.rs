//! People taken together: how many accounts there are, and where anybody has a role.

use diesel::dsl::{case_when, count_star, sum};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use crate::DbConn;
use crate::schema::{mapping, municipality, user_account, user_role};

/// The mappings and the municipalities that somebody has a role in, for the filters.
pub struct Scopes {
    pub mappings: Vec<(String, String)>,
    pub municipalities: Vec<(String, String)>,
}

type Row = (Option<String>, Option<String>, Option<String>, Option<String>);

pub fn scopes_in_use(conn: &mut DbConn) -> QueryResult<Scopes> {
    let rows: Vec<Row> = user_role::table
        .left_join(mapping::table)
        .left_join(municipality::table)
        .filter(user_role::ended_at.is_null())
        .order((municipality::sort_key, mapping::year.desc(), mapping::name))
        .select((
            mapping::slug.nullable(),
            mapping::name.nullable(),
            municipality::number.nullable(),
            municipality::name.nullable(),
        ))
        .load(conn)?;
    let mut scopes = Scopes {
        mappings: Vec::new(),
        municipalities: Vec::new(),
    };
    for (slug, mapping, number, municipality) in rows {
        let mapping = slug.zip(mapping).map(|scope| (scope, &mut scopes.mappings));
        let municipality = number
            .zip(municipality)
            .map(|scope| (scope, &mut scopes.municipalities));
        for (scope, scopes) in mapping.into_iter().chain(municipality) {
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
    }
    Ok(scopes)
}

/// How many accounts there are, how many of them wait for their owner, and how many are disabled.
pub struct Counts {
    pub all: i64,
    pub invited: i64,
    pub disabled: i64,
}

pub fn counts(conn: &mut DbConn) -> QueryResult<Counts> {
    let number = |number: i32| AsExpression::<Integer>::as_expression(number);
    let waits = user_account::disabled_at
        .is_null()
        .and(user_account::activated_at.is_null());
    let (all, invited, disabled): (i64, Option<i64>, Option<i64>) = user_account::table
        .select((
            count_star(),
            sum(case_when(waits, number(1)).otherwise(number(0))),
            sum(case_when(user_account::disabled_at.is_not_null(), number(1)).otherwise(number(0))),
        ))
        .first(conn)?;
    Ok(Counts {
        all,
        invited: invited.unwrap_or(0),
        disabled: disabled.unwrap_or(0),
    })
}
