//! One test's world: a scratch directory with a configuration, an emulator, and Terraform with the provider.

use super::emulator::{EXECUTABLE, Emulator, KEY};
use super::hosts::Host;
use super::terraform::{Outcome, Terraform};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The block that each configuration needs to mean this provider by `td`.
const REQUIRED: &str = r#"
terraform {
  required_providers {
    td = {
      source = "treasure-data/td"
    }
  }
}
"#;

/// Everything is gone when it is dropped.
pub(crate) struct World {
    pub(crate) terraform: Terraform,
    pub(crate) emulator: Emulator,
    /// What drives the provider.
    pub(crate) host: &'static Host,
    scratch: TempDir,
}

impl World {
    /// Terraform of `version` (or a host of another name in the table) with the provider (found by a development override, so no `init` is needed), configured
    /// by the environment for an emulator of its own.
    pub(crate) fn new(version: &str) -> Self {
        Self::with_emulator(version, &[])
    }

    /// The same with an emulator of these flags.
    pub(crate) fn with_emulator(version: &str, flags: &[&str]) -> Self {
        let scratch = tempfile::Builder::new().prefix("td-e2e-").tempdir().expect("a scratch directory");
        let (directory, home, bin) =
            (scratch.path().join("project"), scratch.path().join("home"), scratch.path().join("bin"));
        for path in [&directory, &home, &bin] {
            fs::create_dir(path).expect("a directory can be made");
        }
        std::os::unix::fs::symlink(EXECUTABLE, bin.join("terraform-provider-td"))
            .expect("a link can be made");
        let settings = scratch.path().join("cli.tfrc");
        let overrides = format!(
            "provider_installation {{\n  dev_overrides {{\n    \"treasure-data/td\" = {bin:?}\n  }}\n  direct {{}}\n}}\n"
        );
        fs::write(&settings, overrides).expect("the settings can be written");
        let mut terraform = Terraform::new(version, &directory, &home);
        let emulator = Emulator::start(flags);
        terraform.set("TF_CLI_CONFIG_FILE", &settings.display().to_string());
        terraform.set("TD_API_SERVER", &emulator.url());
        terraform.set("TD_API_KEY", KEY);
        let world = Self { terraform, emulator, host: Host::named(version), scratch };
        world.write("required.tf", REQUIRED);
        world
    }

    /// Lets another host go on with the same directory and settings.
    pub(crate) fn drive_with(&mut self, name: &str) {
        self.host = Host::named(name);
        self.terraform.drive_with(name);
    }

    /// The directory of the configuration.
    pub(crate) fn directory(&self) -> PathBuf {
        self.scratch.path().join("project")
    }

    /// The scratch directory around it.
    pub(crate) fn scratch(&self) -> &Path {
        self.scratch.path()
    }

    /// The ids of the provider's processes that Terraform has started in this world and that still run.
    pub(crate) fn providers(&self) -> Vec<u32> {
        let bin = self.scratch().join("bin").display().to_string();
        let ids = fs::read_dir("/proc").into_iter().flatten().flatten();
        ids.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .filter(|id: &u32| {
                let title = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
                title.starts_with(bin.as_bytes())
            })
            .collect()
    }

    /// Writes a file of the configuration.
    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.directory().join(file), text).expect("the configuration can be written");
    }

    /// Makes `hcl` the configuration (beside the required provider).
    pub(crate) fn configure(&self, hcl: &str) {
        self.write("main.tf", hcl);
    }

    /// Makes `hcl` the configuration and applies it; afterwards both kinds of plan must be empty.
    #[track_caller]
    pub(crate) fn apply(&self, hcl: &str) -> Outcome {
        self.configure(hcl);
        self.apply_with(&[])
    }

    /// Applies what is configured, with more arguments; afterwards both kinds of plan must be empty.
    #[track_caller]
    pub(crate) fn apply_with(&self, arguments: &[&str]) -> Outcome {
        let outcome = self.try_apply(arguments).succeeds();
        // What was chosen for one apply only does not belong to the plans after it.
        let lasting: Vec<_> = arguments.iter().filter(|word| word.starts_with("-var")).copied().collect();
        self.is_settled(&lasting);
        outcome
    }

    /// Applies what is configured, whatever comes of it.
    pub(crate) fn try_apply(&self, arguments: &[&str]) -> Outcome {
        self.terraform.run(&with(&["apply", "-input=false", "-auto-approve", "-json"], arguments))
    }

    /// Fails the test unless `plan` and `plan -refresh-only` are both empty.
    #[track_caller]
    pub(crate) fn is_settled(&self, arguments: &[&str]) {
        for kind in [&["plan"][..], &["plan", "-refresh-only"]] {
            let plan = with(kind, &["-input=false", "-detailed-exitcode"]);
            let outcome = self.terraform.run(&with(&plan, arguments));
            // 1.15's exit code of a refresh-only plan is 2 wherever a data source was read; its words are right.
            if !outcome.text().contains("No changes. Your infrastructure still matches") {
                outcome.ends_with(0);
            }
        }
    }

    /// The planned changes of `plan ARGUMENTS`, each as `ACTION ADDRESS`, sorted.
    #[track_caller]
    pub(crate) fn planned(&self, arguments: &[&str]) -> Vec<String> {
        let plan = self.terraform.run(&with(&["plan", "-input=false", "-json"], arguments)).succeeds();
        let mut changes = plan.changes("planned_change");
        changes.sort();
        changes
    }

    /// The changes found behind Terraform's back by a refresh, each as `ACTION ADDRESS`.
    #[track_caller]
    pub(crate) fn drifted(&self) -> Vec<String> {
        let plan = self.terraform.run(&["plan", "-input=false", "-json", "-refresh-only"]).succeeds();
        plan.changes("resource_drift")
    }

    /// The values in state of the resource or data source at `address`.
    #[track_caller]
    pub(crate) fn state(&self, address: &str) -> Value {
        let state = self.terraform.run(&["show", "-json"]).succeeds().json();
        let resources = state["values"]["root_module"]["resources"].as_array();
        let found = resources.and_then(|all| all.iter().find(|resource| resource["address"] == address));
        found.unwrap_or_else(|| panic!("{address} is not in {state}"))["values"].clone()
    }

    /// Destroys everything; afterwards the emulator must be empty.
    #[track_caller]
    pub(crate) fn destroy(&self, arguments: &[&str]) {
        self.terraform.run(&with(&["destroy", "-input=false", "-auto-approve"], arguments)).succeeds();
        assert_eq!(self.emulator.schedules(), Vec::<Value>::new(), "destroy left schedules");
    }
}

fn with<'a>(first: &[&'a str], then: &[&'a str]) -> Vec<&'a str> {
    [first, then].concat()
}
