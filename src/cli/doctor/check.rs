//! One line of the doctor's answer.

use std::fmt;

use crate::cli::terminal::shown;

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// As it should be.
    Ok,
    /// Something must be done.
    Wrong,
    /// It can't be said, or need not be there.
    Unknown,
}

/// One thing that was looked at.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) name: &'static str,
    pub(super) state: State,
    /// What is there, and where it came from.
    pub(super) found: String,
    /// What to do; empty when nothing.
    pub(super) advice: String,
}

impl Check {
    /// As it should be.
    pub(super) fn ok(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, state: State::Ok, found: found.into(), advice: String::new() }
    }

    /// Something must be done.
    pub(super) fn wrong(name: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { name, state: State::Wrong, found: found.into(), advice: advice.into() }
    }

    /// It can't be said.
    pub(super) fn unknown(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, state: State::Unknown, found: found.into(), advice: String::new() }
    }

    /// For `--json`.
    pub(super) fn json(&self) -> serde_json::Value {
        let state = match self.state {
            State::Ok => "ok",
            State::Wrong => "wrong",
            State::Unknown => "unknown",
        };
        // Before the JSON, which has escapes of its own.
        let [found, advice] = [&self.found, &self.advice].map(|text| shown(text).into_string());
        serde_json::json!({ "name": self.name, "state": state, "found": found, "advice": advice })
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Ok => "OK",
            State::Wrong => "WRONG",
            State::Unknown => "-",
        };
        write!(f, "{state:<6} {:<10} {}", self.name, self.found)?;
        if self.advice.is_empty() { Ok(()) } else { write!(f, "\n{:<18}{}", "", self.advice) }
    }
}
