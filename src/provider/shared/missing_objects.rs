//! How much of what the state holds TD's list shows: when most is missing, the key or the account is likelier wrong than
//! every schedule deleted.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::client::ConfiguredClient;
use crate::framework::Diagnostic;

/// Fewer are no sign of anything, unless the list is empty.
const LEAST: usize = 5;

/// Counts of one client.
#[derive(Debug, Default)]
pub(in crate::provider) struct MissingObjects {
    asked: AtomicUsize,
    missing: AtomicUsize,
    warned: AtomicBool,
}

impl MissingObjects {
    /// The list has it.
    pub(in crate::provider) fn found(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }

    /// The list, which has so many, lacks it: a warning for the first time that more than half are missing.
    pub(in crate::provider) fn missing(&self, listed: usize, td: &ConfiguredClient) -> Option<Diagnostic> {
        self.is_first_sign(listed).then(|| warning(listed, td))
    }

    fn is_first_sign(&self, listed: usize) -> bool {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let missing = self.missing.fetch_add(1, Ordering::Relaxed) + 1;
        let many = listed == 0 || (missing >= LEAST && missing * 2 > asked);
        many && !self.warned.swap(true, Ordering::Relaxed)
    }
}

fn warning(listed: usize, td: &ConfiguredClient) -> Diagnostic {
    let shown = match listed {
        0 => "no schedule at all".to_owned(),
        more => format!("{more} schedules"),
    };
    Diagnostic::warning(
        "Treasure Data shows less than half of the schedules in the state",
        format!(
            "Its list shows {shown} to this API key. Each schedule that is missing is asked for by its name before it \
             counts as deleted. Is this the right account? {}",
            td.sources()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(found: usize, missing: usize, listed: usize) -> usize {
        let seen = MissingObjects::default();
        (0..found).for_each(|_| seen.found());
        (0..missing).filter(|_| seen.is_first_sign(listed)).count()
    }

    #[test]
    fn a_few_deleted_schedules_are_no_sign_and_most_of_many_are_one() {
        assert_eq!((signs(0, 4, 1), signs(5, 5, 5)), (0, 0));
        assert_eq!((signs(0, 9, 1), signs(5, 9, 5), signs(0, 1, 0)), (1, 1, 1));
    }
}
