//! Takes over the run that exists already under a domain key.

use super::request::RunRequest;
use super::tracked_jobs::TrackedJobs;
use crate::api::{CallOptions, Error, Job};
use crate::framework::{Diagnostic, Diagnostics};
use crate::provider::shared::client::ConfiguredClient;

/// Rows of the history that one request asks for, and how far back the jobs of the run are looked for: a hundred
/// requests.
const PAGE: u64 = 100;
const MOST_ROWS: u64 = 10_000;

/// The jobs of one request begin to exist together.
const TOGETHER_SECONDS: i64 = 60;

/// The conflict names one job. The others of the same run are those of the history that came into being with it.
pub(super) async fn adopt(
    td: &ConfiguredClient,
    call: &CallOptions,
    order: &RunRequest,
    id: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<TrackedJobs>, Diagnostic> {
    tracing::debug!(job = id, "takes over the run of the domain key");
    let (rows, end) = match rows_down_to(td, call, &order.name, id).await {
        Ok(found) => found,
        Err(error) if error.is_stopped() => return Err(td.failure("take over the run", &error)),
        Err(error) => {
            diagnostics.push(Diagnostic::warning(
                format!("The run of {:?} was taken over unseen", order.name),
                format!("It exists already as job {id}, but its history can't be read.\n{error}."),
            ));
            return Ok(vec![TrackedJobs::number(id)]);
        }
    };
    let Some(first) = rows.iter().find(|row| row.job_id.as_deref() == Some(id)) else {
        diagnostics.push(unseen(order, id, &end));
        return Ok(vec![TrackedJobs::out_of_sight(id)]);
    };
    diagnostics.extend(of_another_time(order, first));
    let mut jobs: Vec<&Job> = rows.iter().filter(|row| is_together(first, row)).collect();
    jobs.sort_by_key(|job| number(job));
    let wanted = order.num.try_into().unwrap_or(1);
    Ok(jobs.into_iter().take(wanted).filter_map(seen).collect())
}

fn unseen(order: &RunRequest, id: &str, end: &End) -> Diagnostic {
    let why = match end {
        End::Older => "it belongs to another schedule".to_owned(),
        End::Whole => {
            "it belongs to another schedule, or is older than what Treasure Data keeps of this one's"
                .to_owned()
        }
        End::Limit => format!(
            "it belongs to another schedule, or is older than the newest {MOST_ROWS} of this one's, beyond which nobody \
             looked"
        ),
    };
    Diagnostic::warning(
        format!("The domain key {:?} is not one of {:?}'s history", order.domain_key, order.name),
        format!(
            "Treasure Data has run this key already, as job {id}, and nothing was run now. The schedule's history does not \
             show that job: {why}. It is not waited for. Where this should be a run of its own, choose another key."
        ),
    )
    .at_attribute("domain_key")
}

/// One key for several runs, such as those of a backfill, would run only the first of them.
fn of_another_time(order: &RunRequest, first: &Job) -> Option<Diagnostic> {
    let ran_for =
        first.scheduled_at.filter(|at| order.time_is_chosen && at.as_second() != order.time.as_second())?;
    let id = first.job_id.as_deref().unwrap_or_default();
    Some(
        Diagnostic::warning(
            format!("The domain key {:?} has run for another time", order.domain_key),
            format!(
                "It names the run of {:?} for {ran_for}, job {id}, and that is what was taken over: nothing ran for {}. A \
                 run for each time needs a key for each, such as one with the time in it.",
                order.name, order.time
            ),
        )
        .at_attribute("domain_key"),
    )
}

fn seen(row: &Job) -> Option<TrackedJobs> {
    let mut job = TrackedJobs::number(row.job_id.as_deref()?);
    job.update(row);
    Some(job)
}

fn number(job: &Job) -> u64 {
    job.job_id.as_deref().and_then(|id| id.parse().ok()).unwrap_or(u64::MAX)
}

/// The first job itself, and those that were made with it or right after it, for its time or later ones.
fn is_together(first: &Job, other: &Job) -> bool {
    let made_together = match (first.created_at, other.created_at) {
        (Some(first), Some(other)) => (other.as_second() - first.as_second()).abs() <= TOGETHER_SECONDS,
        _ => false,
    };
    number(other) == number(first)
        || number(other) > number(first) && made_together && other.scheduled_at >= first.scheduled_at
}

/// Where the search through a history ended.
#[derive(Debug)]
enum End {
    /// At jobs that were made before the wanted one.
    Older,
    /// At its end.
    Whole,
    /// At the limit of what is looked at.
    Limit,
}

/// The rows of the history from the newest down to the one of a job, without their queries, and where that ended.
async fn rows_down_to(
    td: &ConfiguredClient,
    call: &CallOptions,
    name: &str,
    id: &str,
) -> Result<(Vec<Job>, End), Error> {
    let wanted: Option<u64> = id.parse().ok();
    let mut rows: Vec<Job> = Vec::new();
    let mut from = 0;
    while from < MOST_ROWS {
        let page = td.client.history(call, name, from, from + PAGE).await?;
        if page.length() == 0 {
            return Ok((rows, End::Whole));
        }
        from += page.length() as u64;
        let page = page.history;
        let is_down = page.iter().any(|row| row.job_id.as_deref() == Some(id))
            || wanted.is_some_and(|wanted| !page.is_empty() && page.iter().all(|row| number(row) < wanted));
        // Ten thousand texts of SQL would be too many.
        rows.extend(page.into_iter().map(|row| Job { query: None, hive_result_schema: None, ..row }));
        if is_down {
            return Ok((rows, End::Older));
        }
    }
    Ok((rows, End::Limit))
}
