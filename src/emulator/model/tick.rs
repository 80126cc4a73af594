//! When a cron fires in its zone: the one place where the emulator meets the cron dialect.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::time::instant;
use crate::cron::{Cron, Options, zone};
use crate::emulator::quirks::{LAST_DAY, Quirks};

/// A cron in its zone.
#[derive(Debug)]
pub(crate) struct Plan {
    cron: Cron,
    zone: TimeZone,
}

/// What of a plan can't be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Cron,
    Zone,
}

impl Plan {
    /// Parses both as TD would.
    pub(crate) fn parse(cron: &str, timezone: &str, quirks: &Quirks) -> Result<Self, Fault> {
        let options = Options { last_day: quirks.is(&LAST_DAY, "accepted") };
        let cron = Cron::parse(cron, &options).map_err(|_| Fault::Cron)?;
        // TD takes the names that Rails shows, such as `Tokyo`, as well.
        let zone = zone::find(timezone).or_else(|error| error.legacy_zone().ok_or(Fault::Zone))?;
        Ok(Self { cron, zone })
    }

    /// The first tick at or after `from`.
    pub(crate) fn next_from(&self, from: i64) -> Option<i64> {
        self.cron.next_from(instant(from), &self.zone).map(Timestamp::as_second)
    }

    /// The first tick after `after`.
    pub(crate) fn next_after(&self, after: i64) -> Option<i64> {
        self.cron.next_after(instant(after), &self.zone).map(Timestamp::as_second)
    }
}
