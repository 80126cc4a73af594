//! Which time zone somebody may have meant.

/// How similar two names are at least to be suggested; 1 is the same.
const SIMILAR: f64 = 0.8;

/// Abbreviations in use that are no names of the tz database, with the most populous zones that they stand for.
const ABBREVIATIONS: &[(&[&str], &[&str])] = &[
    (&["PST", "PDT", "PT"], &["America/Los_Angeles"]),
    (&["MDT", "MT"], &["America/Denver"]),
    (&["CST"], &["America/Chicago", "Asia/Shanghai"]),
    (&["CDT", "CT"], &["America/Chicago"]),
    (&["EDT", "ET"], &["America/New_York"]),
    (&["AST", "ADT"], &["America/Halifax"]),
    (&["NST", "NDT"], &["America/St_Johns"]),
    (&["AKST", "AKDT"], &["America/Anchorage"]),
    (&["HDT", "HAST"], &["Pacific/Honolulu"]),
    (&["BRT"], &["America/Sao_Paulo"]),
    (&["ART"], &["America/Argentina/Buenos_Aires"]),
    (&["BST"], &["Europe/London"]),
    (&["IST"], &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    (&["WEST"], &["Europe/Lisbon"]),
    (&["CEST"], &["Europe/Berlin", "Europe/Paris"]),
    (&["EEST"], &["Europe/Helsinki", "Europe/Athens"]),
    (&["MSK"], &["Europe/Moscow"]),
    (&["TRT"], &["Europe/Istanbul"]),
    (&["SAST"], &["Africa/Johannesburg"]),
    (&["GST"], &["Asia/Dubai"]),
    (&["PKT"], &["Asia/Karachi"]),
    (&["ICT"], &["Asia/Bangkok", "Asia/Ho_Chi_Minh"]),
    (&["WIB"], &["Asia/Jakarta"]),
    (&["SGT"], &["Asia/Singapore"]),
    (&["HKT"], &["Asia/Hong_Kong"]),
    (&["PHT"], &["Asia/Manila"]),
    (&["JST", "JDT"], &["Asia/Tokyo"]),
    (&["KST"], &["Asia/Seoul"]),
    (&["AWST"], &["Australia/Perth"]),
    (&["ACST", "ACDT"], &["Australia/Adelaide", "Australia/Darwin"]),
    (&["AEST", "AEDT"], &["Australia/Sydney", "Australia/Brisbane"]),
    (&["NZST", "NZDT"], &["Pacific/Auckland"]),
    (&["Z"], &["UTC"]),
];

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

/// Zones for an abbreviation in any case, also with an offset behind it (`JST-9`); `None` if it is not known.
pub(super) fn of_abbreviation(name: &str) -> Option<Vec<String>> {
    let letters =
        name.trim().trim_end_matches(|c: char| c.is_ascii_digit() || "+-:".contains(c)).to_ascii_uppercase();
    let (_, zones) = ABBREVIATIONS.iter().find(|(known, _)| known.contains(&letters.as_str()))?;
    Some(zones.iter().map(|zone| (*zone).to_owned()).collect())
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

/// Up to three of `names`: those that differ in case or blanks only, or that end in this city, else similar ones.
pub(super) fn by_name(name: &str, names: impl Iterator<Item = String>) -> Vec<String> {
    let wanted = plain(name);
    let score = |candidate: &str| {
        let candidate = plain(candidate);
        let city = candidate.rsplit('/').next().unwrap_or_default();
        match () {
            () if candidate == wanted => 2.0,
            () if city == wanted => 1.5,
            () => strsim::normalized_damerau_levenshtein(&candidate, &wanted)
                .max(strsim::normalized_damerau_levenshtein(city, &wanted)),
        }
    };
    let mut scored: Vec<_> =
        names.map(|name| (score(&name), name)).filter(|(score, _)| *score >= SIMILAR).collect();
    scored.sort_by(|(a, a_name), (b, b_name)| b.total_cmp(a).then_with(|| a_name.cmp(b_name)));
    // One that is as good as the same leaves no doubt.
    let least = scored.first().map(|(best, _)| *best).filter(|best| *best > 1.0).unwrap_or(SIMILAR);
    scored.into_iter().filter(|(score, _)| *score >= least).take(3).map(|(_, name)| name).collect()
}

/// A name without what people write differently.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}
