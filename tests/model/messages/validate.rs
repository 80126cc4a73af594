//! What validation says, without any credentials.

use super::*;

/// `timeouts` of a create.
fn timeouts(create: &str) -> Value {
    let all = ["read", "update", "delete"].map(|name| (name, Value::Null));
    Value::Object(Object::new([("create", Value::from(create))].into_iter().chain(all)))
}

/// One half.
fn half() -> Value {
    Value::Number(terraform_provider_td::wire::Number::from_decimal_text("0.5").expect("a number"))
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
        ("a timeout that is none", &[("timeouts", timeouts("tomorrow"))]),
        ("an unknown deletion_policy", &[("deletion_policy", "abandn".into())]),
        ("a null that is needed", &[("query", Value::Null)]),
        ("a read-only attribute", &[("schedule_id", 1.into())]),
        ("a number that is not whole", &[("priority", half())]),
        ("a version that is not whole", &[("result_wo", url.into()), ("result_wo_version", half())]),
    ] {
        let changes: Vec<_> = changes.iter().map(|(name, value)| (*name, value.clone())).collect();
        said.validate(about, &daily(&changes)).await;
    }
    said.is("validate");
}
