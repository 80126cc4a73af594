//! Installed as a user would: `make install` and the quickstart, with a real `terraform init`.

use crate::hcl::Schedule;
use crate::support::emulator::EXECUTABLE;
use crate::support::on_each_terraform;
use crate::support::process::{Finished, finish};
use crate::support::world::World;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

fn script(name: &str) -> Command {
    Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts").join(name))
}

/// `scripts/install ARGUMENT` with `home` as the home directory.
fn install(home: &Path, argument: &str) -> Finished {
    let mut command = script("install");
    command.arg(argument).env("HOME", home).env_remove("BINDIR").env_remove("PLUGIN_MIRROR");
    command.env_remove("CARGO_HOME").env_remove("TF_CLI_CONFIG_FILE");
    let done = finish(command, Duration::from_secs(60));
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    done
}

/// Another build: the same executable with a byte after its end.
fn rebuilt(scratch: &Path) -> PathBuf {
    let path = scratch.join("rebuilt");
    fs::copy(EXECUTABLE, &path).expect("it can be copied");
    let mut bytes = fs::read(&path).expect("it can be read");
    bytes.push(0);
    fs::write(&path, bytes).expect("it can be written");
    path
}

on_each_terraform! {
    fn plain_init_finds_each_build_also_beside_a_lock_file(version) {
        let mut world = World::new(version);
        world.terraform.unset("TF_CLI_CONFIG_FILE");
        let home = world.scratch().join("home");
        let lock = || fs::read_to_string(world.directory().join(".terraform.lock.hcl")).expect("init locks");

        install(&home, EXECUTABLE);
        world.configure(&Schedule::daily().block());
        world.terraform.run(&["init", "-input=false"]).succeeds();
        world.apply_with(&[]);
        let first = lock();
        install(&home, EXECUTABLE);
        let builds = home.join(".terraform.d/plugins").join(world.host.registry()).join("treasure-data/td");
        assert_eq!(fs::read_dir(&builds).expect("it is there").count(), 1, "the same build again is no new version");

        install(&home, rebuilt(world.scratch()).to_str().expect("a path of plain letters"));
        world.is_settled(&[]);
        world.terraform.run(&["init", "-input=false"]).succeeds();
        assert_eq!(lock(), first, "a plain init keeps the locked build");
        world.terraform.run(&["init", "-input=false", "-upgrade"]).succeeds();
        assert_ne!(lock(), first, "an upgrade takes the newest");
        world.destroy(&[]);

        install(&home, "--remove");
        assert!(!home.join(".terraform.d/plugins").exists(), "nothing of it is left");
    }
}

#[test]
fn the_quickstart_tells_its_story_and_leaves_nothing() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let mut command = script("quickstart");
    command.arg(EXECUTABLE).env("TMPDIR", scratch.path()).env_remove("KEEP");
    let done = finish(command, Duration::from_secs(150));
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    for part in [
        "2 added, 0 changed, 0 destroyed",
        "No changes.",
        "0 added, 1 changed, 0 destroyed",
        "Destroy complete! Resources: 2 destroyed.",
        r#"{"schedules":[]}"#,
    ] {
        assert!(done.stdout.contains(part), "{part:?} is missing in\n{}", done.stdout);
    }
    assert_eq!(fs::read_dir(scratch.path()).expect("it is there").count(), 0, "something was left behind");
    let address =
        done.stdout.lines().find_map(|line| line.trim().strip_prefix("http://")).expect("it says where");
    assert!(std::net::TcpStream::connect(address).is_err(), "the emulator still runs");
}
