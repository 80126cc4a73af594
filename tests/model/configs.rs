//! Random legal configurations of a schedule, and edits that others make.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use terraform_provider_td::emulator::quirks::{Row, TABLE};
use terraform_provider_td::wire::Value;

/// The attributes that a configuration sets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Config {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) database: &'static str,
    pub(crate) query: &'static str,
    pub(crate) cron: Option<&'static str>,
    pub(crate) timezone: Option<&'static str>,
    pub(crate) delay: Option<i64>,
    pub(crate) priority: Option<i64>,
    pub(crate) retry_limit: Option<i64>,
    pub(crate) engine_version: Option<&'static str>,
    pub(crate) executing_user_id: Option<i64>,
    pub(crate) pool_name: Option<&'static str>,
    pub(crate) export: Option<Export>,
    pub(crate) enabled: Option<bool>,
}

/// A managed export.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Export {
    /// `result`.
    Kept(&'static str),
    /// `result_wo` with its version.
    WriteOnly(&'static str, i64),
}

const QUERIES: [&str; 4] = ["select 1", "select 1\n", "  select 1\r\nfrom t", "select 1\nfrom t\n\n"];
const CRONS: [&str; 6] = ["0 3 * * *", "00 3 * * *", "@daily", "0 0 * * *", "*/15 8-18 * * mon-fri", ""];
const EXPORTS: [&str; 5] = [
    "td://@/one/table",
    "mysql://user:p%40ss@db.example.com/base/table?mode=append",
    "mysql://user:other@db.example.com/base/table?mode=append",
    r#"{"type":"s3","bucket":"b","secret":"x"}"#,
    r#"{ "secret": "x", "bucket": "b", "type": "s3" }"#,
];

/// Any configuration of a schedule with one of the names.
pub(crate) fn any_config(names: &'static [&'static str]) -> impl Strategy<Value = Config> {
    let export = prop_oneof![
        2 => Just(None),
        1 => prop_oneof![select(&EXPORTS[..]), Just("")].prop_map(|url| Some(Export::Kept(url))),
        1 => (select(&EXPORTS[..]), 1..4_i64).prop_map(|(url, version)| Some(Export::WriteOnly(url, version))),
    ];
    let what = (select(names), select(&["hive", "trino", "presto"][..]), select(&["sales", "stock"][..]));
    let when = (
        select(&QUERIES[..]),
        option::of(select(&CRONS[..])),
        option::of(select(&["UTC", "Asia/Tokyo"][..])),
    );
    let how = (option::of(0..3_i64), option::of(-2..=2_i64), option::of(0..3_i64));
    let with = (
        option::of(select(&["stable", "0.205", ""][..])),
        option::of(1..3_i64),
        option::of(select(&["pool_1", "pool_2"][..])),
    );
    (what, when, how, with, export, option::of(any::<bool>())).prop_map(
        |(what, when, how, with, export, enabled)| Config {
            name: what.0,
            kind: what.1,
            database: what.2,
            query: when.0,
            cron: when.1,
            timezone: when.2,
            delay: how.0,
            priority: how.1,
            retry_limit: how.2,
            engine_version: with.0,
            executing_user_id: with.1,
            pool_name: with.2,
            export,
            enabled,
        },
    )
}

impl Config {
    /// What its block holds.
    pub(crate) fn attributes(&self) -> BTreeMap<&'static str, Value> {
        let text = |value: Option<&str>| value.map(Value::from);
        let number = |value: Option<i64>| value.map(Value::from);
        let (kept, write_only, version) = match self.export {
            None => (None, None, None),
            Some(Export::Kept(url)) => (Some(url), None, None),
            Some(Export::WriteOnly(url, version)) => (None, Some(url), Some(version)),
        };
        [
            ("name", text(Some(self.name))),
            ("type", text(Some(self.kind))),
            ("database", text(Some(self.database))),
            ("query", text(Some(self.query))),
            ("cron", text(self.cron)),
            ("timezone", text(self.timezone)),
            ("delay", number(self.delay)),
            ("priority", number(self.priority)),
            ("retry_limit", number(self.retry_limit)),
            ("engine_version", text(self.engine_version)),
            ("executing_user_id", number(self.executing_user_id)),
            ("pool_name", text(self.pool_name)),
            ("result", text(kept)),
            ("result_wo", text(write_only)),
            ("result_wo_version", number(version)),
            ("enabled", self.enabled.map(Value::from)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }
}

/// What somebody changes in the console.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edit {
    pub(crate) attribute: &'static str,
    pub(crate) value: &'static str,
}

/// An edit that differs from every configuration above.
pub(crate) fn any_edit() -> impl Strategy<Value = Edit> {
    let all = [
        ("query", "select 3"),
        ("cron", "30 4 1 * *"),
        ("cron", ""),
        ("timezone", "Europe/Berlin"),
        ("database", "elsewhere"),
        ("delay", "77"),
        ("priority", "2"),
        ("retry_limit", "31"),
        ("result", "td://@/elsewhere/table"),
        ("result", ""),
        ("executing_user_id", "9"),
        ("engine_version", "experimental"),
    ];
    select(all.map(|(attribute, value)| Edit { attribute, value }).to_vec())
}

/// Answers to open points under which Treasure Data would not do what the configurations above ask for.
const UNWILLING: [(&str, &str); 3] = [
    // An engine version can't be taken away.
    ("clearing", "kept"),
    ("clearing", "422"),
    // Nobody else's id can be given.
    ("executing-user", "oneself"),
];

/// Whether Treasure Data would do what they ask for under this answer to an open point.
pub(crate) fn is_willing(name: &str, value: &str) -> bool {
    !UNWILLING.contains(&(name, value))
}

/// What nobody knows for sure of Treasure Data: an answer to each of the emulator's open points.
pub(crate) fn any_quirks() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let any = |row: &&'static Row| {
        let name = row.name;
        let values = row.values.iter().copied().filter(|value| is_willing(name, value));
        select(values.collect::<Vec<_>>()).prop_map(move |value| (name, value))
    };
    TABLE.iter().map(any).collect::<Vec<_>>()
}
