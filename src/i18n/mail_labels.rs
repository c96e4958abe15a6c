//! What users see for the codes of letters and mailings.

use domain::letters::letter::{LetterKind, MailHappening, MailState, Trouble};
use domain::letters::mailing::{MailingKind, MailingState, Outcome, Template};
use domain::letters::merge::MergeField;

labels! {
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
        Attempt: "Forsøk på å levere" | "Forsøk på å levere";
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
        Opened: "Mottakeren har logget inn" | "Mottakaren har logga inn";
        Delayed: "Forsinket på veien" | "Forseinka på vegen";
        AutoReplied: "Svart på av en maskin" | "Svart på av ei maskin";
    }
    mailing_kind(MailingKind) {
        Hearing: "Høringsbrev" | "Høyringsbrev";
        Reminder: "Påminnelse" | "Påminning";
        LastReminder: "Siste påminnelse" | "Siste påminning";
        Inquiry: "Spørsmål til regionråd" | "Spørsmål til regionråd";
        Questions: "Brev om spørsmålene" | "Brev om spørsmåla";
        Results: "Resultatene er publisert" | "Resultata er publiserte";
        Notice: "Annen melding" | "Anna melding";
    }
    mailing_kind_use(MailingKind) {
        Hearing: "listen, til dem som ikke har fått den" | "lista, til dei som ikkje har fått ho";
        Reminder: "til dem som ikke har bekreftet" | "til dei som ikkje har stadfesta";
        LastReminder: "til dem som ikke har bekreftet, når fristen er nær" | "til dei som ikkje har stadfesta, når fristen er nær";
        Inquiry: "til ledere av regionråd, som ikke har noen liste" | "til leiarar av regionråd, som ikkje har noka liste";
        Questions: "til alle, gjerne fra en annen avsender" | "til alle, gjerne frå ein annan avsendar";
        Results: "til alle, når resultatene kan leses" | "til alle, når resultata kan lesast";
        Notice: "en tekst du skriver selv, til alle" | "ein tekst du skriv sjølv, til alle";
    }
    mailing_state(MailingState) {
        Draft: "Utkast" | "Utkast";
        Proposed: "Venter på en kollega" | "Ventar på ein kollega";
        Scheduled: "Planlagt" | "Planlagd";
        Released: "Sendt" | "Send";
        Paused: "Stanset" | "Stansa";
        Cancelled: "Trukket tilbake" | "Trekt tilbake";
    }
    mailing_outcome(Outcome) {
        Written: "Får brevet" | "Får brevet";
        TakenBack: "Trukket tilbake før det gikk" | "Trekt tilbake før det gjekk";
        NoHearing: "Er ikke med i runden" | "Er ikkje med i runden";
        AlreadySent: "Har fått brevet før" | "Har fått brevet før";
        NotSent: "Har ikke fått høringsbrevet ennå" | "Har ikkje fått høyringsbrevet enno";
        Confirmed: "Har bekreftet listen" | "Har stadfesta lista";
        TooSoon: "Fikk en påminnelse for få dager siden" | "Fekk ei påminning for få dagar sidan";
        Enough: "Har fått så mange påminnelser som runden tillater" | "Har fått så mange påminningar som runden tillèt";
        Late: "Fristen har gått ut" | "Fristen har gått ut";
        Closed: "Runden er avsluttet" | "Runden er avslutta";
        NoAddress: "Mangler e-postadresse" | "Manglar e-postadresse";
        Bounced: "E-posten kom i retur sist" | "E-posten kom i retur sist";
    }
    template_name(Template) {
        Hearing: "Høringsbrev" | "Høyringsbrev";
        Reminder: "Påminnelse" | "Påminning";
        ReminderBegun: "Påminnelse til dem som har begynt" | "Påminning til dei som har byrja";
        LastReminder: "Siste påminnelse" | "Siste påminning";
        Inquiry: "Spørsmål til regionråd" | "Spørsmål til regionråd";
        Questions: "Brev om spørsmålene" | "Brev om spørsmåla";
        Results: "Resultatene er publisert" | "Resultata er publiserte";
        Notice: "Annen melding" | "Anna melding";
        Extended: "Ny frist" | "Ny frist";
        Reopened: "Listen er åpnet igjen" | "Lista er opna att";
    }
    template_use(Template) {
        Hearing: "Går til hver kommune når runden sendes ut." | "Går til kvar kommune når runden blir send ut.";
        Reminder: "Går til kommuner som ikke har begynt." | "Går til kommunar som ikkje har byrja.";
        ReminderBegun: "Går til kommuner som har svart på noe, men ikke bekreftet." | "Går til kommunar som har svart på noko, men ikkje stadfesta.";
        LastReminder: "Går når det er kort tid igjen til fristen." | "Går når det er kort tid att til fristen.";
        Inquiry: "Går til ledere av regionråd." | "Går til leiarar av regionråd.";
        Questions: "Går til kommunene om spørsmålene, gjerne fra en annen avsender." | "Går til kommunane om spørsmåla, gjerne frå ein annan avsendar.";
        Results: "Går når resultatene kan leses." | "Går når resultata kan lesast.";
        Notice: "Det en melding du skriver selv, begynner med." | "Det ei melding du skriv sjølv, byrjar med.";
        Extended: "Går av seg selv når en kommune får lengre frist." | "Går av seg sjølv når ein kommune får lengre frist.";
        Reopened: "Går av seg selv når listen til en kommune blir åpnet igjen." | "Går av seg sjølv når lista til ein kommune blir opna att.";
    }
    merge_field(MergeField) {
        Municipality: "Navnet på kommunen" | "Namnet på kommunen";
        Region: "Navnet på regionen" | "Namnet på regionen";
        Name: "Navnet på mottakeren" | "Namnet på mottakaren";
        Mapping: "Navnet på kartleggingen" | "Namnet på kartlegginga";
        Arrangements: "Hvor mange ordninger kommunen har på listen" | "Kor mange ordningar kommunen har på lista";
        Total: "Det samme tallet uten ordet" | "Det same talet utan ordet";
        Answered: "Hvor mange de har svart på" | "Kor mange dei har svart på";
        Left: "Hvor mange som gjenstår" | "Kor mange som står att";
        Deadline: "Fristen" | "Fristen";
        Link: "Lenken til listen" | "Lenkja til lista";
        Reason: "Grunnen du oppgir" | "Grunnen du gjev";
        Sender: "Avsenderen" | "Avsendaren";
        Contact: "Hvem de kan spørre" | "Kven dei kan spørje";
        Privacy: "Lenken til personvernsiden" | "Lenkja til personvernsida";
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
        DomainNotAllowed: "Portalen er satt opp til ikke å sende e-post til dette domenet"
            | "Portalen er sett opp til ikkje å sende e-post til dette domenet";
        OtherSecret: "Brevet er forseglet med en annen nøkkel enn den i ORDNA_SECRET_FILE"
            | "Brevet er forsegla med ein annan nøkkel enn den i ORDNA_SECRET_FILE";
        CannotBuild: "E-posten kunne ikke settes sammen" | "E-posten kunne ikkje setjast saman";
    }
}
