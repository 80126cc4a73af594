//! systemd's `OnCalendar`: `Mon..Fri *-*-* 09:00:00 Asia/Tokyo`, each part of which may be left out.
//!
//! Source: <https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html>.

use super::super::{Days, Field, zone};
use super::field::{Dialect, Open, Sunday};
use super::{Found, Lack, Meaning, Reading};

const SYSTEMD: Dialect = Dialect { range: "..", open: Open::ToTheEnd, sunday: Sunday::Named, wraps: false };

pub(super) fn read(text: &str) -> Option<Found> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if !words.iter().any(|word| is_date(word) || is_time(word)) {
        return None;
    }
    let zone =
        words.last().copied().filter(|word| !is_date(word) && !is_time(word) && zone::find(word).is_ok());
    if zone.is_some() {
        words.pop();
    }
    let mut words = words.into_iter().peekable();
    let weekdays = words.next_if(|word| !is_date(word) && !is_time(word));
    let date = words.next_if(|word| is_date(word)).unwrap_or("*-*-*");
    let time = words.next_if(|word| is_time(word)).unwrap_or("00:00");
    if words.next().is_some() {
        return None;
    }
    let meaning = meaning(weekdays, date, time)?;
    let reading = Reading::new("a systemd calendar expression", meaning);
    Some(Found { readings: vec![reading], zone: zone.map(str::to_owned) })
}

fn is_time(word: &str) -> bool {
    word.contains(':') && word.chars().all(|c| c.is_ascii_digit() || "*:,./".contains(c))
}

/// A date has a year, a month and a day, or the last two.
fn is_date(word: &str) -> bool {
    let signs = word.chars().all(|c| c.is_ascii_digit() || "*-,./~".contains(c));
    let parts = word.split(['-', '~']).count();
    signs && (parts == 3 || (parts == 2 && word.len() >= 4 && !word.contains('*') && word.contains('-')))
}

fn meaning(weekdays: Option<&str>, date: &str, time: &str) -> Option<Result<Meaning, Lack>> {
    let mut clock = time.split(':');
    let (hour, minute) = (clock.next()?, clock.next()?);
    let second = clock.next().unwrap_or("0");
    let every = |text: &str| text == "*";
    let hours = SYSTEMD.read(Field::Hour, hour)?;
    let minutes = SYSTEMD.read(Field::Minute, minute)?;
    let zero_seconds = second.split('.').all(|part| part.bytes().all(|byte| byte == b'0'));
    if clock.next().is_some() {
        return None;
    }
    let (date, last_days) = match date.split_once('~') {
        Some((month, day)) => (format!("{month}-*"), Some(day)),
        None => (date.to_owned(), None),
    };
    let parts: Vec<&str> = date.split('-').collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (*year, *month, *day),
        [month, day] => ("*", *month, *day),
        _ => return None,
    };
    let months = SYSTEMD.read(Field::Month, month)?;
    let day_set = if every(day) { None } else { Some(SYSTEMD.read(Field::Day, day)?) };
    let week =
        weekdays.map(|text| SYSTEMD.read(Field::Weekday, text)).map_or(Some(None), |week| week.map(Some))?;
    let days = match (last_days, week) {
        (Some("1" | "01"), None) => Ok(Days::Last),
        (Some(day), _) => Err(Lack::Item(format!("~{day}"))),
        (None, week) => Meaning::days(day_set, week),
    };
    let words = [minute, hour, day, month, weekdays.unwrap_or("*")].map(str::to_owned);
    Some(match days {
        _ if !zero_seconds => Err(Lack::Seconds),
        _ if !every(year) => Err(Lack::Years),
        days => days.map(|days| Meaning { minutes, hours, months, days, words, nickname: None }),
    })
}
