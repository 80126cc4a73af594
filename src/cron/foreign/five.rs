//! Five fields that TD does not take: those of cron on other machines, of GitHub and Google, and slips of the pen.

use super::super::{Days, Field, Set};
use super::field::{Dialect, Open, Sunday, number};
use super::{Lack, Meaning, Reading};

/// Weekdays from 0 or 7 for Sunday, as all of them have it. GitHub reads `5/15` up to the end of the hour, others as 5.
const CRON: Dialect = Dialect { range: "-", open: Open::Doubtful, sunday: Sunday::ZeroAndSeven, wraps: true };
/// A `?` is of Go's cron, which counts from 0, or of an EventBridge expression without its year, which counts from 1.
const WITH_MARK: Dialect = Dialect { sunday: Sunday::Named, ..CRON };

pub(super) fn read(words: &[&str]) -> Option<Reading> {
    let [minute, hour, day, month, weekday] = words else { return None };
    let marked = *day == "?" || *weekday == "?";
    let dialect = if marked { WITH_MARK } else { CRON };
    let meaning = match meaning(dialect, minute, hour, day, month, weekday) {
        None if marked => meaning(CRON, minute, hour, day, month, weekday)?.and(Err(Lack::Weekdays)),
        read => read?,
    };
    // The broken rule names the `?` already; only what stands in the way of a suggestion is left to say.
    let kind = if marked && meaning.is_err() { "a cron with `?`" } else { "" };
    Some(Reading::new(kind, meaning))
}

fn meaning(
    dialect: Dialect,
    minute: &str,
    hour: &str,
    day: &str,
    month: &str,
    weekday: &str,
) -> Option<Result<Meaning, Lack>> {
    let month = mended(month);
    let months = dialect.read(Field::Month, &month)?;
    let any = |text: &str| text == "*" || text == "?";
    let (day, weekday) = (if day == "l" { "L".to_owned() } else { mended(day) }, mended(weekday));
    let days = match (any(&day), any(&weekday)) {
        (false, true) if day == "L" => Ok(Days::Last),
        (true, true) => Ok(Days::Every),
        (false, true) => Meaning::days(Some(dialect.read(Field::Day, &day)?), None),
        (true, false) => Meaning::days(None, Some(dialect.read(Field::Weekday, &weekday)?)),
        (false, false) => either(
            dialect.read(Field::Day, &day)?,
            dialect.read(Field::Weekday, &weekday)?,
            &[&day, &weekday],
        ),
    };
    let every_day = days == Ok(Days::Every) && months == Field::Month.all();
    let (hour, minute) = (mended(hour), mended(minute));
    let hours = past_the_end(dialect, Field::Hour, &hour, every_day)?;
    let minutes = past_the_end(dialect, Field::Minute, &minute, every_day && hours == Field::Hour.all())?;
    let words = [minute, hour, day, month, weekday];
    Some(days.map(|days| Meaning { minutes, hours, months, days, words, nickname: None }))
}

/// Both day fields set mean either of them, as to TD, but for the old rule that one which begins with `*` means both.
fn either(month: Set, week: Set, texts: &[&str]) -> Result<Days, Lack> {
    let whole = month == Field::Day.all() || week == Field::Weekday.all();
    if whole || texts.iter().any(|text| text.starts_with('*')) {
        return Err(Lack::BothDays);
    }
    Ok(Days::Either { month, week })
}

/// Without the empty items of a list.
fn mended(text: &str) -> String {
    let items: Vec<&str> = text.split(',').filter(|item| !item.is_empty()).collect();
    items.join(",")
}

/// A field in which hour 24 or minute 60 may stand: the next day's or hour's first, which is the same only where every
/// day (every hour) counts.
fn past_the_end(dialect: Dialect, field: Field, text: &str, all_above: bool) -> Option<Set> {
    let (low, high) = field.bounds();
    let past = |text: &str| number(text) == Some(high + 1);
    let mut all = Set::default();
    for item in text.split(',') {
        let set = match item.split_once('-') {
            _ if past(item) && all_above => Set::range(low, low),
            Some((from, to)) if past(to) && all_above => {
                let mut set = dialect.read(field, &format!("{from}-{high}"))?;
                set.insert(low);
                set
            }
            _ => dialect.read(field, item)?,
        };
        set.iter().for_each(|value| all.insert(value));
    }
    Some(all)
}
