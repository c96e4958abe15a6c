//! What users see for the codes of the domain.

use super::Lang;
use crate::domain::access::Role;
use crate::domain::arrangement::{DefinitionStatus, LegalForm, Level, Life, NameKind, ParticipantKind};
use crate::domain::event::Happening;
use crate::domain::letter::{LetterKind, MailHappening, MailState, Trouble};
use crate::domain::mapping::MappingStatus;
use crate::domain::municipality::WrittenForm;
use crate::domain::person::AccountState;
use crate::domain::response::{Field, Verdict};
use crate::domain::succession::ChangeKind;

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
    legal_form_help(LegalForm) {
        Agreement: "Kommunene har en avtale, men ingen egen organisasjon. Én kommune selger ofte tjenesten til de andre."
            | "Kommunane har ein avtale, men ingen eigen organisasjon. Éin kommune sel ofte tenesta til dei andre.";
        Host: "Én kommune utfører oppgaven for de andre, som har gitt den myndighet. Det er ingen felles nemnd."
            | "Éin kommune utfører oppgåva for dei andre, som har gitt han myndigheit. Det er inga felles nemnd.";
        HostBoard: "Én kommune utfører oppgaven, og en nemnd med folkevalgte fra alle kommunene bestemmer."
            | "Éin kommune utfører oppgåva, og ei nemnd med folkevalde frå alle kommunane bestemmer.";
        PoliticalCouncil: "Et råd der kommunene drøfter saker som går på tvers av kommunegrensene, for eksempel et regionråd."
            | "Eit råd der kommunane drøftar saker som går på tvers av kommunegrensene, til dømes eit regionråd.";
        TaskCommunity: "Kommunene løser en oppgave sammen med et eget representantskap."
            | "Kommunane løyser ei oppgåve saman med eit eige representantskap.";
        Section27: "Et styre etter de gamle reglene, som skulle vært gjort om til en annen form."
            | "Eit styre etter dei gamle reglane, som skulle vore gjort om til ei anna form.";
        JointMunicipality: "Flere kommuner hadde en felles organisasjon med myndighet etter loven. Formen finnes ikke lenger."
            | "Fleire kommunar hadde ein felles organisasjon med myndigheit etter lova. Forma finst ikkje lenger.";
        Iks: "Et selskap som bare kommuner, fylkeskommuner og andre slike selskaper eier, med ubegrenset ansvar."
            | "Eit selskap som berre kommunar, fylkeskommunar og andre slike selskap eig, med uavgrensa ansvar.";
        As: "Et aksjeselskap der kommuner eier mer enn halvparten." | "Eit aksjeselskap der kommunar eig meir enn halvparten.";
        AnsDa: "Et selskap der eierne svarer for hele gjelden eller for hver sin del av den."
            | "Eit selskap der eigarane svarar for heile gjelda eller for kvar sin del av ho.";
        Sa: "Et foretak som medlemmene eier sammen, og der de har like mange stemmer."
            | "Eit føretak som medlemmene eig saman, og der dei har like mange røyster.";
        Foundation: "En formue som er skilt ut til et formål. Ingen eier den."
            | "Ein formue som er skild ut til eit føremål. Ingen eig han.";
        Other: "Noe annet. Skriv hva i kommentaren." | "Noko anna. Skriv kva i kommentaren.";
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
    mail_state(MailState) {
        Queued: "Venter" | "Ventar";
        Sending: "Blir sendt nå" | "Blir send no";
        Sent: "Sendt" | "Send";
        Kept: "Ligger i portalen" | "Ligg i portalen";
        Unknown: "Uvisst om den kom fram" | "Uvisst om han kom fram";
        Failed: "Ikke sendt" | "Ikkje send";
        Bounced: "Kom i retur" | "Kom i retur";
        Held: "Holdt tilbake" | "Halden tilbake";
        Paused: "Stanset inntil videre" | "Stansa inntil vidare";
        Cancelled: "Trukket tilbake" | "Trekt tilbake";
    }
    mail_kind(LetterKind) {
        Activation: "Aktivering" | "Aktivering";
        Reset: "Nytt passord" | "Nytt passord";
        LoginLink: "Innloggingslenke" | "Innloggingslenkje";
        Code: "Engangskode" | "Eingongskode";
        EmailConfirm: "Bekreftelse av ny adresse" | "Stadfesting av ny adresse";
        PasswordChanged: "Varsel om endret passord" | "Varsel om endra passord";
        EmailChanged: "Varsel om endret adresse" | "Varsel om endra adresse";
        SecondFactorChanged: "Varsel om kodeapp" | "Varsel om kodeapp";
        LateSignIn: "Varsel om innlogging" | "Varsel om innlogging";
        Hearing: "Høringsbrev" | "Høyringsbrev";
        Inquiry: "Spørsmål til regionråd" | "Spørsmål til regionråd";
        Notice: "Melding" | "Melding";
        Reminder: "Påminnelse" | "Påminning";
        Extended: "Ny frist" | "Ny frist";
        Reopened: "Gjenåpnet liste" | "Lista er opna att";
        Receipt: "Kvittering" | "Kvittering";
        Delegation: "Invitasjon til kollega" | "Invitasjon til kollega";
        Test: "Prøve" | "Prøve";
    }
    mail_happening(MailHappening) {
        Queued: "Lagt i køen" | "Lagd i køen";
        Attempt: "Overlevert til e-posttjeneren" | "Overlevert til e-posttenaren";
        Accepted: "Tatt imot av e-posttjeneren" | "Teken imot av e-posttenaren";
        Kept: "Lagt i portalen" | "Lagd i portalen";
        Deferred: "Utsatt" | "Utsett";
        Failed: "Ikke sendt" | "Ikkje send";
        Unknown: "Uvisst om den kom fram" | "Uvisst om han kom fram";
        Bounced: "Kom i retur" | "Kom i retur";
        Held: "Holdt tilbake" | "Halden tilbake";
        Released: "Sluppet fram" | "Sleppt fram";
        Retried: "Nytt forsøk bestilt" | "Nytt forsøk tinga";
        Paused: "Stanset inntil videre" | "Stansa inntil vidare";
        Resumed: "Satt i gang igjen" | "Sett i gang att";
        Cancelled: "Trukket tilbake" | "Trekt tilbake";
        Opened: "Åpnet i portalen" | "Opna i portalen";
    }
    mail_trouble_label(Trouble) {
        NoConnection: "Fikk ikke kontakt med e-posttjeneren" | "Fekk ikkje kontakt med e-posttenaren";
        NoStartTls: "E-posttjeneren tilbyr ikke kryptering (STARTTLS), og e-post blir ikke sendt i klartekst"
            | "E-posttenaren tilbyr ikkje kryptering (STARTTLS), og e-post blir ikkje send i klartekst";
        TlsFailed: "Krypteringen mot e-posttjeneren kom ikke i stand"
            | "Krypteringa mot e-posttenaren kom ikkje i stand";
        LoginRefused: "E-posttjeneren avviste brukernavnet og passordet"
            | "E-posttenaren avviste brukarnamnet og passordet";
        NoAnswer: "E-posttjeneren svarte ikke i tide" | "E-posttenaren svara ikkje i tide";
        LineDied: "Forbindelsen ble brutt før e-posten var overlevert"
            | "Sambandet vart brote før e-posten var overlevert";
        Lost: "Forbindelsen ble brutt mens e-posten ble overlevert. Den kan ha kommet fram"
            | "Sambandet vart brote medan e-posten vart overlevert. Han kan ha kome fram";
        NoSmtpUtf8: "E-posttjeneren tar ikke imot adresser med æ, ø, å eller andre særtegn"
            | "E-posttenaren tek ikkje imot adresser med æ, ø, å eller andre særteikn";
        LineBreak: "Et felt har et linjeskift eller et annet styretegn"
            | "Eit felt har eit linjeskift eller eit anna styreteikn";
        BadAddress: "Dette er ikke én e-postadresse" | "Dette er ikkje éi e-postadresse";
        OtherSecret: "Brevet er forseglet med en annen nøkkel enn den i ORDNA_SECRET_FILE"
            | "Brevet er forsegla med ein annan nøkkel enn den i ORDNA_SECRET_FILE";
        CannotBuild: "E-posten kunne ikke settes sammen" | "E-posten kunne ikkje setjast saman";
    }
    verdict(Verdict) {
        Confirmed: "Stemmer" | "Stemmer";
        Corrected: "Rettet" | "Retta";
        NotParticipating: "Deltar ikke" | "Deltek ikkje";
        Discontinued: "Lagt ned" | "Lagd ned";
        Unknown: "Vet ikke" | "Veit ikkje";
    }
    field(Field) {
        Name: "Navn" | "Namn";
        Content: "Innhold" | "Innhald";
        EstablishedYear: "Etableringsår" | "Etableringsår";
        LegalForm: "Juridisk form" | "Juridisk form";
        Host: "Vertskommune" | "Vertskommune";
        Fte: "Årsverk" | "Årsverk";
        PoliticalOrganisation: "Politisk organisering" | "Politisk organisering";
        AdministrativeOrganisation: "Administrativ organisering" | "Administrativ organisering";
        Ownership: "Eierfordeling" | "Eigarfordeling";
        RecentChanges: "Endringer i det siste" | "Endringar i det siste";
        CostKey: "Kostnadsnøkkel" | "Kostnadsnøkkel";
        AgreementDate: "Avtaledato" | "Avtaledato";
        AgreementLink: "Lenke til avtalen" | "Lenkje til avtalen";
        GovernorNotified: "Meldt til statsforvalteren" | "Meld til statsforvaltaren";
        ParticipantAdded: "Ny deltaker" | "Ny deltakar";
        ParticipantRemoved: "Ikke deltaker" | "Ikkje deltakar";
        Share: "Eierandel" | "Eigardel";
    }
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
    happening(Happening) {
        MappingCreated: "Kartlegging opprettet" | "Kartlegging oppretta";
        MappingClosed: "Kartlegging avsluttet" | "Kartlegging avslutta";
        MappingReopened: "Kartlegging gjenåpnet" | "Kartlegging opna att";
        RegisterImported: "Register importert" | "Register importert";
        ArrangementChanged: "Ordning endret" | "Ordning endra";
        MunicipalityChanged: "Kommune endret" | "Kommune endra";
        ContactChanged: "Kontakt endret" | "Kontakt endra";
        UserInvited: "Bruker invitert" | "Brukar invitert";
        UserActivated: "Konto aktivert" | "Konto aktivert";
        UserChanged: "Bruker endret" | "Brukar endra";
        UserDisabled: "Konto deaktivert" | "Konto deaktivert";
        UserEnabled: "Konto åpnet igjen" | "Konto opna att";
        RoleGranted: "Rolle gitt" | "Rolle gjeven";
        RoleEnded: "Rolle avsluttet" | "Rolle avslutta";
        SignedIn: "Logget inn" | "Logga inn";
        SignInFailed: "Innlogging mislyktes" | "Innlogging mislukkast";
        SignInLocked: "Innlogging sperret" | "Innlogging sperra";
        SignedOut: "Logget ut" | "Logga ut";
        SessionEnded: "Innlogging avsluttet" | "Innlogging avslutta";
        PasswordChanged: "Passord endret" | "Passord endra";
        PasswordResetAsked: "Nytt passord bedt om" | "Nytt passord bede om";
        LoginLinkAsked: "Innloggingslenke bedt om" | "Innloggingslenkje bede om";
        SecondFactorSet: "Kode fra app satt opp" | "Kode frå app sett opp";
        SecondFactorRemoved: "Kode fra app fjernet" | "Kode frå app fjerna";
        RecoveryCodeUsed: "Gjenopprettingskode brukt" | "Gjenopprettingskode brukt";
        RecoveryCodesMade: "Nye gjenopprettingskoder laget" | "Nye gjenopprettingskodar laga";
        EmailChangeAsked: "Ny e-postadresse bedt om" | "Ny e-postadresse bede om";
        BrowserForgotten: "Nettleser glemt" | "Nettlesar gløymd";
        EmailChanged: "E-postadresse endret" | "E-postadresse endra";
        StepUp: "Innlogging bekreftet på nytt" | "Innlogging stadfesta på nytt";
        RoundChanged: "Høringsrunde endret" | "Høyringsrunde endra";
        HearingSent: "Liste sendt på høring" | "Liste send på høyring";
        HearingReminded: "Påminnelse sendt" | "Påminning send";
        HearingExtended: "Frist utsatt" | "Frist utsett";
        HearingReopened: "Liste gjenåpnet" | "Liste opna att";
        ResponseSaved: "Svar om ordning arbeidet med" | "Svar om ordning arbeidd med";
        ResponsesSaved: "Flere ordninger besvart" | "Fleire ordningar svara på";
        ProposalSaved: "Forslag arbeidet med" | "Framlegg arbeidd med";
        ProposalRemoved: "Forslag fjernet" | "Framlegg fjerna";
        AnswerSaved: "Spørsmål besvart" | "Spørsmål svara på";
        NilReturnSaved: "Liste arbeidet med" | "Liste arbeidd med";
        Delegated: "Kollega invitert" | "Kollega invitert";
        DelegationRevoked: "Invitasjon trukket tilbake" | "Invitasjon trekt attende";
        HearingConfirmed: "Liste bekreftet" | "Liste stadfesta";
        InquirySent: "Spørsmål sendt til regionråd" | "Spørsmål sende til regionråd";
        InquiryConfirmed: "Svar sendt inn fra regionråd" | "Svar sende inn frå regionråd";
        MailingSent: "Utsending lagt i køen" | "Utsending lagd i køen";
        MailingScheduled: "Utsending planlagt" | "Utsending planlagd";
        MailingProposed: "Utsending lagt fram til godkjenning" | "Utsending lagd fram til godkjenning";
        MailingApproved: "Utsending godkjent" | "Utsending godkjend";
        MailingPaused: "Utsending stanset inntil videre" | "Utsending stansa inntil vidare";
        MailingResumed: "Utsending satt i gang igjen" | "Utsending sett i gang att";
        MailingCancelled: "Utsending trukket tilbake" | "Utsending trekt tilbake";
        TemplateChanged: "Brevtekst endret" | "Brevtekst endra";
        MailQueued: "E-post lagt i utboksen" | "E-post lagd i utboksen";
        MailRetried: "E-post sendt på nytt" | "E-post send på nytt";
        BackupRestored: "Sikkerhetskopi lagt inn" | "Tryggingskopi lagd inn";
    }
    role(Role) {
        Respondent: "Kommunedirektør" | "Kommunedirektør";
        Editor: "Medarbeider" | "Medarbeidar";
        Reader: "Leser" | "Lesar";
        Coordinator: "Koordinator" | "Koordinator";
        Admin: "Administrator" | "Administrator";
    }
}
