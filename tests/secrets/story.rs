//! A whole life of schedules with exports at TRACE, with successes, refusals and broken connections: what Terraform
//! prints, logs, plans, stores and leaves behind holds no secret that does not belong there.

use crate::TERRAFORM;
use crate::canary::{KEY, RESULT, RESULT_WO, absent, files, percent};
use crate::support::emulator::Emulator;
use crate::support::http;
use crate::support::world::World;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

fn configuration(round: u32) -> String {
    format!(
        r#"
provider "td" {{
  request_timeout = "2s"
  max_retry_wait  = "50ms"
}}
resource "td_schedule" "url" {{
  name     = "url"
  type     = "trino"
  database = "sales"
  query    = "select {round}"
  result   = "mysql://user:{result}@db.example.com/base/table{round}"
}}
resource "td_schedule" "write_only" {{
  name              = "write only"
  type              = "trino"
  database          = "sales"
  query             = "select {round}"
  result_wo         = "mysql://user:{result_wo}@db.example.com/base/table"
  result_wo_version = {round}
}}
resource "td_schedule" "json" {{
  name     = "json"
  type     = "trino"
  database = "sales"
  query    = "select {round}"
  result   = jsonencode({{ type = "sftp", host = "h{round}", password = {json:?} }})
}}
resource "td_schedule" "another_account" {{
  name              = "another account"
  type              = "trino"
  database          = "sales"
  query             = "select {round}"
  result_wo         = "td://{result_wo}@/base/table"
  result_wo_version = {round}
}}
data "td_schedule_history" "h" {{
  schedule_name = td_schedule.url.name
}}
"#,
        result = percent(RESULT),
        result_wo = percent(RESULT_WO),
        json = RESULT,
    )
}

fn fault(emulator: &Emulator, kind: &str, operation: &str) {
    let form = [("kind", kind), ("operation", operation), ("next", "1")];
    assert_eq!(http::send(emulator.address(), "POST", "/_emulator/faults", KEY, &form).status, 200);
}

#[test]
fn no_secret_is_seen_where_it_does_not_belong() {
    let mut world = World::new(TERRAFORM);
    let temporary = world.scratch().join("tmp");
    fs::create_dir(&temporary).expect("a directory can be made");
    let log = world.scratch().join("trace.log");
    world.emulator = Emulator::start(&["--api-key", KEY]);
    for (variable, value) in [
        ("TD_API_SERVER", world.emulator.url()),
        ("TD_API_KEY", KEY.to_owned()),
        ("TMPDIR", temporary.display().to_string()),
        ("TF_LOG_PROVIDER", "TRACE".to_owned()),
        ("TF_LOG_PATH", log.display().to_string()),
    ] {
        world.terraform.set(variable, &value);
    }
    let mut said = String::new();
    let mut run = |world: &World, arguments: &[&str]| said.push_str(&world.terraform.run(arguments).text());
    for round in 1..=3 {
        world.configure(&configuration(round));
        for kind in ["500", "reset", "html-after", "cut"] {
            fault(&world.emulator, kind, if round == 1 { "create" } else { "update" });
        }
        run(&world, &["plan", "-input=false", "-out=tfplan"]);
        run(&world, &["show", "tfplan"]);
        run(&world, &["apply", "-input=false", "tfplan"]);
    }
    // Refusals, whose words TD may take from the request.
    world.configure(&configuration(4).replace("\"trino\"", "\"hive\"").replace("mysql://", "nowhere://"));
    run(&world, &["apply", "-input=false", "-auto-approve", "-json"]);
    world.terraform.set("TD_API_KEY", &KEY.replace("1/", "1/bad"));
    run(&world, &["plan", "-input=false"]);
    world.terraform.set("TD_API_KEY", KEY);

    // `result` is in state and plan by Terraform's design; the key and result_wo are in neither.
    let project = files(&world.directory());
    assert!(project.iter().any(|path| path.ends_with("terraform.tfstate")), "{project:?}");
    // The configuration says what it says, and the plan's archive is packed: what it holds is read below.
    for path in project.iter().filter(|path| path.extension().is_some_and(|extension| extension != "tf")) {
        absent(&path.display().to_string(), &contents(path), &[KEY, RESULT_WO]);
    }
    for path in unpacked(&world) {
        absent(&path.display().to_string(), &contents(&path), &[KEY, RESULT_WO]);
    }
    let plan = world.terraform.run(&["show", "-json", "tfplan"]).succeeds().text();
    let configured = plan.find("\"configuration\"").unwrap_or(plan.len());
    absent("the plan as JSON", &plan[..configured], &[KEY, RESULT_WO]);
    run(&world, &["destroy", "-input=false", "-auto-approve"]);

    absent("what Terraform printed", &said, &[KEY, RESULT, RESULT_WO]);
    let trace = fs::read_to_string(&log).expect("there is a log");
    assert!(trace.contains("TD answered") && trace.contains("(redacted)"), "the log is not at TRACE");
    absent("the log", &own_lines(&trace), &[KEY, RESULT, RESULT_WO]);
    for path in files(&temporary) {
        absent(&path.display().to_string(), &contents(&path), &[KEY, RESULT, RESULT_WO]);
    }
    println!("{} bytes of log, {} bytes printed: no secret", trace.len(), said.len());
}

/// The files inside the plan, but for the configuration, which says what it says.
pub(crate) fn unpacked(world: &World) -> Vec<PathBuf> {
    let directory = world.scratch().join("unpacked");
    let plan = world.directory().join("tfplan");
    let status = Command::new("python3").args(["-m", "zipfile", "-e"]).args([&plan, &directory]).status();
    assert!(status.is_ok_and(|status| status.success()), "the plan is no archive");
    let mut found = files(&directory);
    found.retain(|path| path.extension().is_none_or(|extension| extension != "tf"));
    assert!(found.iter().any(|path| path.ends_with("tfplan")), "{found:?}");
    found
}

/// What a file holds.
pub(crate) fn contents(path: &std::path::Path) -> String {
    let bytes = fs::read(path).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The provider's own lines: Terraform's are Terraform's.
pub(crate) fn own_lines(log: &str) -> String {
    log.lines().filter(|line| line.contains("provider.terraform-provider-td")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_process_title_holds_no_secret() {
    let mut world = World::new(TERRAFORM);
    world.emulator = Emulator::start(&["--api-key", KEY]);
    world.terraform.set("TD_API_SERVER", &world.emulator.url());
    world.terraform.set("TD_API_KEY", KEY);
    world.configure(&configuration(1));
    let form = [("kind", "latency"), ("operation", "create"), ("seconds", "0.5")];
    http::send(world.emulator.address(), "POST", "/_emulator/faults", KEY, &form);
    let mut apply = world.terraform.start(&["apply", "-input=false", "-auto-approve"]);
    let mut seen = 0;
    while apply.try_wait().expect("it can be asked").is_none() {
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let title = contents(&entry.path().join("cmdline"));
            if title.contains(&world.scratch().display().to_string()) {
                seen += 1;
                absent("a process title", &title, &[KEY, RESULT, RESULT_WO]);
            }
        }
    }
    assert!(seen > 0, "the provider's process was never seen");
}
