//! What coordinators see for how a municipality stands.

use domain::round::deputy::Source;
use domain::round::desk::{Attention, Stage, Status};

labels! {
    status(Status) {
        NotSent: "Ikke sendt" | "Ikkje send";
        Sent: "Sendt" | "Send";
        Reminded: "Påminnet" | "Påmint";
        Confirmed: "Bekreftet" | "Stadfesta";
        Reopened: "Gjenåpnet" | "Opna att";
    }
    source(Source) {
        Phone: "Telefon" | "Telefon";
        Letter: "Brev" | "Brev";
        Interview: "Intervju" | "Intervju";
    }
    status_letter(Status) {
        NotSent: "I" | "I";
        Sent: "S" | "S";
        Reminded: "P" | "P";
        Confirmed: "B" | "F";
        Reopened: "G" | "O";
    }
    stage(Stage) {
        NotBegun: "Ikke begynt" | "Ikkje byrja";
        UnderHalf: "Under halvparten" | "Under halvparten";
        OverHalf: "Halvparten eller mer" | "Halvparten eller meir";
        Done: "Alle ordningene besvart" | "Alle ordningane svara på";
    }
    attention(Attention) {
        Returned: "Brev som kom i retur eller ikke ble sendt" | "Brev som kom i retur eller ikkje vart sende";
        Conflict: "Svar som motsier hverandre" | "Svar som motseier kvarandre";
        Proposal: "Nye forslag" | "Nye framlegg";
        Delegation: "Kolleger som ikke har begynt" | "Kollegaer som ikkje har byrja";
        Address: "Kommuner uten adresse" | "Kommunar utan adresse";
        Overdue: "Kommuner som er over fristen" | "Kommunar som er over fristen";
    }
    attention_short(Attention) {
        Returned: "Brev i retur" | "Brev i retur";
        Conflict: "Motstrid" | "Motstrid";
        Proposal: "Forslag" | "Framlegg";
        Delegation: "Kollega står fast" | "Kollega står fast";
        Address: "Uten adresse" | "Utan adresse";
        Overdue: "Over fristen" | "Over fristen";
    }
}
