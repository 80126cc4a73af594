//! The executable: its first line, a command of its own, https, and what it says about its arguments.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

use crate::client::http;

/// The executable that cargo built for this run.
pub(crate) const EXECUTABLE: &str = env!("CARGO_BIN_EXE_terraform-provider-td");

/// A running emulator, killed when dropped.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) url: String,
}

impl Running {
    pub(crate) fn start(flags: &[&str]) -> Self {
        let mut command = Command::new(EXECUTABLE);
        command.args(["emulator", "--listen", "127.0.0.1:0"]).args(flags).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url =
            line.trim_end().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, url }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn emulator(arguments: &[&str]) -> Output {
    Command::new(EXECUTABLE).arg("emulator").args(arguments).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_command_gets_address_and_key_and_gives_its_exit_code() {
    let script = "echo $TD_API_SERVER; echo $TD_API_KEY; exit 42";
    let output = emulator(&["--api-key", "7/abc", "--", "sh", "-c", script]);
    assert_eq!(output.status.code(), Some(42));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("http://127.0.0.1:") && !lines[0].ends_with(":8173"), "{text}");
    assert_eq!(lines[1..], ["7/abc"], "nothing but the command's own lines");
    assert_eq!(emulator(&["--", "sh", "-c", "kill -9 $$"]).status.code(), Some(128 + 9));
    assert_eq!(emulator(&["--", "/nonexistent"]).status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn signals_reach_the_command_and_its_answer_is_ours() {
    for (signal, code) in [("-TERM", 43), ("-INT", 44), ("-HUP", 45)] {
        let script = "trap 'exit 43' TERM; trap 'exit 44' INT; trap 'exit 45' HUP; echo ready; while :; do sleep 0.05; done";
        let mut child = Command::new(EXECUTABLE)
            .args(["emulator", "--", "sh", "-c", script])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
    }
}

#[tokio::test]
async fn https_works_with_the_authority_that_was_written() {
    let directory = tempfile::tempdir().unwrap();
    let ca = directory.path().join("ca.pem");
    let running = Running::start(&["--tls", ca.to_str().unwrap()]);
    assert!(running.url.starts_with("https://127.0.0.1:"));
    let status = format!("{}/v3/system/server_status", running.url);
    let certificate = reqwest::Certificate::from_pem(&std::fs::read(&ca).unwrap()).unwrap();
    let trusting = reqwest::Client::builder().no_proxy().tls_certs_only([certificate]).build().unwrap();
    assert_eq!(trusting.get(&status).send().await.unwrap().status(), 200);
    assert!(http().get(&status).send().await.is_err(), "others do not trust it");
}

#[cfg(unix)]
#[test]
fn a_command_is_told_which_authority_to_trust() {
    let directory = tempfile::tempdir().unwrap();
    let doctor = format!("cd / && test -f \"$SSL_CERT_FILE\" && {EXECUTABLE} doctor");
    let output = Command::new(EXECUTABLE)
        .current_dir(&directory)
        .args(["emulator", "--tls", "ca.pem", "--", "sh", "-c", &doctor])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("the server's certificate is trusted"), "{text}");
    assert!(text.contains("the key may list schedules"), "{text}");
}

#[cfg(unix)]
#[test]
fn listening_beyond_this_machine_is_warned_of() {
    let output = emulator(&["--listen", "0.0.0.0:0", "--", "sh", "-c", "echo $TD_API_SERVER"]);
    assert!(output.stdout.starts_with(b"http://127.0.0.1:"), "an address that can be connected to");
    assert!(String::from_utf8(output.stderr).unwrap().contains("can be reached from other machines"));
    assert!(emulator(&["--", "true"]).stderr.is_empty());
}

#[test]
fn a_database_that_can_not_be_used_is_explained() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("emulator.redb");
    let file = file.to_str().unwrap();
    let refused = || {
        let output = emulator(&["--listen", "127.0.0.1:0", "--data", file]);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let running = Running::start(&["--data", file]);
    let stderr = refused();
    assert!(
        stderr.contains("emulator.redb") && stderr.contains("another process has this database open"),
        "{stderr}"
    );
    drop(running);
    std::fs::write(file, "no database").unwrap();
    let stderr = refused();
    assert!(stderr.contains("emulator.redb") && stderr.contains("can't open the database"), "{stderr}");
}

#[test]
fn wrong_arguments_are_explained() {
    for (arguments, text) in [
        (&["--quirk", "mask=?"][..], "it is one of"),
        (&["--quirk", "mask"], "NAME=VALUE expected"),
        (&["--fault", "418=1"], "no fault is called"),
        (&["--latency", "soon"], "ms, s, m or h"),
        (&["--load", "/nonexistent.json"], "/nonexistent.json"),
    ] {
        let output = emulator(arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && stderr.contains(text), "{arguments:?}: {stderr}");
    }
}
