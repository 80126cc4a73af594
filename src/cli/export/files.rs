//! Putting files in place: all of them or none, and never half of one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Error;

/// Texts by their paths in the directory that is written.
pub(super) type Files = BTreeMap<PathBuf, String>;

/// Writes the files into `root`, which is made if it is not there. Without `force` it refuses when one of them is
/// there. They are written whole beside their place first and then renamed. `next` hears, before each file is written
/// and once more before the first is put in place, how many are written; its error ends the work, with nothing left.
pub(super) fn place(
    root: &Path,
    files: &Files,
    force: bool,
    mut next: impl FnMut(usize) -> Result<(), Error>,
) -> Result<(), Error> {
    let there: Vec<PathBuf> =
        files.keys().map(|file| root.join(file)).filter(|path| path.symlink_metadata().is_ok()).collect();
    if !force && !there.is_empty() {
        return Err(Error::Exists { paths: there });
    }
    let is_new = !root.exists();
    let beside = if is_new { parent(root) } else { root };
    // What is made first is taken away last.
    let mut around = Placed::default();
    around.directory(beside).map_err(failed(beside))?;
    // On the same file system, so that a rename suffices; removed when this function is left.
    let draft = tempfile::Builder::new().prefix(".td-export-").tempdir_in(beside).map_err(failed(beside))?;
    // The draft's own directory is closed to others; what is in it gets the usual permissions.
    let mut placed = Placed::default();
    let (staged, old) = (draft.path().join("files"), draft.path().join("old"));
    for (written, (file, text)) in files.iter().enumerate() {
        next(written)?;
        let path = staged.join(file);
        // The draft is nothing that a person knows of: what can't be written is the file itself.
        let target = root.join(file);
        fs::create_dir_all(parent(&path)).and_then(|()| fs::write(&path, text)).map_err(failed(&target))?;
    }
    next(files.len())?;
    if is_new {
        fs::rename(&staged, root).map_err(failed(root))?;
    } else {
        for file in files.keys() {
            let (target, old) = (root.join(file), old.join(file));
            placed.file(&staged.join(file), &target, &old).map_err(failed(&target))?;
        }
    }
    (around.is_whole, placed.is_whole) = (true, true);
    Ok(())
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |cause| Error::Write { path, cause }
}

/// What was put in place so far. All is as it was before when it is dropped before it is whole.
#[derive(Debug, Default)]
struct Placed {
    is_whole: bool,
    directories: Vec<PathBuf>,
    /// Each file, and where the one is kept that it replaced.
    files: Vec<(PathBuf, Option<PathBuf>)>,
}

impl Placed {
    fn directory(&mut self, path: &Path) -> io::Result<()> {
        let is_missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
        for directory in missing.into_iter().rev() {
            fs::create_dir(directory)?;
            self.directories.push(directory.to_owned());
        }
        Ok(())
    }

    fn file(&mut self, from: &Path, to: &Path, old: &Path) -> io::Result<()> {
        self.directory(parent(to))?;
        let replaces = to.symlink_metadata().is_ok_and(|there| !there.is_dir());
        if replaces {
            fs::create_dir_all(parent(old))?;
            fs::rename(to, old)?;
        }
        self.files.push((to.to_owned(), replaces.then(|| old.to_owned())));
        fs::rename(from, to)
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        if self.is_whole {
            return;
        }
        for (file, old) in self.files.iter().rev() {
            let _ = match old {
                Some(old) => fs::rename(old, file),
                None => fs::remove_file(file),
            };
        }
        for directory in self.directories.iter().rev() {
            let _ = fs::remove_dir(directory);
        }
    }
}

/// The directory of a path; the working directory for a bare name.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
