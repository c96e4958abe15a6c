//! One row of a municipality's list: correcting it, saying that one takes no part, and saying the same for several.

texts! {
    correct_title(name: &str): "Rett opp {name}" | "Rett opp {name}";
    correct_touches(count: &str): "Gjelder {count}." | "Gjeld {count}.";
    correct_touches_confirmed(count: &str, confirmed: &usize): "Gjelder {count}, {confirmed} har bekreftet." | "Gjeld {count}, {confirmed} har stadfesta.";
    correct_last_time(year: &i32, value: &str): "I {year}: {value}." | "I {year}: {value}.";
    correct_before(value: &str): "Før: {value}." | "Før: {value}.";
    correct_listed(value: &str): "I listen nå: {value}." | "I lista no: {value}.";
    correct_others_changed(name: &str): "{name} har rettet dette." | "{name} har retta dette.";
    correct_forms_help: "Hva betyr de juridiske formene?" | "Kva tyder dei juridiske formene?";
    correct_another_host: "En annen enn en kommune" | "Ein annan enn ein kommune";
    correct_other_host: "Navn på en annen vert" | "Namn på ein annan vert";
    correct_other_host_hint: "Fyll ut når du har valgt «En annen enn en kommune»." | "Fyll ut når du har valt «Ein annan enn ein kommune».";
    correct_yourselves(name: &str): "{name} (dere)" | "{name} (de)";
    correct_if_not_participating: "Deltar ikke kommunen, svar her i stedet:" | "Deltek ikkje kommunen, svar her i staden:";
    correct_add_municipality: "Legg til en kommune" | "Legg til ein kommune";
    correct_municipalities: "Kommuner som også deltar" | "Kommunar som òg deltek";
    correct_add_owner: "Legg til en annen eier" | "Legg til ein annan eigar";
    correct_owners_hint: "Eiere som ikke er kommuner. Tøm navnet for å ta bort en eier. Trenger du flere rader, lagre kladden." | "Eigarar som ikkje er kommunar. Tøm namnet for å ta bort ein eigar. Treng du fleire rader, lagre kladden.";
    correct_owner(number: &usize): "Eier {number}" | "Eigar {number}";
    correct_owner_name: "Navn på eieren" | "Namn på eigaren";
    correct_owner_kind: "Slags eier" | "Slags eigar";
    correct_owner_kind_choose: "Velg" | "Vel";
    correct_owner_kind_missing: "Velg hva slags eier det er." | "Vel kva slags eigar det er.";
    correct_owner_twice(name: &str): "{name} står to ganger blant eierne. Ta bort den ene." | "{name} står to gonger blant eigarane. Ta bort den eine.";
    correct_shares: "Eierandeler" | "Eigardelar";
    correct_shares_hint: "I prosent, for eksempel 33,3. La feltet stå tomt når andelen ikke er kjent. Nye deltakere får et felt her når kladden er lagret." | "I prosent, til dømes 33,3. La feltet stå tomt når delen ikkje er kjend. Nye deltakarar får eit felt her når kladden er lagra.";
    correct_share_label: "Eierandel i prosent" | "Eigardel i prosent";
    correct_share: "Eierandelen må være et tall fra 0 til 100, for eksempel 33,3." | "Eigardelen må vere eit tal frå 0 til 100, til dømes 33,3.";
    correct_shares_over(sum: &str): "Eierandelene er til sammen {sum}. De kan være høyst 100 %." | "Eigardelane er til saman {sum}. Dei kan vere høgst 100 %.";
    correct_more: "Flere opplysninger" | "Fleire opplysningar";
    correct_comment: "Kommentar til koordinatoren" | "Kommentar til koordinatoren";
    correct_comment_hint: "Leses av kollegene dine og av dem som driver kartleggingen." | "Blir lesen av kollegaene dine og av dei som driv kartlegginga.";
    correct_save: "Lagre og gå til neste" | "Lagre og gå til neste";
    correct_keep: "Lagre kladd" | "Lagre kladd";
    correct_kept: "Kladden er lagret. Ordningen står som påbegynt til du svarer." | "Kladden er lagra. Ordninga står som påbyrja til du svarar.";
    correct_saved: "Rettingene er lagret." | "Rettingane er lagra.";
    correct_nothing_changed: "Ingenting var endret. Lagret som «Stemmer»." | "Ingenting var endra. Lagra som «Stemmer».";
    correct_only_comment: "Kommentaren er lagret, og svaret er «Stemmer»." | "Kommentaren er lagra, og svaret er «Stemmer».";

    correct_year(label: &str): "{label} må ha fire siffer, for eksempel 2008." | "{label} må ha fire siffer, til dømes 2008.";
    correct_year_range(label: &str, first: &i32, last: &i32): "{label} må være fra {first} til {last}." | "{label} må vere frå {first} til {last}.";
    correct_fte(label: &str): "{label} må være et tall med høyst én desimal, for eksempel 12,5." | "{label} må vere eit tal med høgst éin desimal, til dømes 12,5.";
    correct_date(label: &str): "{label} må være en dato, for eksempel 1.12.2026." | "{label} må vere ein dato, til dømes 1.12.2026.";
    correct_link(label: &str): "{label} må begynne med https:// eller http://." | "{label} må byrje med https:// eller http://.";
    correct_organisation_number(label: &str): "{label} må ha ni siffer, og det siste må passe til de andre, for eksempel 971 035 854." | "{label} må ha ni siffer, og det siste må passe til dei andre, til dømes 971 035 854.";
    correct_no_such_municipality(number: &str): "Det er ingen kommune med nummer {number}. Velg fra listen." | "Det er ingen kommune med nummer {number}. Vel frå lista.";
    correct_own_removed(name: &str): "{name} kan ikke tas bort her. Bruk «Vi deltar ikke» under deltakerne." | "{name} kan ikkje takast bort her. Bruk «Vi deltek ikkje» under deltakarane.";
    correct_too_few: "Velg minst to deltakere, eller skriv i kommentaren hvorfor det er færre." | "Vel minst to deltakarar, eller skriv i kommentaren kvifor det er færre.";

    correct_mine: "Din versjon:" | "Din versjon:";
    correct_theirs(name: &str): "{name} sin versjon:" | "{name} sin versjon:";
    correct_the_list_now: "Listen nå:" | "Lista no:";
    correct_changed_meanwhile: "Ordningen ble endret mens du skrev. Velg hva som gjelder." | "Ordninga vart endra medan du skreiv. Vel kva som gjeld.";
    correct_no_difference: "Begge versjonene sier det samme. Lagre for å svare." | "Begge versjonane seier det same. Lagre for å svare.";
    correct_use_chosen: "Lagre det jeg har valgt" | "Lagre det eg har valt";

    absence_question(name: &str): "Når gikk kommunen ut av {name}?" | "Når gjekk kommunen ut av {name}?";
    absence_what: "Hva gjelder?" | "Kva gjeld?";
    absence_never: "Vi har aldri deltatt" | "Vi har aldri delteke";
    absence_left: "Vi gikk ut" | "Vi gjekk ut";
    absence_ended: "Ordningen er lagt ned" | "Ordninga er lagd ned";
    absence_unknown: "Vet ikke" | "Veit ikkje";
    absence_choose: "Velg hva som gjelder for kommunen." | "Vel kva som gjeld for kommunen.";
    absence_left_year: "Året kommunen gikk ut" | "Året kommunen gjekk ut";
    absence_left_year_hint: "Må fylles ut når dere gikk ut." | "Må fyllast ut når de gjekk ut.";
    absence_ended_year: "Året ordningen ble lagt ned" | "Året ordninga vart lagd ned";
    absence_ended_year_hint: "Fyll ut når du vet det." | "Fyll ut når du veit det.";
    absence_year(label: &str): "{label} må ha fire siffer, for eksempel 2023." | "{label} må ha fire siffer, til dømes 2023.";
    absence_year_range(label: &str, first: &i32, last: &i32): "{label} må være fra {first} til {last}." | "{label} må vere frå {first} til {last}.";
    absence_host(name: &str): "{name} står som vertskommune. De andre deltakerne ser svaret når listen er bekreftet." | "{name} står som vertskommune. Dei andre deltakarane ser svaret når lista er stadfesta.";
    absence_saved: "Svaret er lagret." | "Svaret er lagra.";

    alike_right(count: &usize): "Stemmer for alle mine ({count})" | "Stemmer for alle mine ({count})";
    alike_for: "Svar likt for" | "Svar likt for";
    alike_hint: "Du svarer også for disse. De som har svart noe annet, blir ikke endret." | "Du svarar òg for desse. Dei som har svara noko anna, blir ikkje endra.";
    alike_also(names: &str): "Det samme er svart for {names}." | "Det same er svara for {names}.";
    alike_left_out(names: &str): "Ikke svart for {names}: der er det svart noe annet, eller det kan ikke svares nå." | "Ikkje svara for {names}: der er det svara noko anna, eller det kan ikkje svarast no.";
}
