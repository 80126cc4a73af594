//! Tests of the dialect, by what they prove.

mod advices;
mod brute;
mod dialects;
mod explanations;
mod reject;
mod suggestions;
mod vectors;
mod zones;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Cron, Options};

pub(super) const WITHOUT_L: Options = Options { last_day: false };
pub(super) const WITH_L: Options = Options { last_day: true };

pub(super) fn cron(text: &str) -> Cron {
    Cron::parse(text, &WITH_L).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

pub(super) fn zone(name: &str) -> TimeZone {
    super::zone::find(name).unwrap()
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}
