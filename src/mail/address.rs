//! One address, as SMTP takes it (TRUST.md, M13): trimmed, alone, its domain in ASCII.

use lettre::Address;

use domain::letters::letter::Trouble;

/// The longest that SMTP takes.
const LONGEST_ADDRESS: usize = 254;

/// A line break in what becomes a header would begin a header of somebody else's making.
pub fn no_controls(what: &str, text: &str) -> Result<(), String> {
    if text
        .chars()
        .any(|letter| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'))
    {
        return Err(Trouble::LineBreak.with(what));
    }
    Ok(())
}

/// One address and no more, as SMTP takes it: the domain in ASCII.
pub fn address(what: &str, text: &str) -> Result<Address, String> {
    let text = text.trim();
    no_controls(what, text)?;
    let bad = || Trouble::BadAddress.with(what);
    // The quoted local parts that could hold other addresses are nothing that we would ever store.
    if text.contains([',', ';', '<', '>', '"', ' ']) {
        return Err(bad());
    }
    let (user, domain) = text.rsplit_once('@').ok_or_else(bad)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| bad())?;
    if user.len() + 1 + domain.len() > LONGEST_ADDRESS {
        return Err(bad());
    }
    Address::new(user, domain).map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m13_thirty_addresses_as_they_are_typed_and_as_they_are_sent_to() {
        let long = format!("kari@{}.no", "a".repeat(250));
        let long_user = format!("{}@example.no", "a".repeat(65));
        let table: [(&str, Option<&str>); 30] = [
            ("kari@example.no", Some("kari@example.no")),
            ("  kari@example.no\t", Some("kari@example.no")),
            ("Kari.Nordmann@Example.NO", Some("Kari.Nordmann@example.no")),
            ("postmottak@grong.kommune.no", Some("postmottak@grong.kommune.no")),
            (
                "post@xn--rros-gra.kommune.no",
                Some("post@xn--rros-gra.kommune.no"),
            ),
            ("post@røros.kommune.no", Some("post@xn--rros-gra.kommune.no")),
            ("post@RØROS.kommune.no", Some("post@xn--rros-gra.kommune.no")),
            ("post@[192.0.2.1]", Some("post@[192.0.2.1]")),
            ("post@Åfjord.no", Some("post@xn--fjord-lra.no")),
            ("post@A\u{30a}fjord.no", Some("post@xn--fjord-lra.no")),
            ("åse@example.no", Some("åse@example.no")),
            ("åse@røros.no", Some("åse@xn--rros-gra.no")),
            ("kari+hoyring@example.no", Some("kari+hoyring@example.no")),
            ("o'hara@example.no", Some("o'hara@example.no")),
            ("admin@example.no", Some("admin@example.no")),
            ("no-reply@example.no", Some("no-reply@example.no")),
            ("1234@example.no", Some("1234@example.no")),
            ("kari@a.b.c.d.example.no", Some("kari@a.b.c.d.example.no")),
            ("kari@example.no,ola@example.no", None),
            ("kari@example.no; ola@example.no", None),
            ("kari@example.no ola@example.no", None),
            ("Kari <kari@example.no>", None),
            ("\"kari nordmann\"@example.no", None),
            ("kari@example.no\r\nBcc: a@b.no", None),
            ("kari@@example.no", None),
            ("kari@", None),
            ("@example.no", None),
            ("kari.example.no", None),
            (&long, None),
            (&long_user, None),
        ];
        let mut wrong = Vec::new();
        for (typed, sent_to) in table {
            let found = address("To", typed).ok().map(|found| found.to_string());
            if found.as_deref() != sent_to {
                wrong.push((typed, found));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
