//! The fields in which an administrator says what a mapping is, for a new one and for a change.

use crate::form::Form;
use crate::list::Choice;
use db::mapping::settings::{Rules, Set, Settings};
use i18n::Lang;

const LINE: usize = 200;
const TEXT: usize = 20_000;

/// Rules on, one person sends: as the database makes a mapping of which nothing is said.
pub(crate) fn usual() -> Settings {
    Settings {
        rules: Rules {
            rule_own_participation: true,
            rule_host_authority: true,
            rule_unanimous: true,
        },
        ..Settings::default()
    }
}

pub(crate) fn rules(t: Lang) -> Vec<Choice> {
    vec![
        Choice::new("egen", t.plan_rule_own()),
        Choice::new("vert", t.plan_rule_host()),
        Choice::new("enige", t.plan_rule_unanimous()),
    ]
}

/// The rules that are on.
fn on(settings: &Settings) -> impl Iterator<Item = &'static str> {
    [
        ("egen", settings.rules.rule_own_participation),
        ("vert", settings.rules.rule_host_authority),
        ("enige", settings.rules.rule_unanimous),
    ]
    .into_iter()
    .filter_map(|(rule, is_on)| is_on.then_some(rule))
}

pub(crate) fn settings_form(set: &Set) -> Form {
    filled(&set.settings).seen_as(set.version)
}

pub(crate) fn filled(settings: &Settings) -> Form {
    let kept = |value: &Option<String>| value.clone().unwrap_or_default();
    let fields = [
        ("navn", settings.name.clone()),
        ("definisjon_nb", settings.definition_nb.clone()),
        ("definisjon_nn", settings.definition_nn.clone()),
        ("eier", kept(&settings.owner)),
        ("kontakt", kept(&settings.contact_name)),
        ("epost", kept(&settings.contact_email)),
        ("telefon", kept(&settings.contact_phone)),
        ("to", if settings.second_person { "ja" } else { "" }.to_owned()),
    ];
    Form::filled(
        fields
            .into_iter()
            .chain(on(settings).map(|rule| ("regler", rule.to_owned()))),
    )
}

pub(crate) fn read(t: Lang, form: &mut Form) -> Settings {
    let name = form.line(t, "navn", t.name(), LINE);
    let mut text = |field: &'static str, label: &str| {
        let value = form.value(field).to_owned();
        let length = value.chars().count();
        if length > TEXT {
            form.wrong(field, t.too_long(&label, &TEXT, &length));
        }
        value
    };
    let (nb, nn) = (
        text("definisjon_nb", t.plan_definition_nb()),
        text("definisjon_nn", t.plan_definition_nn()),
    );
    if nb.is_empty() != nn.is_empty() {
        let missing = if nb.is_empty() {
            "definisjon_nb"
        } else {
            "definisjon_nn"
        };
        form.wrong(missing, t.plan_definition_both());
    }
    let owner = form.optional_line(t, "eier", t.plan_owner(), LINE);
    let contact_name = form.optional_line(t, "kontakt", t.plan_contact(), LINE);
    let contact_email = match form.value("epost") {
        "" => None,
        _ => Some(form.email(t, "epost", t.plan_contact_email())),
    };
    let contact_phone = form.optional_line(t, "telefon", t.plan_contact_phone(), 40);
    Settings {
        name,
        definition_nb: nb,
        definition_nn: nn,
        owner,
        contact_name,
        contact_email,
        contact_phone,
        rules: Rules {
            rule_own_participation: form.has("regler", "egen"),
            rule_host_authority: form.has("regler", "vert"),
            rule_unanimous: form.has("regler", "enige"),
        },
        second_person: form.has("to", "ja"),
    }
}

/// The settings as a reader is told them.
pub(crate) fn told(t: Lang, settings: &Settings) -> Vec<(&'static str, String)> {
    let kept = |value: &Option<String>| value.clone().unwrap_or_default();
    let rules: Vec<String> = rules(t)
        .into_iter()
        .filter(|rule| on(settings).any(|on| on == rule.value))
        .map(|rule| rule.text)
        .collect();
    let rules = match rules.as_slice() {
        [] => t.plan_no_rules().to_owned(),
        rules => format!("{}.", rules.join(". ")),
    };
    let second = if settings.second_person {
        t.plan_second_person()
    } else {
        t.plan_one_person()
    };
    vec![
        (t.name(), settings.name.clone()),
        (t.plan_owner(), kept(&settings.owner)),
        (t.plan_contact(), kept(&settings.contact_name)),
        (t.plan_contact_email(), kept(&settings.contact_email)),
        (t.plan_contact_phone(), kept(&settings.contact_phone)),
        (t.plan_rules(), rules),
        (t.plan_second(), second.to_owned()),
    ]
}

/// What a form says, as a reader is told it.
pub(crate) fn in_words(t: Lang, form: &Form) -> Vec<(&'static str, String)> {
    let settings = read(t, &mut form.clone());
    let mut lines = told(t, &settings);
    lines.push((t.plan_definition_nb(), settings.definition_nb));
    lines.push((t.plan_definition_nn(), settings.definition_nn));
    lines
}
