//! `emulator`: TD's schedules API as a local server.

mod command;
pub(super) mod reference;

pub(super) use command::asked_to_stop;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use super::{Outcome, terminal};
use crate::clock::{Clock, SystemClock};
use crate::emulator::quirks::Quirks;
use crate::emulator::{ApiKey, Emulator, Options, Rule};
use crate::settings::readable_by_others;

/// The key that a command gets when none is given.
const KEY: &str = "1/0123456789abcdef0123456789abcdef01234567";

/// What can be given to `emulator`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = reference::after_help())]
pub struct Args {
    /// Address to listen on, port 0 takes a free one [default: 127.0.0.1:8173; with a COMMAND, a free port]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// Keeps everything in this database [default: in memory]
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
    /// Begins every new account with this file, which has the form of TD's list; `databases`, `results` and `users` may
    /// stand beside its `schedules`
    #[arg(long, value_name = "FILE.json")]
    pub load: Option<PathBuf>,
    /// Refuses schedules and jobs on a database that was not made, loaded, or given to a key [default: any is taken]
    #[arg(long)]
    pub known_databases: bool,
    /// Lets only this key in, seeing only these databases; may be repeated [default: any key that is not empty]
    #[arg(long, value_name = "KEY[=DB,DB]")]
    pub api_key: Vec<ApiKey>,
    /// Added to every answer, like 50ms
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "0s")]
    pub latency: Duration,
    /// How long jobs run, like 10s; 0s ends them at once
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "10s")]
    pub job_duration: Duration,
    /// Lets requests go wrong, like 503=0.1 or reset-after:create=next1; may be repeated
    #[arg(long, value_name = "KIND[:OPERATION]=RATE")]
    pub fault: Vec<Rule>,
    /// Makes the faults the same in every run [default: random]
    #[arg(long, value_name = "N")]
    pub fault_seed: Option<u64>,
    /// Switches one point where TD's behaviour is not settled; may be repeated
    #[arg(long, value_name = "NAME=VALUE")]
    pub quirk: Vec<String>,
    /// Serves https with a certificate of its own and writes the certificate to trust to this file
    #[arg(long, value_name = "CA.pem")]
    pub tls: Option<PathBuf>,
    /// A name that the https certificate is good for, besides this machine's; may be repeated
    #[arg(long, value_name = "NAME", requires = "tls")]
    pub tls_name: Vec<String>,
    /// Runs this with TD_API_SERVER and TD_API_KEY set, and with --tls SSL_CERT_FILE, which OpenSSL, Go and the provider
    /// read; then stops with its exit code
    #[arg(last = true, value_name = "COMMAND")]
    pub command: Vec<OsString>,
}

/// Serves until it is told to stop, or until the command ends.
pub fn run(args: Args) -> Outcome {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(args))
}

async fn serve(args: Args) -> Outcome {
    let clock = Arc::new(SystemClock::default());
    let mut quirks = Quirks::default();
    for quirk in &args.quirk {
        let (name, value) =
            quirk.split_once('=').ok_or_else(|| format!("--quirk {quirk}: NAME=VALUE expected"))?;
        quirks.set(name, value)?;
    }
    if let Some(data) = &args.data
        && let Some(mode) = readable_by_others(data)
    {
        let data = data.display();
        terminal::say(&format!(
            "warning: others can read {data} (mode {mode:04o}), and it holds the passwords of exports: chmod 600 {data}"
        ));
    }
    let port = if args.command.is_empty() { 8173 } else { 0 };
    let listen = args.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], port)));
    let key = args.api_key.first().map_or(KEY, |key| key.key().expose()).to_owned();
    let authority = args.tls.clone();
    let has_keys = !args.api_key.is_empty();
    let options = Options {
        listen,
        api_keys: args.api_key,
        quirks,
        data: args.data,
        load: args.load,
        known_databases: args.known_databases,
        faults: args.fault,
        fault_seed: args.fault_seed.unwrap_or_else(|| clock.random()),
        latency: args.latency,
        job_duration: args.job_duration,
        tls: args.tls,
        tls_names: args.tls_name,
    };
    let emulator = Emulator::start(options, clock).await?;
    if !emulator.address().ip().is_loopback() {
        let controls =
            if has_keys { "its controls want the key" } else { "its controls are off without --api-key" };
        let address = emulator.address();
        terminal::say(&format!("warning: {address} can be reached from other machines; {controls}"));
    }
    if !args.command.is_empty() {
        let code = command::run(&args.command, &emulator.local_url(), &key, authority.as_deref()).await?;
        emulator.stop();
        return Ok(code);
    }
    terminal::answer(&format!("listening on {}", emulator.url()))?;
    command::asked_to_stop().await?;
    emulator.stop();
    Ok(ExitCode::SUCCESS)
}

/// Reads `50ms`, `10s`, `2m` or `1h`.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match text.get(digits.len()..) {
        Some("ms") => 1,
        Some("s") => 1000,
        Some("m") => 60_000,
        Some("h") => 3_600_000,
        _ => return Err("a number and ms, s, m or h expected".into()),
    };
    let number: u32 = digits.parse().map_err(|_| "a whole number and ms, s, m or h expected")?;
    Ok(Duration::from_millis(u64::from(number) * unit))
}
