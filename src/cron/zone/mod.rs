//! Names of time zones: exactly those of the tz database, as TD takes them.
//!
//! TD's scheduler resolves a name with ActiveSupport's `Time.find_zone!`: names and links of the tz database, with
//! their case, and names that Rails shows. jiff alone takes too much (`asia/tokyo`, `Factory`), and would ask the
//! machine first; here only the database inside the executable counts, so that every machine gives the same answer.

mod near;
mod rails;

use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

#[cfg(test)]
pub(in crate::cron) use rails::all as rails_names;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// In the database's files, but no place's time: TD's Ruby does not list them as zones.
const NO_ZONES: [&str; 4] = ["Factory", "posixrules", "localtime", "Etc/Unknown"];

/// A name that is no time zone for TD.
///
/// TD may hold a [`ZoneError::Rails`] name in an old schedule, and its scheduler knows what that means.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZoneError {
    /// A name that Rails shows for a zone.
    #[error("{name:?} is a Rails display name, not a name of the tz database: write {tz:?}")]
    Rails {
        /// What was given.
        name: String,
        /// The tz database's name for it.
        tz: &'static str,
    },
    /// Letters such as `PST`, which stand for one half of a year's rule, or for several places.
    #[error("{name:?} is an abbreviation, not a time zone{}", did_you_mean(suggestions))]
    Abbreviation {
        /// What was given.
        name: String,
        /// Zones that use it.
        suggestions: Vec<String>,
    },
    /// A distance from UTC such as `+09:00`.
    #[error("{name:?} is an offset from UTC, not a time zone{}{}", did_you_mean(suggestions),
            if suggestions.iter().any(|name| name.starts_with("Etc/")) { " (the signs of the Etc names are reversed)" }
            else { "" })]
    Offset {
        /// What was given.
        name: String,
        /// Zones that are always at this offset; none for most that are no whole hours.
        suggestions: Vec<String>,
    },
    /// Anything else.
    #[error(
        "the tz database has no time zone {name:?} (names are case-sensitive){}",
        did_you_mean(suggestions)
    )]
    Unknown {
        /// What was given.
        name: String,
        /// Zones with a similar name, the most similar first, at most three.
        suggestions: Vec<String>,
    },
}

impl ZoneError {
    /// The zones that may have been meant, the likeliest first.
    #[must_use]
    pub fn suggestions(&self) -> Vec<&str> {
        match self {
            Self::Rails { tz, .. } => vec![tz],
            Self::Abbreviation { suggestions, .. }
            | Self::Offset { suggestions, .. }
            | Self::Unknown { suggestions, .. } => suggestions.iter().map(String::as_str).collect(),
        }
    }

    /// The zone that TD's scheduler takes this name for all the same: that of a name that Rails shows.
    #[must_use]
    pub fn legacy_zone(&self) -> Option<TimeZone> {
        match self {
            Self::Rails { tz, .. } => find(tz).ok(),
            _ => None,
        }
    }
}

fn did_you_mean(suggestions: &[String]) -> String {
    let quoted: Vec<_> = suggestions.iter().map(|name| format!("{name:?}")).collect();
    if quoted.is_empty() { String::new() } else { format!("; did you mean {}?", quoted.join(" or ")) }
}

/// The time zone of exactly this name or link of the tz database.
///
/// # Errors
/// Any other text, the empty one too: that TD takes no zone for UTC is the caller's business.
pub fn find(name: &str) -> Result<TimeZone, ZoneError> {
    match DATABASE.get(name) {
        Ok(zone) if zone.iana_name() == Some(name) && !NO_ZONES.contains(&name) => Ok(zone),
        _ => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> ZoneError {
    let owned = name.to_owned();
    if let Some(tz) = rails::zone_named(name) {
        return ZoneError::Rails { name: owned, tz };
    }
    if let Some(suggestions) = near::of_offset(name) {
        return ZoneError::Offset { name: owned, suggestions };
    }
    if let Some(suggestions) = near::of_abbreviation(name) {
        return ZoneError::Abbreviation { name: owned, suggestions };
    }
    ZoneError::Unknown { name: owned, suggestions: near::by_name(name, names()) }
}

/// All names that [`find`] takes, sorted.
fn names() -> impl Iterator<Item = String> {
    DATABASE
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| !NO_ZONES.contains(&name.as_str()))
}
