//! What a person sees meanwhile.

use std::io::{IsTerminal, Write};

/// One line on a terminal that always shows the newest stage; nothing in a pipe.
pub(super) struct Progress(bool);

impl Progress {
    /// Shows itself when stderr is a terminal.
    pub(super) fn on_terminal() -> Self {
        Self(std::io::stderr().is_terminal())
    }

    /// Shows a stage in place of the one before it.
    pub(super) fn shows(&self, stage: &str) {
        if self.0 {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K{stage}…");
        }
    }

    /// Takes the line away.
    pub(super) fn done(&self) {
        if self.0 {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
        }
    }
}

/// A line on stderr.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

impl Drop for Progress {
    /// An error begins on a line of its own.
    fn drop(&mut self) {
        self.done();
    }
}
