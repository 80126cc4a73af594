//! Which time zone somebody may have meant: by what the name means first, by its spelling last.

use std::collections::BTreeSet;

use super::names::{self, Kind, fold};

/// Zones that never leave an offset that is no whole hour, in minutes east of UTC.
const ODD_OFFSETS: &[(i32, &str)] = &[
    (-570, "Pacific/Marquesas"),
    (210, "Asia/Tehran"),
    (270, "Asia/Kabul"),
    (330, "Asia/Kolkata"),
    (345, "Asia/Kathmandu"),
    (390, "Asia/Yangon"),
    (525, "Australia/Eucla"),
    (570, "Australia/Darwin"),
];

/// Areas of the tz database that people take for each other: islands, and cities between two continents.
const NEIGHBOURS: [(&str, &str); 12] = [
    ("europe", "asia"),
    ("america", "pacific"),
    ("america", "atlantic"),
    ("us", "america"),
    ("us", "pacific"),
    ("canada", "america"),
    ("asia", "indian"),
    ("asia", "pacific"),
    ("africa", "indian"),
    ("africa", "atlantic"),
    ("europe", "atlantic"),
    ("australia", "pacific"),
];

/// Zones for an abbreviation in any case, also with an offset behind it (`JST-9`); `None` if it is not known.
pub(super) fn of_abbreviation(name: &str) -> Option<Vec<String>> {
    let letters = name.trim().trim_end_matches(|c: char| c.is_ascii_digit() || "+-:".contains(c));
    let zones = names::zones(Kind::Abbreviation, &letters.to_ascii_lowercase());
    (!zones.is_empty()).then(|| zones.into_iter().map(str::to_owned).collect())
}

/// Zones for `+9`, `+09:00`, `+0900`, `UTC+9`, `GMT-05:00`; `None` if the text is no offset.
pub(super) fn of_offset(name: &str) -> Option<Vec<String>> {
    let name = name.trim();
    let rest = name.strip_prefix("UTC").or_else(|| name.strip_prefix("GMT")).unwrap_or(name);
    let (sign, digits) = match rest.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, rest.strip_prefix('+')?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(both) => both,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let number =
        |text: &str| Some(text).filter(|text| text.len() <= 2).and_then(|text| text.parse::<i32>().ok());
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let zone = match (sign * hours, minutes) {
        (0, 0) => Some("UTC".to_owned()),
        (east @ -12..=14, 0) => Some(format!("Etc/GMT{:+}", -east)),
        _ => {
            let east = sign * (hours * 60 + minutes);
            ODD_OFFSETS.iter().find(|(offset, _)| *offset == east).map(|(_, zone)| (*zone).to_owned())
        }
    };
    Some(zone.into_iter().collect())
}

/// The area and the city of a folded name; no area where there is no slash.
fn parts(folded: &str) -> (Option<&str>, &str) {
    let (area, rest) = match folded.split_once('/') {
        Some((area, rest)) => (Some(area.trim()), rest),
        None => (None, folded),
    };
    (area, rest.rsplit('/').next().unwrap_or_default().trim())
}

/// Whether a place in `zone` may have been written under `area`, which is any text.
fn may_be_under(area: Option<&str>, zone: &str) -> bool {
    let Some(area) = area else { return true };
    let zone = fold(zone);
    let own = parts(&zone).0.unwrap_or_default();
    let known = NEIGHBOURS.iter().any(|(one, other)| *one == area || *other == area);
    // An area that the tz database does not have is a country's name, which says nothing against the city's.
    let pair = |one, other| NEIGHBOURS.contains(&(one, other));
    !known || own == area || pair(own, area) || pair(area, own)
}

/// Names that differ in capitals, blanks or accents only, else those that end in this city.
pub(super) fn by_city(name: &str, names: impl Iterator<Item = String>) -> Vec<String> {
    let wanted = fold(name);
    let (area, city) = parts(&wanted);
    let (mut same, mut ends) = (Vec::new(), Vec::new());
    for candidate in names {
        let folded = fold(&candidate);
        if folded == wanted {
            same.push(candidate);
        } else if parts(&folded).1 == city && may_be_under(area, &candidate) {
            ends.push(candidate);
        }
    }
    let mut found = if same.is_empty() { ends } else { same };
    // Links of before repeat a city: `America/Louisville` beside `America/Kentucky/Louisville`.
    found.sort_by_key(|name| name.matches('/').count());
    found.truncate(1);
    found
}

/// The zones of a place that the tz database does not name.
pub(super) fn by_place(name: &str) -> Vec<String> {
    let wanted = fold(name);
    let (area, city) = parts(&wanted);
    let zones = names::zones(Kind::Place, city).into_iter();
    zones.filter(|zone| may_be_under(area, zone)).take(4).map(str::to_owned).collect()
}

/// The zone of a name that Windows has.
pub(super) fn by_windows(name: &str) -> Option<&'static str> {
    names::zones(Kind::Windows, &fold(name)).first().copied()
}

/// Up to three zones whose name, or whose place's name, is written almost so: one slip, two in long names. The area is
/// kept, or has the slip itself.
pub(super) fn by_spelling(name: &str, names: impl Iterator<Item = String>) -> Vec<String> {
    let wanted = fold(name);
    let (area, city) = parts(&wanted);
    let allowed = match city.chars().count() {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    // A zone's own name goes before a place's that is as near.
    let mut near: BTreeSet<(usize, bool, String)> = BTreeSet::new();
    let mut compare = |its_area: Option<&str>, its_city: &str, zone: &str, is_place: bool| {
        let slips = strsim::damerau_levenshtein(city, its_city);
        let of_area = match (area, its_area) {
            (Some(area), Some(its)) => strsim::damerau_levenshtein(area, its),
            _ => 0,
        };
        let fits = (slips <= allowed && of_area == 0)
            || (slips == 0 && of_area <= 2 && area.is_some_and(|area| area.len() > 3));
        if fits && may_be_under(area.filter(|_| of_area == 0), zone) {
            near.insert((slips + of_area, is_place, zone.to_owned()));
        }
    };
    for candidate in names {
        let folded = fold(&candidate);
        let (its_area, its_city) = parts(&folded);
        // `Cuba` and the like have no area of their own.
        if its_area.is_some() || area.is_none() {
            compare(its_area, its_city, &candidate, false);
        }
    }
    for (place, zones) in names::all(Kind::Place) {
        for zone in zones.split(' ') {
            let folded = fold(zone);
            compare(parts(&folded).0, place, zone, true);
        }
    }
    let least = near.first().map(|(slips, is_place, _)| (*slips, *is_place));
    let nearest: Vec<String> = near
        .into_iter()
        .filter(|(slips, is_place, _)| Some((*slips, *is_place)) == least)
        .map(|(.., zone)| zone)
        .collect();
    // Of many that are equally near, none is.
    if nearest.len() > 3 { Vec::new() } else { nearest }
}
