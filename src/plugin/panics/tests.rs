use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

use crate::secret::{Secret, register};

const CHILD: &str = "PANICS_TEST_CHILD";

/// A panic hook is the whole process's: this test runs itself again as a process that panics.
#[test]
fn only_a_panic_that_ends_the_process_makes_the_host_report_a_crash() {
    if std::env::var_os(CHILD).is_some() {
        return child();
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", "--test-threads=2"])
        .arg("plugin::panics::tests::only_a_panic_that_ends_the_process_makes_the_host_report_a_crash")
        .env(CHILD, "1")
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let mut lines = stderr.lines();
    let line: serde_json::Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    assert_eq!(line["@level"], "error");
    assert_eq!(line["@message"], "panic: in an RPC: (redacted)");
    assert!(line["location"].as_str().unwrap().contains("tests.rs:"));
    assert_eq!(lines.next(), Some("panic: in a connection: (redacted)"));
    assert_eq!(lines.next(), Some(""));
    assert!(lines.next().unwrap().starts_with("at src/plugin/panics/tests.rs:"), "{stderr}");
    assert!(lines.next().is_some(), "a backtrace follows");
}

fn child() {
    super::install();
    register(&Secret::new("hunter2-and-more"));
    let _ = catch_unwind(|| panic!("in an RPC: {}", "hunter2-and-more"));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let connection = super::in_connection(async { panic!("in a connection: {}", "hunter2-and-more") });
    let _ = catch_unwind(AssertUnwindSafe(|| runtime.block_on(connection)));
}
