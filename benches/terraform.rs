//! The real Terraform over a thousand resources of one provider.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use tempfile::TempDir;

use crate::emulator::{Emulator, KEY};
use crate::process::{TIMED, noted, time_of_children};
use crate::{EXECUTABLE, Outcome};

/// What Terraform drives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// `terraform_data`, inside Terraform itself.
    Builtin,
    /// Any executable that has a `null_resource`.
    NullResource,
    /// Any executable that has a `td_schedule`.
    Schedule,
}

/// What this executable is when Terraform starts it: the name of the directory that the link lies in.
pub(crate) fn role(name: &Path) -> Option<String> {
    let is_provider = name.file_name()?.to_str()?.starts_with("terraform-provider-");
    is_provider.then_some(name.parent()?.file_name()?.to_str()?.to_owned())
}

/// What a command took.
pub(crate) struct Took {
    /// Seconds that went by.
    pub(crate) seconds: f64,
    /// Seconds of processor time of Terraform and its providers.
    pub(crate) processor: f64,
}

/// What a command took, Terraform and its providers apart.
pub(crate) struct Apart {
    /// Seconds that went by.
    pub(crate) seconds: f64,
    /// Seconds of processor time of Terraform itself.
    pub(crate) terraform: f64,
    /// Seconds of processor time of all processes of the provider.
    pub(crate) provider: f64,
    /// Most resident memory of one of them, in MiB.
    pub(crate) memory: f64,
}

/// A directory with a configuration of `count` resources, and the way to their provider.
pub(crate) struct World {
    directory: TempDir,
    terraform: PathBuf,
    emulator: Option<Emulator>,
    /// The executable that the role `timed` starts.
    timed: PathBuf,
}

impl World {
    /// One for the provider of this executable (none for the builtin); `role` is what this executable is to be, if it is
    /// the provider itself.
    pub(crate) fn new(
        terraform: &Path,
        subject: Subject,
        executable: &Path,
        role: &str,
        count: usize,
    ) -> Outcome<Self> {
        let directory = tempfile::Builder::new().prefix("td-bench-").tempdir()?;
        let bin = directory.path().join(role);
        fs::create_dir(&bin)?;
        fs::create_dir(directory.path().join("project"))?;
        let (source, file) = match subject {
            Subject::Schedule => ("treasure-data/td", "terraform-provider-td"),
            _ => ("hashicorp/null", "terraform-provider-null"),
        };
        if subject != Subject::Builtin {
            symlink(executable, bin.join(file))?;
        }
        let overrides = format!(
            "provider_installation {{\n  dev_overrides {{\n    {source:?} = {bin:?}\n  }}\n  direct {{}}\n}}\n"
        );
        fs::write(directory.path().join("cli.tfrc"), overrides)?;
        fs::write(directory.path().join("project/main.tf"), configuration(subject, source, count))?;
        Ok(Self { directory, terraform: terraform.to_owned(), emulator: None, timed: EXECUTABLE.into() })
    }

    /// Lets the role `timed` start another provider.
    pub(crate) fn timing(mut self, provider: &Path) -> Self {
        self.timed = provider.to_owned();
        self
    }

    /// Gives it a Treasure Data with these flags.
    pub(crate) fn with_emulator(mut self, flags: &[&str]) -> Outcome<Self> {
        self.emulator = Some(Emulator::start(flags)?);
        Ok(self)
    }

    /// The requests since the last call, by operation.
    pub(crate) fn requests(&self) -> Outcome<BTreeMap<String, u64>> {
        self.emulator.as_ref().map_or_else(|| Ok(BTreeMap::new()), Emulator::take_counts)
    }

    /// What a command of Terraform's takes.
    pub(crate) fn took(&self, arguments: &[&str]) -> Outcome<Took> {
        let (begin, before) = (Instant::now(), time_of_children()?);
        self.run(arguments)?;
        let seconds = begin.elapsed().as_secs_f64();
        Ok(Took { seconds, processor: time_of_children()? - before })
    }

    /// What a command takes, Terraform and its provider apart; needs the role `timed`.
    pub(crate) fn took_apart(&self, arguments: &[&str]) -> Outcome<Apart> {
        let file = self.directory.path().join("times");
        let _ = fs::remove_file(&file);
        let (begin, before) = (Instant::now(), time_of_children()?);
        self.run(arguments)?;
        let seconds = begin.elapsed().as_secs_f64();
        let (provider, memory) = noted(&file)?;
        Ok(Apart { seconds, terraform: time_of_children()? - before - provider, provider, memory })
    }

    /// Where its configuration and state are.
    pub(crate) fn project(&self) -> PathBuf {
        self.directory.path().join("project")
    }

    /// What Terraform remembers.
    pub(crate) fn state(&self) -> Outcome<String> {
        Ok(fs::read_to_string(self.directory.path().join("project/terraform.tfstate"))?)
    }

    /// Lets Terraform remember something else.
    pub(crate) fn set_state(&self, state: &str) -> Outcome<()> {
        Ok(fs::write(self.directory.path().join("project/terraform.tfstate"), state)?)
    }

    fn run(&self, arguments: &[&str]) -> Outcome<()> {
        let mut command = Command::new(&self.terraform);
        command.args(arguments).args(["-input=false", "-no-color"]).env_clear();
        for kept in ["PATH", "TMPDIR"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command.current_dir(self.directory.path().join("project"));
        command.env("HOME", self.directory.path()).env("CHECKPOINT_DISABLE", "1");
        command.env("TF_CLI_CONFIG_FILE", self.directory.path().join("cli.tfrc"));
        command.env(TIMED.0, &self.timed).env(TIMED.1, self.directory.path().join("times"));
        if let Some(emulator) = &self.emulator {
            command.env("TD_API_SERVER", emulator.url()).env("TD_API_KEY", KEY);
        }
        let output = command.stdin(Stdio::null()).output()?;
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr);
        Err(format!("terraform {}: {}", arguments.join(" "), text.chars().take(2000).collect::<String>())
            .into())
    }
}

fn configuration(subject: Subject, source: &str, count: usize) -> String {
    let provider = source.rsplit('/').next().unwrap_or_default();
    let required = format!(
        "terraform {{\n  required_providers {{\n    {provider} = {{ source = {source:?} }}\n  }}\n}}\n"
    );
    match subject {
        Subject::Builtin => format!(
            "resource \"terraform_data\" \"r\" {{\n  count = {count}\n  \
             triggers_replace = {{ n = tostring(count.index) }}\n}}\n"
        ),
        Subject::NullResource => format!(
            "{required}resource \"null_resource\" \"r\" {{\n  count = {count}\n  \
             triggers = {{ n = tostring(count.index) }}\n}}\n"
        ),
        Subject::Schedule => format!(
            "{required}resource \"td_schedule\" \"r\" {{\n  count = {count}\n  name = \"bench-${{count.index}}\"\n  \
             type = \"trino\"\n  database = \"sales\"\n  cron = \"0 3 * * *\"\n  query = \"select ${{count.index}}\"\n}}\n"
        ),
    }
}
