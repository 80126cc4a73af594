//! Which plans fit each other.

use super::*;

#[test]
fn whoever_comes_second_learns_of_the_first() {
    let names = PlannedNames::default();
    assert_eq!(names.create("caf\u{e9}"), None);
    let other_form = Subject::new(None, "cafe\u{301}");
    assert_eq!(names.keep(&other_form, "cafe\u{301}"), Some(Clash::Name(NameUse::Create)));
    assert_eq!(names.destroy(&Subject::new(None, "caf\u{e9}"), false), Some(Clash::Moved));
}

#[test]
fn a_swap_is_told_once() {
    let names = PlannedNames::default();
    assert!(!names.refuse_rename("one", "two"));
    assert!(names.refuse_rename("two", "one"));
}

/// One address of the state: which of two schedules it has, and what its plan is.
#[derive(Clone, Copy, Debug)]
struct Address {
    schedule: usize,
    plan: Plan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// Stays in the configuration under the name that the schedule has.
    Keep,
    /// Gets a name that is free.
    Rename,
    /// Is no longer in the configuration.
    Destroy,
    /// The same, with deletion_policy = "abandon".
    Abandon,
    /// Is tainted: deleted and made again under its name.
    Taint,
}

/// Plans the addresses one after the other over one registry, as the resource does; whether each plan went without an error.
/// Each address is read before it is planned: right before, or all at once.
fn plan_all(addresses: &[Address], numbered: bool, reads_first: bool) -> bool {
    let names = PlannedNames::default();
    let name = |schedule: usize| ["one", "two"][schedule];
    let read = |address: &Address| {
        names.in_state(name(address.schedule), false);
        names.read(name(address.schedule));
    };
    if reads_first {
        addresses.iter().for_each(read);
    }
    let mut fits = true;
    for (at, address) in addresses.iter().enumerate() {
        if !reads_first {
            read(address);
        }
        let Address { schedule, plan } = *address;
        let subject = Subject::new(numbered.then_some(schedule as i64), name(schedule));
        let clash = match plan {
            Plan::Keep => names.keep(&subject, name(schedule)),
            Plan::Rename => names.keep(&subject, &format!("fresh-{at}")),
            Plan::Destroy => names.destroy(&subject, false),
            Plan::Abandon => names.destroy(&subject, true),
            Plan::Taint => names.create(name(schedule)),
        };
        fits &= clash.is_none();
    }
    fits
}

/// The schedules that an apply of these plans may delete while another address goes on with them.
fn lost(addresses: &[Address]) -> bool {
    let deletes = |plan| matches!(plan, Plan::Destroy | Plan::Taint);
    let keeps = |plan| matches!(plan, Plan::Keep | Plan::Rename);
    addresses.iter().any(|one| {
        deletes(one.plan) && addresses.iter().any(|other| other.schedule == one.schedule && keeps(other.plan))
    })
}

const PLANS: [Plan; 5] = [Plan::Keep, Plan::Rename, Plan::Destroy, Plan::Abandon, Plan::Taint];

/// Each sequence of plans of up to four addresses and two schedules, and so each order of them, with TD's numbers and
/// without: all of them, so that no seed decides.
#[test]
fn no_apply_deletes_a_schedule_that_another_address_keeps() {
    let kinds: Vec<Address> =
        (0..2).flat_map(|schedule| PLANS.map(|plan| Address { schedule, plan })).collect();
    let (mut refused, mut allowed) = (0, 0);
    for count in 1..=4_u32 {
        for world in 0..kinds.len().pow(count) {
            let kind = |at: u32| kinds[world / kinds.len().pow(at) % kinds.len()];
            let addresses: Vec<Address> = (0..count).map(kind).collect();
            for (numbered, reads_first) in [(true, true), (true, false), (false, true), (false, false)] {
                let fits = plan_all(&addresses, numbered, reads_first);
                assert!(!fits || !lost(&addresses), "{addresses:?}, {numbered}, {reads_first}");
                if fits { allowed += 1 } else { refused += 1 }
            }
        }
    }
    assert!(refused > 1000 && allowed > 100, "{refused} refused, {allowed} allowed");
}

/// Addresses with a schedule of their own each are left alone, whatever is planned for them.
#[test]
fn schedules_with_one_address_each_are_never_refused() {
    for (one, other) in PLANS.into_iter().flat_map(|one| PLANS.map(|other| (one, other))) {
        let addresses = [Address { schedule: 0, plan: one }, Address { schedule: 1, plan: other }];
        assert!(plan_all(&addresses, true, true) && plan_all(&addresses, false, false), "{addresses:?}");
    }
}
