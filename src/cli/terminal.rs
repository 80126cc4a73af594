//! What subcommands show: all of it passes here, so that no text from elsewhere steers a terminal or hides on it, and no
//! secret is shown.

use std::io::{self, IsTerminal, Write};

use crate::escape::{Language, Safe, Terminal, terminal};
use crate::secret::redact;

/// A text without secrets and with escapes for what nobody can see.
pub(super) fn shown(text: &str) -> Safe<Terminal> {
    // Before the escapes, which would change how a secret is spelled.
    terminal(&redact(text))
}

/// A line on stderr. There is nowhere else to complain.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", shown(line));
}

/// A line on stdout, which scripts may wait for.
///
/// # Errors
/// When stdout is closed or full.
pub(super) fn answer(line: &str) -> io::Result<()> {
    write_line(&shown(line))
}

/// An object for scripts on stdout. What in it came from elsewhere must have passed [`shown`]: a secret that is an
/// ordinary word must not take the object's own words out.
///
/// # Errors
/// When stdout is closed or full.
pub(super) fn answer_json(object: &serde_json::Value) -> io::Result<()> {
    write_line(&terminal(&object.to_string()))
}

/// A text whose every part went into its language by a function of `escape`, and through the redactor before.
///
/// # Errors
/// When stdout is closed or full.
pub(super) fn answer_safe<L: Language>(text: &Safe<L>) -> io::Result<()> {
    let mut stdout = io::stdout();
    stdout.write_all(text.as_str().as_bytes())?;
    stdout.flush()
}

/// Whether a person sees stdout in colour: it is a terminal, and nobody asked for none (<https://no-color.org>).
pub(super) fn has_colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal() && !refused
}

fn write_line(line: &Safe<Terminal>) -> io::Result<()> {
    let mut stdout = io::stdout();
    writeln!(stdout, "{line}")?;
    stdout.flush()
}
