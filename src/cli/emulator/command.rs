//! `emulator -- COMMAND…`: the command gets the emulator's address, we get its exit code.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use tokio::process::Command;

/// Runs the command to its end and gives its exit code; a signal's number plus 128 when one ended it. `authority` is the
/// certificate that it has to trust, where the emulator serves https.
///
/// # Errors
/// When it can't be started.
pub(super) async fn run(
    command: &[OsString],
    url: &str,
    key: &str,
    authority: Option<&Path>,
) -> io::Result<ExitCode> {
    let (program, arguments) =
        command.split_first().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no command"))?;
    let mut signals = signals::Signals::new()?;
    let mut prepared = Command::new(program);
    if let Some(authority) = authority {
        // What OpenSSL, Go, and so Terraform, and this provider read; the command may change its directory.
        prepared.env("SSL_CERT_FILE", std::path::absolute(authority)?);
    }
    let mut child = prepared
        .args(arguments)
        .env("TD_API_SERVER", url)
        .env("TD_API_KEY", key)
        // These would win over the two above.
        .env_remove("TREASURE_DATA_API_SERVER")
        .env_remove("TREASURE_DATA_API_KEY")
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| io::Error::new(error.kind(), format!("can't run {}: {error}", program.display())))?;
    let id = child.id();
    let status = loop {
        tokio::select! {
            status = child.wait() => break status?,
            signal = signals.next() => signals::pass_on(id, signal),
        }
    };
    Ok(ExitCode::from(signals::code(status)))
}

/// Ends when this process is asked to stop.
pub(in crate::cli) async fn asked_to_stop() -> io::Result<()> {
    signals::Signals::new()?.next().await;
    Ok(())
}

#[cfg(unix)]
mod signals {
    use std::io::{self, IsTerminal};
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use rustix::process::{Pid, kill_process};
    use tokio::signal::unix::{self, SignalKind};

    /// What the process is told.
    pub(super) struct Signals {
        interrupt: unix::Signal,
        terminate: unix::Signal,
        hang_up: unix::Signal,
    }

    impl Signals {
        pub(super) fn new() -> io::Result<Self> {
            Ok(Self {
                interrupt: unix::signal(SignalKind::interrupt())?,
                terminate: unix::signal(SignalKind::terminate())?,
                hang_up: unix::signal(SignalKind::hangup())?,
            })
        }

        pub(super) async fn next(&mut self) -> rustix::process::Signal {
            tokio::select! {
                _ = self.interrupt.recv() => rustix::process::Signal::INT,
                _ = self.terminate.recv() => rustix::process::Signal::TERM,
                _ = self.hang_up.recv() => rustix::process::Signal::HUP,
            }
        }
    }

    /// Hands a signal to the command; a terminal's Ctrl-C has reached it already, and two would make Terraform hurry.
    pub(super) fn pass_on(id: Option<u32>, signal: rustix::process::Signal) {
        if signal == rustix::process::Signal::INT && io::stdin().is_terminal() {
            return;
        }
        let pid = id.and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        if let Some(pid) = pid {
            // It may have ended by itself meanwhile.
            let _ = kill_process(pid, signal);
        }
    }

    pub(super) fn code(status: ExitStatus) -> u8 {
        let code = status.code().or(status.signal().map(|signal| 128 + signal)).unwrap_or(1);
        u8::try_from(code).unwrap_or(1)
    }
}

#[cfg(not(unix))]
mod signals {
    use std::io;
    use std::process::ExitStatus;

    /// Ctrl-C, which reaches the command by itself.
    pub(super) struct Signals;

    impl Signals {
        pub(super) fn new() -> io::Result<Self> {
            Ok(Self)
        }

        pub(super) async fn next(&mut self) {
            let _ = tokio::signal::ctrl_c().await;
        }
    }

    pub(super) fn pass_on(_id: Option<u32>, (): ()) {}

    pub(super) fn code(status: ExitStatus) -> u8 {
        status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
    }
}
