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
    if let Some(path) = elsewhere(root, files) {
        return Err(Error::Elsewhere { path });
    }
    let is_new = !root.exists();
    let beside = if is_new { parent(root) } else { root };
    // What is made first is taken away last.
    let mut around = Placed::default();
    around.directory(beside).map_err(failed(beside))?;
    // On the same file system, so that a rename suffices; removed when this function is left.
    let mut draft = Draft::new(beside, files).map_err(failed(beside))?;
    let mut placed = Placed::default();
    let (staged, old) = (draft.staged(), draft.old());
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
    (around.is_whole, placed.is_whole, draft.old_is_done) = (true, true, true);
    Ok(())
}

/// The first directory on the way to a file that is a symlink: the file would be written where nobody looks for it.
/// `root` itself may be one, since a person named it.
fn elsewhere(root: &Path, files: &Files) -> Option<PathBuf> {
    files.keys().flat_map(|file| file.ancestors().skip(1)).filter(|way| !way.as_os_str().is_empty()).find_map(
        |way| {
            let way = root.join(way);
            way.is_symlink().then_some(way)
        },
    )
}

/// A directory beside the place, for files that are not whole yet and for those that they replace. When it is dropped,
/// what was made in it is taken away by its name, and a directory only when it is empty: nothing that somebody else put
/// there, and no replaced file that could not be brought back.
#[derive(Debug)]
struct Draft<'f> {
    path: PathBuf,
    files: &'f Files,
    /// Nobody needs the replaced files any more.
    old_is_done: bool,
}

impl<'f> Draft<'f> {
    /// Closed to others; what is in it gets the usual permissions.
    fn new(beside: &Path, files: &'f Files) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        let directory = builder.prefix(".td-export-").disable_cleanup(true).tempdir_in(beside)?;
        Ok(Self { path: directory.keep(), files, old_is_done: false })
    }

    fn staged(&self) -> PathBuf {
        self.path.join("files")
    }

    fn old(&self) -> PathBuf {
        self.path.join("old")
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        for (root, is_done) in [(self.staged(), true), (self.old(), self.old_is_done)] {
            for file in self.files.keys() {
                if is_done {
                    let _ = fs::remove_file(root.join(file));
                }
            }
            // The longest first: a directory goes after those in it.
            let mut ways: Vec<&Path> = self.files.keys().flat_map(|file| file.ancestors().skip(1)).collect();
            ways.sort_by_key(|way| std::cmp::Reverse(way.components().count()));
            for way in ways {
                let _ = fs::remove_dir(root.join(way));
            }
        }
        let _ = fs::remove_dir(&self.path);
    }
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
            // A second name first, where the file system knows such: then a kill at any moment leaves one of the two.
            fs::hard_link(to, old).or_else(|_| fs::rename(to, old))?;
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
                // Where both are one file still, a rename leaves both names.
                Some(old) => fs::rename(old, file).and_then(|()| fs::remove_file(old)),
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
