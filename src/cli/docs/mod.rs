//! `docs`: the registry's pages, from the schemas, `templates/` and `examples/`. For those who work on the provider.
//!
//! The layout is the registry's: <https://developer.hashicorp.com/terraform/registry/providers/docs>.

mod error;
mod page;
mod registered;
mod schema;
mod signature;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Outcome, terminal};

use error::Error;

/// What can be given to `docs`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The repository's directory
    #[arg(default_value = ".")]
    root: PathBuf,
    /// Writes nothing, and fails when a page is not what would be written
    #[arg(long)]
    check: bool,
}

/// Writes every page under `docs/`, or with `--check` says which are stale.
pub(super) fn run(args: &Args) -> Outcome {
    let made = pages(&args.root)?;
    let there = written(&args.root)?;
    let stale: BTreeSet<&PathBuf> =
        made.keys().chain(there.keys()).filter(|path| made.get(*path) != there.get(*path)).collect();
    for path in &stale {
        match (args.check, made.get(*path)) {
            (true, Some(_)) => terminal::say(&format!("{}: stale, run make docs", path.display())),
            (true, None) => terminal::say(&format!(
                "{}: nothing makes this page; a guide belongs in templates/guides",
                path.display()
            )),
            (false, Some(text)) => put(&args.root.join(path), text)?,
            (false, None) => {
                let path = args.root.join(path);
                fs::remove_file(&path).map_err(|cause| Error::Write { path, cause })?;
            }
        }
    }
    if args.check && !stale.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    terminal::say(&format!("{} pages, {} changed", made.len(), stale.len()));
    Ok(ExitCode::SUCCESS)
}

/// Every page that belongs into `docs/`, by its path from `root`.
fn pages(root: &Path) -> Result<BTreeMap<PathBuf, String>, Error> {
    let offered = registered::ask()?;
    let mut pages = BTreeMap::new();
    for one in &offered {
        pages.insert(Path::new("docs").join(one.page()), page::of(root, one)?);
    }
    for guide in template::files(&root.join("templates/guides"), ".md.tmpl")? {
        let name = guide.file_stem().map(Path::new).unwrap_or(&guide);
        pages.insert(Path::new("docs/guides").join(name), page::guide(root, &guide)?);
    }
    Ok(pages)
}

/// Every page that is there.
fn written(root: &Path) -> Result<BTreeMap<PathBuf, String>, Error> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::from("docs")];
    while let Some(folder) = folders.pop() {
        for path in template::files(&root.join(&folder), "")? {
            let name = folder.join(path.file_name().unwrap_or_default());
            if path.is_dir() {
                folders.push(name);
            } else {
                found.insert(name, template::read(&path)?);
            }
        }
    }
    Ok(found)
}

fn put(path: &Path, text: &str) -> Result<(), Error> {
    let wrong = |cause| Error::Write { path: path.to_owned(), cause };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(wrong)?;
    }
    fs::write(path, text).map_err(wrong)
}
