//! Waits until every job of a run has ended.

use std::time::Duration;

use super::tracked_jobs::TrackedJobs;
use crate::api::Error;
use crate::framework::Context;
use crate::provider::shared::client::{ConfiguredClient, ProviderClient};
use crate::wire::Str;

/// The first pause between two looks, and the longest: each is half as long again as the one before.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Rows of the history that one request asks for, and how far one look goes.
const PAGE: u64 = 100;
const MOST_ROWS: u64 = 1000;

/// Why a wait ended before the jobs did.
#[derive(Debug)]
pub(super) enum Unfinished {
    /// The time for it was over.
    OutOfTime,
    /// The user stopped Terraform.
    Stopped,
    /// The history could not be read any more.
    Unreadable(Box<Error>),
}

/// Looks at the schedule's history until every job has ended, for at most `limit`. `jobs` is what was last seen in any
/// case; `changed` hears of each new status.
pub(super) async fn wait(
    td: &ConfiguredClient,
    context: &Context<ProviderClient>,
    name: &str,
    limit: Duration,
    jobs: &mut [TrackedJobs],
    mut changed: impl FnMut(&Str, &Str) + Send,
) -> Result<(), Unfinished> {
    let clock = td.client.clock();
    let begin = clock.monotonic();
    let mut pause = FIRST_PAUSE;
    loop {
        let left = limit.saturating_sub(clock.monotonic().saturating_sub(begin));
        match look(td, context, left, name, jobs, &mut changed).await {
            Ok(()) => {}
            Err(error) if error.is_stopped() => return Err(Unfinished::Stopped),
            Err(_) if clock.monotonic().saturating_sub(begin) >= limit => return Err(Unfinished::OutOfTime),
            // Nothing was asked: another read has found TD out of reach a moment ago.
            Err(error) if error.is_repeated() => {}
            Err(error) => return Err(Unfinished::Unreadable(Box::new(error))),
        }
        if !jobs.iter().any(TrackedJobs::is_awaited) {
            return Ok(());
        }
        let left = limit.saturating_sub(clock.monotonic().saturating_sub(begin));
        if left.is_zero() {
            return Err(Unfinished::OutOfTime);
        }
        // Many runs that began together need not look together.
        let jittered = pause.mul_f64(0.75 + clock.fraction() / 2.0);
        tokio::select! {
            () = clock.sleep(jittered.min(left)) => {}
            () = context.stop.cancelled() => return Err(Unfinished::Stopped),
        }
        pause = pause.mul_f64(1.5).min(LONGEST_PAUSE);
    }
}

/// One look at the newest rows, down to the last of these jobs that has not ended.
async fn look(
    td: &ConfiguredClient,
    context: &Context<ProviderClient>,
    left: Duration,
    name: &str,
    jobs: &mut [TrackedJobs],
    changed: &mut (impl FnMut(&Str, &Str) + Send),
) -> Result<(), Error> {
    let call = td.call(context, left.max(FIRST_PAUSE));
    let mut wanted = jobs.iter().filter(|job| job.is_awaited()).count();
    let mut from = 0;
    while wanted > 0 && from < MOST_ROWS {
        let page = td.client.history(&call, name, from, from + PAGE).await?;
        if page.length() == 0 {
            break;
        }
        from += page.length() as u64;
        for row in &page.history {
            for job in jobs.iter_mut().filter(|job| job.is_awaited() && row.job_id.as_ref() == Some(&job.id))
            {
                wanted = wanted.saturating_sub(1);
                if let Some(status) = job.update(row) {
                    changed(&job.id, &status);
                }
            }
        }
    }
    Ok(())
}
