//! Instants as users write them: RFC 3339 with an offset.

use jiff::Timestamp;

/// What an instant looks like, for messages.
pub(in crate::provider) const EXAMPLE: &str = "Write it as RFC 3339 with its offset, such as \"2026-01-02T00:00:00Z\" or \
                                  \"2026-01-02T09:00:00+09:00\".";

/// The instant of a text; None where it is none.
pub(in crate::provider) fn parse(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// Whether two texts are the same second, which is what Treasure Data is sent.
pub(in crate::provider) fn same_second(one: &str, other: &str) -> bool {
    parse(one).zip(parse(other)).is_some_and(|(one, other)| one.as_second() == other.as_second())
}

#[cfg(test)]
mod tests {
    use super::same_second;

    #[test]
    fn an_instant_stays_the_same_under_another_offset() {
        assert!(same_second("2026-01-02T00:00:00Z", "2026-01-02T09:00:00+09:00"));
        assert!(same_second("2026-01-02T00:00:00Z", "2026-01-02T00:00:00.5Z"));
        assert!(!same_second("2026-01-02T00:00:00Z", "2026-01-02T00:00:00+09:00"));
        assert!(!same_second("soon", "soon"));
    }
}
