//! What places, names of Windows and abbreviations stand for: a generated table. It is read only for a name that is
//! no time zone.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Made by `scripts/zone-names`: the kind, the zones and the names of each line, all names folded.
const TABLE: &str = include_str!("names.txt");

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cron) enum Kind {
    /// A city or a country.
    Place,
    /// A name that Windows has for a time zone.
    Windows,
    /// Letters such as `PST`.
    Abbreviation,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Windows => "windows",
            Self::Abbreviation => "abbreviation",
        }
    }
}

/// A name without what people write differently: capitals, accents, and what stands between words.
pub(in crate::cron) fn fold(name: &str) -> String {
    let letters = name.nfd().filter(|c| !is_combining_mark(*c));
    let spaced: String = letters.map(|c| if c.is_alphanumeric() || c == '/' { c } else { ' ' }).collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The zones of a folded name, in the table's order; none if it is not in the table.
pub(super) fn zones(kind: Kind, folded: &str) -> Vec<&'static str> {
    all(kind).find(|(name, _)| *name == folded).map_or_else(Vec::new, |(_, zones)| zones.split(' ').collect())
}

/// All names of a kind, each with its zones separated by blanks.
pub(in crate::cron) fn all(kind: Kind) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = TABLE.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    });
    rows.filter(move |(word, ..)| *word == kind.word())
        .flat_map(|(_, zones, names)| names.split(';').map(move |name| (name, zones)))
}
