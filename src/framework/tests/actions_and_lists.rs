//! Actions, lists, functions and generated configuration, as Terraform asks for them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio_util::sync::CancellationToken;

use super::actions_provider::Deeds;
use super::driver::{encode, errors};
use super::notes_provider::{Note, NoteResource};
use crate::framework::proto::diagnostic::Severity;
use crate::framework::proto::invoke_action::event::Type as Told;
use crate::framework::proto::provider_client::ProviderClient;
use crate::framework::proto::provider_server::ProviderServer;
use crate::framework::schema::Shape;
use crate::framework::tf6::{Tf6, service};
use crate::framework::{Attr, FromValue as _, Model as _, Registry, Resource as _, ToValue as _, proto};
use crate::wire::{Object, ObjectType, Type, Value, msgpack};

type Client = ProviderClient<ProviderServer<Tf6<Deeds>>>;

fn client() -> (Client, Arc<AtomicUsize>) {
    let deeds = Deeds::default();
    let listed = Arc::clone(&deeds.listed);
    let registry = Registry::new(deeds);
    assert_eq!(registry.problems(), [""; 0]);
    (ProviderClient::new(service(Arc::new(registry), CancellationToken::new())), listed)
}

/// The configuration of an action or a list.
fn config(how: &str) -> Option<proto::DynamicValue> {
    let ty = Type::Object(Arc::new(ObjectType::new([("how", Type::String)])));
    Some(encode(&Value::Object(Object::new([("how", how.into())])), &ty))
}

/// What an invocation told: lines, then `done` or the summaries of its diagnostics.
async fn invoke(how: &str) -> Vec<String> {
    let request = proto::invoke_action::Request {
        action_type: "notes_act".into(),
        config: config(how),
        ..Default::default()
    };
    let mut events = client().0.invoke_action(request).await.unwrap().into_inner();
    let mut told = Vec::new();
    while let Some(event) = events.message().await.unwrap() {
        match event.r#type.expect("an event is never empty") {
            Told::Progress(line) => told.push(line.message),
            Told::Completed(completed) => {
                let summaries: Vec<_> = completed.diagnostics.into_iter().map(|one| one.summary).collect();
                told.push(format!("done {}", summaries.join(", ")));
            }
        }
    }
    told
}

#[tokio::test]
async fn an_invocation_ends_with_exactly_one_completed_after_all_its_lines() {
    assert_eq!(invoke("").await, ["one", "two", "done "]);
    assert_eq!(invoke("fail").await, ["one", "two", "done Hot, Failed"]);
    assert_eq!(invoke("panic").await, ["one", "two", "done Bug in the provider"]);
}

#[tokio::test]
async fn an_action_may_forbid_its_plan() {
    let (mut client, _) = client();
    for (action, how, expected) in [
        ("notes_act", "", vec![]),
        ("notes_act", "forbidden", vec!["Forbidden"]),
        ("notes_other", "", vec!["Unknown action type"]),
    ] {
        let request = proto::plan_action::Request {
            action_type: action.into(),
            config: config(how),
            ..Default::default()
        };
        let response = client.plan_action(request).await.unwrap().into_inner();
        assert_eq!(errors(&response.diagnostics), expected, "{action} {how}");
        assert!(response.deferred.is_none());
    }
}

#[tokio::test]
async fn a_list_is_made_as_it_is_read_and_ends_when_nobody_reads_on() {
    let (mut client, listed) = client();
    let request = proto::list_resource::Request {
        type_name: "notes_note".into(),
        config: config(""),
        include_resource_object: true,
        limit: 3,
    };
    let mut events = client.list_resource(request).await.unwrap().into_inner();
    let warning = events.message().await.unwrap().unwrap();
    assert!(warning.identity.is_none() && warning.diagnostic.len() == 1);
    for number in 0..3 {
        let event = events.message().await.unwrap().unwrap();
        assert_eq!(event.display_name, format!("n{number}"));
        assert!(event.identity.is_some() && event.resource_object.is_some() && event.diagnostic.is_empty());
    }
    drop(events);
    assert!(listed.load(Ordering::SeqCst) < 100, "{listed:?} were made");
}

#[tokio::test]
async fn a_listed_object_without_an_identity_is_an_error_and_one_without_its_values_a_warning() {
    for (how, severity) in [("nameless", Severity::Error), ("bare", Severity::Warning)] {
        let (mut client, _) = client();
        let request = proto::list_resource::Request {
            type_name: "notes_note".into(),
            config: config(how),
            include_resource_object: true,
            limit: 1,
        };
        let mut events = client.list_resource(request).await.unwrap().into_inner();
        events.message().await.unwrap().unwrap();
        let event = events.message().await.unwrap().unwrap();
        assert_eq!(event.diagnostic.len(), 1, "{how}");
        assert_eq!(event.diagnostic[0].severity, i32::from(severity), "{how}");
        assert_eq!(event.identity.is_none(), how == "nameless");
    }
}

#[tokio::test]
async fn a_function_that_panics_or_breaks_its_promise_is_an_error() {
    let (mut client, _) = client();
    let mut half = async |number: Value| {
        let arguments = vec![encode(&number, &Type::Number)];
        let request = proto::call_function::Request { name: "half".into(), arguments };
        client.call_function(request).await.unwrap().into_inner()
    };
    let result = half(Value::integer(8)).await.result.unwrap();
    assert_eq!(msgpack::decode(&result.msgpack, &Type::Number).unwrap(), Value::integer(4));
    assert_eq!(half(Value::Null).await.error.unwrap().function_argument, Some(0));
    let unknown = half(Value::Unknown).await.result.unwrap();
    assert!(msgpack::decode(&unknown.msgpack, &Type::Number).unwrap().is_unknown());
    for number in [13, 14] {
        let error = half(Value::integer(number)).await.error.unwrap();
        assert!(error.text.starts_with("Bug in the provider"), "{error:?}");
    }
}

#[tokio::test]
async fn a_generated_configuration_says_only_what_it_must() {
    let (mut client, _) = client();
    let ty = Shape::new(NoteResource.schema()).ty;
    let state = Note {
        name: Attr::Known("n".into()),
        text: Attr::Known("".into()),
        secret: Attr::Known("s".into()),
        id: Attr::Known("note-n".into()),
        serial: Attr::Known(1),
        ..Note::null()
    };
    let mut generate = async |state: &Value| {
        let state = Some(encode(state, &ty));
        let request = proto::generate_resource_config::Request { type_name: "notes_note".into(), state };
        let answer = client.generate_resource_config(request).await.unwrap().into_inner();
        assert_eq!(answer.diagnostics, []);
        msgpack::decode(&answer.config.unwrap().msgpack, &ty).unwrap()
    };
    let config = Note::from_value(&generate(&state.to_value()).await).unwrap();
    assert_eq!(config, Note { name: Attr::Known("n".into()), ..Note::null() });
    assert!(generate(&Value::Null).await.is_null());
}
