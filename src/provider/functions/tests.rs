//! The functions without Terraform around them.

use super::*;
use crate::framework::Function;
use crate::wire::Object;

fn call(function: &impl Function, arguments: &[Value]) -> Result<Value, FunctionError> {
    function.call(&Arguments(arguments))
}

fn runs(value: &Value) -> Vec<&str> {
    let Value::Sequence(items) = value else { panic!("a list") };
    items.iter().filter_map(Value::as_str).collect()
}

fn target<const N: usize>(parts: [(&str, Value); N]) -> Result<Value, FunctionError> {
    call(&ResultUrl, &[Value::Object(Object::new(parts))])
}

#[test]
fn the_next_runs_come_after_the_instant_in_utc() {
    let arguments =
        ["0 3 * * *".into(), "Asia/Tokyo".into(), Value::integer(2), "2026-01-01T18:00:00Z".into()];
    let found = call(&NextRuns, &arguments).unwrap();
    assert_eq!(runs(&found), ["2026-01-02T18:00:00Z", "2026-01-03T18:00:00Z"]);
}

#[test]
fn runs_between_include_the_start_and_not_the_end_and_are_at_most_ten_thousand() {
    let between = |cron: &str, end: &str| {
        call(&RunsBetween, &[cron.into(), "".into(), "2026-01-01T00:00:00Z".into(), end.into()])
    };
    let days = between("@daily", "2026-01-03T00:00:00+00:00").unwrap();
    assert_eq!(runs(&days), ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"]);
    assert_eq!(runs(&between("@daily", "2026-01-01T00:00:00Z").unwrap()), [""; 0]);
    let all = between("* * * * *", "2026-01-07T22:40:00Z").unwrap();
    assert_eq!(runs(&all).len(), MOST_RUNS);
    assert_eq!(between("* * * * *", "2026-01-07T22:41:00Z").unwrap_err().argument, Some(3));
    assert_eq!(between("@daily", "2025-12-31T00:00:00Z").unwrap_err().argument, Some(3));
}

#[test]
fn each_error_is_about_its_own_argument() {
    let good = ["@daily".into(), "UTC".into(), Value::integer(1), "2026-01-01T00:00:00Z".into()];
    for (index, bad) in
        [(0, "61 * * * *".into()), (1, "PST".into()), (2, Value::integer(0)), (3, Value::from("soon"))]
    {
        let mut arguments = good.clone();
        arguments[index] = bad;
        assert_eq!(call(&NextRuns, &arguments).unwrap_err().argument, Some(index));
    }
    assert_eq!(call(&ExplainCron, &["@midnight".into(), "UTC".into()]).unwrap_err().argument, Some(0));
}

#[test]
fn a_cron_is_explained_with_its_zone() {
    let explained = call(&ExplainCron, &["30 3 * * *".into(), "Asia/Tokyo".into()]).unwrap();
    assert_eq!(explained.as_str(), Some("At 03:30 every day (Asia/Tokyo)"));
}

#[test]
fn every_part_of_a_url_is_escaped() {
    let url = target([
        ("type", "mysql".into()),
        ("user", "a@b".into()),
        ("password", "p:@/?#[]+ %é".into()),
        ("host", "db.example.com".into()),
        ("port", Value::integer(3306)),
        ("database", "d/b".into()),
        ("table", "t?".into()),
        ("mode", "append".into()),
        ("parameters", Value::Object(Object::new([("ssl", Value::Bool(true)), ("key&", "a=b".into())]))),
    ]);
    assert_eq!(
        url.unwrap().as_str(),
        Some(
            "mysql://a%40b:p%3A%40%2F%3F%23%5B%5D%2B%20%25%C3%A9@db.example.com:3306/d%2Fb/t%3F?mode=append&key%26=a%3Db&\
             ssl=true"
        )
    );
}

#[test]
fn targets_look_as_treasure_data_documents_them() {
    let td =
        [("type", "td".into()), ("database", "d".into()), ("table", "t".into()), ("mode", "replace".into())];
    assert_eq!(target(td).unwrap().as_str(), Some("td://@/d/t?mode=replace"));
    let web = [("type", "webs".into()), ("host", "example.com".into()), ("path", "/a/b c".into())];
    assert_eq!(target(web).unwrap().as_str(), Some("webs://example.com/a/b%20c"));
    let s3 = [
        ("type", "s3".into()),
        ("user", "key".into()),
        ("password", "x/y".into()),
        ("path", "b/f.csv".into()),
    ];
    assert_eq!(target(s3).unwrap().as_str(), Some("s3://key:x%2Fy@/b/f.csv"));
    let null =
        [("type", "td".into()), ("user", Value::Null), ("database", "d".into()), ("table", "t".into())];
    assert_eq!(target(null).unwrap().as_str(), Some("td://@/d/t"));
}

#[test]
fn targets_that_treasure_data_describes_by_json_become_json() {
    let sftp = [
        ("type", "sftp".into()),
        ("user", "loader".into()),
        ("password", "a\"b\\c\nd".into()),
        ("host", "files.example.com".into()),
        ("port", Value::integer(22)),
        ("path", "/in/day \u{e9}".into()),
        (
            "parameters",
            Value::Object(Object::new([("header_line", Value::Bool(true)), ("delimiter", ",".into())])),
        ),
    ];
    let text = target(sftp).unwrap();
    let told: serde_json::Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
    let wanted = serde_json::json!({
        "type": "sftp", "host": "files.example.com", "port": 22, "username": "loader", "password": "a\"b\\c\nd",
        "path_prefix": "/in/day \u{e9}", "header_line": true, "delimiter": ",",
    });
    assert_eq!(told, wanted);
}

#[test]
fn a_target_that_lacks_something_is_an_error_that_says_what() {
    let says = |result: Result<Value, FunctionError>, part: &str| {
        let error = result.unwrap_err();
        assert_eq!(error.argument, Some(0));
        assert!(error.text.contains(part), "{}", error.text);
    };
    says(target([("type", "mysq".into())]), "Did you mean \"mysql\"?");
    says(target([("type", "mysql".into()), ("database", "d".into())]), "mysql needs a `host`.");
    says(target([("type", "td".into()), ("database", "d".into())]), "td needs a `table`.");
    says(target([("type", "td".into()), ("path", "d".into())]), "but `database` and `table`");
    says(target([("type", "td".into()), ("pasword", "d".into())]), "Did you mean \"password\"?");
    let host = |host: &str| target([("type", "web".into()), ("host", host.into()), ("path", "x".into())]);
    says(host("https://example.com"), "without scheme");
    says(host("user@example.com"), "without scheme");
    let port =
        [("type", "web".into()), ("host", "h".into()), ("path", "x".into()), ("port", Value::integer(0))];
    says(target(port), "1 to 65535");
    let with = |name: &'static str, value: Value| {
        let parameters = Value::Object(Object::new([(name, value)]));
        target([
            ("type", "td".into()),
            ("database", "d".into()),
            ("table", "t".into()),
            ("parameters", parameters),
        ])
    };
    says(with("mode", "append".into()), "`mode` has an attribute of its own");
    says(with("ssl", Value::Sequence(Vec::new())), "In `parameters`, `ssl` is one text");
    says(target([("type", "ftps".into())]), "Did you mean \"ftp\" or \"sftp\"?");
    let ftp = |part: &'static str| target([("type", "ftp".into()), ("host", "h".into()), (part, "x".into())]);
    says(ftp("mode"), "ftp has no `mode`, but `path`.");
    says(ftp("user"), "ftp needs a `path`.");
    says(call(&ResultUrl, &["mysql://".into()]), "one object");
}
