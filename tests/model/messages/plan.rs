//! What a plan says.

use super::*;
use terraform_provider_td::framework::proto::import_resource_state;

/// What the state remembers of a schedule of this account, and of one of another.
const OURS: &str = r#"{"account":"1"}"#;
const THEIRS: &str = r#"{"account":"2"}"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_plan_says() {
    let td = Td::start(&clock(), &[]).await;
    let provider = Provider::new(&clock());
    for name in ["daily", "weekly", "replaced"] {
        td.create(name, &[("type", "hive"), ("database", "other"), ("query", "select 2")]);
    }
    let mut said = Said::on(&provider, &td).await;
    said.planned("a create of what exists", None, Some(&daily(&[]))).await;
    said.planned("a create of what another creates", None, Some(&daily(&[]))).await;
    let fresh = daily(&[("name", "fresh".into())]);
    assert_eq!(said.plan(None, Some(&fresh), "").await, []);
    said.planned("a destroy of what another creates", Some(&stored("fresh", &[])), None).await;
    let renamed = daily(&[("name", "weekly".into())]);
    said.planned("a rename onto what exists", Some(&stored("mine", &[])), Some(&renamed)).await;
    said.planned(
        "a destroy that is prevented",
        Some(&stored("kept", &[("deletion_policy", "prevent".into())])),
        None,
    )
    .await;
    let replaced = stored("replaced", &[("deletion_policy", "disable".into())]);
    assert_eq!(said.reads(&replaced, "").await, []);
    let again = daily(&[("name", "replaced".into())]);
    assert_eq!(said.plan(Some(&replaced), Some(&again), OURS).await, []);
    let found = said.plan(None, Some(&again), OURS).await;
    said.add("a replacement whose name stays taken", &found);
    let found =
        said.plan(Some(&stored("theirs", &[])), Some(&daily(&[("name", "theirs".into())])), THEIRS).await;
    said.add("an update in another account", &found);
    let numbered = |name| stored(name, &[("schedule_id", 1.into())]);
    assert_eq!(said.plan(Some(&numbered("twice")), None, OURS).await, []);
    said.planned(
        "an update of what another address destroys",
        Some(&numbered("twice")),
        Some(&daily(&[("name", "twice".into())])),
    )
    .await;
    said = said.over(&provider, &td.url()).await;
    let kept = daily(&[("name", "kept".into())]);
    assert_eq!(said.plan(Some(&numbered("twice")), Some(&kept), OURS).await, []);
    let other = daily(&[("name", "other".into())]);
    said.planned("an update of what another address calls otherwise", Some(&numbered("twice")), Some(&other))
        .await;
    said = said.over(&provider, &td.url()).await;
    let import =
        import_resource_state::Request { type_name: TYPE.into(), id: "daily".into(), ..Default::default() };
    said.connection.client.import_resource_state(import).await.expect("an answer");
    let imported = daily(&[("name", "daily".into())]);
    assert_eq!(said.plan(Some(&numbered("daily")), Some(&imported), OURS).await, []);
    said.planned("a destroy of what an import takes in", Some(&numbered("daily")), None).await;
    let legacy = daily(&[("name", "legacy".into()), ("timezone", "Tokyo".into())]);
    said.planned("a create with a legacy zone", None, Some(&legacy)).await;
    for zone in ["Etc/GMT+9", "EST"] {
        let seems = daily(&[("name", zone.into()), ("timezone", zone.into())]);
        said.planned(&format!("a create with the zone {zone}"), None, Some(&seems)).await;
    }
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
    let copied = daily(&[
        ("name", "copied".into()),
        ("query", "\u{feff}select\u{a0}'a\u{a0}b',\n\u{3000}1\u{200b}\u{b}\u{c}".into()),
    ]);
    said.planned("advice on a query that was copied", None, Some(&copied)).await;
    let long = "x".repeat(1_000_001);
    let long = daily(&[("name", "long".into()), ("query", long.as_str().into())]);
    said.planned("a query that is very long", None, Some(&long)).await;
    said.is("plan");
}
