//! What ended badly in a run.

use super::request::RunRequest;
use super::tracked_jobs::{self, TrackedJobs};
use crate::framework::Diagnostic;

/// The failed jobs of a run that was waited for: an error, or a warning where that is wanted. `next` says what another
/// try would do.
pub(super) fn failed(order: &RunRequest, jobs: &[TrackedJobs], next: &str) -> Option<Diagnostic> {
    let failed: Vec<&TrackedJobs> = jobs.iter().filter(|job| job.has_failed()).collect();
    if failed.is_empty() || order.wait.is_none() {
        return None;
    }
    let list = tracked_jobs::list(failed);
    Some(match order.fail_on_error {
        true => Diagnostic::error(
            "The run failed",
            format!(
                "Treasure Data ended {list} of the schedule {:?}. Its log in the console says why. {next} With \
                 `fail_on_error = false` this would be a warning.",
                order.name
            ),
        ),
        false => Diagnostic::warning(
            format!("The run of {:?} failed", order.name),
            format!("Treasure Data ended {list}. `fail_on_error` is false, so that this is no error."),
        ),
    })
}

/// What another try of the same order does.
pub(super) fn next_try(order: &RunRequest, what: &str) -> String {
    match order.key_is_chosen {
        true => format!(
            "{what} runs anew: give it another `domain_key`, since Treasure Data never runs one twice and would only show \
             these jobs again."
        ),
        false => format!("{what} runs anew."),
    }
}
