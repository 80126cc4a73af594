//! What the data sources say.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_data_sources_say() {
    let td = Td::start(&clock(), &[]).await;
    let provider = Provider::new(&clock());
    td.create("daily_revenue", &[("type", "trino"), ("database", "sales"), ("query", "select 1")]);
    let mut said = Said::on(&provider, &td).await;
    let history = |changes: &[(&'static str, Value)]| {
        let name = [("schedule_name", Value::from("daily_revenue"))];
        given(&[&name, changes].concat())
    };
    let statuses = Value::Sequence(vec![Value::from("succes")]);
    let null = Value::Sequence(vec![Value::from("success"), Value::Null]);
    for (about, changes) in [
        ("a negative start", &[("from", (-1).into())][..]),
        ("an end before the start", &[("from", 5.into()), ("to", 5.into())]),
        ("an end before the start by default", &[("to", 0.into())]),
        ("a start after the end by default", &[("from", 20.into())]),
        ("a time that is none", &[("since", "yesterday".into())]),
        ("a time without offset", &[("since", "2026-01-02T00:00:00".into())]),
        ("an unknown status", &[("statuses", statuses)]),
        ("a null among statuses", &[("statuses", null)]),
        ("an empty name", &[("schedule_name", "".into())]),
        ("a name that is no part of an address", &[("schedule_name", "..".into())]),
    ] {
        said.validate_data(about, "td_schedule_history", &history(changes)).await;
    }
    let regex = given(&[("name_regex", "(daily".into())]);
    said.validate_data("a regular expression that is none", "td_schedules", &regex).await;
    let unknown = given(&[("schedule_name", "daily_revenu".into())]);
    said.read_data("the history of an unknown schedule", "td_schedule_history", &unknown).await;
    let unknown = given(&[("name", "daily-revenue".into())]);
    said.read_data("an unknown schedule", "td_schedule", &unknown).await;
    said.connection = provider.connect_with(&[("api_key", Value::Unknown), ("site", Value::Unknown)]).await;
    said.read_data("a provider that is not known yet", "td_schedules", &given(&[])).await;
    said.is("data");
}
