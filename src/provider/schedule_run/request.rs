//! What is to be run, read from a block's attributes.

use std::time::Duration;

use jiff::Timestamp;

use super::model::RunRequestModel;
use crate::clock::Clock;
use crate::framework::{Attr, Diagnostic, Diagnostics};
use crate::provider::shared::{duration, instant, schedule_name};
use crate::wire::Str;

/// The longest wait where none is given.
const TIMEOUT: Duration = Duration::from_secs(3600);

/// The most jobs of one run, by the API's reference.
pub(super) const MOST_JOBS: i64 = 10;

/// What is wrong with a configuration; unknowns are not judged.
pub(super) fn validate(asked: &RunRequestModel, diagnostics: &mut Diagnostics) {
    schedule_name::validate("schedule_name", &asked.schedule_name, diagnostics);
    if let Some(Err(problem)) = asked.schedule_time.known().map(|text| time(text)) {
        diagnostics.push(problem);
    }
    if asked.num.known().is_some_and(|num| !(1..=MOST_JOBS).contains(num)) {
        diagnostics.push(
            Diagnostic::error("num is out of range", "One run makes 1 to 10 jobs.").at_attribute("num"),
        );
    }
    if asked.domain_key.known().is_some_and(|key| key.trim().is_empty()) {
        diagnostics.push(
            Diagnostic::error(
                "The domain key is empty",
                "A domain key names one run in the whole account. Leave it out to have one made for each apply.",
            )
            .at_attribute("domain_key"),
        );
    }
    if let Some(Err(problem)) = asked.timeout.known().map(|text| duration::parse(text)) {
        diagnostics.push(Diagnostic::error("Invalid length of time", problem).at_attribute("timeout"));
    }
}

/// One run, wholly known.
#[derive(Clone, Debug)]
pub(super) struct RunRequest {
    /// Which schedule.
    pub(super) name: Str,
    /// The time that it runs for.
    pub(super) time: Timestamp,
    /// Whether the user chose the time.
    pub(super) time_is_chosen: bool,
    /// How many jobs.
    pub(super) num: u32,
    /// What makes a retry safe.
    pub(super) domain_key: Str,
    /// Whether the user chose the key, so that it names the same run in every apply.
    pub(super) key_is_chosen: bool,
    /// The longest wait; None = no wait.
    pub(super) wait: Option<Duration>,
    /// Whether a failed job is an error.
    pub(super) fail_on_error: bool,
}

impl RunRequest {
    /// Reads the order; time and key come from the clock where none is given.
    pub(super) fn new(asked: &RunRequestModel, clock: &dyn Clock) -> Result<Self, Diagnostic> {
        let time = asked.schedule_time.known().map(|text| time(text)).transpose()?;
        let timeout = asked.timeout.known().and_then(|text| duration::parse(text).ok()).unwrap_or(TIMEOUT);
        let made = || format!("terraform-{:016x}{:016x}", clock.random(), clock.random()).into();
        Ok(Self {
            name: asked.schedule_name.known().cloned().unwrap_or_else(|| "".into()),
            time: time.unwrap_or_else(|| clock.now()),
            time_is_chosen: time.is_some(),
            num: asked.num.known().and_then(|num| u32::try_from(*num).ok()).unwrap_or(1),
            domain_key: asked.domain_key.known().cloned().unwrap_or_else(made),
            key_is_chosen: asked.domain_key.known().is_some(),
            wait: (asked.wait_for_completion == Attr::Known(true)).then_some(timeout),
            fail_on_error: asked.fail_on_error != Attr::Known(false),
        })
    }
}

fn time(text: &str) -> Result<Timestamp, Diagnostic> {
    instant::parse(text).filter(|time| time.as_second() >= 0).ok_or_else(|| {
        let detail = format!("{text:?} is no instant since 1970. {}", instant::EXAMPLE);
        Diagnostic::error("Invalid time", detail).at_attribute("schedule_time")
    })
}
