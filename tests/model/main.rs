//! What happens to schedules over a long time: random configurations, edits, renames and deletions, in Terraform's hands
//! and behind its back, against a pure model of what should come of each. The provider is driven over its own service by
//! a small copy of Terraform's core, so that hundreds of steps take seconds.
//!
//! `MODEL_CASES=2000 cargo test --test model` runs more of them than the few that every run does.

#[cfg(test)]
#[path = "../support/canned.rs"]
mod canned;
#[cfg(test)]
mod configs;
#[cfg(test)]
mod core;
#[cfg(test)]
#[path = "../support/http.rs"]
mod http;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod no_false_diffs;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod td;
#[cfg(test)]
mod world;
