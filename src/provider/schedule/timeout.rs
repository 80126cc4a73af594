//! `timeouts`: how long each operation may take.

use std::time::Duration;

use super::model::ScheduleModel;
use crate::provider::shared::duration;

/// The default of every operation.
const DEFAULT: Duration = Duration::from_secs(600);

/// What takes its time.
#[derive(Clone, Copy, Debug)]
pub(super) enum Operation {
    Create,
    Read,
    Update,
    Delete,
}

/// How long an operation may take, all tries and waits included.
pub(super) fn of(model: &ScheduleModel, operation: Operation) -> Duration {
    let text = model.timeouts.known().map(|timeouts| match operation {
        Operation::Create => &timeouts.create,
        Operation::Read => &timeouts.read,
        Operation::Update => &timeouts.update,
        Operation::Delete => &timeouts.delete,
    });
    text.and_then(|text| text.known()).and_then(|text| duration::parse(text).ok()).unwrap_or(DEFAULT)
}
