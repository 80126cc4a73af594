//! Answers to what is not known of Treasure Data that a story rests on: under another one its promise can't be kept. All other
//! stories hold under each answer (`make quirks`).

/// An import takes the type that TD says, which may call `trino` by its older name.
pub(crate) const SAYS_TRINO: &[&str] = &["--quirk", "trino-echo=trino"];

/// Numbers tell a schedule that was renamed from one that is gone; users and exports are seen only where TD shows them, and an
/// engine's version that nobody set is shown by some answers only.
pub(crate) const TELLS_ALL: &[&str] = &["--quirk", "optional-fields=all", "--quirk", "engine-version=set"];

/// A schedule may run as anybody, and not only as the owner of the key.
pub(crate) const RUNS_AS_ANYBODY: &[&str] = &["--quirk", "executing-user=anybody"];

/// How many requests a history takes depends on how many rows one answer has.
pub(crate) const A_HUNDRED_ROWS: &[&str] = &["--quirk", "history-window=100"];

/// A connection reads back as it was typed. By default its settings are merged in and its number goes, as is known of Treasure
/// Data: then another number shows only where the settings differ.
pub(crate) const CONNECTIONS_AS_TYPED: &[&str] = &["--quirk", "connection-echo=typed"];
