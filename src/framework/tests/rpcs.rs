//! Each RPC by itself, with what Terraform sends and with what it never should.

use bytes::Bytes;

use super::driver::{Diags, Driver, Stored, TYPE, encode, errors};
use super::notes_provider::Note;
use crate::framework::proto::{self, ClientCapabilities, DynamicValue, RawState};
use crate::framework::{Attr, Model as _, Registry};
use crate::wire::{Object, ObjectType, Type, Value, msgpack};

fn note(name: &str) -> Note {
    Note { name: Attr::Known(name.into()), ..Note::null() }
}

fn json(text: &str) -> Option<RawState> {
    Some(RawState { json: Bytes::copy_from_slice(text.as_bytes()), ..Default::default() })
}

fn garbage() -> Option<DynamicValue> {
    Some(DynamicValue { msgpack: Bytes::from_static(b"\xdf\xff\xff\xff\xff"), ..Default::default() })
}

async fn validate(driver: &mut Driver, config: &Note, write_only: bool) -> Diags {
    let request = proto::validate_resource_config::Request {
        type_name: TYPE.into(),
        config: driver.value(Some(config)),
        client_capabilities: Some(ClientCapabilities {
            write_only_attributes_allowed: write_only,
            ..Default::default()
        }),
    };
    driver.client.validate_resource_config(request).await.unwrap().into_inner().diagnostics
}

async fn upgrade(driver: &mut Driver, version: i64, raw_state: Option<RawState>) -> (Option<Note>, Diags) {
    let request = proto::upgrade_resource_state::Request { type_name: TYPE.into(), version, raw_state };
    let response = driver.client.upgrade_resource_state(request).await.unwrap().into_inner();
    (driver.note(response.upgraded_state.as_ref()), response.diagnostics)
}

#[test]
fn the_schemas_of_a_right_provider_have_no_problem() {
    assert_eq!(Registry::new(super::notes_provider::Notes::default()).problems(), [""; 0]);
}

