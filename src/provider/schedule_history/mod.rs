//! `data "td_schedule_history"`: the jobs that a schedule has run.

mod job;
mod model;
mod pages;
mod schema;

use std::time::Duration;

use jiff::Timestamp;
use model::{HistoryModel, JobModel};

use super::ProviderClient;
use crate::api::{CallOptions, Job};
use crate::framework::{Attr, Context, DataSource, Diagnostic, Diagnostics, ReadData, Schema, Validate};
use crate::provider::shared::{instant, odd, schedule_name, suggestion};
use crate::wire::Str;

/// The statuses that TD's clients know (td-api-facts section 6).
const STATUSES: [&str; 6] = ["queued", "booting", "running", "success", "error", "killed"];

/// Where a window ends that is given no end (td-api-facts section 2.5).
const END: i64 = 20;

/// How long reading a window may take.
const TIMEOUT: Duration = Duration::from_secs(600);

/// `data "td_schedule_history"`.
#[derive(Debug)]
pub(super) struct ScheduleHistory;

impl DataSource for ScheduleHistory {
    type Model = HistoryModel;
    type Client = ProviderClient;

    fn type_name(&self) -> &'static str {
        "td_schedule_history"
    }

    fn schema(&self) -> Schema {
        schema::schema()
    }

    fn validate(&self, request: Validate<'_, HistoryModel>, diagnostics: &mut Diagnostics) {
        let config = request.config;
        schedule_name::validate("schedule_name", &config.schedule_name, diagnostics);
        let from = config.from.known().copied();
        let to = config.to.known().copied();
        if from.is_some_and(|from| from < 0) {
            diagnostics.push(
                Diagnostic::error(
                    "The window is not possible",
                    "`from` counts jobs from 0, the newest: it is 0 or more.",
                )
                .at_attribute("from"),
            );
        }
        let first = if config.from.is_unknown() { None } else { Some(from.unwrap_or(0)) };
        if config.to.is_null() && first.is_some_and(|first| first >= END) {
            diagnostics.push(
                Diagnostic::error(
                    "The window is not possible",
                    format!("Without `to` the window ends before job {END}, which `from` is not before: give `to`, too."),
                )
                .at_attribute("from"),
            );
        }
        if to.zip(first).is_some_and(|(to, from)| to <= from) {
            diagnostics.push(
                Diagnostic::error(
                    "The window is not possible",
                    "`to` is the end of the window and not included, so it must be greater than `from`.",
                )
                .at_attribute("to"),
            );
        }
        if let Some(Err(problem)) = config.since.known().map(|text| since(text)) {
            diagnostics.push(problem);
        }
        for status in config.statuses.known().into_iter().flatten().filter_map(Attr::known) {
            if !STATUSES.contains(&&**status) {
                diagnostics.push(
                    Diagnostic::error(
                        "Unknown job status",
                        format!(
                            "{status:?} is no status of a job; the statuses are {}.{}",
                            STATUSES.join(", "),
                            suggestion::did_you_mean(status, STATUSES.into_iter())
                        ),
                    )
                    .at_attribute("statuses"),
                );
            }
        }
    }

    async fn read(
        &self,
        context: &Context<ProviderClient>,
        request: ReadData<'_, HistoryModel>,
        diagnostics: &mut Diagnostics,
    ) -> Result<HistoryModel, Diagnostic> {
        let config = request.config;
        let td = ProviderClient::ready(context)?;
        let name = config.schedule_name.known().map_or("", |name| name);
        let window = |bound: &Attr<i64>, default| {
            bound.known().and_then(|at| u64::try_from(*at).ok()).unwrap_or(default)
        };
        let (from, to) = (window(&config.from, 0), window(&config.to, END.unsigned_abs()));
        let call = td.call(context, TIMEOUT);
        let read = match pages::read(&td.client, &call, name, from, to).await {
            Ok(read) => read,
            Err(error) if error.is_not_found() => return Err(not_found(td, &call, name).await),
            Err(error) => {
                return Err(td.failure(&format!("read the history of the schedule {name:?}"), &error));
            }
        };
        diagnostics.extend(odd::jobs_warning(&read.odd));
        let since = config.since.known().map(|text| since(text)).transpose()?;
        let statuses: Option<Vec<&Str>> =
            config.statuses.known().map(|all| all.iter().filter_map(Attr::known).collect());
        let history: Vec<JobModel> = read
            .jobs
            .iter()
            .filter(|job| is_wanted(job, since, statuses.as_deref()))
            .map(job::model)
            .collect();
        Ok(HistoryModel {
            total_count: Attr::from(read.count),
            latest: Attr::from(history.first().cloned()),
            history: Attr::Known(history),
            ..config.clone()
        })
    }
}

fn since(text: &str) -> Result<Timestamp, Diagnostic> {
    instant::parse(text).ok_or_else(|| {
        Diagnostic::error("Invalid time", format!("{text:?} is no instant. {}", instant::EXAMPLE))
            .at_attribute("since")
    })
}

fn is_wanted(job: &Job, since: Option<Timestamp>, statuses: Option<&[&Str]>) -> bool {
    let made = job.created_at.or(job.scheduled_at);
    since.is_none_or(|since| made.is_some_and(|made| made >= since))
        && statuses
            .is_none_or(|statuses| job.status.as_ref().is_some_and(|status| statuses.contains(&status)))
}

/// The names come from the list, which may be read already.
async fn not_found(
    td: &crate::provider::shared::client::ConfiguredClient,
    call: &CallOptions,
    name: &str,
) -> Diagnostic {
    let near = match td.client.list(call).await {
        Ok(list) => suggestion::did_you_mean(name, list.schedules.iter().map(|schedule| &*schedule.name)),
        Err(_) => String::new(),
    };
    Diagnostic::error(
        "The schedule does not exist",
        format!("Treasure Data has no schedule {name:?} that this API key may see.{near} {}", td.sources()),
    )
    .at_attribute("schedule_name")
}
