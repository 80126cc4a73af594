//! What this provider's executable does with arguments. Other executables are not asked.

use std::process::Output;

use crate::patience::soon;
use crate::plugin_process::{bare, is_foreign};

async fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = soon("the end", bare().args(arguments).output()).await.unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[tokio::test]
async fn version_and_help_need_no_host() {
    if is_foreign() {
        return;
    }
    let version = format!("terraform-provider-td {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(run(&["--version"]).await, (Some(0), version, String::new()));
    let (code, stdout, stderr) = run(&["--help"]).await;
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    for word in ["--debug", "emulator", "--version"] {
        assert!(stdout.contains(word), "{word} is not in the help: {stdout}");
    }
}

#[tokio::test]
async fn wrong_usage_is_exit_code_64_and_silent_on_stdout() {
    if is_foreign() {
        return;
    }
    for arguments in [&["--no-such"][..], &["no-such"], &["emulator", "--listen", "nowhere"], &["-debugger"]]
    {
        let (code, stdout, stderr) = run(arguments).await;
        assert_eq!((code, stdout.as_str()), (Some(64), ""), "{arguments:?}");
        assert!(stderr.starts_with("error: "), "{stderr}");
    }
}
