//! Numbers of a cron in English.

use super::{Field, Set};

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<S: AsRef<str>>(items: &[S]) -> String {
    let texts: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match texts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => texts.concat(),
    }
}

/// A set in words, three neighbours or more as `a to c`.
pub(super) fn set(set: Set, word: impl Fn(u8) -> String) -> String {
    let mut items = Vec::new();
    for (from, to) in runs(set) {
        match to - from {
            0 => items.push(word(from)),
            1 => items.extend([word(from), word(to)]),
            _ => items.push(format!("{} to {}", word(from), word(to))),
        }
    }
    list(&items)
}

/// First and last of each row of neighbours.
pub(super) fn runs(set: Set) -> Vec<(u8, u8)> {
    let mut runs = Vec::new();
    let mut rest = set.first();
    while let Some(from) = rest {
        let to = (from..).take_while(|value| set.contains(*value)).last().unwrap_or(from);
        runs.push((from, to));
        rest = set.at_or_after(to + 1);
    }
    runs
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub(super) fn ordinal(day: u8) -> String {
    let ending = match (day % 10, day % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

/// `January`, for 1; `Sunday`, for weekday 0. Fields without names give the number.
pub(super) fn name(field: Field, value: u8) -> String {
    let at = usize::from(value.wrapping_sub(field.bounds().0));
    let Some(name) = field.names().get(at) else { return value.to_string() };
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}
