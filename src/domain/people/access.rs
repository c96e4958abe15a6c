//! Who may do what: every permission of the portal on this one page.

use crate::{coded, ids};

ids!(UserId);

coded!(Role {
    Respondent = "respondent",
    Editor = "editor",
    /// A coordinator who enters what a municipality has said by phone, letter or in an interview. It comes with a
    /// time-limited right and is worth nothing without it; nobody is given it by an administrator.
    Deputy = "deputy",
    Reader = "reader",
    Coordinator = "coordinator",
    Admin = "admin",
});

impl Role {
    /// Staff see more than one municipality's own things, so they always need a second factor.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Reader | Self::Coordinator | Self::Admin)
    }

    /// What an administrator may give somebody.
    pub const fn is_given(self) -> bool {
        !matches!(self, Self::Deputy)
    }
}

/// One role in its scope: a respondent or editor for a municipality, a reader or coordinator for a mapping,
/// an admin for everything.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Grant {
    pub role: Role,
    /// The mapping's slug.
    pub mapping: Option<String>,
    /// The municipality's number.
    pub municipality: Option<String>,
    /// The region's number in the mapping: its regionråd has a leader, who answers the questions and has no list.
    pub region: Option<i32>,
}

/// The person who acts, with what they have been granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub grants: Vec<Grant>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See the whole register of a mapping: arrangements, participants, municipalities.
    ReadRegister,
    /// Change the register and steer its rounds.
    SteerMapping,
    /// See and answer a municipality's own list.
    Answer,
    /// Vouch for the list as a whole.
    Confirm,
    /// Let a colleague fill it in.
    Delegate,
    /// Users, mappings, municipalities, the log, the mailbox: the portal itself.
    Administer,
}

/// What an action is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    Portal,
    /// A mapping by its slug.
    Mapping(&'a str),
    /// A municipality by its number, whatever the mapping.
    Municipality(&'a str),
    /// A municipality's own list in one mapping.
    Hearing {
        mapping: &'a str,
        number: &'a str,
    },
    /// The questions to the leader of a regionråd in one mapping.
    Region {
        mapping: &'a str,
        nr: i32,
    },
}

impl Actor {
    pub fn may(&self, action: Action, subject: Subject) -> bool {
        self.grants.iter().any(|grant| grant.allows(action, subject))
    }

    pub fn is_staff(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.is_staff())
    }

    /// Whether the person answers there only in the municipality's name, after what it has said.
    pub fn is_deputy(&self, mapping: &str, number: &str) -> bool {
        let subject = Subject::Hearing { mapping, number };
        let mut own = self
            .grants
            .iter()
            .filter(|grant| grant.allows(Action::Confirm, subject));
        own.clone().next().is_some() && own.all(|grant| grant.role == Role::Deputy)
    }

    pub fn is_admin(&self) -> bool {
        self.grants.iter().any(|grant| grant.role == Role::Admin)
    }

    /// The one mapping that somebody on the staff works with, as most do; none for whoever has several, or all.
    pub fn only_mapping(&self) -> Option<&str> {
        let staff = self.grants.iter().filter(|grant| grant.role.is_staff());
        let mut slugs = staff.map(|grant| grant.mapping.as_deref());
        let first = slugs.next()??;
        slugs.all(|slug| slug == Some(first)).then_some(first)
    }

    /// The numbers of the municipalities that this person answers for.
    pub fn municipalities(&self) -> impl Iterator<Item = &str> {
        self.grants
            .iter()
            .filter(|grant| matches!(grant.role, Role::Respondent | Role::Editor))
            .filter_map(|grant| grant.municipality.as_deref())
    }

    /// The regions whose regionråd this person answers for: the mapping's slug and the number.
    pub fn regions(&self) -> impl Iterator<Item = (&str, i32)> {
        self.grants
            .iter()
            .filter(|grant| grant.role == Role::Respondent)
            .filter_map(|grant| Some((grant.mapping.as_deref()?, grant.region?)))
    }
}

