//! What users see for the codes of rounds and of the days on which nobody works.

use super::Lang;
use domain::answer::question::QuestionKind;
use domain::round::hearing::{RoundState, ShowOthers};
use domain::round::holidays::{DayOff, Holiday};

labels! {
    round_state(RoundState) {
        Draft: "Under arbeid" | "Under arbeid";
        Open: "Åpen" | "Open";
        Closed: "Avsluttet" | "Avslutta";
    }
    show_others(ShowOthers) {
        No: "Nei, kommunene ser bare sitt eget" | "Nei, kommunane ser berre sitt eige";
        Status: "Bare hvem som har svart, og om de er enige" | "Berre kven som har svara, og om dei er einige";
        Values: "Også hva de andre har rettet til" | "Også kva dei andre har retta til";
    }
    question_kind(QuestionKind) {
        Text: "Fritekst" | "Fritekst";
        Examples: "Eksempler fra registeret" | "Døme frå registeret";
        Scale: "Skala" | "Skala";
        Choice: "Ett valg" | "Eitt val";
    }
    holiday(Holiday) {
        NewYear: "første nyttårsdag" | "første nyttårsdag";
        PalmSunday: "palmesøndag" | "palmesøndag";
        MaundyThursday: "skjærtorsdag" | "skjærtorsdag";
        GoodFriday: "langfredag" | "langfredag";
        Easter: "første påskedag" | "første påskedag";
        EasterMonday: "andre påskedag" | "andre påskedag";
        LabourDay: "første mai" | "første mai";
        ConstitutionDay: "grunnlovsdagen" | "grunnlovsdagen";
        Ascension: "Kristi himmelfartsdag" | "Kristi himmelfartsdag";
        Whitsun: "første pinsedag" | "første pinsedag";
        WhitMonday: "andre pinsedag" | "andre pinsedag";
        Christmas: "første juledag" | "første juledag";
        BoxingDay: "andre juledag" | "andre juledag";
        EasterWeek: "påskeuken" | "påskeveka";
        CommonLeave: "fellesferien" | "fellesferien";
        Yuletide: "romjulen" | "romjula";
    }
}

impl Lang {
    pub const fn day_off(self, off: DayOff) -> &'static str {
        match off {
            DayOff::Weekend => self.round_weekend(),
            DayOff::Holiday(holiday) => self.holiday(holiday),
        }
    }
}
