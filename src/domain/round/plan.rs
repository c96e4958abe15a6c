//! What is planned of a round, as wall clocks in Oslo show it: what cannot be, and what is worth a second thought.

use chrono::{NaiveDateTime, TimeDelta};

use super::hearing::ShowOthers;
use super::holidays::{DayOff, day_off};

/// Utredningsinstruksen asks the state for at least this long.
const LEAST: TimeDelta = TimeDelta::weeks(6);

/// Every time is Oslo's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub opens: Option<NaiveDateTime>,
    pub hosts_open: Option<NaiveDateTime>,
    pub deadline: NaiveDateTime,
    pub questions_deadline: Option<NaiveDateTime>,
    /// Nothing: it is closed by hand.
    pub closes: Option<NaiveDateTime>,
    pub quiet_days: i32,
    pub max_reminders: i32,
    /// When the round reminds by itself.
    pub reminders: Vec<NaiveDateTime>,
    pub show_others: ShowOthers,
}

/// Which field of the form it stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    Opens,
    HostsOpen,
    Deadline,
    QuestionsDeadline,
    Closes,
    Reminders,
}

/// Two things that cannot both be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// It is over already.
    Passed(Moment),
    /// At or after the deadline.
    NotBeforeDeadline(Moment),
    /// Before municipalities can begin.
    BeforeOpening(Moment),
    ClosesBeforeDeadline,
    /// A reminder at this time, outside of the time to answer in.
    ReminderOutside(NaiveDateTime),
    /// Two within the quiet days: the second would reach nobody.
    RemindersTooClose(NaiveDateTime),
    MoreRemindersThanAllowed(usize),
}

impl Contradiction {
    pub const fn moment(self) -> Moment {
        match self {
            Self::Passed(moment) | Self::NotBeforeDeadline(moment) | Self::BeforeOpening(moment) => moment,
            Self::ClosesBeforeDeadline => Moment::Closes,
            Self::ReminderOutside(_) | Self::RemindersTooClose(_) | Self::MoreRemindersThanAllowed(_) => {
                Moment::Reminders
            }
        }
    }
}

/// What may be meant, and may be a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// Whole days from the opening to the deadline, when they are fewer than six weeks.
    Short(i64),
    /// Hosts get in after the others.
    HostsAfterOthers,
    DeadlineOn(DayOff),
    ReminderOn(NaiveDateTime, DayOff),
    /// The round closes before those who get more time can use it.
    ClosesAtDeadline,
}

impl Plan {
    /// From when the municipalities can answer.
    fn begins(&self, now: NaiveDateTime) -> NaiveDateTime {
        self.opens.unwrap_or(now)
    }

    /// What is refused. A moment that stood there before (`kept`) may lie behind us: a round that is open has begun.
    pub fn contradictions(&self, now: NaiveDateTime, kept: Option<&Self>) -> Vec<Contradiction> {
        let mut found = Vec::new();
        let begins = self.begins(now.min(self.deadline));
        let first = self.hosts_open.map_or(begins, |hosts| hosts.min(begins));
        if self.deadline <= now && kept.is_none_or(|kept| kept.deadline != self.deadline) {
            found.push(Contradiction::Passed(Moment::Deadline));
        }
        for (moment, at) in [(Moment::Opens, self.opens), (Moment::HostsOpen, self.hosts_open)] {
            if at.is_some_and(|at| at >= self.deadline) {
                found.push(Contradiction::NotBeforeDeadline(moment));
            }
        }
        if self.questions_deadline.is_some_and(|at| at <= first) {
            found.push(Contradiction::BeforeOpening(Moment::QuestionsDeadline));
        }
        if self.closes.is_some_and(|at| at < self.deadline) {
            found.push(Contradiction::ClosesBeforeDeadline);
        }
        let is_new = |at: &NaiveDateTime| kept.is_none_or(|kept| !kept.reminders.contains(at));
        let quiet = TimeDelta::days(self.quiet_days.into());
        let mut before: Option<NaiveDateTime> = None;
        let mut reminders = self.reminders.clone();
        reminders.sort_unstable();
        for at in reminders {
            if at <= first || at >= self.deadline || (at <= now && is_new(&at)) {
                found.push(Contradiction::ReminderOutside(at));
            }
            if before.is_some_and(|before| at - before < quiet.max(TimeDelta::minutes(1))) {
                found.push(Contradiction::RemindersTooClose(at));
            }
            before = Some(at);
        }
        let allowed = usize::try_from(self.max_reminders).unwrap_or_default();
        if self.reminders.len() > allowed {
            found.push(Contradiction::MoreRemindersThanAllowed(self.reminders.len()));
        }
        found
    }

