//! Which schedules are exported: the filters of the data source `td_schedules`.

use regex::Regex;

use crate::api::Schedule;

/// A schedule must match all that are given.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Filters (all that are given must match)")]
pub(super) struct Filter {
    /// Names in which this regular expression finds something, such as ^daily_
    #[arg(long, value_name = "REGEX")]
    pub(super) name_regex: Option<Regex>,
    /// Schedules of this database
    #[arg(long)]
    pub(super) database: Option<String>,
    /// Schedules of this query engine: hive, presto or trino
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) query_type: Option<String>,
    /// Schedules of this owner, as Treasure Data shows it
    #[arg(long, value_name = "NAME")]
    pub(super) user_name: Option<String>,
    /// true: schedules with a cron at Treasure Data; false: those without
    #[arg(long, value_name = "true|false")]
    pub(super) scheduled: Option<bool>,
}

impl Filter {
    /// Whether the schedule is wanted.
    pub(super) fn takes(&self, schedule: &Schedule) -> bool {
        let same = |wanted: &Option<String>, found: &Option<crate::api::Str>| {
            wanted.as_ref().is_none_or(|wanted| found.as_deref() == Some(wanted))
        };
        self.name_regex.as_ref().is_none_or(|regex| regex.is_match(&schedule.name))
            && same(&self.database, &schedule.database)
            && same(&self.query_type, &schedule.query_type)
            && same(&self.user_name, &schedule.user_name)
            && self.scheduled.is_none_or(|wanted| wanted == schedule.cron.is_some())
    }
}
