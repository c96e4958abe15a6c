//! The lists of a mapping that an administrator arranges: sectors, task fields, questions.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::mappings;
use crate::DbConn;
use crate::schema::{
    answer, arrangement, arrangement_task_field, question, sector, submitted_answer, task_field,
};
use domain::places::mapping::MappingId;

/// Which of the two lists that arrangements are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Sectors,
    TaskFields,
}

/// A sector or a task field, and how many arrangements have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: i64,
    pub nr: i32,
    pub name_nb: String,
    pub name_nn: String,
    pub uses: i64,
}

macro_rules! of_list {
    ($list:expr, $table:ident => $body:expr) => {
        match $list {
            List::Sectors => {
                use sector as $table;
                $body
            }
            List::TaskFields => {
                use task_field as $table;
                $body
            }
        }
    };
}

/// In the order of their numbers.
pub fn entries(conn: &mut DbConn, mapping: MappingId, list: List) -> QueryResult<Vec<Entry>> {
    let uses: HashMap<i64, i64> = match list {
        List::Sectors => arrangement::table
            .filter(arrangement::mapping_id.eq(mapping.0))
            .filter(arrangement::sector_id.is_not_null())
            .group_by(arrangement::sector_id)
            .select((arrangement::sector_id.assume_not_null(), count_star()))
            .load::<(i64, i64)>(conn)?,
        List::TaskFields => arrangement_task_field::table
            .inner_join(task_field::table)
            .filter(task_field::mapping_id.eq(mapping.0))
            .group_by(arrangement_task_field::task_field_id)
            .select((arrangement_task_field::task_field_id, count_star()))
            .load::<(i64, i64)>(conn)?,
    }
    .into_iter()
    .collect();
    let rows: Vec<(i64, i32, String, String)> = of_list!(list, table => table::table
        .filter(table::mapping_id.eq(mapping.0))
        .order(table::nr)
        .select((table::id, table::nr, table::name_nb, table::name_nn))
        .load(conn))?;
    Ok(rows
        .into_iter()
        .map(|(id, nr, name_nb, name_nn)| Entry {
            id,
            nr,
            name_nb,
            name_nn,
            uses: uses.get(&id).copied().unwrap_or_default(),
        })
        .collect())
}

pub fn rename(
    conn: &mut DbConn,
    mapping: MappingId,
    list: List,
    id: i64,
    nb: &str,
    nn: &str,
) -> QueryResult<()> {
    of_list!(list, table => diesel::update(table::table.find(id))
        .set((table::name_nb.eq(nb), table::name_nn.eq(nn)))
        .execute(conn))?;
    mappings::register_changed(conn, mapping)
}

/// Numbers from 1 in this order. In two steps, because no number may stand twice at any moment.
pub fn renumber(conn: &mut DbConn, mapping: MappingId, list: List, ids: &[i64]) -> QueryResult<()> {
    for sign in [-1, 1] {
        for (nr, id) in (1..).zip(ids) {
            of_list!(list, table => diesel::update(table::table.find(id))
                .set(table::nr.eq(sign * nr))
                .execute(conn))?;
        }
    }
    mappings::register_changed(conn, mapping)
}

pub fn delete(conn: &mut DbConn, mapping: MappingId, list: List, id: i64) -> QueryResult<()> {
    of_list!(list, table => diesel::delete(table::table.find(id)).execute(conn))?;
    mappings::register_changed(conn, mapping)
}

/// How many have answered each question, in drafts or sent in, by its number.
pub fn answers(conn: &mut DbConn, mapping: MappingId) -> QueryResult<HashMap<i32, i64>> {
    let drafts: Vec<(i32, i64)> = answer::table
        .inner_join(question::table)
        .filter(question::mapping_id.eq(mapping.0))
        .group_by(question::nr)
        .select((question::nr, count_star()))
        .load(conn)?;
    let sent: Vec<(i32, i64)> = submitted_answer::table
        .inner_join(question::table)
        .filter(question::mapping_id.eq(mapping.0))
        .group_by(question::nr)
        .select((question::nr, count_star()))
        .load(conn)?;
    let mut found: HashMap<i32, i64> = HashMap::new();
    for (nr, count) in drafts.into_iter().chain(sent) {
        let known = found.entry(nr).or_default();
        *known = count.max(*known);
    }
    Ok(found)
}

/// Which question has which number now.
pub fn question_ids(conn: &mut DbConn, mapping: MappingId) -> QueryResult<HashMap<i32, i64>> {
    let of = question::table.filter(question::mapping_id.eq(mapping.0));
    let rows: Vec<(i32, i64)> = of.select((question::nr, question::id)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The questions in this order of their numbers now. In two steps, because no number may stand twice at any moment.
pub fn reorder_questions(conn: &mut DbConn, mapping: MappingId, order: &[i32]) -> QueryResult<()> {
    let of = question::table.filter(question::mapping_id.eq(mapping.0));
    for (at, nr) in (1..).zip(order) {
        diesel::update(of.filter(question::nr.eq(*nr)))
            .set(question::nr.eq(-at))
            .execute(conn)?;
    }
    for at in (1..).take(order.len()) {
        diesel::update(of.filter(question::nr.eq(-at)))
            .set(question::nr.eq(at))
            .execute(conn)?;
    }
    Ok(())
}

pub fn delete_question(conn: &mut DbConn, mapping: MappingId, nr: i32) -> QueryResult<()> {
    diesel::delete(
        question::table
            .filter(question::mapping_id.eq(mapping.0))
            .filter(question::nr.eq(nr)),
    )
    .execute(conn)
    .map(drop)
}
