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

/// Blanks, tabs and line ends at the ends and the form of line endings mean nothing (td-api-facts section 7, 22). Nothing
/// else: an engine takes no other white space for one, so that a no-break space at an end is part of the text.
pub(super) fn query(one: &str, other: &str) -> bool {
    one == other || lines(one).eq(lines(other))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_matches([' ', '\t', '\r', '\n']).split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// Crons that parse alike are the same.
pub(super) fn cron(one: &str, other: &str) -> bool {
    one == other || crate::cron::same_meaning(one, other)
}

/// Exports as JSON are the same whatever their white space and the order of their keys.
pub(super) fn result(one: &str, other: &str) -> bool {
    let json = |text: &str| {
        let object = text.trim_start_matches([' ', '\t', '\r', '\n']).starts_with('{');
        object.then(|| serde_json::from_str::<serde_json::Value>(text).ok()).flatten()
    };
    one == other || matches!((json(one), json(other)), (Some(one), Some(other)) if one == other)
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_export_as_json_differs_by_its_settings_not_by_their_order() {
        assert!(super::result(r#"{"type":"s3","bucket":"b"}"#, "{ \"bucket\": \"b\",\n\"type\": \"s3\" }"));
        assert!(!super::result(r#"{"type":"s3","bucket":"b"}"#, r#"{"type":"s3","bucket":"c"}"#));
        assert!(!super::result("td://@/db/table", "td://@/db/table "));
    }

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