    /// What is said and not refused.
    pub fn warnings(&self, now: NaiveDateTime) -> Vec<Warning> {
        let mut found = Vec::new();
        let time = self.deadline - self.begins(now.min(self.deadline));
        if time < LEAST {
            found.push(Warning::Short(time.num_days()));
        }
        if let (Some(hosts), Some(opens)) = (self.hosts_open, self.opens)
            && hosts > opens
        {
            found.push(Warning::HostsAfterOthers);
        }
        if self.opens.is_none() && self.hosts_open.is_some() {
            // Without an opening of their own the others begin with the letter, so that nobody is first.
            found.push(Warning::HostsAfterOthers);
        }
        if let Some(off) = day_off(self.deadline.date()) {
            found.push(Warning::DeadlineOn(off));
        }
        for at in &self.reminders {
            if let Some(off) = day_off(at.date()) {
                found.push(Warning::ReminderOn(*at, off));
            }
        }
        if self.closes == Some(self.deadline) {
            found.push(Warning::ClosesAtDeadline);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::holidays::Holiday;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn plan() -> Plan {
        Plan {
            opens: Some(at("2026-10-13 08:00")),
            hosts_open: Some(at("2026-10-06 08:00")),
            deadline: at("2026-12-01 16:00"),
            questions_deadline: None,
            closes: None,
            quiet_days: 3,
            max_reminders: 3,
            reminders: vec![at("2026-11-10 09:00"), at("2026-11-24 09:00")],
            show_others: ShowOthers::Values,
        }
    }

    const NOW: &str = "2026-10-01 10:00";

    #[test]
    fn a_good_plan_is_taken_without_a_word() {
        assert_eq!(plan().contradictions(at(NOW), None), []);
        assert_eq!(plan().warnings(at(NOW)), []);
    }

    #[test]
    fn what_cannot_be_is_refused_at_the_field_where_it_stands() {
        let refused = |change: &dyn Fn(&mut Plan)| {
            let mut plan = plan();
            change(&mut plan);
            plan.contradictions(at(NOW), None)
        };
        let late = at("2026-12-02 08:00");
        assert_eq!(
            refused(&|plan| plan.opens = Some(late)),
            [Contradiction::NotBeforeDeadline(Moment::Opens)]
        );
        assert_eq!(
            refused(&|plan| plan.closes = Some(at("2026-11-30 16:00"))),
            [Contradiction::ClosesBeforeDeadline]
        );
        assert_eq!(
            refused(&|plan| plan.questions_deadline = Some(at("2026-10-05 16:00"))),
            [Contradiction::BeforeOpening(Moment::QuestionsDeadline)]
        );
        assert_eq!(
            refused(&|plan| plan.reminders.push(late)),
            [Contradiction::ReminderOutside(late)]
        );
        let close = at("2026-11-12 09:00");
        assert_eq!(
            refused(&|plan| plan.reminders.push(close)),
            [Contradiction::RemindersTooClose(close)]
        );
        assert_eq!(
            refused(&|plan| plan.max_reminders = 1),
            [Contradiction::MoreRemindersThanAllowed(2)]
        );
        let passed = plan().contradictions(at("2026-12-03 10:00"), None);
        assert!(passed.contains(&Contradiction::Passed(Moment::Deadline)));
    }

    #[test]
    fn what_lies_behind_us_may_stay_in_an_open_round() {
        let kept = plan();
        assert_eq!(plan().contradictions(at("2026-11-20 10:00"), Some(&kept)), []);
        let mut earlier = plan();
        earlier.deadline = at("2026-11-25 16:00");
        assert_eq!(earlier.contradictions(at("2026-11-20 10:00"), Some(&kept)), []);
    }

    #[test]
    fn c6_less_than_six_weeks_and_holidays_are_warned_of() {
        let mut short = plan();
        short.opens = Some(at("2026-11-10 08:00"));
        short.hosts_open = Some(at("2026-11-12 08:00"));
        short.deadline = at("2026-12-25 12:00");
        short.closes = Some(short.deadline);
        short.reminders = vec![at("2026-11-21 09:00")];
        assert_eq!(
            short.warnings(at(NOW)),
            [
                Warning::HostsAfterOthers,
                Warning::DeadlineOn(DayOff::Holiday(Holiday::Christmas)),
                Warning::ReminderOn(at("2026-11-21 09:00"), DayOff::Weekend),
                Warning::ClosesAtDeadline,
            ]
        );
        short.deadline = at("2026-12-01 16:00");
        assert_eq!(short.warnings(at(NOW))[0], Warning::Short(21));
    }
}
