//! TD's cron dialect: parse, next run, explain, lint, zone names. Pure: no I/O, no async, no clock.
//!
//! No crate speaks this dialect, so it is written out here. Where its rules come from: TD's scheduler, perfectsched,
//! evaluates cron with the Ruby gem `chrono`; each rule below is what that code does, also where TD's documentation
//! page says something else (both day fields set, for one). Sources: <https://github.com/treasure-data/perfectsched>,
//! <https://github.com/r7kamura/chrono>, <https://docs.treasuredata.com/articles/schedule>.
//!
//! The code looks at a cron lazily and so may let one through that fails on another day; this parser looks at all of
//! it at once.

mod advice;
mod error;
mod explain;
mod field;
mod foreign;
mod next;
mod number_words;
mod parse;
mod set;
mod suggest;

/// Names of time zones.
pub mod zone;

#[cfg(test)]
mod tests;

pub use advice::{Advice, advice};
pub use error::{Error, Rule};
pub use field::Field;
pub use next::After;
pub use set::Set;

use field::Part;

/// What the reader of a cron may take beyond the dialect that every TD scheduler understands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `L`, alone in the day field, is the last day of the month. Only TD schedulers with chrono 0.6 or newer know
    /// it; older ones refuse it.
    pub last_day: bool,
}

/// Which days a cron runs on, within its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Days {
    /// Every day: neither day field says anything, or the only one that does names every day.
    Every,
    /// These days of the month, 1 to 31; the weekday field is exactly `*`.
    OfMonth(Set),
    /// These weekdays, 0 (Sunday) to 6; the day field is exactly `*`.
    OfWeek(Set),
    /// Both fields are set: a day that fits either of them counts, as in chrono's `schedule.rb`.
    Either {
        /// Days of the month, 1 to 31.
        month: Set,
        /// Weekdays, 0 (Sunday) to 6.
        week: Set,
    },
    /// `L`: the last day of the month, whatever the weekday field says.
    Last,
}

/// A cron that TD can run.
///
/// Two are equal when they parse alike: the same minutes, hours, months and rule for the days. `@daily` equals
/// `0 0 * * *`, and `7` equals `0`. Whether a day field is exactly `*` counts when the other one is set, since the
/// two then mean either: `0 0 */1 * 1` runs daily, `0 0 * * 1` on Mondays.
#[derive(Clone, Debug)]
pub struct Cron {
    text: String,
    minutes: Set,
    hours: Set,
    months: Set,
    days: Days,
    /// How each field was written, in the order of the text; what advice and explanation look at.
    parts: [Part; 5],
}

impl Cron {
    /// Reads a cron: five fields, or a nickname such as `@daily`.
    ///
    /// # Errors
    /// The first broken rule from the left, with the bytes it is about; also for a cron that can never fire.
    /// The empty text is an error too: that it means "none" at TD's API is the caller's business.
    pub fn parse(text: &str, options: &Options) -> Result<Self, Error> {
        parse::parse(text, *options).map_err(|broken| {
            let remedy = suggest::remedy(text, *options);
            Error::new(text, broken, remedy)
        })
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The minutes it runs at, 0 to 59.
    #[must_use]
    pub fn minutes(&self) -> Set {
        self.minutes
    }

    /// The hours it runs in, 0 to 23.
    #[must_use]
    pub fn hours(&self) -> Set {
        self.hours
    }

    /// The months it runs in, 1 to 12.
    #[must_use]
    pub fn months(&self) -> Set {
        self.months
    }

    /// The days it runs on.
    #[must_use]
    pub fn days(&self) -> Days {
        self.days
    }
}

impl PartialEq for Cron {
    fn eq(&self, other: &Self) -> bool {
        self.minutes == other.minutes
            && self.hours == other.hours
            && self.months == other.months
            && self.days == other.days
    }
}

impl Eq for Cron {}

/// Whether two texts say the same: they are one text, or both are a cron (`L` included) and parse alike.
#[must_use]
pub fn same_meaning(a: &str, b: &str) -> bool {
    let options = Options { last_day: true };
    a == b || matches!((Cron::parse(a, &options), Cron::parse(b, &options)), (Ok(a), Ok(b)) if a == b)
}
