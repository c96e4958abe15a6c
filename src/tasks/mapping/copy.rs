//! Copies a mapping's register into the next mapping, where municipalities are what they have become since.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::mappings::Made;
use crate::importing::Places;
use crate::{Context, TaskError};
use db::mapping;
use db::mapping::write::Named;
use db::register;
use db::register::write::Entry;
use db::{DbConn, places};
use domain::places::mapping::Mapping;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{ParticipantKind, SectorId, TaskFieldId};
use domain::register::whole::{Arrangement, Host, Party, Register};

/// Arrangements, participants, lists, regions and questions come along; answers do not, so every row is unconfirmed.
pub fn copy(
    conn: &mut DbConn,
    context: &Context,
    origin: &Register,
    mapping: &Mapping,
    successors: &Successors,
) -> Result<Made, TaskError> {
    let entry = |nr: i32, nb: &str, nn: &str| Named {
        nr,
        name_nb: nb.to_owned(),
        name_nn: nn.to_owned(),
    };
    let sectors: Vec<Named> = origin
        .sectors
        .iter()
        .map(|sector| entry(sector.nr, &sector.name_nb, &sector.name_nn))
        .collect();
    let task_fields: Vec<Named> = origin
        .task_fields
        .iter()
        .map(|field| entry(field.nr, &field.name_nb, &field.name_nn))
        .collect();
    mapping::write::insert_sectors(conn, mapping.id, &sectors)?;
    mapping::write::insert_task_fields(conn, mapping.id, &task_fields)?;
    // Both are loaded by number, so that they stand in the order of their originals.
    let sectors: HashMap<SectorId, SectorId> = origin
        .sectors
        .iter()
        .zip(register::load::sectors(conn, mapping.id)?)
        .map(|(old, new)| (old.id, new.id))
        .collect();
    let task_fields: HashMap<TaskFieldId, TaskFieldId> = origin
        .task_fields
        .iter()
        .zip(register::load::task_fields(conn, mapping.id)?)
        .map(|(old, new)| (old.id, new.id))
        .collect();
    for region in &origin.regions {
        let id = mapping::write::insert_region(conn, mapping.id, region.nr, &region.name)?;
        let members = successors.of_all(region.members.iter().copied());
        mapping::write::set_members(conn, mapping.id, id, &members)?;
    }
    let entries: Vec<Entry> = origin
        .arrangements
        .iter()
        .map(|arrangement| {
            let mut facts = arrangement.facts.clone();
            facts.sector = facts.sector.and_then(|id| sectors.get(&id).copied());
            facts.task_fields = facts
                .task_fields
                .iter()
                .filter_map(|id| task_fields.get(id).copied())
                .collect();
            if let Some(Host::Municipality(host)) = facts.host {
                // A host that was split is for a person to choose between.
                facts.host = match successors.of_all([host]).as_slice() {
                    [one] => Some(Host::Municipality(*one)),
                    _ => None,
                };
            }
            Entry {
                number: arrangement.number,
                facts,
                participants: participants(arrangement, successors),
            }
        })
        .collect();
    let ids = register::write::insert(conn, mapping.id, &entries, context.now)?;
    let copies: Vec<_> = ids
        .iter()
        .copied()
        .zip(origin.arrangements.iter().map(|arrangement| arrangement.id))
        .collect();
    register::write::insert_origins(conn, &copies)?;
    let questions = mapping::write::questions(conn, origin.mapping.id)?;
    for question in &questions {
        mapping::write::save_question(conn, mapping.id, question)?;
    }
    Ok(Made {
        municipalities: 0,
        sectors: sectors.len(),
        task_fields: task_fields.len(),
        regions: origin.regions.len(),
        arrangements: entries.len(),
        questions: questions.len(),
    })
}

