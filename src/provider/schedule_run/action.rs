//! `action "td_schedule_run"`: a run without any state (Terraform 1.14 and later).

use super::model::RunRequestModel;
use super::request::{self, RunRequest};
use super::start::{self, Started};
use super::tracked_jobs::{self, TrackedJobs};
use super::wait::{Unfinished, wait};
use super::{outcome, schema};
use crate::framework::{Action, Context, Diagnostic, Diagnostics, Invoke, Schema, Validate};
use crate::provider::ProviderClient;

/// `action "td_schedule_run"`.
#[derive(Debug)]
pub(in crate::provider) struct RunAction;

impl Action for RunAction {
    type Model = RunRequestModel;
    type Client = ProviderClient;

    fn type_name(&self) -> &'static str {
        "td_schedule_run"
    }

    fn schema(&self) -> Schema {
        schema::action()
    }

    fn validate(&self, request: Validate<'_, RunRequestModel>, diagnostics: &mut Diagnostics) {
        request::validate(request.config, diagnostics);
    }

    async fn invoke(
        &self,
        context: &Context<ProviderClient>,
        request: Invoke<'_, RunRequestModel>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let Invoke { config, progress } = request;
        let td = ProviderClient::ready(context)?;
        let order = RunRequest::new(config, &**td.client.clock())?;
        let Started { mut jobs, was_there } = start::start(td, context, &order, diagnostics).await?;
        let runs = if was_there { "was run by this domain key before, as" } else { "runs as" };
        progress.say(format!("{:?} {runs} {}", &*order.name, tracked_jobs::list(&jobs)));
        let Some(limit) = order.wait else { return Ok(()) };
        let told = |id: &_, status: &_| progress.say(format!("job {id}: {status}"));
        let waited = wait(td, context, &order.name, limit, &mut jobs, told).await;
        let next = outcome::next_try(&order, "Another invocation");
        match (outcome::failed(&order, &jobs, &next), waited) {
            (Some(problem), _) if order.fail_on_error => Err(problem),
            (problem, Err(unfinished)) => {
                diagnostics.extend(problem);
                Err(error(&order, &jobs, &unfinished))
            }
            (problem, Ok(())) => {
                diagnostics.extend(problem);
                Ok(())
            }
        }
    }
}

fn error(order: &RunRequest, jobs: &[TrackedJobs], unfinished: &Unfinished) -> Diagnostic {
    let open = tracked_jobs::list(jobs.iter().filter(|job| !job.has_ended()));
    let goes_on = format!("Treasure Data goes on with {open} of the schedule {:?}.", order.name);
    match unfinished {
        Unfinished::OutOfTime => Diagnostic::error(
            "The run has not ended in time",
            format!("`timeout` is over. {goes_on} Raise `timeout` where it needs longer."),
        ),
        Unfinished::Stopped => Diagnostic::error(
            "The wait for the run was stopped",
            format!("Terraform was asked to stop. {goes_on}"),
        ),
        Unfinished::Unreadable(error) => {
            Diagnostic::error("The run can't be watched", format!("{error}.\n{goes_on}"))
        }
    }
}
