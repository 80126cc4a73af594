//! When a cron fires in its zone: the one place where the emulator meets the cron dialect.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Context;
use super::time::instant;
use crate::cron::zone::{self, ZoneError};
use crate::cron::{Cron, Options, Rule};
use crate::emulator::quirks::{ABBREVIATIONS, LAST_DAY, LAZY_WEEKDAY, Quirks};

/// A cron in its zone.
#[derive(Debug)]
pub(crate) struct Plan {
    cron: Cron,
    zone: TimeZone,
}

/// What of a plan can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Cron,
    /// A cron that needs a scheduler which knows `L`.
    LastDay,
    /// A cron whose weekday TD reads late.
    LazyWeekday,
    Zone,
    /// A zone that stands for several.
    Abbreviation,
}

impl Fault {
    /// Whether it is the cron's.
    pub(crate) fn is_of_cron(self) -> bool {
        matches!(self, Self::Cron | Self::LastDay | Self::LazyWeekday)
    }

    /// Whether TD takes it all the same; then the schedule is kept and never fires.
    pub(crate) fn is_taken(self, context: &Context) -> bool {
        match self {
            Self::Cron | Self::Zone => false,
            Self::LastDay => context.held,
            Self::LazyWeekday => context.held || context.quirks.is(&LAZY_WEEKDAY, "accepted"),
            Self::Abbreviation => context.held || context.quirks.is(&ABBREVIATIONS, "accepted"),
        }
    }
}

impl Plan {
    /// Parses both as TD would; what is wrong with either comes back.
    pub(crate) fn parse(cron: &str, timezone: &str, quirks: &Quirks) -> Result<Self, Vec<Fault>> {
        let options = Options { last_day: quirks.is(&LAST_DAY, "accepted") };
        let cron = Cron::parse(cron, &options).map_err(|error| match error.rule() {
            Rule::LastDayUnknown => Fault::LastDay,
            _ if error.is_lazily_taken() => Fault::LazyWeekday,
            _ => Fault::Cron,
        });
        // TD takes the names that Rails shows, such as `Tokyo`, as well.
        let zone = zone::find(timezone).or_else(|error| match error {
            ZoneError::Abbreviation { .. } => Err(Fault::Abbreviation),
            _ => error.legacy_zone().ok_or(Fault::Zone),
        });
        match (cron, zone) {
            (Ok(cron), Ok(zone)) => Ok(Self { cron, zone }),
            (cron, zone) => Err([cron.err(), zone.err()].into_iter().flatten().collect()),
        }
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
