//! Which schedules of the list are wanted.

use regex::Regex;

use super::row::is_scheduled;
use crate::api::Schedule;
use crate::framework::{Attr, Attribute, Diagnostic, Diagnostics};
use crate::model;
use crate::wire::Str;

model! {
    /// What a configuration asks for; what it leaves out matches every schedule.
    pub(crate) struct FilterModel {
        /// A regular expression that finds something in the name.
        pub(crate) name_regex: Attr<Str>,
        /// The database.
        pub(crate) database: Attr<Str>,
        /// The query engine as Treasure Data shows it.
        pub(crate) query_type: Attr<Str> = "type",
        /// The owner.
        pub(crate) user_name: Attr<Str>,
        /// Whether it has a cron.
        pub(crate) scheduled: Attr<bool>,
    }
}

/// The attributes of [`FilterModel`].
pub(crate) fn attributes() -> Vec<Attribute> {
    vec![
        Attribute::string(
            "name_regex",
            "Only schedules in whose name this regular expression finds something, such as `^daily_`; its syntax is \
             that of Rust's regex crate (like RE2). Default: all.",
        ),
        Attribute::string(
            "database",
            "Only schedules whose query runs on this database, such as `sales`. Default: all.",
        ),
        Attribute::string(
            "type",
            "Only schedules of this query engine, as Treasure Data shows it: `hive`, `presto` or `trino`. Default: all.",
        ),
        Attribute::string("user_name", "Only schedules of this owner, such as `Taro Yamada`. Default: all."),
        Attribute::bool(
            "scheduled",
            "Only schedules that have a cron at Treasure Data (`true`), or only those that have none (`false`). \
             Default: all.",
        ),
    ]
}

/// What is wrong with a filter.
pub(crate) fn validate(asked: &FilterModel, diagnostics: &mut Diagnostics) {
    if let Err(problem) = Filter::new(asked) {
        diagnostics.push(problem);
    }
}

/// A filter that is ready to use.
#[derive(Debug)]
pub(crate) struct Filter<'a> {
    asked: &'a FilterModel,
    name: Option<Regex>,
}

impl<'a> Filter<'a> {
    /// An error when the regular expression is none.
    pub(crate) fn new(asked: &'a FilterModel) -> Result<Self, Diagnostic> {
        let name = asked.name_regex.known().map(|text| {
            Regex::new(text).map_err(|error| {
                let detail = format!("{text:?} is no regular expression that can be used:\n\n{error}");
                Diagnostic::error("Invalid regular expression", detail).at_attribute("name_regex")
            })
        });
        Ok(Self { asked, name: name.transpose()? })
    }

    /// Whether a schedule is wanted.
    pub(crate) fn takes(&self, schedule: &Schedule) -> bool {
        let is = |wanted: &Attr<Str>, value: &Option<Str>| {
            wanted.known().is_none_or(|wanted| value.as_ref() == Some(wanted))
        };
        self.name.as_ref().is_none_or(|name| name.is_match(&schedule.name))
            && is(&self.asked.database, &schedule.database)
            && is(&self.asked.query_type, &schedule.query_type)
            && is(&self.asked.user_name, &schedule.user_name)
            && self.asked.scheduled.known().is_none_or(|wanted| *wanted == is_scheduled(schedule))
    }
}
