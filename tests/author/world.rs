//! One test's world: a store, a scratch directory, and Terraform with the provider.

use std::os::unix::fs::symlink;
use std::{env, fs};

use serde_json::Value;
use tempfile::TempDir;

use crate::store::{self, Shelf, Shelves};
use crate::terraform::{Diagnostic, Outcome, Terraform};

/// Everything is gone when it is dropped.
pub(crate) struct World {
    pub(crate) terraform: Terraform,
    pub(crate) shelves: Shelves,
    scratch: TempDir,
}

impl World {
    pub(crate) fn new(version: &str) -> Self {
        let scratch = tempfile::Builder::new().prefix("td-author-").tempdir().unwrap();
        let place = |name: &str| scratch.path().join(name);
        for directory in ["project", "home", "bin"] {
            fs::create_dir(place(directory)).unwrap();
        }
        // Terraform knows a provider by the name of its executable.
        symlink(env::current_exe().unwrap(), place("bin").join("terraform-provider-memory")).unwrap();
        let overrides =
            format!("dev_overrides {{\n    \"example/memory\" = {:?}\n  }}\n  direct {{}}", place("bin"));
        fs::write(place("cli.tfrc"), format!("provider_installation {{\n  {overrides}\n}}\n")).unwrap();
        let shelves = store::listen(&place("store")).unwrap();
        let mut terraform = Terraform::new(version, &place("project"), &place("home"));
        terraform.set("TF_CLI_CONFIG_FILE", &place("cli.tfrc").display().to_string());
        let world = Self { terraform, shelves, scratch };
        let provider = format!("provider \"memory\" {{\n  socket = {:?}\n}}\n", place_of(&world));
        let required = "required_providers {\n    memory = {\n      source = \"example/memory\"\n    }\n  }";
        world.write("provider.tf", &format!("terraform {{\n  {required}\n}}\n{provider}"));
        world
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.scratch.path().join("project").join(file), text).unwrap();
    }

    pub(crate) fn configure(&self, hcl: &str) {
        self.write("main.tf", hcl);
    }

    /// Applies `hcl`; afterwards both kinds of plan must be empty.
    #[track_caller]
    pub(crate) fn apply(&self, hcl: &str) -> Outcome {
        self.configure(hcl);
        let outcome = self.terraform.run(&["apply", "-input=false", "-auto-approve", "-json"]).succeeds();
        self.is_settled();
        outcome
    }

    #[track_caller]
    pub(crate) fn is_settled(&self) {
        for refresh in ["-refresh=true", "-refresh-only"] {
            let plan = self.terraform.run(&["plan", "-input=false", "-detailed-exitcode", refresh]);
            // 1.15's exit code of a refresh-only plan is 2 wherever a data source was read; its words are right.
            if !plan.text().contains("No changes. Your infrastructure still matches") {
                plan.ends_with(0);
            }
        }
    }

    /// What a plan says that it will do, each as `ACTION ADDRESS`, and what it found changed.
    #[track_caller]
    pub(crate) fn plan(&self) -> (Vec<String>, Vec<String>) {
        let plan = self.terraform.run(&["plan", "-input=false", "-json"]).succeeds();
        let mut planned = plan.changes("planned_change");
        planned.sort();
        (planned, plan.changes("resource_drift"))
    }

    /// A plan's change of one resource, as `show -json` tells it.
    #[track_caller]
    pub(crate) fn change(&self, address: &str) -> Value {
        self.terraform.run(&["plan", "-input=false", "-out=plan"]).succeeds();
        let plan = self.terraform.run(&["show", "-json", "plan"]).succeeds().json();
        let changes = plan["resource_changes"].as_array().unwrap();
        changes.iter().find(|change| change["address"] == address).unwrap()["change"].clone()
    }

    /// The errors of `validate`; Terraform itself warns of the development override.
    #[track_caller]
    pub(crate) fn validate(&self, hcl: &str) -> Vec<Diagnostic> {
        self.configure(hcl);
        let said = self.terraform.run(&["validate", "-json"]).json();
        let said = said["diagnostics"].as_array().unwrap().iter().map(Diagnostic::of);
        said.filter(|one| one.severity == "error").collect()
    }

    /// The outputs in state.
    #[track_caller]
    pub(crate) fn output(&self, name: &str) -> Value {
        self.terraform.run(&["output", "-json", name]).succeeds().json()
    }

    /// One shelf in the store.
    #[track_caller]
    pub(crate) fn shelf(&self, name: &str) -> Shelf {
        self.shelves.lock().unwrap().get(name).unwrap().clone()
    }
}

fn place_of(world: &World) -> std::path::PathBuf {
    world.scratch.path().join("store")
}
