//! Runs a command to its end, but never longer than a limit.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// What a finished command left.
#[derive(Debug)]
pub(crate) struct Finished {
    /// The exit code; -1 when a signal ended it.
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `command` without input. One that takes longer than `limit` is killed, and that fails the test.
pub(crate) fn finish(mut command: Command, limit: Duration) -> Finished {
    let line = format!("{command:?}");
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {line}: {error}"));
    hear(child, &line, limit)
}

/// The same for one that runs already, with its output in pipes.
pub(crate) fn hear(mut child: Child, line: &str, limit: Duration) -> Finished {
    let stdout = collect(child.stdout.take().expect("stdout is piped"));
    let stderr = collect(child.stderr.take().expect("stderr is piped"));
    let pid = child.id().to_string();
    let (done, waits) = mpsc::channel::<()>();
    let watch = thread::spawn(move || {
        let late = waits.recv_timeout(limit) == Err(mpsc::RecvTimeoutError::Timeout);
        if late {
            let _ = Command::new("kill").args(["-9", &pid]).status();
        }
        late
    });
    let status = child.wait().expect("a child can be waited for");
    drop(done);
    let late = watch.join().expect("the watch ends");
    let finished = Finished {
        code: status.code().unwrap_or(-1),
        stdout: stdout.join().expect("stdout is read"),
        stderr: stderr.join().expect("stderr is read"),
    };
    assert!(!late, "{line} took longer than {limit:?}\n{}\n{}", finished.stdout, finished.stderr);
    finished
}

fn collect(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
