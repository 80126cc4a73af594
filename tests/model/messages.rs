//! Each message about a schedule, word for word: severity, attribute, summary and detail.

use std::collections::BTreeMap;

use terraform_provider_td::clock::FakeClock;
use terraform_provider_td::framework::proto::{
    self, ClientCapabilities, attribute_path::step::Selector, diagnostic::Severity, plan_resource_change,
    read_resource, validate_resource_config,
};
use terraform_provider_td::wire::{Object, Value};

use crate::provider::{Connection, Provider, TYPE, decode, encode};
use crate::rules::proposed;
use crate::td::Td;

type Given = BTreeMap<&'static str, Value>;

fn daily(changes: &[(&'static str, Value)]) -> Given {
    let base = [("name", "daily"), ("type", "trino"), ("database", "sales"), ("query", "select 1")];
    let base = base.map(|(name, value)| (name, Value::from(value)));
    base.into_iter().chain(changes.iter().cloned()).collect()
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

    fn of(&self, object: Option<&Object>) -> Option<proto::DynamicValue> {
        let value = object.map_or(Value::Null, |object| Value::Object(object.clone()));
        Some(encode(&value, &self.connection.schema.ty))
    }

    fn add(&mut self, about: &str, diagnostics: &[proto::Diagnostic]) {
        assert!(!diagnostics.is_empty(), "nothing is said about {about}");
        self.text.push_str(&format!("=== {about}\n{}\n", told(diagnostics)));
    }

    async fn validate(&mut self, about: &str, given: &Given) {
        let request = validate_resource_config::Request {
            type_name: TYPE.into(),
            config: self.of(Some(&self.connection.schema.object(given))),
            client_capabilities: Some(ClientCapabilities {
                write_only_attributes_allowed: true,
                ..Default::default()
            }),
        };
        let answer = self.connection.client.validate_resource_config(request).await.expect("an answer");
        self.add(about, &answer.into_inner().diagnostics);
    }

    async fn plan(&mut self, prior: Option<&Given>, given: Option<&Given>) -> Vec<proto::Diagnostic> {
        let schema = self.connection.schema.clone();
        let prior = prior.map(|prior| schema.object(prior));
        let config = given.map(|given| schema.object(given));
        let request = plan_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: self.of(prior.as_ref()),
            proposed_new_state: self
                .of(config.as_ref().map(|config| proposed(&schema, prior.as_ref(), config)).as_ref()),
            config: self.of(config.as_ref()),
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
        let found = self.plan(prior, given).await;
        self.add(about, &found);
    }

    async fn read(&mut self, about: &str, state: &Given) {
        let state = self.connection.schema.object(state);
        let request = read_resource::Request {
            type_name: TYPE.into(),
            current_state: self.of(Some(&state)),
            ..Default::default()
        };
        let answer = self.connection.client.read_resource(request).await.expect("an answer").into_inner();
        self.add(about, &answer.diagnostics);
    }

    fn is(self, name: &str) {
        insta::with_settings!({
            filters => vec![(r"127\.0\.0\.1:\d+", "[ADDRESS]")],
            omit_expression => true,
        }, { insta::assert_snapshot!(name, self.text) });
    }
}

/// A schedule in state.
fn stored(name: &'static str, changes: &[(&'static str, Value)]) -> Given {
    let state = [
        ("name", name),
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

fn clock() -> FakeClock {
    FakeClock::skipping("2026-01-15T10:07:30Z".parse().expect("a time"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_validate_says() {
    let td = Td::start(&clock(), &[]).await;
    let mut said = Said::on(&Provider::new(&clock()), &td).await;
    let url = "mysql://user:secret@host/db/table";
    for (about, changes) in [
        ("a short name", &[("name", Value::from("ab"))][..]),
        ("an unknown type", &[("type", "tirno".into())]),
        ("a retired type", &[("type", "pig".into())]),
        ("an empty database", &[("database", " ".into())]),
        ("an empty query", &[("query", "\n".into())]),
        ("a bad cron", &[("cron", "0 24 * * *".into())]),
        ("a cron with too few fields", &[("cron", "0 3 * *".into())]),
        ("a cron of another dialect", &[("cron", "0 3 ? * MON".into())]),
        ("a legacy cron", &[("cron", "0 0 1 * 8".into())]),
        ("an unknown zone", &[("timezone", "Asia/Tokio".into())]),
        ("a Rails zone", &[("timezone", "Tokyo".into())]),
        ("an abbreviation as a zone", &[("timezone", "PST".into())]),
        ("an empty zone", &[("timezone", "".into())]),
        ("a negative delay", &[("delay", (-1).into())]),
        ("a priority out of range", &[("priority", 3.into())]),
        ("a retry limit out of range", &[("retry_limit", 33.into())]),
        ("a user that can't be", &[("executing_user_id", 0.into())]),
        ("a mask as a password", &[("result", "mysql://user:***@host/db/table".into())]),
        (
            "two exports",
            &[("result", url.into()), ("result_wo", url.into()), ("result_wo_version", 1.into())],
        ),
        ("result_wo alone", &[("result_wo", url.into())]),
        ("result_wo_version alone", &[("result_wo_version", 1.into())]),
        ("an unknown deletion_policy", &[("deletion_policy", "abandn".into())]),
    ] {
        let changes: Vec<_> = changes.iter().map(|(name, value)| (*name, value.clone())).collect();
        said.validate(about, &daily(&changes)).await;
    }
    said.is("validate");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_plan_says() {
    let td = Td::start(&clock(), &[]).await;
    let provider = Provider::new(&clock());
    for name in ["daily", "weekly"] {
        td.create(name, &[("type", "hive"), ("database", "other"), ("query", "select 2")]);
    }
    let mut said = Said::on(&provider, &td).await;
    said.planned("a create of what exists", None, Some(&daily(&[]))).await;
    said.planned("a create of what another creates", None, Some(&daily(&[]))).await;
    let fresh = daily(&[("name", "fresh".into())]);
    assert_eq!(said.plan(None, Some(&fresh)).await, []);
    said.planned("a destroy of what another creates", Some(&stored("fresh", &[])), None).await;
    let renamed = daily(&[("name", "weekly".into())]);
    said.planned("a rename onto what exists", Some(&stored("mine", &[])), Some(&renamed)).await;
    said.planned(
        "a destroy that is prevented",
        Some(&stored("kept", &[("deletion_policy", "prevent".into())])),
        None,
    )
    .await;
    let legacy = daily(&[("name", "legacy".into()), ("timezone", "Tokyo".into())]);
    said.planned("a create with a legacy zone", None, Some(&legacy)).await;
    let crons = [
        "5/15 3 * * *",
        "0 0 * * 0-7",
        "0 0 1 * 1",
        "* 3 * * *",
        "*/7 * * * *",
        "0 0 31 * *",
        "0 0 L * *",
        "30 2 * * *",
        "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41 3,4,5,6 * * *",
    ];
    for (number, cron) in crons.into_iter().enumerate() {
        let name = format!("advised-{number}");
        let advised = daily(&[
            ("name", name.as_str().into()),
            ("cron", cron.into()),
            ("timezone", "Europe/Berlin".into()),
        ]);
        said.planned(&format!("advice on {cron}"), None, Some(&advised)).await;
    }
    let long = "x".repeat(1_000_001);
    let long = daily(&[("name", "long".into()), ("query", long.as_str().into())]);
    said.planned("a query that is very long", None, Some(&long)).await;
    said.is("plan");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_read_says() {
    let td = Td::start(&clock(), &[]).await;
    td.create("daily", &[("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "")]);
    let mut said = Said::on(&Provider::new(&clock()), &td).await;
    said.read("a schedule whose cron is gone", &stored("daily", &[("cron", "0 3 * * *".into())])).await;
    said.is("read");
}
