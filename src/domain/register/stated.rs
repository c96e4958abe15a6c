//! What is stated of an arrangement and may be corrected: field by field, and who takes part with which share.

use std::collections::BTreeMap;

use super::arrangement::ParticipantKind;
use super::fields::Field;
use super::value::{parse_share, share_text};
use super::whole::{Facts, Host, Party};
use crate::answer::response::{Correction, PartyKey};
use crate::places::directory::Directory;
use crate::places::municipality::MunicipalityId;

/// Values are written as the exports write them; a host that is a municipality by its number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    values: BTreeMap<Field, String>,
    /// Shares in hundredths of a percent.
    pub parties: BTreeMap<PartyKey, Option<i32>>,
}

impl Stated {
    pub fn of(facts: &Facts, parties: &[Party], directory: &Directory) -> Self {
        let mut stated = Self::default();
        let host = facts.host.as_ref().and_then(|host| match host {
            Host::Municipality(id) => directory
                .entry(*id)
                .map(|entry| entry.municipality.number.clone()),
            Host::Other(name) => Some(name.clone()),
        });
        for field in Field::stated() {
            stated.set(field, field.spec().get(facts));
        }
        stated.set(Field::Host, host);
        stated.parties = parties
            .iter()
            .filter_map(|party| Some((key_of(party)?, party.share_hundredths)))
            .collect();
        stated
    }

    pub fn value(&self, field: Field) -> Option<&str> {
        self.values.get(&field).map(String::as_str)
    }

    /// Nothing and an empty text are the same: not known.
    pub fn set(&mut self, field: Field, value: Option<String>) {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => self.values.insert(field, value),
            None => self.values.remove(&field),
        };
    }

    pub fn municipalities(&self) -> impl Iterator<Item = MunicipalityId> {
        self.parties.keys().filter_map(|key| match key {
            PartyKey::Municipality(id) => Some(*id),
            PartyKey::Other(..) => None,
        })
    }

    /// What must be corrected for this to become `wished`, fields first, in a fixed order.
    pub fn corrections_to(&self, wished: &Self) -> Vec<Correction> {
        let fields = Field::stated()
            .filter(|field| self.value(*field) != wished.value(*field))
            .map(|field| Correction {
                field,
                party: None,
                from: self.value(field).map(str::to_owned),
                to: wished.value(field).map(str::to_owned),
            });
        let mut corrections: Vec<Correction> = fields.collect();
        let about = |field, party: &PartyKey, from: Option<i32>, to: Option<i32>| Correction {
            field,
            party: Some(party.clone()),
            from: from.map(share_text),
            to: to.map(share_text),
        };
        for (party, share) in &wished.parties {
            match self.parties.get(party) {
                None => corrections.push(about(Field::ParticipantAdded, party, None, *share)),
                Some(before) if before != share => {
                    corrections.push(about(Field::Share, party, *before, *share));
                }
                Some(_) => {}
            }
        }
        for (party, share) in &self.parties {
            if !wished.parties.contains_key(party) {
                corrections.push(about(Field::ParticipantRemoved, party, *share, None));
            }
        }
        corrections
    }

    /// This as it would be with the corrections made.
    #[must_use]
    pub fn with(&self, corrections: &[Correction]) -> Self {
        let mut stated = self.clone();
        for correction in corrections {
            let share = correction.to.as_deref().and_then(parse_share);
            match (correction.field, &correction.party) {
                (Field::ParticipantAdded, Some(party)) => {
                    stated.parties.insert(party.clone(), share);
                }
                (Field::ParticipantRemoved, Some(party)) => {
                    stated.parties.remove(party);
                }
                (Field::Share, Some(party)) => {
                    // Somebody may have taken the participant out since.
                    if let Some(known) = stated.parties.get_mut(party) {
                        *known = share;
                    }
                }
                (field, _) => stated.set(field, correction.to.clone()),
            }
        }
        stated
    }
}

pub fn key_of(party: &Party) -> Option<PartyKey> {
    match (party.municipality, &party.name) {
        (Some(id), _) => Some(PartyKey::Municipality(id)),
        (None, Some(name)) if party.kind != ParticipantKind::Municipality => {
            Some(PartyKey::Other(party.kind, name.clone()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::register::value::tenths;

    fn stated(fte: Option<&str>, parties: &[(i64, Option<i32>)]) -> Stated {
        let mut stated = Stated::default();
        stated.set(Field::Name, Some("Fosen IKT".into()));
        stated.set(Field::Fte, fte.map(Into::into));
        stated.parties = parties
            .iter()
            .map(|(id, share)| (PartyKey::Municipality(MunicipalityId(*id)), *share))
            .collect();
        stated
    }

    #[test]
    fn only_what_differs_is_corrected() {
        let before = stated(Some("10"), &[(1, Some(5000)), (2, None)]);
        let after = stated(Some("12.5"), &[(1, Some(4000)), (3, Some(1050))]);
        let corrections = before.corrections_to(&after);
        let told: Vec<_> = corrections
            .iter()
            .map(|one| (one.field, one.from.as_deref(), one.to.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                (Field::Fte, Some("10"), Some("12.5")),
                (Field::Share, Some("50"), Some("40")),
                (Field::ParticipantAdded, None, Some("10.5")),
                (Field::ParticipantRemoved, None, None),
            ]
        );
        assert!(before.corrections_to(&before).is_empty());
    }

    proptest! {
        #[test]
        fn correcting_leads_to_what_was_wished(
            one in prop::collection::btree_map(1_i64..6, prop::option::of(0_i32..10_000), 0..5),
            other in prop::collection::btree_map(1_i64..6, prop::option::of(0_i32..10_000), 0..5),
            fte in prop::option::of(0_i32..1000),
        ) {
            let (one, other): (Vec<_>, Vec<_>) = (one.into_iter().collect(), other.into_iter().collect());
            let before = stated(Some("10"), &one);
            let wished = stated(fte.map(tenths).as_deref(), &other);
            prop_assert_eq!(before.with(&before.corrections_to(&wished)), wished);
        }
    }
}
