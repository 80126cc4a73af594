//! Where results go: what is shown of an export, what of it is compared, and what a query's ends are.

use crate::answers::CONNECTIONS_AS_TYPED;
use crate::hcl::Schedule;
use crate::support::emulator::{EXECUTABLE, KEY};
use crate::support::on_terraform;
use crate::support::world::World;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::process::Command;

/// Exports, each with what is shown of it, and the same one as somebody changed it at Treasure Data.
const EXPORTS: &[(&str, &str, &str)] = &[
    (
        "webs://hooks.example.com/in?token=S3CRET&notify=ops@example.com",
        "webs://***",
        "webs://hooks.example.com/in?token=S3CRET&notify=them@example.com",
    ),
    (
        "sftp://loader:S3CRET@sftp.example.com/in/team@example.com/daily.csv",
        "sftp://loader:***@***",
        "sftp://loader:S3CRET@other.example.com/in/team@example.com/daily.csv",
    ),
    (
        "sftp://loader:S3CRET@sftp.example.com/in/daily.csv",
        "sftp://loader:***@sftp.example.com/in/daily.csv",
        "sftp://loader:S3CRET@sftp.example.com/out/daily.csv",
    ),
    ("TD://1/S3CRET@/db/t", "td://***@/db/t", "TD://1/S3CRET@/db/u"),
    ("webs://hooks.example.com/S3CRET", "webs://hooks.example.com/***", "webs://hooks.example.com/other"),
    ("[{\"password\":\"S3CRET\"}]", "***", "[{\"password\":\"other\"}]"),
    (
        "\u{feff}{\"type\":\"s3\",\"bucket\":\"b\",\"secret_access_key\":\"S3CRET\"}",
        r#"{"bucket":"b","type":"s3"}"#,
        r#"{"type":"s3","bucket":"c"}"#,
    ),
    (
        r#"{"type":"s3","bucket":"{\"secret\":\"S3CRET\"}"}"#,
        r#"{"bucket":"***","type":"s3"}"#,
        r#"{"type":"s3","bucket":"{\"bucket\":\"c\"}"}"#,
    ),
    (
        r#"{"type":"s3","format":"csv","header":true}"#,
        r#"{"format":"csv","header":true,"type":"s3"}"#,
        r#"{"type":"s3","format":"tsv","header":true}"#,
    ),
    (
        r#"{"type":"ftp","user":"a","path_prefix":"in","td_authentication_id":7}"#,
        r#"{"path_prefix":"in","td_authentication_id":7,"type":"ftp","user":"a"}"#,
        r#"{"type":"ftp","user":"a","path_prefix":"in","td_authentication_id":8}"#,
    ),
    (
        r#"{"type":"gsheet","sheet_title":"one","range":["a"]}"#,
        r#"{"range":"***","sheet_title":"one","type":"gsheet"}"#,
        r#"{"type":"gsheet","sheet_title":"one","range":["b"]}"#,
    ),
    ("mydb:table", "mydb:table", "mydb:other"),
];

/// An HCL text. Not even a byte order mark stands in it as itself.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for one in text.chars() {
        match one {
            '"' | '\\' => write!(quoted, "\\{one}").expect("a string takes all"),
            ' '..='~' => quoted.push(one),
            other => write!(quoted, "\\u{:04x}", u32::from(other)).expect("a string takes all"),
        }
    }
    quoted + "\""
}

fn name(number: usize) -> String {
    format!("export_{number:02}")
}

/// One schedule for each export, with `result` or `result_wo`.
fn configuration(write_only: bool) -> String {
    let block = |(number, export): (usize, &(&str, &str, &str))| {
        let schedule = Schedule::daily().with("name", &quoted(&name(number)));
        let schedule = if write_only {
            schedule.with("result_wo", &quoted(export.0)).with("result_wo_version", "1")
        } else {
            schedule.with("result", &quoted(export.0))
        };
        schedule.labelled(&name(number))
    };
    EXPORTS.iter().enumerate().map(block).collect()
}

/// What a subcommand of the executable says.
fn provider(world: &World, arguments: &[&str]) -> String {
    let said = Command::new(EXECUTABLE)
        .args(arguments)
        .env("TD_API_SERVER", world.emulator.url())
        .env("TD_API_KEY", KEY)
        .output()
        .expect("it can be run");
    String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned()
}

/// Each export is changed at Treasure Data, and each is an update of the next plan that puts it back.
fn drift_is_put_right(world: &World) {
    for (number, (_, _, changed)) in EXPORTS.iter().enumerate() {
        world.emulator.update(&name(number), &[("result", changed)]);
    }
    let updates: Vec<String> =
        (0..EXPORTS.len()).map(|number| format!("update td_schedule.{}", name(number))).collect();
    assert_eq!(world.planned(&[]), updates);
    let plan = world.terraform.run(&["plan", "-input=false"]).succeeds().text();
    for says in [
        "- result: settings.format csv -> tsv",
        "- result: settings.td_authentication_id 7 -> 8",
        "- result: settings.range (not shown) -> (not shown)",
        "- result: path /in/daily.csv -> /out/daily.csv",
        "- result: table table -> other",
    ] {
        assert!(plan.contains(says), "{says} is not in {plan}");
    }
    assert!(!plan.contains("S3CRET"), "{plan}");
    let mut applied = world.try_apply(&[]).succeeds().changes("apply_complete");
    applied.sort();
    assert_eq!(applied, updates);
    world.is_settled(&[]);
}

