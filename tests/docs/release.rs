//! The release workflow's own commands, as they stand in it, on a zip of this build: what can be run without its machines.

use crate::markdown::root;
use crate::steps;
use crate::support::emulator::EXECUTABLE;
use crate::support::process::finish;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The commands of the step of that name.
fn step(name: &str) -> String {
    let workflow = fs::read_to_string(root().join(".github/workflows/release.yml")).expect("it is there");
    let steps = steps::github(&workflow);
    let found = steps.into_iter().find(|(step, _)| step == name);
    found.unwrap_or_else(|| panic!("the workflow has no step {name:?}")).1
}

fn run(directory: &Path, name: &str, variables: &[(&str, &str)]) {
    let mut command = Command::new("bash");
    command.args(["-eo", "pipefail", "-c", &step(name)]).current_dir(directory);
    command.envs(variables.iter().copied());
    let done = finish(command, Duration::from_secs(120));
    assert_eq!(done.code, 0, "{name}:\n{}{}", done.stdout, done.stderr);
}

fn gpg(home: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("gpg");
    command.args(["--batch", "--pinentry-mode", "loopback"]).args(arguments).env("GNUPGHOME", home);
    let done = finish(command, Duration::from_secs(120));
    assert_eq!(done.code, 0, "gpg {arguments:?}: {}", done.stderr);
    done.stdout
}

#[test]
fn each_step_that_needs_no_machine_of_its_own_runs_as_it_is_written() {
    let scratch = tempfile::Builder::new().prefix("td-rel-").tempdir().expect("a scratch directory");
    let work = scratch.path().join("work");
    fs::create_dir(&work).expect("a folder can be made");
    for name in ["Cargo.toml", "scripts", "terraform-registry-manifest.json"] {
        symlink(root().join(name), work.join(name)).expect("a link can be made");
    }
    let version = env!("CARGO_PKG_VERSION");
    let tag = format!("v{version}");
    let mut package = Command::new(root().join("scripts/package"));
    package.args([EXECUTABLE, "linux_amd64"]).arg(work.join("dist"));
    assert_eq!(finish(package, Duration::from_secs(60)).code, 0);
    let variables = [("GITHUB_REF_NAME", tag.as_str())];
    run(&work, "The tag is the package's version", &variables);
    run(&work, "It starts, says its version, and serves the emulator", &variables);
    run(&work, "Manifest, SBOM and checksums", &variables);
    let start = work.join("dist").join(format!("terraform-provider-td_{version}_"));
    let read = |end: &str| fs::read_to_string(format!("{}{end}", start.display())).expect("it was made");
    let sums = read("SHA256SUMS");
    assert_eq!(sums.lines().count(), 2, "the zip and the manifest: {sums}");
    let bill: serde_json::Value = serde_json::from_str(&read("sbom.cdx.json")).expect("JSON");
    assert_eq!(bill["metadata"]["component"]["version"], version);
    let components = bill["components"].as_array().expect("components");
    assert!(components.iter().any(|one| one["name"] == "rustls" && one["hashes"].is_array()));
    assert!(components.iter().all(|one| one["name"] != "proptest"), "what only tests use is not in it");
    signs(scratch.path(), &work, &tag);
}

/// With a key that exists for this test alone; without a gpg there is nothing to sign with.
fn signs(scratch: &Path, work: &Path, tag: &str) {
    if Command::new("gpg").arg("--version").output().is_err() {
        eprintln!("gpg is not there: the signature was not tried");
        return;
    }
    let (theirs, ours) = (scratch.join("t"), scratch.join("o"));
    for home in [&theirs, &ours] {
        fs::create_dir(home).expect("a folder can be made");
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        fs::set_permissions(home, private).expect("it can be closed");
    }
    let (user, phrase) = ("release@example.com", "a phrase of this test");
    gpg(&theirs, &["--passphrase", phrase, "--quick-generate-key", user, "rsa2048", "sign", "1d"]);
    let key = gpg(&theirs, &["--passphrase", phrase, "--armor", "--export-secret-keys", user]);
    let home = ours.display().to_string();
    let variables = [
        ("GITHUB_REF_NAME", tag),
        ("GNUPGHOME", &home),
        ("GPG_PRIVATE_KEY", &key),
        ("GPG_PASSPHRASE", phrase),
    ];
    run(work, "Signature", &variables);
    let signature = fs::read_dir(work.join("dist")).expect("it is there").map_while(Result::ok);
    assert!(signature.map(|entry| entry.path()).any(|path| path.extension().is_some_and(|end| end == "sig")));
    for home in [&theirs, &ours] {
        let _ = Command::new("gpgconf").args(["--kill", "all"]).env("GNUPGHOME", home).status();
    }
}
