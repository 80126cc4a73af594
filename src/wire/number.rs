//! Exact numbers.

use std::fmt;

use super::Str;
use super::decimal::Decimal;

/// A number as it came: whole numbers and floats as themselves, all else as decimal text.
///
/// Two numbers are equal when they are the same number, however they are held (`1`, `1.0` and `"1"` are equal). A
/// float means what Terraform takes it for: its exact value when that is whole and fits 64 bits, else its shortest
/// decimal text, so that the float 0.1 equals the text `0.1`.
#[derive(Clone, Debug)]
pub enum Number {
    /// A whole number that fits 64 bits with a sign.
    I64(i64),
    /// A whole number above `i64::MAX` that fits 64 bits.
    U64(u64),
    /// A binary float (also the infinities). NaN is no number: no decoder makes it and no encoder takes it.
    F64(f64),
    /// Decimal text, for what the others can't hold exactly.
    Decimal(Str),
}

impl Number {
    /// This whole number.
    pub fn from_u64(number: u64) -> Self {
        i64::try_from(number).map_or(Self::U64(number), Self::I64)
    }

    /// The number that this text says (digits, a point, an exponent of at most 32 bits); none for anything else,
    /// also for infinities and NaN.
    pub fn from_decimal_text(text: &str) -> Option<Self> {
        if let Ok(number) = text.parse() {
            return Some(Self::I64(number));
        }
        let whole = Decimal::parse(text)?.whole();
        Some(match whole.map(|whole| (i64::try_from(whole), u64::try_from(whole))) {
            Some((Ok(number), _)) => Self::I64(number),
            Some((_, Ok(number))) => Self::U64(number),
            _ => Self::Decimal(text.into()),
        })
    }

    /// The whole number, when this is one and fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.whole().and_then(|whole| i64::try_from(whole).ok())
    }

    /// The whole number, when this is one, isn't negative and fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.whole().and_then(|whole| u64::try_from(whole).ok())
    }

    /// The nearest float; none when the number is finite and beyond all floats.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "the nearest float is what is asked for")]
            Self::I64(number) => Some(*number as f64),
            #[expect(clippy::cast_precision_loss, reason = "the nearest float is what is asked for")]
            Self::U64(number) => Some(*number as f64),
            Self::F64(number) => Some(*number),
            Self::Decimal(text) => text.parse().ok().filter(|float: &f64| float.is_finite()),
        }
    }

    /// The number as Terraform writes it: plain digits (`-0.05`, `1200`), an exponent only where the digits would be
    /// thousands, `Inf` and `-Inf`.
    pub fn to_decimal_text(&self) -> String {
        match (self, self.decimal()) {
            (_, Some(decimal)) => decimal.text(),
            (Self::F64(float), None) if float.is_nan() => "NaN".to_owned(),
            (Self::F64(float), None) => if *float < 0.0 { "-Inf" } else { "Inf" }.to_owned(),
            (Self::Decimal(text), None) => text.to_string(),
            (Self::I64(number), None) => number.to_string(),
            (Self::U64(number), None) => number.to_string(),
        }
    }

    /// Whether this is a number and no infinity.
    pub fn is_finite(&self) -> bool {
        match self {
            Self::I64(_) | Self::U64(_) => true,
            Self::F64(float) => float.is_finite(),
            Self::Decimal(text) => Decimal::parse(text).is_some(),
        }
    }

    /// The number taken apart; none for infinities, NaN and text that is no number.
    fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::I64(number) => Decimal::parse(&number.to_string()),
            Self::U64(number) => Decimal::parse(&number.to_string()),
            Self::F64(float) => match self.whole() {
                Some(whole) => Decimal::parse(&whole.to_string()),
                None => Decimal::parse(&format!("{float:e}")),
            },
            Self::Decimal(text) => Decimal::parse(text),
        }
    }

    /// The whole number that this is, when it is one (a float only where it fits 64 bits).
    fn whole(&self) -> Option<i128> {
        match self {
            Self::I64(number) => Some(i128::from(*number)),
            Self::U64(number) => Some(i128::from(*number)),
            Self::F64(float) => {
                const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
                let fits = float.fract() == 0.0 && (-TWO_TO_63..2.0 * TWO_TO_63).contains(float);
                #[expect(clippy::cast_possible_truncation, reason = "it is whole and within 64 bits")]
                fits.then_some(*float as i128)
            }
            Self::Decimal(text) => Decimal::parse(text)?.whole(),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::I64(one), Self::I64(two)) => one == two,
            (Self::U64(one), Self::U64(two)) => one == two,
            (Self::F64(one), Self::F64(two)) => one == two,
            (Self::Decimal(one), Self::Decimal(two)) if one == two => true,
            _ => self.decimal().is_some_and(|one| other.decimal().is_some_and(|two| one == two)),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_decimal_text())
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self::I64(number)
    }
}
