//! `emulator`: TD's schedules API as a local server.

use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use super::Outcome;
use crate::clock::SystemClock;
use crate::emulator::quirks::Quirks;
use crate::emulator::{ApiKey, Emulator, Options};

/// What can be given to `emulator`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8173")]
    pub listen: SocketAddr,
    /// Lets only this key in, seeing only these databases; may be repeated (without it, any key that is not empty)
    #[arg(long, value_name = "KEY[=DB,DB]")]
    pub api_key: Vec<ApiKey>,
    /// Switches one point where TD's behaviour is not settled; may be repeated
    #[arg(long, value_name = "NAME=VALUE")]
    pub quirk: Vec<String>,
}

/// Serves until it is told to stop.
pub fn run(args: Args) -> Outcome {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(args))
}

async fn serve(args: Args) -> Outcome {
    let mut quirks = Quirks::default();
    for quirk in &args.quirk {
        let (name, value) =
            quirk.split_once('=').ok_or_else(|| format!("--quirk {quirk}: NAME=VALUE expected"))?;
        quirks.set(name, value)?;
    }
    let options = Options { listen: args.listen, api_keys: args.api_key, quirks };
    let emulator = Emulator::start(options, Arc::new(SystemClock::default())).await?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "listening on {}", emulator.url())?;
    stdout.flush()?;
    tokio::signal::ctrl_c().await?;
    emulator.stop();
    Ok(ExitCode::SUCCESS)
}
