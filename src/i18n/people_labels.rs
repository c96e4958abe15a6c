//! What users see for the codes of people and of what becomes of municipalities.

use domain::people::access::Role;
use domain::people::person::AccountState;
use domain::places::succession::ChangeKind;

labels! {
    account_state(AccountState) {
        Invited: "Invitert" | "Invitert";
        Active: "Aktiv" | "Aktiv";
        Locked: "Sperret" | "Sperra";
        Disabled: "Deaktivert" | "Deaktivert";
    }
    change_kind(ChangeKind) {
        Merge: "Sammenslåing" | "Samanslåing";
        Split: "Deling" | "Deling";
        Renumber: "Nytt nummer" | "Nytt nummer";
        CountyTransfer: "Nytt fylke" | "Nytt fylke";
    }
    role(Role) {
        Respondent: "Kommunedirektør" | "Kommunedirektør";
        Editor: "Medarbeider" | "Medarbeidar";
        Deputy: "Fører inn svar for kommunen" | "Fører inn svar for kommunen";
        Reader: "Leser" | "Lesar";
        Coordinator: "Koordinator" | "Koordinator";
        Admin: "Administrator" | "Administrator";
    }
}
