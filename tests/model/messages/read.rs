//! What a refresh says.

use super::*;
use crate::canned;

/// A create that was sent long after the schedule at Treasure Data was made.
const UNSETTLED: &str = r#"{"unsettled":"2030-01-01T00:00:00Z"}"#;

/// What the state remembers of a schedule of this account.
const OURS: &str = r#"{"account":"1"}"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_read_says() {
    let td = Td::start(&clock(), &[]).await;
    let provider = Provider::new(&clock());
    for name in ["daily", "older"] {
        td.create(name, &[("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "")]);
    }
    let mut said = Said::on(&provider, &td).await;
    let cron = [("cron", "0 3 * * *".into())];
    said.read("a schedule whose cron is gone", &stored("daily", &cron), "").await;
    let unsettled = stored("older", &[("id", Value::Null)]);
    said.read("a create that was not settled, and an older schedule", &unsettled, UNSETTLED).await;
    said.read("a schedule of another account", &stored("daily", &[]), r#"{"account":"2"}"#).await;
    said.read("private data of another kind", &stored("daily", &[]), r#"{"account":1}"#).await;
    said.read("private data that are no JSON", &stored("daily", &[]), "account 1").await;
    let numbered = [("schedule_id", 99.into())];
    said.read("a schedule that may be another account's", &stored("daily", &numbered), "").await;
    for name in ["gone-1", "gone-2", "gone-3", "gone-4"] {
        assert_eq!(said.reads(&stored(name, &[]), OURS).await, []);
    }
    said.read("most schedules of the state are missing", &stored("gone-5", &[]), OURS).await;
    assert_eq!(said.reads(&stored("gone-6", &[]), OURS).await, [], "it is said once");
    said.read("a schedule that is gone, or another account's", &stored("gone-7", &[]), "").await;
    let answer = r#"{"schedules":[],"count":0,"history":[]}"#;
    let hiding = canned::answer_always("200 OK", "application/json", answer);
    said = said.over(&provider, &hiding).await;
    said.read("a schedule that the list hides", &stored("daily", &[]), "").await;
    let unknown = [("api_key", Value::Unknown), ("endpoint", td.url().as_str().into())];
    said.connection = provider.connect_with(&unknown).await;
    said.read("a read with a provider that is not known yet", &stored("daily", &[]), "").await;
    said.is("read");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_read_says_of_an_export() {
    let td = Td::start(&clock(), &[]).await;
    let provider = Provider::new(&clock());
    let form = [("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "")];
    let export = r#"{"type":"s3","bucket":"b","format":"tsv","odd":"x","password":"secret"}"#;
    td.create("exported", &[&form[..], &[("result", export)]].concat());
    let mut said = Said::on(&provider, &td).await;
    let wrote =
        [("result_wo_version", 1.into()), ("result_target", r#"{"bucket":"b","format":"csv"}"#.into())];
    let private = r#"{"export":{"answered":true,"form":"json","shown":"","parts":{"type":"s3","settings.bucket":"a","settings.format":"csv"}}}"#;
    said.read("an export that was changed elsewhere", &stored("exported", &wrote), private).await;
    let private = r#"{"export":"mysql://u:***@h/d/t"}"#;
    said.read("an export that 0.1.0 wrote and was changed", &stored("exported", &wrote), private).await;
    said.is("read_export");
}
