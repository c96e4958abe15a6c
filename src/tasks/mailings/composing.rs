//! What one receiver of a mailing gets: the words that suit, in the receiver's written form, merged.

use super::Context;
use super::prepared::Prepared;
use crate::answer::inquiries;
use db::mailing::addressees::{Addressee, Council};
use db::mailing::correspondents::Person;
use domain::letters::letter::{Concerns, Letter, LetterKind, Recipient};
use domain::letters::mailing::{MailingKind, Template, Wording};
use domain::places::municipality::WrittenForm;
use domain::round::hearing::Hearing;
use i18n::Lang;
use mail::wording::{Values, Words};

/// A letter as one receiver would get it, and the same in the other written form.
pub struct Preview {
    pub to: String,
    pub own: Letter,
    pub other: Letter,
}

/// The receiver's own choice, then the municipality's, then what the mailing says of those who have chosen neither.
pub(super) fn language(person: &Person, form: WrittenForm, neutral: &str) -> Lang {
    let decided = match form {
        WrittenForm::Bokmal => Some(Lang::Nb),
        WrittenForm::Nynorsk => Some(Lang::Nn),
        WrittenForm::Neutral => None,
    };
    person
        .language
        .as_deref()
        .and_then(Lang::from_code)
        .or(decided)
        .or_else(|| Lang::from_code(neutral))
        .unwrap_or_default()
}

impl Prepared {
    /// Who signs this mailing, and where answers go.
    pub(super) fn signed(&self, context: &Context) -> Context {
        let usual = context.signing(&self.about);
        Context {
            owner: self.mailing.sender.clone().unwrap_or(usual.owner.clone()),
            contact: self.mailing.reply_to.clone().unwrap_or(usual.contact.clone()),
            // The person of the mapping does not answer for another sender.
            contact_person: if self.mailing.reply_to.is_some() {
                String::new()
            } else {
                usual.contact_person.clone()
            },
            ..usual
        }
    }

    /// Where the letter leads whoever has an account that works.
    pub(super) fn link(&self, context: &Context, number: &str) -> String {
        let (origin, slug) = (&context.origin, &self.mapping.slug);
        match self.mailing.kind {
            MailingKind::Results => format!("{origin}/resultater/{slug}"),
            MailingKind::Questions => format!("{origin}/svar/{slug}/{number}/sporsmal"),
            _ => format!("{origin}/svar/{slug}/{number}"),
        }
    }

    fn template(&self, addressee: &Addressee, person: &Person) -> Template {
        match self.mailing.kind {
            MailingKind::Hearing => Template::Hearing,
            // A reminder of a letter that this person never got would refer to nothing.
            MailingKind::Reminder | MailingKind::LastReminder if person.thread.is_none() => Template::Hearing,
            MailingKind::Reminder if addressee.progress.answered > 0 => Template::ReminderBegun,
            MailingKind::Reminder => Template::Reminder,
            MailingKind::LastReminder => Template::LastReminder,
            MailingKind::Inquiry => Template::Inquiry,
            MailingKind::Questions => Template::Questions,
            MailingKind::Results => Template::Results,
            MailingKind::Notice => Template::Notice,
        }
    }

    fn wording(&self, template: Template, lang: Lang) -> Wording {
        self.texts
            .get(&(template, lang.code().to_owned()))
            .cloned()
            .unwrap_or_else(|| mail::wording::standard(template, lang))
    }

    /// The letter to one person of a municipality; `link` is where it leads this person.
    pub(super) fn letter_to(
        &self,
        context: &Context,
        addressee: &Addressee,
        person: &Person,
        lang: Lang,
        link: &str,
    ) -> Letter {
        let template = self.template(addressee, person);
        let mut wording = self.wording(template, lang);
        let hearing = addressee.hearing.as_ref();
        let is_extended = hearing.is_some_and(|hearing| hearing.extended_to.is_some());
        let thread = person.thread.as_ref().filter(|_| self.mailing.kind.is_reminder());
        // Mail programs put a reminder below its letter when the subjects agree; an old deadline must not stand in it.
        let is_own = lang == language(person, addressee.written_form, &self.mailing.neutral_language);
        if let Some((_, subject)) = thread.filter(|_| !is_extended && is_own) {
            wording.subject = lang.mail_reminder_of(subject);
        }
        let to = Recipient {
            name: &person.name,
            email: &person.email,
            user: person.user,
        };
        let words = Words {
            municipality: &addressee.name,
            mapping: &self.mapping.name,
            deadline: self.deadline(hearing),
            progress: Some(addressee.progress),
            link,
            ..Words::default()
        };
        let letter = context
            .letters(lang)
            .worded(self.mailing.kind.letter(), &to, &wording, &words);
        Letter {
            in_reply_to: thread.map(|(message_id, _)| message_id.clone()),
            concerns: Concerns {
                municipality: Some(addressee.id),
                hearing: hearing.map(|hearing| hearing.id),
                inquiry: None,
                mailing: Some(self.mailing.id),
            },
            ..letter
        }
    }

