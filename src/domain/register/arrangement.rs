//! An arrangement: one formal cooperation within one mapping, and the codes that describe it.

use crate::text::norwegian;
use crate::{coded, ids};

ids!(ArrangementId, SectorId, TaskFieldId);

coded!(LegalForm {
    Agreement = "agreement",
    Host = "host",
    HostBoard = "host_board",
    PoliticalCouncil = "political_council",
    TaskCommunity = "task_community",
    Section27 = "section_27",
    JointMunicipality = "joint_municipality",
    Iks = "iks",
    As = "as",
    AnsDa = "ans_da",
    Sa = "sa",
    Foundation = "foundation",
    Other = "other",
});

coded!(
    /// Local is 2–3 municipalities, regional 4–9, higher 10 or more.
    Level { Local = "local", Regional = "regional", Higher = "higher" }
);

impl Level {
    /// Counted over municipalities; other owners do not matter. An arrangement with fewer than two known
    /// participants is local until more are known, and a consistency check names it.
    pub const fn of(municipalities: usize) -> Self {
        match municipalities {
            0..=3 => Self::Local,
            4..=9 => Self::Regional,
            _ => Self::Higher,
        }
    }
}

coded!(
    #[derive(Default)]
    DefinitionStatus { #[default] Included = "included", Borderline = "borderline", Excluded = "excluded" }
);
coded!(
    #[derive(Default)]
    Life { #[default] Active = "active", BeingEstablished = "being_established", Discontinued = "discontinued" }
);
coded!(NameKind { Formal = "formal", Common = "common", Made = "made" });
coded!(ParticipantKind {
    Municipality = "municipality",
    County = "county",
    State = "state",
    Private = "private",
    Other = "other",
});

/// Whether tables count it: DOMAIN.md, «Counting rules».
pub const fn is_counted(definition: DefinitionStatus, life: Life) -> bool {
    !matches!(definition, DefinitionStatus::Excluded) && !matches!(life, Life::Discontinued)
}

/// What an arrangement is found by: its name, its content, and a host that is no municipality.
pub fn search_key(name: &str, content: Option<&str>, host: Option<&str>) -> String {
    let parts = [Some(name), content, host];
    norwegian::search_key(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_change_at_four_and_ten_municipalities() {
        let levels = [1, 2, 3, 4, 9, 10, 38].map(Level::of);
        assert_eq!(
            levels,
            [
                Level::Local,
                Level::Local,
                Level::Local,
                Level::Regional,
                Level::Regional,
                Level::Higher,
                Level::Higher
            ]
        );
    }

    #[test]
    fn excluded_and_discontinued_arrangements_are_not_counted() {
        assert!(is_counted(DefinitionStatus::Borderline, Life::BeingEstablished));
        assert!(!is_counted(DefinitionStatus::Excluded, Life::Active));
        assert!(!is_counted(DefinitionStatus::Included, Life::Discontinued));
    }

    #[test]
    fn every_code_leads_back_to_its_variant() {
        for form in LegalForm::ALL {
            assert_eq!(LegalForm::from_code(form.code()), Some(*form));
        }
        assert_eq!(
            LegalForm::try_from("avtale".to_owned()).unwrap_err(),
            "unknown LegalForm code: avtale"
        );
    }
}
