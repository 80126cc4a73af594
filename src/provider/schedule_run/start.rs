//! Starts a run.

use std::time::Duration;

use super::adopt::adopt;
use super::request::RunRequest;
use super::tracked_jobs::TrackedJobs;
use crate::api::{CallOptions, Error};
use crate::framework::{Context, Diagnostic, Diagnostics};
use crate::provider::shared::client::{ConfiguredClient, ProviderClient};
use crate::provider::shared::suggestion;

/// How long starting may take, all tries included.
const TIMEOUT: Duration = Duration::from_secs(600);

/// A run that Treasure Data has accepted.
#[derive(Debug)]
pub(super) struct Started {
    /// Its jobs.
    pub(super) jobs: Vec<TrackedJobs>,
    /// Whether an earlier try had started it.
    pub(super) was_there: bool,
}

/// Starts the jobs. A conflict means that Treasure Data has this run: its jobs are taken over.
pub(super) async fn start(
    td: &ConfiguredClient,
    context: &Context<ProviderClient>,
    order: &RunRequest,
    diagnostics: &mut Diagnostics,
) -> Result<Started, Diagnostic> {
    let call = td.call(context, TIMEOUT);
    let answer = td.client.run(&call, &order.name, order.time, order.num, Some(&order.domain_key)).await;
    match answer {
        Ok(jobs) => Ok(Started { jobs: jobs.iter().map(TrackedJobs::started).collect(), was_there: false }),
        Err(error) => match error.conflicts_with().filter(|_| error.is_conflict()) {
            Some(id) => {
                let jobs = adopt(td, &call, order, id, diagnostics).await?;
                Ok(Started { jobs, was_there: true })
            }
            None => Err(failure(td, &call, order, &error).await),
        },
    }
}

async fn failure(td: &ConfiguredClient, call: &CallOptions, order: &RunRequest, error: &Error) -> Diagnostic {
    if error.is_not_found() {
        let near = match td.client.list(call).await {
            Ok(list) => {
                suggestion::did_you_mean(&order.name, list.schedules.iter().map(|schedule| &*schedule.name))
            }
            Err(_) => String::new(),
        };
        return Diagnostic::error(
            "The schedule does not exist",
            format!(
                "Treasure Data has no schedule {:?} that this API key may run.{near} {}",
                order.name,
                td.sources()
            ),
        )
        .at_attribute("schedule_name");
    }
    let mut diagnostic = td.failure(&format!("run the schedule {:?}", order.name), error);
    if error.is_conflict() {
        diagnostic.summary = "The domain key is taken".into();
        diagnostic.detail = format!(
            "Treasure Data has a run of the domain key {:?} already, but does not say which job it is, so that it can't \
             be taken over. Choose another key.\n{error}.",
            order.domain_key
        );
        return diagnostic.at_attribute("domain_key");
    }
    if error.is_ambiguous() {
        diagnostic.detail.push_str(match order.key_is_chosen {
            true => " Applying again is safe: Treasure Data runs a domain key only once.",
            false => {
                " Look at the schedule's history before you apply again; a `domain_key` would make that safe."
            }
        });
    }
    diagnostic
}
