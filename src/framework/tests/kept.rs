//! What is stored beside a state stays what it is, and nothing of it is lost without a word.

use bytes::Bytes;

use super::driver::{Driver, Stored, TYPE, errors};
use super::notes_provider::Note;
use crate::framework::proto::{self, RawState};
use crate::framework::{Attr, Model as _};

const BUG: &str = "Bug in the provider";

fn note(name: &str, text: &str) -> Note {
    Note { name: Attr::Known(name.into()), text: Attr::Known(text.into()), ..Note::null() }
}

fn json(text: &str) -> Option<RawState> {
    Some(RawState { json: Bytes::copy_from_slice(text.as_bytes()), ..Default::default() })
}

async fn made(driver: &mut Driver, text: &str) -> Stored {
    let (stored, diagnostics) = driver.apply(&Stored::default(), Some(&note("a", text))).await;
    assert_eq!(diagnostics, []);
    stored
}

#[tokio::test]
async fn an_identity_that_a_read_would_change_is_an_error_and_the_stored_one_stays() {
    let mut driver = Driver::new().await;
    let stored = made(&mut driver, "swapped").await;
    let (read, diagnostics) = driver.read(&stored).await;
    assert_eq!(errors(&diagnostics), [BUG]);
    assert!(diagnostics[0].detail.contains("stored identity"), "{}", diagnostics[0].detail);
    assert_eq!(read.identity, stored.identity);
}

#[tokio::test]
async fn an_identity_that_was_never_stored_and_that_a_read_does_not_give_is_an_error() {
    let mut driver = Driver::new().await;
    let stored = Stored { identity: None, ..made(&mut driver, "x").await };
    let (_, diagnostics) = driver.read(&stored).await;
    assert_eq!(errors(&diagnostics), [BUG]);
    let detail = &diagnostics[0].detail;
    assert!(
        detail.ends_with("None is stored, as after Terraform before 1.12, so each read must give one."),
        "{detail}"
    );
}

#[tokio::test]
async fn an_identity_that_a_plan_would_change_is_an_error() {
    let mut driver = Driver::new().await;
    let stored = made(&mut driver, "x").await;
    let planned = driver.plan(&stored, &note("a", "swapped")).await;
    assert_eq!(errors(&planned.diagnostics), [BUG]);
}

#[tokio::test]
async fn a_read_may_remember_and_what_nobody_changes_is_given_back_as_it_is() {
    let mut driver = Driver::new().await;
    let stored = Stored { private: Bytes::from_static(b"{ \"made\" : 1 }"), ..made(&mut driver, "x").await };
    assert_eq!(driver.read(&stored).await.0.private, stored.private);
    let stored = made(&mut driver, "seen").await;
    assert_eq!(driver.read(&stored).await.0.private, "{\"made\":true,\"seen\":true}");
}

#[tokio::test]
async fn private_data_that_cannot_be_read_are_an_error_in_every_rpc() {
    let mut driver = Driver::new().await;
    let stored = Stored { private: Bytes::from_static(b"[1]"), ..made(&mut driver, "x").await };
    let unreadable = ["The private data can't be read"];
    assert_eq!(errors(&driver.read(&stored).await.1), unreadable);
    assert_eq!(errors(&driver.plan(&stored, &note("a", "y")).await.diagnostics), unreadable);
    assert_eq!(errors(&driver.plan_raw(&stored, None, None).await.diagnostics), unreadable);
    let request = proto::apply_resource_change::Request {
        type_name: TYPE.into(),
        prior_state: driver.value(stored.state.as_ref()),
        planned_state: driver.value(None),
        planned_private: stored.private,
        ..Default::default()
    };
    let applied = driver.client.apply_resource_change(request).await.unwrap().into_inner();
    assert_eq!(errors(&applied.diagnostics), unreadable);
    assert!(driver.store.notes.lock().unwrap().contains_key("a"));
}

