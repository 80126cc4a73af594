//! An object's life.

use super::driver::{Driver, Stored, errors};
use super::notes_provider::{Limits, Note};
use crate::framework::{Attr, Model as _};

fn known<T, U: From<T>>(value: T) -> Attr<U> {
    Attr::Known(value.into())
}

fn note(name: &str, text: &str) -> Note {
    Note { name: known(name), text: known(text), ..Note::null() }
}

#[tokio::test]
async fn the_plan_of_a_create_has_defaults_and_unknowns_and_no_write_only_value() {
    let mut driver = Driver::new().await;
    let limits = known(Limits { lines: known(3), mode: Attr::Null });
    let config = Note { secret: known("s"), limits, ..note("a", "one") };
    let planned = driver.plan(&Stored::default(), &config).await;
    assert_eq!(planned.diagnostics, []);
    assert!(planned.requires_replace.is_empty());
    let expected = Note {
        size: known(4),
        id: Attr::Unknown,
        serial: Attr::Unknown,
        edited: Attr::Unknown,
        digest: Attr::Unknown,
        limits: known(Limits { lines: known(3), mode: known("cut") }),
        ..note("a", "one")
    };
    assert_eq!(driver.note(planned.planned_state.as_ref()), Some(expected));
}

#[tokio::test]
async fn after_a_create_a_read_and_a_plan_change_nothing() {
    let mut driver = Driver::new().await;
    let config = note("a", "one");
    let (created, diagnostics) = driver.apply(&Stored::default(), Some(&config)).await;
    assert_eq!(diagnostics, []);
    assert_eq!(created.private, "{\"made\":true}");
    assert!(created.identity.is_some());

    let (read, diagnostics) = driver.read(&created).await;
    assert_eq!(diagnostics, []);
    assert_eq!(
        (&read.state, &read.private, &read.identity),
        (&created.state, &created.private, &created.identity)
    );

    let planned = driver.plan(&read, &config).await;
    assert_eq!(driver.note(planned.planned_state.as_ref()), created.state);
    assert_eq!((planned.planned_private, planned.planned_identity), (created.private, created.identity));
}

#[tokio::test]
async fn an_update_marks_only_what_can_change() {
    let mut driver = Driver::new().await;
    let (created, _) = driver.apply(&Stored::default(), Some(&note("a", "one"))).await;
    let resized = Note { size: known(9), ..note("a", "one") };
    let planned = driver.plan(&created, &resized).await;
    let expected = Note { size: known(9), edited: Attr::Unknown, ..created.state.clone().unwrap() };
    assert_eq!(driver.note(planned.planned_state.as_ref()), Some(expected));
    let (updated, diagnostics) = driver.apply(&created, Some(&resized)).await;
    assert_eq!(diagnostics, []);
    assert_eq!(updated.state.unwrap().edited, known(1));
}

#[tokio::test]
async fn a_text_that_means_the_same_is_no_change_in_plan_or_read() {
    let mut driver = Driver::new().await;
    let (created, _) = driver.apply(&Stored::default(), Some(&note("a", "one"))).await;
    let planned = driver.plan(&created, &note("a", " one\n")).await;
    assert_eq!(driver.note(planned.planned_state.as_ref()), created.state);

    driver.store.notes.lock().unwrap().get_mut("a").unwrap().text = known("one ");
    let (read, _) = driver.read(&created).await;
    assert_eq!(read.state, created.state);
}

#[tokio::test]
async fn a_change_of_what_cannot_change_in_place_replaces() {
    let mut driver = Driver::new().await;
    let (created, _) = driver.apply(&Stored::default(), Some(&note("a", "one"))).await;
    let planned = driver.plan(&created, &note("b", "one")).await;
    assert_eq!(planned.diagnostics, []);
    assert_eq!(planned.requires_replace.len(), 1);
    assert!(driver.note(planned.planned_state.as_ref()).unwrap().id.is_unknown());
}

