//! `emulator`: TD's schedules API as a local server.

use std::net::SocketAddr;
use std::process::ExitCode;

use super::Outcome;

/// What can be given to `emulator`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8173")]
    pub listen: SocketAddr,
}

/// Serves until it is told to stop.
pub fn run(args: Args) -> Outcome {
    let Args { listen } = args;
    let _ = listen;
    Ok(ExitCode::SUCCESS)
}
