//! A reply that came by phone, letter or interview, and the coordinator who enters it in the municipality's name.

use chrono::TimeDelta;

use crate::{coded, ids};

ids!(DeputyId);

/// So long a coordinator may go on entering one reply; then it is taken up anew.
pub const LASTS: TimeDelta = TimeDelta::hours(24);

coded!(
    /// How the reply came.
    Source { Phone = "phone", Letter = "letter", Interview = "interview" }
);

/// The right to answer for one municipality, as its pages say it: «etter telefon fra Kari Nordmann».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deputy {
    pub id: DeputyId,
    pub source: Source,
    /// Who said it.
    pub told_by: String,
}
