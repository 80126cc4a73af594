//! No arguments: a Terraform plugin. `-debug`: the same, for a debugger. Joins plugin, framework and provider.

use std::process::ExitCode;
use std::sync::{Arc, LazyLock};

use tonic::service::Routes;

use super::{Outcome, terminal};
use crate::framework::{self, Registry};
use crate::plugin::{self, Connection};
use crate::provider::TdProvider;

/// The provider's names: Terraform and OpenTofu each know their own registry.
const ADDRESSES: [&str; 2] =
    ["registry.terraform.io/treasure-data/td", "registry.opentofu.org/treasure-data/td"];

/// Serves the Terraform process that started this one.
pub(super) fn terraform() -> Outcome {
    match plugin::run(plugin::serve(services()))? {
        Err(plugin::Error::Cookie) => {
            terminal::say(&plugin::Error::Cookie.to_string());
            Ok(ExitCode::FAILURE)
        }
        served => Ok(served.map(|()| ExitCode::SUCCESS)?),
    }
}

/// Serves whoever gets the printed TF_REATTACH_PROVIDERS, until Ctrl-C.
pub(super) fn debug() -> Outcome {
    Ok(plugin::run(plugin::debug(&ADDRESSES, services()))?.map(|()| ExitCode::SUCCESS)?)
}

/// One service for each connection; what they offer is made once, and not before somebody has connected.
fn services() -> impl Fn(Connection) -> Routes {
    let registry = LazyLock::new(|| Arc::new(Registry::new(TdProvider::default())));
    move |connection| framework::routes(Arc::clone(&registry), connection.stop)
}