    fn deadline(&self, hearing: Option<&Hearing>) -> Option<chrono::NaiveDateTime> {
        let round = self.round.as_ref()?;
        match (self.mailing.kind, hearing) {
            (MailingKind::Questions | MailingKind::Inquiry, _) => round.questions_deadline.or(round.deadline),
            (_, Some(hearing)) => hearing.deadline(round),
            (_, None) => round.deadline,
        }
    }

    /// The letter to one who leads a regionråd.
    pub(super) fn letter_to_council(
        &self,
        context: &Context,
        council: &Council,
        person: &Person,
        lang: Lang,
        opens: Option<&str>,
    ) -> Letter {
        let root = inquiries::Council {
            mapping: self.mapping.slug.clone(),
            nr: council.nr,
        };
        let plain = format!("{}{}", context.origin, root.root());
        let to = Recipient {
            name: &person.name,
            email: &person.email,
            user: person.user,
        };
        let words = Words {
            region: &council.name,
            mapping: &self.mapping.name,
            deadline: self.deadline(None),
            link: opens.unwrap_or(&plain),
            ..Words::default()
        };
        let wording = self.wording(Template::Inquiry, lang);
        let letter = context
            .letters(lang)
            .worded(LetterKind::Inquiry, &to, &wording, &words);
        Letter {
            concerns: Concerns {
                inquiry: council.inquiry.map(|(id, _)| id),
                mailing: Some(self.mailing.id),
                ..Concerns::default()
            },
            ..letter
        }
    }
}

/// What the municipality or regionråd with this number would get; the first that gets a letter when none is named.
pub fn preview(prepared: &Prepared, context: &Context, number: &str) -> Option<Preview> {
    let context = prepared.signed(context);
    let neutral = &prepared.mailing.neutral_language;
    if prepared.mailing.kind.is_to_regions() {
        let all = || prepared.councils.iter().map(|(council, _)| council);
        let council = all()
            .find(|council| council.nr.to_string() == number)
            .or_else(|| all().find(|council| !council.people.is_empty()))?;
        let person = council.people.first()?;
        let lang = language(person, WrittenForm::Neutral, neutral);
        let write = |lang| prepared.letter_to_council(&context, council, person, lang, None);
        return Some(Preview {
            to: council.nr.to_string(),
            own: write(lang),
            other: write(lang.other()),
        });
    }
    let all = || prepared.municipalities.iter().map(|planned| &planned.addressee);
    let addressee = all()
        .find(|addressee| addressee.number == number)
        .or_else(|| prepared.written_to().map(|planned| &planned.addressee).next())
        .or_else(|| all().next())?;
    let nobody = Person {
        name: addressee.name.clone(),
        email: String::new(),
        user: None,
        is_active: true,
        language: None,
        bounced: false,
        thread: None,
    };
    let person = addressee.people.first().unwrap_or(&nobody);
    let link = prepared.link(&context, &addressee.number);
    let lang = language(person, addressee.written_form, neutral);
    let write = |lang| prepared.letter_to(&context, addressee, person, lang, &link);
    Some(Preview {
        to: addressee.number.clone(),
        own: write(lang),
        other: write(lang.other()),
    })
}

/// What stands in each place for the first on the list, for those who word the letter.
pub fn values(prepared: &Prepared, context: &Context) -> Values {
    let signed = prepared.signed(context);
    let first = prepared.municipalities.first().map(|planned| &planned.addressee);
    let council = prepared.councils.first().map(|(council, _)| council);
    let people = first
        .map(|first| &first.people)
        .or(council.map(|council| &council.people));
    let name = people
        .and_then(|people| people.first())
        .map_or("", |person| person.name.as_str());
    let link = first.map_or(String::new(), |first| prepared.link(&signed, &first.number));
    let words = Words {
        municipality: first.map_or("", |first| &first.name),
        region: council.map_or("", |council| &council.name),
        mapping: &prepared.mapping.name,
        deadline: prepared.deadline(first.and_then(|first| first.hearing.as_ref())),
        progress: first.map(|first| first.progress),
        link: &link,
        reason: "",
    };
    signed.letters(context.lang).values(name, &words)
}
