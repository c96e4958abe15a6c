//! The task list of a municipality's hearing, and what it adds to the list itself.

use super::super::Lang;

texts! {
    tasks_title(name: &str, mapping: &str): "{name} – {mapping}" | "{name} – {mapping}";
    tasks_deadline(time: &str, left: &str): "Fristen er {time}, {left}." | "Fristen er {time}, {left}.";
    tasks_today: "i dag" | "i dag";
    tasks_tomorrow: "i morgen" | "i morgon";
    tasks_in_days(days: &i64): "om {days} dager" | "om {days} dagar";
    tasks_due(time: &str): "Frist {time}." | "Frist {time}.";
    tasks_reviewed(answered: &usize, total: &str): "{answered} av {total} er sett over." | "{answered} av {total} er sett over.";
    tasks_go_on: "Fortsett der du slapp" | "Hald fram der du slapp";
    tasks_confirm_list: "Bekreft listen" | "Stadfest lista";
    tasks_confirm: "Bekreft" | "Stadfest";
    tasks_missing: "Legg til som mangler" | "Legg til som manglar";
    tasks_missing_text: "Mangler det en ordning?" | "Manglar det ei ordning?";
    tasks_left_before(count: &str): "{count} gjenstår. Svar på dem før du bekrefter listen." | "{count} står att. Svar på dei før du stadfestar lista.";
    tasks_done: "Ferdig" | "Ferdig";
    tasks_ready: "Klar" | "Klar";
    tasks_locked: "Låst" | "Låst";
    tasks_open_tag: "Åpen" | "Open";
    tasks_confirmed_tag: "Bekreftet" | "Stadfesta";
    tasks_confirmed: "Listen er bekreftet" | "Lista er stadfesta";
    tasks_confirmed_at(time: &str): "Listen ble bekreftet {time}." | "Lista vart stadfesta {time}.";
    tasks_confirmed_text: "Du kan endre svarene fram til fristen. Da må du bekrefte på nytt." | "Du kan endre svara fram til fristen. Då må du stadfeste på nytt.";
    tasks_change: "Endre svar" | "Endre svar";
    tasks_reopened: "Listen er åpnet igjen" | "Lista er opna att";
    tasks_reopened_by(who: &str, time: &str): "{who} åpnet listen {time}." | "{who} opna lista {time}.";
    tasks_reopened_because(reason: &str): "Grunn: {reason}" | "Grunn: {reason}";
    tasks_whoever_runs_it: "Den som driver kartleggingen," | "Den som driv kartlegginga,";
    tasks_none_known: "Ingen kjente" | "Ingen kjende";
    tasks_none_known_title: "Vi kjenner ingen ordninger" | "Vi kjenner ingen ordningar";
    tasks_none_known_text: "Legg til dem som kommunen deltar i, eller meld at dere ikke deltar i noen." | "Legg til dei som kommunen deltek i, eller meld at de ikkje deltek i nokon.";
    tasks_none_said: "Ingen ordninger" | "Ingen ordningar";
    tasks_questions_text: "Valgfritt. Du kan be en kollega svare." | "Valfritt. Du kan be ein kollega svare.";
    tasks_questions_go: "Svar på spørsmålene" | "Svar på spørsmåla";
    tasks_receipts: "Kvitteringer" | "Kvitteringar";
    tasks_own_data: "Deres egne svar" | "Dykkar eigne svar";
    tasks_questions: "Spørsmål om kartleggingen?" | "Spørsmål om kartlegginga?";

    nothing_label: "Vi deltar ikke i noen ordning" | "Vi deltek ikkje i noka ordning";
    nothing_save: "Lagre at vi ikke deltar" | "Lagre at vi ikkje deltek";
    nothing_tick: "Kryss av for at kommunen ikke deltar i noen ordning." | "Kryss av for at kommunen ikkje deltek i noka ordning.";
    nothing_said: "Lagret at kommunen ikke deltar i noen ordning." | "Lagra at kommunen ikkje deltek i noka ordning.";
    nothing_taken_back: "Angret: dere kan legge til ordninger igjen." | "Angra: de kan leggje til ordningar att.";
    nothing_speaks_against: "Listen har ordninger som kommunen deltar i. Svar på dem først." | "Lista har ordningar som kommunen deltek i. Svar på dei først.";
    nothing_stated: "Dere har meldt at kommunen ikke deltar i noen ordning." | "De har meldt at kommunen ikkje deltek i noka ordning.";

    proposal_add: "Legg til en ordning" | "Legg til ei ordning";
    proposal_lead: "Skriv navnet først. Vi ser etter om ordningen finnes fra før under et annet navn." | "Skriv namnet først. Vi ser etter om ordninga finst frå før under eit anna namn.";
    proposal_name: "Navnet på ordningen" | "Namnet på ordninga";
    proposal_go_on: "Gå videre" | "Gå vidare";
    proposal_looks_like(name: &str): "Ligner «{name}» på en av disse?" | "Liknar «{name}» på ei av desse?";
    proposal_is_it_one: "Er det samme ordning? Da trenger du ikke beskrive den." | "Er det same ordninga? Då treng du ikkje skildre ho.";
    proposal_reported_by(name: &str, by: &str): "Ligner på «{name}», som {by} har meldt inn. Er det samme ordning?" | "Liknar på «{name}», som {by} har meldt inn. Er det same ordninga?";
    proposal_no_hits: "Vi fant ingen ordning som ligner. Fyll ut det du vet." | "Vi fann inga ordning som liknar. Fyll ut det du veit.";
    proposal_take_part: "Ja, vi deltar i denne" | "Ja, vi deltek i denne";
    proposal_same: "Ja, legg til den samme" | "Ja, legg til den same";
    proposal_is_new: "Nei, legg til som ny" | "Nei, legg til som ny";
    proposal_other_name: "Prøv et annet navn" | "Prøv eit anna namn";
    proposal_listed: "Står allerede i listen" | "Står alt i lista";
    proposal_listed_already: "Ordningen står allerede i listen." | "Ordninga står alt i lista.";
    proposal_go_to_row: "Gå til raden" | "Gå til rada";
    proposal_yours: "Lagt til av dere" | "Lagd til av dykk";
    proposal_is_known: "Kjent ordning som dere har meldt at dere deltar i." | "Kjend ordning som de har meldt at de deltek i.";
    proposal_takes_part(name: &str): "Lagt til: dere deltar i {name}." | "Lagt til: de deltek i {name}.";
    proposal_added(name: &str): "{name} er lagt til." | "{name} er lagd til.";
    proposal_changed(name: &str): "{name} er lagret." | "{name} er lagra.";
    proposal_removed(name: &str): "{name} er fjernet. Du kan ta den tilbake." | "{name} er fjerna. Du kan ta ho tilbake.";
    proposal_removed_tag: "Fjernet" | "Fjerna";
    proposal_taken_back(name: &str): "{name} er tatt tilbake." | "{name} er teken tilbake.";
    proposal_remove: "Fjern" | "Fjern";
    proposal_take_back: "Ta tilbake" | "Ta tilbake";
    proposal_change: "Endre" | "Endre";
    proposal_save_new: "Legg til" | "Legg til";
    proposal_mine: "Det du har skrevet" | "Det du har skrive";
    proposal_theirs: "Det som er lagret" | "Det som er lagra";
    proposal_use_mine: "Bruk min versjon" | "Bruk min versjon";
    proposal_unknown_choice: "Vet ikke" | "Veit ikkje";
    proposal_own_takes_part(name: &str): "{name} er med. Kryss av for de andre." | "{name} er med. Kryss av for dei andre.";
    proposal_owners: "Andre eiere enn kommuner" | "Andre eigarar enn kommunar";
    proposal_counties: "Fylkeskommuner" | "Fylkeskommunar";
    proposal_state: "Statlige eiere" | "Statlege eigarar";
    proposal_private: "Private eiere" | "Private eigarar";
    proposal_others: "Andre" | "Andre";
    proposal_one_a_line: "Ett navn på hver linje" | "Eitt namn på kvar linje";
    proposal_content_hint: "Hva ordningen gjør for kommunene" | "Kva ordninga gjer for kommunane";
    proposal_other_host: "Vert som ikke er en kommune" | "Vert som ikkje er ein kommune";
    proposal_other_host_hint: "For eksempel et selskap eller en fylkeskommune" | "Til dømes eit selskap eller ein fylkeskommune";
    proposal_two_hosts: "Velg enten en kommune som vert, eller skriv navnet på en annen." | "Vel anten ein kommune som vert, eller skriv namnet på ein annan.";
    proposal_fte_hint: "Med høyst én desimal, for eksempel 12,5" | "Med høgst éin desimal, til dømes 12,5";
    proposal_comment: "Kommentar" | "Kommentar";
    proposal_comment_hint: "Leses av dem som driver kartleggingen. Andre kommuner ser den ikke." | "Blir lesen av dei som driv kartlegginga. Andre kommunar ser han ikkje.";
    proposals_1: "1 lagt til" | "1 lagd til";
    proposals_n(count: &usize): "{count} lagt til" | "{count} lagde til";
    field_wrong_year(label: &str): "{label} må ha fire siffer, for eksempel 2008." | "{label} må ha fire siffer, til dømes 2008.";
    field_wrong_fte: "Årsverk må være et tall med høyst én desimal, for eksempel 12,5." | "Årsverk må vere eit tal med høgst éin desimal, til dømes 12,5.";
}

impl Lang {
    pub fn proposals_counted(self, count: usize) -> String {
        match count {
            1 => self.proposals_1().to_owned(),
            _ => self.proposals_n(&count),
        }
    }
}
