//! What the sample register holds: ten municipalities of Trøndelag and one of Nordland, and seven arrangements with
//! something of everything.

/// Number, name, inhabitants, written form. The last one lies outside the area of the mappings.
pub const MUNICIPALITIES: &[(&str, &str, i32, &str)] = &[
    ("5001", "Trondheim", 205_163, "neutral"),
    ("5006", "Steinkjer", 24_357, "neutral"),
    ("5007", "Namsos", 15_230, "neutral"),
    ("5041", "Snåsa", 2_063, "neutral"),
    ("5043", "Røyrvik", 461, "neutral"),
    ("5044", "Namsskogan", 843, "bokmal"),
    ("5045", "Grong", 2_359, "bokmal"),
    ("5046", "Høylandet", 1_231, "nynorsk"),
    ("5047", "Overhalla", 3_884, "neutral"),
    ("5054", "Indre Fosen", 10_084, "neutral"),
    ("1811", "Bindal", 1_426, "nynorsk"),
];

pub const SECTORS: &[(&str, &str)] = &[
    ("Helse og omsorg", "Helse og omsorg"),
    ("Oppvekst og kunnskap", "Oppvekst og kunnskap"),
    ("Teknisk og miljø", "Teknisk og miljø"),
];

pub const TASK_FIELDS: &[(&str, &str)] = &[
    ("Barnevern", "Barnevern"),
    ("Brannvern", "Brannvern"),
    ("Legevakt", "Legevakt"),
    ("Renovasjon", "Renovasjon"),
];

pub const REGIONS: &[(&str, &[&str])] = &[
    ("Fosen", &["Indre Fosen"]),
    (
        "Namdal",
        &[
            "Namsos",
            "Røyrvik",
            "Namsskogan",
            "Grong",
            "Høylandet",
            "Overhalla",
        ],
    ),
];

/// Kind, the text in both written forms, options.
pub const QUESTIONS: &[(&str, &str, &str, &str)] = &[
    ("text", "Hva er mest krevende?", "Kva er mest krevjande?", ""),
    ("examples", "Hva lykkes dere med?", "Kva lukkast de med?", ""),
    (
        "scale",
        "Hvor nyttig er regionrådet?",
        "Kor nyttig er regionrådet?",
        "",
    ),
    ("choice", "Mer eller mindre?", "Meir eller mindre?", "Mer\nMindre"),
];

/// An arrangement as the sample writes it; what is empty or zero is unknown.
#[derive(Default)]
pub struct Sample {
    pub name: &'static str,
    pub sector: usize,
    pub task_field: &'static str,
    pub form: &'static str,
    pub host: &'static str,
    pub established: i32,
    pub fte_tenths: i32,
    pub definition: &'static str,
    pub life: &'static str,
    pub municipalities: &'static [&'static str],
    /// Kind and name of owners that are no municipalities.
    pub others: &'static [(&'static str, &'static str)],
}

pub fn arrangements() -> Vec<Sample> {
    vec![
        Sample {
            name: "Namdal legevakt",
            sector: 1,
            task_field: "Legevakt",
            form: "host",
            host: "Namsos",
            established: 2004,
            fte_tenths: 126,
            municipalities: &["Namsos", "Overhalla", "Høylandet", "Grong"],
            ..Sample::default()
        },
        Sample {
            name: "Indre Namdal barnevern",
            sector: 2,
            task_field: "Barnevern",
            form: "host",
            host: "Grong",
            established: 2011,
            municipalities: &["Grong", "Røyrvik", "Namsskogan"],
            ..Sample::default()
        },
        Sample {
            name: "Namdal avfall IKS",
            sector: 3,
            task_field: "Renovasjon",
            form: "iks",
            established: 1987,
            fte_tenths: 410,
            municipalities: &[
                "Trondheim",
                "Steinkjer",
                "Namsos",
                "Snåsa",
                "Røyrvik",
                "Namsskogan",
                "Grong",
                "Høylandet",
                "Overhalla",
                "Bindal",
            ],
            ..Sample::default()
        },
        Sample {
            name: "Østre Å brannvern",
            sector: 3,
            task_field: "Brannvern",
            life: "being_established",
            municipalities: &["Snåsa", "Steinkjer"],
            ..Sample::default()
        },
        Sample {
            name: "Fosen nettverk for skoleledere",
            sector: 2,
            definition: "borderline",
            municipalities: &["Indre Fosen", "Trondheim"],
            ..Sample::default()
        },
        Sample {
            name: "Kysten havn AS",
            sector: 3,
            form: "as",
            definition: "excluded",
            municipalities: &["Namsos", "Bindal"],
            others: &[
                ("county", "Trøndelag fylkeskommune"),
                ("private", "Kysten rederi AS"),
            ],
            ..Sample::default()
        },
        Sample {
            name: "Felles regnskapskontor",
            form: "agreement",
            established: 1998,
            life: "discontinued",
            municipalities: &["Grong", "Høylandet"],
            ..Sample::default()
        },
    ]
}
