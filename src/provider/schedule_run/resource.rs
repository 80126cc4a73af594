//! `resource "td_schedule_run"`: a run for every Terraform version.

use super::model::RunModel;
use super::request::{self, RunRequest};
use super::tracked_jobs::{self, TrackedJobs};
use super::wait::{Unfinished, wait};
use super::{outcome, schema, start};
use crate::framework::{
    ApplyError, ApplyResult, Attr, Context, Create, Delete, Diagnostic, Diagnostics, NoIdentity, Read,
    ReadOutcome, Resource, Schema, StoredObject, Update, Validate,
};
use crate::provider::ProviderClient;

/// `resource "td_schedule_run"`.
#[derive(Debug)]
pub(in crate::provider) struct RunResource;

impl Resource for RunResource {
    type Model = RunModel;
    type Identity = NoIdentity;
    type Client = ProviderClient;

    fn type_name(&self) -> &'static str {
        "td_schedule_run"
    }

    fn schema(&self) -> Schema {
        schema::resource()
    }

    fn validate(&self, request: Validate<'_, RunModel>, diagnostics: &mut Diagnostics) {
        request::validate(&request.config.order, diagnostics);
    }

    async fn create(
        &self,
        context: &Context<ProviderClient>,
        request: Create<'_, RunModel, NoIdentity>,
        diagnostics: &mut Diagnostics,
    ) -> ApplyResult<RunModel, NoIdentity> {
        let Create { planned, private, .. } = request;
        let td = ProviderClient::ready(context)?;
        let order = RunRequest::new(&planned.order, &**td.client.clock())?;
        let mut jobs = start::start(td, context, &order, diagnostics).await?.jobs;
        if let Some(limit) = order.wait {
            // Once the run is accepted an error would taint it and run it again: only a failed job is one.
            let waited = wait(td, context, &order.name, limit, &mut jobs, |_, _| {}).await;
            diagnostics.extend(waited.err().map(|unfinished| warning(&order, &jobs, &unfinished)));
        }
        let models: Vec<_> = jobs.iter().map(TrackedJobs::model).collect();
        let id = models.first().map_or(Attr::Null, |first| first.job_id.clone());
        let model = RunModel { id, jobs: Attr::Known(models), ..planned.clone() };
        let saved = StoredObject { model, identity: None, private };
        let next = outcome::next_try(&order, "The next apply");
        match outcome::failed(&order, &jobs, &next) {
            Some(problem) if order.fail_on_error => Err(ApplyError::PartialState(Box::new(saved), problem)),
            problem => {
                diagnostics.extend(problem);
                Ok(saved)
            }
        }
    }

    async fn read(
        &self,
        _: &Context<ProviderClient>,
        request: Read<'_, RunModel, NoIdentity>,
        _: &mut Diagnostics,
    ) -> Result<ReadOutcome<RunModel, NoIdentity>, Diagnostic> {
        Ok(ReadOutcome::Found(Box::new(request.state.clone()), None))
    }

    /// Only how to wait has changed, which matters to the next run.
    async fn update(
        &self,
        _: &Context<ProviderClient>,
        request: Update<'_, RunModel, NoIdentity>,
        _: &mut Diagnostics,
    ) -> ApplyResult<RunModel, NoIdentity> {
        Ok(StoredObject { model: request.planned.clone(), identity: None, private: request.private })
    }

    async fn delete(
        &self,
        _: &Context<ProviderClient>,
        _: Delete<'_, RunModel, NoIdentity>,
        _: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        Ok(())
    }
}

fn warning(order: &RunRequest, jobs: &[TrackedJobs], unfinished: &Unfinished) -> Diagnostic {
    let open = tracked_jobs::list(jobs.iter().filter(|job| !job.has_ended()));
    let (what, why) = match unfinished {
        Unfinished::OutOfTime => ("ran on when the wait was over", "`timeout` is over.".to_owned()),
        Unfinished::Stopped => {
            ("ran on when Terraform was stopped", "Terraform was asked to stop.".to_owned())
        }
        Unfinished::Unreadable(error) => ("could not be watched", format!("{error}.")),
    };
    Diagnostic::warning(
        format!("The run of {:?} {what}", order.name),
        format!(
            "{why} Treasure Data goes on with {open}. The state holds the jobs as they were last seen, and no later apply \
             looks at them again or runs them again."
        ),
    )
}
