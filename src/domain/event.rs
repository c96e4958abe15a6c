//! What can happen, as the audit log keeps it: who did what to what, when, from what to what.

use super::coded;
use crate::people::access::UserId;
use crate::places::mapping::MappingId;
use crate::places::municipality::MunicipalityId;

coded!(
    /// The names are those that a reader of the log searches for; they are never renamed.
    Happening {
        MappingCreated = "mapping_created",
        MappingChanged = "mapping_changed",
        MappingOpened = "mapping_opened",
        MappingClosed = "mapping_closed",
        MappingReopened = "mapping_reopened",
        RegisterImported = "register_imported",
        ImportUndone = "import_undone",
        ArrangementChanged = "arrangement_changed",
        MunicipalityChanged = "municipality_changed",
        ContactChanged = "contact_changed",
        UserInvited = "user_invited",
        UserActivated = "user_activated",
        UserChanged = "user_changed",
        UserDisabled = "user_disabled",
        UserEnabled = "user_enabled",
        RoleGranted = "role_granted",
        RoleEnded = "role_ended",
        SignedIn = "signed_in",
        SignInFailed = "sign_in_failed",
        SignInLocked = "sign_in_locked",
        SignedOut = "signed_out",
        SessionEnded = "session_ended",
        PasswordChanged = "password_changed",
        PasswordResetAsked = "password_reset_asked",
        LoginLinkAsked = "login_link_asked",
        SecondFactorSet = "second_factor_set",
        SecondFactorRemoved = "second_factor_removed",
        RecoveryCodeUsed = "recovery_code_used",
        RecoveryCodesMade = "recovery_codes_made",
        EmailChangeAsked = "email_change_asked",
        EmailChanged = "email_changed",
        BrowserForgotten = "browser_forgotten",
        StepUp = "step_up",
        RoundChanged = "round_changed",
        HearingSent = "hearing_sent",
        HearingReminded = "hearing_reminded",
        HearingExtended = "hearing_extended",
        HearingReopened = "hearing_reopened",
        DeputyBegan = "deputy_began",
        DeputyEnded = "deputy_ended",
        NoteWritten = "note_written",
        ResponseSaved = "response_saved",
        ResponsesSaved = "responses_saved",
        ProposalSaved = "proposal_saved",
        ProposalRemoved = "proposal_removed",
        AnswerSaved = "answer_saved",
        NilReturnSaved = "nil_return_saved",
        Delegated = "delegated",
        DelegationRevoked = "delegation_revoked",
        HearingConfirmed = "hearing_confirmed",
        InquirySent = "inquiry_sent",
        InquiryConfirmed = "inquiry_confirmed",
        MailingSent = "mailing_sent",
        MailingScheduled = "mailing_scheduled",
        MailingProposed = "mailing_proposed",
        MailingApproved = "mailing_approved",
        MailingPaused = "mailing_paused",
        MailingResumed = "mailing_resumed",
        MailingCancelled = "mailing_cancelled",
        TemplateChanged = "template_changed",
        MailQueued = "mail_queued",
        MailRetried = "mail_retried",
        MailHeld = "mail_held",
        MailReleased = "mail_released",
        MailResumed = "mail_resumed",
        BackupRestored = "backup_restored",
    }
);

/// One line of the audit log before it is written; time and actor come from the task's context.
#[derive(Debug, Clone)]
pub struct Event {
    pub what: Happening,
    /// The kind of thing it was done to: `user`, `arrangement`, `mapping` …
    pub subject_kind: &'static str,
    pub subject_id: Option<i64>,
    /// The mapping it happened in, where there is one.
    pub mapping: Option<MappingId>,
    /// The municipality it concerns, where there is one.
    pub municipality: Option<MunicipalityId>,
    /// On whose behalf, when not on one's own.
    pub principal: Option<UserId>,
    /// Fields in the order they are to be read: what changed, from what, to what. Never a secret, never a person's
    /// name or address: those live in their own tables, so that erasing a person does not break the log's chain.
    pub details: Vec<(&'static str, String)>,
}

impl Event {
    pub fn new(what: Happening, subject_kind: &'static str, subject_id: impl Into<Option<i64>>) -> Self {
        Self {
            what,
            subject_kind,
            subject_id: subject_id.into(),
            mapping: None,
            municipality: None,
            principal: None,
            details: Vec::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, field: &'static str, value: impl ToString) -> Self {
        self.details.push((field, value.to_string()));
        self
    }

    #[must_use]
    pub fn in_mapping(mut self, mapping: MappingId) -> Self {
        self.mapping = Some(mapping);
        self
    }

    #[must_use]
    pub fn about_municipality(mut self, municipality: MunicipalityId) -> Self {
        self.municipality = Some(municipality);
        self
    }
}
