//! The Terraform of this machine, and where it will find the provider.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::check::Check;

/// The oldest Terraform that the provider was run with.
const OLDEST: (u32, u32) = (1, 6);

/// Terraform's version, its settings file, and the local mirror.
pub(super) fn checks() -> Vec<Check> {
    let Some(home) = home() else {
        return vec![terraform(), Check::unknown("mirror", "no home directory")];
    };
    let folder = home.join(".terraform.d/plugins");
    let builds = versions(&folder.join("registry.terraform.io/treasure-data/td"));
    let named = std::env::var_os("TF_CLI_CONFIG_FILE").filter(|name| !name.is_empty()).map(PathBuf::from);
    let mirror = if builds.is_empty() {
        Check::unknown("mirror", "no local build in ~/.terraform.d/plugins")
    } else {
        Check::ok("mirror", format!("{} holds {}", folder.display(), builds.join(", ")))
    };
    vec![terraform(), cli_config(&home, named.as_deref(), !builds.is_empty()), mirror]
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

/// Terraform's own settings: where it looks for providers. `built`: there is a build in the home directory's mirror.
fn cli_config(home: &Path, named: Option<&Path>, built: bool) -> Check {
    const NAME: &str = "cli config";
    let path = named.map_or_else(|| home.join(".terraformrc"), Path::to_path_buf);
    let shown = path.display();
    match std::fs::read_to_string(&path) {
        Ok(text) if text.contains("dev_overrides") => {
            Check::ok(NAME, format!("{shown} has dev_overrides: no version and no checksum counts"))
        }
        Ok(text) if text.contains("provider_installation") => {
            if built && !text.contains(".terraform.d/plugins") {
                return Check::wrong(
                    NAME,
                    format!("{shown} has a provider_installation that does not name ~/.terraform.d/plugins"),
                    "Terraform does not see the build there: add a filesystem_mirror with that path.",
                );
            }
            Check::ok(NAME, format!("{shown} says where providers come from"))
        }
        // Terraform warns of it and goes on.
        Err(cause) if named.is_some() => Check::unknown(
            NAME,
            format!(
                "{shown}, named by TF_CLI_CONFIG_FILE, can't be read ({cause}): Terraform goes on without it"
            ),
        ),
        _ if built => Check::ok(NAME, "none: Terraform takes the provider from the mirror below"),
        _ => Check::ok(NAME, "none: Terraform asks the registry for the provider"),
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
