//! A set of small numbers: what one field of a cron selects.

/// Numbers from 0 to 63.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Set(u64);

impl Set {
    /// The numbers from `low` to `high`, both included.
    #[must_use]
    pub fn range(low: u8, high: u8) -> Self {
        (low..=high).collect()
    }

    /// Adds one number; numbers above 63 are never in a set.
    pub fn insert(&mut self, value: u8) {
        self.0 |= 1_u64.checked_shl(u32::from(value)).unwrap_or(0);
    }

    /// Whether the number is in the set.
    #[must_use]
    pub fn contains(self, value: u8) -> bool {
        self.0 & 1_u64.checked_shl(u32::from(value)).unwrap_or(0) != 0
    }

    /// The least number that is at least `value`.
    #[must_use]
    pub fn at_or_after(self, value: u8) -> Option<u8> {
        let rest = self.0 & u64::MAX.checked_shl(u32::from(value)).unwrap_or(0);
        (rest != 0).then(|| u8::try_from(rest.trailing_zeros()).unwrap_or(u8::MAX))
    }

    /// The least number.
    #[must_use]
    pub fn first(self) -> Option<u8> {
        self.at_or_after(0)
    }

    /// How many numbers there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The numbers, upwards.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..64).filter(move |value| self.contains(*value))
    }
}

impl FromIterator<u8> for Set {
    fn from_iter<I: IntoIterator<Item = u8>>(values: I) -> Self {
        let mut set = Self::default();
        values.into_iter().for_each(|value| set.insert(value));
        set
    }
}

impl std::fmt::Debug for Set {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
