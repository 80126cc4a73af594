//! The names of schedules in one phase of Terraform: which are in the state, and what each plan wants of them. Plans
//! come one by one and in any order, so that two of them that don't fit are found by whichever comes second.
//!
//! Nothing is judged in apply: there writes move names, and Treasure Data's own answer (409) is the judge.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use unicode_normalization::UnicodeNormalization;

/// What a plan does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Makes a schedule of this name.
    Create,
    /// Gives this name to a schedule that has another.
    Rename,
    /// Goes on with a schedule of this name.
    Keep,
}

/// One connection's names; names compare after NFC.
#[derive(Debug, Default)]
pub(super) struct Names(Mutex<Phase>);

#[derive(Debug, Default)]
struct Phase {
    /// Something was written, or is about to be: this is an apply.
    applying: bool,
    /// Each with whether a destroy leaves its schedule at Treasure Data.
    in_state: HashMap<String, bool>,
    wanted: HashMap<String, Want>,
    destroyed: HashSet<String>,
    refused_renames: HashSet<(String, String)>,
}

impl Names {
    /// From now on nothing is judged.
    pub(super) fn applying(&self) {
        self.lock().applying = true;
    }

    /// Whether something was written.
    pub(super) fn is_applying(&self) -> bool {
        self.lock().applying
    }

    /// A schedule of this name is in the state; `stays` when a destroy leaves it at Treasure Data.
    pub(super) fn in_state(&self, name: &str, stays: bool) {
        self.lock().in_state.insert(normal(name), stays);
    }

    /// The schedule of this name that was in the state is gone.
    pub(super) fn gone(&self, name: &str) {
        self.lock().in_state.remove(&normal(name));
    }

    /// Whether a schedule of this name is in the state, as far as was seen.
    pub(super) fn is_in_state(&self, name: &str) -> bool {
        self.lock().in_state.contains_key(&normal(name))
    }

    /// Whether a schedule of this name is in the state that a destroy leaves at Treasure Data.
    pub(super) fn stays(&self, name: &str) -> bool {
        self.lock().in_state.get(&normal(name)).is_some_and(|stays| *stays)
    }

    /// A plan wants a name; gives what another plan does with it already.
    pub(super) fn want(&self, name: &str, want: Want) -> Option<Want> {
        let mut phase = self.lock();
        let name = normal(name);
        match phase.wanted.get(&name) {
            Some(other) => Some(*other),
            None => phase.wanted.insert(name, want),
        }
    }

    /// A plan destroys a schedule; gives what another plan does with its name already.
    pub(super) fn destroy(&self, name: &str) -> Option<Want> {
        let mut phase = self.lock();
        let name = normal(name);
        let wanted = phase.wanted.get(&name).copied();
        phase.destroyed.insert(name);
        wanted
    }

    /// Whether a plan destroys a schedule of this name.
    pub(super) fn is_destroyed(&self, name: &str) -> bool {
        self.lock().destroyed.contains(&normal(name))
    }

    /// A rename was refused; gives whether the reverse one was, which told about both.
    pub(super) fn refuse_rename(&self, from: &str, to: &str) -> bool {
        let mut phase = self.lock();
        let (from, to) = (normal(from), normal(to));
        let swap = phase.refused_renames.contains(&(to.clone(), from.clone()));
        phase.refused_renames.insert((from, to));
        swap
    }

    fn lock(&self) -> MutexGuard<'_, Phase> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn normal(name: &str) -> String {
    name.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_second_learns_of_the_first() {
        let names = Names::default();
        assert_eq!(names.want("caf\u{e9}", Want::Create), None);
        assert_eq!(names.want("cafe\u{301}", Want::Keep), Some(Want::Create));
        assert_eq!(names.destroy("caf\u{e9}"), Some(Want::Create));
        assert_eq!(names.destroy("other"), None);
        assert!(names.is_destroyed("other"));
    }

    #[test]
    fn a_swap_is_told_once() {
        let names = Names::default();
        assert!(!names.refuse_rename("one", "two"));
        assert!(names.refuse_rename("two", "one"));
    }
}
