//! What a person sees meanwhile.

use std::cell::RefCell;
use std::io::{IsTerminal, Write};

use crate::cli::terminal::shown;
use crate::escape::{Safe, Terminal};

/// How many characters the bar has.
const BAR: usize = 30;

/// One line on a terminal that always shows the newest stage; nothing in a pipe.
pub(super) struct Progress {
    is_terminal: bool,
    /// The last line, so that the terminal is not given the same one again.
    shown: RefCell<String>,
}

impl Progress {
    /// Shows itself when stderr is a terminal.
    pub(super) fn on_terminal() -> Self {
        Self { is_terminal: std::io::stderr().is_terminal(), shown: RefCell::default() }
    }

    /// Shows a stage in place of the one before it.
    pub(super) fn shows(&self, stage: &str) {
        if self.is_terminal && self.shown.replace(stage.to_owned()) != stage {
            let _ = write!(std::io::stderr(), "{}", line(&shown(stage)));
        }
    }

    /// Shows how much of a stage is done.
    pub(super) fn bar(&self, stage: &str, done: usize, of: usize) {
        self.shows(&bar(stage, done, of));
    }

    /// Takes the line away.
    pub(super) fn done(&self) {
        if self.is_terminal && !self.shown.take().is_empty() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
        }
    }
}

/// The terminal's line anew. It is not wrapped meanwhile: a line that is longer than a narrow terminal would stay there
/// as rows that nothing takes away.
fn line(text: &Safe<Terminal>) -> String {
    format!("\r\u{1b}[2K\u{1b}[?7l{text}\u{1b}[?7h")
}

fn bar(stage: &str, done: usize, of: usize) -> String {
    let full = (done * BAR).checked_div(of).unwrap_or(BAR).min(BAR);
    let percent = (done * 100).checked_div(of).unwrap_or(100);
    format!("{stage} [{}{}] {percent}%", "#".repeat(full), "-".repeat(BAR - full))
}

impl Drop for Progress {
    /// An error begins on a line of its own.
    fn drop(&mut self) {
        self.done();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_full_as_the_work_is_done() {
        assert_eq!(bar("Writing", 0, 4), format!("Writing [{}] 0%", "-".repeat(30)));
        assert_eq!(bar("Writing", 3, 4), format!("Writing [{}{}] 75%", "#".repeat(22), "-".repeat(8)));
        for (done, of) in [(4, 4), (0, 0)] {
            assert_eq!(bar("Writing", done, of), format!("Writing [{}] 100%", "#".repeat(30)));
        }
    }
}
