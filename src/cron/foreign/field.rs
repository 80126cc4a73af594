//! One field of another dialect.

use super::super::{Field, Set};

/// How a dialect reads its fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dialect {
    /// What stands between the ends of a range: `-` or `..`.
    pub(super) range: &'static str,
    /// What `a/n` selects.
    pub(super) open: Open,
    /// Which number Sunday has.
    pub(super) sunday: Sunday,
    /// Whether `22-2` goes on after the end of the field.
    pub(super) wraps: bool,
}

/// What a step after a single value selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// From the value on to the end of the field.
    ToTheEnd,
    /// That, or the value alone: dialects disagree, so it is read only where both are the same.
    Doubtful,
}

/// The number of Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sunday {
    /// 1, and Saturday is 7.
    One,
    /// 0 and 7.
    ZeroAndSeven,
    /// Weekdays have names only.
    Named,
}

impl Dialect {
    /// What a field selects; None where the dialect does not take the text, or not without doubt.
    pub(super) fn read(self, field: Field, text: &str) -> Option<Set> {
        let mut all = Set::default();
        for item in text.split(',') {
            self.item(field, item)?.iter().for_each(|value| all.insert(value));
        }
        Some(all)
    }

    fn item(self, field: Field, item: &str) -> Option<Set> {
        let (head, step) = match item.split_once('/') {
            Some((head, step)) => (head, Some(number(step).filter(|step| *step > 0)?)),
            None => (item, None),
        };
        let (low, high) = field.bounds();
        let every = usize::from(step.unwrap_or(1));
        // Quartz takes `/5` for `0/5`.
        if head == "*" || (head.is_empty() && step.is_some() && self.open == Open::ToTheEnd) {
            return Some((low..=high).step_by(every).collect());
        }
        if let Some((from, to)) = head.split_once(self.range) {
            // Only as the end of a range is Sunday's 7 more than another name of 0.
            let whole_week = self.is_seven(to)
                && !self.is_seven(from)
                && field == Field::Weekday
                && self.value(field, from)? == 0;
            let (from, to) = (self.value(field, from)?, self.value(field, to)?);
            return match () {
                () if whole_week => Some((low..=high).step_by(every).collect()),
                () if from <= to => Some((from..=to).step_by(every).collect()),
                () if self.wraps || (field == Field::Weekday && to == 0) => {
                    Some(around(field, from, to, every))
                }
                () => None,
            };
        }
        let value = self.value(field, head)?;
        let alone = Set::range(value, value);
        if step.is_none() {
            return Some(alone);
        }
        let open: Set = (value..=high).step_by(every).collect();
        // Where Sunday is 7 too, the step may reach it.
        let sunday = self.sunday == Sunday::ZeroAndSeven
            && field == Field::Weekday
            && (7 - value) % step.unwrap_or(1) == 0;
        match self.open {
            _ if sunday && !open.contains(0) => None,
            Open::ToTheEnd => Some(open),
            Open::Doubtful => (open == alone).then_some(open),
        }
    }

    fn is_seven(self, text: &str) -> bool {
        self.sunday == Sunday::ZeroAndSeven && number(text) == Some(7)
    }

    /// The number, in TD's counting, that one value stands for.
    fn value(self, field: Field, text: &str) -> Option<u8> {
        if let Some(named) = field.number_of(text) {
            return Some(named);
        }
        let number = number(text)?;
        let (low, high) = field.bounds();
        if field != Field::Weekday {
            return (low..=high).contains(&number).then_some(number);
        }
        match self.sunday {
            Sunday::One => number.checked_sub(1).filter(|day| *day <= 6),
            Sunday::ZeroAndSeven => (number <= 7).then_some(number % 7),
            Sunday::Named => None,
        }
    }
}

/// From one value over the end of the field to another, each n-th.
fn around(field: Field, from: u8, to: u8, every: usize) -> Set {
    let (low, high) = field.bounds();
    let size = usize::from(high - low) + 1;
    let length = (usize::from(to) + size - usize::from(from)) % size;
    (low..=high).cycle().skip(usize::from(from - low)).take(length + 1).step_by(every).collect()
}

/// Digits only, up to 255.
pub(super) fn number(text: &str) -> Option<u8> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
