//! What users see for the codes of the domain.

use super::Lang;
use crate::domain::access::Role;
use crate::domain::arrangement::{DefinitionStatus, LegalForm, Level, Life, NameKind, ParticipantKind};
use crate::domain::mapping::MappingStatus;
use crate::domain::municipality::WrittenForm;

/// `label(Type) { Variant: "bokmål" | "nynorsk"; … }` gives `lang.label(value)`.
macro_rules! labels {
    ($($name:ident($ty:ident) { $($variant:ident: $nb:literal | $nn:literal;)+ })+) => {
        impl Lang {
            $(pub const fn $name(self, value: $ty) -> &'static str {
                match (value, self) {
                    $(($ty::$variant, Self::Nb) => $nb, ($ty::$variant, Self::Nn) => $nn,)+
                }
            })+
        }
        /// Every label of this file, for the tests that read them all.
        pub const ALL: &[(&str, &str, &str)] = &[$($((concat!(stringify!($name), "_", stringify!($variant)), $nb, $nn)),+),+];
    };
}

labels! {
    legal_form(LegalForm) {
        Agreement: "Avtalebasert samarbeid uten spesiell hjemmel (kjøp og salg av tjenester)"
            | "Avtalebasert samarbeid utan særskild heimel (kjøp og sal av tenester)";
        Host: "Administrativt vertskommunesamarbeid, kommuneloven § 20-2 (før: § 28-1 b)"
            | "Administrativt vertskommunesamarbeid, kommunelova § 20-2 (før: § 28-1 b)";
        HostBoard: "Vertskommune med felles folkevalgt nemnd, § 20-3 (før: § 28-1 c)"
            | "Vertskommune med felles folkevald nemnd, § 20-3 (før: § 28-1 c)";
        PoliticalCouncil: "Interkommunalt politisk råd, kapittel 18" | "Interkommunalt politisk råd, kapittel 18";
        TaskCommunity: "Kommunalt oppgavefellesskap, kapittel 19" | "Kommunalt oppgåvefellesskap, kapittel 19";
        Section27: "Styre etter § 27 i den gamle kommuneloven (skal være omdannet)"
            | "Styre etter § 27 i den gamle kommunelova (skal vere omdanna)";
        JointMunicipality: "Samkommune (avviklet)" | "Samkommune (avvikla)";
        Iks: "Interkommunalt selskap (IKS-loven)" | "Interkommunalt selskap (IKS-lova)";
        As: "Aksjeselskap med kommunal eiermajoritet" | "Aksjeselskap med kommunal eigarmajoritet";
        AnsDa: "Ansvarlig selskap (ANS, DA)" | "Ansvarleg selskap (ANS, DA)";
        Sa: "Samvirkeforetak" | "Samvirkeføretak";
        Foundation: "Stiftelse" | "Stifting";
        Other: "Annet" | "Anna";
    }
    legal_form_short(LegalForm) {
        Agreement: "Avtale" | "Avtale";
        Host: "Vertskommune § 20-2" | "Vertskommune § 20-2";
        HostBoard: "Vertskommune § 20-3" | "Vertskommune § 20-3";
        PoliticalCouncil: "Politisk råd" | "Politisk råd";
        TaskCommunity: "Oppgavefellesskap" | "Oppgåvefellesskap";
        Section27: "§ 27-styre" | "§ 27-styre";
        JointMunicipality: "Samkommune" | "Samkommune";
        Iks: "IKS" | "IKS";
        As: "AS" | "AS";
        AnsDa: "ANS/DA" | "ANS/DA";
        Sa: "SA" | "SA";
        Foundation: "Stiftelse" | "Stifting";
        Other: "Annet" | "Anna";
    }
    level(Level) {
        Local: "Lokalt (2–3 kommuner)" | "Lokalt (2–3 kommunar)";
        Regional: "Regionalt (4–9 kommuner)" | "Regionalt (4–9 kommunar)";
        Higher: "Høyere (10 eller flere)" | "Høgare (10 eller fleire)";
    }
    level_short(Level) {
        Local: "Lokalt" | "Lokalt";
        Regional: "Regionalt" | "Regionalt";
        Higher: "Høyere" | "Høgare";
    }
    definition(DefinitionStatus) {
        Included: "Regnet med" | "Rekna med";
        Borderline: "Grensetilfelle" | "Grensetilfelle";
        Excluded: "Ikke regnet med" | "Ikkje rekna med";
    }
    life(Life) {
        Active: "I drift" | "I drift";
        BeingEstablished: "Under etablering" | "Under etablering";
        Discontinued: "Nedlagt" | "Nedlagd";
    }
    name_kind(NameKind) {
        Formal: "Formelt navn" | "Formelt namn";
        Common: "Navn i vanlig bruk" | "Namn i vanleg bruk";
        Made: "Navn laget for kartleggingen" | "Namn laga for kartlegginga";
    }
    participant_kind(ParticipantKind) {
        Municipality: "Kommune" | "Kommune";
        County: "Fylkeskommune" | "Fylkeskommune";
        State: "Stat" | "Stat";
        Private: "Privat" | "Privat";
        Other: "Annen" | "Annan";
    }
    mapping_status(MappingStatus) {
        Planned: "Planlagt" | "Planlagd";
        Open: "Åpen" | "Open";
        Closed: "Avsluttet" | "Avslutta";
    }
    written_form(WrittenForm) {
        Bokmal: "Bokmål" | "Bokmål";
        Nynorsk: "Nynorsk" | "Nynorsk";
        Neutral: "Nøytral" | "Nøytral";
    }
    role(Role) {
        Respondent: "Kommunedirektør" | "Kommunedirektør";
        Editor: "Medarbeider" | "Medarbeidar";
        Reader: "Leser" | "Lesar";
        Coordinator: "Koordinator" | "Koordinator";
        Admin: "Administrator" | "Administrator";
    }
}
