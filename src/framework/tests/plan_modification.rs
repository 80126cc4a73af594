//! What a resource's own plan may say, and what it may not.

use super::driver::{Driver, Stored, errors};
use super::notes_provider::{Limits, Note};
use crate::framework::{Attr, Model as _};

/// A note in the pool where another mode makes another note.
fn note(limits: Attr<Limits>) -> Note {
    Note { name: Attr::Known("a".into()), pool: Attr::Known("modes".into()), limits, ..Note::null() }
}

fn limits() -> Attr<Limits> {
    Attr::Known(Limits { lines: Attr::Known(3), mode: Attr::Known("cut".into()) })
}

fn saying(name: &str, text: &str) -> Note {
    Note { name: Attr::Known(name.into()), text: Attr::Known(text.into()), ..Note::null() }
}

#[tokio::test]
async fn what_only_the_state_or_only_the_plan_has_may_replace_and_what_neither_has_may_not() {
    for (before, after, may) in
        [(Attr::Null, limits(), true), (limits(), Attr::Null, true), (Attr::Null, Attr::Null, false)]
    {
        let mut driver = Driver::new().await;
        let (created, diagnostics) = driver.apply(&Stored::default(), Some(&note(before.clone()))).await;
        assert_eq!(diagnostics, []);
        let planned = driver.plan(&created, &note(after.clone())).await;
        assert_eq!(planned.diagnostics.is_empty(), may, "{before:?} {after:?}: {:?}", planned.diagnostics);
        assert_eq!(planned.requires_replace.len(), 1);
    }
}

#[tokio::test]
async fn the_identity_of_something_new_may_be_unknown_and_that_of_what_stays_may_not() {
    let mut driver = Driver::new().await;
    let new = driver.plan(&Stored::default(), &saying("a", "later")).await;
    assert_eq!(new.diagnostics, []);
    assert!(new.planned_identity.is_some());

    let (created, _) = driver.apply(&Stored::default(), Some(&saying("a", "now"))).await;
    let replaced = driver.plan(&created, &saying("b", "later")).await;
    assert_eq!(replaced.diagnostics, []);
    let updated = driver.plan(&created, &saying("a", "later")).await;
    assert_eq!(errors(&updated.diagnostics), ["Bug in the provider"]);
}
