//! Socket directories of earlier processes that were killed and could not remove them.

use std::path::Path;
use std::time::Duration;

use super::own_directory::OwnDirectory;
use super::socket::PREFIX;

/// A younger directory may belong to a process that has made it and does not listen yet.
const OLD: Duration = Duration::from_secs(60);

/// Removes those in `parent` on which nobody listens any more. What fails is left: this is courtesy.
pub(super) fn remove(parent: &Path) {
    remove_older(parent, OLD);
}

fn remove_older(parent: &Path, age: Duration) {
    let Ok(entries) = std::fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        if !entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes()) {
            continue;
        }
        let Some((directory, unchanged)) = OwnDirectory::open(&entry.path()) else { continue };
        if unchanged >= age && directory.is_dead() {
            directory.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::socket::NAME;
    use std::fs;
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt, symlink};
    use std::os::unix::net::{UnixDatagram, UnixListener};
    use std::path::PathBuf;

    fn make(parent: &Path, name: &str) -> PathBuf {
        let directory = parent.join(format!("{PREFIX}{name}"));
        fs::DirBuilder::new().mode(0o700).create(&directory).unwrap();
        directory
    }

    /// Everything under a directory, symlinks by themselves.
    fn all(directory: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(directory).unwrap().flatten() {
            found.push(entry.path());
            if entry.file_type().unwrap().is_dir() {
                found.extend(all(&entry.path()));
            }
        }
        found.sort();
        found
    }

    #[test]
    fn only_dead_sockets_are_removed() {
        let scratch = tempfile::tempdir_in("/tmp").unwrap();
        let parent = scratch.path();
        let (dead, alive, unmade) = (make(parent, "dead"), make(parent, "alive"), make(parent, "unmade"));
        drop(UnixListener::bind(dead.join(NAME)).unwrap());
        let _listener = UnixListener::bind(alive.join(NAME)).unwrap();
        let group = make(parent, "group");
        fs::set_permissions(&group, fs::Permissions::from_mode(0o710)).unwrap();
        // As a folder for temporary files hands its group down.
        let inherited = make(parent, "inherited");
        fs::set_permissions(&inherited, fs::Permissions::from_mode(0o2700)).unwrap();
        remove(parent);
        assert!(dead.exists() && unmade.exists(), "too young");
        remove_older(parent, Duration::ZERO);
        assert_eq!(all(parent), [alive.clone(), alive.join(NAME)]);
    }

    /// The smallest thing of each kind that is not the plugin's: nothing in or behind it may be touched.
    #[test]
    fn what_the_plugin_can_not_have_made_is_left_alone() {
        let scratch = tempfile::tempdir_in("/tmp").unwrap();
        let parent = scratch.path();
        let target = scratch.path().join("target");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("terraform.tfstate"), "x").unwrap();
        let state = make(parent, "with-a-state");
        fs::create_dir(state.join("sub")).unwrap();
        fs::write(state.join("sub/terraform.tfstate"), "x").unwrap();
        let beside = make(parent, "socket-and-file");
        drop(UnixListener::bind(beside.join(NAME)).unwrap());
        fs::write(beside.join("notes"), "x").unwrap();
        fs::write(make(parent, "file-of-the-name").join(NAME), "x").unwrap();
        fs::create_dir(make(parent, "directory-of-the-name").join(NAME)).unwrap();
        symlink(target.join("terraform.tfstate"), make(parent, "link-of-the-name").join(NAME)).unwrap();
        let _datagrams = UnixDatagram::bind(make(parent, "datagrams").join(NAME)).unwrap();
        symlink(&target, parent.join(format!("{PREFIX}link"))).unwrap();
        symlink(make(parent, "alive-by-link"), parent.join(format!("{PREFIX}link-to-ours"))).unwrap();
        let _listener = UnixListener::bind(parent.join(format!("{PREFIX}alive-by-link")).join(NAME)).unwrap();
        fs::write(parent.join(format!("{PREFIX}file")), "x").unwrap();
        fs::set_permissions(make(parent, "open"), fs::Permissions::from_mode(0o755)).unwrap();
        fs::DirBuilder::new().mode(0o700).create(parent.join("tf-td-myproject")).unwrap();
        let before = all(parent);
        remove_older(parent, Duration::ZERO);
        assert_eq!(all(parent), before);
    }

    #[test]
    fn another_users_directory_is_left_alone_even_by_root() {
        let scratch = tempfile::tempdir_in("/tmp").unwrap();
        let directory = make(scratch.path(), "theirs");
        // Only root can give a directory away; for anybody else the system itself guards it.
        let is_theirs = std::os::unix::fs::chown(&directory, Some(4711), None).is_ok();
        remove_older(scratch.path(), Duration::ZERO);
        assert_eq!(directory.exists(), is_theirs);
    }

    #[test]
    fn a_kill_between_the_two_steps_leaves_what_the_next_one_takes_away() {
        let scratch = tempfile::tempdir_in("/tmp").unwrap();
        let directory = make(scratch.path(), "half");
        drop(UnixListener::bind(directory.join(NAME)).unwrap());
        fs::remove_file(directory.join(NAME)).unwrap();
        remove_older(scratch.path(), Duration::ZERO);
        assert!(!directory.exists());
    }
}
