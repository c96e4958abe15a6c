//! What a list of arrangements is narrowed by, as conditions that indexes can follow.

use diesel::dsl::{auto_type, exists, not};
use diesel::prelude::*;

use crate::MultiBackend;
use crate::schema::{arrangement, arrangement_task_field, concern, participant};
use domain::places::mapping::MappingId;
use domain::register::listing::{Filter, Pick};

pub(crate) type Arrangements<'a> = arrangement::BoxedQuery<'a, MultiBackend>;

/// The condition that DOMAIN.md's «Counting rules» say, for every count that SQL makes.
#[auto_type(no_type_alias)]
pub(crate) fn counted() -> _ {
    let included = arrangement::definition_status.ne("excluded");
    let alive = arrangement::life.ne("discontinued");
    included.and(alive)
}

/// A mapping's arrangements, without those that were merged into another.
pub(crate) fn of_mapping<'a>(mapping: MappingId) -> Arrangements<'a> {
    arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .into_boxed()
}

/// Those of a mapping that the filter lets through.
pub(crate) fn found<'a>(mapping: MappingId, filter: &Filter) -> Arrangements<'a> {
    let mut query = of_mapping(mapping);
    for word in &filter.words {
        let somewhere = arrangement::search_key.like(pattern(&word.text)).escape('\\');
        query = if word.hosts.is_empty() {
            query.filter(somewhere)
        } else {
            let hosts: Vec<i64> = word.hosts.iter().map(|host| host.0).collect();
            query.filter(
                somewhere
                    .nullable()
                    .or(arrangement::host_municipality_id.eq_any(hosts)),
            )
        };
    }
    query = match filter.sector {
        Pick::Any => query,
        Pick::Unknown => query.filter(arrangement::sector_id.is_null()),
        Pick::Is(sector) => query.filter(arrangement::sector_id.eq(sector.0)),
    };
    query = match filter.legal_form {
        Pick::Any => query,
        Pick::Unknown => query.filter(arrangement::legal_form.is_null()),
        Pick::Is(form) => query.filter(arrangement::legal_form.eq(form.code())),
    };
    query = match filter.host {
        Pick::Any => query,
        Pick::Unknown => query
            .filter(arrangement::host_municipality_id.is_null())
            .filter(arrangement::host_name.is_null()),
        Pick::Is(host) => query.filter(arrangement::host_municipality_id.eq(host.0)),
    };
    let of_this =
        arrangement_task_field::table.filter(arrangement_task_field::arrangement_id.eq(arrangement::id));
    query = match filter.task_field {
        Pick::Any => query,
        Pick::Unknown => query.filter(not(exists(of_this))),
        Pick::Is(field) => query.filter(exists(
            of_this.filter(arrangement_task_field::task_field_id.eq(field.0)),
        )),
    };
    if let Some(municipality) = filter.municipality {
        query = query.filter(exists(
            participant::table
                .filter(participant::arrangement_id.eq(arrangement::id))
                .filter(participant::municipality_id.eq(municipality.0)),
        ));
    }
    if let Some(level) = filter.level {
        query = query.filter(arrangement::level.eq(level.code()));
    }
    if let Some(life) = filter.life {
        query = query.filter(arrangement::life.eq(life.code()));
    }
    if let Some(definition) = filter.definition {
        query = query.filter(arrangement::definition_status.eq(definition.code()));
    }
    match filter.counted {
        None => query,
        Some(true) => query.filter(counted()),
        Some(false) => query.filter(not(counted())),
    }
}

/// The arrangements on a municipality's own list, along the one index that leads to them (`concern` is kept by triggers).
#[auto_type(no_type_alias)]
pub(crate) fn list_of(mapping: i64, municipality: i64) -> _ {
    concern::table
        .inner_join(arrangement::table)
        .filter(concern::mapping_id.eq(mapping))
        .filter(concern::municipality_id.eq(municipality))
        // Said of both, or a number alone would lead through the arrangements of all mappings.
        .filter(arrangement::mapping_id.eq(mapping))
}

/// The word anywhere in the text. `search_words` leaves only letters and digits, but a wildcard must never get through,
/// whoever made the word.
fn pattern(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn s40_wildcards_are_searched_for_and_never_searched_with() {
        assert_eq!(pattern("50%_\\"), "%50\\%\\_\\\\%");
    }
}
