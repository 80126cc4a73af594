//! The schedules of one phase of Terraform: which are in the state, and what each plan does with its own. Plans come one by
//! one, without their addresses and in any order, so that two of them that don't fit are found by whichever comes second.
//!
//! Two plans mean the same schedule when TD's number says so; where one of them has no number, when the names do.
//! Nothing is judged in apply: there writes move names, and Treasure Data's own answer (409) is the judge.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use unicode_normalization::UnicodeNormalization;

/// What a plan does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::provider) enum NameUse {
    /// Makes a schedule of this name.
    Create,
    /// Gives this name to a schedule that has another.
    Rename,
    /// Goes on with a schedule of this name.
    Keep,
}

/// A schedule as the state of one address has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::provider) struct Subject {
    number: Option<i64>,
    name: String,
}

impl Subject {
    /// By TD's number, where it is known, and the name in the state; names compare after NFC.
    pub(in crate::provider) fn new(number: Option<i64>, name: &str) -> Self {
        Self { number, name: normal(name) }
    }
}

/// Why a plan does not fit one that came before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::provider) enum Clash {
    /// The other does this with the name that is wanted.
    Name(NameUse),
    /// The other goes on with the same schedule, under this name.
    Twin(String),
    /// One would destroy the schedule that the other goes on with; whether an import took it in just now.
    Destroyed {
        /// Whether an `import` block of this plan took the schedule in.
        imported: bool,
    },
    /// One would destroy the schedule whose name the other creates.
    Moved,
}

/// One connection's schedules.
#[derive(Debug, Default)]
pub(in crate::provider) struct PlannedNames(Mutex<Phase>);

#[derive(Debug, Default)]
struct Phase {
    /// Something was written, or is about to be: this is an apply.
    applying: bool,
    /// Each with whether a destroy leaves its schedule at Treasure Data.
    in_state: HashMap<String, bool>,
    /// How many addresses of the state were read with this name.
    reads: HashMap<String, usize>,
    imported: Subjects<()>,
    wanted: HashMap<String, NameUse>,
    /// What plans go on with, each with the name that it is to have.
    kept: Subjects<String>,
    /// What plans destroy or disable.
    destroyed: Subjects<()>,
    /// Names of schedules that plans take out, also where they stay at Treasure Data.
    left: HashSet<String>,
    refused_renames: HashSet<(String, String)>,
}

/// Something about schedules, found by number or name.
#[derive(Debug)]
struct Subjects<T> {
    by_number: HashMap<i64, T>,
    by_name: HashMap<String, (Option<i64>, T)>,
}

impl<T> Default for Subjects<T> {
    fn default() -> Self {
        Self { by_number: HashMap::new(), by_name: HashMap::new() }
    }
}

impl<T: Clone> Subjects<T> {
    fn add(&mut self, subject: &Subject, about: T) {
        if let Some(number) = subject.number {
            self.by_number.entry(number).or_insert_with(|| about.clone());
        }
        self.by_name.entry(subject.name.clone()).or_insert((subject.number, about));
    }

    /// The same schedule: by number, or by name where one of both has no number.
    fn same(&self, subject: &Subject) -> Option<&T> {
        let by_number = subject.number.and_then(|number| self.by_number.get(&number));
        by_number.or_else(|| {
            let (number, about) = self.by_name.get(&subject.name)?;
            (number.is_none() || subject.number.is_none()).then_some(about)
        })
    }

    /// One that a request for this schedule could hit: a delete goes by the name.
    fn hit(&self, subject: &Subject) -> Option<&T> {
        self.same(subject).or_else(|| self.by_name.get(&subject.name).map(|(_, about)| about))
    }
}

impl PlannedNames {
    /// From now on nothing is judged.
    pub(in crate::provider) fn applying(&self) {
        self.lock().applying = true;
    }

    /// Whether something was written.
    pub(in crate::provider) fn is_applying(&self) -> bool {
        self.lock().applying
    }

    /// A schedule of this name is in the state; `stays` when a destroy leaves it at Treasure Data.
    pub(in crate::provider) fn in_state(&self, name: &str, stays: bool) {
        self.lock().in_state.insert(normal(name), stays);
    }

