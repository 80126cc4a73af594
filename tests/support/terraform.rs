//! The command line of one Terraform or OpenTofu, in one directory.

use super::process::{Finished, finish, hear};
use serde_json::Value;
use std::collections::BTreeMap;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

/// No command of a test comes near this, not even an apply of 200 in chaos on a machine that does other things too.
const LIMIT: Duration = Duration::from_secs(1200);

/// Terraform of one version and what surrounds it.
pub(crate) struct Terraform {
    executable: PathBuf,
    directory: PathBuf,
    variables: BTreeMap<String, String>,
}

impl Terraform {
    /// A host by its name (`1.15.5`, `opentofu 1.12.6`), run in `directory`, with `home` as its home directory and no variable but PATH.
    pub(crate) fn new(version: &str, directory: &Path, home: &Path) -> Self {
        let mut variables = BTreeMap::from([
            ("HOME".to_owned(), home.display().to_string()),
            ("CHECKPOINT_DISABLE".to_owned(), "1".to_owned()),
            ("TF_IN_AUTOMATION".to_owned(), "1".to_owned()),
            ("TF_CLI_ARGS".to_owned(), "-no-color".to_owned()),
            // A command lives for less than a second: collecting garbage is a tenth of its work, and frees what nobody needs.
            ("GOGC".to_owned(), "400".to_owned()),
        ]);
        for kept in ["PATH", "TMPDIR", "TF_LOG", "TF_LOG_PATH"] {
            if let Ok(value) = std::env::var(kept) {
                variables.insert(kept.to_owned(), value);
            }
        }
        Self { executable: executable(version), directory: directory.to_owned(), variables }
    }

    /// Runs another host for every later command.
    pub(crate) fn drive_with(&mut self, name: &str) {
        self.executable = executable(name);
    }

    /// Sets a variable for every later command.
    pub(crate) fn set(&mut self, variable: &str, value: &str) {
        self.variables.insert(variable.to_owned(), value.to_owned());
    }

    /// Takes a variable away from every later command.
    pub(crate) fn unset(&mut self, variable: &str) {
        self.variables.remove(variable);
    }

    /// Runs it with `arguments`, whatever comes of it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome { line: arguments.join(" "), finished: finish(self.command(arguments), LIMIT) }
    }

    /// Starts it with `arguments` as the leader of a process group, as a terminal would, for a test that interrupts it.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        command.spawn().expect("Terraform starts")
    }

    /// The same, and what it says is kept for [`Self::heard`].
    pub(crate) fn start_heard(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        command.spawn().expect("Terraform starts")
    }

    /// Waits for the end of what [`Self::start_heard`] started with these arguments.
    pub(crate) fn heard(&self, arguments: &[&str], started: Child) -> Outcome {
        let line = arguments.join(" ");
        Outcome { finished: hear(started, &line, LIMIT), line }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.executable);
        command.args(arguments).current_dir(&self.directory).env_clear().envs(&self.variables);
        command
    }
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    line: String,
    finished: Finished,
}

impl Outcome {
    /// Everything that it said, for a person.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.finished.stdout, self.finished.stderr)
    }

    /// Its standard output.
    pub(crate) fn stdout(&self) -> &str {
        &self.finished.stdout
    }

    /// Fails the test unless the command succeeded.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        self.ends_with(0)
    }

    /// Fails the test unless the command ended with `code`.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.finished.code, code, "terraform {} said:\n{}", self.line, self.text());
        self
    }

    /// Its standard output as one JSON document.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.finished.stdout)
            .unwrap_or_else(|error| panic!("terraform {}: {error}\n{}", self.line, self.text()))
    }

    /// The messages of a command that ran with `-json`, those of one `type`.
    pub(crate) fn messages(&self, kind: &str) -> Vec<Value> {
        let lines = self.finished.stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.filter(|message| message["type"] == kind).collect()
    }

    /// The changes that such a command told of in messages of one `type`, each as `ACTION ADDRESS`.
    pub(crate) fn changes(&self, kind: &str) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let part = if kind == "apply_complete" { "hook" } else { "change" };
        let one =
            |change: &Value| format!("{} {}", text(&change["action"]), text(&change["resource"]["addr"]));
        self.messages(kind).iter().map(|message| one(&message[part])).collect()
    }

    /// The diagnostics of a command that ran with `-json`.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let messages = self.messages("diagnostic");
        messages.iter().map(|message| Diagnostic::of(&message["diagnostic"])).collect()
    }

    /// The only error among them; more or none fails the test.
    #[track_caller]
    pub(crate) fn only_error(&self) -> Diagnostic {
        let mut errors = self.diagnostics();
        errors.retain(|diagnostic| diagnostic.severity == "error");
        assert_eq!(errors.len(), 1, "one error, not {errors:#?} in\n{}", self.text());
        errors.remove(0)
    }
}

/// A diagnostic as Terraform shows it.
#[derive(Debug)]
pub(crate) struct Diagnostic {
    pub(crate) severity: String,
    pub(crate) summary: String,
    pub(crate) detail: String,
    /// The first step of the attribute's path in the block that Terraform points at; empty where it points at none.
    pub(crate) attribute: String,
}

impl Diagnostic {
    pub(crate) fn of(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        // Terraform gives no path, but the line of the configuration that it points at.
        let line = value["snippet"]["code"].as_str().unwrap_or_default();
        let attribute = line.split_once('=').map_or("", |(name, _)| name).trim().to_owned();
        Self { severity: text("severity"), summary: text("summary"), detail: text("detail"), attribute }
    }

    /// Fails the test unless the detail holds each of these.
    #[track_caller]
    pub(crate) fn says(&self, parts: &[&str]) {
        for part in parts {
            assert!(self.detail.contains(part), "{part:?} is missing in {self:#?}");
        }
    }
}

/// Where the executable of a version is; sets it up where it is not yet there.
fn executable(version: &str) -> PathBuf {
    static FOUND: OnceLock<Mutex<BTreeMap<String, PathBuf>>> = OnceLock::new();
    let mut found = FOUND.get_or_init(Mutex::default).lock().expect("no set-up panicked");
    found.entry(version.to_owned()).or_insert_with(|| set_up(version)).clone()
}

fn set_up(name: &str) -> PathBuf {
    let (script, version) = match name.strip_prefix("opentofu ") {
        Some(version) => ("scripts/opentofu-version", version),
        None => ("scripts/terraform-version", name),
    };
    let mut command = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(script));
    command.args(["--path", version]);
    // A first build of OpenTofu takes minutes; `scripts/test` has it done before.
    let finished = finish(command, LIMIT);
    assert_eq!(finished.code, 0, "no {name}: {}", finished.stderr);
    PathBuf::from(finished.stdout.trim())
}
