//! Names of the tz database that mean something else than they seem to.

/// What may surprise about a time zone; its `Display` is a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZoneAdvice {
    /// `Etc/GMT+9`, whose sign is POSIX's.
    #[error(
        "{name:?} is {hours} hour{} {} UTC: the signs of the Etc names are reversed; the other direction is {other:?}",
        if *.hours == 1 { "" } else { "s" },
        if *.ahead { "ahead of" } else { "behind" }
    )]
    ReversedSign {
        /// The name.
        name: String,
        /// How many hours from UTC.
        hours: u8,
        /// Whether its clocks are ahead of UTC, east of it.
        ahead: bool,
        /// The name with the other sign.
        other: String,
    },
    /// `EST`, which is a zone without summer time and an abbreviation of those that have it.
    #[error(
        "{name:?} has the same time all the year, {hours} hours behind UTC; the zone with summer time is {with_summer:?}, \
         and {same:?} is a place without it"
    )]
    NoSummerTime {
        /// The name.
        name: String,
        /// How many hours behind UTC.
        hours: u8,
        /// The zone that people mean by it for half of the year.
        with_summer: &'static str,
        /// A place that keeps this time.
        same: &'static str,
    },
}

/// What may surprise about a name that [`super::find`] takes.
#[must_use]
pub fn advice(name: &str) -> Option<ZoneAdvice> {
    let no_summer = |hours, with_summer, same| {
        Some(ZoneAdvice::NoSummerTime { name: name.to_owned(), hours, with_summer, same })
    };
    match name {
        "EST" => return no_summer(5, "America/New_York", "America/Panama"),
        "MST" => return no_summer(7, "America/Denver", "America/Phoenix"),
        _ => {}
    }
    let offset = name.strip_prefix("Etc/GMT")?;
    let (ahead, digits) = match offset.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, offset.strip_prefix('+')?),
    };
    let hours: u8 = digits.parse().ok().filter(|hours| *hours > 0)?;
    let sign = if ahead { '+' } else { '-' };
    let other = format!("Etc/GMT{sign}{hours}");
    Some(ZoneAdvice::ReversedSign { name: name.to_owned(), hours, ahead, other })
}
