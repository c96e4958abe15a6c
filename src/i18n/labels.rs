//! What users see for the codes of the domain.

use domain::answer::response::{Field, Verdict};
use domain::event::Happening;
use domain::places::mapping::MappingStatus;
use domain::places::municipality::WrittenForm;
use domain::register::arrangement::{DefinitionStatus, LegalForm, Level, Life, NameKind, ParticipantKind};

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
        OrganisationNumber: "Organisasjonsnummer" | "Organisasjonsnummer";
        ParticipantAdded: "Ny deltaker" | "Ny deltakar";
        ParticipantRemoved: "Deltaker tatt ut" | "Deltakar teken ut";
        Share: "Eierandel" | "Eigardel";
        NameKind: "Slags navn" | "Slags namn";
        Sector: "Sektor" | "Sektor";
        TaskFields: "Oppgaver" | "Oppgåver";
        Level: "Nivå" | "Nivå";
        LevelReason: "Begrunnelse for nivået" | "Grunngiving for nivået";
        ParticipantCount: "Deltakere" | "Deltakarar";
        DefinitionStatus: "Definisjon" | "Definisjon";
        DefinitionReason: "Begrunnelse for definisjonen" | "Grunngiving for definisjonen";
        Life: "Tilstand" | "Tilstand";
        EndedYear: "År for nedleggelsen" | "År for nedlegginga";
        EndedReason: "Begrunnelse for nedleggelsen" | "Grunngiving for nedlegginga";
        Note: "Merknad" | "Merknad";
    }
    happening(Happening) {
        MappingCreated: "Kartlegging opprettet" | "Kartlegging oppretta";
        MappingChanged: "Kartlegging endret" | "Kartlegging endra";
        MappingOpened: "Kartlegging åpnet" | "Kartlegging opna";
        MappingClosed: "Kartlegging avsluttet" | "Kartlegging avslutta";
        MappingReopened: "Kartlegging gjenåpnet" | "Kartlegging opna att";
        RegisterImported: "Register importert" | "Register importert";
        ImportUndone: "Import angret" | "Import angra";
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
        DeputyBegan: "Svar ført inn for kommunen: begynt" | "Svar ført inn for kommunen: byrja";
        DeputyEnded: "Svar ført inn for kommunen: avsluttet" | "Svar ført inn for kommunen: avslutta";
        NoteWritten: "Notat skrevet" | "Notat skrive";
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
        MailingProposed: "Utsending lagt fram for en kollega" | "Utsending lagd fram for ein kollega";
        MailingApproved: "Kollega sa ja til utsending" | "Kollega sa ja til utsending";
        MailingPaused: "Utsending stanset inntil videre" | "Utsending stansa inntil vidare";
        MailingResumed: "Utsending satt i gang igjen" | "Utsending sett i gang att";
        MailingCancelled: "Utsending trukket tilbake" | "Utsending trekt tilbake";
        TemplateChanged: "Brevtekst endret" | "Brevtekst endra";
        MailQueued: "E-post lagt i utboksen" | "E-post lagd i utboksen";
        MailRetried: "E-post sendt på nytt" | "E-post send på nytt";
        MailHeld: "All e-post holdt tilbake" | "All e-post halden tilbake";
        MailReleased: "E-posten sluppet fram" | "E-posten sleppt fram";
        MailResumed: "Utsendingen prøvd på nytt" | "Utsendinga prøvd på nytt";
        BackupRestored: "Sikkerhetskopi lagt inn" | "Tryggingskopi lagd inn";
    }
}
