//! Intervals: `@every 15m` of Go's cron, `rate(15 minutes)` of EventBridge, `every 15 minutes` of App Engine.
//!
//! They are counted from when they were begun, which no text says; TD's cron counts from midnight. The runs are the
//! same for one that begins at midnight, and the kind says so.

use super::super::{Days, Field, Set};
use super::{Lack, Meaning, Reading, call};

const GO: &str = "an interval of Go's cron, counted from midnight here";
const EVENT_BRIDGE: &str = "an EventBridge rate, counted from midnight here";
const APP_ENGINE: &str = "an interval of App Engine, counted from midnight here";

pub(super) fn read(text: &str) -> Option<Reading> {
    if let Some(duration) = text.strip_prefix("@every ") {
        return Some(Reading::new(GO, meaning(seconds(duration.trim())?)));
    }
    if let Some(rate) = call(text, "rate") {
        return Some(Reading::new(EVENT_BRIDGE, meaning(amount(rate)?)));
    }
    if call(text, "at").is_some() {
        return Some(Reading::new("an EventBridge time", Err(Lack::NoTimes)));
    }
    let rest = text.strip_prefix("every ")?;
    Some(Reading::new(APP_ENGINE, meaning(amount(rest)?)))
}

/// `15 minutes` in seconds.
fn amount(text: &str) -> Option<u64> {
    let (number, unit) = text.split_once(' ')?;
    let unit = match unit.trim() {
        "minute" | "minutes" | "mins" => 60,
        "hour" | "hours" => 3600,
        "day" | "days" => 86_400,
        _ => return None,
    };
    number.parse::<u32>().ok().map(|number| u64::from(number) * unit).filter(|seconds| *seconds > 0)
}

/// A Go duration such as `1h30m` or `90s` in seconds; days are taken too.
fn seconds(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut all = 0_u64;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, tail) = rest.split_at_checked(digits)?;
        let mut tail = tail.chars();
        let unit = match tail.next()? {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => return None,
        };
        all = all.checked_add(u64::from(number.parse::<u32>().ok()?) * unit)?;
        rest = tail.as_str();
    }
    (all > 0).then_some(all)
}

fn meaning(seconds: u64) -> Result<Meaning, Lack> {
    if !seconds.is_multiple_of(60) {
        return Err(Lack::Seconds);
    }
    let minutes = seconds / 60;
    let every = |high: u8, step: u64| -> Set {
        (0..=high).step_by(usize::try_from(step).unwrap_or(usize::MAX)).collect()
    };
    let (minutes, hours, words) = match minutes {
        1..=60 if 60 % minutes == 0 => {
            (every(59, minutes), Field::Hour.all(), [format!("*/{minutes}"), "*".into()])
        }
        _ if minutes.is_multiple_of(60) && minutes <= 1440 && 1440 % minutes == 0 => {
            (Set::range(0, 0), every(23, minutes / 60), ["0".into(), format!("*/{}", minutes / 60)])
        }
        _ => return Err(Lack::Interval),
    };
    let [minute, hour] = words;
    let nickname = match seconds {
        3600 => Some("@hourly"),
        86_400 => Some("@daily"),
        _ => None,
    };
    let word = |set: Set, word: String| if set.len() == 1 { "0".to_owned() } else { word };
    let words = [word(minutes, minute), word(hours, hour), "*".into(), "*".into(), "*".into()];
    Ok(Meaning { minutes, hours, months: Field::Month.all(), days: Days::Every, words, nickname })
}
