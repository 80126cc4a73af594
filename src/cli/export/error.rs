//! What can go wrong in an export, by the stage at which it did.

use std::path::PathBuf;

use crate::api;
use crate::cli::connection::ConnectionError;

/// A failed export. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// Key, site or endpoint.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// The list request.
    #[error("the schedules can't be read from Treasure Data")]
    List(#[source] Box<api::Error>),
    /// The process can't do I/O.
    #[error("the request can't be started")]
    Runtime(#[source] std::io::Error),
    /// A file of `terraform show -json` can't be read.
    #[error("{} can't be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// It holds something else.
    #[error("{} is not {wanted}: {problem}. Write it with `{command}`", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What belongs there.
        wanted: &'static str,
        /// What is wrong.
        problem: String,
        /// What writes it.
        command: &'static str,
    },
    /// Ctrl-C or another signal.
    #[error("it was stopped, and nothing was written")]
    Stopped,
    /// Files are in the way.
    #[error(
        "{} there already. Take another --out, or give --force to replace what this export writes",
        exists(paths)
    )]
    Exists {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// A directory below `--out` is a symlink.
    #[error(
        "{} is a symlink, so that files would be written elsewhere than under --out. Remove it, or take another --out",
        path.display()
    )]
    Elsewhere {
        /// The symlink.
        path: PathBuf,
    },
    /// The files can't be put in place.
    #[error("{} can't be written", path.display())]
    Write {
        /// Where.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
}

/// How many paths an error names.
const SHOWN: usize = 3;

fn exists(paths: &[PathBuf]) -> String {
    let shown: Vec<String> = paths.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
    let more = match paths.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more} {}", shown.join(", "), if paths.len() == 1 { "is" } else { "are" })
}
