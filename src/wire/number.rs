//! Exact numbers.

use super::Str;

/// A number as it came: whole numbers and floats as themselves, all else as decimal text.
///
/// Two numbers are equal when they are the same number, however they are held (`1`, `1.0` and `"1"` are equal).
#[derive(Clone, Debug)]
pub enum Number {
    /// A whole number that fits 64 bits with a sign.
    I64(i64),
    /// A whole number above `i64::MAX` that fits 64 bits.
    U64(u64),
    /// A binary float (also the infinities).
    F64(f64),
    /// Decimal text, for what the others can't hold exactly.
    Decimal(Str),
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self::I64(number)
    }
}

impl Number {
    /// The whole number, when this is one and fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::I64(number) => Some(*number),
            _ => None,
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.as_i64() == other.as_i64()
    }
}
