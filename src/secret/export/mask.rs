//! What stands where a secret was.

/// What is shown in place of a part that is not known to be harmless. Treasure Data's own mask looks the same.
pub(super) const HIDDEN: &str = "***";

/// Stars, dots, or the word that some logs have; an empty text is one, too: some show nothing at all.
pub(super) fn is_mask(text: &str) -> bool {
    text.chars().all(|one| matches!(one, '*' | '•')) || text == "[FILTERED]"
}

/// Where no password stands, a star or two may mean something else.
pub(super) fn is_long_mask(text: &str) -> bool {
    text.chars().count() > 2 && is_mask(text)
}
