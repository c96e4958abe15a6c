//! The privacy page: what TRUST.md C3 and articles 13 and 14 of the GDPR want people to be told.

texts! {
    privacy_lead: "Her står det hvilke personopplysninger portalen har, hvorfor, hvem som ser dem, og hva du kan kreve." | "Her står det kva personopplysningar portalen har, kvifor, kven som ser dei, og kva du kan krevje.";
    privacy_controller: "Hvem som har ansvaret" | "Kven som har ansvaret";
    privacy_controller_is(owner: &str): "{owner} er behandlingsansvarlig: den som bestemmer hva opplysningene skal brukes til, og svarer for at reglene blir fulgt." | "{owner} er behandlingsansvarleg: den som avgjer kva opplysningane skal brukast til, og svarar for at reglane blir følgde.";
    privacy_controller_missing: "Den som driver portalen, har ikke oppgitt navnet sitt her ennå. Avsenderen av brevet du fikk, er behandlingsansvarlig." | "Den som driv portalen, har ikkje oppgitt namnet sitt her enno. Avsendaren av brevet du fekk, er behandlingsansvarleg.";
    privacy_what: "Hvilke opplysninger" | "Kva opplysningar";
    privacy_what_contact: "Navn, e-postadresse i tjenesten, kommune og rolle." | "Namn, e-postadresse i tenesta, kommune og rolle.";
    privacy_what_answers: "Hva du har svart, rettet og bekreftet på vegne av kommunen, og når." | "Kva du har svara, retta og stadfesta på vegner av kommunen, og når.";
    privacy_what_letters: "Brevene portalen har sendt deg, og om de kom fram. Vi måler ikke om du åpner dem eller hvilke lenker du følger." | "Breva portalen har sendt deg, og om dei kom fram. Vi måler ikkje om du opnar dei eller kva lenkjer du følgjer.";
    privacy_what_security: "Innlogginger og andre hendelser som gjelder sikkerheten, med tidspunkt, IP-adresse og nettleser." | "Innloggingar og andre hendingar som gjeld tryggleiken, med tidspunkt, IP-adresse og nettlesar.";
    privacy_what_not: "Portalen har ikke fødselsnummer eller private opplysninger om deg." | "Portalen har ikkje fødselsnummer eller private opplysningar om deg.";
    privacy_why: "Formål og grunnlag" | "Formål og grunnlag";
    privacy_why_purpose: "Opplysningene brukes til å kartlegge formelt samarbeid mellom kommuner: sende listen til rett person, vite hvem som har bekreftet den, og kunne spørre når svar spriker." | "Opplysningane blir brukte til å kartleggje formelt samarbeid mellom kommunar: sende lista til rett person, vite kven som har stadfesta ho, og kunne spørje når svar sprikjer.";
    privacy_why_basis: "Grunnlaget er personvernforordningen artikkel 6 nr. 1 bokstav e: en oppgave i allmennhetens interesse." | "Grunnlaget er personvernforordninga artikkel 6 nr. 1 bokstav e: ei oppgåve i allmenta si interesse.";
    privacy_sources: "Hvor de kommer fra" | "Kvar dei kjem frå";
    privacy_sources_text: "Navnet og adressen til kommunedirektøren er hentet fra kommunens egne nettsider eller oppgitt av kommunen. En kollega er oppgitt av den som inviterte. Resten har du skrevet selv." | "Namnet og adressa til kommunedirektøren er henta frå nettsidene til kommunen eller oppgitt av kommunen. Ein kollega er oppgitt av den som inviterte. Resten har du skrive sjølv.";
    privacy_who: "Hvem som ser dem" | "Kven som ser dei";
    privacy_who_text: "De som driver kartleggingen, og administratorer. Andre kommuner ser hva kommunen din har sendt inn, men ikke hvem som svarte. Den som drifter portalen teknisk, er databehandler." | "Dei som driv kartlegginga, og administratorar. Andre kommunar ser kva kommunen din har sendt inn, men ikkje kven som svara. Den som driftar portalen teknisk, er databehandlar.";
    privacy_who_public: "Det kommunen sender inn, er som hovedregel offentlig etter offentleglova. Kontaktopplysninger er ikke med i rapporter og datasett." | "Det kommunen sender inn, er som hovudregel offentleg etter offentleglova. Kontaktopplysningar er ikkje med i rapportar og datasett.";
    privacy_how_long: "Hvor lenge" | "Kor lenge";
    privacy_how_long_contact: "Kontaktopplysninger: til de er gjort anonyme, vanligvis 12 måneder etter at kartleggingen er avsluttet." | "Kontaktopplysningar: til dei er gjorde anonyme, vanlegvis 12 månader etter at kartlegginga er avslutta.";
    privacy_how_long_logs: "Tekniske logger: vanligvis 6 måneder." | "Tekniske loggar: vanlegvis 6 månader.";
    privacy_how_long_archive: "Svar og brev som er arkivverdige, blir bevart etter arkivlova." | "Svar og brev som er arkivverdige, blir tekne vare på etter arkivlova.";
    privacy_rights: "Rettighetene dine" | "Rettane dine";
    privacy_rights_text: "Du kan kreve innsyn, retting og sletting, be om at bruken blir begrenset, og protestere mot den. Skriv til kontaktadressen, så får du svar innen en måned." | "Du kan krevje innsyn, retting og sletting, be om at bruken blir avgrensa, og protestere mot han. Skriv til kontaktadressa, så får du svar innan ein månad.";
    privacy_rights_complain: "Mener du at vi bryter reglene, kan du klage til" | "Meiner du at vi bryt reglane, kan du klage til";
}
