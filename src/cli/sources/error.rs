//! Why a source can't be read.

use std::path::PathBuf;

use crate::api;
use crate::cli::connection::ConnectionError;

/// There are no schedules to look at.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum Error {
    /// Key, site or endpoint.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// The list request.
    #[error("the schedules can't be read from Treasure Data")]
    List(#[source] Box<api::Error>),
    /// The request for the jobs of one schedule.
    #[error("the history of {name:?} can't be read from Treasure Data")]
    History {
        /// The schedule.
        name: String,
        /// Why.
        #[source]
        cause: Box<api::Error>,
    },
    /// The process can't do I/O.
    #[error("the request can't be started")]
    Runtime(#[source] std::io::Error),
    /// A file or a directory.
    #[error("{} can't be read", path.display())]
    Read {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// It is no plan.
    #[error(
        "{} is not a plan: {problem}. Write it with `terraform plan -out=tfplan && terraform show -json tfplan > plan.json`",
        path.display()
    )]
    Plan {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// It is no HCL.
    #[error("{} is no Terraform configuration: {problem}", path.display())]
    Hcl {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its line.
        problem: String,
    },
    /// Nothing that is configuration.
    #[error("{} has no file that ends in .tf or .sql with a header. Give the directory that `export` wrote", path.display())]
    Empty {
        /// The directory.
        path: PathBuf,
    },
}