#[tokio::test]
async fn a_destroy_leaves_nothing_and_a_read_of_nothing_says_so() {
    let mut driver = Driver::new().await;
    let (created, _) = driver.apply(&Stored::default(), Some(&note("a", "one"))).await;
    let (destroyed, diagnostics) = driver.apply(&created, None).await;
    assert_eq!(diagnostics, []);
    assert!(destroyed.state.is_none() && destroyed.private.is_empty() && destroyed.identity.is_none());
    assert!(driver.read(&created).await.0.state.is_none());
}

#[tokio::test]
async fn a_refused_create_leaves_nothing_and_a_refused_change_leaves_what_was_there() {
    let mut driver = Driver::new().await;
    let (refused, diagnostics) = driver.apply(&Stored::default(), Some(&note("refused", "x"))).await;
    assert_eq!(errors(&diagnostics), ["Refused"]);
    assert!(refused.state.is_none() && refused.private.is_empty() && refused.identity.is_none());

    let locked = Note { pool: known("locked"), ..note("a", "one") };
    let (created, _) = driver.apply(&Stored::default(), Some(&locked)).await;
    for config in [Some(Note { text: known("refused"), ..locked }), None] {
        let (after, diagnostics) = driver.apply(&created, config.as_ref()).await;
        assert_eq!(errors(&diagnostics).len(), 1);
        assert_eq!((&after.state, &after.private), (&created.state, &created.private));
        assert_eq!(after.identity, created.identity);
    }
}

#[tokio::test]
async fn what_was_half_made_is_saved_with_the_error() {
    let mut driver = Driver::new().await;
    let (half, diagnostics) = driver.apply(&Stored::default(), Some(&note("half", "x"))).await;
    assert_eq!(errors(&diagnostics), ["Half made"]);
    let state = half.state.unwrap();
    assert_eq!((state.serial, state.edited), (known(1), Attr::Null));
    assert!(half.identity.is_some());
}

#[tokio::test]
async fn an_answer_that_breaks_a_rule_is_saved_and_named_as_our_bug() {
    let mut driver = Driver::new().await;
    for (name, attribute) in [("liar", "`text`"), ("leaky", "`secret`")] {
        let config = Note { secret: known("hunter2"), ..note(name, "x") };
        let (saved, diagnostics) = driver.apply(&Stored::default(), Some(&config)).await;
        assert!(errors(&diagnostics).iter().all(|summary| *summary == "Bug in the provider"));
        assert!(diagnostics[0].detail.contains(attribute), "{diagnostics:?}");
        assert!(!format!("{diagnostics:?}").contains("hunter2"));
        assert_eq!(saved.state.unwrap().secret, Attr::Null);
    }
}

#[tokio::test]
async fn a_panic_is_an_error_of_its_own_rpc_only() {
    let mut driver = Driver::new().await;
    let (nothing, diagnostics) = driver.apply(&Stored::default(), Some(&note("panic", "x"))).await;
    assert!(nothing.state.is_none());
    assert!(diagnostics[0].detail.contains("in create"), "{diagnostics:?}");
}

#[tokio::test]
async fn what_the_provider_refuses_by_itself_is_all_that_is_told() {
    let mut driver = Driver::new().await;
    let nothing = Stored::default();
    for (text, summary) in [("broken", "Bug in the provider"), ("forbidden", "Forbidden")] {
        let planned = driver.plan(&nothing, &note("a", text)).await;
        assert_eq!(errors(&planned.diagnostics), [summary], "{text}");
    }
    for (name, summary) in [("liar", "Bug in the provider"), ("sorry", "Cut short")] {
        let (stored, diagnostics) = driver.apply(&nothing, Some(&note(name, "x"))).await;
        assert_eq!(errors(&diagnostics), [summary], "{name}");
        assert!(stored.state.is_some(), "what was made is stored");
    }
}

#[tokio::test]
async fn a_text_that_is_written_otherwise_and_means_the_same_stays_as_planned_after_an_apply() {
    let mut driver = Driver::new().await;
    let (stored, diagnostics) = driver.apply(&Stored::default(), Some(&note("untidy", "x"))).await;
    assert_eq!(diagnostics, []);
    assert_eq!(stored.state.unwrap().text, known("x"));
    let held = driver.store.notes.lock().unwrap()["untidy"].text.clone();
    assert_eq!(held, known(" x "), "the server has it otherwise");
}
