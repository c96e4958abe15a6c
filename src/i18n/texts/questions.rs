//! The questions beside the list: all of them, one by one, and when two have answered at once.

texts! {
    questions: "Spørsmål" | "Spørsmål";
    questions_to(name: &str): "Spørsmål til {name}" | "Spørsmål til {name}";
    questions_lead: "Valgfritt. Du kan be en kollega svare." | "Valfritt. Du kan be ein kollega svare.";
    questions_none: "Denne kartleggingen har ingen spørsmål." | "Denne kartlegginga har ingen spørsmål.";
    questions_use: "Svarene er kommunedirektørens vurdering. De som driver kartleggingen, leser dem. Andre kommuner ser dem ikke. Et sitat blir publisert bare hvis kommunen har sagt ja til det." | "Svara er vurderinga til kommunedirektøren. Dei som driv kartlegginga, les dei. Andre kommunar ser dei ikkje. Eit sitat blir publisert berre om kommunen har sagt ja til det.";
    questions_due(time: &str): "Svar innen {time}." | "Svar innan {time}.";
    questions_not_yours: "Spørsmålene er ikke en del av det du er bedt om å fylle ut. Du kan lese dem." | "Spørsmåla er ikkje ein del av det du er beden om å fylle ut. Du kan lese dei.";
    question_nr(nr: &i32): "Spørsmål {nr}" | "Spørsmål {nr}";
    question_of(at: &usize, total: &usize): "Spørsmål {at} av {total}" | "Spørsmål {at} av {total}";
    question_title(at: &usize, total: &usize, name: &str): "Spørsmål {at} av {total} – {name}" | "Spørsmål {at} av {total} – {name}";
    question_answered: "Besvart" | "Svara på";
    question_unanswered: "Ikke besvart" | "Ikkje svara på";
    question_no_answer: "Vil ikke svare" | "Vil ikkje svare";
    question_why: "Begrunnelse" | "Grunngjeving";
    question_example(nr: &usize): "Eksempel {nr}" | "Døme {nr}";
    question_arrangement: "Ordning" | "Ordning";
    question_no_arrangement: "Ikke noe eksempel" | "Ikkje noko døme";
    question_what_succeeds: "Hva gjør at den lykkes?" | "Kva gjer at ho lukkast?";
    question_answer: "Svar" | "Svar";
    question_save_next: "Lagre og neste" | "Lagre og neste";
    question_save_last: "Lagre og avslutt" | "Lagre og avslutt";
    question_skip: "Hopp over" | "Hopp over";
    question_previous: "Forrige spørsmål" | "Førre spørsmål";
    question_next: "Neste spørsmål" | "Neste spørsmål";
    question_saved: "Svaret er lagret." | "Svaret er lagra.";
    question_other_version: "Svaret som er lagret" | "Svaret som er lagra";
    question_mine_below: "Ditt svar står under. Du kan endre det før du velger." | "Svaret ditt står under. Du kan endre det før du vel.";
    question_unknown_choice: "Velg et av svarene på siden." | "Vel eitt av svara på sida.";
    question_which_arrangement(nr: &usize): "Velg ordningen som eksempel {nr} handler om." | "Vel ordninga som døme {nr} handlar om.";
    council_lead: "Valgfritt. Svar på det du vil, og send inn svarene når du er ferdig." | "Valfritt. Svar på det du vil, og send inn svara når du er ferdig.";
    council_use: "Svarene er vurderingen til lederen av regionrådet. De som driver kartleggingen, leser dem. Kommunene ser dem ikke. Et sitat blir publisert bare hvis regionrådet har sagt ja til det." | "Svara er vurderinga til leiaren av regionrådet. Dei som driv kartlegginga, les dei. Kommunane ser dei ikkje. Eit sitat blir publisert berre om regionrådet har sagt ja til det.";
    council_send: "Send inn svarene" | "Send inn svara";
    council_send_title(name: &str): "Send inn svarene – {name}" | "Send inn svara – {name}";
    council_send_text: "Når svarene er sendt inn, kan du lese dem, men ikke endre dem." | "Når svara er sende inn, kan du lese dei, men ikkje endre dei.";
    council_back: "Tilbake til spørsmålene" | "Tilbake til spørsmåla";
    council_sent(time: &str): "Sendt inn {time}." | "Sende inn {time}.";
    council_sent_now: "Svarene er sendt inn." | "Svara er sende inn.";
    council_sent_tag: "Sendt inn" | "Sende inn";
    /// `{}` is the time, which the browser fills in.
    autosave_saved: "Lagret kl. {}" | "Lagra kl. {}";
    autosave_stale: "En annen har lagret dette mens du skrev. Trykk på knappen for å se begge svarene." | "Nokon annan har lagra dette medan du skreiv. Trykk på knappen for å sjå begge svara.";
    autosave_offline: "Ikke lagret ennå. Vi prøver igjen, og nettleseren tar vare på det du har skrevet." | "Ikkje lagra enno. Vi prøver igjen, og nettlesaren tek vare på det du har skrive.";
    autosave_restored: "Vi har hentet fram det du skrev sist." | "Vi har henta fram det du skreiv sist.";
    autosave_discard: "Forkast det" | "Forkast det";
}
