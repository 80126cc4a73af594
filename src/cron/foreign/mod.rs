//! Crons of other schedulers: for which one a text was written, and what it means there.
//!
//! A text tells its dialect by its form: how many fields it has, where `?` stands, what `L`, `#` and names are in it.
//! Where it can be read in two ways, both readings are given. A reading keeps the dialect's own rules (weekdays that
//! begin with 1, `5/15` up to the end of the hour, ranges that wrap around), so that what TD's cron makes of it means
//! the same, or is not offered at all.

mod calendar;
mod field;
mod five;
mod interval;
mod meaning;
mod nickname;
mod systemd;

pub(super) use meaning::{Lack, Meaning};

/// One way to read a text.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// What the text is in this reading, with its article: `an EventBridge expression`. Empty for a cron of five fields,
    /// which needs no name.
    pub(super) kind: &'static str,
    /// What it means, or why TD's cron can't say that.
    pub(super) meaning: Result<Meaning, Lack>,
}

impl Reading {
    fn new(kind: &'static str, meaning: Result<Meaning, Lack>) -> Self {
        Self { kind, meaning }
    }
}

/// Every way to read a text that is no cron of TD's, and the time zone that stands in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) readings: Vec<Reading>,
    pub(super) zone: Option<String>,
}

impl From<Reading> for Found {
    fn from(reading: Reading) -> Self {
        Self { readings: vec![reading], zone: None }
    }
}

/// Reads a text whose blanks are spaces and whose signs are ASCII where they can be.
pub(super) fn read(text: &str) -> Found {
    let text = text.trim();
    if let Some((zone, rest)) = zone_in_front(text) {
        let readings = read(rest).readings.into_iter();
        let named = readings.map(|reading| match reading.kind {
            "" => Reading { kind: "a cron with its time zone in front", ..reading },
            _ => reading,
        });
        return Found { readings: named.collect(), zone: Some(zone.to_owned()) };
    }
    if let Some(reading) = nickname::read(text).or_else(|| interval::read(text)) {
        return reading.into();
    }
    if let Some(inside) = call(text, "cron") {
        let words: Vec<&str> = inside.split_whitespace().collect();
        return calendar::event_bridge(&words).map(Found::from).unwrap_or_default();
    }
    if let Some(found) = systemd::read(text) {
        return found;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let readings = match words.len() {
        5 => five::read(&words).into_iter().collect(),
        6 | 7 => calendar::read(&words),
        _ => Vec::new(),
    };
    Found { readings, zone: None }
}

/// `CRON_TZ=Asia/Tokyo 0 9 * * *` and `TZ=…`, as cronie, Go's cron and Kubernetes had it: the zone and the rest.
fn zone_in_front(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("CRON_TZ=").or_else(|| text.strip_prefix("TZ="))?;
    let (zone, rest) = rest.split_once(' ')?;
    Some((zone.trim_matches(['"', '\'']), rest.trim()))
}

/// What stands between the parentheses of `name(…)`.
fn call<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix(name)?.trim_start().strip_prefix('(')?.strip_suffix(')').map(str::trim)
}
