//! Decimal text taken apart, so that numbers of any size compare without being written out.

/// The longest plain text of a number; a longer one is written with an exponent (`1e1000000000` stays 12 bytes).
const MAX_PLAIN: u64 = 2048;

/// A finite number as `digits` × 10^`exponent`. One number has one form: no zeros at either end, zero has no digits
/// and no sign.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Takes `-12.50e3` and the like apart; none when this isn't a decimal number, or its exponent is beyond 32 bits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, i64::from(exponent.parse::<i32>().ok()?)),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let mut digits = format!("{whole}{fraction}");
        let mut exponent = exponent - i64::try_from(fraction.len()).ok()?;
        let kept = digits.trim_end_matches('0').len();
        exponent += i64::try_from(digits.len() - kept).ok()?;
        digits.truncate(kept);
        digits.drain(..digits.len() - digits.trim_start_matches('0').len());
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        Some(Self { negative, digits, exponent })
    }

    /// The number, when it is whole and has at most 38 digits.
    pub(super) fn whole(&self) -> Option<i128> {
        let zeros = u32::try_from(self.exponent).ok()?;
        let digits = if self.digits.is_empty() { 0 } else { self.digits.parse::<i128>().ok()? };
        let size = digits.checked_mul(10_i128.checked_pow(zeros)?)?;
        Some(if self.negative { -size } else { size })
    }

    /// The number in plain digits (`-0.05`, `1200`), or with an exponent where that would be very long.
    pub(super) fn text(&self) -> String {
        if self.digits.is_empty() {
            return "0".to_owned();
        }
        if self.exponent.unsigned_abs() > MAX_PLAIN {
            return self.scientific();
        }
        let sign = if self.negative { "-" } else { "" };
        let size = usize::try_from(self.exponent.unsigned_abs()).unwrap_or(0);
        if self.exponent >= 0 {
            return format!("{sign}{}{:0<size$}", self.digits, "");
        }
        match self.digits.split_at_checked(self.digits.len().saturating_sub(size)) {
            Some((whole, fraction)) if !whole.is_empty() => format!("{sign}{whole}.{fraction}"),
            _ => format!("{sign}0.{:0>size$}", self.digits),
        }
    }

    fn scientific(&self) -> String {
        format!("{}{}e{}", if self.negative { "-" } else { "" }, self.digits, self.exponent)
    }
}