/// Those that merged are one participant from then on. How a municipality that was split divided its share is for
/// a person to find out.
fn participants(arrangement: &Arrangement, successors: &Successors) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for party in &arrangement.participants {
        let Some(municipality) = party.municipality else {
            parties.push(party.clone());
            continue;
        };
        let now = successors.of_all([municipality]);
        let share = party.share_hundredths.filter(|_| now.len() == 1);
        for new in now {
            let known = parties
                .iter_mut()
                .find(|known| known.kind == ParticipantKind::Municipality && known.municipality == Some(new));
            match known {
                Some(known) => {
                    let sum = known.share_hundredths.zip(share);
                    known.share_hundredths = sum.map(|(one, other)| (one + other).min(10_000));
                }
                None => parties.push(Party {
                    municipality: Some(new),
                    share_hundredths: share,
                    ..party.clone()
                }),
            }
        }
    }
    parties
}

/// What each municipality of an older mapping has become on the day of a new one.
pub struct Successors(HashMap<MunicipalityId, Vec<MunicipalityId>>);

impl Successors {
    pub fn of(
        conn: &mut DbConn,
        origin: Option<&Register>,
        places: &Places,
        day: NaiveDate,
    ) -> Result<Self, TaskError> {
        let Some(origin) = origin else {
            return Ok(Self(HashMap::new()));
        };
        let changes = places::write::changes(conn)?;
        let since = origin.mapping.reference_date.unwrap_or(NaiveDate::MIN);
        let mut successors = HashMap::new();
        for place in &origin.places {
            let municipality = &place.municipality;
            if places.number_of(municipality.id).is_some() {
                continue;
            }
            // Follow it from change to change: Halsa became Heim, and Heim may become something else.
            let mut numbers = vec![municipality.number.clone()];
            for change in changes
                .iter()
                .filter(|change| change.valid_from > since && change.valid_from <= day)
            {
                if let Some(at) = numbers.iter().position(|number| *number == change.old_number) {
                    let another = changes.iter().any(|other| {
                        other.old_number == change.old_number
                            && other.valid_from == change.valid_from
                            && other.new_number > change.new_number
                    });
                    if !another {
                        numbers.remove(at);
                    }
                    numbers.push(change.new_number.clone());
                }
            }
            let now: Vec<MunicipalityId> = numbers
                .iter()
                .filter_map(|number| places.find(number, None, None).ok())
                .map(|municipality| municipality.id)
                .collect();
            successors.insert(municipality.id, now);
        }
        Ok(Self(successors))
    }

    pub fn of_all(&self, before: impl IntoIterator<Item = MunicipalityId>) -> Vec<MunicipalityId> {
        let mut now: Vec<MunicipalityId> = before
            .into_iter()
            .flat_map(|id| self.0.get(&id).cloned().unwrap_or_else(|| vec![id]))
            .collect();
        now.sort_unstable();
        now.dedup();
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::register::arrangement::ArrangementId;
    use domain::register::whole::Facts;

    fn shares(parties: Vec<Party>, successors: &Successors) -> Vec<(i64, Option<i32>)> {
        let arrangement = Arrangement {
            id: ArrangementId(1),
            number: 1,
            version: 1,
            facts: Facts::named("Havna IKS", "a"),
            participants: parties,
        };
        participants(&arrangement, successors)
            .iter()
            .map(|party| (party.municipality.unwrap().0, party.share_hundredths))
            .collect()
    }

    fn owner(municipality: i64, share: i32) -> Party {
        Party {
            kind: ParticipantKind::Municipality,
            municipality: Some(MunicipalityId(municipality)),
            name: None,
            county_number: None,
            share_hundredths: Some(share),
        }
    }

    #[test]
    fn shares_are_added_when_owners_merge_and_unknown_when_one_is_split() {
        let became = |old: i64, new: &[i64]| {
            (
                MunicipalityId(old),
                new.iter().copied().map(MunicipalityId).collect(),
            )
        };
        let merged = Successors(HashMap::from([became(1, &[10]), became(2, &[10])]));
        assert_eq!(
            shares(vec![owner(1, 2500), owner(2, 3000), owner(3, 4500)], &merged),
            [(10, Some(5500)), (3, Some(4500))]
        );
        let split = Successors(HashMap::from([became(1, &[10, 11])]));
        assert_eq!(
            shares(vec![owner(1, 6000), owner(3, 4000)], &split),
            [(10, None), (11, None), (3, Some(4000))]
        );
    }
}
