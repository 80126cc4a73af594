//! What can go wrong while pages are made.

use std::path::PathBuf;

/// By the stage that failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// A template or an example.
    #[error("{} can't be read", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// A page.
    #[error("{} can't be written", path.display())]
    Write {
        /// The page.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// The provider refused to tell what it offers.
    #[error("the provider does not give its schemas: {0}")]
    Schemas(String),
    /// The type of an attribute is not in the protocol's form.
    #[error("the type {0:?} is not JSON")]
    Type(String, #[source] serde_json::Error),
    /// A line `{{…}}` that nothing fills.
    #[error("{} has an unknown placeholder {name:?}", path.display())]
    Placeholder {
        /// The template.
        path: PathBuf,
        /// What stands between the braces.
        name: String,
    },
    /// A page without what the registry asks for.
    #[error("{} lacks {what}", path.display())]
    Lacks {
        /// The folder or template.
        path: PathBuf,
        /// What it lacks.
        what: &'static str,
    },
}
