//! The form of a round: one field for each moment, as people write them, and every contradiction at its field.

use chrono::{NaiveDateTime, NaiveTime};

use crate::form::Form;
use crate::list::Choice;
use base::clock;
use domain::round::hearing::ShowOthers;
use domain::round::plan::{Contradiction, Moment, Plan, Warning};
use domain::text::written_time::moment;
use i18n::Lang;

const MOST_QUIET_DAYS: i32 = 60;
const MOST_REMINDERS: i32 = 20;

pub fn show_choices(t: Lang) -> Vec<Choice> {
    ShowOthers::ALL
        .iter()
        .map(|show| Choice::new(show.code(), t.show_others(*show)))
        .collect()
}

pub const fn field(of: Moment) -> &'static str {
    match of {
        Moment::Opens => "apner",
        Moment::HostsOpen => "verter",
        Moment::Deadline => "frist",
        Moment::QuestionsDeadline => "sporsmalsfrist",
        Moment::Closes => "lukkes",
        Moment::Reminders => "paminnelser",
    }
}

const fn label(t: Lang, of: Moment) -> &'static str {
    match of {
        Moment::Opens => t.round_opens(),
        Moment::HostsOpen => t.round_hosts_open(),
        Moment::Deadline => t.round_deadline(),
        Moment::QuestionsDeadline => t.round_questions_deadline(),
        Moment::Closes => t.round_closes(),
        Moment::Reminders => t.round_reminders(),
    }
}

/// The form as it stands before anybody typed.
pub fn filled(t: Lang, plan: &Plan) -> Form {
    let typed = |at: Option<NaiveDateTime>| at.map(|at| t.typed_time(at)).unwrap_or_default();
    let reminders: Vec<String> = plan.reminders.iter().map(|at| t.typed_time(*at)).collect();
    Form::filled([
        ("apner", typed(plan.opens)),
        ("verter", typed(plan.hosts_open)),
        ("frist", typed(Some(plan.deadline))),
        ("sporsmalsfrist", typed(plan.questions_deadline)),
        ("lukkes", typed(plan.closes)),
        ("stille", plan.quiet_days.to_string()),
        ("hoyst", plan.max_reminders.to_string()),
        ("paminnelser", reminders.join("\n")),
        ("vis", plan.show_others.code().to_owned()),
    ])
}

/// What was typed; none when something of it could not be read, which is then named.
pub fn read(t: Lang, form: &mut Form, now: NaiveDateTime) -> Option<Plan> {
    let mut at = |of, hour| time(t, form, now, of, hour);
    let opens = at(Moment::Opens, 8);
    let hosts_open = at(Moment::HostsOpen, 8);
    let deadline = at(Moment::Deadline, 16);
    let questions_deadline = at(Moment::QuestionsDeadline, 16);
    let closes = at(Moment::Closes, 16);
    if form.value(field(Moment::Deadline)).is_empty() {
        form.wrong(field(Moment::Deadline), t.missing(&t.round_deadline()));
    }
    let quiet_days = number(t, form, "stille", t.round_quiet_days(), MOST_QUIET_DAYS);
    let max_reminders = number(t, form, "hoyst", t.round_max_reminders(), MOST_REMINDERS);
    let mut reminders = Vec::new();
    let lines: Vec<String> = form.value("paminnelser").lines().map(str::to_owned).collect();
    for line in lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
    {
        match moment(line, clock::today(now), usual(9)) {
            Some(at) => reminders.push(at),
            None => form.wrong(field(Moment::Reminders), t.round_line_wrong(line)),
        }
    }
    reminders.sort_unstable();
    let show_others = form.choice(t, "vis", t.round_show_others(), ShowOthers::from_code);
    let plan = Plan {
        opens,
        hosts_open,
        deadline: deadline?,
        questions_deadline,
        closes,
        quiet_days: quiet_days?,
        max_reminders: max_reminders?,
        reminders,
        show_others: show_others?,
    };
    form.is_right().then_some(plan)
}

/// The fields by their labels, and each moment in one way of writing, however it was typed.
pub fn in_words(t: Lang, form: &Form, now: NaiveDateTime) -> Vec<(&'static str, String)> {
    let read = read(t, &mut form.clone(), now);
    let form = read.map_or_else(|| form.clone(), |plan| filled(t, &plan));
    let moments = [
        Moment::Deadline,
        Moment::Opens,
        Moment::HostsOpen,
        Moment::QuestionsDeadline,
        Moment::Closes,
        Moment::Reminders,
    ];
    let mut fields = moments.map(|of| (field(of), label(t, of))).to_vec();
    fields.extend([
        ("stille", t.round_quiet_days()),
        ("hoyst", t.round_max_reminders()),
    ]);
    let mut lines = form.told(&fields);
    let shown = show_choices(t)
        .into_iter()
        .filter(|choice| form.has("vis", &choice.value));
    lines.extend(shown.map(|choice| (t.round_show_others(), choice.text)));
    lines
}

fn usual(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

/// A moment of the form on Oslo's clocks; nothing when the field is empty or wrong.
pub fn time(t: Lang, form: &mut Form, now: NaiveDateTime, of: Moment, hour: u32) -> Option<NaiveDateTime> {
    let typed = form.value(field(of)).to_owned();
    if typed.is_empty() {
        return None;
    }
    let read = moment(&typed, clock::today(now), usual(hour));
    if read.is_none() {
        form.wrong(field(of), t.round_time_wrong(&label(t, of)));
    }
    read
}

fn number(t: Lang, form: &mut Form, field: &'static str, label: &str, highest: i32) -> Option<i32> {
    let typed = form.value(field);
    let read = typed.parse().ok().filter(|number| (0..=highest).contains(number));
    if read.is_none() {
        form.wrong(field, t.round_number_wrong(&label, &highest));
    }
    read
}

/// Puts each contradiction at the field where it can be mended.
pub fn refuse(t: Lang, form: &mut Form, contradictions: &[Contradiction]) {
    for found in contradictions {
        let when = |at: NaiveDateTime| t.typed_time(at);
        let text = match *found {
            Contradiction::Passed(of) => t.round_passed(&label(t, of)),
            Contradiction::NotBeforeDeadline(of) => t.round_not_before_deadline(&label(t, of)),
            Contradiction::BeforeOpening(of) => t.round_before_opening(&label(t, of)),
            Contradiction::ClosesBeforeDeadline => t.round_closes_early().to_owned(),
            Contradiction::ReminderOutside(at) => t.round_reminder_outside(&when(at)),
            Contradiction::RemindersTooClose(at) => t.round_reminders_close(&when(at)),
            Contradiction::MoreRemindersThanAllowed(n) => t.round_too_many_reminders(&n),
        };
        form.wrong(field(found.moment()), text);
    }
}

pub fn warning(t: Lang, warning: Warning) -> String {
    match warning {
        Warning::Short(days) => t.round_warn_short(&days),
        Warning::HostsAfterOthers => t.round_warn_hosts().to_owned(),
        Warning::DeadlineOn(off) => t.round_warn_deadline(t.day_off(off)),
        Warning::ReminderOn(at, off) => t.round_warn_reminder(&t.typed_time(at), t.day_off(off)),
        Warning::ClosesAtDeadline => t.round_warn_closes().to_owned(),
    }
}
