//! A new user's way, word for word as a page tells it: an empty directory, an empty home, the zip, Terraform, no Rust. Each
//! `shell` block is run, each configuration is written, and each `text` block must be what came out.

use crate::markdown::{Page, root};
use crate::support::emulator::EXECUTABLE;
use crate::support::process::finish;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The emulator's address in the pages; here it takes a free port.
const ADDRESS: &str = "http://127.0.0.1:8173";

struct Walk {
    scratch: tempfile::TempDir,
    emulator: Option<Child>,
    address: String,
    /// What the last commands said.
    said: String,
}

impl Walk {
    fn begin() -> Self {
        let scratch = tempfile::Builder::new().prefix("td-walk-").tempdir().expect("a scratch directory");
        let walk = Self { scratch, emulator: None, address: ADDRESS.to_owned(), said: String::new() };
        for folder in ["home", "bin", "empty"] {
            fs::create_dir(walk.path(folder)).expect("a folder can be made");
        }
        let mut find = Command::new(root().join("scripts/terraform-version"));
        find.args(["--path", "1.15.5"]);
        let terraform = finish(find, Duration::from_secs(300));
        std::os::unix::fs::symlink(terraform.stdout.trim(), walk.path("bin/terraform")).expect("a link");
        let mut package = Command::new(root().join("scripts/package"));
        let os = std::env::consts::OS.replace("macos", "darwin");
        let arch = std::env::consts::ARCH.replace("x86_64", "amd64").replace("aarch64", "arm64");
        package.args([EXECUTABLE, &format!("{os}_{arch}")]).arg(walk.path("empty"));
        assert_eq!(finish(package, Duration::from_secs(60)).code, 0, "the zip is there");
        walk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// A shell in the directory that was empty. Variables that the page exports last from one block to the next.
    fn shell(&self, script: &str) -> Command {
        let kept = self.path("exported");
        let mut command = Command::new("bash");
        let script = script.replace(ADDRESS, &self.address);
        // Terraform asks for a yes, as it does a person.
        command.arg("-c").arg(format!(
            "set -e\n[ ! -f {kept:?} ] || . {kept:?}\nyes yes 2>/dev/null | {{\n{script}\nexport -p > {kept:?}\n}} 2>&1"
        ));
        command.current_dir(self.path("empty")).env_clear().env("HOME", self.path("home"));
        command.env("PATH", format!("{}:/usr/bin:/bin", self.path("bin").display()));
        command.env("CHECKPOINT_DISABLE", "1").env("TF_CLI_ARGS", "-no-color");
        command
    }

    fn run(&mut self, script: &str) {
        if script.trim() == "terraform-provider-td emulator" {
            // Jobs end at once: no test waits for ten seconds.
            let mut command =
                self.shell("exec terraform-provider-td emulator --listen 127.0.0.1:0 --job-duration 0s");
            let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
            let mut line = String::new();
            let stdout = child.stdout.take().expect("stdout is piped");
            BufReader::new(stdout).read_line(&mut line).expect("it speaks");
            self.address = line.trim().trim_start_matches("listening on ").to_owned();
            self.emulator = Some(child);
            self.said = line;
        } else {
            let done = finish(self.shell(script), Duration::from_secs(120));
            self.said = done.stdout + &done.stderr;
        }
    }

    /// Each line of `text` is in what was said, one after the other.
    fn came_out(&self, text: &str, place: &str) {
        let mut rest = self.said.as_str();
        for line in text.lines().map(|line| line.trim().replace(ADDRESS, &self.address)) {
            let at = rest.find(&line);
            let at =
                at.unwrap_or_else(|| panic!("{place}: {line:?} did not come out; what did:\n{}", self.said));
            rest = &rest[at + line.len()..];
        }
    }

    /// A whole configuration is `main.tf`; one line replaces the line of its attribute; anything else is added.
    fn write(&self, text: &str, whole: bool) {
        let file = self.path("empty/main.tf");
        let before = if whole { String::new() } else { fs::read_to_string(&file).expect("main.tf") };
        let after = match text.trim_end().split_once(" = ").filter(|_| text.lines().count() == 1) {
            Some((key, value)) => {
                let line = |line: &str| match line.split_once("= ") {
                    Some((left, _)) if left.trim() == key => format!("{left}= {value}\n"),
                    _ => format!("{line}\n"),
                };
                before.lines().map(line).collect()
            }
            None => format!("{before}\n{text}").trim_start().to_owned(),
        };
        fs::write(file, after).expect("it can be written");
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        if let Some(emulator) = &mut self.emulator {
            let _ = emulator.kill();
            let _ = emulator.wait();
        }
    }
}

/// Follows a page up to the heading `until`.
fn follow(path: &str, until: &str) {
    let text = fs::read_to_string(root().join(path)).expect("the page is there");
    let (text, _) = text.split_once(until).unwrap_or_else(|| panic!("{path} has no {until:?}"));
    let page = Page { path: path.to_owned(), text: text.to_owned() };
    let mut walk = Walk::begin();
    let mut seen = 0;
    for block in page.code() {
        let place = format!("{path}:{}", block.line);
        match block.language.as_str() {
            "shell" => walk.run(&block.text),
            "text" => {
                walk.came_out(&block.text, &place);
                seen += 1;
            }
            "terraform" => walk.write(&block.text, true),
            "hcl" => walk.write(&block.text, false),
            other => panic!("{place}: nobody knows what to do with {other:?}"),
        }
    }
    assert!(seen > 0, "{path} shows what comes out");
    assert!(walk.said.contains("Destroy complete!"), "{path} ends as it began:\n{}", walk.said);
    let left = Path::new(&walk.path("home")).join(".local/bin/terraform-provider-td");
    assert!(left.is_file(), "the command came from the zip");
}

#[test]
fn a_new_user_goes_from_the_zip_to_destroy() {
    follow("docs/guides/getting-started.md", "## At Treasure Data");
}

#[test]
fn the_readme_alone_is_enough_for_a_first_schedule() {
    follow("README.md", "## Two commands");
}
