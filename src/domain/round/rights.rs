//! What one person may do in one hearing: all, or what was left to a delegate.

use crate::people::access::{Action, Actor, Role, Subject, UserId};
use crate::register::arrangement::SectorId;

/// What of a hearing has been left to a delegate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    All,
    Sector(SectorId),
    Questions,
}

/// A delegation in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delegated {
    pub scope: Scope,
    pub by: UserId,
}

/// What one person may do in one hearing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rights {
    pub may_confirm: bool,
    scopes: Vec<Scope>,
    /// Whoever left it to this person, when it is not the person's own to answer.
    pub on_behalf_of: Option<UserId>,
    /// A colleague may be asked to fill in.
    pub may_delegate: bool,
    /// A coordinator, who enters what the municipality has said.
    pub is_deputy: bool,
}

impl Rights {
    /// Those who answer for the municipality may all; a delegate what was left to them and no more; a deputy all but
    /// to ask a colleague.
    pub fn of(actor: &Actor, mapping: &str, number: &str, delegated: &[Delegated]) -> Self {
        let subject = Subject::Hearing { mapping, number };
        if actor.may(Action::Confirm, subject) {
            return Self {
                may_confirm: true,
                scopes: vec![Scope::All],
                on_behalf_of: None,
                may_delegate: actor.may(Action::Delegate, subject),
                is_deputy: actor.is_deputy(mapping, number),
            };
        }
        if !actor.may(Action::Answer, subject) {
            return Self::default();
        }
        // An editor whom an administrator has appointed is one for all mappings, and for the whole list.
        let is_appointed = actor.grants.iter().any(|grant| {
            grant.role == Role::Editor
                && grant.mapping.is_none()
                && grant.municipality.as_deref() == Some(number)
        });
        let scopes = delegated.iter().map(|delegated| delegated.scope);
        Self {
            may_confirm: false,
            scopes: is_appointed
                .then_some(Scope::All)
                .into_iter()
                .chain(scopes)
                .collect(),
            on_behalf_of: delegated.first().map(|delegated| delegated.by),
            may_delegate: false,
            is_deputy: false,
        }
    }

    /// Whether any part of the hearing is the person's to see: its pages are shown whole to whoever works in it.
    pub fn any(&self) -> bool {
        !self.scopes.is_empty()
    }

    pub fn may_answer(&self, sector: Option<SectorId>) -> bool {
        self.scopes.iter().any(|scope| match scope {
            Scope::All => true,
            Scope::Sector(own) => sector == Some(*own),
            Scope::Questions => false,
        })
    }

    /// The list as a whole: new arrangements, and that there are none.
    pub fn may_answer_all(&self) -> bool {
        self.scopes.contains(&Scope::All)
    }

    pub fn may_answer_questions(&self) -> bool {
        self.scopes
            .iter()
            .any(|scope| matches!(scope, Scope::All | Scope::Questions))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::access::Grant;

    fn editor(mapping: Option<&str>) -> Actor {
        Actor {
            user: UserId(2),
            name: "Ola".into(),
            email: "ola@example.no".into(),
            grants: vec![Grant {
                role: Role::Editor,
                mapping: mapping.map(Into::into),
                municipality: Some("5054".into()),
                region: None,
            }],
        }
    }

    #[test]
    fn s28_a_delegate_may_what_was_left_to_them_and_no_more() {
        let delegated = [Delegated {
            scope: Scope::Sector(SectorId(3)),
            by: UserId(1),
        }];
        let ola = editor(Some("fosen-2026"));
        let rights = Rights::of(&ola, "fosen-2026", "5054", &delegated);
        assert!(rights.may_answer(Some(SectorId(3))) && !rights.may_answer(Some(SectorId(4))));
        assert!(!rights.may_confirm && !rights.may_answer_all() && !rights.may_answer_questions());
        assert_eq!(rights.on_behalf_of, Some(UserId(1)));
        assert!(!Rights::of(&ola, "fosen-2026", "5054", &[]).any(), "it ran out");
        assert!(
            !Rights::of(&ola, "fosen-2027", "5054", &delegated).any(),
            "another mapping"
        );
        assert!(
            !Rights::of(&ola, "fosen-2026", "5057", &delegated).any(),
            "another municipality"
        );
    }

    #[test]
    fn an_appointed_editor_may_fill_in_the_whole_list() {
        let rights = Rights::of(&editor(None), "fosen-2026", "5054", &[]);
        assert!(rights.may_answer_all() && rights.may_answer_questions() && !rights.may_confirm);
    }
}
