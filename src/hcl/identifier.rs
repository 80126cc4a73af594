//! Names that HCL and every file system take, made of names that TD takes.

use std::collections::HashSet;

use crate::escape::{Hcl, Safe, is_invisible};
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

/// The most characters of a label: with an ending it is a file's name too, for which 255 bytes are the limit.
const LONGEST: usize = 60;

/// What stands before a label that would begin with a digit, and for a name without a single letter or digit.
const PREFIX: &str = "schedule";

/// An identifier that reads like the name: in lower case, with `_` for whatever can't be in one. Two names may give
/// the same.
pub fn label(name: &str) -> Safe<Hcl> {
    Safe::vouched(letters(name))
}

fn letters(name: &str) -> String {
    let mut label = String::new();
    let mut count = 0;
    for one in name.to_lowercase().nfc() {
        let fits = one.is_ascii_alphanumeric() || (is_letter(one) && (count > 0 || is_xid_start(one)));
        if fits {
            label.push(one);
        } else if label.ends_with('_') || label.is_empty() {
            continue;
        } else {
            label.push('_');
        }
        count += 1;
        if count == LONGEST {
            break;
        }
    }
    let label = label.trim_end_matches('_');
    match label.chars().next() {
        None => PREFIX.to_owned(),
        Some(first) if first.is_ascii_digit() || is_device(label) => format!("{PREFIX}_{label}"),
        Some(_) => label.to_owned(),
    }
}

/// Whether Windows means a device by it, with whatever ending.
fn is_device(label: &str) -> bool {
    let numbered = ["com", "lpt"].iter().find_map(|device| label.strip_prefix(device));
    matches!(label, "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|number| number.len() == 1 && number.bytes().all(|one| one.is_ascii_digit()))
}

/// Letters and digits beyond ASCII. HCL's tables are older than ours: later editions of Unicode let in letters beyond
/// the basic plane and invisible joiners. A filler that Unicode calls a letter shows nothing.
fn is_letter(one: char) -> bool {
    !one.is_ascii()
        && one <= '\u{ffff}'
        && one.is_alphanumeric()
        && is_xid_continue(one)
        && !is_invisible(one)
}

/// Gives labels, never the same one twice.
#[derive(Clone, Debug, Default)]
pub struct Labels(HashSet<String>);

impl Labels {
    /// Labels beside those that are in use already.
    pub fn beside(taken: HashSet<String>) -> Self {
        Self(taken)
    }

    /// The name's [`label`], with `_2`, `_3` … behind it where it is taken.
    pub fn give(&mut self, name: &str) -> Safe<Hcl> {
        let first = letters(name);
        let mut label = first.clone();
        let mut number = 1_u32;
        while !self.0.insert(label.clone()) {
            number += 1;
            label = format!("{first}_{number}");
        }
        Safe::vouched(label)
    }
}
