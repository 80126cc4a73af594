//! `td_schedule_run`, as an action and as a resource: runs a schedule now or for a given time, and waits if asked to.

mod action;
mod adopt;
mod model;
mod outcome;
mod request;
mod resource;
mod schema;
mod start;
mod tracked_jobs;
mod wait;

#[cfg(test)]
mod tests;

pub(super) use action::RunAction;
pub(super) use resource::RunResource;
