//! The account: one list request.

use std::time::Duration;

use tokio::runtime::Builder;
use tokio_util::sync::CancellationToken;

use super::{Error, Schedules};
use crate::api::{CallOptions, Job, Schedule};
use crate::calendar::{Ended, Entry, Past};
use crate::cli::connection::Connection;
use crate::provider::odd_rows;

/// The longest time for the list, all tries and waits included.
const TIMEOUT: Duration = Duration::from_secs(10 * 60);

/// So many of a schedule's last jobs are looked at.
const JOBS: u64 = 20;

/// The list, and with `history` the last jobs of each schedule that runs: one request each.
pub(super) fn read(connection: &Connection, history: bool) -> Result<Schedules, Error> {
    let (client, settings) = connection.open()?;
    let runtime = Builder::new_current_thread().enable_all().build().map_err(Error::Runtime)?;
    let call = CallOptions { stop: CancellationToken::new(), timeout: TIMEOUT };
    let list = runtime.block_on(client.list(&call)).map_err(|cause| Error::List(Box::new(cause)))?;
    let odd = odd_rows(&list);
    let mut past = Vec::new();
    let running =
        list.schedules.iter().filter(|one| one.cron.as_deref().is_some_and(|cron| !cron.is_empty()));
    for schedule in running.filter(|_| history) {
        let page = runtime
            .block_on(client.history(&call, &schedule.name, 0, JOBS))
            .map_err(|cause| Error::History { name: schedule.name.to_string(), cause: Box::new(cause) })?;
        past.extend(Past::of(&schedule.name, page.history.iter().filter_map(ended).collect()));
    }
    Ok(Schedules {
        source: format!("the account at {}", settings.endpoint.value),
        entries: list.schedules.iter().map(|schedule| entry(schedule)).collect(),
        before: None,
        past: history.then_some(past),
        warnings: odd
            .map(|odd| format!("schedules that can't be read are left out: in the list {odd}."))
            .into_iter()
            .collect(),
    })
}

fn ended(job: &Job) -> Option<Ended> {
    Some(Ended { scheduled_at: job.scheduled_at?, start_at: job.start_at?, end_at: job.end_at? })
}

fn entry(schedule: &Schedule) -> Entry {
    Entry {
        name: schedule.name.to_string(),
        cron: schedule.cron.as_deref().into(),
        timezone: schedule.timezone.as_deref().into(),
        delay: schedule.delay.unwrap_or(0),
        database: schedule.database.as_deref().into(),
        query_type: schedule.query_type.as_deref().into(),
        query: schedule.query.as_deref().into(),
        result: schedule.result.as_ref().map(crate::secret::Secret::expose).into(),
        enabled: true,
        ..Entry::default()
    }
}
