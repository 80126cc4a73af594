use super::*;

#[test]
fn an_export_is_shown_by_its_harmless_parts_only() {
    for (result, shown) in [
        ("", ""),
        (" \n\u{feff}", ""),
        ("mysql://user:pass@host/db/table?mode=append", "mysql://user:***@host/db/table?mode=append"),
        ("mysql://user:p@s/s@host/db", "mysql://user:***@***"),
        ("mysql://user:p/s@host:3306/db", "mysql://user:***@host:3306/db"),
        ("mysql://user:p@ss/wo?rd@host/db", "mysql://user:***@***"),
        ("mysql://user:p#ss@host/db?mode=append", "mysql://user:***@host/db?mode=append"),
        ("mysql://me@corp.com:pass@host/db/t", "mysql://me@corp.com:***@host/db/t"),
        ("td://@/db/table?mode=replace", "td://@/db/table?mode=replace"),
        ("td://1/key@/db/table", "td://***@/db/table"),
        ("TD://1/key@/db/table", "td://***@/db/table"),
        ("\u{feff}  Td://1/key@/db/table\n", "td://***@/db/table"),
        ("td://1/k@y@/db/table", "td://***@/db/table"),
        ("td://1/k@y/z@/db/table", "td://***"),
        ("td://1/key/db/table", "td://***"),
        ("sftp://user@host/path", "sftp://user@host/path"),
        ("sftp://loader:pw@sftp.example.com/in/team@example.com/daily.csv", "sftp://loader:***@***"),
        ("mysql://user:p@ss/word@host/db?mode=append", "mysql://user:***@***?mode=append"),
        ("sftp://u:p@[2001:db8::1]:22/in", "sftp://u:***@[2001:db8::1]:22/in"),
        ("webs://hooks.example.com/in?token=SECRET&notify=ops@example.com", "webs://***"),
        ("webs://hooks.example.com/services/T0/SECRET", "webs://hooks.example.com/***"),
        ("web://tok@host/?token=abc&method=post&more=x", "web://***@host/?token=***&method=post&***"),
        ("s3://AKIA:s/e+c@/bucket/path/file.csv?format=csv", "s3://***:***@/bucket/path/file.csv?format=csv"),
        ("mysql://u:p@h/db/t?mode=append;token=x", "mysql://u:***@h/db/t?mode=***"),
        ("mysql://u:p@h/db/t;pw=x#frag", "mysql://u:***@h/***#***"),
        ("foo://user:pass@host/db", "***"),
        ("mydb:table", "mydb:table"),
        ("mydb:table?mode=append", "mydb:table?mode=append"),
        ("mydb:table?token=x", "mydb:table?***"),
        ("user:p@ss", "***"),
        ("user:pa:ss", "***"),
        ("hunter2", "***"),
        (r#"{"type":"s3","secret_access_key":"x","bucket":"b"}"#, r#"{"bucket":"b","type":"s3"}"#),
        (
            "\u{feff}{\"type\":\"S3\",\"bucket\":\"b\",\"odd\":\"x\"}",
            r#"{"***":"***","bucket":"b","type":"s3"}"#,
        ),
        (r#"{"type":"s3","bucket":"{\"secret\":\"x\"}"}"#, r#"{"bucket":"***","type":"s3"}"#),
        (r#"{"type":"s3","path":"a@b","format":["csv"]}"#, r#"{"format":"***","path":"***","type":"s3"}"#),
        (
            r#"{"type":"gsheet","sheet_title":"Daily report","td_authentication_id":7}"#,
            r#"{"sheet_title":"Daily report","td_authentication_id":7,"type":"gsheet"}"#,
        ),
        (r#"{"type":"web","path":"/secret"}"#, r#"{"***":"***","type":"web"}"#),
        (r#"[{"type":"s3","bucket":"b"}]"#, "***"),
        (r#"{"type":"nobody knows"}"#, "***"),
        (r#"{"bucket":"b"}"#, "***"),
        ("{broken", "***"),
    ] {
        assert_eq!(Export::read(result).shown(), shown, "{result}");
    }
}

#[test]
fn the_redactor_gets_every_part_that_is_not_known_to_be_harmless() {
    for (result, expected) in [
        ("mysql://user:pa%20ss@host:3306/db/table?mode=append", &["pa ss", "pa%20ss"][..]),
        ("mysql://user:p?s@host/db", &["p?s"]),
        ("mysql://:pw@host/db", &["pw"]),
        ("mysql://user:@host/db", &[]),
        ("td://@/db/table?mode=append", &[]),
        ("td://1/abc@/db/table", &["1/abc"]),
        ("sftp://user@host/path", &[]),
        ("web://host:80/?token=abc&method=x&api_key=d%2Fe", &["abc", "d%2Fe", "d/e"]),
        ("webs://host/services/0123456789", &["0123456789", "services", "services/0123456789"]),
        ("connection:table", &[]),
        ("", &[]),
        (
            r#"{"type":"s3","bucket":"b","secret_access_key":"x y","auth":{"user":["u"]},"n":1,"token":42}"#,
            &["42", "u", "x y"],
        ),
        ("{broken", &["{broken"]),
        ("hunter two", &["hunter two"]),
        (
            r#"{"type":"what","a":["one",{"b":"two"}]}"#,
            &["one", "two", "what", r#"{"type":"what","a":["one",{"b":"two"}]}"#],
        ),
    ] {
        let mut expected: Vec<String> = expected.iter().map(|text| (*text).to_owned()).collect();
        expected.sort_unstable();
        assert_eq!(Export::read(result).secrets(), expected, "{result}");
    }
    let found = Export::read("mysql://user:p@s/s@host/db").secrets();
    assert!(found.contains(&"p@s/s".to_owned()) && found.contains(&"p".to_owned()), "{found:?}");
    let inner = r#"{"type":"sftp","secret_key_file":"{\"content\":\"line one\\nline two\"}"}"#;
    let found = Export::read(inner).secrets();
    assert!(found.contains(&"line one\nline two".to_owned()), "{found:?}");
}

#[test]
fn a_mask_is_told_from_a_password() {
    for masked in [
        "mysql://user:***@host/db/table",
        "mysql://user:******@host/db/table",
        "mysql://user:[FILTERED]@host/db/table",
        "td://***@/db/table",
        "web://host/path?mode=x&token=***",
        "webs://host/***",
        "sftp://loader:***@***",
        "***",
        r#"{"type":"s3","auth":{"secret":"********"}}"#,
        r#"{"type":"s3","secret":"[FILTERED]"}"#,
        r#"{"***":"***","type":"s3"}"#,
    ] {
        assert!(Export::read(masked).is_masked(), "{masked}");
    }
    for real in [
        "mysql://user:xxx@host/db/table",
        "mydb:table",
        "td://@/db/t",
        "s3://k:s@host/path/**?quote=*",
        r#"{"type":"s3","path":"**","secret":"x"}"#,
        "{***",
        "",
    ] {
        assert!(!Export::read(real).is_masked(), "{real}");
    }
    assert!(Export::read("mysql://user:secret@host/db/table").holds_password());
    for none in ["mysql://user:***@host/db", "mysql://user:@host/db", "td://@/db/table", "mydb:table"] {
        assert!(!Export::read(none).holds_password(), "{none}");
    }
}

/// What a comparison says, as lines, after what was remembered went through a state.
fn differences(then: &str, now: &str) -> Vec<String> {
    let written = Remembered::answered(&Export::read(then)).to_json();
    let written = Remembered::from_json(&written).expect("what was written can be read");
    written.differences(&Export::read(now)).iter().map(ToString::to_string).collect()
}

#[test]
fn every_part_but_secrets_is_compared() {
    for (then, now, says) in [
        ("mysql://u:***@h/d/t", "mysql://u:***@other/d/t", "host h -> other"),
        ("mysql://u:p@h/d/t", "mysql://v:***@h/d/t", "user u -> v"),
        ("mysql://u:p@h/d/t?mode=append", "mysql://u:***@h/d/t", "settings.mode append -> (none)"),
        ("webs://h/a", "webs://h/b", "path (not shown) -> (not shown)"),
        (
            "sftp://l:***@one.example.com/in/a@b/daily.csv",
            "sftp://l:***@two.example.com/in/a@b/daily.csv",
            "place (not shown) -> (not shown)",
        ),
        ("mydb:t", "mydb:u", "table t -> u"),
        ("mydb:t", r#"{"type":"mysql"}"#, "form connection -> json"),
        ("", "mydb:t", "form none -> connection"),
        ("hunter two", "hunter three", "text (not shown) -> (not shown)"),
        (r#"{"type":"s3","format":"csv"}"#, r#"{"type":"s3","format":"tsv"}"#, "settings.format csv -> tsv"),
        (
            r#"{"type":"s3","header":true}"#,
            r#"{"type":"s3","header":false}"#,
            "settings.header true -> false",
        ),
        (
            r#"{"type":"s3","format":["a"]}"#,
            r#"{"type":"s3","format":["a","b"]}"#,
            "settings.format (not shown) -> (not shown)",
        ),
        (
            r#"{"type":"s3","odd":"one"}"#,
            r#"{"type":"s3","odd":"two"}"#,
            "a setting that is not shown (not shown) -> (not shown)",
        ),
    ] {
        assert_eq!(differences(then, now), [says], "{then} -> {now}");
        assert!(differences(then, then).is_empty() && differences(now, now).is_empty());
    }
}

#[test]
fn a_secret_that_is_masked_or_left_out_is_no_difference() {
    for (then, now) in [
        ("mysql://u:p@h/d/t", "mysql://u:****@h/d/t"),
        ("mysql://u:***@h/d/t", "mysql://u@h/d/t"),
        ("TD://key@/d/t", "td://***@/d/t"),
        ("s3://AKIA:s@/b/p", "s3://***:***@/b/p"),
        (r#"{"type":"s3","secret_access_key":"x"}"#, r#"{ "type" : "s3" }"#),
        (r#"{"type":"s3","external_id":"***"}"#, r#"{"type":"s3"}"#),
        (r#"{"type":"s3","external_id":"x"}"#, r#"{"type":"s3","external_id":"***"}"#),
        (r#"{"type":"s3","region":null}"#, r#"{"type":"s3"}"#),
    ] {
        assert_eq!(differences(then, now), Vec::<String>::new(), "{then} -> {now}");
        assert_eq!(differences(now, then), Vec::<String>::new(), "{now} -> {then}");
    }
}

#[test]
fn of_what_was_sent_only_what_both_have_is_compared() {
    let sent = Remembered::sent(&Export::read(
        r#"{"type":"s3","td_authentication_id":7,"bucket":"b","secret_access_key":"x"}"#,
    ));
    let merged = r#"{"type":"s3","bucket":"b","region":"us-east-1"}"#;
    assert_eq!(sent.differences(&Export::read(merged)), []);
    let elsewhere = merged.replace("\"b\"", "\"c\"");
    assert_eq!(sent.differences(&Export::read(&elsewhere))[0].to_string(), "settings.bucket b -> c");
    assert_eq!(sent.differences(&Export::read("mydb:t")), []);
    // Nothing is never something in another form.
    assert_eq!(sent.differences(&Export::read(""))[0].to_string(), "form json -> none");
    let nothing = Remembered::sent(&Export::read(""));
    assert_eq!(nothing.differences(&Export::read("td://@/db/t"))[0].to_string(), "form none -> url");
    assert_eq!(nothing.differences(&Export::read("")), []);
}

#[test]
fn every_setting_of_every_kind_changed_alone_is_a_difference() {
    let mut compared = 0;
    for scheme in schemes::ALL {
        let names = || scheme.settings.iter().chain(schemes::EVERYWHERE);
        for name in names() {
            for (was, is) in
                [("\"a\"", "\"b\""), ("1", "2"), ("true", "false"), ("[\"a\"]", "[]"), ("{}", "1")]
            {
                let text = |value| format!(r#"{{"type":"{}","{name}":{value}}}"#, scheme.name);
                let found = differences(&text(was), &text(is));
                assert_eq!(found.len(), 1, "{} {name}: {was} -> {is}: {found:?}", scheme.name);
                assert!(found[0].starts_with(&format!("settings.{name} ")), "{found:?}");
                assert_eq!(differences(&text(was), &format!(r#"{{"type":"{}"}}"#, scheme.name)).len(), {
                    usize::from(was != "{}")
                });
                compared += 1;
            }
            if scheme.first.is_some() {
                let text = |value| format!("{}://@host/d/t?{name}={value}", scheme.name);
                assert_eq!(differences(&text("a"), &text("b")), [format!("settings.{name} a -> b")]);
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared}");
}

#[test]
fn what_is_remembered_holds_nothing_that_may_be_a_secret() {
    for result in [
        "mysql://user:MARKER@host/db",
        "mysql://user:p@MARKER/x@host/db",
        "web://MARKER@host/MARKER?MARKER=1&x=MARKER#MARKER",
        "MARKER",
        "s3://MARKER:MARKER@/b",
        r#"{"type":"s3","MARKER":1,"odd":"MARKER","list":["MARKER"],"deep":{"bucket":"MARKER"}}"#,
        r#"{"type":"MARKER"}"#,
    ] {
        let export = Export::read(result);
        let kept = Remembered::answered(&export).to_json().to_string();
        assert!(!kept.contains("MARKER") && !export.shown().contains("MARKER"), "{result}: {kept}");
    }
}
