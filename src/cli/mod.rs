//! One file a subcommand; joins the modules below.
//!
//! Exit codes: 0 done, 1 failed, 64 wrong usage (sysexits' EX_USAGE); `emulator -- COMMAND` gives the command's own.

use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::secret::{Debuggers, forbid_core_dumps};

mod calendar;
mod connection;
pub mod cron;
mod docs;
mod doctor;
pub mod emulator;
mod export;
mod serve;
mod sources;
mod terminal;

/// What a subcommand gives: its exit code, or what failed (the text goes to stderr, the exit code is 1).
pub type Outcome = Result<ExitCode, Box<dyn Error + Send + Sync>>;

/// Wrong usage: sysexits' EX_USAGE.
const USAGE: u8 = 64;

/// The Terraform provider for Treasure Data scheduled queries. Terraform starts it without arguments.
#[derive(Debug, Parser)]
#[command(name = "terraform-provider-td", version, subcommand_negates_reqs = true)]
struct Arguments {
    /// Serve until Ctrl-C and print the TF_REATTACH_PROVIDERS that lets Terraform use this process
    #[arg(long)]
    debug: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Treasure Data's schedules API as a local server
    Emulator(Box<emulator::Args>),
    /// What a cron means, what may surprise, and its next runs
    Cron(cron::Args),
    /// Writes the schedules of an account as Terraform configuration that adopts them and changes nothing
    Export(Box<export::Args>),
    /// When all schedules run: the busy hours and minutes, of an account, a plan or a configuration
    Calendar(Box<calendar::Args>),
    /// Checks key, endpoint, network, clock and Terraform, one after the other, and changes nothing
    Doctor(doctor::Args),
    /// Writes the registry's pages under docs/, from schemas, templates and examples
    #[command(hide = true)]
    Docs(docs::Args),
}

/// Runs what the arguments ask for; the first one is the executable's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let is_for_debuggers =
        matches!(arguments.get(1).and_then(|first| first.to_str()), Some("-debug" | "--debug"));
    forbid_core_dumps(if is_for_debuggers { Debuggers::Allowed } else { Debuggers::Refused });
    // Terraform's way, several times in each of its commands: no argument parser on it.
    if arguments.len() <= 1 {
        return report(serve::terraform());
    }
    // The spelling of every other provider.
    if let Some(first) = arguments.get_mut(1).filter(|first| *first == "-debug") {
        *first = OsString::from("--debug");
    }
    match Arguments::try_parse_from(arguments) {
        Err(error) => usage(&error),
        Ok(Arguments { command: Some(Command::Emulator(args)), .. }) => report(emulator::run(*args)),
        Ok(Arguments { command: Some(Command::Cron(args)), .. }) => report(cron::run(&args)),
        Ok(Arguments { command: Some(Command::Export(args)), .. }) => report(export::run(&args)),
        Ok(Arguments { command: Some(Command::Calendar(args)), .. }) => report(calendar::run(&args)),
        Ok(Arguments { command: Some(Command::Docs(args)), .. }) => report(docs::run(&args)),
        Ok(Arguments { command: Some(Command::Doctor(args)), .. }) => report(doctor::run(&args)),
        Ok(Arguments { debug: true, command: None }) => report(serve::debug()),
        Ok(Arguments { debug: false, command: None }) => report(serve::terraform()),
    }
}

/// `--help` and `--version` arrive here too: they go to stdout, and are no failure.
fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if error.use_stderr() {
        terminal::say(text.trim_end());
        return ExitCode::from(USAGE);
    }
    match terminal::answer(text.trim_end()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Writes what failed, with its causes, on stderr.
fn report(outcome: Outcome) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        let mut text = format!("error: {error}");
        let mut cause = error.source();
        while let Some(error) = cause {
            text.push_str(&format!(": {error}"));
            cause = error.source();
        }
        terminal::say(&text);
        ExitCode::FAILURE
    })
}
