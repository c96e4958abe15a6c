//! How many lists were confirmed on which day: a small chart, and the same numbers as a table.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use base::clock;
use i18n::Lang;

/// What is older is in the table of the exports, and not in a chart of days.
const MOST_DAYS: usize = 60;
/// Sizes in pixels: the chart scrolls where it does not fit.
const HEIGHT: usize = 120;
const LEFT: usize = 32;
const TOP: usize = 12;

pub struct Chart {
    pub width: usize,
    pub height: usize,
    pub left: usize,
    /// Where the bars stand, and where the words under them do.
    pub base: usize,
    pub words: usize,
    pub top: usize,
    pub first: String,
    pub last: String,
    /// The largest count, at the top of the scale.
    pub most: String,
    pub summary: String,
    pub sum: String,
    pub bars: Vec<Bar>,
}

pub struct Bar {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
    pub day: String,
    pub count: String,
}

/// From the day of the sending until today; nothing before the first came.
pub fn chart(
    t: Lang,
    sent_at: Option<NaiveDateTime>,
    submitted_at: &[NaiveDateTime],
    now: NaiveDateTime,
) -> Option<Chart> {
    let days: Vec<NaiveDate> = submitted_at.iter().map(|at| clock::today(*at)).collect();
    let (first, last) = (*days.first()?, *days.last()?);
    let from = sent_at.map_or(first, |sent| clock::today(sent).min(first));
    let to = clock::today(now).max(last);
    let span = usize::try_from((to - from).num_days()).unwrap_or_default() + 1;
    // A round that is long over shows its own days.
    let to = if span > MOST_DAYS { last.min(to) } else { to };
    let from = from.max(to - TimeDelta::days(MOST_DAYS as i64 - 1));
    let all: Vec<(NaiveDate, usize)> = from
        .iter_days()
        .take_while(|day| *day <= to)
        .map(|day| (day, days.iter().filter(|one| **one == day).count()))
        .collect();
    let most = all
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default()
        .max(1);
    let step = if all.len() > 30 { 12 } else { 24 };
    let shown = all.iter().map(|(_, count)| count).sum::<usize>();
    let text = |count: usize| t.count(count as i64);
    Some(Chart {
        width: LEFT + (all.len() * step).max(240),
        height: TOP + HEIGHT + 24,
        left: LEFT,
        base: TOP + HEIGHT,
        words: TOP + HEIGHT + 18,
        top: TOP,
        first: t.date(from),
        last: t.date(to),
        most: text(most),
        summary: t.desk_chart_summary(&t.date(from), &t.date(to), &text(shown), &text(most)),
        sum: text(shown),
        bars: all
            .iter()
            .enumerate()
            .map(|(at, (day, count))| {
                let height = count * HEIGHT / most;
                Bar {
                    x: LEFT + at * step + 2,
                    y: TOP + HEIGHT - height,
                    width: step - 4,
                    height,
                    day: t.date(*day),
                    count: text(*count),
                }
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn every_day_from_the_sending_has_a_bar_and_the_largest_is_as_high_as_the_chart() {
        let came = [
            at("2026-11-08 09:00"),
            at("2026-11-10 09:00"),
            at("2026-11-10 23:30"),
        ];
        let chart = chart(
            Lang::Nb,
            Some(at("2026-11-06 08:00")),
            &came,
            at("2026-11-11 12:00"),
        )
        .unwrap();
        let counts: Vec<&str> = chart.bars.iter().map(|bar| bar.count.as_str()).collect();
        // Half past eleven at night UTC is the next day in Oslo.
        assert_eq!(counts, ["0", "0", "1", "0", "1", "1"]);
        assert_eq!(chart.bars[2].height, HEIGHT);
        assert_eq!(chart.sum, "3");
    }

    #[test]
    fn nothing_is_drawn_of_nothing_and_a_long_round_shows_its_last_days() {
        assert!(chart(Lang::Nb, None, &[], at("2026-11-11 12:00")).is_none());
        let came = [at("2026-01-08 09:00"), at("2026-05-10 09:00")];
        let chart = chart(Lang::Nb, None, &came, at("2027-11-11 12:00")).unwrap();
        assert_eq!(
            (chart.bars.len(), chart.last.as_str()),
            (MOST_DAYS, "10. mai 2026")
        );
    }
}
