//! A marker stands where a secret may stand, in exports of all forms: nothing that is shown, kept or logged has it.

use crate::TERRAFORM;
use crate::canary::{KEY, files};
use crate::story::{contents, own_lines, unpacked};
use crate::support::emulator::{EXECUTABLE, Emulator};
use crate::support::world::World;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::fmt::Write;
use std::fs;
use std::process::Command;
use terraform_provider_td::secret::export::{Export, Remembered};
use terraform_provider_td::secret::{Secret, redact, register};

/// What is secret in each of the exports.
const MARKER: &str = "m4rk3rm4rk3r";

/// An export, and the secret in it as it is written.
type Marked = (String, String);

/// A secret with all kinds of raw characters around the marker.
fn secret() -> impl Strategy<Value = String> {
    ("[a-z0-9@/?#:&=%+ é]{0,6}", "[a-z0-9@/?#:&=%+ é]{0,6}")
        .prop_map(|(before, after)| format!("{before}{MARKER}{after}"))
}

/// A secret without what would end it where it stands.
fn word() -> impl Strategy<Value = String> {
    "[a-z0-9_.-]{0,4}".prop_map(|before| format!("{before}{MARKER}"))
}

/// A text in front of which nobody sees something.
fn front() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "\u{feff}", " ", "\n\t", "\u{200b}"])
}

fn url() -> impl Strategy<Value = Marked> {
    let scheme =
        prop::sample::select(vec!["mysql", "postgresql", "redshift", "sftp", "FTP", "Tableau", "sfdc"]);
    let path = prop::sample::select(vec![
        "",
        "/",
        "/d/t",
        "/in/team@example.com/x.csv",
        "/d/t?mode=append",
        "/d?x=a@b",
    ]);
    let password =
        (scheme, secret(), path.clone(), any::<bool>()).prop_map(|(scheme, secret, path, port)| {
            let port = if port { ":3306" } else { "" };
            (format!("{scheme}://user:{secret}@host.example.com{port}{path}"), secret)
        });
    let key = (
        prop::sample::select(vec!["td", "TD"]),
        secret(),
        prop::sample::select(vec!["/d/t", "/d/t?mode=replace"]),
    )
        .prop_map(|(scheme, secret, path)| (format!("{scheme}://1/{secret}@{path}"), secret));
    let keys = secret().prop_map(|secret| (format!("s3://{MARKER}:{secret}@/bucket/path"), secret));
    let hook = (prop::sample::select(vec!["web", "WEBS"]), word(), any::<bool>()).prop_map(
        |(scheme, word, user)| {
            let user = if user { format!("{MARKER}@") } else { String::new() };
            (format!("{scheme}://{user}hooks.example.com/services/{word}"), word)
        },
    );
    let setting = (
        prop::sample::select(vec!["token", "api_key", "odd", MARKER, "mode=x&sig", "%74oken", "mode=a;b"]),
        word(),
        path,
    )
        .prop_map(|(name, word, path)| {
            let sign = if path.contains('?') { '&' } else { '?' };
            (format!("mysql://u:p@h.example.com{path}{sign}{name}={word}"), word)
        });
    let fragment = word().prop_map(|word| (format!("sftp://u:p@h.example.com/in#{word}"), word));
    prop_oneof![4 => password, 1 => key, 1 => keys, 1 => hook, 2 => setting, 1 => fragment]
}

fn json() -> impl Strategy<Value = Marked> {
    let place = prop::sample::select(vec![
        r#"{"type":"s3","bucket":"b","secret_access_key":@}"#,
        r#"{"type":"S3","bucket":"b","auth":{"user":{"name":[@]}}}"#,
        r#"{"type":"sftp","host":"h","odd":@,"port":22}"#,
        r#"{"type":"sftp","m4rk3rm4rk3r":true,"password":@}"#,
        r#"{"type":"web","path":@}"#,
        r#"{"type":"gsheet","settings":{"sheet_title":@}}"#,
        r#"{"type":"gsheet","range":[1,{"sheet":@}]}"#,
        r#"{"type":"nobody_knows","bucket":@}"#,
        r#"[{"type":"s3","bucket":@}]"#,
        r#"{"bucket":@}"#,
        r#"{"type":@}"#,
        r#"{"type":"s3","bucket":{"path":@,"#,
    ]);
    (place, secret(), any::<bool>()).prop_map(|(place, secret, nested)| {
        let mut value = serde_json::Value::from(secret.as_str()).to_string();
        if nested {
            value = serde_json::Value::from(format!("{{\"path\":{value}}}")).to_string();
        }
        (place.replace('@', &value), secret)
    })
}

fn unknown() -> impl Strategy<Value = Marked> {
    let place = prop::sample::select(vec![
        "foo://user:@/host/db",
        "@ and more",
        "a:b:@",
        "mydb:@ x",
        "mysql:/u:@",
        "://@",
    ]);
    (place, word()).prop_map(|(place, word)| (place.replace('@', &word), word))
}

fn marked() -> impl Strategy<Value = Marked> {
    (front(), prop_oneof![3 => url(), 3 => json(), 1 => unknown()])
        .prop_map(|(front, (text, secret))| (format!("{front}{text}"), secret))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_or_kept_of_an_export_has_no_secret((text, _) in marked()) {
        let export = Export::read(&text);
        prop_assert!(!export.shown().contains(MARKER), "{text:?} is shown as {:?}", export.shown());
        for written in [Remembered::answered(&export), Remembered::sent(&export)] {
            let kept = written.to_json().to_string();
            prop_assert!(!kept.contains(MARKER), "{text:?} is kept as {kept}");
            for now in ["mysql://u@h/d/t", "", "{\"type\":\"s3\"}"] {
                let said = format!("{:?}", written.differences(&Export::read(now)));
                prop_assert!(!said.contains(MARKER), "{text:?} against {now:?} says {said}");
            }
            prop_assert_eq!(written.differences(&export), []);
        }
    }
}

