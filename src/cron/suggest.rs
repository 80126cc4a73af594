//! What to write instead of a text that is no cron of TD's. A suggestion is a promise: it runs at the same instants as
//! what was written, by the dialect that it was written in. Where there is no such cron, or more than one dialect that
//! the text can be of, nothing is suggested, and the reason is told.

use super::foreign::{self, Lack, Reading};
use super::{Options, zone};

/// What can be said about a text that is no cron. Its `Display` continues a sentence, from `; ` on; it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Remedy {
    /// A cron with the same runs.
    pub(super) cron: Option<String>,
    /// The zone that it needs for that.
    pub(super) timezone: Option<String>,
    /// What the text is, with its article; empty for a slip.
    kind: String,
    /// Why there is no cron with the same runs.
    reason: String,
}

impl Remedy {
    /// Whether nothing is known about the text.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The remedy for a text that TD refuses under these options.
pub(super) fn remedy(text: &str, options: Options) -> Remedy {
    let plain = plain(text);
    if super::parse::parse(&plain, options).is_ok() {
        return Remedy { cron: Some(plain), ..Remedy::default() };
    }
    let found = foreign::read(&plain);
    let zone = found.zone.as_deref();
    if let Some(error) = zone.and_then(|zone| zone::find(zone).err()) {
        let kind = found.readings.first().map_or("", |reading| reading.kind).to_owned();
        return Remedy { kind, reason: error.to_string(), ..Remedy::default() };
    }
    let crons: Vec<(&str, Result<String, Lack>)> =
        found.readings.iter().map(|reading| (reading.kind, cron(reading, options))).collect();
    match crons.as_slice() {
        [] => Remedy::default(),
        [(kind, Ok(cron)), rest @ ..] if rest.iter().all(|(_, other)| other.as_ref() == Ok(cron)) => Remedy {
            cron: Some(cron.clone()),
            timezone: zone.map(str::to_owned),
            kind: (*kind).to_owned(),
            reason: String::new(),
        },
        [(kind, Err(lack))] => match (*kind, lack) {
            // A cron of five fields: the broken rule has said it.
            ("", _) => Remedy::default(),
            (kind, lack) => Remedy { kind: kind.to_owned(), reason: lack.to_string(), ..Remedy::default() },
        },
        several => Remedy {
            kind: all(several),
            reason: "write the one that is meant".to_owned(),
            ..Remedy::default()
        },
    }
}

fn cron(reading: &Reading, options: Options) -> Result<String, Lack> {
    reading.meaning.as_ref().map_err(Clone::clone)?.write(options)
}

/// What the text is in each reading.
fn all(readings: &[(&str, Result<String, Lack>)]) -> String {
    let each = readings.iter().map(|(kind, cron)| match cron {
        Ok(cron) => format!("as {kind} it is {cron:?}"),
        Err(lack) => format!("as {kind}, {lack}"),
    });
    each.collect::<Vec<_>>().join("; ")
}

/// One line with single spaces, full-width signs as their plain counterparts, and without quotes around it.
fn plain(text: &str) -> String {
    let fold = |c: char| match c {
        c if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let folded: String = text.chars().map(fold).collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let line = words.join(" ");
    let quoted = |quote| line.strip_prefix(quote).and_then(|line: &str| line.strip_suffix(quote));
    quoted('"').or_else(|| quoted('\'')).map_or(line.clone(), |line| line.trim().to_owned())
}

impl std::fmt::Display for Remedy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.cron, self.kind.as_str()) {
            (Some(cron), "") => write!(f, "; did you mean {cron:?}")?,
            (Some(cron), kind) => write!(f, "; {kind}: did you mean {cron:?}")?,
            (None, "") => return Ok(()),
            (None, kind) => return write!(f, "; {kind}: {}", self.reason),
        }
        match &self.timezone {
            Some(zone) => write!(f, " with timezone = {zone:?}?"),
            None => write!(f, "?"),
        }
    }
}
