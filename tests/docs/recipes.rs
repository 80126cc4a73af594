//! The recipes' own commands, as far as they can run without their services: on a zip of this build and the emulator.

use crate::markdown::root;
use crate::steps;
use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::process::{Finished, finish};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const CONFIGURATION: &str = r#"
terraform {
  required_providers {
    td = {
      source = "treasure-data/td"
    }
  }
}

resource "td_schedule" "daily" {
  name     = "daily"
  type     = "trino"
  database = "sales"
  query    = "select 1"
}
"#;

fn recipe(name: &str) -> String {
    fs::read_to_string(root().join("examples/recipes").join(name)).expect("the recipe is there")
}

/// A checkout with the zip under `vendor/` and a lock file that somebody's laptop wrote, and a fresh machine's home.
struct Checkout {
    scratch: tempfile::TempDir,
    emulator: Emulator,
}

impl Checkout {
    fn new() -> Self {
        let scratch = tempfile::Builder::new().prefix("td-ci-").tempdir().expect("a scratch directory");
        let checkout = Self { scratch, emulator: Emulator::start(&[]) };
        for folder in ["bin", "laptop", "home", "checkout/vendor"] {
            fs::create_dir_all(checkout.path(folder)).expect("a folder can be made");
        }
        let mut find = Command::new(root().join("scripts/terraform-version"));
        find.args(["--path", "1.15.5"]);
        let terraform = finish(find, Duration::from_secs(300));
        std::os::unix::fs::symlink(terraform.stdout.trim(), checkout.path("bin/terraform")).expect("a link");
        let mut package = Command::new(root().join("scripts/package"));
        package.args([EXECUTABLE, "linux_amd64"]).arg(checkout.path("checkout/vendor"));
        assert_eq!(finish(package, Duration::from_secs(60)).code, 0, "the zip is there");
        fs::write(checkout.path("checkout/main.tf"), CONFIGURATION).expect("it can be written");
        let install = "d=~/.terraform.d/plugins/registry.terraform.io/treasure-data/td; mkdir -p $d; cp vendor/*.zip $d";
        checkout.succeeds("laptop", &format!("{install}; terraform init -input=false"));
        fs::remove_dir_all(checkout.path("checkout/.terraform")).expect("init made it");
        checkout
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    fn run(&self, home: &str, script: &str) -> Finished {
        let mut command = Command::new("bash");
        command.args(["-eo", "pipefail", "-c", script]).current_dir(self.path("checkout")).env_clear();
        command.env("HOME", self.path(home)).env("CHECKPOINT_DISABLE", "1");
        command.env("PATH", format!("{}:/usr/bin:/bin", self.path("bin").display()));
        command.env("TD_API_SERVER", self.emulator.url()).env("TD_API_KEY", KEY);
        finish(command, Duration::from_secs(120))
    }

    #[track_caller]
    fn succeeds(&self, home: &str, script: &str) {
        let done = self.run(home, script);
        assert_eq!(done.code, 0, "{script}:\n{}{}", done.stdout, done.stderr);
    }
}

#[test]
fn the_github_workflow_plans_and_applies() {
    let checkout = Checkout::new();
    let steps = steps::github(&recipe("github-actions.yml"));
    assert_eq!(steps.len(), 4, "install, init, plan, apply: {steps:?}");
    for (_, script) in steps {
        checkout.succeeds("home", &script);
    }
    assert!(checkout.emulator.schedule("daily").is_some());
}

#[test]
fn the_gitlab_pipeline_plans_and_applies_in_two_jobs() {
    let checkout = Checkout::new();
    let pipeline = recipe("gitlab-ci.yml");
    checkout.succeeds("home", &steps::gitlab(&pipeline, "plan"));
    // The next job gets a fresh machine, the checkout and the artifact.
    fs::remove_dir_all(checkout.path("checkout/.terraform")).expect("init made it");
    fs::create_dir(checkout.path("other")).expect("a folder can be made");
    checkout.succeeds("other", &steps::gitlab(&pipeline, "apply"));
    assert!(checkout.emulator.schedule("daily").is_some());
}

#[test]
fn the_images_put_the_zip_where_terraform_looks() {
    let checkout = Checkout::new();
    for name in ["atlantis.Dockerfile", "hcp-agent.Dockerfile"] {
        let text = recipe(name).replace("\\\n", "");
        let copy = text.lines().find_map(|line| line.strip_prefix("COPY ")).expect("it copies the zip");
        let words: Vec<&str> = copy.split_whitespace().filter(|word| !word.starts_with("--")).collect();
        let [zip, place] = words[..] else { panic!("{name} copies one thing: {words:?}") };
        let place = Path::new(place).strip_prefix("/home").expect("into a home");
        let user = place.iter().next().expect("of a user").to_string_lossy().into_owned();
        let target = checkout.path("images").join(place);
        checkout.succeeds("home", &format!("mkdir -p {target:?} && cp vendor/{zip} {target:?}"));
        checkout.succeeds(
            &format!("images/{user}"),
            "terraform init -input=false -lockfile=readonly && terraform plan",
        );
    }
}
