//! Letters in the mailbox, one for each thing that can become of them.

use ordna::db;
use ordna::db::outbox::{self, Claim, Lane};
use ordna::domain::letters::letter::{Outcome, Recipient, Trouble};
use ordna::i18n::Lang;

use super::portal::Portal;

/// Mails 1 to 4: kept, failed, unknown, and one that waits.
pub fn some_of_each(portal: &Portal) {
    portal.keep_mail();
    let fates = [
        Some(Outcome::Kept),
        Some(Outcome::Failed("550 5.1.1 No such user here".to_owned())),
        Some(Outcome::Unknown(Trouble::Lost.with("connection reset"))),
        None,
    ];
    let (mut conn, now) = (portal.conn(), portal.now());
    let context = ordna::tasks::Context::portal(now, &portal.state.config.site.origin, &portal.state.secret);
    for (lang, fate) in [Lang::Nb, Lang::Nn, Lang::Nb, Lang::Nn].into_iter().zip(fates) {
        let to = Recipient {
            name: "Åse Ødegård",
            email: "aase@example.no",
            user: None,
        };
        let link = format!("{}/aktiver/0123456789", context.origin);
        let letter = context.letters(lang).activation(&to, &link, now, None);
        db::write(&mut conn, |conn| context.post(conn, &letter)).unwrap();
        let Some(fate) = fate else { continue };
        let claim = Claim {
            worker: "test",
            lane: Lane::Ordinary,
            now,
            limit: 10,
            besides: &[],
        };
        for due in outbox::claim(&mut conn, &context.secret, &claim).unwrap() {
            outbox::settle(&mut conn, &due, "test", &fate, now).unwrap();
        }
    }
}
