//! Panics on stderr, in the form that a host understands.
//!
//! A line that starts with `panic: ` makes Terraform show everything after it as "The plugin crashed!" when it ends.
//! So only a panic that ends the process is written so; any other one is a log line, for its RPC is answered.

use std::backtrace::Backtrace;
use std::future::Future;
use std::panic::PanicHookInfo;

use super::hclog;

/// Hosts keep about a hundred lines.
const BACKTRACE_LINES: usize = 80;

tokio::task_local! {
    /// Set while a connection's own task runs; the tasks of its RPCs are others.
    static CONNECTION: ();
}

/// Runs a connection's own task: a panic in it ends the process.
pub(super) async fn in_connection(task: impl Future<Output = ()>) {
    CONNECTION.scope((), task).await;
}

/// From now on panics are written for a host.
pub(super) fn install() {
    std::panic::set_hook(Box::new(|panic| {
        if ends_process() {
            hclog::write(&hclog::Line::raw(&text(panic, &Backtrace::force_capture())));
        } else {
            hclog::write(&line(panic));
        }
    }));
}

fn ends_process() -> bool {
    CONNECTION.try_with(|()| ()).is_ok() || std::thread::current().name() == Some("main")
}

fn line(panic: &PanicHookInfo<'_>) -> hclog::Line {
    let mut fields = serde_json::Map::new();
    fields.insert("location".to_owned(), location(panic).into());
    hclog::line(tracing::Level::ERROR, "plugin.panics", format!("panic: {}", message(panic)), fields)
}

fn text(panic: &PanicHookInfo<'_>, backtrace: &Backtrace) -> String {
    let mut text = format!("panic: {}\n\nat {}\n", message(panic), location(panic));
    for line in backtrace.to_string().lines().take(BACKTRACE_LINES) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn message<'a>(panic: &'a PanicHookInfo<'_>) -> &'a str {
    panic.payload_as_str().unwrap_or("(no text)")
}

fn location(panic: &PanicHookInfo<'_>) -> String {
    panic.location().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests;
