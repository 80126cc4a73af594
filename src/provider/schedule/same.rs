//! When two texts mean the same to TD: such a difference is no drift and no change.

use unicode_normalization::UnicodeNormalization;

/// Names compare after NFC (Terraform sends NFC; TD may hold another form).
pub(super) fn name(one: &str, other: &str) -> bool {
    one == other || one.nfc().eq(other.nfc())
}

/// TD may read `trino` back as `presto`, or the reverse (td-api-facts section 6).
pub(super) fn query_type(one: &str, other: &str) -> bool {
    let engine = |text: &str| if text == "trino" { "presto" } else { text }.to_owned();
    one == other || engine(one) == engine(other)
}

/// White space at the ends and the form of line endings mean nothing (td-api-facts section 7, 22).
pub(super) fn query(one: &str, other: &str) -> bool {
    one == other || lines(one).eq(lines(other))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim().split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// Crons that parse alike are the same.
pub(super) fn cron(one: &str, other: &str) -> bool {
    one == other || crate::cron::same_meaning(one, other)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_in_another_normal_form_is_the_same() {
        assert!(super::name("caf\u{e9}", "cafe\u{301}"));
        assert!(!super::name("cafe", "caf\u{e9}"));
    }

    #[test]
    fn trino_and_presto_are_one_engine_and_hive_another() {
        assert!(super::query_type("trino", "presto"));
        assert!(super::query_type("presto", "trino"));
        assert!(!super::query_type("hive", "presto"));
    }

    #[test]
    fn a_query_differs_by_its_words_not_by_its_ends() {
        assert!(super::query("SELECT 1\r\nFROM t\n", "  SELECT 1\nFROM t"));
        assert!(!super::query("SELECT 'a b'", "SELECT 'a  b'"));
        assert!(!super::query("SELECT 1\n\nFROM t", "SELECT 1\nFROM t"));
    }
}
