//! What the kernel says of processes (Linux's /proc).

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::Outcome;

/// A clock tick of /proc, in seconds: Linux shows 100 a second to programs on every architecture.
const TICK: f64 = 0.01;

/// Where a timed provider is, and where its time is written to.
pub(crate) const TIMED: (&str, &str) = ("BENCH_TIMED_PROVIDER", "BENCH_TIMED_FILE");

/// A line of a process's status, in KiB, such as `VmRSS` (resident now) and `VmHWM` (at most).
pub(crate) fn memory(process: u32, line: &str) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let value = status.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
    Ok(value.and_then(|text| text.split_whitespace().next()).ok_or("no such line")?.parse()?)
}

/// Seconds of processor time that this process's ended children took, their children included.
pub(crate) fn time_of_children() -> Outcome<f64> {
    times(Path::new("/proc/self/stat"), 13)
}

/// Seconds of processor time that a process took until now, without its children.
pub(crate) fn time_of(process: u32) -> Outcome<f64> {
    times(Path::new(&format!("/proc/{process}/stat")), 11)
}

/// The sum of a time in user and in system mode, which come one behind the other in a stat file: `place` counts the
/// fields between the name, which may hold anything, and them (utime is the 14th field of all, cutime the 16th).
fn times(file: &Path, place: usize) -> Outcome<f64> {
    let stat = std::fs::read_to_string(file)?;
    let fields = stat.rsplit_once(')').ok_or("no name in stat")?.1.split_whitespace();
    Ok(fields.skip(place).take(2).filter_map(|field| field.parse::<u64>().ok()).sum::<u64>() as f64 * TICK)
}

/// Is a provider for Terraform: the real one in a child, whose processor time and most memory (MiB) it notes.
pub(crate) fn timed() -> Outcome<()> {
    let variable = |name| std::env::var_os(name).ok_or("not started by the bench");
    let mut child = Command::new(variable(TIMED.0)?).spawn()?;
    let mut most = 0.0;
    let status = loop {
        // The kernel forgets the peak with the process; what grows in its last moment is not seen.
        if let Ok(peak) = memory(child.id(), "VmHWM") {
            most = peak as f64 / 1024.0;
        }
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let mut file = std::fs::File::options().append(true).create(true).open(variable(TIMED.1)?)?;
    writeln!(file, "{} {most}", time_of_children()?)?;
    if status.success() { Ok(()) } else { Err("the provider failed".into()) }
}

/// What timed providers noted: the sum of their processor time, and the most memory of one of them in MiB.
pub(crate) fn noted(path: &Path) -> Outcome<(f64, f64)> {
    let text = std::fs::read_to_string(path)?;
    let (mut time, mut most) = (0.0, 0.0_f64);
    for line in text.lines() {
        let (seconds, memory) = line.split_once(' ').ok_or("no two figures in a line")?;
        time += seconds.parse::<f64>()?;
        most = most.max(memory.parse()?);
    }
    Ok((time, most))
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
