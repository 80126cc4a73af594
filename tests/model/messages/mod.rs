//! Each message about a schedule, word for word: severity, attribute, summary and detail.

mod apply;
mod coverage;
mod data;
mod failures;
mod plan;
mod read;
mod validate;

use std::collections::BTreeMap;

use terraform_provider_td::clock::FakeClock;
use terraform_provider_td::framework::proto::{
    self, ClientCapabilities, apply_resource_change, attribute_path::step::Selector, diagnostic::Severity,
    plan_resource_change, read_data_source, read_resource, validate_data_resource_config,
    validate_resource_config,
};
use terraform_provider_td::wire::{Object, Value};

use crate::provider::{Connection, Provider, TYPE, decode, encode};
use crate::rules::proposed;
use crate::td::Td;

type Given = BTreeMap<&'static str, Value>;

/// Attributes by name.
fn given(attributes: &[(&'static str, Value)]) -> Given {
    attributes.iter().cloned().collect()
}

fn daily(changes: &[(&'static str, Value)]) -> Given {
    let base = [("name", "daily"), ("type", "trino"), ("database", "sales"), ("query", "select 1")];
    let base = base.map(|(name, value)| (name, Value::from(value)));
    base.into_iter().chain(changes.iter().cloned()).collect()
}

/// A schedule in state.
fn stored(name: &'static str, changes: &[(&'static str, Value)]) -> Given {
    let state = [
        ("name", name),
        ("account_id", "1"),
        ("id", name),
        ("timezone", "UTC"),
        ("deletion_policy", "delete"),
        ("result_target", ""),
    ];
    let mut all = daily(&state.map(|(name, value)| (name, Value::from(value))));
    all.extend(["delay", "priority", "retry_limit"].map(|name| (name, Value::from(0))));
    all.insert("enabled", true.into());
    all.extend(changes.iter().cloned());
    all
}

pub(crate) fn clock() -> FakeClock {
    FakeClock::skipping("2026-01-15T10:07:30Z".parse().expect("a time"))
}

/// Diagnostics as a reader sees them, with the attribute that they point at.
fn told(diagnostics: &[proto::Diagnostic]) -> String {
    let one = |one: &proto::Diagnostic| {
        let steps =
            one.attribute.iter().flat_map(|path| &path.steps).filter_map(|step| match &step.selector {
                Some(Selector::AttributeName(name)) => Some(name.as_str()),
                _ => None,
            });
        let path = steps.collect::<Vec<_>>().join(".");
        let severity = if one.severity == i32::from(Severity::Error) { "error" } else { "warning" };
        format!("{severity} at {path:?}: {}\n{}\n", one.summary, one.detail)
    };
    diagnostics.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// A connection, and what is said on it.
struct Said {
    connection: Connection,
    text: String,
}

impl Said {
    async fn on(provider: &Provider, td: &Td) -> Self {
        Self { connection: provider.connect(&td.url()).await, text: String::new() }
    }

    /// Goes on over a new connection, as Terraform does in its next phase.
    async fn over(mut self, provider: &Provider, endpoint: &str) -> Self {
        self.connection = provider.connect(endpoint).await;
        self
    }

    fn of(&self, object: Option<&Object>) -> Option<proto::DynamicValue> {
        let value = object.map_or(Value::Null, |object| Value::Object(object.clone()));
        Some(encode(&value, &self.connection.schema.ty))
    }

    /// A schedule, or none.
    fn schedule(&self, given: Option<&Given>) -> Option<proto::DynamicValue> {
        self.of(given.map(|given| self.connection.schema.object(given)).as_ref())
    }

    /// The configuration of a data source.
    fn data(&self, kind: &str, given: &Given) -> Option<proto::DynamicValue> {
        let schema = &self.connection.data[kind];
        Some(encode(&Value::Object(schema.object(given)), &schema.ty))
    }

    fn add(&mut self, about: &str, diagnostics: &[proto::Diagnostic]) {
        assert!(!diagnostics.is_empty(), "nothing is said about {about}");
        self.text.push_str(&format!("=== {about}\n{}\n", told(diagnostics)));
    }

    async fn validate(&mut self, about: &str, given: &Given) {
        let request = validate_resource_config::Request {
            type_name: TYPE.into(),
            config: self.schedule(Some(given)),
            client_capabilities: Some(ClientCapabilities {
                write_only_attributes_allowed: true,
                ..Default::default()
            }),
        };
        let answer = self.connection.client.validate_resource_config(request).await.expect("an answer");
        self.add(about, &answer.into_inner().diagnostics);
    }

    async fn validate_data(&mut self, about: &str, kind: &str, given: &Given) {
        let request =
            validate_data_resource_config::Request { type_name: kind.into(), config: self.data(kind, given) };
        let answer = self.connection.client.validate_data_resource_config(request).await.expect("an answer");
        self.add(about, &answer.into_inner().diagnostics);
    }

    async fn read_data(&mut self, about: &str, kind: &str, given: &Given) {
        let request = read_data_source::Request {
            type_name: kind.into(),
            config: self.data(kind, given),
            ..Default::default()
        };
        let answer = self.connection.client.read_data_source(request).await.expect("an answer");
        self.add(about, &answer.into_inner().diagnostics);
    }

    async fn plan(
        &mut self,
        prior: Option<&Given>,
        given: Option<&Given>,
        private: &'static str,
    ) -> Vec<proto::Diagnostic> {
        let schema = self.connection.schema.clone();
        let prior = prior.map(|prior| schema.object(prior));
        let config = given.map(|given| schema.object(given));
        let request = plan_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: self.of(prior.as_ref()),
            proposed_new_state: self
                .of(config.as_ref().map(|config| proposed(&schema, prior.as_ref(), config)).as_ref()),
            config: self.of(config.as_ref()),
            prior_private: private.into(),
            ..Default::default()
        };
        let answer =
            self.connection.client.plan_resource_change(request).await.expect("an answer").into_inner();
        assert!(
            !answer.diagnostics.is_empty()
                || decode(answer.planned_state.as_ref(), &schema.ty).is_some()
                || given.is_none()
        );
        answer.diagnostics
    }

    async fn planned(&mut self, about: &str, prior: Option<&Given>, given: Option<&Given>) {
        let found = self.plan(prior, given, "").await;
        self.add(about, &found);
    }

    /// What a read says, with this private data.
    async fn read(&mut self, about: &str, state: &Given, private: &'static str) {
        let found = self.reads(state, private).await;
        self.add(about, &found);
    }

    async fn reads(&mut self, state: &Given, private: &'static str) -> Vec<proto::Diagnostic> {
        let request = read_resource::Request {
            type_name: TYPE.into(),
            current_state: self.schedule(Some(state)),
            private: private.into(),
            ..Default::default()
        };
        self.connection.client.read_resource(request).await.expect("an answer").into_inner().diagnostics
    }

    async fn applied(&mut self, about: &str, prior: Option<&Given>, planned: Option<&Given>) {
        let request = apply_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: self.schedule(prior),
            planned_state: self.schedule(planned),
            config: self.schedule(planned),
            ..Default::default()
        };
        let answer = self.connection.client.apply_resource_change(request).await.expect("an answer");
        self.add(about, &answer.into_inner().diagnostics);
    }

    fn is(self, name: &str) {
        insta::with_settings!({
            filters => vec![(r"127\.0\.0\.1:\d+", "[ADDRESS]"), (r"\(os error \d+\)", "[ERROR]")],
            omit_expression => true,
            prepend_module_to_snapshot => false,
        }, { insta::assert_snapshot!(name, self.text) });
    }
}
