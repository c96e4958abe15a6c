//! What went wrong and what to do about it, in words for people.

texts! {
    bad_request_title: "Vi forstod ikke forespørselen" | "Vi forstod ikkje førespurnaden";
    bad_request_text: "Adressen eller det som ble sendt, var ikke slik vi ventet. Gå tilbake og prøv igjen." | "Adressa eller det som vart sendt, var ikkje slik vi venta. Gå attende og prøv igjen.";
    unknown_host_text: "Portalen svarer ikke på denne adressen. Bruk lenken i brevet, eller adressen du har fått." | "Portalen svarer ikkje på denne adressa. Bruk lenkja i brevet, eller adressa du har fått.";
    forbidden_title: "Du har ikke tilgang til denne siden" | "Du har ikkje tilgang til denne sida";
    forbidden_text: "Siden er for en annen rolle enn den du har. Trenger du tilgang, spør den som sendte deg hit." | "Sida er for ei anna rolle enn den du har. Treng du tilgang, spør den som sende deg hit.";
    foreign_form_text: "Skjemaet ble ikke sendt fra portalen, eller siden har stått åpen for lenge. Ingenting ble endret. Gå tilbake, last siden på nytt og send igjen." | "Skjemaet vart ikkje sendt frå portalen, eller sida har stått open for lenge. Ingenting vart endra. Gå attende, last sida på nytt og send igjen.";
    signed_out_title: "Du er logget ut" | "Du er logga ut";
    signed_out_text: "Det du sendte, er ikke lagret. Logg inn, åpne siden på nytt og send det igjen." | "Det du sende, er ikkje lagra. Logg inn, opne sida på nytt og send det igjen.";
    not_found_title: "Siden finnes ikke" | "Sida finst ikkje";
    not_found_text: "Adressen kan være feil, eller siden kan være flyttet. Gå til forsiden, eller logg inn og finn fram derfra." | "Adressa kan vere feil, eller sida kan vere flytta. Gå til framsida, eller logg inn og finn fram derifrå.";
    method_title: "Dette kan ikke gjøres her" | "Dette kan ikkje gjerast her";
    method_text: "Siden kan leses, men ikke brukes på den måten. Gå til siden og bruk knappene der." | "Sida kan lesast, men ikkje brukast på den måten. Gå til sida og bruk knappane der.";
    conflict_title: "Noen andre endret dette før deg" | "Andre endra dette før deg";
    conflict_text: "Endringen din er ikke lagret, for opplysningene er endret siden du åpnet siden. Last siden på nytt, se hva som er endret, og prøv igjen." | "Endringa di er ikkje lagra, for opplysningane er endra sidan du opna sida. Last sida på nytt, sjå kva som er endra, og prøv igjen.";
    too_slow_title: "Skjemaet kom ikke fram i tide" | "Skjemaet kom ikkje fram i tide";
    too_slow_text: "Forbindelsen var for treg, eller den ble brutt underveis. Ingenting ble endret. Gå tilbake, sjekk nettet og send igjen." | "Sambandet var for tregt, eller det vart brote undervegs. Ingenting vart endra. Gå attende, sjekk nettet og send igjen.";
    too_large_title: "Det du sendte, er for stort" | "Det du sende, er for stort";
    too_large_text: "Et skjema kan være på høyst 1 MB. Kort ned teksten, eller del den opp, og send igjen." | "Eit skjema kan vere på høgst 1 MB. Kort ned teksten, eller del han opp, og send igjen.";
    unprocessable_title: "Noe må rettes" | "Noko må rettast";
    unprocessable_text: "Gå tilbake, rett opplysningene og send igjen." | "Gå attende, rett opplysningane og send igjen.";
    too_many_title: "For mange forsøk" | "For mange forsøk";
    too_many_text: "Det kom svært mange forsøk fra nettet ditt på kort tid. Vent ett minutt og prøv igjen." | "Det kom svært mange forsøk frå nettet ditt på kort tid. Vent eitt minutt og prøv igjen.";
    internal_title: "Noe gikk galt hos oss" | "Noko gjekk gale hos oss";
    internal_text: "Det er vår feil, og det du hadde lagret, er trygt. Prøv igjen om litt. Hjelper det ikke, oppgi nummeret under når du tar kontakt." | "Det er vår feil, og det du hadde lagra, er trygt. Prøv igjen om litt. Hjelper det ikkje, oppgje nummeret under når du tek kontakt.";
    unavailable_title: "Portalen er opptatt akkurat nå" | "Portalen er oppteken akkurat no";
    unavailable_text: "Vi fikk ikke tak i det vi trenger for å vise siden. Prøv igjen om et halvt minutt." | "Vi fekk ikkje tak i det vi treng for å vise sida. Prøv igjen om eit halvt minutt.";
    closed_title: "Kartleggingen er avsluttet" | "Kartlegginga er avslutta";
    closed_text: "Alt kan leses, men ingenting kan endres. Ingenting av det du gjorde nå, er lagret." | "Alt kan lesast, men ingenting kan endrast. Ingenting av det du gjorde no, er lagra.";
    not_yet_title: "Høringen er ikke åpnet ennå" | "Høyringa er ikkje opna enno";
    not_yet_text: "Listen kan leses, men ikke besvares før høringen åpner. Ingenting av det du sendte nå, er lagret." | "Lista kan lesast, men ikkje svarast på før høyringa opnar. Ingenting av det du sende no, er lagra.";
    too_late_title: "Fristen har gått ut" | "Fristen har gått ut";
    too_late_text: "Svaret kom etter fristen og er ikke tatt med. Trenger kommunen mer tid, ta kontakt med den som driver kartleggingen." | "Svaret kom etter fristen og er ikkje teke med. Treng kommunen meir tid, ta kontakt med den som driv kartlegginga.";
    round_closed_title: "Runden er avsluttet" | "Runden er avslutta";
    round_closed_text: "Du kan lese svarene, men ikke endre dem. Er noe feil, ta kontakt med den som driver kartleggingen." | "Du kan lese svara, men ikkje endre dei. Er noko feil, ta kontakt med den som driv kartlegginga.";
    frozen_municipality_title: "Kommunen hører til en avsluttet kartlegging" | "Kommunen høyrer til ei avslutta kartlegging";
    frozen_municipality_text: "En avsluttet kartlegging viser kommunen slik den var, og det du endret, ville endret den. Ingenting er lagret. Kartleggingen må åpnes igjen først." | "Ei avslutta kartlegging viser kommunen slik han var, og det du endra, ville ha endra henne. Ingenting er lagra. Kartlegginga må opnast igjen først.";
    incident(number: &str): "Hendelsesnummer: {number}" | "Hendingsnummer: {number}";
    way_home: "Gå til forsiden" | "Gå til framsida";
    way_sign_in: "Logg inn" | "Logg inn";
    typed_title: "Dette skrev du" | "Dette skreiv du";
    typed_text: "Det er ikke lagret. Kopier det du vil ta vare på, før du går videre." | "Det er ikkje lagra. Kopier det du vil ta vare på, før du går vidare.";
}
