//! When a cron fires in its zone: the one place where the emulator meets the cron dialect.

use super::time::instant;
use crate::emulator::quirks::{LAST_DAY, Quirks};

/// A cron in its zone.
#[derive(Debug)]
pub(crate) struct Plan {}

/// What of a plan can't be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Cron,
    Zone,
}

impl Plan {
    pub(crate) fn parse(_cron: &str, _timezone: &str, quirks: &Quirks) -> Result<Self, Fault> {
        let _ = quirks.is(&LAST_DAY, "accepted");
        Ok(Self {})
    }

    /// The first tick at or after `from`.
    pub(crate) fn next_from(&self, from: i64) -> Option<i64> {
        let _ = instant(from);
        None
    }

    /// The first tick after `after`.
    pub(crate) fn next_after(&self, after: i64) -> Option<i64> {
        self.next_from(after.saturating_add(1))
    }
}
