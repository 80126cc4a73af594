//! The Terraform of this machine, and where it will find the provider.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::check::Check;

/// The oldest Terraform that the provider was run with.
const OLDEST: (u32, u32) = (1, 6);

/// Terraform's version, its settings file, and the local mirror.
pub(super) fn checks() -> Vec<Check> {
    vec![terraform(), settings(), mirror()]
}

fn terraform() -> Check {
    for name in ["terraform", "tofu"] {
        let mut command = Command::new(name);
        command
            .args(["version", "-json"])
            .env("CHECKPOINT_DISABLE", "1")
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        let Ok(output) = command.output() else { continue };
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let Some(version) = answer.get("terraform_version").and_then(serde_json::Value::as_str) else {
            return Check::wrong("terraform", format!("{name} does not say its version"), "Run it by hand.");
        };
        let found = format!("{name} {version}");
        return match number(version) {
            Some(number) if number < OLDEST => Check::wrong("terraform", found, "1.6 or later is needed."),
            Some(_) => Check::ok("terraform", found),
            None => Check::unknown("terraform", found),
        };
    }
    Check::unknown("terraform", "neither terraform nor tofu is on PATH")
}

fn number(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

fn settings() -> Check {
    let named = std::env::var_os("TF_CLI_CONFIG_FILE").map(PathBuf::from);
    let Some(path) = named.or_else(|| Some(home()?.join(".terraformrc"))) else {
        return Check::unknown("settings", "no home directory");
    };
    match std::fs::read_to_string(&path) {
        Ok(text) if text.contains("dev_overrides") => Check::ok(
            "settings",
            format!("{} has dev_overrides: no version and no checksum counts", path.display()),
        ),
        Ok(text) if text.contains("provider_installation") => {
            Check::ok("settings", format!("{} says where providers come from", path.display()))
        }
        _ => Check::ok("settings", "Terraform's own search for providers"),
    }
}

fn mirror() -> Check {
    let Some(home) = home() else { return Check::unknown("mirror", "no home directory") };
    let folder = home.join(".terraform.d/plugins/registry.terraform.io/treasure-data/td");
    let builds = versions(&folder);
    if builds.is_empty() {
        Check::unknown(
            "mirror",
            "no local build in ~/.terraform.d/plugins: `terraform init` asks the registry",
        )
    } else {
        Check::ok("mirror", format!("{} holds {}", folder.display(), builds.join(", ")))
    }
}

fn versions(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map_while(Result::ok);
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.ends_with(".json"));
    names.sort();
    names
}

fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
}
