//! The zip of a release installs as any provider does: from a directory and from a web server, with a lock file.

use crate::SCHEDULE;
use crate::markdown::root;
use crate::support::emulator::EXECUTABLE;
use crate::support::on_terraform;
use crate::support::process::finish;
use crate::support::world::World;
use crate::{https, oci};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

fn script(name: &str, arguments: &[&Path]) {
    let mut command = Command::new(root().join("scripts").join(name));
    command.args(arguments);
    let done = finish(command, Duration::from_secs(60));
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
}

/// The own platform in Terraform's words.
fn platform() -> PathBuf {
    let os = std::env::consts::OS.replace("macos", "darwin");
    let arch = std::env::consts::ARCH.replace("x86_64", "amd64").replace("aarch64", "arm64");
    PathBuf::from(format!("{os}_{arch}"))
}

/// A mirror's directory, made from this build's zip.
fn mirror(scratch: &Path) -> PathBuf {
    let (dist, mirror) = (scratch.join("dist"), scratch.join("mirror"));
    script("package", &[Path::new(EXECUTABLE), &platform(), &dist]);
    script("mirror", &[&dist, &mirror]);
    mirror
}

/// Installs from `source` (a block of `provider_installation`), with a story after it.
fn installs(world: &mut World, source: &str) -> String {
    let settings = world.scratch().join("mirror.tfrc");
    fs::write(&settings, format!("provider_installation {{\n  {source}\n}}\n")).expect("it can be written");
    world.terraform.set("TF_CLI_CONFIG_FILE", &settings.display().to_string());
    world.configure(SCHEDULE);
    world.terraform.run(&["init", "-input=false"]).succeeds();
    world.terraform.run(&["init", "-input=false", "-lockfile=readonly"]).succeeds();
    world.apply_with(&[]);
    world.destroy(&[]);
    fs::read_to_string(world.directory().join(".terraform.lock.hcl")).expect("init locks")
}

fn hash(lock: &str) -> &str {
    lock.lines().find(|line| line.contains("\"h1:")).expect("the lock has a hash").trim()
}

on_terraform! {
    [terraform_1_15_5 "1.15.5", opentofu_1_12_6 "opentofu 1.12.6"]

    fn a_directory_and_a_web_server_give_the_same_locked_provider(version) {
        let mut one = World::new(version);
        let mirror = mirror(one.scratch());
        let locked = installs(&mut one, &format!("filesystem_mirror {{\n    path = {mirror:?}\n  }}"));
        let mut other = World::new(version);
        let ca = other.scratch().join("ca.pem");
        let url = https::serve(&mirror, &ca, &https::of_this_machine());
        other.terraform.set("SSL_CERT_FILE", &ca.display().to_string());
        let from_server = installs(&mut other, &format!("network_mirror {{\n    url = {url:?}\n  }}"));
        assert_eq!(hash(&locked), hash(&from_server));
    }
}

on_terraform! {
    [opentofu_1_12_6 "opentofu 1.12.6"]

    fn an_oci_registry_gives_the_provider_of_the_same_hash_as_a_directory(version) {
        let mut one = World::new(version);
        let mirror = mirror(one.scratch());
        let locked = installs(&mut one, &format!("filesystem_mirror {{\n    path = {mirror:?}\n  }}"));
        let mut other = World::new(version);
        let layout = other.scratch().join("layout");
        script("oci-layout", &[&one.scratch().join("dist"), &layout]);
        let ca = other.scratch().join("ca.pem");
        let url = https::serve_what(&ca, &https::of_this_machine(), move |path| oci::find(&layout, path));
        let registry = url.trim_start_matches("https://").trim_end_matches('/');
        other.terraform.set("SSL_CERT_FILE", &ca.display().to_string());
        let template = format!("{registry}/mirror/${{hostname}}/${{namespace}}/${{type}}");
        let from_registry = installs(&mut other, &format!("oci_mirror {{\n    repository_template = {template:?}\n  }}"));
        assert_eq!(hash(&locked), hash(&from_registry));
    }
}

#[test]
fn other_bytes_under_the_same_version_are_refused_by_the_lock() {
    let mut world = World::new("1.11.4");
    let mirror = mirror(world.scratch());
    installs(&mut world, &format!("filesystem_mirror {{\n    path = {mirror:?}\n  }}"));
    let other = world.scratch().join("other");
    fs::write(&other, b"#!/bin/sh\n").expect("it can be written");
    let dist = world.scratch().join("dist");
    script("package", &[&other, &platform(), &dist]);
    script("mirror", &[&dist, &mirror]);
    fs::remove_dir_all(world.directory().join(".terraform")).expect("it is there");
    let refused = world.terraform.run(&["init", "-input=false"]).ends_with(1);
    assert!(refused.text().contains("checksum"), "{}", refused.text());
}

#[test]
fn the_same_executable_gives_the_same_zip() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let zip = |name: &str| {
        let dist = scratch.path().join(name);
        script("package", &[Path::new(EXECUTABLE), Path::new("linux_amd64"), &dist]);
        let path =
            fs::read_dir(&dist).expect("it is there").map_while(Result::ok).next().expect("a zip").path();
        fs::read(path).expect("it can be read")
    };
    assert!(zip("one") == zip("two"), "two zips of one executable differ");
}
