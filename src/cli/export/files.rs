//! Putting files in place: all of them or none, and never half of one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Error;

/// Texts by their paths in the directory that is written.
pub(super) type Files = BTreeMap<PathBuf, String>;

/// Writes the files into `root`, which is made if it is not there. Without `force` it refuses when one of them is
/// there. They are written whole beside their place first and then renamed.
pub(super) fn place(root: &Path, files: &Files, force: bool) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |cause| Error::Write { path, cause }
    };
    let there: Vec<PathBuf> =
        files.keys().map(|file| root.join(file)).filter(|path| path.symlink_metadata().is_ok()).collect();
    if !force && !there.is_empty() {
        return Err(Error::Exists { paths: there });
    }
    let is_new = !root.exists();
    let beside = if is_new { parent(root) } else { root };
    fs::create_dir_all(beside).map_err(failed(beside))?;
    // On the same file system, so that a rename suffices; removed when this function is left.
    let draft = tempfile::Builder::new().prefix(".td-export-").tempdir_in(beside).map_err(failed(beside))?;
    // The draft's own directory is closed to others; what is in it gets the usual permissions.
    let staged = draft.path().join("files");
    for (file, text) in files {
        let path = staged.join(file);
        fs::create_dir_all(parent(&path)).and_then(|()| fs::write(&path, text)).map_err(failed(&path))?;
    }
    if is_new {
        return fs::rename(&staged, root).map_err(failed(root));
    }
    let mut placed = Vec::new();
    for file in files.keys() {
        let target = root.join(file);
        if let Err(cause) = move_in(&staged.join(file), &target) {
            // What replaced nothing can be taken away again.
            for path in placed.iter().filter(|path| !there.contains(path)) {
                let _ = fs::remove_file(path);
            }
            return Err(Error::Write { path: target, cause });
        }
        placed.push(target);
    }
    Ok(())
}

fn move_in(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(parent(to))?;
    fs::rename(from, to)
}

/// The directory of a path; the working directory for a bare name.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
