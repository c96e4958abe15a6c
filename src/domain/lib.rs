//! What the portal decides; knows nothing of web, database or clock. Only `std` and `chrono` come in here.

pub mod answer;
pub mod event;
pub mod letters;
pub mod people;
pub mod places;
pub mod register;
pub mod round;
pub mod text;

/// An enum whose variants are stored, exported and imported as text codes (DOMAIN.md has the list).
#[macro_export]
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            pub const CODES: &'static [&'static str] = &[$($code),+];

            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            /// A code that this program does not know is an error of the data, never a panic.
            fn try_from(code: String) -> Result<Self, String> {
                Self::from_code(&code).ok_or_else(|| format!(concat!("unknown ", stringify!($name), " code: {}"), code))
            }
        }
    };
}

/// A database key that cannot be mistaken for another table's.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        $($(#[$doc])* #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)] pub struct $name(pub i64);)+
    };
}

pub(crate) use ids;
