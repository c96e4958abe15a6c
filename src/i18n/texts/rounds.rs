//! Rounds: their plan, what it leads to, and their end.

texts! {
    rounds_title: "Høringsrunder" | "Høyringsrundar";
    rounds_menu: "Runder" | "Rundar";
    round_name(nr: &i32): "Runde {nr}" | "Runde {nr}";
    /// Inside a sentence.
    round_called(nr: &i32): "runde {nr}" | "runde {nr}";
    round_weekend: "helg" | "helg";
    rounds_none_title: "Ingen runde er planlagt ennå" | "Ingen runde er planlagd enno";
    rounds_none: "En runde er når kommunene får listen sin på høring: med frist, påminnelser og spørsmål." | "Ein runde er når kommunane får lista si på høyring: med frist, påminningar og spørsmål.";
    rounds_plan_next: "Planlegg neste runde" | "Planlegg neste runde";
    rounds_earlier: "Tidligere runder" | "Tidlegare rundar";
    rounds_ended(deadline: &str, closed: &str): "Frist {deadline}. Avsluttet {closed}." | "Frist {deadline}. Avslutta {closed}.";
    rounds_draft_note: "Kommunene ser ingenting før høringsbrevet er sendt." | "Kommunane ser ingenting før høyringsbrevet er sendt.";
    round_change: "Endre runden" | "Endre runden";
    round_close: "Avslutt runden" | "Avslutt runden";
    round_reopen: "Åpne runden igjen" | "Opne runden att";
    round_send_letter: "Til utsending" | "Til utsending";

    round_opens: "Åpner for kommunene" | "Opnar for kommunane";
    round_opens_hint: "Tomt: så snart brevet er sendt." | "Tomt: så snart brevet er sendt.";
    round_opens_at_once: "Så snart brevet er sendt" | "Så snart brevet er sendt";
    round_hosts_open: "Åpner først for vertskommuner" | "Opnar først for vertskommunar";
    round_hosts_hint: "Vertskommunene kan svare noen dager før de andre, som da ser hva verten har bekreftet. Tomt: samtidig med de andre." | "Vertskommunane kan svare nokre dagar før dei andre, som då ser kva verten har stadfesta. Tomt: samstundes med dei andre.";
    round_hosts_together: "Samtidig med de andre" | "Samstundes med dei andre";
    round_deadline: "Frist" | "Frist";
    round_time_hint: "Dato og klokkeslett i Oslo, for eksempel 1.12.2026 kl. 16." | "Dato og klokkeslett i Oslo, til dømes 1.12.2026 kl. 16.";
    round_questions_deadline: "Frist for spørsmålene" | "Frist for spørsmåla";
    round_questions_hint: "Tomt: samme frist som listen." | "Tomt: same frist som lista.";
    round_questions_same: "Samme som listen" | "Same som lista";
    round_closes: "Lukkes" | "Blir stengd";
    round_closes_hint: "Tomt: du avslutter runden selv. Utsatte frister gjelder bare så lenge runden er åpen." | "Tomt: du avsluttar runden sjølv. Utsette fristar gjeld berre så lenge runden er open.";
    round_by_hand: "For hånd" | "For hand";
    round_quiet_days: "Stille dager mellom påminnelser" | "Stille dagar mellom påminningar";
    round_quiet_hint: "Ingen kommune blir minnet på to ganger innen så mange dager." | "Ingen kommune blir mint på to gonger innan så mange dagar.";
    round_days(n: &i32): "{n} dager" | "{n} dagar";
    round_max_reminders: "Flest påminnelser til en kommune" | "Flest påminningar til ein kommune";
    round_reminders: "Påminnelser som går av seg selv" | "Påminningar som går av seg sjølve";
    round_reminders_hint: "Én på hver linje, for eksempel 10.11.2026 kl. 9. De går bare til dem som ikke har bekreftet. Tomt: du minner på selv." | "Éi på kvar linje, til dømes 10.11.2026 kl. 9. Dei går berre til dei som ikkje har stadfesta. Tomt: du minner på sjølv.";
    round_no_reminders: "Ingen" | "Ingen";
    round_reminder_past(when: &str): "{when} (ferdig)" | "{when} (ferdig)";
    round_show_others: "Ser kommunene hva andre har sendt inn?" | "Ser kommunane kva andre har sendt inn?";
    round_show_hint: "Fakta og status. Kommentarer og svar på spørsmål blir aldri vist." | "Fakta og status. Kommentarar og svar på spørsmål blir aldri viste.";

    round_new_title(mapping: &str): "Planlegg en runde i {mapping}" | "Planlegg ein runde i {mapping}";
    round_new_intro(n: &usize): "{n} kommuner er i området. Ingen får brev av at du planlegger." | "{n} kommunar er i området. Ingen får brev av at du planlegg.";
    round_new_button: "Planlegg runden" | "Planlegg runden";
    round_planned(name: &str): "{name} er planlagt. Neste steg er høringsbrevet." | "{name} er planlagd. Neste steg er høyringsbrevet.";
    round_change_title(name: &str): "Endre {name}" | "Endre {name}";
    round_changed: "Endringene er lagret." | "Endringane er lagra.";
    round_changed_deadline(deadline: &str): "Fristen er nå {deadline}. Kommunene får ikke brev om det av seg selv." | "Fristen er no {deadline}. Kommunane får ikkje brev om det av seg sjølv.";
    round_same: "Ingenting er endret." | "Ingenting er endra.";
    round_open_means: "Runden er åpen. En ny frist gjelder med en gang for alle som ikke har fått en egen." | "Runden er open. Ein ny frist gjeld med ein gong for alle som ikkje har fått ein eigen.";
    round_open_extended(n: &usize, names: &str): "{n} har egen frist og blir ikke berørt: {names}." | "{n} har eigen frist og blir ikkje endra: {names}.";
    round_open_delegations: "Kolleger som har fått noe å fylle ut til fristen, får den nye." | "Kollegaer som har fått noko å fylle ut til fristen, får den nye.";
    round_another: "Det er allerede en runde som ikke er avsluttet. Avslutt den før du planlegger den neste." | "Det er alt ein runde som ikkje er avslutta. Avslutt han før du planlegg den neste.";

    round_time_wrong(label: &dyn std::fmt::Display): "{label}: skriv dato og klokkeslett slik: 1.12.2026 kl. 16." | "{label}: skriv dato og klokkeslett slik: 1.12.2026 kl. 16.";
    round_line_wrong(line: &str): "«{line}» er ikke et tidspunkt. Skriv det slik: 10.11.2026 kl. 9." | "«{line}» er ikkje eit tidspunkt. Skriv det slik: 10.11.2026 kl. 9.";
    round_number_wrong(label: &dyn std::fmt::Display, highest: &i32): "{label} må være et helt tall fra 0 til {highest}." | "{label} må vere eit heilt tal frå 0 til {highest}.";
    round_passed(label: &dyn std::fmt::Display): "{label} er passert. Velg et tidspunkt som kommer." | "{label} er passert. Vel eit tidspunkt som kjem.";
    round_not_before_deadline(label: &dyn std::fmt::Display): "{label} må være før fristen." | "{label} må vere før fristen.";
    round_before_opening(label: &dyn std::fmt::Display): "{label} må være etter at runden åpner." | "{label} må vere etter at runden opnar.";
    round_closes_early: "Runden kan ikke lukkes før fristen." | "Runden kan ikkje stengjast før fristen.";
    round_reminder_outside(when: &str): "Påminnelsen {when} må være etter at runden åpner og før fristen, og ikke passert." | "Påminninga {when} må vere etter at runden opnar og før fristen, og ikkje passert.";
    round_reminders_close(when: &str): "Påminnelsen {when} kommer innen de stille dagene etter den forrige. Flytt den, eller velg færre stille dager." | "Påminninga {when} kjem innan dei stille dagane etter den førre. Flytt ho, eller vel færre stille dagar.";
    round_too_many_reminders(n: &usize): "Planen har {n} påminnelser, flere enn en kommune kan få. Fjern noen, eller hev tallet." | "Planen har {n} påminningar, fleire enn ein kommune kan få. Fjern nokre, eller hev talet.";

    round_warnings: "Se over dette" | "Sjå over dette";
    round_warn_short(days: &i64): "Kommunene får {days} dager. Utredningsinstruksen sier minst seks uker når staten hører." | "Kommunane får {days} dagar. Utgreiingsinstruksen seier minst seks veker når staten høyrer.";
    round_warn_hosts: "Vertskommunene åpnes ikke før de andre, så ingen ser hva verten har bekreftet." | "Vertskommunane blir ikkje opna før dei andre, så ingen ser kva verten har stadfesta.";
    round_warn_deadline(off: &str): "Fristen er på en dag da få er på jobb: {off}." | "Fristen er på ein dag då få er på jobb: {off}.";
    round_warn_reminder(when: &str, off: &str): "Påminnelsen {when} kommer på en dag da få er på jobb: {off}." | "Påminninga {when} kjem på ein dag då få er på jobb: {off}.";
    round_warn_closes: "Runden lukkes samtidig med fristen, så ingen kan få lengre frist." | "Runden blir stengd samstundes med fristen, så ingen kan få lengre frist.";

    round_close_title(name: &str): "Avslutt {name}" | "Avslutt {name}";
    round_close_nobody: "Ingen kan svare eller endre svar etterpå. Sene svar får en side som sier det, og beholder teksten." | "Ingen kan svare eller endre svar etterpå. Seine svar får ei side som seier det, og held på teksten.";
    round_close_stand: "Det som er bekreftet, står. Kladder blir hos kommunene og blir ikke regnet med." | "Det som er stadfest, står. Kladdar blir verande hos kommunane og blir ikkje rekna med.";
    round_close_reminders(n: &usize): "Påminnelser som faller bort: {n}." | "Påminningar som fell bort: {n}.";
    round_close_letters(n: &str): "Brev som venter på å bli sendt: {n}. Stans dem under Utsending hvis de ikke skal ut." | "Brev som ventar på å bli sende: {n}. Stans dei under Utsending om dei ikkje skal ut.";
    round_close_all: "Alle kommunene har bekreftet listen sin." | "Alle kommunane har stadfest lista si.";
    round_close_unanswered(n: &usize, all: &usize): "{n} av {all} har ikke bekreftet" | "{n} av {all} har ikkje stadfesta";
    round_close_half(n: &usize): "{n} av dem har begynt å svare" | "{n} av dei har byrja å svare";
    round_close_extended(n: &usize): "{n} har en egen frist som ikke er ute" | "{n} har ein eigen frist som ikkje er ute";
    round_close_type(name: &str): "Skriv «{name}» for å avslutte" | "Skriv «{name}» for å avslutte";
    round_close_typed_wrong(name: &str): "Det må stå «{name}» her for at runden blir avsluttet." | "Det må stå «{name}» her for at runden blir avslutta.";
    round_closed_done(name: &str): "{name} er avsluttet. Du kan åpne den igjen så lenge kartleggingen er åpen." | "{name} er avslutta. Du kan opne han att så lenge kartlegginga er open.";
    round_reopen_title(name: &str): "Åpne {name} igjen" | "Opne {name} att";
    round_reopen_means: "Kommunene kan svare og endre svar fram til fristen. Ingen får brev av seg selv." | "Kommunane kan svare og endre svar fram til fristen. Ingen får brev av seg sjølv.";
    round_reopen_reminders: "Påminnelser må du planlegge på nytt." | "Påminningar må du planleggje på nytt.";
    round_reopened(name: &str): "{name} er åpen igjen." | "{name} er open att.";
}
