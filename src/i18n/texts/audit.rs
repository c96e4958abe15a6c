//! The audit log as administrators read it.

texts! {
    audit_search: "Hendelse eller nummer" | "Hending eller nummer";
    audit_what: "Hendelse" | "Hending";
    audit_when: "Tid" | "Tid";
    audit_who: "Hvem" | "Kven";
    audit_subject: "Gjelder" | "Gjeld";
    audit_details: "Fra og til" | "Frå og til";
    audit_person: "Person (navn, adresse eller nummer)" | "Person (namn, adresse eller nummer)";
    audit_person_short: "Person" | "Person";
    audit_municipality: "Kommune (navn eller nummer)" | "Kommune (namn eller nummer)";
    audit_from: "Fra dato" | "Frå dato";
    audit_to: "Til og med dato" | "Til og med dato";
    audit_date_wrong(text: &str): "«{text}» er ikke en dato. Skriv den slik: 24.11.2026." | "«{text}» er ikkje ein dato. Skriv han slik: 24.11.2026.";
    audit_found(n: &str): "{n} hendelser" | "{n} hendingar";
    audit_none: "Ingenting har hendt i portalen ennå." | "Ingenting har hendt i portalen enno.";
    audit_no_hits: "Ingen hendelser passer med søket. Fjern et filter, eller søk med færre ord." | "Ingen hendingar passar med søket. Fjern eit filter, eller søk med færre ord.";
    audit_the_portal: "Portalen" | "Portalen";
    audit_on_behalf(name: &str): "på vegne av {name}" | "på vegner av {name}";
    audit_older: "Eldre hendelser" | "Eldre hendingar";
    audit_newer: "Nyere hendelser" | "Nyare hendingar";
    audit_more_filters: "Flere filtre" | "Fleire filter";
    audit_check_title: "Er loggen hel?" | "Er loggen heil?";
    audit_check_text: "Hver linje er lenket til den forrige. Kontrollen regner gjennom hele loggen og finner den første linjen som er endret, lagt til eller fjernet utenom portalen." | "Kvar linje er lenkja til den førre. Kontrollen reknar gjennom heile loggen og finn den første linja som er endra, lagd til eller fjerna utanom portalen.";
    audit_check: "Kontroller loggen" | "Kontroller loggen";
    audit_whole(n: &str): "Loggen er hel. {n} linjer er kontrollert." | "Loggen er heil. {n} linjer er kontrollerte.";
    audit_broken(line: &str): "Loggen er brutt ved linje {line}. Ta vare på databasen, og si fra til den som drifter portalen." | "Loggen er broten ved linje {line}. Ta vare på databasen, og sei ifrå til den som driftar portalen.";
    audit_line: "Linje" | "Linje";
    audit_code: "Kode" | "Kode";
    audit_behalf: "På vegne av" | "På vegner av";
    audit_request: "Forespørsel" | "Førespurnad";
    audit_kind: "Slag" | "Slag";
    audit_kind_number: "Nummer" | "Nummer";
    audit_a_user(id: &i64): "Bruker {id}" | "Brukar {id}";
    audit_something(kind: &str, id: &i64): "{kind} {id}" | "{kind} {id}";

    audit_an_arrangement: "Ordning" | "Ordning";
    audit_field_from: "Fra" | "Frå";
    audit_field_to: "Til" | "Til";
    audit_field_before: "Erstatter" | "Erstattar";
    audit_field_fields: "Felt" | "Felt";
    audit_field_reason: "Grunn" | "Grunn";
    audit_field_act: "Handling" | "Handling";
    audit_field_kind: "Slag" | "Slag";
    audit_field_count: "Antall" | "Tal";
    audit_value_added: "lagt til" | "lagd til";
    audit_value_changed: "endret" | "endra";
    audit_value_ended: "avsluttet" | "avslutta";
}