#[tokio::test]
async fn the_private_data_of_a_saved_create_come_back_where_terraform_hands_them_on() {
    let mut driver = Driver::new().await;
    let config = note("a", "x");
    let request = proto::plan_resource_change::Request {
        type_name: TYPE.into(),
        prior_state: driver.value(None),
        proposed_new_state: driver.value(Some(&config)),
        config: driver.value(Some(&config)),
        planned_private: Bytes::from_static(b"{\"account\":\"1\"}"),
        ..Default::default()
    };
    let planned = driver.client.plan_resource_change(request).await.unwrap().into_inner();
    assert_eq!(planned.planned_private, "{\"account\":\"1\"}");
}

#[tokio::test]
async fn an_upgrade_that_loses_a_state_or_an_identity_is_an_error() {
    let mut driver = Driver::unconfigured();
    for (version, text) in [(0, r#"{"lost":true}"#), (1, "null")] {
        let request =
            proto::upgrade_resource_state::Request { type_name: TYPE.into(), version, raw_state: json(text) };
        let answer = driver.client.upgrade_resource_state(request).await.unwrap().into_inner();
        assert_eq!(errors(&answer.diagnostics), ["Nothing is left of what is stored"], "{text}");
        assert!(answer.upgraded_state.is_none());
    }
    for text in ["null", "{}", r#"{"name":null}"#] {
        let raw_identity = json(text);
        let request =
            proto::upgrade_resource_identity::Request { type_name: TYPE.into(), version: 0, raw_identity };
        let answer = driver.client.upgrade_resource_identity(request).await.unwrap().into_inner();
        assert_eq!(errors(&answer.diagnostics), ["Nothing is left of what is stored"], "{text}");
    }
}

#[tokio::test]
async fn an_import_that_gives_no_value_is_an_error() {
    let mut driver = Driver::new().await;
    let request = proto::import_resource_state::Request {
        type_name: TYPE.into(),
        id: "nothing".into(),
        ..Default::default()
    };
    let answer = driver.client.import_resource_state(request).await.unwrap().into_inner();
    assert_eq!(errors(&answer.diagnostics), [BUG]);
    assert!(answer.imported_resources.is_empty());
}

fn from_a_mirror(version: i64, state: &str) -> proto::move_resource_state::Request {
    proto::move_resource_state::Request {
        source_provider_address: "registry.example.com/acme/notes".into(),
        source_type_name: TYPE.into(),
        source_schema_version: version,
        source_state: json(state),
        source_identity: json(r#"{"name":"a"}"#),
        source_private: Bytes::from_static(b"{ \"account\":\"1\" }"),
        target_type_name: TYPE.into(),
        ..Default::default()
    }
}

#[tokio::test]
async fn the_own_type_at_another_address_goes_on_with_all_that_is_stored() {
    let mut driver = Driver::unconfigured();
    for (version, state) in [(1, r#"{"name":"a"}"#), (0, r#"{"title":"a"}"#)] {
        let moved =
            driver.client.move_resource_state(from_a_mirror(version, state)).await.unwrap().into_inner();
        assert_eq!(moved.diagnostics, []);
        let name = driver.note(moved.target_state.as_ref()).unwrap().name;
        assert_eq!(name, Attr::Known("a".into()));
        assert!(moved.target_identity.is_some());
        assert_eq!(moved.target_private, "{ \"account\":\"1\" }");
    }
}

#[tokio::test]
async fn a_state_of_the_own_type_that_is_not_ours_or_newer_is_refused_in_words() {
    let mut driver = Driver::unconfigured();
    for (version, state, summary) in [
        (1, r#"{"title":"a"}"#, "This move is not supported"),
        (2, r#"{"name":"a"}"#, "The stored state is too new"),
        (0, r#"{"lost":true}"#, "Nothing is left of what is stored"),
    ] {
        let moved =
            driver.client.move_resource_state(from_a_mirror(version, state)).await.unwrap().into_inner();
        assert_eq!(errors(&moved.diagnostics), [summary]);
        assert!(moved.target_state.is_none());
        if version == 1 {
            assert!(moved.diagnostics[0].detail.contains("terraform state replace-provider"));
        }
    }
    let damaged = proto::move_resource_state::Request {
        source_private: Bytes::from_static(b"[1]"),
        ..from_a_mirror(1, r#"{"name":"a"}"#)
    };
    let moved = driver.client.move_resource_state(damaged).await.unwrap().into_inner();
    assert_eq!(errors(&moved.diagnostics), ["The private data can't be read"]);
}
