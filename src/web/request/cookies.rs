//! The cookies: who the visitor is, which written form, and one message over a redirect. All are necessary ones.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use subtle::ConstantTimeEq as _;

use base::secret::{self, Secret, hex, unhex};

/// Everything that a browser keeps for us: the page about cookies tells of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Visitor,
    Language,
    /// One message over a redirect.
    Flash,
    /// A browser that has proved itself once is not asked for a mailed code again.
    TrustedBrowser,
    /// The token of a letter's link, between the link itself and the page behind it: so it stands in no address that
    /// lingers (S10).
    LetterLink,
    /// Recovery codes on their way to the one page that shows them, sealed.
    RecoveryCodes,
}

impl Kept {
    pub const ALL: [Self; 6] = [
        Self::Visitor,
        Self::Language,
        Self::Flash,
        Self::TrustedBrowser,
        Self::LetterLink,
        Self::RecoveryCodes,
    ];

    /// With TLS and without.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Visitor => ("__Host-ordna", "ordna"),
            Self::Language => ("__Host-ordna-sprak", "ordna-sprak"),
            Self::Flash => ("__Host-ordna-melding", "ordna-melding"),
            Self::TrustedBrowser => ("__Host-ordna-kjent", "ordna-kjent"),
            Self::LetterLink => ("__Host-ordna-lenke", "ordna-lenke"),
            Self::RecoveryCodes => ("__Host-ordna-koder", "ordna-koder"),
        }
    }
}

/// Put into a response by whoever signs a person in or out: the visitor's new token.
pub struct NewVisitor(pub String);

/// The names differ with and without TLS, because browsers take `__Host-` only over TLS.
#[derive(Clone, Copy)]
pub struct Jar {
    pub secure: bool,
}

impl Jar {
    pub fn visitor(self) -> &'static str {
        self.name(Kept::Visitor)
    }

    pub fn language(self) -> &'static str {
        self.name(Kept::Language)
    }

    pub fn flash(self) -> &'static str {
        self.name(Kept::Flash)
    }

    pub fn trusted_browser(self) -> &'static str {
        self.name(Kept::TrustedBrowser)
    }

    pub fn letter_link(self) -> &'static str {
        self.name(Kept::LetterLink)
    }

    pub fn recovery_codes(self) -> &'static str {
        self.name(Kept::RecoveryCodes)
    }

    pub fn name(self, kept: Kept) -> &'static str {
        let (over_tls, plain) = kept.names();
        if self.secure { over_tls } else { plain }
    }

    /// Lax, not Strict: a link in a mail must find the person signed in.
    pub fn make(self, name: &'static str, value: String, lives: Option<Duration>) -> Cookie<'static> {
        let mut cookie = Cookie::build(name, value)
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure);
        if let Some(age) = lives {
            cookie = cookie.max_age(age);
        }
        cookie.finish()
    }

    pub fn remove(self, name: &'static str) -> Cookie<'static> {
        self.make(name, String::new(), Some(Duration::ZERO))
    }
}

/// What a form carries to show that it came from a page of this visitor: derived from the visitor's cookie, so
/// nothing is stored, and masked anew for every page, so that compression gives nothing of it away.
pub fn form_token(secret: &Secret, visitor: &str) -> String {
    let mask: [u8; 32] = secret::random();
    let token = secret.sign("form", visitor.as_bytes());
    let masked: Vec<u8> = token.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    hex(&mask) + &hex(&masked)
}

pub fn is_form_token(secret: &Secret, visitor: &str, given: &str) -> bool {
    let Some(bytes) = unhex(given).filter(|bytes| bytes.len() == 64) else {
        return false;
    };
    let (mask, masked) = bytes.split_at(32);
    let token: Vec<u8> = masked.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    token.ct_eq(&secret.sign("form", visitor.as_bytes())[..]).into()
}

/// A message that the next page shows, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    pub good: bool,
    pub text: String,
}

impl Flash {
    /// Signed, so that nobody else can put words into the portal's mouth.
    pub fn to_cookie_value(&self, secret: &Secret) -> String {
        let body = format!("{}{}", if self.good { '+' } else { '-' }, self.text);
        format!(
            "{}.{}",
            hex(body.as_bytes()),
            hex(&secret.sign("flash", body.as_bytes())[..16])
        )
    }

    pub fn from_cookie_value(secret: &Secret, value: &str) -> Option<Self> {
        let (body, mark) = value.split_once('.')?;
        let body = unhex(body)?;
        let genuine: bool = unhex(mark)?.ct_eq(&secret.sign("flash", &body)[..16]).into();
        let body = String::from_utf8(body).ok().filter(|_| genuine)?;
        let text = body.get(1..)?.to_owned();
        Some(Self {
            good: body.starts_with('+'),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s31_a_form_token_is_the_visitors_own_and_new_on_every_page() {
        let secret = Secret::random();
        let (one, two) = (form_token(&secret, "kari"), form_token(&secret, "kari"));
        assert_ne!(one, two);
        assert!(is_form_token(&secret, "kari", &one) && is_form_token(&secret, "kari", &two));
        assert!(!is_form_token(&secret, "ola", &one));
        assert!(!is_form_token(&secret, "kari", "") && !is_form_token(&secret, "kari", "zz"));
    }

    #[test]
    fn a_message_survives_the_redirect_and_cannot_be_forged() {
        let secret = Secret::random();
        let flash = Flash {
            good: true,
            text: "Lagret: «Fosen IKT; æøå»".into(),
        };
        let value = flash.to_cookie_value(&secret);
        assert_eq!(Flash::from_cookie_value(&secret, &value), Some(flash));
        assert_eq!(Flash::from_cookie_value(&Secret::random(), &value), None);
        assert_eq!(Flash::from_cookie_value(&secret, "x.y"), None);
    }
}
