//! What is worth saying about a cron that is right: where it may do something else than its writer thought.

mod clock;
mod lint;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::number_words::{list, name, ordinal, set};
use super::{Cron, Field, Set};

/// One piece of advice; its `Display` is a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// `L`: older TD schedulers refuse it.
    LastDay {
        /// The weekday field is set too, and ignored.
        weekday_ignored: bool,
    },
    /// `5/15`: a step without a range selects only its start.
    StepWithoutRange {
        /// The item as written.
        item: String,
        /// All it selects.
        value: u8,
        /// Where.
        field: Field,
    },
    /// `0-7` and the like: each 7 of a weekday is read as 0.
    Seven {
        /// The item as written.
        item: String,
        /// Weekdays it selects.
        means: Set,
    },
    /// Both day fields are set: a day needs to fit only one of them.
    EitherDay {
        /// The day field as written.
        day: String,
        /// The weekday field as written.
        weekday: String,
    },
    /// `* 3 * * *`: every minute, though the hours are chosen.
    EveryMinute {
        /// The hours, 0 to 23.
        hours: Set,
    },
    /// A step that does not divide its field, so that the last interval is shorter.
    UnevenStep {
        /// The item as written.
        item: String,
        /// Where.
        field: Field,
    },
    /// A step beyond its range, which selects only the start.
    StepTooWide {
        /// The item as written.
        item: String,
        /// All it selects.
        value: u8,
        /// Where.
        field: Field,
    },
    /// Days that some of the months lack.
    MissingDays {
        /// The days, 29 to 31.
        days: Set,
        /// The months that lack one of them, 1 to 12; February also for the 29th.
        months: Set,
    },
    /// `1*`: chrono puts the field's range into the text in place of `*`.
    Glued {
        /// The item as written.
        item: String,
        /// The range it becomes.
        range: (u8, u8),
        /// Where.
        field: Field,
    },
    /// `1,2,`: taken by accident.
    TrailingComma {
        /// Where.
        field: Field,
    },
    /// Longer than the 128 characters of perfectsched's column.
    LongText {
        /// How many there are.
        characters: usize,
    },
    /// Times that the zone's clock skips in the coming year: no run.
    Skipped {
        /// Wall-clock times, in order.
        times: Vec<DateTime>,
        /// The zone's name.
        zone: String,
    },
    /// Times that the zone's clock shows twice in the coming year: two runs.
    Doubled {
        /// Wall-clock times, in order.
        times: Vec<DateTime>,
        /// The zone's name.
        zone: String,
    },
}

/// All advice on a cron in a zone, clock changes being those of the year after `from`: first what the text says from
/// left to right, then the days, then the clock.
#[must_use]
pub fn advice(cron: &Cron, zone: &TimeZone, from: Timestamp) -> Vec<Advice> {
    let mut all = lint::of_text(cron);
    all.extend(clock::of_zone(cron, zone, from));
    all
}

impl std::fmt::Display for Advice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::LastDay { weekday_ignored } => {
                write!(
                    f,
                    "`L`, the last day of the month, is not known to every TD scheduler: TD may refuse it"
                )?;
                if *weekday_ignored { write!(f, "; with it the weekday field is ignored") } else { Ok(()) }
            }
            Self::StepWithoutRange { item, value, field } => {
                write!(
                    f,
                    "`{item}` in the {field} is just {value}: a step needs a range, as in `{value}-{}{}`",
                    field.bounds().1,
                    item.find('/').and_then(|at| item.get(at..)).unwrap_or_default()
                )
            }
            Self::Seven { item, means } => {
                let days: Vec<_> = means.iter().map(|day| name(Field::Weekday, day) + "s").collect();
                write!(f, "`{item}` in the weekday field means {} only: TD reads each 7 as 0", list(&days))
            }
            Self::EitherDay { day, weekday } => {
                write!(
                    f,
                    "day `{day}` and weekday `{weekday}` are both set: it runs on days that fit either of them"
                )
            }
            Self::EveryMinute { hours } => {
                let shown = set(*hours, |hour| hour.to_string());
                let hours =
                    if hours.len() == 1 { format!("hour {shown}") } else { format!("each of hours {shown}") };
                write!(f, "the minute field selects every minute: 60 runs in {hours}; `0` there gives one")
            }
            Self::UnevenStep { item, field } => {
                let after = match field {
                    Field::Minute => "hour",
                    Field::Hour => "day",
                    Field::Day => "month",
                    Field::Month => "year",
                    Field::Weekday | Field::Whole => "week",
                };
                write!(
                    f,
                    "`{item}` in the {field} starts anew with each {after}, so the last interval is shorter"
                )
            }
            Self::StepTooWide { item, value, field } => {
                write!(f, "`{item}` in the {field} is just {value}: the step is longer than the range")
            }
            Self::MissingDays { days, months } => {
                let months = set(*months, |month| match (month, days.first()) {
                    (2, Some(29)) => "February (but for leap years)".to_owned(),
                    _ => name(Field::Month, month),
                });
                write!(f, "not every month has a {}: there is none in {months}", set(*days, ordinal))
            }
            Self::Glued { item, range: (from, to), field } => {
                write!(
                    f,
                    "`{item}` in the {field} means {from} to {to} by an accident of TD's parser: write `{from}-{to}`"
                )
            }
            Self::TrailingComma { field } => {
                write!(f, "the comma at the end of the {field} is taken only by an accident of TD's parser")
            }
            Self::LongText { characters } => {
                write!(f, "the cron has {characters} characters: TD may refuse more than 128")
            }
            Self::Skipped { times, zone } => {
                write!(f, "the clock of {zone} goes forward over {}: no run then", shown(times))
            }
            Self::Doubled { times, zone } => {
                write!(f, "the clock of {zone} goes back and shows {} twice: two runs each", shown(times))
            }
        }
    }
}

/// The first few times, to the minute.
fn shown(times: &[DateTime]) -> String {
    let mut items: Vec<_> =
        times.iter().take(4).map(|time| time.strftime("%Y-%m-%d %H:%M").to_string()).collect();
    if times.len() > items.len() {
        items.push(format!("{} more", times.len() - items.len()));
    }
    list(&items)
}
