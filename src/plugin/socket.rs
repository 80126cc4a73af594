//! A Unix socket that only its owner can reach: in a directory of its own with mode 0700.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream};

use super::{Error, own_directory};

/// How the directories begin, and nobody else's do; what remains of killed processes is found by it.
pub(super) const PREFIX: &str = ".terraform-provider-td-socket-";
/// The socket inside its directory.
pub(super) const NAME: &str = "s";
/// macOS takes 104 bytes with the closing zero, Linux 108; the rest is room for other clients' own limits.
const LONGEST_PATH: usize = 100;

/// A listening private socket; dropping it removes directory and socket.
#[derive(Debug)]
pub(super) struct PrivateSocket {
    listener: UnixListener,
    path: String,
    parent: PathBuf,
}

impl PrivateSocket {
    /// Makes a directory with a listening socket in `directory` (None: the directory for temporary files). It is
    /// under `/tmp` instead where the path would be too long or could not be written in a handshake. `group`, by
    /// name or number, may use the socket too.
    pub(super) fn new(directory: Option<&Path>, group: Option<&str>) -> Result<Self, Error> {
        let wanted = directory.map_or_else(std::env::temp_dir, Path::to_owned);
        let parent =
            std::path::absolute(&wanted).ok().filter(|path| fits(path)).unwrap_or_else(|| "/tmp".into());
        let group = group.map(group_id).transpose()?;
        Self::in_directory(&parent, group).map_err(|source| Error::Socket { directory: parent, source })
    }

    fn in_directory(parent: &Path, group: Option<u32>) -> io::Result<Self> {
        let directory = tempfile::Builder::new()
            .prefix(PREFIX)
            .permissions(Permissions::from_mode(0o700))
            // tempfile would take away whatever is in it by then.
            .disable_cleanup(true)
            .tempdir_in(parent)?
            .keep();
        Self::bind(&directory, parent, group).inspect_err(|_| own_directory::remove(&directory))
    }

    fn bind(directory: &Path, parent: &Path, group: Option<u32>) -> io::Result<Self> {
        let socket = directory.join(NAME);
        let path = socket.to_str().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
        let listener = UnixListener::bind(&socket)?;
        if group.is_some() {
            for (path, mode) in [(socket.as_path(), 0o660), (directory, 0o710)] {
                chown(path, None, group)?;
                std::fs::set_permissions(path, Permissions::from_mode(mode))?;
            }
        }
        Ok(Self { listener, path, parent: parent.to_owned() })
    }

    /// The socket's path.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The directory that holds the socket's own.
    pub(super) fn parent(&self) -> &Path {
        &self.parent
    }

    /// Waits for the next connection.
    pub(super) async fn accept(&self) -> io::Result<UnixStream> {
        self.listener.accept().await.map(|(stream, _)| stream)
    }
}

impl Drop for PrivateSocket {
    fn drop(&mut self) {
        if let Some(directory) = Path::new(&self.path).parent() {
            own_directory::remove(directory);
        }
    }
}

/// Whether a socket under this directory has a path that every client takes and the handshake can hold.
fn fits(directory: &Path) -> bool {
    // tempfile adds six characters.
    let longest: PathBuf = directory.join(format!("{PREFIX}123456")).join(NAME);
    longest.to_str().is_some_and(|path| path.len() <= LONGEST_PATH && !path.contains(['|', '\n', '\r']))
}

/// A group's number by its name or number; only `/etc/group` is asked.
fn group_id(group: &str) -> Result<u32, Error> {
    if let Ok(id) = group.parse() {
        return Ok(id);
    }
    std::fs::read_to_string("/etc/group")
        .ok()
        .and_then(|groups| {
            groups.lines().find_map(|line| {
                let mut fields = line.split(':');
                (fields.next()? == group).then(|| fields.nth(1)?.parse().ok())?
            })
        })
        .ok_or_else(|| Error::SocketGroup(group.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[tokio::test]
    async fn only_the_owner_reaches_the_socket_and_dropping_removes_it() {
        let parent = tempfile::tempdir_in("/tmp").unwrap();
        let socket = PrivateSocket::new(Some(parent.path()), None).unwrap();
        let path = PathBuf::from(socket.path());
        let directory = path.parent().unwrap().to_owned();
        assert!(path.exists() && directory.starts_with(parent.path()));
        assert_eq!(mode(&directory), 0o700);
        drop(socket);
        assert!(!directory.exists());
    }

    #[tokio::test]
    async fn what_somebody_put_beside_the_socket_outlives_it() {
        let parent = tempfile::tempdir_in("/tmp").unwrap();
        let socket = PrivateSocket::new(Some(parent.path()), None).unwrap();
        let beside = Path::new(socket.path()).with_file_name("terraform.tfstate");
        std::fs::write(&beside, "{}").unwrap();
        drop(socket);
        assert_eq!(std::fs::read_to_string(beside).unwrap(), "{}");
    }

    #[tokio::test]
    async fn a_path_that_would_be_too_long_goes_under_tmp() {
        let parent = tempfile::tempdir_in("/tmp").unwrap();
        let long = parent.path().join("x".repeat(90));
        std::fs::create_dir(&long).unwrap();
        let socket = PrivateSocket::new(Some(&long), None).unwrap();
        assert!(!Path::new(socket.path()).starts_with(&long) && socket.path().starts_with("/tmp/"));
    }

    #[tokio::test]
    async fn a_group_may_use_the_socket_when_the_host_asks() {
        let parent = tempfile::tempdir_in("/tmp").unwrap();
        let own = std::os::unix::fs::MetadataExt::gid(&std::fs::metadata(parent.path()).unwrap());
        let socket = PrivateSocket::new(Some(parent.path()), Some(&own.to_string())).unwrap();
        let path = Path::new(socket.path());
        assert_eq!((mode(path), mode(path.parent().unwrap())), (0o660, 0o710));
    }

    #[test]
    fn an_unknown_group_is_an_error() {
        assert!(matches!(group_id("no such group"), Err(Error::SocketGroup(_))));
        assert_eq!(group_id("7").unwrap(), 7);
    }
}