#[tokio::test]
async fn the_schema_and_the_metadata_name_everything_that_is_offered() {
    let mut client = Driver::unconfigured().client;
    let schema =
        client.get_provider_schema(proto::get_provider_schema::Request {}).await.unwrap().into_inner();
    assert_eq!(schema.diagnostics, []);
    assert!(schema.provider.is_some() && schema.server_capabilities.unwrap().plan_destroy);
    let block = schema.resource_schemas[TYPE].block.clone().unwrap();
    let attribute = |name: &str| block.attributes.iter().find(|one| one.name == name).unwrap().clone();
    assert!(attribute("secret").write_only && attribute("secret").optional);
    assert!(attribute("size").optional && attribute("size").computed);
    assert_eq!(attribute("size").r#type, "\"number\"");
    assert_eq!(attribute("limits").nested_type.unwrap().attributes.len(), 2);
    assert!(attribute("limits").r#type.is_empty());

    let request = proto::get_resource_identity_schemas::Request {};
    let identities = client.get_resource_identity_schemas(request).await.unwrap().into_inner();
    assert!(identities.identity_schemas[TYPE].identity_attributes[0].required_for_import);
    let metadata = client.get_metadata(proto::get_metadata::Request {}).await.unwrap().into_inner();
    assert_eq!((metadata.resources.len(), metadata.data_sources.len()), (1, 1));
}

#[tokio::test]
async fn validation_points_at_the_attribute_and_needs_no_configuration() {
    let mut driver = Driver::unconfigured();
    assert_eq!(validate(&mut driver, &note("good"), true).await, []);
    assert_eq!(validate(&mut driver, &Note { name: Attr::Unknown, ..Note::null() }, true).await, []);
    let bad = validate(&mut driver, &note("bad"), true).await;
    let path = bad[0].attribute.clone().unwrap();
    let name = proto::attribute_path::step::Selector::AttributeName("name".into());
    assert_eq!(path.steps[0].selector, Some(name));
    let panicked = validate(&mut driver, &note("panic"), true).await;
    assert!(panicked[0].detail.contains("the name was panic"));
}

#[tokio::test]
async fn a_write_only_value_is_refused_where_terraform_would_store_it() {
    let mut driver = Driver::unconfigured();
    let config = Note { secret: Attr::Known("hunter2".into()), ..note("good") };
    assert_eq!(validate(&mut driver, &config, true).await, []);
    let refused = validate(&mut driver, &config, false).await;
    assert!(refused[0].summary.contains("1.11") && !refused[0].detail.contains("hunter2"));
}

#[tokio::test]
async fn a_number_that_the_model_cannot_hold_is_an_error_at_its_attribute() {
    let mut driver = Driver::unconfigured();
    let mut value = crate::framework::ToValue::to_value(&note("good"));
    if let Value::Object(object) = &mut value {
        *object.get_mut("size").unwrap() = Value::Number(crate::wire::Number::F64(1.5));
    }
    let request = proto::validate_resource_config::Request {
        type_name: TYPE.into(),
        config: Some(encode(&value, &driver.shape.ty)),
        ..Default::default()
    };
    let diagnostics = driver.client.validate_resource_config(request).await.unwrap().into_inner().diagnostics;
    assert!(diagnostics[0].detail.contains("size: a whole number"), "{diagnostics:?}");
    assert!(diagnostics[0].attribute.is_some());
}

#[tokio::test]
async fn a_state_of_this_version_loses_what_is_unknown_and_gains_nulls_and_defaults() {
    let mut driver = Driver::unconfigured();
    let state = json("{\n \"name\": \"a\",\n \"gone\": [1], \"secret\": \"stored by mistake\" }");
    let (upgraded, diagnostics) = upgrade(&mut driver, 1, state).await;
    assert_eq!((upgraded, diagnostics), (Some(with_default()), vec![]));
}

/// A note as a version of the provider stored it that did not write the default down.
fn with_default() -> Note {
    Note { size: Attr::Known(4), ..note("a") }
}

#[tokio::test]
async fn a_state_without_a_default_is_no_change_whether_the_default_is_written_down_or_not() {
    let mut driver = Driver::new().await;
    let (mut stored, diagnostics) = driver.apply(&Stored::default(), Some(&note("a"))).await;
    assert_eq!(diagnostics, []);
    let state = stored.state.as_mut().unwrap();
    state.size = Attr::Null;
    let raw = format!("{{\"name\":\"a\",\"id\":\"a\",\"serial\":{}}}", state.serial.known().unwrap());
    let (upgraded, _) = upgrade(&mut driver, 1, json(&raw)).await;
    for size in [Attr::Null, Attr::Known(4)] {
        let stored = Stored { state: upgraded.clone(), ..stored.clone() };
        let config = Note { size, ..note("a") };
        let planned = driver.plan(&stored, &config).await;
        assert_eq!(driver.note(planned.planned_state.as_ref()), upgraded);
        assert_eq!(planned.requires_replace, []);
    }
}

#[tokio::test]
async fn an_import_by_identity_names_what_the_identity_lacks() {
    let mut driver = Driver::new().await;
    let ty = Type::Object(ObjectType::new([("name", Type::String)]).into());
    for name in [Value::Null, Value::Unknown] {
        let identity = Value::Object(Object::new([("name", name)]));
        let request = proto::import_resource_state::Request {
            type_name: TYPE.into(),
            identity: Some(proto::ResourceIdentityData { identity_data: Some(encode(&identity, &ty)) }),
            ..Default::default()
        };
        let answer = driver.client.import_resource_state(request).await.unwrap().into_inner();
        assert!(answer.diagnostics[0].detail.contains("`name` must be given"), "{:?}", answer.diagnostics);
    }
}

#[tokio::test]
async fn a_stored_value_that_does_not_fit_is_no_fault_of_the_configuration() {
    let mut driver = Driver::new().await;
    let mut state = crate::framework::ToValue::to_value(&note("a"));
    if let Value::Object(object) = &mut state {
        *object.get_mut("size").unwrap() = Value::Number(crate::wire::Number::F64(1.5));
    }
    let request = proto::read_resource::Request {
        type_name: TYPE.into(),
        current_state: Some(encode(&state, &driver.shape.ty)),
        ..Default::default()
    };
    let answer = driver.client.read_resource(request).await.unwrap().into_inner();
    assert_eq!(errors(&answer.diagnostics), ["A stored value that the provider can't take"]);
    assert_eq!(answer.diagnostics[0].attribute, None);
}

#[tokio::test]
async fn an_older_state_goes_through_the_resource_and_what_cannot_be_read_is_an_error() {
    let mut driver = Driver::unconfigured();
    let (upgraded, diagnostics) = upgrade(&mut driver, 0, json("{\"title\":\"a\"}")).await;
    assert_eq!((upgraded, diagnostics), (Some(with_default()), vec![]));

    let flatmap = Some(RawState { flatmap: [("id".into(), "a".into())].into(), ..Default::default() });
    let bad = [
        (1, None),
        (1, json("{\"name\":null}")),
        (1, flatmap),
        (1, json("{")),
        (0, json("{")),
        (2, json("{}")),
        (1, json("[]")),
    ];
    for (version, raw) in bad {
        let (upgraded, diagnostics) = upgrade(&mut driver, version, raw.clone()).await;
        assert!(upgraded.is_none() && errors(&diagnostics).len() == 1, "{raw:?}");
    }
}

#[tokio::test]
async fn an_identity_is_upgraded_like_a_state() {
    let mut driver = Driver::unconfigured();
    for (version, text, good) in [(0, "{\"name\":\"a\",\"x\":1}", true), (-1, "{}", false), (1, "{}", false)]
    {
        let request = proto::upgrade_resource_identity::Request {
            type_name: TYPE.into(),
            version,
            raw_identity: json(text),
        };
        let response = driver.client.upgrade_resource_identity(request).await.unwrap().into_inner();
        assert_eq!(response.upgraded_identity.is_some(), good);
        assert_eq!(response.diagnostics.is_empty(), good);
    }
}

#[tokio::test]
async fn an_import_takes_an_id_or_an_identity_and_not_nothing() {
    let mut driver = Driver::new().await;
    let by_id = proto::import_resource_state::Request {
        type_name: TYPE.into(),
        id: "a".into(),
        ..Default::default()
    };
    let imported = driver.client.import_resource_state(by_id).await.unwrap().into_inner().imported_resources;
    assert_eq!(driver.note(imported[0].state.as_ref()), Some(note("a")));
    assert_eq!(imported[0].type_name, TYPE);

    let by_identity = proto::import_resource_state::Request {
        type_name: TYPE.into(),
        identity: imported[0].identity.clone(),
        ..Default::default()
    };
    let again = driver.client.import_resource_state(by_identity).await.unwrap().into_inner();
    assert_eq!(again.imported_resources, imported);

    let nothing = proto::import_resource_state::Request { type_name: TYPE.into(), ..Default::default() };
    let refused = driver.client.import_resource_state(nothing).await.unwrap().into_inner();
    assert_eq!(errors(&refused.diagnostics), ["Import without an id"]);
}

#[tokio::test]
async fn a_move_is_taken_over_or_refused_in_words() {
    let mut driver = Driver::unconfigured();
    for (text, good) in [("{\"title\":\"a\"}", true), ("{}", false)] {
        let request = proto::move_resource_state::Request {
            source_type_name: "memo".into(),
            target_type_name: TYPE.into(),
            source_state: json(text),
            ..Default::default()
        };
        let response = driver.client.move_resource_state(request).await.unwrap().into_inner();
        assert_eq!(driver.note(response.target_state.as_ref()), good.then(|| note("a")));
        assert_eq!(response.diagnostics.is_empty(), good);
    }
}

#[tokio::test]
async fn a_data_source_is_read_with_its_defaults() {
    let mut driver = Driver::new().await;
    let ty = crate::framework::schema::Shape::new(crate::framework::DataSource::schema(
        &super::notes_provider::CountSource,
    ))
    .ty;
    let config = Value::Object(Object::new([("at_least", Value::Null), ("total", Value::Null)]));
    let request = proto::read_data_source::Request {
        type_name: "notes_count".into(),
        config: Some(encode(&config, &ty)),
        ..Default::default()
    };
    let response = driver.client.read_data_source(request).await.unwrap().into_inner();
    assert_eq!(response.diagnostics, []);
    let read = msgpack::decode(&response.state.unwrap().msgpack, &ty).unwrap();
    let zero = || Value::integer(0);
    assert_eq!(read, Value::Object(Object::new([("at_least", zero()), ("total", zero())])));
}

#[tokio::test]
async fn without_a_configuration_what_needs_it_says_so() {
    let mut driver = Driver::unconfigured();
    assert_eq!(errors(&driver.configure("").await), ["Empty prefix"]);
    let stored = Stored { state: Some(note("a")), ..Stored::default() };
    let (_, diagnostics) = driver.read(&stored).await;
    assert_eq!(errors(&diagnostics), ["The provider is not configured"]);
    assert_eq!(driver.configure("x").await, []);
    assert_eq!(driver.read(&stored).await.1, []);
}

#[tokio::test]
async fn answers_are_put_off_when_the_configuration_is_unknown_and_terraform_can_wait() {
    let mut driver = Driver::new().await;
    driver.configure(Value::Unknown).await;
    let can_wait = Some(ClientCapabilities { deferral_allowed: true, ..Default::default() });
    let config = driver.value(Some(&note("a")));
    for (capabilities, put_off) in [(can_wait, true), (None, false)] {
        let plan = proto::plan_resource_change::Request {
            type_name: TYPE.into(),
            proposed_new_state: config.clone(),
            config: config.clone(),
            client_capabilities: capabilities,
            ..Default::default()
        };
        let planned = driver.client.plan_resource_change(plan).await.unwrap().into_inner();
        assert_eq!(planned.deferred.is_some(), put_off);
        assert!(driver.note(planned.planned_state.as_ref()).unwrap().id.is_unknown());

        let read = proto::read_resource::Request {
            type_name: TYPE.into(),
            current_state: config.clone(),
            private: Bytes::from_static(b"p"),
            client_capabilities: capabilities,
            ..Default::default()
        };
        let read = driver.client.read_resource(read).await.unwrap().into_inner();
        assert_eq!((read.deferred.is_some(), read.new_state == config), (put_off, put_off));

        let import = proto::import_resource_state::Request {
            type_name: TYPE.into(),
            id: "a".into(),
            client_capabilities: capabilities,
            ..Default::default()
        };
        let imported = driver.client.import_resource_state(import).await.unwrap().into_inner();
        assert_eq!((imported.deferred.is_some(), imported.imported_resources.len()), (put_off, 1));
    }
}

#[tokio::test]
async fn an_unknown_type_is_an_error_that_names_the_known_ones() {
    let mut client = Driver::new().await.client;
    let name = || "notes_nothing".to_owned();
    let plan = proto::plan_resource_change::Request { type_name: name(), ..Default::default() };
    let apply = proto::apply_resource_change::Request { type_name: name(), ..Default::default() };
    let read = proto::read_resource::Request { type_name: name(), ..Default::default() };
    let data = proto::read_data_source::Request { type_name: name(), ..Default::default() };
    let all = [
        client.plan_resource_change(plan).await.unwrap().into_inner().diagnostics,
        client.apply_resource_change(apply).await.unwrap().into_inner().diagnostics,
        client.read_resource(read).await.unwrap().into_inner().diagnostics,
        client.read_data_source(data).await.unwrap().into_inner().diagnostics,
    ];
    for diagnostics in all {
        assert!(diagnostics[0].summary.starts_with("Unknown "), "{diagnostics:?}");
        assert!(
            diagnostics[0].detail.contains("notes_note") || diagnostics[0].detail.contains("notes_count")
        );
    }
}

#[tokio::test]
async fn wrong_bytes_and_missing_messages_are_errors() {
    let mut client = Driver::new().await.client;
    for config in [garbage(), None] {
        let plan = proto::plan_resource_change::Request {
            type_name: TYPE.into(),
            config: config.clone(),
            proposed_new_state: garbage().filter(|_| config.is_some()),
            ..Default::default()
        };
        let planned = client.plan_resource_change(plan).await.unwrap().into_inner();
        assert_eq!(
            planned.diagnostics.is_empty(),
            config.is_none(),
            "no message at all is the destroy of nothing"
        );

        let apply = proto::apply_resource_change::Request {
            type_name: TYPE.into(),
            planned_state: config.clone(),
            ..Default::default()
        };
        let applied = client.apply_resource_change(apply).await.unwrap().into_inner();
        assert_eq!(applied.diagnostics.is_empty(), config.is_none());

        let validate = proto::validate_resource_config::Request {
            type_name: TYPE.into(),
            config: config.clone(),
            ..Default::default()
        };
        let validated = client.validate_resource_config(validate).await.unwrap().into_inner();
        assert_eq!(validated.diagnostics.len(), 1);

        let data = proto::read_data_source::Request {
            type_name: "notes_count".into(),
            config,
            ..Default::default()
        };
        assert_eq!(client.read_data_source(data).await.unwrap().into_inner().diagnostics.len(), 1);
    }
}

#[tokio::test]
async fn what_is_not_offered_is_unimplemented() {
    let mut client = Driver::new().await.client;
    let status = client.get_states(proto::get_states::Request::default()).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::Unimplemented);
}
