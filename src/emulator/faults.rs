//! Faults on demand: which request goes wrong, and how. Carrying them out is HTTP's business.

use serde::Serialize;

use super::http::route::ROUTES;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 429 with this in Retry-After.
    TooMany(RetryAfter),
    Status(u16),
    /// A page for people, with status 200.
    Html,
    /// The answer ends in the middle of its body.
    Cut,
    /// The connection is reset.
    Reset,
    /// No answer, and no end.
    Silence,
    /// The answer in small pieces with pauses.
    Drip,
    /// The answer, late.
    Latency,
}

/// The forms of Retry-After.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    Seconds,
    Date,
    Absent,
    Absurd,
}

/// All kinds with what a client sees; those that answer something else may have `-after` appended: the change is made
/// first.
const KINDS: [(&str, Kind, &str); 14] = [
    ("429", Kind::TooMany(RetryAfter::Seconds), "429 with `Retry-After` in seconds"),
    ("429-date", Kind::TooMany(RetryAfter::Date), "429 with `Retry-After` as a date"),
    ("429-absent", Kind::TooMany(RetryAfter::Absent), "429 without `Retry-After`"),
    ("429-absurd", Kind::TooMany(RetryAfter::Absurd), "429 with a `Retry-After` of 3,000 years"),
    ("500", Kind::Status(500), "500 with TD's error body"),
    ("502", Kind::Status(502), "502 with TD's error body"),
    ("503", Kind::Status(503), "503 with TD's error body"),
    ("504", Kind::Status(504), "504 with TD's error body"),
    ("html", Kind::Html, "200 with a page for people in place of JSON"),
    ("cut", Kind::Cut, "half of the true answer, then the connection ends; the change is made"),
    ("reset", Kind::Reset, "the connection is reset"),
    ("silence", Kind::Silence, "no answer, and no end"),
    ("drip", Kind::Drip, "the true answer in 20 pieces, `seconds` (0.25) apart; the change is made"),
    ("latency", Kind::Latency, "the true answer, `seconds` (1) late; the change is made"),
];

/// The operations that a fault may be for: those of schedules first, then the others.
fn operations() -> Vec<&'static str> {
    let mut names: Vec<&str> = ROUTES.iter().map(|(_, _, name, _)| *name).collect();
    names.dedup();
    names
}

/// Why a fault was refused.
#[derive(Debug, thiserror::Error)]
pub enum FaultError {
    /// No such kind.
    #[error("no fault is called {0:?}; there are: {known}", known = names())]
    Kind(String),
    /// No such operation.
    #[error("no operation is called {0:?}; there are: {known}", known = operations().join(", "))]
    Operation(String),
    /// Neither a rate nor a count.
    #[error("{0:?} is neither a rate from 0 to 1 nor `next` and a count from 1, like next3")]
    Rate(String),
    /// No length of time.
    #[error("{0:?} is no number of seconds from 0 to 3600")]
    Seconds(String),
}

/// The names of all kinds of faults, with what a client sees.
pub fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.iter().map(|(name, _, doc)| (*name, *doc))
}

fn names() -> String {
    kinds().map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}

/// One fault that happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fault {
    /// The kind's name.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// Whether the change is made all the same.
    pub(crate) after: bool,
    /// Of latency and of each pause of a drip.
    pub(crate) seconds: f64,
}

/// When a fault happens.
#[derive(Debug, Clone, Serialize)]
pub struct Rule {
    kind: String,
    #[serde(skip)]
    fault: Fault,
    /// None for any.
    operation: Option<String>,
    /// Of requests, 0 to 1.
    rate: f64,
    /// For how many requests more; none for ever.
    next: Option<u64>,
}

impl Rule {
    /// A rule from its parts as text: `when` is a rate from 0 to 1 or `next` and a count from 1; `seconds`, 0 to 3600, are
    /// of latency and of each pause of a drip.
    ///
    /// # Errors
    /// When one of them is not known.
    pub fn new(
        kind: &str,
        operation: Option<&str>,
        when: &str,
        seconds: Option<&str>,
    ) -> Result<Self, FaultError> {
        let (name, after) = match (kind.strip_suffix("-after"), kind.strip_suffix("-before")) {
            (Some(name), _) => (name, true),
            (None, Some(name)) => (name, false),
            (None, None) => (kind, false),
        };
        let known = KINDS.iter().find(|(known, ..)| *known == name);
        let (name, found, _) = known.ok_or_else(|| FaultError::Kind(kind.to_owned()))?;
        if let Some(operation) = operation.filter(|operation| !operations().contains(operation)) {
            return Err(FaultError::Operation(operation.to_owned()));
        }
        let bad = || FaultError::Rate(when.to_owned());
        let (rate, next) = match when.strip_prefix("next") {
            Some(count) => (1.0, Some(count.parse().ok().filter(|count| *count > 0).ok_or_else(bad)?)),
            None => (when.parse().ok().filter(|rate| (0.0..=1.0).contains(rate)).ok_or_else(bad)?, None),
        };
        let known = |text: &str| text.parse().ok().filter(|seconds| (0.0..=3600.0).contains(seconds));
        let seconds = match seconds {
            Some(text) => known(text).ok_or_else(|| FaultError::Seconds(text.to_owned()))?,
            None if *found == Kind::Drip => 0.25,
            None => 1.0,
        };
        let fault = Fault { name, kind: *found, after, seconds };
        Ok(Self { kind: kind.to_owned(), fault, operation: operation.map(str::to_owned), rate, next })
    }
}

impl std::str::FromStr for Rule {
    type Err = FaultError;

    /// `KIND[:OPERATION]=RATE`.
    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (what, when) = text.split_once('=').ok_or_else(|| FaultError::Rate(text.to_owned()))?;
        match what.split_once(':') {
            Some((kind, operation)) => Self::new(kind, Some(operation), when, None),
            None => Self::new(what, None, when, None),
        }
    }
}

/// The rules in force; the same seed and requests give the same faults.
#[derive(Debug)]
pub(crate) struct Faults {
    pub(crate) rules: Vec<Rule>,
    random: u64,
}

impl Faults {
    pub(crate) fn new(rules: Vec<Rule>, seed: u64) -> Self {
        Self { rules, random: seed }
    }

    /// What happens to the next request of this operation: the first rule whose turn it is.
    pub(crate) fn next(&mut self, operation: &str) -> Option<Fault> {
        let mut chosen = None;
        for rule in &mut self.rules {
            let fits = rule.operation.as_deref().is_none_or(|wanted| wanted == operation);
            if !fits || (rule.rate < 1.0 && fraction(&mut self.random) >= rule.rate) {
                continue;
            }
            if let Some(next) = &mut rule.next {
                *next = next.saturating_sub(1);
            }
            chosen = Some(rule.fault);
            break;
        }
        self.rules.retain(|rule| rule.next != Some(0));
        chosen
    }
}

/// SplitMix64, from 0 (included) to 1 (not included).
fn fraction(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}
