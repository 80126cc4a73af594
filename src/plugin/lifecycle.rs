//! What ends the process from outside: signals, and the death of the process that started it.

use std::future::Future;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::Error;

/// How often the parent is looked at. No notice of its death exists that is safe here: PR_SET_PDEATHSIG fires when the
/// *thread* that started us ends, and Go ends threads.
#[cfg(unix)]
const LOOK: std::time::Duration = std::time::Duration::from_secs(1);

/// From now on Ctrl-C, Ctrl-\\ and the terminal's end end nothing: the terminal tells the whole process group, and the
/// host decides what to do. When that is to die at once, [`orphaned`] sees it.
pub(super) fn ignore_interrupt() -> Result<(), Error> {
    let mut interrupts = interrupts()?;
    // Windows takes its default action when nobody waits.
    tokio::spawn(async move { while interrupts.recv().await.is_some() {} });
    Ok(())
}

/// Ends when the terminal says so: by Ctrl-C, Ctrl-\\ or its own end.
pub(super) fn interrupted() -> Result<impl Future<Output = ()>, Error> {
    let mut interrupts = interrupts()?;
    Ok(async move {
        interrupts.recv().await;
    })
}

/// What a terminal sends.
#[cfg(unix)]
struct Interrupts {
    interrupt: Signal,
    quit: Signal,
    hangup: Signal,
}

#[cfg(unix)]
impl Interrupts {
    async fn recv(&mut self) -> Option<()> {
        tokio::select! {
            received = self.interrupt.recv() => received,
            received = self.quit.recv() => received,
            received = self.hangup.recv() => received,
        }
    }
}

#[cfg(unix)]
fn interrupts() -> Result<Interrupts, Error> {
    let watch = |kind| signal(kind).map_err(Error::Signals);
    Ok(Interrupts {
        interrupt: watch(SignalKind::interrupt())?,
        quit: watch(SignalKind::quit())?,
        hangup: watch(SignalKind::hangup())?,
    })
}

#[cfg(windows)]
fn interrupts() -> Result<tokio::signal::windows::CtrlC, Error> {
    tokio::signal::windows::ctrl_c().map_err(Error::Signals)
}

/// Ends when the process is asked to terminate; Windows does not ask.
#[cfg(unix)]
pub(super) fn terminated() -> Result<impl Future<Output = ()>, Error> {
    let mut signals = signal(SignalKind::terminate()).map_err(Error::Signals)?;
    Ok(async move {
        signals.recv().await;
    })
}

/// Ends when the process is asked to terminate; Windows does not ask.
#[cfg(windows)]
pub(super) fn terminated() -> Result<impl Future<Output = ()>, Error> {
    Ok(std::future::pending())
}

/// Ends when the process that started this one has died. The parent is the one at the time of the call.
#[cfg(unix)]
pub(super) fn orphaned() -> impl Future<Output = ()> {
    use std::os::unix::process::parent_id;
    let parent = parent_id();
    async move {
        while parent_id() == parent {
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// Never ends: Windows has no parents, only a number that may be another process's by now.
#[cfg(windows)]
pub(super) fn orphaned() -> impl Future<Output = ()> {
    std::future::pending()
}
