//! The last redactor: what was registered here never leaves the process through a text that passes [`redact`].

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use aho_corasick::AhoCorasick;

use super::{Secret, encodings};

/// What stands in a text where a secret was.
pub const REDACTED: &str = "(redacted)";

/// Shorter texts are not secrets that could be kept: taking each `a` or `12` out would make every text unreadable.
const LEAST: usize = 3;

/// Shorter ones are taken out only where they stand alone, not inside a word or a number.
const LEAST_INSIDE: usize = 6;

/// Longer ones are not kept here: nothing that is printed holds so much.
const LONGEST: usize = 64 * 1024;

/// When more are registered, those that were registered longest ago are forgotten.
const MOST: usize = 4096;

/// So many new ones wait in the small matcher before the large one is built anew.
const RECENT: usize = 64;

static REGISTRY: LazyLock<RwLock<Registry>> = LazyLock::new(RwLock::default);

/// From now on [`redact`] takes this text and its percent-, form-, JSON- and base64-encoded forms out of every text
/// in this process. Registering it again is cheap. Texts under 3 characters are passed over, those under 6 are taken
/// out only where they stand alone; the newest 4,096 are remembered.
pub fn register(secret: &Secret) {
    let text = secret.expose();
    if text.chars().count() < LEAST || text.len() > LONGEST {
        return;
    }
    if REGISTRY.read().unwrap_or_else(PoisonError::into_inner).newest_is(text) {
        return;
    }
    REGISTRY.write().unwrap_or_else(PoisonError::into_inner).add(text);
}

/// The text with [`REDACTED`] in each place of a registered secret; the text itself where there is none.
pub fn redact(text: &str) -> Cow<'_, str> {
    let registry = REGISTRY.read().unwrap_or_else(PoisonError::into_inner);
    if registry.is_current() {
        return registry.redact(text);
    }
    drop(registry);
    let mut registry = REGISTRY.write().unwrap_or_else(PoisonError::into_inner);
    registry.build();
    registry.redact(text)
}

/// Registered texts with the count of registrations at which each was last seen.
#[derive(Default)]
struct Registry {
    known: HashMap<String, u64>,
    recent: Vec<String>,
    registrations: u64,
    /// All but the recent ones; None = to be built.
    settled: Option<Matcher>,
    /// The recent ones; None = to be built.
    fresh: Option<Matcher>,
}

impl Registry {
    fn newest_is(&self, text: &str) -> bool {
        self.known.get(text).is_some_and(|at| *at == self.registrations)
    }

    fn add(&mut self, text: &str) {
        self.registrations += 1;
        if let Some(at) = self.known.get_mut(text) {
            *at = self.registrations;
            return;
        }
        self.known.insert(text.to_owned(), self.registrations);
        self.recent.push(text.to_owned());
        self.fresh = None;
        if self.known.len() > MOST {
            // Half at once, so that the large matcher is not built for each.
            let mut times: Vec<u64> = self.known.values().copied().collect();
            times.sort_unstable();
            let keep = times.get(MOST / 2).copied().unwrap_or_default();
            self.known.retain(|_, at| *at >= keep);
            self.recent.clear();
            self.settled = None;
        } else if self.recent.len() > RECENT {
            self.recent.clear();
            self.settled = None;
        }
    }

    fn is_current(&self) -> bool {
        self.known.is_empty() || (self.settled.is_some() && self.fresh.is_some())
    }

    fn build(&mut self) {
        if self.settled.is_none() {
            let recent = &self.recent;
            self.settled = Some(Matcher::new(self.known.keys().filter(|text| !recent.contains(*text))));
        }
        if self.fresh.is_none() {
            self.fresh = Some(Matcher::new(self.recent.iter()));
        }
    }

    fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for matcher in self.settled.iter().chain(&self.fresh) {
            matcher.find(text, &mut spans);
        }
        if spans.is_empty() {
            return Cow::Borrowed(text);
        }
        // Overlapping finds are one, so that the tail of a longer secret never survives a shorter one.
        spans.sort_unstable();
        let mut clean = String::with_capacity(text.len());
        let mut done = 0;
        for (begin, end) in spans {
            if begin >= done {
                clean.push_str(text.get(done..begin).unwrap_or_default());
                clean.push_str(REDACTED);
            }
            done = done.max(end);
        }
        clean.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(clean)
    }
}

/// Finds all forms of some secrets in one pass.
struct Matcher {
    /// None when there is nothing to find.
    automaton: Option<AhoCorasick>,
    /// By pattern: whether it counts only where it stands alone.
    alone: Vec<bool>,
}

impl Matcher {
    fn new<'s>(secrets: impl Iterator<Item = &'s String>) -> Self {
        let mut patterns = Vec::new();
        let mut alone = Vec::new();
        for text in secrets {
            for form in encodings::all(text) {
                patterns.push(form);
                alone.push(text.chars().count() < LEAST_INSIDE);
            }
        }
        if patterns.is_empty() {
            return Self { automaton: None, alone };
        }
        // Without regard to case: an encoder may write %2f or %2F.
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&patterns);
        Self { automaton: automaton.ok(), alone }
    }

    fn find(&self, text: &str, spans: &mut Vec<(usize, usize)>) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(text) {
            let alone = self.alone.get(found.pattern().as_usize()).copied().unwrap_or_default();
            if !alone || stands_alone(text, found.start(), found.end()) {
                spans.push((found.start(), found.end()));
            }
        }
    }
}

fn stands_alone(text: &str, begin: usize, end: usize) -> bool {
    let before = text.get(..begin).and_then(|part| part.chars().next_back());
    let after = text.get(end..).and_then(|part| part.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
#[path = "redact_tests.rs"]
mod tests;
