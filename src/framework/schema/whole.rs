//! Whole numbers and their bounds.

use std::fmt;
use std::ops::{Bound, RangeBounds};

use crate::wire::Number;

/// The bounds of a whole number, both included. None: only what an `i64` holds bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The least.
    pub least: Option<i64>,
    /// The greatest.
    pub most: Option<i64>,
}

impl Whole {
    /// The whole numbers of a range, such as `0..` or `1..=10`.
    pub(super) fn new(bounds: &impl RangeBounds<i64>) -> Self {
        Self {
            least: match bounds.start_bound() {
                Bound::Included(least) => Some(*least),
                Bound::Excluded(below) => Some(below.saturating_add(1)),
                Bound::Unbounded => None,
            },
            most: match bounds.end_bound() {
                Bound::Included(most) => Some(*most),
                Bound::Excluded(above) => Some(above.saturating_sub(1)),
                Bound::Unbounded => None,
            },
        }
    }

    /// Whether a number is whole, whatever its size. One beyond an `i64` is no less out of range than one just beyond the
    /// bounds, but only where there are bounds can that be said in their words.
    pub(crate) fn is_kept(&self, number: &Number) -> bool {
        if number.as_i64().is_some() {
            return true;
        }
        let negative = number.to_decimal_text().starts_with('-');
        let bounded = if negative { self.least.is_some() } else { self.most.is_some() };
        is_whole(number) && !bounded
    }
}

/// Whether a number of any size is whole.
pub(crate) fn is_whole(number: &Number) -> bool {
    let text = number.to_decimal_text();
    number.is_finite() && !text.contains('.') && !text.contains("e-")
}

/// What is expected, such as `a whole number from 1 to 10`.
impl fmt::Display for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (Some(least), Some(most)) => write!(f, "a whole number from {least} to {most}"),
            (Some(least), None) => write!(f, "a whole number, {least} or more,"),
            (None, Some(most)) => write!(f, "a whole number, {most} or less,"),
            (None, None) => f.write_str("a whole number"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_of_an_attribute_are_told_and_not_those_of_its_type() {
        let told = |whole: Whole| whole.to_string();
        assert_eq!(told(Whole::new(&(1..=10))), "a whole number from 1 to 10");
        assert_eq!(told(Whole::new(&(0..5))), "a whole number from 0 to 4");
        assert_eq!(told(Whole::new(&(0..))), "a whole number, 0 or more,");
        assert_eq!(told(Whole::new(&(..=3))), "a whole number, 3 or less,");
        assert_eq!(told(Whole::new(&(..))), "a whole number");
    }

    #[test]
    fn a_fraction_is_not_kept_and_a_number_of_any_size_only_where_nothing_bounds_it() {
        let number = |text| Number::from_decimal_text(text).unwrap();
        for whole in [Whole::new(&(1..=10)), Whole::new(&(..))] {
            assert!(whole.is_kept(&number("3")) && !whole.is_kept(&number("1.5")));
        }
        let huge = number("100000000000000000000000000000");
        assert!(Whole::new(&(..)).is_kept(&huge) && Whole::new(&(..=3)).is_kept(&number("-9")));
        assert!(!Whole::new(&(1..=10)).is_kept(&huge));
        assert!(Whole::new(&(0..)).is_kept(&huge));
    }
}