impl Grant {
    fn allows(&self, action: Action, subject: Subject) -> bool {
        use Action::{Administer, Answer, Confirm, Delegate, ReadRegister, SteerMapping};
        let in_scope = match subject {
            Subject::Portal => false,
            Subject::Mapping(slug) => self.mapping.as_deref() == Some(slug),
            Subject::Municipality(number) => self.municipality.as_deref() == Some(number),
            // What was granted for one mapping is worth nothing in the next.
            Subject::Hearing { mapping, number } => {
                self.municipality.as_deref() == Some(number)
                    && self.mapping.as_deref().is_none_or(|own| own == mapping)
            }
            Subject::Region { mapping, nr } => {
                self.region == Some(nr) && self.mapping.as_deref() == Some(mapping)
            }
        };
        match (self.role, action) {
            (Role::Admin, Administer | ReadRegister | SteerMapping) => true,
            (Role::Coordinator, ReadRegister | SteerMapping)
            | (Role::Reader, ReadRegister)
            | (Role::Respondent, Answer | Confirm | Delegate)
            | (Role::Deputy, Answer | Confirm)
            | (Role::Editor, Answer) => in_scope,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role, mapping: Option<&str>, municipality: Option<&str>) -> Actor {
        let grant = Grant {
            role,
            mapping: mapping.map(Into::into),
            municipality: municipality.map(Into::into),
            region: None,
        };
        Actor {
            user: UserId(1),
            name: "Kari".into(),
            email: "kari@example.no".into(),
            grants: vec![grant],
        }
    }

    #[test]
    fn a_coordinator_steers_the_own_mapping_and_no_other() {
        let kari = actor(Role::Coordinator, Some("trondelag-2026"), None);
        assert!(kari.may(Action::SteerMapping, Subject::Mapping("trondelag-2026")));
        assert!(!kari.may(Action::SteerMapping, Subject::Mapping("telemark-2026")));
        assert!(!kari.may(Action::Administer, Subject::Portal));
    }

    #[test]
    fn a_reader_changes_nothing() {
        let reader = actor(Role::Reader, Some("trondelag-2026"), None);
        assert!(reader.may(Action::ReadRegister, Subject::Mapping("trondelag-2026")));
        assert!(!reader.may(Action::SteerMapping, Subject::Mapping("trondelag-2026")));
    }

    #[test]
    fn most_staff_work_with_one_mapping() {
        let mut kari = actor(Role::Coordinator, Some("norge"), None);
        assert_eq!(kari.only_mapping(), Some("norge"));
        kari.grants
            .extend(actor(Role::Reader, Some("norge"), None).grants);
        kari.grants
            .extend(actor(Role::Respondent, Some("agder"), Some("5045")).grants);
        assert_eq!(
            kari.only_mapping(),
            Some("norge"),
            "she only reads it, and answers elsewhere"
        );
        kari.grants.extend(actor(Role::Admin, None, None).grants);
        assert_eq!(kari.only_mapping(), None);
        assert_eq!(
            actor(Role::Respondent, Some("agder"), Some("5045")).only_mapping(),
            None
        );
    }

    #[test]
    fn an_editor_fills_in_but_does_not_confirm() {
        let editor = actor(Role::Editor, None, Some("5045"));
        assert!(editor.may(Action::Answer, Subject::Municipality("5045")));
        assert!(!editor.may(Action::Confirm, Subject::Municipality("5045")));
    }

    #[test]
    fn a_deputy_answers_and_confirms_in_one_mapping_and_asks_no_colleague() {
        let deputy = actor(Role::Deputy, Some("norge"), Some("5045"));
        let there = |mapping| Subject::Hearing {
            mapping,
            number: "5045",
        };
        assert!(deputy.may(Action::Answer, there("norge")) && deputy.may(Action::Confirm, there("norge")));
        assert!(!deputy.may(Action::Delegate, there("norge")));
        assert!(!deputy.may(Action::Answer, there("agder")));
        assert!(deputy.is_deputy("norge", "5045"));
        // Whoever answers for it anyway does so in the own name.
        let mut both = deputy.clone();
        both.grants
            .extend(actor(Role::Respondent, None, Some("5045")).grants);
        assert!(!both.is_deputy("norge", "5045"));
        assert_eq!(
            deputy.municipalities().count(),
            0,
            "it is not one of the person's own"
        );
    }

    #[test]
    fn s25_the_leader_of_a_regionråd_answers_for_it_and_for_no_municipality() {
        let mut leader = actor(Role::Respondent, Some("agder"), None);
        leader.grants[0].region = Some(2);
        let may = |mapping, nr| leader.may(Action::Answer, Subject::Region { mapping, nr });
        assert!(may("agder", 2) && !may("agder", 1) && !may("norge", 2));
        for number in ["2", ""] {
            let subject = Subject::Hearing {
                mapping: "agder",
                number,
            };
            assert!(!leader.may(Action::Answer, subject));
            assert!(!leader.may(Action::Answer, Subject::Municipality(number)));
        }
        let grong = actor(Role::Respondent, None, Some("2"));
        assert!(!grong.may(
            Action::Answer,
            Subject::Region {
                mapping: "agder",
                nr: 2
            }
        ));
    }

    #[test]
    fn nobody_answers_for_another_municipality_not_even_an_admin() {
        assert!(
            !actor(Role::Respondent, None, Some("5045")).may(Action::Answer, Subject::Municipality("5046"))
        );
        assert!(!actor(Role::Admin, None, None).may(Action::Answer, Subject::Municipality("5046")));
    }
}
