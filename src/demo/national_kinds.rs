//! What the made-up arrangements of the whole country are about.

use domain::register::arrangement::LegalForm;

/// What the names are made of: a task of the usual list, the word that such an arrangement has in its name, the nr of
/// its sector, and how often it occurs among a hundred.
pub(super) struct Kind {
    pub(super) word: &'static str,
    pub(super) task: Option<&'static str>,
    pub(super) sector: i32,
    pub(super) often: u64,
    pub(super) form: Form,
}

#[derive(Clone, Copy)]
pub(super) enum Form {
    Hosted,
    Company(LegalForm),
    Council,
    Agreement,
}

const fn kind(word: &'static str, task: Option<&'static str>, sector: i32, often: u64, form: Form) -> Kind {
    Kind {
        word,
        task,
        sector,
        often,
        form,
    }
}

pub(super) const KINDS: &[Kind] = &[
    kind("regionråd", None, 1, 4, Form::Council),
    kind("IKT-samarbeid", Some("IKT"), 2, 6, Form::Hosted),
    kind("regnskapskontor", Some("Regnskap"), 2, 4, Form::Hosted),
    kind("lønnskontor", Some("Lønn"), 2, 4, Form::Hosted),
    kind("revisjon", Some("Revisjon"), 2, 5, Form::Company(LegalForm::Iks)),
    kind(
        "kontrollutvalgssekretariat",
        Some("Kontrollutvalgssekretariat"),
        2,
        4,
        Form::Company(LegalForm::Iks),
    ),
    kind("legevakt", Some("Legevakt"), 3, 8, Form::Hosted),
    kind("jordmortjeneste", Some("Jordmortjeneste"), 3, 5, Form::Hosted),
    kind(
        "kreftkoordinator",
        Some("Kreftkoordinator"),
        3,
        4,
        Form::Agreement,
    ),
    kind("kommunepsykolog", Some("Kommunepsykolog"), 3, 4, Form::Agreement),
    kind("barneverntjeneste", Some("Barnevern"), 4, 8, Form::Hosted),
    kind("barnevernvakt", Some("Barnevernvakt"), 4, 4, Form::Hosted),
    kind("krisesenter", Some("Krisesenter"), 4, 4, Form::Hosted),
    kind("PPT", Some("PPT"), 5, 6, Form::Hosted),
    kind(
        "plankontor",
        Some("Felles planadministrasjon/plankontor"),
        6,
        4,
        Form::Agreement,
    ),
    kind(
        "landbrukskontor",
        Some("Felles landbrukskontor"),
        7,
        5,
        Form::Hosted,
    ),
    kind("veterinærvakt", Some("Veterinærvakt"), 7, 4, Form::Agreement),
    kind(
        "renovasjon",
        Some("Renovasjon/miljø- og avfallsbedrift"),
        8,
        7,
        Form::Company(LegalForm::Iks),
    ),
    kind(
        "vannverk",
        Some("Vannverk/vannforsyning"),
        8,
        2,
        Form::Company(LegalForm::As),
    ),
    kind(
        "brannvesen",
        Some("Felles brannvesen"),
        9,
        6,
        Form::Company(LegalForm::Iks),
    ),
    kind("kulturskole", Some("Felles kulturskole"), 10, 3, Form::Agreement),
    kind("næringshage", None, 11, 3, Form::Company(LegalForm::As)),
];
