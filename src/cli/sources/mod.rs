//! Where `calendar` and `check` read schedules: an account, a plan, or a directory of configuration.

mod account;
mod directory;
mod error;
mod plan;
mod sql_files;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use super::connection::Connection;
use crate::calendar::{Entry, Past, Setting};
use crate::secret::redact;

pub(super) use error::Error;

/// The sources; without a flag it is the account.
#[derive(Debug, clap::Args)]
pub(super) struct Source {
    /// Reads this plan, before and after: terraform plan -out=tfplan && terraform show -json tfplan > plan.json
    #[arg(long, value_name = "PLAN.json", conflicts_with = "dir")]
    plan: Option<PathBuf>,
    /// Reads the td_schedule blocks of a directory, such as one that `export` wrote
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    #[command(flatten)]
    connection: Connection,
}

/// What a source has.
#[derive(Debug, Default)]
pub(super) struct Schedules {
    /// Where they come from, for a title.
    pub(super) source: String,
    /// As they are, or as they will be after the plan.
    pub(super) entries: Vec<Entry>,
    /// As they were before the plan.
    pub(super) before: Option<Vec<Entry>>,
    /// How long the last runs took, where that was asked for.
    pub(super) past: Option<Vec<Past>>,
    /// What could not be read.
    pub(super) warnings: Vec<String>,
}

impl Source {
    /// Reads the source; from the account with one list request. No secret that this process knows is in the texts.
    /// With `history`, and from the account only, it asks for the last jobs of each schedule that runs, too.
    pub(super) fn read(&self, history: bool) -> Result<Schedules, Error> {
        let mut schedules = match (&self.plan, &self.dir) {
            (Some(plan), _) => plan::read(plan)?,
            (None, Some(directory)) => directory::read(directory)?,
            (None, None) => account::read(&self.connection, history)?,
        };
        let before = schedules.before.iter_mut().flatten();
        for entry in schedules.entries.iter_mut().chain(before) {
            entry.name = redact(&entry.name).into();
            entry.address = entry.address.as_deref().map(|address| redact(address).into());
            for setting in [&mut entry.cron, &mut entry.timezone, &mut entry.database, &mut entry.query_type]
            {
                if let Setting::Known(text) = setting {
                    *text = redact(text).into();
                }
            }
        }
        for past in schedules.past.iter_mut().flatten() {
            past.name = redact(&past.name).into();
        }
        schedules.source = redact(&schedules.source).into();
        Ok(schedules)
    }
}
