//! The address that each letter comes back to: `sprett+17.<code>@example.no`. The code is ours alone to make, so that
//! nobody else can say of a letter that it did not arrive.

use lettre::Address;

use base::secret::{self, Secret};
use domain::letters::letter::MailId;

const PURPOSE: &str = "bounce";

/// 64 bits: what has to be guessed over SMTP, one letter at a time.
fn code(secret: &Secret, mail: MailId) -> String {
    secret::hex(&secret.sign(PURPOSE, mail.0.to_string().as_bytes())[..8])
}

pub fn return_address(secret: &Secret, bounces: &Address, mail: MailId) -> Address {
    let user = format!("{}+{}.{}", bounces.user(), mail.0, code(secret, mail));
    // A part of a checked address, digits and letters: there is nothing to check anew.
    Address::new_dangerous(user, bounces.domain())
}

/// What an address that a message came to says of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returned {
    /// It is the one that we gave this letter.
    Of(MailId),
    /// It looks like one, and we did not make it.
    Forged,
    /// An address like any other.
    None,
}

/// Mail servers may change the case of an address on its way.
pub fn read(secret: &Secret, address: &str) -> Returned {
    let user = address.rsplit_once('@').map_or(address, |(user, _)| user);
    let Some((number, given)) = user
        .rsplit_once('+')
        .and_then(|(_, detail)| detail.split_once('.'))
    else {
        return Returned::None;
    };
    match number.parse().map(MailId) {
        Ok(mail) if secret::same(&code(secret, mail), &given.to_lowercase()) => Returned::Of(mail),
        Ok(_) => Returned::Forged,
        Err(_) => Returned::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m8_a_letter_knows_its_own_return_address_and_no_made_up_one() {
        let secret = Secret::random();
        let address = return_address(&secret, &"sprett@example.no".parse().unwrap(), MailId(17));
        let text = address.to_string();
        assert!(text.starts_with("sprett+17.") && text.ends_with("@example.no"));
        assert!(text.parse::<Address>().is_ok());
        assert_eq!(read(&secret, &text), Returned::Of(MailId(17)));
        assert_eq!(read(&secret, &text.to_uppercase()), Returned::Of(MailId(17)));
        assert_eq!(
            read(&secret, &text.replace("+17.", "+18.")),
            Returned::Forged,
            "the code of another letter"
        );
        assert_eq!(read(&Secret::random(), &text), Returned::Forged);
        assert_eq!(read(&secret, "sprett+17.@example.no"), Returned::Forged);
        assert_eq!(read(&secret, "sprett@example.no"), Returned::None);
        assert_eq!(read(&secret, "kari+avis@example.no"), Returned::None);
    }
}
