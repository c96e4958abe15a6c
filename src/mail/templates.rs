//! The templates of the letters, each with the words that it names.

use askama::Template;

use i18n::Lang;

/// Each letter has the words that its template names.
macro_rules! templates {
    ($($letter:ident($($word:ident),*): $nb:tt | $nn:tt;)*) => {$(
        #[allow(clippy::too_many_arguments, reason = "a letter has as many words as it names")]
        pub(super) fn $letter(lang: Lang, $($word: &str),*) -> askama::Result<String> {
            #[derive(Template)]
            #[template(path = $nb)]
            struct Nb<'a> { $($word: &'a str),* }
            #[derive(Template)]
            #[template(path = $nn)]
            struct Nn<'a> { $($word: &'a str),* }
            match lang {
                Lang::Nb => Nb { $($word),* }.render(),
                Lang::Nn => Nn { $($word),* }.render(),
            }
        }
    )*};
}

templates! {
    activation(name, owner, link, until, inviter, origin): "mail/activation.nb.txt" | "mail/activation.nn.txt";
    reset(name, link, until): "mail/reset.nb.txt" | "mail/reset.nn.txt";
    login_link(name, link, until): "mail/login_link.nb.txt" | "mail/login_link.nn.txt";
    code(name, code, until, origin): "mail/code.nb.txt" | "mail/code.nn.txt";
    email_confirm(name, email, link, until): "mail/email_confirm.nb.txt" | "mail/email_confirm.nn.txt";
    password_changed(name, at, origin): "mail/password_changed.nb.txt" | "mail/password_changed.nn.txt";
    email_left(name, email, at): "mail/email_left.nb.txt" | "mail/email_left.nn.txt";
    email_taken(name, email, at, origin): "mail/email_taken.nb.txt" | "mail/email_taken.nn.txt";
    second_factor_set(name, at, origin): "mail/second_factor_set.nb.txt" | "mail/second_factor_set.nn.txt";
    second_factor_removed(name, at, origin):
        "mail/second_factor_removed.nb.txt" | "mail/second_factor_removed.nn.txt";
    late_sign_in(name, failures, at, origin): "mail/late_sign_in.nb.txt" | "mail/late_sign_in.nn.txt";
    delegation(name, inviter, what, municipality, mapping, until, link, origin):
        "mail/delegation.nb.txt" | "mail/delegation.nn.txt";
    delegation_to_new(name, inviter, what, municipality, mapping, until, link, works_until, origin):
        "mail/delegation_to_new.nb.txt" | "mail/delegation_to_new.nn.txt";
    receipt(municipality, reference, signed_by, at, counts, deadline, link, sha256, answer):
        "mail/receipt.nb.txt" | "mail/receipt.nn.txt";
    test(name, at): "mail/test.nb.txt" | "mail/test.nn.txt";
}
