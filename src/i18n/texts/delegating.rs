//! A colleague is asked to fill in: the form, who has been asked, and how it is ended.

texts! {
    delegate: "Be en kollega fylle ut" | "Be ein kollega fylle ut";
    delegate_lead: "Kollegaen kan fylle ut, men ikke bekrefte listen." | "Kollegaen kan fylle ut, men ikkje stadfeste lista.";
    delegate_use: "Kollegaen får en e-post fra oss med navnet ditt. Alle som fyller ut for kommunen, ser hele listen. Du kan avslutte når du vil, og det som er fylt ut, blir stående." | "Kollegaen får ein e-post frå oss med namnet ditt. Alle som fyller ut for kommunen, ser heile lista. Du kan avslutte når du vil, og det som er fylt ut, blir ståande.";
    delegate_scope: "Hva skal kollegaen fylle ut?" | "Kva skal kollegaen fylle ut?";
    delegate_all: "Hele listen og spørsmålene" | "Heile lista og spørsmåla";
    delegate_questions: "Bare spørsmålene" | "Berre spørsmåla";
    delegate_sector(name: &str): "Bare {name}" | "Berre {name}";
    delegate_lasts(time: &str): "Gjelder til fristen, {time}." | "Gjeld til fristen, {time}.";
    delegate_send: "Send invitasjon" | "Send invitasjon";
    delegate_sent(name: &str): "Invitasjonen til {name} er sendt." | "Invitasjonen til {name} er send.";
    delegate_own: "Dette er din egen adresse. Skriv adressen til en kollega." | "Dette er di eiga adresse. Skriv adressa til ein kollega.";
    delegate_answers_already: "Den som har denne adressen, svarer allerede for kommunen og kan logge inn." | "Den som har denne adressa, svarer allereie for kommunen og kan logge inn.";
    delegate_invited_already: "Den som har denne adressen, er allerede invitert til dette." | "Den som har denne adressa, er allereie invitert til dette.";
    delegate_disabled: "Denne adressen kan ikke inviteres. Ta kontakt med den som driver kartleggingen." | "Denne adressa kan ikkje inviterast. Ta kontakt med den som driv kartlegginga.";
    delegate_too_many: "Det er sendt mange invitasjoner i dag. Prøv igjen i morgen." | "Det er sendt mange invitasjonar i dag. Prøv igjen i morgon.";
    delegated_to: "Hvem som er invitert" | "Kven som er invitert";
    delegated_none: "Ingen er invitert ennå." | "Ingen er invitert enno.";
    delegated_until(time: &str): "Til {time}" | "Til {time}";
    delegated_ended_at(time: &str): "Avsluttet {time}" | "Avslutta {time}";
    delegated_ran_out(time: &str): "Utløpt {time}" | "Gjekk ut {time}";
    delegated_invited: "Invitert" | "Invitert";
    delegated_logged_in: "Har logget inn" | "Har logga inn";
    delegated_bounced: "E-posten kom ikke fram" | "E-posten kom ikkje fram";
    delegated_ended: "Avsluttet" | "Avslutta";
    delegate_end: "Avslutt" | "Avslutt";
    delegate_end_title(name: &str): "Avslutt invitasjonen til {name}" | "Avslutt invitasjonen til {name}";
    delegate_end_consequence(name: &str, municipality: &str): "{name} kan ikke lenger fylle ut listen til {municipality}." | "{name} kan ikkje lenger fylle ut lista til {municipality}.";
    delegate_end_stands: "Det som er fylt ut, blir stående." | "Det som er fylt ut, blir ståande.";
    delegate_end_button: "Avslutt invitasjonen" | "Avslutt invitasjonen";
    delegate_has_ended(name: &str): "Invitasjonen til {name} er avsluttet." | "Invitasjonen til {name} er avslutta.";
}
