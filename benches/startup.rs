//! From a process's start to its handshake, and what it holds in memory then.

use std::path::Path;
use std::time::Instant;

use tokio::process::Command;

use crate::Outcome;
use crate::certificate::Certificate;
use crate::plugin_process::{Plugin, cleaned, host_environment};
use crate::process::{median, memory};

/// What a start costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Startup {
    /// Milliseconds to the handshake's line.
    pub(crate) handshake: f64,
    /// Resident memory at that moment, in MiB.
    pub(crate) memory: f64,
    /// The executable's size in MB.
    pub(crate) size: f64,
}

/// The medians of `times` starts of each executable, in turns.
pub(crate) async fn measure(executables: &[&Path], times: usize) -> Outcome<Vec<Startup>> {
    let certificate = Certificate::new();
    let mut all = vec![(Vec::new(), Vec::new()); executables.len()];
    for _ in 0..times {
        for (executable, (handshakes, memories)) in executables.iter().zip(&mut all) {
            let mut command = cleaned(Command::new(executable));
            host_environment(&mut command, Some(&certificate));
            let begin = Instant::now();
            let plugin = Plugin::of(command).await;
            handshakes.push(begin.elapsed().as_secs_f64() * 1000.0);
            memories.push(memory(plugin.id(), "VmRSS")? as f64 / 1024.0);
        }
    }
    executables
        .iter()
        .zip(all)
        .map(|(executable, (handshakes, memories))| {
            let size = std::fs::metadata(executable)?.len() as f64 / 1e6;
            Ok(Startup { handshake: median(handshakes), memory: median(memories), size })
        })
        .collect()
}
