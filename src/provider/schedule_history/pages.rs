//! A window of a history, page by page.

use std::collections::HashSet;

use crate::api::{CallOptions, Client, Error, Job, OddRow};

/// The most jobs that one request asks for.
const PAGE: u64 = 100;

/// A window's jobs, newest first, and TD's `count` of its first page.
#[derive(Debug, Default)]
pub(super) struct Window {
    pub(super) count: Option<i64>,
    pub(super) jobs: Vec<Job>,
    /// Rows that can't be read.
    pub(super) odd: Vec<OddRow>,
}

/// Reads the jobs `from..to` until a page brings nothing new. A page may be shorter than asked for (TD's own limit for
/// one answer is unknown), and a job that starts meanwhile shifts all others, so that rows can repeat.
pub(super) async fn read(
    client: &Client,
    call: &CallOptions,
    name: &str,
    from: u64,
    to: u64,
) -> Result<Window, Error> {
    let mut window = Window::default();
    let mut seen = HashSet::new();
    let mut next = from;
    while next < to {
        let page = client.history(call, name, next, to.min(next.saturating_add(PAGE))).await?;
        if next == from {
            window.count = page.count;
        }
        let length = u64::try_from(page.length()).unwrap_or(u64::MAX);
        let before = window.jobs.len() + window.odd.len();
        // By their places in the whole history.
        let first = usize::try_from(next).unwrap_or(usize::MAX);
        let placed = |row: OddRow| OddRow { place: row.place.saturating_add(first), ..row };
        window.odd.extend(page.odd.into_iter().map(placed));
        for job in page.history {
            if job.job_id.as_ref().is_none_or(|id| seen.insert(id.clone())) {
                window.jobs.push(job);
            }
        }
        if window.jobs.len() + window.odd.len() == before {
            break;
        }
        next = next.saturating_add(length);
    }
    window.jobs.truncate(usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX));
    Ok(window)
}
