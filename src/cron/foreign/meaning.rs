//! What a text means, apart from how any dialect writes it; and TD's cron for it.

use super::super::number_words::runs;
use super::super::parse::{field_alone, parse};
use super::super::{Cron, Days, Field, Options, Set};
use super::field::number;

/// The wall-clock minutes that a text of any dialect selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cron) struct Meaning {
    pub(super) minutes: Set,
    pub(super) hours: Set,
    pub(super) months: Set,
    pub(super) days: Days,
    /// How minute, hour, day, month and weekday were written; used again where TD's cron reads it alike.
    pub(super) words: [String; 5],
    /// TD's nickname for it, where one was written or fits better than fields.
    pub(super) nickname: Option<&'static str>,
}

/// Why TD's cron can't say what a text means, as a clause about `it`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::cron) enum Lack {
    /// Seconds other than 0.
    #[error("it runs at other seconds than 0, and TD's cron counts minutes")]
    Seconds,
    /// Some years only.
    #[error("it runs in some years only, and TD's cron has no years")]
    Years,
    /// `6#3`, `15W`, `L-2`.
    #[error("TD's cron has nothing like `{0}`")]
    Item(String),
    /// Both day fields are set, which means either of them to TD and often both elsewhere.
    #[error("both its day fields are set, which means other days there than in TD's cron")]
    BothDays,
    /// Numbers of weekdays whose dialect is not told by anything.
    #[error("its weekdays may count from 0 or from 1")]
    Weekdays,
    /// An interval that neither an hour nor a day is a multiple of.
    #[error("neither an hour nor a day is a multiple of its interval, and TD's cron starts anew with each")]
    Interval,
    /// `@reboot`, `at(…)`.
    #[error("it does not name times that come again")]
    NoTimes,
    /// `weekly`, which is a Monday to systemd and a Sunday to cron.
    #[error("that is Mondays in systemd and Sundays in a cron: write `0 0 * * mon` or `@weekly`")]
    Weekly,
    /// TD's cron can't be written with these options, or would never run.
    #[error("TD's cron can't say that")]
    Unwritable,
}

impl Meaning {
    /// What a cron of TD's means.
    pub(super) fn of(cron: &Cron) -> Self {
        let words = cron.parts.each_ref().map(|part| part.text.clone());
        let (minutes, hours, months, days) = (cron.minutes(), cron.hours(), cron.months(), cron.days());
        Self { minutes, hours, months, days, words, nickname: None }
    }

    /// The days where both day fields are put together: `day` and `week` are None where the field says nothing.
    ///
    /// # Errors
    /// [`Lack::BothDays`] if both say something.
    pub(super) fn days(day: Option<Set>, week: Option<Set>) -> Result<Days, Lack> {
        match (day, week) {
            (None, None) => Ok(Days::Every),
            (Some(day), None) if day == Field::Day.all() => Ok(Days::Every),
            (None, Some(week)) if week == Field::Weekday.all() => Ok(Days::Every),
            (Some(day), None) => Ok(Days::OfMonth(day)),
            (None, Some(week)) => Ok(Days::OfWeek(week)),
            (Some(_), Some(_)) => Err(Lack::BothDays),
        }
    }

    /// TD's cron of this meaning, in the text's own words where TD reads them alike.
    ///
    /// # Errors
    /// [`Lack::Unwritable`] where there is none: the days exist in none of the months, or it needs an `L` that
    /// `options` does not have.
    pub(in crate::cron) fn write(&self, options: Options) -> Result<String, Lack> {
        let [minute, hour, day, month, weekday] = &self.words;
        let minute = word(Field::Minute, self.minutes, minute);
        let hour = word(Field::Hour, self.hours, hour);
        let month = word(Field::Month, self.months, month);
        let star = || "*".to_owned();
        let (day, weekday) = match self.days {
            Days::Every => (star(), star()),
            Days::OfMonth(set) => (word(Field::Day, set, day), star()),
            Days::OfWeek(set) => (star(), word(Field::Weekday, set, weekday)),
            Days::Either { month, week } => {
                (word(Field::Day, month, day), word(Field::Weekday, week, weekday))
            }
            Days::Last => ("L".to_owned(), star()),
        };
        let text = match self.nickname {
            Some(nickname) => nickname.to_owned(),
            None => format!("{minute} {hour} {day} {month} {weekday}"),
        };
        // Not by `Cron::parse`, which would ask for a suggestion again.
        match parse(&text, options) {
            Ok(cron) if self.is_of(&cron) => Ok(text),
            _ => Err(Lack::Unwritable),
        }
    }

    /// Whether TD's cron selects the same minutes.
    fn is_of(&self, cron: &Cron) -> bool {
        cron.minutes() == self.minutes
            && cron.hours() == self.hours
            && cron.months() == self.months
            && cron.days() == self.days
    }
}

/// One field for TD: as it was written if TD reads that alike, else as a step or a list.
fn word(field: Field, set: Set, written: &str) -> String {
    if set == field.all() {
        // `*/1` would count as set beside another day field.
        return "*".to_owned();
    }
    if field_alone(written, field) == Some(set) {
        // `09` of a time of day is 9.
        return number(written).map_or_else(|| written.to_owned(), |value| value.to_string());
    }
    let named = written.chars().any(|c| c.is_ascii_alphabetic());
    let names = |value: u8| match field.names().get(usize::from(value - field.bounds().0)) {
        Some(name) if named => name.chars().take(3).collect(),
        _ => value.to_string(),
    };
    stepped(set, field, written).unwrap_or_else(|| list(set, names))
}

/// `*/15` or `5-59/15` for values that go up evenly to the field's end; two of them only if they were written so. Not for weekdays, where TD reads
/// a 7 in the step as 0.
fn stepped(set: Set, field: Field, written: &str) -> Option<String> {
    let (low, high) = field.bounds();
    let (first, second) = (set.first()?, set.at_or_after(set.first()? + 1)?);
    let step = second - first;
    let even: Set = (first..=high).step_by(usize::from(step)).collect();
    if field == Field::Weekday || step == 1 || (set.len() < 3 && !written.contains('/')) || even != set {
        return None;
    }
    Some(if first == low { format!("*/{step}") } else { format!("{first}-{high}/{step}") })
}

/// A set as a list of values and ranges; two neighbours stay two values.
fn list(set: Set, name: impl Fn(u8) -> String) -> String {
    let mut items = Vec::new();
    for (from, to) in runs(set) {
        match to - from {
            0 => items.push(name(from)),
            1 => items.extend([name(from), name(to)]),
            _ => items.push(format!("{}-{}", name(from), name(to))),
        }
    }
    items.join(",")
}