    /// The schedule of one address was read, and has this name.
    pub(in crate::provider) fn read(&self, name: &str) {
        *self.lock().reads.entry(normal(name)).or_default() += 1;
    }

    /// A schedule was imported.
    pub(in crate::provider) fn imported(&self, subject: &Subject) {
        self.lock().imported.add(subject, ());
    }

    /// The schedule of this name that was in the state is gone.
    pub(in crate::provider) fn gone(&self, name: &str) {
        self.lock().in_state.remove(&normal(name));
    }

    /// Whether a schedule of this name is in the state, as far as was seen.
    pub(in crate::provider) fn is_in_state(&self, name: &str) -> bool {
        self.lock().in_state.contains_key(&normal(name))
    }

    /// Whether a schedule of this name is in the state that a destroy leaves at Treasure Data.
    pub(in crate::provider) fn stays(&self, name: &str) -> bool {
        self.lock().in_state.get(&normal(name)).is_some_and(|stays| *stays)
    }

    /// A plan makes a schedule of this name.
    pub(in crate::provider) fn create(&self, name: &str) -> Option<Clash> {
        let mut phase = self.lock();
        let name = normal(name);
        if let Some(other) = phase.want(&name, NameUse::Create) {
            return Some(Clash::Name(other));
        }
        if phase.left.contains(&name) {
            return Some(Clash::Moved);
        }
        // A tainted schedule is planned as one to make, and another address of the state may go on with it.
        let twin = phase.kept.by_name.get(&name).map(|(_, after)| after.clone());
        twin.filter(|_| phase.is_in_two_addresses(&name)).map(Clash::Twin)
    }

    /// A plan goes on with a schedule, which is to have the name `after`.
    pub(in crate::provider) fn keep(&self, subject: &Subject, after: &str) -> Option<Clash> {
        let mut phase = self.lock();
        let after_normal = normal(after);
        let want = if subject.name == after_normal { NameUse::Keep } else { NameUse::Rename };
        let twin = phase.kept.same(subject).cloned();
        let destroyed = phase.destroyed.hit(subject).is_some();
        let replaced = phase.wanted.get(&subject.name) == Some(&NameUse::Create);
        phase.kept.add(subject, after.to_owned());
        let wanted = phase.want(&after_normal, want);
        if destroyed {
            return Some(Clash::Destroyed { imported: phase.imported.same(subject).is_some() });
        }
        if let Some(twin) = twin {
            return Some(Clash::Twin(twin));
        }
        if want == NameUse::Rename && replaced && phase.is_in_two_addresses(&subject.name) {
            return Some(Clash::Twin(subject.name.clone()));
        }
        match (want, wanted?) {
            // The rename onto this name was refused, which said all.
            (NameUse::Keep, NameUse::Rename) | (NameUse::Rename, NameUse::Keep) => None,
            (_, other) => Some(Clash::Name(other)),
        }
    }

    /// A plan destroys a schedule; `untouched` when that leaves it at Treasure Data as it is.
    pub(in crate::provider) fn destroy(&self, subject: &Subject, untouched: bool) -> Option<Clash> {
        let mut phase = self.lock();
        phase.left.insert(subject.name.clone());
        if phase.wanted.get(&subject.name) == Some(&NameUse::Create) {
            return Some(Clash::Moved);
        }
        if untouched {
            return None;
        }
        phase.destroyed.add(subject, ());
        phase.kept.hit(subject)?;
        Some(Clash::Destroyed { imported: phase.imported.same(subject).is_some() })
    }

    /// A rename was refused; gives whether the reverse one was, which told about both.
    pub(in crate::provider) fn refuse_rename(&self, from: &str, to: &str) -> bool {
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

impl Phase {
    /// A plan wants a name, which is normal; gives what another plan does with it already.
    fn want(&mut self, name: &str, want: NameUse) -> Option<NameUse> {
        match self.wanted.get(name) {
            Some(other) => Some(*other),
            None => self.wanted.insert(name.to_owned(), want),
        }
    }

    fn is_in_two_addresses(&self, name: &str) -> bool {
        self.reads.get(name).is_some_and(|reads| *reads > 1)
    }
}

fn normal(name: &str) -> String {
    name.nfc().collect()
}
