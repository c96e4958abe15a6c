//! A person's account as administrators see it: which state it is in, and what may not be done to it.

use chrono::NaiveDateTime;

use super::access::{Grant, Role};
use crate::coded;

coded!(
    /// Derived, never stored; the codes stand in addresses.
    AccountState {
        Invited = "invitert",
        Active = "aktiv",
        Locked = "sperret",
        Disabled = "deaktivert",
    }
);

impl AccountState {
    pub fn of(
        activated_at: Option<NaiveDateTime>,
        locked_until: Option<NaiveDateTime>,
        disabled_at: Option<NaiveDateTime>,
        now: NaiveDateTime,
    ) -> Self {
        if disabled_at.is_some() {
            Self::Disabled
        } else if activated_at.is_none() {
            Self::Invited
        } else if locked_until.is_some_and(|until| until > now) {
            Self::Locked
        } else {
            Self::Active
        }
    }
}

/// Why the portal does not do to an account what an administrator asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Without an administrator nobody could let anyone in again.
    LastAdmin,
    Oneself,
    EmailTaken,
    AlreadyHeld,
    /// The state of the account is another than the act is for.
    NotNow,
}

/// How far a role reaches, and so what must be said of it when it is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Municipality,
    Mapping,
    Portal,
}

impl Role {
    pub const fn scope(self) -> Scope {
        match self {
            Self::Respondent | Self::Editor | Self::Deputy => Scope::Municipality,
            Self::Reader | Self::Coordinator => Scope::Mapping,
            Self::Admin => Scope::Portal,
        }
    }

    /// The role in the scope that it demands; what is said of another scope is left out. None when what it demands
    /// is missing.
    pub fn granted_for(self, mapping: Option<String>, municipality: Option<String>) -> Option<Grant> {
        let (mapping, municipality) = match self.scope() {
            Scope::Municipality => (None, Some(municipality?)),
            Scope::Mapping => (Some(mapping?), None),
            Scope::Portal => (None, None),
        };
        Some(Grant {
            role: self,
            mapping,
            municipality,
            region: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_invited_active_locked_or_disabled() {
        let now = NaiveDateTime::default();
        let later = now + chrono::TimeDelta::minutes(1);
        let state = |activated, locked, disabled| AccountState::of(activated, locked, disabled, now);
        assert_eq!(state(None, None, None), AccountState::Invited);
        assert_eq!(state(Some(now), None, None), AccountState::Active);
        assert_eq!(state(Some(now), Some(now), None), AccountState::Active);
        assert_eq!(state(Some(now), Some(later), None), AccountState::Locked);
        assert_eq!(state(Some(now), Some(later), Some(now)), AccountState::Disabled);
    }

    #[test]
    fn a_role_is_granted_in_its_own_scope_only() {
        let mapping = || Some("trondelag-2026".to_owned());
        let grong = || Some("5045".to_owned());
        let respondent = Role::Respondent.granted_for(mapping(), grong()).unwrap();
        assert_eq!((respondent.mapping, respondent.municipality), (None, grong()));
        let admin = Role::Admin.granted_for(mapping(), grong()).unwrap();
        assert_eq!((admin.mapping, admin.municipality), (None, None));
        assert_eq!(Role::Coordinator.granted_for(None, grong()), None);
        assert_eq!(Role::Editor.granted_for(mapping(), None), None);
    }
}
