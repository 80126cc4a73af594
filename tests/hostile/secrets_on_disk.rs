//! Files with secrets: made for their owner alone, and told of where others can read them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::http;
use crate::support::process::{Finished, finish};

fn run(home: &Path, arguments: &[&str], key: Option<&str>) -> Finished {
    let mut command = Command::new(EXECUTABLE);
    command
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .envs(key.map(|key| ("TD_API_KEY", key)))
        .current_dir(home);
    finish(command, Duration::from_secs(60))
}

fn conf(home: &Path, mode: u32) {
    let file = home.join(".td/td.conf");
    fs::create_dir_all(home.join(".td")).expect("a directory");
    fs::write(&file, format!("[account]\n  apikey = {KEY}\n")).expect("a file");
    fs::set_permissions(home, fs::Permissions::from_mode(0o755)).expect("its own");
    fs::set_permissions(home.join(".td"), fs::Permissions::from_mode(0o755)).expect("its own");
    fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("its own");
}

#[test]
fn a_key_that_others_can_read_is_told_by_export_and_doctor() {
    let emulator = Emulator::start(&[]);
    let scratch = tempfile::tempdir().expect("a scratch directory");
    for (mode, told) in [(0o644, true), (0o666, true), (0o600, false)] {
        conf(scratch.path(), mode);
        for command in ["export", "doctor"] {
            let done = run(scratch.path(), &[command, "--endpoint", &emulator.url()], None);
            let text = format!("{}{}", done.stdout, done.stderr);
            assert_eq!(text.contains("chmod 600"), told, "{command} {mode:o}:\n{text}");
            assert!(!text.contains(KEY));
        }
    }
}

#[test]
fn a_fifo_a_directory_and_an_endless_file_as_td_conf_end_at_once_with_the_right_word() {
    let emulator = Emulator::start(&[]);
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let file = scratch.path().join(".td/td.conf");
    fs::create_dir(scratch.path().join(".td")).expect("a directory");
    for (word, make) in [
        ("it is a directory", Box::new(|| fs::create_dir(&file)) as Box<dyn Fn() -> std::io::Result<()>>),
        ("it is a device", Box::new(|| std::os::unix::fs::symlink("/dev/zero", &file))),
        ("longer than 4 MiB", Box::new(|| fs::File::create(&file)?.set_len(1 << 40))),
        ("it is a FIFO", Box::new(|| Command::new("mkfifo").arg(&file).status().map(|_| ()))),
    ] {
        make().expect("it can be made");
        for command in ["export", "doctor"] {
            let done = run(scratch.path(), &[command, "--endpoint", &emulator.url()], None);
            let text = format!("{}{}", done.stdout, done.stderr);
            assert!(done.code == 1 && text.contains(word), "{command} {word}: {text}");
        }
        let _ = fs::remove_dir(&file).or_else(|_| fs::remove_file(&file));
    }
}

#[test]
fn the_emulators_data_is_its_owners_alone_and_one_that_others_read_is_told() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o755)).expect("its own");
    let data = scratch.path().join("db");
    let emulate = || {
        let words = ["emulator", "--data", "db", "--", "true"];
        run(scratch.path(), &words, None)
    };
    let first = emulate();
    let mode = || fs::metadata(&data).expect("it is made").permissions().mode() & 0o777;
    assert!(mode() == 0o600 && first.code == 0 && first.stderr.is_empty(), "{:o} {}", mode(), first.stderr);
    fs::set_permissions(&data, fs::Permissions::from_mode(0o644)).expect("its own");
    let second = emulate();
    assert!(second.code == 0 && second.stderr.contains("chmod 600"), "{}", second.stderr);
}

#[test]
fn with_a_key_the_controls_want_it() {
    let emulator = Emulator::start(&[]);
    for (key, status) in [(KEY, 200), ("1/another", 401), ("", 401)] {
        let answer = http::send(emulator.address(), "GET", "/_emulator/dump", key, &[]);
        assert_eq!(answer.status, status, "{key:?}");
    }
}

#[test]
fn a_process_that_holds_a_key_leaves_no_core_dump() {
    let emulator = Emulator::start(&[]);
    let limits = fs::read_to_string(format!("/proc/{}/limits", emulator.id())).expect("Linux shows them");
    let line = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    assert_eq!(line.split_whitespace().nth(4), Some("0"), "{line}");
}
