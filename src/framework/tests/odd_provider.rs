//! A provider that breaks its promises, and a data source whose server writes texts in its own way.

use std::sync::Arc;

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use super::actions_provider::Deeds;
use super::driver::{encode, errors};
use super::notes_provider::NoteId;
use crate::framework::proto::provider_client::ProviderClient;
use crate::framework::schema::Shape;
use crate::framework::tf6::service;
use crate::framework::*;
use crate::wire::{Object, Str, Value, msgpack};

crate::model! {
    struct Tag {
        name: Attr<Str>,
    }
}

struct Odd;

impl Provider for Odd {
    type Config = super::notes_provider::Config;
    type Client = ();

    fn schema(&self) -> Schema {
        Deeds::default().schema()
    }

    async fn configure(&self, _: Configure<'_, Self::Config>, _: &mut Diagnostics) -> Option<Arc<()>> {
        Some(Arc::new(()))
    }

    fn register(&self, registration: &mut Registration<()>) {
        registration.resource(TagResource);
        registration.data_source(Echo);
    }
}

/// Gives identities, and has no schema of one.
struct TagResource;

impl TagResource {
    fn stored(tag: &Tag) -> StoredObject<Tag, NoteId> {
        let identity = Some(NoteId { name: tag.name.clone() });
        StoredObject { model: tag.clone(), identity, private: Private::default() }
    }
}

impl Resource for TagResource {
    type Model = Tag;
    type Identity = NoteId;
    type Client = ();

    fn type_name(&self) -> &'static str {
        "odd_tag"
    }

    fn schema(&self) -> Schema {
        let name = Attribute::string("name", "Its name.").required();
        Schema { description: "A tag.".into(), attributes: vec![name], ..Schema::default() }
    }

    async fn create(
        &self,
        _: &Context<()>,
        request: Create<'_, Tag, NoteId>,
        _: &mut Diagnostics,
    ) -> ApplyResult<Tag, NoteId> {
        Ok(Self::stored(request.planned))
    }

    async fn read(
        &self,
        _: &Context<()>,
        request: Read<'_, Tag, NoteId>,
        _: &mut Diagnostics,
    ) -> Result<ReadOutcome<Tag, NoteId>, Diagnostic> {
        let StoredObject { model, identity, .. } = Self::stored(request.state);
        Ok(ReadOutcome::Found(Box::new(model), identity))
    }

    async fn update(
        &self,
        _: &Context<()>,
        request: Update<'_, Tag, NoteId>,
        _: &mut Diagnostics,
    ) -> ApplyResult<Tag, NoteId> {
        Ok(Self::stored(request.planned))
    }

    async fn delete(
        &self,
        _: &Context<()>,
        _: Delete<'_, Tag, NoteId>,
        _: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        Ok(())
    }
}

/// Gives a name back with blanks around it.
struct Echo;

fn same_trimmed(a: &str, b: &str) -> bool {
    a.trim() == b.trim()
}

impl DataSource for Echo {
    type Model = Tag;
    type Client = ();

    fn type_name(&self) -> &'static str {
        "odd_echo"
    }

    fn schema(&self) -> Schema {
        let name = Attribute::string("name", "Its name.").required().equal_at_read(same_trimmed);
        Schema { description: "An echo.".into(), attributes: vec![name], ..Schema::default() }
    }

    async fn read(
        &self,
        _: &Context<()>,
        request: ReadData<'_, Tag>,
        _: &mut Diagnostics,
    ) -> Result<Tag, Diagnostic> {
        let name = format!(" {} ", request.config.name.known().unwrap());
        Ok(Tag { name: Attr::Known(name.as_str().into()) })
    }
}

#[tokio::test]
async fn an_identity_of_a_resource_that_has_none_is_an_error_and_the_object_is_stored() {
    let mut client = ProviderClient::new(service(Arc::new(Registry::new(Odd)), CancellationToken::new()));
    let ty = Shape::new(TagResource.schema()).ty;
    let tag = Some(encode(&Tag { name: Attr::Known("a".into()) }.to_value(), &ty));
    let create = proto::apply_resource_change::Request {
        type_name: "odd_tag".into(),
        prior_state: Some(encode(&Value::Null, &ty)),
        planned_state: tag.clone(),
        config: tag.clone(),
        ..Default::default()
    };
    let made = client.apply_resource_change(create).await.unwrap().into_inner();
    assert_eq!(errors(&made.diagnostics), ["Bug in the provider"]);
    assert!(made.diagnostics[0].detail.contains("no schema of one"), "{:?}", made.diagnostics);
    assert!(made.new_identity.is_none() && made.new_state == tag);
    let read = proto::read_resource::Request {
        type_name: "odd_tag".into(),
        current_state: tag.clone(),
        private: Bytes::new(),
        ..Default::default()
    };
    let read = client.read_resource(read).await.unwrap().into_inner();
    assert_eq!(errors(&read.diagnostics), ["Bug in the provider"]);
    assert!(read.new_identity.is_none() && read.new_state == tag);
}

#[tokio::test]
async fn a_data_source_gives_back_a_configured_text_as_it_was_written() {
    let mut client = ProviderClient::new(service(Arc::new(Registry::new(Odd)), CancellationToken::new()));
    let ty = Shape::new(Echo.schema()).ty;
    let config = Some(encode(&Tag { name: Attr::Known("a".into()) }.to_value(), &ty));
    let request =
        proto::read_data_source::Request { type_name: "odd_echo".into(), config, ..Default::default() };
    let answer = client.read_data_source(request).await.unwrap().into_inner();
    assert_eq!(answer.diagnostics, []);
    let read = msgpack::decode(&answer.state.unwrap().msgpack, &ty).unwrap();
    assert_eq!(Tag::from_value(&read).unwrap().name, Attr::Known("a".into()));
}

#[tokio::test]
async fn a_provider_that_configures_nothing_must_say_why() {
    let registry = Registry::new(Deeds::default());
    let mut client = ProviderClient::new(service(Arc::new(registry), CancellationToken::new()));
    let ty = Shape::new(Deeds::default().schema()).ty;
    let config = Value::Object(Object::new([("prefix", Value::Null)]));
    let request =
        proto::configure_provider::Request { config: Some(encode(&config, &ty)), ..Default::default() };
    let diagnostics = client.configure_provider(request).await.unwrap().into_inner().diagnostics;
    assert_eq!(errors(&diagnostics), ["Bug in the provider"]);
    assert!(diagnostics[0].detail.contains("without an error"), "{diagnostics:?}");
}
