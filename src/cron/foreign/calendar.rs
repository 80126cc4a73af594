//! Six and seven fields: EventBridge, Quartz, and crons with seconds or a year that no `?` tells apart.
//!
//! Sources: <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html>,
//! <https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html>,
//! <https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/scheduling/support/CronExpression.html>.

use super::super::{Days, Field, Set};
use super::field::{Dialect, Open, Sunday};
use super::{Lack, Meaning, Reading};

/// Both have weekdays from 1 for Sunday, `a/n` up to the field's end, and ranges that wrap around.
const AMAZON_AND_QUARTZ: Dialect =
    Dialect { range: "-", open: Open::ToTheEnd, sunday: Sunday::One, wraps: true };
/// Spring, node-cron, Azure and Go's cron with seconds.
const SECONDS_FIRST: Dialect = Dialect { sunday: Sunday::ZeroAndSeven, ..AMAZON_AND_QUARTZ };
/// Without a `?` nothing tells from where weekdays count.
const NO_MARK: Dialect = Dialect { sunday: Sunday::Named, ..AMAZON_AND_QUARTZ };

const EVENT_BRIDGE: &str = "an EventBridge expression";
const QUARTZ: &str = "a Quartz expression";

/// The fields by what they are; `second` and `year` where the form has them.
struct Fields<'a> {
    second: Option<&'a str>,
    minute: &'a str,
    hour: &'a str,
    day: &'a str,
    month: &'a str,
    weekday: &'a str,
    year: Option<&'a str>,
}

/// Readings of six or seven words.
pub(super) fn read(words: &[&str]) -> Vec<Reading> {
    let marks: Vec<usize> = (0..words.len()).filter(|at| words.get(*at) == Some(&"?")).collect();
    let one = |reading: Option<Reading>| reading.into_iter().collect();
    match (words.len(), marks.as_slice()) {
        (6, [2] | [4]) => one(event_bridge(words)),
        (6 | 7, [3] | [5]) => one(quartz(words)),
        (6, []) => unmarked(words),
        (7, []) => one(with_both(words)),
        _ => Vec::new(),
    }
}

/// Minute, hour, day, month, weekday and year.
pub(super) fn event_bridge(words: &[&str]) -> Option<Reading> {
    let [minute, hour, day, month, weekday, year] = words else { return None };
    let fields = Fields { second: None, minute, hour, day, month, weekday, year: Some(year) };
    Some(Reading::new(EVENT_BRIDGE, fields.meaning(AMAZON_AND_QUARTZ)?))
}

/// Second, minute, hour, day, month, weekday, and a year that may be left out.
fn quartz(words: &[&str]) -> Option<Reading> {
    let [second, minute, hour, day, month, weekday, year @ ..] = words else { return None };
    let year = year.first().copied();
    let fields = Fields { second: Some(second), minute, hour, day, month, weekday, year };
    Some(Reading::new(QUARTZ, fields.meaning(AMAZON_AND_QUARTZ)?))
}

/// Seven fields without a `?`, which Quartz itself would refuse.
fn with_both(words: &[&str]) -> Option<Reading> {
    let [second, minute, hour, day, month, weekday, year] = words else { return None };
    let fields = Fields { second: Some(second), minute, hour, day, month, weekday, year: Some(year) };
    Some(Reading::new("a cron with seconds and a year", fields.without_mark()?))
}

/// Six fields without a `?`: the first may be seconds, the last a year or a weekday that five fields have too much.
fn unmarked(words: &[&str]) -> Vec<Reading> {
    let [a, b, c, d, e, f] = words else { return Vec::new() };
    let mut readings = Vec::new();
    let seconds = Fields { second: Some(a), minute: b, hour: c, day: d, month: e, weekday: f, year: None };
    if let Some(meaning) = seconds.meaning(SECONDS_FIRST) {
        readings.push(Reading::new("a cron with seconds first", meaning));
    }
    let year = Fields { second: None, minute: a, hour: b, day: c, month: d, weekday: e, year: Some(f) };
    if let Some(meaning) = year.without_mark() {
        readings.push(Reading::new("a cron with a year last", meaning));
    }
    if (*c, *d, *e) == ("*", "*", "*") && *f != "*" {
        let five = Fields { second: None, minute: a, hour: b, day: c, month: d, weekday: f, year: None };
        if let Some(meaning) = five.without_mark() {
            readings.push(Reading::new("a cron of five fields with a weekday too much", meaning));
        }
    }
    readings
}

impl Fields<'_> {
    /// As [`Fields::meaning`], where nothing says from where weekdays count.
    fn without_mark(&self) -> Option<Result<Meaning, Lack>> {
        match self.meaning(NO_MARK) {
            None => self.meaning(AMAZON_AND_QUARTZ).or_else(|| self.meaning(SECONDS_FIRST)).map(|meaning| {
                // It reads only if weekdays have numbers.
                meaning.and(Err(Lack::Weekdays))
            }),
            read => read,
        }
    }

    /// What the fields mean; None where the dialect does not take one of them.
    fn meaning(&self, dialect: Dialect) -> Option<Result<Meaning, Lack>> {
        let seconds = self.second.map_or(Some(Set::range(0, 0)), |text| dialect.read(Field::Minute, text))?;
        let minutes = dialect.read(Field::Minute, self.minute)?;
        let hours = dialect.read(Field::Hour, self.hour)?;
        let months = dialect.read(Field::Month, self.month)?;
        let days = self.days(dialect)?;
        let every_year = self.year.map_or(Some(true), any_year)?;
        let words = [self.minute, self.hour, self.day, self.month, self.weekday].map(str::to_owned);
        Some(match days {
            _ if seconds != Set::range(0, 0) => Err(Lack::Seconds),
            _ if !every_year => Err(Lack::Years),
            Err(lack) => Err(lack),
            Ok(days) => Ok(Meaning { minutes, hours, months, days, words, nickname: None }),
        })
    }

    fn days(&self, dialect: Dialect) -> Option<Result<Days, Lack>> {
        let any = |text: &str| text == "*" || text == "?";
        let (any_day, any_weekday) = (any(self.day), any(self.weekday));
        if !any_day && is_special(self.day, "LW") {
            return Some(match self.day {
                "L" if any_weekday => Ok(Days::Last),
                item => Err(Lack::Item(item.to_owned())),
            });
        }
        // `L` alone is the week's last day, Saturday, where weekdays count from 1.
        let saturday = self.weekday == "L" && dialect.sunday == Sunday::One;
        if !any_weekday && !saturday && is_special(self.weekday, "L#") {
            return Some(Err(Lack::Item(self.weekday.to_owned())));
        }
        let day = if any_day { None } else { Some(dialect.read(Field::Day, self.day)?) };
        let week = match () {
            () if any_weekday => None,
            () if saturday => Some(Set::range(6, 6)),
            () => Some(dialect.read(Field::Weekday, self.weekday)?),
        };
        Some(Meaning::days(day, week))
    }
}

/// Whether a day is told by one of these signs: `L`, `L-2`, `15W`, `LW`, `6L`, `fri#2`. No weekday's name has them.
fn is_special(text: &str, signs: &str) -> bool {
    text.contains(|c| signs.contains(c))
}

/// Whether a year field takes every year; None where it is no year.
fn any_year(text: &str) -> Option<bool> {
    let year =
        |text: &str| text == "*" || (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()));
    let step = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    let item = |item: &str| {
        let (head, rest) = item.split_once('/').unwrap_or((item, "1"));
        step(rest) && head.split('-').all(year)
    };
    text.split(',').all(item).then_some(text == "*")
}
