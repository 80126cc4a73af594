//! Socket directories of earlier processes that were killed and could not remove them.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use super::socket::{NAME, PREFIX};

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
        let old = entry.metadata().and_then(|found| found.modified()).ok();
        let old = old.and_then(|time| time.elapsed().ok()).is_some_and(|elapsed| elapsed >= age);
        if old && is_dead(&entry.path().join(NAME)) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// A socket that refuses has lost its listener, and where there is none its maker was killed before it could make it;
/// any other failure says nothing (it may be another user's).
fn is_dead(socket: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket)
        .is_err_and(|error| matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::NotFound))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    #[test]
    fn only_dead_sockets_are_removed() {
        let parent = tempfile::tempdir_in("/tmp").unwrap();
        let make = |name: &str| {
            let directory = parent.path().join(name);
            std::fs::create_dir(&directory).unwrap();
            (UnixListener::bind(directory.join(NAME)).unwrap(), directory)
        };
        let (dead, dead_directory) = make("tf-td-dead");
        let (_alive, alive_directory) = make("tf-td-alive");
        let (other, other_directory) = make("other");
        drop((dead, other));
        let unmade = parent.path().join("tf-td-unmade");
        std::fs::create_dir(&unmade).unwrap();
        remove(parent.path());
        assert!(dead_directory.exists(), "too young");
        remove_older(parent.path(), Duration::ZERO);
        assert!(!dead_directory.exists() && !unmade.exists());
        assert!(alive_directory.exists() && other_directory.exists());
    }
}
