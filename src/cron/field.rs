//! The five fields of a cron: what each takes, and how one was written.

use super::Set;

/// Where in a cron something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// 0 to 59.
    Minute,
    /// 0 to 23.
    Hour,
    /// Day of the month, 1 to 31.
    Day,
    /// 1 to 12, or `jan` to `dec`.
    Month,
    /// 0 (Sunday) to 6, or `sun` to `sat`; 7 is rewritten to 0.
    Weekday,
    /// No field in particular.
    Whole,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

impl Field {
    /// The least and the greatest number it takes.
    pub(super) fn bounds(self) -> (u8, u8) {
        match self {
            Self::Minute | Self::Whole => (0, 59),
            Self::Hour => (0, 23),
            Self::Day => (1, 31),
            Self::Month => (1, 12),
            Self::Weekday => (0, 6),
        }
    }

    /// Full names in lower case, from the field's least number on; none for fields of numbers only.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Month => &MONTHS,
            Self::Weekday => &WEEKDAYS,
            _ => &[],
        }
    }

    /// The number of a name that starts as one of the field's full names does: `jan`, `Sept`, `Monday`.
    pub(super) fn number_of(self, name: &str) -> Option<u8> {
        let name = name.to_ascii_lowercase();
        let at = self.names().iter().position(|full| name.len() >= 3 && full.starts_with(&name))?;
        u8::try_from(at).ok().map(|at| at + self.bounds().0)
    }

    /// Everything the field can select.
    pub(super) fn all(self) -> Set {
        let (low, high) = self.bounds();
        Set::range(low, high)
    }
}

impl std::fmt::Display for Field {
    /// The field in words, such as `minute field`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Minute => "minute field",
            Self::Hour => "hour field",
            Self::Day => "day field",
            Self::Month => "month field",
            Self::Weekday => "weekday field",
            Self::Whole => "whole text",
        })
    }
}

/// One field as it was written.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) field: Field,
    /// The field as written (of the expansion, for a nickname).
    pub(super) text: String,
    pub(super) items: Vec<Item>,
    /// Exactly `*`; anything else counts as set, `*/1` too.
    pub(super) star: bool,
    pub(super) trailing_comma: bool,
    pub(super) set: Set,
}

/// One item of a field's list.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) text: String,
    pub(super) form: Form,
    /// From 1 up.
    pub(super) step: Option<u32>,
}

/// The part of an item before its step, with `7` already read as `0` in the weekday field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `*`
    Star,
    /// `5`
    One(u8),
    /// `5-9`
    Range(u8, u8),
    /// `1*`: chrono replaces `*` by the field's range as text, which makes `10-59` of it.
    Glued(u8, u8),
    /// `L`
    Last,
}

impl Item {
    /// What the item selects. A step without a range selects just its start, as in chrono's `fields/base.rb`.
    pub(super) fn set(&self, field: Field) -> Set {
        let (low, high) = match self.form {
            Form::Star => field.bounds(),
            Form::One(value) => (value, value),
            Form::Range(low, high) | Form::Glued(low, high) => (low, high),
            Form::Last => return Set::default(),
        };
        let step = self.step.and_then(|step| usize::try_from(step).ok()).unwrap_or(1).max(1);
        (low..=high).step_by(step).collect()
    }
}
