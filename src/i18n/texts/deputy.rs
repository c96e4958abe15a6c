//! A coordinator enters a reply that came by phone, letter or interview.

use super::super::Lang;
use domain::round::deputy::Source;

texts! {
    deputy_by_phone(name: &str): "etter telefon fra {name}" | "etter telefon frå {name}";
    deputy_by_letter(name: &str): "etter brev fra {name}" | "etter brev frå {name}";
    deputy_by_interview(name: &str): "etter intervju med {name}" | "etter intervju med {name}";
    deputy_answers_for(municipality: &str, told: &str): "Du svarer på vegne av {municipality}, {told}." | "Du svarer på vegner av {municipality}, {told}.";
    deputy_signed(name: &str, told: &str): "{name}, {told}" | "{name}, {told}";
    deputy_begin: "Registrer svar på telefon eller brev" | "Registrer svar på telefon eller brev";
    deputy_title(name: &str): "Registrer et svar fra {name}" | "Registrer eit svar frå {name}";
    deputy_text: "Du fører inn svaret på de samme sidene som kommunen bruker, og bekrefter det i kommunens navn. Kvitteringen går til kommunen. Retten varer i ett døgn, men aldri lenger enn til fristen." | "Du fører inn svaret på dei same sidene som kommunen bruker, og stadfestar det i namnet til kommunen. Kvitteringa går til kommunen. Retten varer i eitt døgn, men aldri lenger enn til fristen.";
    deputy_source: "Hvordan kom svaret?" | "Korleis kom svaret?";
    deputy_told_by: "Hvem svarte?" | "Kven svara?";
    deputy_told_by_hint: "Navn og gjerne stilling. Det står i kvitteringen." | "Namn og gjerne stilling. Det står i kvitteringa.";
    deputy_reason: "Hvorfor svarer ikke kommunen selv her?" | "Kvifor svarar ikkje kommunen sjølv her?";
    deputy_reason_hint: "Kommunen ser dette i loggen sin." | "Kommunen ser dette i loggen sin.";
    deputy_asked: "Kommunen har bedt meg føre inn svaret, og vet at jeg da ser utkastet" | "Kommunen har bede meg føre inn svaret, og veit at eg då ser utkastet";
    deputy_has_draft: "Kommunen har et utkast som ikke er sendt inn. Du kan bare se det når kommunen har bedt deg svare." | "Kommunen har eit utkast som ikkje er sendt inn. Du kan berre sjå det når kommunen har bede deg svare.";
    deputy_start: "Begynn å føre inn" | "Byrj å føre inn";
    deputy_go: "Før inn svaret" | "Før inn svaret";
    deputy_end: "Avslutt uten å bekrefte" | "Avslutt utan å stadfeste";
    deputy_ended: "Du svarer ikke lenger på vegne av kommunen. Det du førte inn, står som utkast." | "Du svarar ikkje lenger på vegner av kommunen. Det du førte inn, står som utkast.";
    deputy_confirmed(number: &i32): "Svar {number} er bekreftet. Kvitteringen er sendt til kommunen." | "Svar {number} er stadfesta. Kvitteringa er send til kommunen.";
    deputy_shut: "Kommunen kan ikke svare nå: runden er ikke åpen, eller fristen er ute. Gi lengre frist først." | "Kommunen kan ikkje svare no: runden er ikkje open, eller fristen er ute. Gi lengre frist først.";
    deputy_back: "Til kommunens side" | "Til sida til kommunen";
    deputy_log_title: "Svar som koordinatoren har ført inn" | "Svar som koordinatoren har ført inn";
    deputy_log_line(at: &str, name: &str, told: &str, reason: &str): "{at}: {name}, {told}. {reason}" | "{at}: {name}, {told}. {reason}";
    deputy_log_asked: "Kommunen hadde et utkast som ikke var sendt inn, og ba om dette." | "Kommunen hadde eit utkast som ikkje var sendt inn, og bad om dette.";
}

impl Lang {
    /// «etter telefon fra Kari Nordmann»
    pub fn deputy_after(self, source: Source, told_by: &str) -> String {
        match source {
            Source::Phone => self.deputy_by_phone(told_by),
            Source::Letter => self.deputy_by_letter(told_by),
            Source::Interview => self.deputy_by_interview(told_by),
        }
    }
}
