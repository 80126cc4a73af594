//! Each subcommand that reads Treasure Data, against each fault: those that take `--endpoint`, by their own help.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::is_decent;
use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::hostile::{FAULTS, Hostile};
use crate::support::process::{Finished, finish};

/// None of them takes long: a fault that may pass is over at the next try.
const LIMIT: Duration = Duration::from_secs(60);

fn run(home: &Path, arguments: &[&str]) -> Finished {
    let mut command = Command::new(EXECUTABLE);
    command.args(arguments).env_clear().env("HOME", home).env("TD_API_KEY", KEY).current_dir(home);
    finish(command, LIMIT)
}

/// The subcommands that talk to Treasure Data, each with what it needs to leave nothing behind.
fn commands(home: &Path) -> Vec<Vec<String>> {
    let help = run(home, &["--help"]).stdout;
    let listed =
        help.split("Commands:").nth(1).and_then(|text| text.split("Options:").next()).expect("a list");
    let names =
        listed.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let mut found = Vec::new();
    for name in names {
        let help = run(home, &[name, "--help"]).stdout;
        if help.contains("--endpoint") {
            let out = help.contains("--out ").then(|| ["--out".to_owned(), "OUT".to_owned()]);
            found.push([name.to_owned()].into_iter().chain(out.into_iter().flatten()).collect());
        }
    }
    found
}

#[test]
fn no_fault_makes_a_subcommand_hang_crash_or_write_nonsense() {
    let emulator = Emulator::start(&[]);
    emulator.create("good", &[("type", "trino"), ("database", "d"), ("query", "select 1")]);
    let hostile = Hostile::before(emulator.address());
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let commands = commands(scratch.path());
    assert!(
        commands.iter().any(|words| words[0] == "export")
            && commands.iter().any(|words| words[0] == "doctor")
    );
    for fault in FAULTS {
        for words in &commands {
            let out = tempfile::tempdir_in(scratch.path()).expect("a scratch directory");
            let target = out.path().join("written").display().to_string();
            let mut arguments: Vec<&str> =
                words.iter().map(|word| if word == "OUT" { target.as_str() } else { word }).collect();
            arguments.extend(["--endpoint", hostile.url()]);
            match fault.may_pass {
                true => hostile.answers_once(*fault),
                false => hostile.answers(Some(*fault)),
            }
            let done = run(scratch.path(), &arguments);
            let (of, text) =
                (format!("{}: {}", words[0], fault.name), format!("{}{}", done.stdout, done.stderr));
            is_decent(&of, &text);
            let left = std::fs::read_dir(out.path()).expect("it is there").count();
            if fault.is_partly_good {
                assert!(text.contains("OK     access") || (done.code == 0 && left == 1), "{of}:\n{text}");
            } else if fault.may_pass && done.code == 0 {
                assert!(left == 1, "{of}: it was over, and is done\n{text}");
            } else {
                assert!(done.code == 1 && left == 0, "{of}: {} and {left} files\n{text}", done.code);
            }
        }
    }
}
