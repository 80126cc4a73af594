//! What is known of a run's jobs, and how it changes with the schedule's history.

use jiff::Timestamp;

use super::model::JobModel;
use crate::api::{Job, RunJob};
use crate::framework::{Attr, Model as _};
use crate::wire::Str;

/// How a job ended badly.
const FAILED: [&str; 2] = ["error", "killed"];

/// One job of a run, as last seen.
#[derive(Clone, Debug)]
pub(super) struct TrackedJobs {
    pub(super) id: Str,
    pub(super) status: Option<Str>,
    /// Whether the schedule's history shows it, so that it can be waited for.
    is_in_sight: bool,
    model: JobModel,
}

impl TrackedJobs {
    /// A job that was just started.
    pub(super) fn started(job: &RunJob) -> Self {
        let model = JobModel {
            job_id: Attr::Known(job.job_id.clone()),
            job_type: Attr::from(job.job_type.clone()),
            scheduled_at: time(job.scheduled_at),
            ..JobModel::null()
        };
        Self { id: job.job_id.clone(), status: None, is_in_sight: true, model }
    }

    /// A job of which only the number is known.
    pub(super) fn number(id: &str) -> Self {
        let model = JobModel { job_id: Attr::Known(id.into()), ..JobModel::null() };
        Self { id: id.into(), status: None, is_in_sight: true, model }
    }

    /// The same of one that the schedule's history does not show.
    pub(super) fn out_of_sight(id: &str) -> Self {
        Self { is_in_sight: false, ..Self::number(id) }
    }

    /// Takes what a row of the history says; gives the new status when it is another one.
    pub(super) fn update(&mut self, row: &Job) -> Option<Str> {
        if row.job_id.as_ref() != Some(&self.id) {
            return None;
        }
        let text = |attribute: &mut Attr<Str>, value: &Option<Str>| {
            if let Some(value) = value {
                *attribute = Attr::Known(value.clone());
            }
        };
        text(&mut self.model.job_type, &row.job_type);
        text(&mut self.model.status, &row.status);
        text(&mut self.model.url, &row.url);
        for (attribute, at) in [
            (&mut self.model.scheduled_at, row.scheduled_at),
            (&mut self.model.start_at, row.start_at),
            (&mut self.model.end_at, row.end_at),
        ] {
            if at.is_some() {
                *attribute = time(at);
            }
        }
        if row.num_records.is_some() {
            self.model.num_records = Attr::from(row.num_records);
        }
        let status = row.status.clone().filter(|status| self.status.as_ref() != Some(status))?;
        self.status = Some(status.clone());
        Some(status)
    }

    /// Whether it has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.has_failed() || self.status.as_deref() == Some("success")
    }

    /// Whether its end can be waited for.
    pub(super) fn is_awaited(&self) -> bool {
        self.is_in_sight && !self.has_ended()
    }

    /// Whether it has ended badly.
    pub(super) fn has_failed(&self) -> bool {
        self.status.as_deref().is_some_and(|status| FAILED.contains(&status))
    }

    /// As state holds it.
    pub(super) fn model(&self) -> JobModel {
        self.model.clone()
    }
}

/// Jobs in a sentence: `job 17 (running)`, `jobs 17 (queued) and 18`.
pub(super) fn list<'k>(jobs: impl IntoIterator<Item = &'k TrackedJobs>) -> String {
    let one = |job: &TrackedJobs| match &job.status {
        Some(status) => format!("{} ({status})", job.id),
        None => job.id.to_string(),
    };
    let texts: Vec<String> = jobs.into_iter().map(one).collect();
    match texts.as_slice() {
        [one] => format!("job {one}"),
        [first @ .., last] => format!("jobs {} and {last}", first.join(", ")),
        [] => "no job".to_owned(),
    }
}

fn time(at: Option<Timestamp>) -> Attr<Str> {
    Attr::from(at.map(|at| at.to_string().into()))
}
