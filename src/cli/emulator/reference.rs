//! What there is to say of the emulator, from its own tables: for `--help` and for the documentation.

use std::fmt::Write;

use clap::CommandFactory;

use crate::emulator::{CONTROLS, fault_kinds, quirks};
use crate::escape::markdown;

/// What `--help` says after the flags.
pub(super) fn after_help() -> String {
    let names: Vec<&str> = fault_kinds().map(|(name, _)| name).collect();
    let mut text = format!(
        "Quirks, the default first:{}\n\nFaults (with -after the change is made first):\n  {}\n\nControls, under /_emulator/:",
        quirks::help(),
        names.join(", ")
    );
    for (name, fields, doc) in CONTROLS {
        let fields = if fields.is_empty() { String::new() } else { format!(" {}", fields.replace('`', "")) };
        let _ = write!(text, "\n  {name}{fields}\n          {}", doc.replace('`', ""));
    }
    text
}

/// The flags as a table.
pub(in crate::cli) fn flags() -> String {
    #[derive(clap::Parser)]
    struct Flags {
        #[command(flatten)]
        args: super::Args,
    }
    let mut text = String::from("| Flag | |\n|---|---|\n");
    for flag in Flags::command().get_arguments() {
        // A switch has a name for a value that it never takes.
        let takes_value = flag.get_action().takes_values();
        let value = flag.get_value_names().filter(|_| takes_value).unwrap_or_default().join(" ");
        let name = match flag.get_long() {
            Some(long) => format!("--{long} {value}"),
            None => format!("-- {value}…"),
        };
        let help = flag.get_help().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(text, "| `{}` | {} |", name.trim(), markdown(&help.replace('\n', " ")));
    }
    text
}

/// The kinds of faults as a table.
pub(in crate::cli) fn faults() -> String {
    let mut text = String::from("| Kind | What a client sees |\n|---|---|\n");
    for (name, doc) in fault_kinds() {
        let _ = writeln!(text, "| `{name}` | {doc} |");
    }
    text
}

/// The controls as a table.
pub(in crate::cli) fn controls() -> String {
    let mut text = String::from("| Control | Fields (default) | |\n|---|---|---|\n");
    for (name, fields, doc) in CONTROLS {
        let _ = writeln!(text, "| `{name}` | {fields} | {doc} |");
    }
    text
}
