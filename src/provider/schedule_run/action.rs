//! `action "td_schedule_run"`: a run without any state (Terraform 1.14 and later).

use super::known::{self, Known};
use super::model::OrderModel;
use super::order::{self, Order};
use super::start::{self, Started};
use super::wait::{Unfinished, wait};
use super::{schema, verdict};
use crate::framework::{Action, Context, Diagnostic, Diagnostics, Invoke, Schema, Validate};
use crate::provider::ProviderClient;

/// `action "td_schedule_run"`.
#[derive(Debug)]
pub(in crate::provider) struct RunAction;

impl Action for RunAction {
    type Model = OrderModel;
    type Client = ProviderClient;

    fn type_name(&self) -> &'static str {
        "td_schedule_run"
    }

    fn schema(&self) -> Schema {
        schema::action()
    }

    fn validate(&self, request: Validate<'_, OrderModel>, diagnostics: &mut Diagnostics) {
        order::validate(request.config, diagnostics);
    }

    async fn invoke(
        &self,
        context: &Context<ProviderClient>,
        request: Invoke<'_, OrderModel>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let Invoke { config, progress } = request;
        let td = ProviderClient::ready(context)?;
        let order = Order::new(config, &**td.client.clock())?;
        let Started { mut jobs, was_there } = start::start(td, context, &order, diagnostics).await?;
        let runs = if was_there { "was run by this domain key before, as" } else { "runs as" };
        progress.say(format!("{:?} {runs} {}", &*order.name, known::list(&jobs)));
        let Some(limit) = order.wait else { return Ok(()) };
        let told = |id: &_, status: &_| progress.say(format!("job {id}: {status}"));
        let waited = wait(td, context, &order.name, limit, &mut jobs, told).await;
        let next = verdict::next_try(&order, "Another invocation");
        match (verdict::failed(&order, &jobs, &next), waited) {
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

fn error(order: &Order, jobs: &[Known], unfinished: &Unfinished) -> Diagnostic {
    let open = known::list(jobs.iter().filter(|job| !job.has_ended()));
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
