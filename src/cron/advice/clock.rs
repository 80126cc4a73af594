//! Advice on times that a zone's clock skips or shows twice.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::super::{Cron, Field};
use super::Advice;

/// How far ahead clock changes are worth telling.
const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

pub(super) fn of_zone(cron: &Cron, zone: &TimeZone, from: Timestamp) -> Vec<Advice> {
    let (mut skipped, mut doubled) = (Vec::new(), Vec::new());
    let until = from.checked_add(YEAR).unwrap_or(Timestamp::MAX);
    for change in zone.following(from).take_while(|change| change.timestamp() <= until) {
        let at = change.timestamp();
        let Ok(before) = at.checked_sub(SignedDuration::from_secs(1)) else { break };
        let (old, new) = (zone.to_offset(before), change.offset());
        if keeps_pace(cron, old, new) {
            continue;
        }
        // The wall clock jumps from one to the other; what lies between was skipped or comes again.
        let (left, reached) = (old.to_datetime(at), new.to_datetime(at));
        if left < reached {
            skipped.extend(matches(cron, left, reached));
        } else {
            doubled.extend(matches(cron, reached, left));
        }
    }
    let name = || zone.iana_name().unwrap_or("the zone").to_owned();
    let mut all = Vec::new();
    if !skipped.is_empty() {
        all.push(Advice::Skipped { times: skipped, zone: name() });
    }
    if !doubled.is_empty() {
        all.push(Advice::Doubled { times: doubled, zone: name() });
    }
    all
}

/// Whether a cron of every hour goes on at the same intervals, however the hours are called.
fn keeps_pace(cron: &Cron, old: Offset, new: Offset) -> bool {
    let whole_hours = (new.seconds() - old.seconds()) % 3600 == 0;
    cron.hours() == Field::Hour.all() && (whole_hours || cron.minutes() == Field::Minute.all())
}

/// The wall-clock minutes in `[from, to)` that match.
fn matches(cron: &Cron, from: DateTime, to: DateTime) -> Vec<DateTime> {
    let mut times = Vec::new();
    let mut at = Some(from);
    while let Some(found) = at.and_then(|at| cron.first_wall(at, to.date())).filter(|found| *found < to) {
        times.push(found);
        at = found.checked_add(1.minute()).ok();
    }
    times
}
