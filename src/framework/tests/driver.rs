//! Does what Terraform does around a provider: proposes states, and carries plans, private data and identities on.

use std::sync::Arc;

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use super::notes_provider::{Note, Notes, Store};
use crate::framework::proto::provider_client::ProviderClient;
use crate::framework::proto::provider_server::ProviderServer;
use crate::framework::proto::{self, DynamicValue, ResourceIdentityData, diagnostic::Severity};
use crate::framework::schema::Shape;
use crate::framework::tf6::{Tf6, service};
use crate::framework::{FromValue as _, Model as _, Registry, Resource as _, ToValue};
use crate::wire::{Value, msgpack};

pub(super) const TYPE: &str = "notes_note";

pub(super) struct Driver {
    pub(super) client: ProviderClient<ProviderServer<Tf6<Notes>>>,
    pub(super) store: Arc<Store>,
    pub(super) shape: Shape,
}

/// What Terraform stores of one object.
#[derive(Clone, Debug, Default)]
pub(super) struct Stored {
    pub(super) state: Option<Note>,
    pub(super) private: Bytes,
    pub(super) identity: Option<ResourceIdentityData>,
}

pub(super) type Diags = Vec<proto::Diagnostic>;

impl Driver {
    /// Not configured yet.
    pub(super) fn unconfigured() -> Self {
        let notes = Notes::default();
        let store = notes.store.clone();
        let service = service(Arc::new(Registry::new(notes)), CancellationToken::new());
        let shape = Shape::new(super::notes_provider::NoteResource.schema());
        Self { client: ProviderClient::new(service), store, shape }
    }

    pub(super) async fn new() -> Self {
        let mut driver = Self::unconfigured();
        assert_eq!(driver.configure("note-").await, []);
        driver
    }

    pub(super) async fn configure(&mut self, prefix: impl Into<Value>) -> Diags {
        let ty = Shape::new(crate::framework::Provider::schema(&Notes::default())).ty;
        let config = Value::Object(crate::wire::Object::new([("prefix", prefix.into())]));
        let request = proto::configure_provider::Request {
            terraform_version: "1.15.5".into(),
            config: Some(encode(&config, &ty)),
            ..Default::default()
        };
        self.client.configure_provider(request).await.unwrap().into_inner().diagnostics
    }

    pub(super) fn value(&self, note: Option<&Note>) -> Option<DynamicValue> {
        Some(encode(&note.map_or(Value::Null, ToValue::to_value), &self.shape.ty))
    }

    pub(super) fn note(&self, message: Option<&DynamicValue>) -> Option<Note> {
        let message = message?;
        let value = msgpack::decode(&message.msgpack, &self.shape.ty).unwrap();
        (!value.is_null()).then(|| Note::from_value(&value).unwrap())
    }

    pub(super) async fn plan(
        &mut self,
        stored: &Stored,
        config: &Note,
    ) -> proto::plan_resource_change::Response {
        let proposed = proposed(stored.state.as_ref(), config);
        self.plan_raw(stored, Some(config), Some(&proposed)).await
    }

    pub(super) async fn plan_raw(
        &mut self,
        stored: &Stored,
        config: Option<&Note>,
        proposed: Option<&Note>,
    ) -> proto::plan_resource_change::Response {
        let request = proto::plan_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: self.value(stored.state.as_ref()),
            proposed_new_state: self.value(proposed),
            config: self.value(config),
            prior_private: stored.private.clone(),
            prior_identity: stored.identity.clone(),
            ..Default::default()
        };
        self.client.plan_resource_change(request).await.unwrap().into_inner()
    }

    /// Plans and applies; None as configuration destroys.
    pub(super) async fn apply(&mut self, stored: &Stored, config: Option<&Note>) -> (Stored, Diags) {
        let planned = match config {
            Some(config) => self.plan(stored, config).await,
            None => self.plan_raw(stored, None, None).await,
        };
        assert_eq!(planned.diagnostics, []);
        let request = proto::apply_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: self.value(stored.state.as_ref()),
            planned_state: planned.planned_state,
            config: self.value(config),
            planned_private: planned.planned_private,
            planned_identity: planned.planned_identity,
            ..Default::default()
        };
        let response = self.client.apply_resource_change(request).await.unwrap().into_inner();
        let state = self.note(response.new_state.as_ref());
        (Stored { state, private: response.private, identity: response.new_identity }, response.diagnostics)
    }

    pub(super) async fn read(&mut self, stored: &Stored) -> (Stored, Diags) {
        let request = proto::read_resource::Request {
            type_name: TYPE.into(),
            current_state: self.value(stored.state.as_ref()),
            private: stored.private.clone(),
            current_identity: stored.identity.clone(),
            ..Default::default()
        };
        let response = self.client.read_resource(request).await.unwrap().into_inner();
        let state = self.note(response.new_state.as_ref());
        (Stored { state, private: response.private, identity: response.new_identity }, response.diagnostics)
    }
}

pub(super) fn encode(value: &Value, ty: &crate::wire::Type) -> DynamicValue {
    DynamicValue { msgpack: msgpack::encode(value, ty).unwrap().into(), ..Default::default() }
}

pub(super) fn errors(diagnostics: &[proto::Diagnostic]) -> Vec<&str> {
    let error = |one: &&proto::Diagnostic| one.severity == i32::from(Severity::Error);
    diagnostics.iter().filter(error).map(|one| one.summary.as_str()).collect()
}

/// Terraform's proposal: the configuration, and the prior values where it leaves computed ones out.
fn proposed(prior: Option<&Note>, config: &Note) -> Note {
    let null = Note::null();
    let prior = prior.unwrap_or(&null);
    let mut proposed = config.clone();
    if config.pool.is_null() {
        proposed.pool = prior.pool.clone();
    }
    if config.size.is_null() {
        proposed.size = prior.size;
    }
    proposed.id = prior.id.clone();
    proposed.serial = prior.serial;
    proposed.edited = prior.edited;
    proposed.digest = prior.digest;
    if let (crate::framework::Attr::Known(new), crate::framework::Attr::Known(old)) =
        (&mut proposed.limits, &prior.limits)
        && new.mode.is_null()
    {
        new.mode = old.mode.clone();
    }
    proposed
}
