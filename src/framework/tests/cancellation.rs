//! What ends early, and what does not.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio_util::sync::CancellationToken;

use super::actions_provider::Deeds;
use super::driver::{Driver, Stored, encode, errors};
use super::notes_provider::{Note, Notes};
use crate::framework::proto::provider_client::ProviderClient;
use crate::framework::rpc::Server;
use crate::framework::tf6::service;
use crate::framework::{Attr, Model as _, Registry, proto};
use crate::wire::{Object, ObjectType, Type, Value};

#[test]
fn a_stop_cancels_what_runs_and_not_what_comes_later() {
    let connection = CancellationToken::new();
    let server = Server::new(Arc::new(Registry::new(Notes::default())), connection.clone());
    let before = server.context(None).stop;
    server.stop();
    let after = server.context(None).stop;
    assert!(before.is_cancelled() && !after.is_cancelled());
    connection.cancel();
    assert!(after.is_cancelled() && server.context(None).stop.is_cancelled());
    server.stop();
    assert!(server.context(None).stop.is_cancelled(), "the connection is gone for good");
}

fn slow() -> Note {
    Note { name: Attr::Known("slow".into()), ..Note::null() }
}

#[tokio::test]
async fn an_apply_whose_caller_hangs_up_ends_what_it_began() {
    let mut driver = Driver::new().await;
    let store = driver.store.clone();
    let config = slow();
    let nothing = Stored::default();
    tokio::select! {
        _ = driver.apply(&nothing, Some(&config)) => panic!("it waits for leave"),
        () = store.began.notified() => {}
    }
    assert!(store.notes.lock().unwrap().is_empty());
    store.leave.notify_one();
    while store.notes.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_action_whose_caller_hangs_up_goes_on_to_its_end() {
    let deeds = Deeds::default();
    let slow = Arc::clone(&deeds.slow);
    let mut client = ProviderClient::new(service(Arc::new(Registry::new(deeds)), CancellationToken::new()));
    let ty = Type::Object(Arc::new(ObjectType::new([("how", Type::String)])));
    let request = proto::invoke_action::Request {
        action_type: "notes_act".into(),
        config: Some(encode(&Value::Object(Object::new([("how", "slow".into())])), &ty)),
        ..Default::default()
    };
    let mut events = client.invoke_action(request).await.unwrap().into_inner();
    assert!(events.message().await.unwrap().is_some(), "it has begun");
    drop((events, client));
    assert!(!slow.ended.load(Ordering::SeqCst));
    slow.leave.notify_one();
    while !slow.ended.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_stop_ends_an_apply_with_its_own_words_and_the_next_one_runs() {
    let mut driver = Driver::new().await;
    let (store, mut other) = (driver.store.clone(), driver.client.clone());
    let stop = async {
        store.began.notified().await;
        other.stop_provider(proto::stop_provider::Request {}).await.unwrap();
    };
    let (config, nothing) = (slow(), Stored::default());
    let ((after, diagnostics), ()) = tokio::join!(driver.apply(&nothing, Some(&config)), stop);
    assert_eq!((after.state, errors(&diagnostics)), (None, vec!["Stopped"]));
    store.leave.notify_one();
    assert_eq!(driver.apply(&Stored::default(), Some(&slow())).await.1, []);
}
