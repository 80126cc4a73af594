//! Reading a small file that a person wrote: a bounded part of a regular file, so that nothing else that stands under its
//! name holds the process up or fills its memory.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// The longest file that is read, in bytes: settings or a bundle of certificates.
const LONGEST: u64 = 4 << 20;

/// The whole text of a file.
///
/// # Errors
/// Those of opening and reading it, and words for what is no regular file, is too long or is no text.
pub(super) fn text(path: &Path) -> io::Result<String> {
    let file = open(path)?;
    let kind = file.metadata()?.file_type();
    if !kind.is_file() {
        return Err(io::Error::other(format!("it is {}, no file", name(kind))));
    }
    let mut text = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut text)?;
    if text.len() as u64 > LONGEST {
        return Err(io::Error::other(format!("it is longer than {} MiB", LONGEST >> 20)));
    }
    String::from_utf8(text).map_err(|_| io::Error::other("it is no UTF-8 text"))
}

/// Opens without waiting for a writer, which a FIFO would.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().try_into().unwrap_or_default());
    }
    options.open(path)
}

fn name(kind: std::fs::FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a FIFO";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
    }
    if kind.is_dir() { "a directory" } else { "something else" }
}

/// The mode of a file that users besides its owner can read; None where they can't, or where modes are not known.
pub fn readable_by_others(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = std::fs::metadata(path).ok()?.mode() & 0o777;
        // A directory that is closed to them closes what is in it, too.
        let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty());
        let way = std::fs::metadata(directory.unwrap_or(Path::new("."))).ok()?.mode();
        (mode & 0o044 != 0 && way & 0o011 != 0).then_some(mode)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_is_no_file_ends_at_once_with_the_right_word() {
        let scratch = tempfile::tempdir().unwrap();
        let said = |path: &Path| text(path).unwrap_err().to_string();
        let fifo = scratch.path().join("fifo");
        let mode = rustix::fs::Mode::RUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        assert_eq!(said(&fifo), "it is a FIFO, no file");
        assert_eq!(said(scratch.path()), "it is a directory, no file");
        assert_eq!(said(Path::new("/dev/zero")), "it is a device, no file");
        let long = scratch.path().join("long");
        File::create(&long).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(said(&long), "it is longer than 4 MiB");
        fs::write(&long, b"apikey=\xff").unwrap();
        assert_eq!(said(&long), "it is no UTF-8 text");
        assert_eq!(text(&scratch.path().join("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
        fs::write(&long, "apikey=é").unwrap();
        assert_eq!(text(&long).unwrap(), "apikey=é");
    }

    #[test]
    fn a_file_that_others_can_read_is_seen() {
        let scratch = tempfile::tempdir().unwrap();
        let (directory, file) = (scratch.path(), scratch.path().join("td.conf"));
        fs::write(&file, "").unwrap();
        let seen = |way: u32, mode: u32| {
            fs::set_permissions(directory, fs::Permissions::from_mode(way)).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            readable_by_others(&file)
        };
        assert_eq!(
            [seen(0o755, 0o644), seen(0o755, 0o604), seen(0o710, 0o640)],
            [Some(0o644), Some(0o604), Some(0o640)]
        );
        assert_eq!([seen(0o755, 0o600), seen(0o700, 0o666), seen(0o755, 0o622)], [None; 3]);
        assert_eq!(readable_by_others(&directory.join("none")), None);
    }
}
