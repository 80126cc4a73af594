//! Instants as epoch seconds, and the ways TD writes them.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::emulator::quirks::{JOB_TIMES, Quirks, SCHEDULE_TIMES};

/// The last second of the year 9998: far enough from jiff's end to add a delay or a run time.
pub(crate) const LAST: i64 = 253_370_764_799;

/// Epoch seconds as an instant; what is out of range is the nearest instant in range.
pub(crate) fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds.clamp(-LAST / 4, LAST)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn format(seconds: i64, pattern: &str, hours: i8) -> String {
    let zone = TimeZone::fixed(Offset::constant(hours));
    instant(seconds).to_zoned(zone).strftime(pattern).to_string()
}

/// A time of a schedule, normally ISO 8601.
pub(crate) fn of_schedule(quirks: &Quirks, seconds: i64) -> String {
    match quirks.get(&SCHEDULE_TIMES) {
        "offset" => format(seconds, "%Y-%m-%dT%H:%M:%S%:z", -5),
        "custom" => format(seconds, "%Y-%m-%d %H:%M:%S UTC", 0),
        _ => format(seconds, "%Y-%m-%dT%H:%M:%SZ", 0),
    }
}

/// A time of a job in TD's custom form; an empty text for none.
pub(crate) fn of_job(quirks: &Quirks, seconds: Option<i64>) -> String {
    match seconds {
        None => String::new(),
        Some(seconds) if quirks.is(&JOB_TIMES, "offset") => format(seconds, "%Y-%m-%d %H:%M:%S %z", -5),
        Some(seconds) => format(seconds, "%Y-%m-%d %H:%M:%S UTC", 0),
    }
}

/// RFC 3339 or epoch seconds, as the controls take it.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let seconds = match text.parse::<i64>() {
        Ok(seconds) => seconds,
        Err(_) => text.parse::<Timestamp>().ok()?.as_second(),
    };
    (0..=LAST).contains(&seconds).then_some(seconds)
}
