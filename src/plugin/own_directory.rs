//! A socket's directory: whether this plugin can have made it, and taking it away, which takes nothing else away.

use std::ffi::OsStr;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};

use super::socket::NAME;

/// An open directory of this user with nothing in it but at most the socket. It is looked at through its handle, so that
/// nothing that is put in its place meanwhile is taken for it.
#[derive(Debug)]
pub(super) struct OwnDirectory {
    handle: OwnedFd,
    path: PathBuf,
    has_socket: bool,
}

/// Takes the directory away if it is one that [`OwnDirectory::open`] opens. What fails is left: this is courtesy.
pub(super) fn remove(path: &Path) {
    if let Some((directory, _)) = OwnDirectory::open(path) {
        directory.remove();
    }
}

impl OwnDirectory {
    /// The directory, and how long it has been as it is. None for all that the plugin can't have made: a symlink,
    /// another user's, one that others may write or list, and one that holds anything but one socket of the known name.
    pub(super) fn open(path: &Path) -> Option<(Self, Duration)> {
        let flags =
            OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let handle = rustix::fs::open(path, flags, Mode::empty()).ok()?;
        let found = rustix::fs::fstat(&handle).ok()?;
        // A group that the host named may pass through (0710).
        // Beside what a directory inherits from its parent: the group (02000), as in some folders for temporary files.
        let mode = Mode::from_raw_mode(found.st_mode & 0o777);
        let is_private = mode == Mode::RWXU || mode == Mode::RWXU | Mode::XGRP;
        if found.st_uid != rustix::process::geteuid().as_raw() || !is_private {
            return None;
        }
        let has_socket = holds_at_most_the_socket(&handle).ok()??;
        let age = age(&found)?;
        Some((Self { handle, path: path.to_owned(), has_socket }, age))
    }

    /// Whether nobody listens on its socket: it refuses, or its maker was killed before it could make one. Any other
    /// failure says nothing.
    pub(super) fn is_dead(&self) -> bool {
        !self.has_socket
            || std::os::unix::net::UnixStream::connect(self.path.join(NAME))
                .is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
    }

    /// Removes the socket, then the directory: `rmdir` fails by itself where anything is in it by now. A process that
    /// is killed between the two leaves an empty directory, which the next one finds.
    pub(super) fn remove(self) {
        if !self.has_socket || rustix::fs::unlinkat(&self.handle, NAME, AtFlags::empty()).is_ok() {
            let _ = std::fs::remove_dir(&self.path);
        }
    }
}

/// Whether there is a socket of the known name; None where there is anything else.
fn holds_at_most_the_socket(handle: &OwnedFd) -> io::Result<Option<bool>> {
    let mut has_socket = false;
    for entry in Dir::read_from(handle)? {
        match entry?.file_name().to_bytes() {
            b"." | b".." => {}
            name if OsStr::from_bytes(name) == NAME => {
                let found = rustix::fs::statat(handle, NAME, AtFlags::SYMLINK_NOFOLLOW)?;
                if FileType::from_raw_mode(found.st_mode) != FileType::Socket {
                    return Ok(None);
                }
                has_socket = true;
            }
            _ => return Ok(None),
        }
    }
    Ok(Some(has_socket))
}

fn age(found: &Stat) -> Option<Duration> {
    let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(found.st_mtime.try_into().ok()?))?;
    changed.elapsed().ok()
}
