//! What an apply, an import and a move say.

use terraform_provider_td::framework::proto::{
    ResourceIdentityData, import_resource_state, move_resource_state,
};
use terraform_provider_td::wire::{ObjectType, Type};

use super::*;

impl Said {
    async fn imported(&mut self, about: &str, id: &str, identity: Option<[&str; 3]>) {
        let names = ["name", "account_id", "endpoint"];
        let ty = Type::Object(ObjectType::new(names.map(|name| (name, Type::String))).into());
        let text = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
        let identity = identity.map(|values| {
            let values = names.into_iter().zip(values.map(text));
            ResourceIdentityData { identity_data: Some(encode(&Value::Object(Object::new(values)), &ty)) }
        });
        let request = import_resource_state::Request {
            type_name: TYPE.into(),
            id: id.to_owned(),
            identity,
            ..Default::default()
        };
        let answer = self.connection.client.import_resource_state(request).await.expect("an answer");
        self.add(about, &answer.into_inner().diagnostics);
    }

    async fn moved(&mut self, about: &str, kind: &str, version: i64, state: &str) {
        let request = move_resource_state::Request {
            source_provider_address: "registry.terraform.io/teraken0509/treasuredata".into(),
            source_type_name: kind.into(),
            source_schema_version: version,
            source_state: Some(proto::RawState { json: state.to_owned().into(), ..Default::default() }),
            target_type_name: TYPE.into(),
            ..Default::default()
        };
        let answer = self.connection.client.move_resource_state(request).await.expect("an answer");
        self.add(about, &answer.into_inner().diagnostics);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_apply_says() {
    let td = Td::with_databases(&clock(), "sales,other").await;
    td.create("daily", &[("type", "hive"), ("database", "other"), ("query", "select 2")]);
    let mut said = Said::on(&Provider::new(&clock()), &td).await;
    said.applied("a create of what exists", None, Some(&stored("daily", &[("id", Value::Unknown)]))).await;
    said.applied("a create without a name", None, Some(&stored("daily", &[("name", Value::Null)]))).await;
    let changed = stored("weekly", &[("query", "select 3".into())]);
    let nowhere = stored("fresh", &[("database", "nowhere".into()), ("id", Value::Unknown)]);
    said.applied("a create in a database that is not there", None, Some(&nowhere)).await;
    let nowhere = stored("daily", &[("database", "nowhere".into())]);
    said.applied("an update to a database that is not there", Some(&stored("daily", &[])), Some(&nowhere))
        .await;
    let bad = stored("daily", &[("engine_version", "bogus".into())]);
    said.applied("what Treasure Data's rules refuse", Some(&stored("daily", &[])), Some(&bad)).await;
    said.applied("an update of what is gone", Some(&stored("weekly", &[])), Some(&changed)).await;
    let renamed = stored("daily", &[("id", Value::Unknown)]);
    td.create("weekly", &[("type", "hive"), ("database", "other"), ("query", "select 2")]);
    said.applied("a rename onto what exists", Some(&stored("weekly", &[])), Some(&renamed)).await;
    td.delete("weekly");
    td.update("daily", &[("name", "nightly")]);
    said.applied("a destroy of what was renamed", Some(&stored("daily", &[("schedule_id", 1.into())])), None)
        .await;
    said.is("apply");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_import_and_a_move_say() {
    let td = Td::start(&clock(), &[]).await;
    let mut said = Said::on(&Provider::new(&clock()), &td).await;
    said.imported("an import where nothing is", "daily", None).await;
    td.create("daily_revenue", &[("type", "hive"), ("database", "other"), ("query", "select 2")]);
    said = said.over(&Provider::new(&clock()), &td.url()).await;
    said.imported("an import of what is not there", "daily_revenu", None).await;
    said.imported("an import from another account", "", Some(["daily_revenue", "2", ""])).await;
    said.imported(
        "an import from another endpoint",
        "",
        Some(["daily_revenue", "", "https://api.treasuredata.com"]),
    )
    .await;
    said.imported("an identity is a name, not a number", "", Some(["1", "", ""])).await;
    said.moved("a move from another type", "null_resource", 0, "{}").await;
    said.moved("a move from a later version", "treasuredata_schedule", 1, "{}").await;
    said.moved("a move from nothing", "treasuredata_schedule", 0, r#"{"name":"?","id":""}"#).await;
    said.moved("a move of another provider's type of the same name", "td_schedule", 0, "{}").await;
    said.moved("a move of its own type of a later version", "td_schedule", 9, r#"{"name":"daily"}"#).await;
    said.is("import");
}
