//! What Terraform and this provider cost, measured side by side: `make bench` prints the table that
//! `docs/guides/performance.md` explains.
//!
//! The same executable is also two of the providers that are measured: Terraform starts it under another name.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

// The protocol suite's own client: gRPC over the real socket with Terraform's kind of certificate.
#[path = "../tests/protocol/certificate.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "a test's module, which needs other parts of it")]
mod certificate;
#[path = "../tests/protocol/client.rs"]
#[expect(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's module")]
mod client;
#[path = "../tests/protocol/go_plugin.rs"]
mod go_plugin;
#[path = "../tests/protocol/patience.rs"]
#[expect(clippy::panic, reason = "a test's module")]
mod patience;
#[path = "../tests/protocol/plugin_process.rs"]
#[expect(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test's module, which needs other parts of it"
)]
mod plugin_process;

mod driver;
mod echo;
mod emulator;
mod goals;
mod micro;
mod null;
mod planning;
mod process;
mod report;
mod rows;
mod startup;
mod terraform;
mod twin;

/// What a part of the bench gives.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The provider's executable, optimised.
const EXECUTABLE: &str = env!("CARGO_BIN_EXE_terraform-provider-td");

fn main() -> ExitCode {
    let name = std::env::args_os().next().unwrap_or_default();
    let outcome = match terraform::role(Path::new(&name)).as_deref() {
        Some(role) if role.starts_with("echo") => echo::serve(role),
        Some("null") => null::serve(),
        Some("timed") => process::timed(),
        _ => report::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}