on_terraform! {
    [terraform_1_6_6 "1.6.6", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn an_export_shows_what_is_harmless_and_is_compared_but_for_secrets(version) {
        let world = World::with_emulator(version, CONNECTIONS_AS_TYPED);
        world.apply(&configuration(false));
        for (number, (_, shown, _)) in EXPORTS.iter().enumerate() {
            let state = world.state(&format!("td_schedule.{}", name(number)));
            assert_eq!(state["result_target"], *shown, "{}", name(number));
        }
        drift_is_put_right(&world);
        let out = world.scratch().join("exported");
        provider(&world, &["export", "--out", &out.display().to_string()]);
        let files = fs::read_dir(&out).expect("it was exported").flatten();
        let exported: String = files.map(|file| fs::read_to_string(file.path()).unwrap_or_default()).collect();
        assert!(exported.contains("sftp://loader:***@sftp.example.com/in/daily.csv"), "{exported}");
        for said in [exported, provider(&world, &["doctor"])] {
            assert!(!said.contains("S3CRET"), "{said}");
        }
    }

    fn a_state_of_version_0_1_0_plans_nothing(version) {
        let world = World::with_emulator(version, CONNECTIONS_AS_TYPED);
        let shown = [
            ("webs://hooks.example.com/in?token=S3CRET&mode=x", "webs://hooks.example.com/in?token=***&mode=x"),
            ("sftp://l:pw@one.example.com/in/a@two.example.com/d", "sftp://l:***@two.example.com/d"),
            (r#"{"type":"s3","bucket":"b","format":"csv"}"#, r#"{"bucket":"b","type":"s3"}"#),
            ("mysql://u:pw@h/d/t?mode=append", "mysql://u:***@h/d/t?mode=append"),
            ("mydb:table", "mydb:table"),
        ];
        let block = |(number, (result, _)): (usize, &(&str, &str))| {
            let schedule = Schedule::daily().with("name", &quoted(&name(number)));
            schedule.with("result", &quoted(result)).labelled(&name(number))
        };
        world.apply(&shown.iter().enumerate().map(block).collect::<String>());
        let file = world.directory().join("terraform.tfstate");
        let mut state: Value = serde_json::from_slice(&fs::read(&file).expect("a state")).expect("JSON");
        for resource in state["resources"].as_array_mut().expect("resources") {
            let number: usize = resource["name"].as_str().expect("a name")[7..].parse().expect("a number");
            let instance = &mut resource["instances"][0];
            instance["attributes"]["result_target"] = shown[number].1.into();
            let private = STANDARD.decode(instance["private"].as_str().expect("private data")).expect("base64");
            let mut private: Value = serde_json::from_slice(&private).expect("JSON");
            assert!(private["export"].is_object(), "{private}");
            private["export"] = json!(shown[number].1);
            instance["private"] = STANDARD.encode(private.to_string()).into();
        }
        fs::write(&file, state.to_string()).expect("the state can be written");
        assert_eq!(world.planned(&[]), [""; 0]);
        world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]).ends_with(0);
        world.emulator.update(&name(3), &[("result", "mysql://u:pw@other/d/t?mode=append")]);
        assert_eq!(world.planned(&[]), [format!("update td_schedule.{}", name(3))]);
    }

    fn only_blanks_of_ascii_at_a_querys_ends_mean_nothing(version) {
        let world = World::new(version);
        let with = |query: &str| Schedule::daily().with("query", &quoted(query)).block();
        world.apply(&with("select 1"));
        for same in ["select 1\n", " \tselect 1\r\n"] {
            world.configure(&with(same));
            assert_eq!(world.planned(&[]), [""; 0], "{same:?}");
        }
        for one in ['\u{a0}', '\u{3000}', '\u{2002}', '\u{2028}', '\u{85}', '\u{b}', '\u{c}', '\u{feff}'] {
            world.configure(&with(&format!("select 1{one}")));
            assert_eq!(world.planned(&[]), ["update td_schedule.s"], "{one:?}");
        }
        world.configure(&with("select\u{a0}1"));
        let outcome = world.try_apply(&[]).succeeds();
        let warnings: Vec<_> = outcome.diagnostics().into_iter().map(|one| one.detail).collect();
        assert!(warnings.iter().any(|detail| detail.contains("U+00A0 (no-break space) in line 1, column 7")), "{warnings:?}");
        world.is_settled(&[]);
    }
}

on_terraform! {
    [terraform_1_11_4_write_only "1.11.4", terraform_1_15_5_write_only "1.15.5"]

    fn an_export_that_no_state_has_is_compared_all_the_same(version) {
        let world = World::with_emulator(version, CONNECTIONS_AS_TYPED);
        world.apply(&configuration(true));
        drift_is_put_right(&world);
        let state = fs::read_to_string(world.directory().join("terraform.tfstate")).expect("a state");
        assert!(!state.contains("S3CRET"), "{state}");
        for (at, _) in state.match_indices("\"private\": \"") {
            let private: String = state[at + 12..].chars().take_while(|one| *one != '"').collect();
            let private = String::from_utf8_lossy(&STANDARD.decode(private).expect("base64")).into_owned();
            assert!(private.contains("\"export\":{") && !private.contains("S3CRET"), "{private}");
        }
    }
}
