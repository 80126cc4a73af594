//! When a cron runs next.
//!
//! TD steps through the minutes of absolute time, turns each into the wall clock of the zone, and takes the first that
//! matches (perfectsched's `cron_time` and `next_time` over chrono). So a time that the clock skips does not run that
//! day, and a time that it shows twice runs twice. The same is found here without a step a minute: between two changes
//! of a zone's offset, wall clock and absolute time run in parallel, so each such stretch is searched in wall-clock
//! time by month, day, hour and minute.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::{Cron, Days};

/// How far a search goes: a cron that parses fires at least once in the eight years between two leap days around 2100,
/// and a skipped time the next time round, so that nothing that ever runs is missed.
const HORIZON_SECONDS: i64 = 40 * 366 * 86_400;

impl Cron {
    /// The first run at or after `from`; runs are at whole minutes of absolute time.
    ///
    /// `None` when there is none within 40 years, or before jiff's end of time (the year 9999).
    #[must_use]
    pub fn next_from(&self, from: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let up = i64::from(from.subsec_nanosecond() > 0);
        self.search(ceil_to_minute(from.as_second() + up)?, zone)
    }

    /// The first run after `from`, with the same bounds as [`Cron::next_from`].
    #[must_use]
    pub fn next_after(&self, from: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let down = i64::from(from.subsec_nanosecond() < 0);
        let minute = (from.as_second() - down).div_euclid(60) + 1;
        self.search(minute.checked_mul(60)?, zone)
    }

    /// All runs after `from`, in order; they end where [`Cron::next_after`] finds none.
    #[must_use]
    pub fn after<'a>(&'a self, from: Timestamp, zone: &'a TimeZone) -> After<'a> {
        After { cron: self, zone, last: Some(from) }
    }

    /// Calls `each` with every run from `from` on and before `until`, in order. For long spans with many runs this is
    /// many times faster than [`Cron::after`], which begins a search for each run.
    pub fn each_between(
        &self,
        from: Timestamp,
        until: Timestamp,
        zone: &TimeZone,
        mut each: impl FnMut(Timestamp),
    ) {
        let mut start = ceil_to_minute(from.as_second() + i64::from(from.subsec_nanosecond() > 0));
        while let Some(at) = start.and_then(|second| Timestamp::from_second(second).ok()) {
            if at >= until {
                return;
            }
            let change = zone.following(at).next().map(|change| change.timestamp());
            let end = change.filter(|change| *change < until).unwrap_or(until);
            self.each_at_offset(at, end, zone.to_offset(at), &mut each);
            start = ceil_to_minute(end.as_second());
            if change.is_none_or(|change| change >= until) {
                return;
            }
        }
    }

    /// The runs in `[from, until)`, where the zone's offset is the same throughout; `from` is a whole minute.
    fn each_at_offset(
        &self,
        from: Timestamp,
        until: Timestamp,
        offset: Offset,
        each: &mut impl FnMut(Timestamp),
    ) {
        let (mut date, last) = (offset.to_datetime(from).date(), offset.to_datetime(until).date());
        while date <= last {
            let midnight = offset.to_timestamp(date.at(0, 0, 0, 0)).ok().filter(|_| self.runs_on(date));
            for hour in midnight.iter().flat_map(|_| self.hours.iter()) {
                for minute in self.minutes.iter() {
                    let wall = i64::from(hour) * 3600 + i64::from(minute) * 60;
                    let exact =
                        midnight.map_or(i64::MAX, |midnight| midnight.as_second().saturating_add(wall));
                    let run = ceil_to_minute(exact).and_then(|second| Timestamp::from_second(second).ok());
                    run.filter(|run| from <= *run && *run < until).into_iter().for_each(&mut *each);
                }
            }
            let Ok(next) = date.tomorrow() else { return };
            date = next;
        }
    }

    /// `start` is a whole minute, in seconds since 1970.
    fn search(&self, start: i64, zone: &TimeZone) -> Option<Timestamp> {
        let end = Timestamp::from_second(start.checked_add(HORIZON_SECONDS)?).unwrap_or(Timestamp::MAX);
        let mut at = Timestamp::from_second(start).ok()?;
        while at < end {
            let change =
                zone.following(at).next().map(|change| change.timestamp()).filter(|change| *change < end);
            let found = self.search_at_offset(at, change.unwrap_or(end), zone.to_offset(at));
            if found.is_some() {
                return found;
            }
            at = Timestamp::from_second(ceil_to_minute(change?.as_second())?).ok()?;
        }
        None
    }

    /// The first run in `[from, until)`, where the zone's offset is the same throughout; `from` is a whole minute.
    fn search_at_offset(&self, from: Timestamp, until: Timestamp, offset: Offset) -> Option<Timestamp> {
        let wall = offset.to_datetime(from);
        let last = offset.to_datetime(until).date();
        let found = self.first_wall(wall, last)?;
        // Old offsets have seconds: the run is at the one whole minute whose wall clock shows this minute.
        let exact = offset.to_timestamp(found).ok()?;
        let run = Timestamp::from_second(ceil_to_minute(exact.as_second())?).ok()?;
        (run < until).then_some(run)
    }

    /// The first wall-clock minute from `wall` (its seconds do not count) to the end of the day `last` that matches.
    pub(super) fn first_wall(&self, wall: DateTime, last: Date) -> Option<DateTime> {
        let start = self.first_time(small(wall.hour()), small(wall.minute()));
        if let Some(time) = start.filter(|_| self.runs_on(wall.date())) {
            return Some(wall.date().to_datetime(time));
        }
        let mut date = wall.date().tomorrow().ok()?;
        while date <= last {
            if !self.months.contains(small(date.month())) {
                date = date.first_of_month().checked_add(1.month()).ok()?;
            } else if self.runs_on(date) {
                return self.first_time(0, 0).map(|time| date.to_datetime(time));
            } else {
                date = date.tomorrow().ok()?;
            }
        }
        None
    }

    /// The first time of day at or after `hour`:`minute`.
    fn first_time(&self, hour: u8, minute: u8) -> Option<Time> {
        let same_hour = self.hours.contains(hour).then(|| self.minutes.at_or_after(minute)).flatten();
        let (hour, minute) = match same_hour {
            Some(minute) => (hour, minute),
            None => (self.hours.at_or_after(hour + 1)?, self.minutes.first()?),
        };
        Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
    }

    /// Whether the cron runs on a day of the calendar, months included.
    fn runs_on(&self, date: Date) -> bool {
        let day = || small(date.day());
        let weekday = || small(date.weekday().to_sunday_zero_offset());
        self.months.contains(small(date.month()))
            && match self.days {
                Days::Every => true,
                Days::OfMonth(days) => days.contains(day()),
                Days::OfWeek(days) => days.contains(weekday()),
                Days::Either { month, week } => month.contains(day()) || week.contains(weekday()),
                Days::Last => date.day() == date.days_in_month(),
            }
    }
}

/// jiff's small calendar numbers, never negative, as the sets take them.
fn small(value: i8) -> u8 {
    value.unsigned_abs()
}

fn ceil_to_minute(second: i64) -> Option<i64> {
    second.checked_add(59).map(|second| second.div_euclid(60) * 60)
}

/// The runs of a cron after an instant; made by [`Cron::after`].
#[derive(Clone, Debug)]
pub struct After<'a> {
    cron: &'a Cron,
    zone: &'a TimeZone,
    last: Option<Timestamp>,
}

impl Iterator for After<'_> {
    type Item = Timestamp;

    fn next(&mut self) -> Option<Timestamp> {
        self.last = self.cron.next_after(self.last?, self.zone);
        self.last
    }
}
