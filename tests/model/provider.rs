//! One connection to the provider, in this process.

use std::collections::BTreeMap;
use std::sync::Arc;

use terraform_provider_td::clock::FakeClock;
use terraform_provider_td::framework::proto::provider_client::ProviderClient;
use terraform_provider_td::framework::proto::{
    self, DynamicValue, diagnostic::Severity, schema::object::NestingMode,
};
use terraform_provider_td::framework::{Registry, routes};
use terraform_provider_td::provider::TdProvider;
use terraform_provider_td::wire::{Object, ObjectType, Type, Value, msgpack};
use tonic::service::Routes;

/// The key that the emulator takes.
pub(crate) const KEY: &str = "1/0123456789abcdef0123456789abcdef01234567";

/// The resource that is driven.
pub(crate) const TYPE: &str = "td_schedule";

/// What a schema says of one attribute.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) computed: bool,
    pub(crate) write_only: bool,
}

/// A schema as Terraform gets it.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    pub(crate) ty: Type,
    pub(crate) rules: BTreeMap<String, Rules>,
}

impl Schema {
    fn of(schema: &proto::Schema) -> Self {
        let attributes = &schema.block.as_ref().expect("a schema has a block").attributes;
        let types = attributes.iter().map(|one| (one.name.as_str(), of(one)));
        let rules =
            |one: &proto::schema::Attribute| Rules { computed: one.computed, write_only: one.write_only };
        Self {
            ty: Type::Object(Arc::new(ObjectType::new(types))),
            rules: attributes.iter().map(|one| (one.name.clone(), rules(one))).collect(),
        }
    }

    /// An object with these attributes; all others are null.
    pub(crate) fn object(&self, given: &BTreeMap<&'static str, Value>) -> Object {
        Object::new(
            self.rules
                .keys()
                .map(|name| (name.as_str(), given.get(name.as_str()).cloned().unwrap_or(Value::Null))),
        )
    }
}

/// The type of an attribute's values.
pub(crate) fn of(attribute: &proto::schema::Attribute) -> Type {
    match &attribute.nested_type {
        None => Type::from_json(&attribute.r#type).expect("a type"),
        Some(nested) => {
            let inner = nested.attributes.iter().map(|one| (one.name.as_str(), of(one)));
            let object = Type::Object(Arc::new(ObjectType::new(inner)));
            match NestingMode::try_from(nested.nesting).expect("a nesting") {
                NestingMode::List => Type::List(Arc::new(object)),
                NestingMode::Set => Type::Set(Arc::new(object)),
                NestingMode::Map => Type::Map(Arc::new(object)),
                NestingMode::Single | NestingMode::Invalid => object,
            }
        }
    }
}

/// A configured connection.
pub(crate) struct Connection {
    pub(crate) client: ProviderClient<Routes>,
    pub(crate) schema: Schema,
    /// Of the data sources, by type.
    pub(crate) data: BTreeMap<String, Schema>,
}

/// What is made once for all connections.
pub(crate) struct Provider(Arc<Registry<TdProvider>>);

impl Provider {
    pub(crate) fn new(clock: &FakeClock) -> Self {
        Self(Arc::new(Registry::new(TdProvider::with_clock(Arc::new(clock.clone())))))
    }

    /// A connection that is not configured yet.
    pub(crate) fn unconfigured(&self) -> ProviderClient<Routes> {
        ProviderClient::new(routes(Arc::clone(&self.0), Default::default()))
    }

    /// A new connection, as Terraform makes one for each of its phases.
    pub(crate) async fn connect(&self, endpoint: &str) -> Connection {
        self.connect_with(&[("api_key", KEY.into()), ("endpoint", endpoint.into())]).await
    }

    /// The same with a provider's block of these attributes.
    pub(crate) async fn connect_with(&self, given: &[(&'static str, Value)]) -> Connection {
        let mut client = ProviderClient::new(routes(Arc::clone(&self.0), Default::default()));
        let schemas = client.get_provider_schema(proto::get_provider_schema::Request::default()).await;
        let schemas = schemas.expect("schemas").into_inner();
        let own = Schema::of(schemas.provider.as_ref().expect("a provider's schema"));
        let config = own.object(&given.iter().cloned().collect());
        let request = proto::configure_provider::Request {
            terraform_version: "1.15.5".into(),
            config: Some(encode(&Value::Object(config), &own.ty)),
            ..Default::default()
        };
        let answer = client.configure_provider(request).await.expect("an answer").into_inner();
        assert_eq!(errors(&answer.diagnostics), Vec::<String>::new(), "the provider is not configured");
        let data =
            schemas.data_source_schemas.iter().map(|(name, schema)| (name.clone(), Schema::of(schema)));
        Connection { client, schema: Schema::of(&schemas.resource_schemas[TYPE]), data: data.collect() }
    }
}

pub(crate) fn encode(value: &Value, ty: &Type) -> DynamicValue {
    DynamicValue {
        msgpack: msgpack::encode(value, ty).expect("a value of its type").into(),
        ..Default::default()
    }
}

pub(crate) fn decode(value: Option<&DynamicValue>, ty: &Type) -> Option<Object> {
    match msgpack::decode(&value?.msgpack, ty).expect("a value of its type") {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// The errors among diagnostics, as text.
pub(crate) fn errors(diagnostics: &[proto::Diagnostic]) -> Vec<String> {
    let error = |one: &&proto::Diagnostic| one.severity == i32::from(Severity::Error);
    diagnostics.iter().filter(error).map(|one| format!("{}: {}", one.summary, one.detail)).collect()
}
