//! The two written forms of Norwegian: every text is a pair that the compiler checks.

/// `name: "bokmål" | "nynorsk";` becomes `lang.name()`; with arguments, `name(n: &usize): "{n} …" | "{n} …";`.
/// A missing text, a wrong argument or a forgotten language does not compile.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $(($($arg:ident: $ty:ty),*))? : $nb:literal | $nn:literal;)*) => {
        impl $crate::Lang {
            $(texts!(@one $(#[$doc])* $name [$($($arg: $ty),*)?] $nb $nn);)*
        }
        /// Every text of this file, for the tests that read them all.
        pub const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $nb, $nn)),*];
    };
    (@one $(#[$doc:meta])* $name:ident [] $nb:literal $nn:literal) => {
        $(#[$doc])*
        pub const fn $name(self) -> &'static str {
            match self { Self::Nb => $nb, Self::Nn => $nn }
        }
    };
    (@one $(#[$doc:meta])* $name:ident [$($arg:ident: $ty:ty),+] $nb:literal $nn:literal) => {
        $(#[$doc])*
        pub fn $name(self, $($arg: $ty),+) -> String {
            match self { Self::Nb => format!($nb), Self::Nn => format!($nn) }
        }
    };
}

/// `label(Type) { Variant: "bokmål" | "nynorsk"; … }` gives `lang.label(value)`.
macro_rules! labels {
    ($($name:ident($ty:ident) { $($variant:ident: $nb:literal | $nn:literal;)+ })+) => {
        impl $crate::Lang {
            $(pub const fn $name(self, value: $ty) -> &'static str {
                match (value, self) {
                    $(($ty::$variant, Self::Nb) => $nb, ($ty::$variant, Self::Nn) => $nn,)+
                }
            })+
        }
        /// Every label of this file, for the tests that read them all.
        pub const ALL: &[(&str, &str, &str)] = &[$($((concat!(stringify!($name), "_", stringify!($variant)), $nb, $nn)),+),+];
    };
}

pub mod format;
#[macro_use]
pub mod labels;
pub mod labels_desk;
pub mod mail_labels;
pub mod people_labels;
pub mod round_labels;
pub mod texts;
pub mod told;

/// Bokmål or nynorsk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    Nb,
    Nn,
}

impl Lang {
    pub const ALL: &'static [Self] = &[Self::Nb, Self::Nn];

    /// As `lang` in HTML and as stored with a user.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "nb" | "no" => Some(Self::Nb),
            "nn" => Some(Self::Nn),
            _ => None,
        }
    }

    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Nb => Self::Nn,
            Self::Nn => Self::Nb,
        }
    }
}
