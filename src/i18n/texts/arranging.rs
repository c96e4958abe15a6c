//! Arranging a mapping: area, sectors, task fields, regions and their leaders, questions.

texts! {
    arrange_remove: "Fjern" | "Fjern";
    arrange_saved: "Endringen er lagret." | "Endringa er lagra.";
    arrange_added(name: &str): "«{name}» er lagt til." | "«{name}» er lagd til.";
    arrange_removed(name: &str): "«{name}» er fjernet." | "«{name}» er fjerna.";
    arrange_remove_title(name: &str): "Fjern «{name}»" | "Fjern «{name}»";
    arrange_remove_means: "Den kan legges til igjen." | "Den kan leggjast til att.";
    arrange_in_use(n: &i64): "{n} ordninger har den. Gi dem en annen først." | "{n} ordningar har han. Gje dei ein annan først.";
    arrange_taken: "Navnet er allerede i bruk. Velg et annet." | "Namnet er alt i bruk. Vel eit anna.";
    arrange_answered(n: &i64): "{n} har svart på spørsmålet. Et svar hører til de ordene det ble gitt på, så spørsmålet kan ikke endres eller fjernes." | "{n} har svara på spørsmålet. Eit svar høyrer til dei orda det vart gjeve på, så spørsmålet kan ikkje endrast eller fjernast.";
    arrange_sent(number: &i32): "Kommunen har fått listen sin i runde {number}, og svaret hører til kartleggingen." | "Kommunen har fått lista si i runde {number}, og svaret høyrer til kartlegginga.";
    arrange_led: "Regionrådet har eller har hatt en leder, eller har fått spørsmålene." | "Regionrådet har eller har hatt ein leiar, eller har fått spørsmåla.";
    arrange_place: "Plass i listen" | "Plass i lista";
    arrange_place_hint: "1 er først." | "1 er først.";
    arrange_nr: "Nr." | "Nr.";
    arrange_uses: "Ordninger" | "Ordningar";
    arrange_name_nb: "Navn på bokmål" | "Namn på bokmål";
    arrange_name_nn: "Navn på nynorsk" | "Namn på nynorsk";

    sectors_title: "Sektorer" | "Sektorar";
    sectors_intro: "Kommunene ser ordningene sine i denne rekkefølgen." | "Kommunane ser ordningane sine i denne rekkjefølgja.";
    sectors_add: "Legg til en sektor" | "Legg til ein sektor";
    task_fields_title: "Oppgaver" | "Oppgåver";
    tasks_intro: "Oppgavene som en ordning kan dekke." | "Oppgåvene som ei ordning kan dekkje.";
    tasks_add: "Legg til en oppgave" | "Legg til ei oppgåve";
    arrange_count(n: &str): "{n} i listen" | "{n} i lista";

    area_add_title: "Legg til kommuner" | "Legg til kommunar";
    area_add: "Legg til i området" | "Legg til i området";
    area_add_hint: "Hele fylker eller enkelte kommuner. I en runde som ikke er avsluttet, får de en liste som ikke er sendt." | "Heile fylke eller einskilde kommunar. I ein runde som ikkje er avslutta, får dei ei liste som ikkje er send.";
    area_add_none: "Velg minst én kommune som ikke er i området." | "Vel minst éin kommune som ikkje er i området.";
    area_added(n: &usize): "{n} kommuner er lagt til i området." | "{n} kommunar er lagde til i området.";
    area_remove_title(name: &str): "Ta {name} ut av området" | "Ta {name} ut av området";
    area_remove_button: "Ta ut av området" | "Ta ut av området";
    area_removed(name: &str): "{name} er tatt ut av området." | "{name} er teken ut av området.";
    area_remove_stays(participations: &i64, hostings: &i64): "Kommunen deltar i {participations} ordninger og er vert for {hostings}. Det blir stående, som for andre kommuner utenfor området." | "Kommunen deltek i {participations} ordningar og er vert for {hostings}. Det blir ståande, som for andre kommunar utanfor området.";
    area_remove_tables: "Den får ikke lenger en egen linje i tabellene." | "Ho får ikkje lenger ei eiga linje i tabellane.";
    area_remove_regions(n: &i64): "Den går ut av regionene sine i kartleggingen: {n}." | "Ho går ut av regionane sine i kartlegginga: {n}.";
    area_remove_list: "Listen som ikke er sendt, faller bort." | "Lista som ikkje er send, fell bort.";

    regions_title: "Regioner" | "Regionar";
    regions_intro: "En kommune kan være med i flere. Lederen av regionrådet får spørsmålene, men har ingen liste." | "Ein kommune kan vere med i fleire. Leiaren av regionrådet får spørsmåla, men har inga liste.";
    regions_add: "Legg til en region" | "Legg til ein region";
    regions_none: "Kartleggingen har ingen regioner." | "Kartlegginga har ingen regionar.";
    regions_members: "Kommuner i regionen" | "Kommunar i regionen";
    regions_leader: "Leder av regionrådet" | "Leiar av regionrådet";
    regions_no_leader: "Ingen leder er lagt inn. Da får ingen spørsmålene." | "Ingen leiar er lagd inn. Då får ingen spørsmåla.";
    regions_no_leader_short: "Ingen" | "Ingen";
    regions_add_leader: "Legg til leder" | "Legg til leiar";
    regions_leader_hint: "Ingen får brev nå. Brevet med spørsmålene har lenken inn." | "Ingen får brev no. Brevet med spørsmåla har lenkja inn.";
    regions_leader_added(name: &str, region: &str): "{name} leder {region} og får brevet med spørsmålene." | "{name} leier {region} og får brevet med spørsmåla.";
    regions_leader_already: "Personen leder regionrådet allerede." | "Personen leier regionrådet alt.";
    regions_end_leader: "Avslutt" | "Avslutt";

    questions_add: "Legg til et spørsmål" | "Legg til eit spørsmål";
    questions_intro: "Spørsmålene stilles ved siden av listen. Et spørsmål som er besvart, kan ikke endres." | "Spørsmåla blir stilte ved sida av lista. Eit spørsmål som er svara på, kan ikkje endrast.";
    questions_none_yet: "Kartleggingen har ingen spørsmål." | "Kartlegginga har ingen spørsmål.";
    questions_answers: "Svar" | "Svar";
    questions_kind: "Slags svar" | "Slags svar";
    questions_text_nb: "Spørsmålet på bokmål" | "Spørsmålet på bokmål";
    questions_text_nn: "Spørsmålet på nynorsk" | "Spørsmålet på nynorsk";
    questions_options_nb: "Valg på bokmål" | "Val på bokmål";
    questions_options_nn: "Valg på nynorsk" | "Val på nynorsk";
    questions_options_hint: "Ett på hver linje, for skala fra laveste til høyeste. Ikke for fritekst." | "Eitt på kvar linje, for skala frå lågaste til høgaste. Ikkje for fritekst.";
    questions_options_missing: "Skriv minst to valg." | "Skriv minst to val.";
    questions_options_unequal: "Det må være like mange valg på begge målformer." | "Det må vere like mange val på begge målformer.";
    questions_for_regions: "Ledere av regionråd får også spørsmålet" | "Leiarar av regionråd får òg spørsmålet";
    questions_for_whom: "Hvem får spørsmålet?" | "Kven får spørsmålet?";
    questions_title_of(nr: &i32): "Spørsmål {nr}" | "Spørsmål {nr}";
}