proptest! {
    // The redactor builds its automaton anew for every few of them.
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_logged_of_an_export_has_no_secret((text, secret) in marked()) {
        let export = Export::read(&text);
        register(&Secret::new(text.trim()));
        export.secrets().into_iter().for_each(|part| register(&Secret::new(part)));
        for said in [format!("can't write to {secret}"), format!("can't write to {}", text.trim())] {
            let logged = redact(&said);
            prop_assert!(!logged.contains(MARKER), "{text:?}: {said:?} is logged as {logged:?}");
        }
    }
}

/// An HCL text of what stands in no source file as itself.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for one in text.chars() {
        match one {
            '"' | '\\' => write!(quoted, "\\{one}").expect("a string takes all"),
            '$' | '%' => write!(quoted, "\\u{:04x}", u32::from(one)).expect("a string takes all"),
            ' '..='~' => quoted.push(one),
            other => write!(quoted, "\\u{:04x}", u32::from(other)).expect("a string takes all"),
        }
    }
    quoted + "\""
}

/// So many exports go through the real Terraform.
const MANY: usize = 48;

#[test]
fn nothing_that_terraform_shows_keeps_or_logs_has_it() {
    let mut runner = TestRunner::deterministic();
    // What the emulator refuses is in no state.
    let taken = marked().prop_filter("a text that the emulator takes", |(text, _)| {
        let is_json = || serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok();
        text.split_once(':').is_some_and(|(before, after)| !before.is_empty() && !after.is_empty())
            && (!text.starts_with('{') || is_json())
    });
    let mut next = || taken.new_tree(&mut runner).expect("an export").current().0;
    let mut world = World::new(TERRAFORM);
    world.emulator = Emulator::start(&["--api-key", KEY]);
    let log = world.scratch().join("trace.log");
    for (variable, value) in [
        ("TD_API_SERVER", world.emulator.url()),
        ("TD_API_KEY", KEY.to_owned()),
        ("TF_LOG_PROVIDER", "TRACE".to_owned()),
        ("TF_LOG_PATH", log.display().to_string()),
    ] {
        world.terraform.set(variable, &value);
    }
    let mut said = String::new();
    let run = |said: &mut String, world: &World, arguments: &[&str]| {
        said.push_str(&world.terraform.run(arguments).text());
    };
    for version in 1..=2 {
        let block = |number: usize| {
            let result = quoted(&next());
            format!(
                "resource \"td_schedule\" \"s{number}\" {{\n  name = \"marked_{number}\"\n  type = \"trino\"\n  database = \"sales\"\n  \
                 query = \"select 1\"\n  result_wo = {result}\n  result_wo_version = {version}\n}}\n"
            )
        };
        world.configure(&(0..MANY).map(block).collect::<String>());
        run(&mut said, &world, &["plan", "-input=false", "-out=tfplan"]);
        run(&mut said, &world, &["show", "tfplan"]);
        run(&mut said, &world, &["apply", "-input=false", "tfplan"]);
        assert_eq!(world.emulator.schedules().len(), MANY, "{said}");
        world.is_settled(&[]);
    }
    for number in 0..MANY {
        world.emulator.update(&format!("marked_{number}"), &[("result", &next())]);
    }
    run(&mut said, &world, &["plan", "-input=false", "-out=tfplan"]);
    run(&mut said, &world, &["apply", "-input=false", "-refresh-only", "-auto-approve"]);

    let plan = world.terraform.run(&["show", "-json", "tfplan"]).succeeds().text();
    let configured = plan.find("\"configuration\"").unwrap_or(plan.len());
    assert!(
        plan[..configured].contains("result_target") && !plan[..configured].contains(MARKER),
        "the plan as JSON"
    );
    let state = fs::read_to_string(world.directory().join("terraform.tfstate")).expect("a state");
    assert!(state.contains("***") && !state.contains(MARKER), "the state has it");
    for path in unpacked(&world) {
        assert!(!contents(&path).contains(MARKER), "{}", path.display());
    }
    assert!(said.contains("its export was changed at Treasure Data") && !said.contains(MARKER), "{said}");
    let trace = own_lines(&fs::read_to_string(&log).expect("there is a log"));
    assert!(trace.contains("TD answered") && !trace.contains(MARKER), "the log has it");

    let out = world.scratch().join("exported");
    for arguments in [&["export", "--out", &out.display().to_string()][..], &["doctor"]] {
        let said = Command::new(EXECUTABLE)
            .args(arguments)
            .env("TD_API_SERVER", world.emulator.url())
            .env("TD_API_KEY", KEY)
            .output()
            .expect("it can be run");
        let said = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
        assert!(!said.contains(MARKER), "{said}");
    }
    let exported: String = files(&out).iter().map(|path| contents(path)).collect();
    assert!(exported.contains("var.marked_0_result") && !exported.contains(MARKER), "{exported}");
    println!("{MANY} exports, {} bytes of log, {} bytes exported: no marker", trace.len(), exported.len());
}
