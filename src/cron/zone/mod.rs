//! Names of time zones: exactly those of the tz database, as TD takes them.
//!
//! TD's scheduler resolves a name with ActiveSupport's `Time.find_zone!`: names and links of the tz database, with
//! their case, and names that Rails shows. jiff alone takes too much (`asia/tokyo`, `Factory`), and would ask the
//! machine first; here only the database inside the executable counts, so that every machine gives the same answer.

mod advice;
mod names;
mod rails;
mod suggestion;

pub use advice::{ZoneAdvice, advice};

use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

#[cfg(test)]
pub(in crate::cron) use names::{Kind, all as all_names, fold};
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
    #[error("{name:?} is a Rails display name, not a name of the tz database: {}", to_write(tz, *place))]
    Rails {
        /// What was given.
        name: String,
        /// The tz database's name for what Rails takes it for.
        tz: &'static str,
        /// The zone of the place that has this name, where Rails takes it for another: `Astana`.
        place: Option<&'static str>,
    },
    /// A name that Windows has for a zone.
    #[error("{name:?} is a name that Windows has for a time zone; did you mean {tz:?}?")]
    Windows {
        /// What was given.
        name: String,
        /// The tz database's name for it, by Unicode's CLDR.
        tz: &'static str,
    },
    /// A city or a country that the tz database does not name.
    #[error("the tz database has no time zone {name:?}{}{}", did_you_mean(suggestions),
            if suggestions.len() == 1 { " (the time of that place)" } else { " (several places have that name)" })]
    Place {
        /// What was given.
        name: String,
        /// The zones of the places that have this name.
        suggestions: Vec<String>,
    },
    /// Letters such as `PST`, which stand for one half of a year's rule, or for several places.
    #[error("{name:?} is an abbreviation{}, not a time zone{}",
            if suggestions.len() > 1 { " of several time zones" } else { "" }, may_be(suggestions))]
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
        /// Zones that are written almost alike, on the same continent; at most three.
        suggestions: Vec<String>,
    },
}

impl ZoneError {
    /// The zones that may have been meant, the likeliest first.
    #[must_use]
    pub fn suggestions(&self) -> Vec<&str> {
        match self {
            Self::Rails { tz, place, .. } => vec![place.unwrap_or(tz)],
            Self::Windows { tz, .. } => vec![tz],
            Self::Place { suggestions, .. }
            | Self::Abbreviation { suggestions, .. }
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

fn to_write(tz: &str, place: Option<&str>) -> String {
    match place {
        Some(place) => format!(
            "Rails takes it for {tz:?}, the place keeps the time of {place:?}; write the one that is meant"
        ),
        None => format!("write {tz:?}"),
    }
}

/// One is a question, several are all told: nothing says which was meant.
fn may_be(suggestions: &[String]) -> String {
    match suggestions {
        [] | [_] => did_you_mean(suggestions),
        several => {
            let quoted: Vec<_> = several.iter().map(|name| format!("{name:?}")).collect();
            format!("; it may be {}", quoted.join(" or "))
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
        // The only one of its names whose place is elsewhere.
        let place = (name == "Astana").then_some("Asia/Almaty");
        return ZoneError::Rails { name: owned, tz, place };
    }
    if let Some(suggestions) = suggestion::of_offset(name) {
        return ZoneError::Offset { name: owned, suggestions };
    }
    if let Some(suggestions) = suggestion::of_abbreviation(name) {
        return ZoneError::Abbreviation { name: owned, suggestions };
    }
    if let Some(tz) = suggestion::by_windows(name) {
        return ZoneError::Windows { name: owned, tz };
    }
    let suggestions = suggestion::by_city(name, names());
    if !suggestions.is_empty() {
        return ZoneError::Unknown { name: owned, suggestions };
    }
    let suggestions = suggestion::by_place(name);
    if !suggestions.is_empty() {
        return ZoneError::Place { name: owned, suggestions };
    }
    if let Some(tz) = rails::zone_like(name) {
        return ZoneError::Unknown { name: owned, suggestions: vec![tz.to_owned()] };
    }
    ZoneError::Unknown { name: owned, suggestions: suggestion::by_spelling(name, names()) }
}

/// All names that [`find`] takes, sorted.
fn names() -> impl Iterator<Item = String> {
    DATABASE
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| !NO_ZONES.contains(&name.as_str()))
}
