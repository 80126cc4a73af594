//! Another provider, written against the framework's public items alone, and told its story by the real Terraform.
//!
//! `provider.rs` and what it registers are what an author writes. This executable is that provider when Terraform starts it,
//! and the suite's test runner else, so `cargo test --test author` builds one thing.

#[path = "../support/process.rs"]
#[expect(clippy::panic, clippy::expect_used, reason = "a test's module")]
mod process;
#[path = "../support/terraform.rs"]
#[expect(
    dead_code,
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test's module, which needs other parts of it"
)]
mod terraform;

mod clear;
mod pieces;
mod provider;
mod shelf;
mod shelf_data;
mod store;
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test's module")]
mod story;
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test's module")]
mod world;

use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};
use terraform_provider_td::framework::{self, Registry};
use terraform_provider_td::plugin;

use provider::Memory;

fn main() -> ExitCode {
    // Terraform sets it for each plugin that it starts.
    if std::env::var_os("TF_PLUGIN_MAGIC_COOKIE").is_some() {
        return serve();
    }
    let trial = |(name, test): (String, story::Test)| {
        Trial::test(name, || {
            test();
            Ok(())
        })
    };
    let tests = story::tests().into_iter().map(trial);
    libtest_mimic::run(&Arguments::from_args(), tests.collect()).exit_code()
}

/// The whole `main` of a provider.
fn serve() -> ExitCode {
    let registry = Arc::new(Registry::new(Memory));
    let services = move |connection: plugin::Connection| framework::routes(registry.clone(), connection.stop);
    match plugin::run(plugin::serve(services)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        // The host was told why.
        _ => ExitCode::FAILURE,
    }
}
