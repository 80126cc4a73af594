//! The forms in which a calendar is shown.

mod html;
mod json;
mod markdown;
mod svg;
mod text;

pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use svg::svg;
pub use text::text;

use super::{Busy, Calendar, Past, Window};
use jiff::Timestamp;

/// What is shown.
#[derive(Clone, Debug)]
pub struct Report {
    /// Where the schedules come from, in words such as `the account at https://api.treasuredata.com`.
    pub source: String,
    /// What was counted.
    pub window: Window,
    /// As it is, or as it will be after a plan.
    pub calendar: Calendar,
    /// As it was before the plan.
    pub before: Option<Calendar>,
    /// How long the last runs took, where that was asked for.
    pub past: Option<Vec<Past>>,
}

/// So many rows of a list are shown to people; the rest is counted.
const ROWS: usize = 20;

/// So many schedules of a minute are named to people.
const NAMES: usize = 8;

/// How strong an hour's colour is.
const LEVELS: u32 = 5;

/// A list of schedules, each with what is to say about it, under its heading.
type Listed = (&'static str, Vec<(String, String)>);

/// A list of words, each with its starts, under its heading.
type Counted<'c> = (&'static str, &'c [(String, u64)]);

impl Report {
    /// `2026-03-07 12:00 to 2026-03-14 12:00 (Asia/Tokyo)`.
    fn span(&self) -> String {
        let until = self.window.from.as_second() + i64::from(self.window.days) * 86_400;
        let until = Timestamp::from_second(until).unwrap_or(Timestamp::MAX);
        let (from, until) = (self.local(self.window.from), self.local(until));
        format!("{from} to {until} ({})", self.window.zone_name)
    }

    /// An instant on the reader's clock.
    fn local(&self, at: Timestamp) -> String {
        self.window.zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// `12 schedules start 84 times`, and what it was before.
    fn summary(&self) -> String {
        let now = summary(&self.calendar);
        match &self.before {
            None => format!("{now}."),
            Some(before) => format!("Before: {}. After: {now}.", summary(before)),
        }
    }

    /// The greatest hour of both pictures, which have one scale.
    fn greatest(&self) -> u32 {
        let hours = |calendar: &Calendar| calendar.days.iter().flat_map(|day| day.hours).max().unwrap_or(0);
        hours(&self.calendar).max(self.before.as_ref().map_or(0, hours))
    }

    /// The lists with something in them.
    fn listed(&self) -> Vec<Listed> {
        let past = self.past.iter().flatten().map(|past| (past.name.clone(), past.to_string()));
        let all = [
            ("Skipped by a clock change within a year", self.calendar.skipped.clone()),
            ("Doubled by a clock change within a year", self.calendar.doubled.clone()),
            ("Never run by themselves", self.calendar.idle.clone()),
            ("Times that can't be told", self.calendar.unknown.clone()),
            ("How long their last runs took", past.collect()),
        ];
        all.into_iter().filter(|(_, list)| !list.is_empty()).collect()
    }

    /// The pictures with their titles: one, or before and after.
    fn pictures(&self) -> Vec<(&'static str, &Calendar)> {
        match &self.before {
            None => vec![("Starts by hour", &self.calendar)],
            Some(before) => vec![("Before", before), ("After", &self.calendar)],
        }
    }
}

impl Calendar {
    fn counted(&self) -> [Counted<'_>; 3] {
        [("By database", &self.databases), ("By type", &self.types), ("By time zone", &self.zones)]
    }
}

fn summary(calendar: &Calendar) -> String {
    let times = |count: u64| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    let schedules = if calendar.schedules == 1 { "schedule" } else { "schedules" };
    format!("{} {schedules}, which start {}", calendar.schedules, times(calendar.runs))
}

/// 0 for nothing, up to [`LEVELS`] for the greatest.
fn level(count: u32, greatest: u32) -> u32 {
    if count == 0 {
        0
    } else {
        (u64::from(count) * u64::from(LEVELS))
            .div_ceil(u64::from(greatest.max(1)))
            .try_into()
            .unwrap_or(LEVELS)
    }
}

/// The first names of a minute, and how many more there are.
fn names(busy: &Busy) -> (&[String], usize) {
    let shown = busy.names.get(..NAMES).unwrap_or(&busy.names);
    (shown, busy.names.len() - shown.len())
}

/// The first rows, and how many more there are.
fn rows<T>(all: &[T]) -> (&[T], usize) {
    let shown = all.get(..ROWS).unwrap_or(all);
    (shown, all.len() - shown.len())
}

fn named(word: &str) -> &str {
    if word.is_empty() { "(none)" } else { word }
}
