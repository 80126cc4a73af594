//! Starts a run, or takes over the one that exists already under its domain key.

use std::time::Duration;

use super::known::Known;
use super::order::Order;
use crate::api::{Call, Error, Job};
use crate::framework::{Context, Diagnostic, Diagnostics};
use crate::provider::near;
use crate::provider::td::{Ready, Td};

/// How long starting may take, all tries included.
const TIMEOUT: Duration = Duration::from_secs(600);

/// How far back the other jobs of a run that is taken over are looked for.
const PAGE: u64 = 100;
const MOST_ROWS: u64 = 1000;

/// The jobs of one request begin to exist together.
const TOGETHER_SECONDS: i64 = 60;

/// Starts the jobs. A conflict means that Treasure Data has this run: its jobs are taken over.
pub(super) async fn start(
    td: &Ready,
    context: &Context<Td>,
    order: &Order,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Known>, Diagnostic> {
    let call = td.call(context, TIMEOUT);
    let answer = td.client.run(&call, &order.name, order.time, order.num, Some(&order.domain_key)).await;
    match answer {
        Ok(jobs) => Ok(jobs.iter().map(Known::started).collect()),
        Err(error) => match error.conflicts_with().filter(|_| error.is_conflict()) {
            Some(id) => take_over(td, &call, order, id, diagnostics).await,
            None => Err(failure(td, &call, order, &error).await),
        },
    }
}

async fn failure(td: &Ready, call: &Call, order: &Order, error: &Error) -> Diagnostic {
    if error.is_not_found() {
        let near = match td.client.list(call).await {
            Ok(list) => near::sentence(&order.name, list.schedules.iter().map(|schedule| &*schedule.name)),
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

/// The conflict names one job. The others of the same run are those of the history that came into being with it.
async fn take_over(
    td: &Ready,
    call: &Call,
    order: &Order,
    id: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Known>, Diagnostic> {
    tracing::debug!(job = id, "takes over the run of the domain key");
    let rows = match rows_down_to(td, call, &order.name, id).await {
        Ok(rows) => rows,
        Err(error) => {
            diagnostics.push(Diagnostic::warning(
                format!("The run of {:?} was taken over unseen", order.name),
                format!("It exists already as job {id}, but its history can't be read.\n{error}."),
            ));
            return Ok(vec![Known::number(id)]);
        }
    };
    let Some(first) = rows.iter().find(|row| row.job_id.as_deref() == Some(id)) else {
        diagnostics.push(
            Diagnostic::warning(
                format!("The domain key {:?} is not one of {:?}'s history", order.domain_key, order.name),
                format!(
                    "Treasure Data has run this key already, as job {id}, and nothing was run now. The newest {MOST_ROWS} \
                     jobs of the schedule don't show that job: it is older, or belongs to another schedule. Where this \
                     should be a run of its own, choose another key."
                ),
            )
            .at_attribute("domain_key"),
        );
        return Ok(vec![Known::number(id)]);
    };
    let mut jobs: Vec<&Job> = rows.iter().filter(|row| is_together(first, row)).collect();
    jobs.sort_by_key(|job| number(job));
    let jobs: Vec<Known> =
        jobs.into_iter().take(order.num.try_into().unwrap_or(1)).filter_map(seen).collect();
    Ok(jobs)
}

fn seen(row: &Job) -> Option<Known> {
    let mut job = Known::number(row.job_id.as_deref()?);
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

/// The rows of the history from the newest down to the one of a job.
async fn rows_down_to(td: &Ready, call: &Call, name: &str, id: &str) -> Result<Vec<Job>, Error> {
    let mut rows: Vec<Job> = Vec::new();
    let mut from = 0;
    while from < MOST_ROWS {
        let page = td.client.history(call, name, from, from + PAGE).await?.history;
        let found = page.iter().any(|row| row.job_id.as_deref() == Some(id));
        from += page.len() as u64;
        let last = page.is_empty();
        rows.extend(page);
        if found || last {
            break;
        }
    }
    Ok(rows)
}
