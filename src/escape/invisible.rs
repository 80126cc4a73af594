//! Which characters nobody can see, by Unicode's own tables.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory, NoncharacterCodePoint};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Whether a character shows nothing by itself, or changes how others are shown: controls, line and paragraph
/// separators, format characters (which turn the direction of writing), whatever Unicode says to ignore in display
/// (variation selectors, tags, fillers), and code points that are no characters. Blanks are none of these.
///
/// The properties are those of the Unicode Character Database: General_Category Cc, Cf, Zl and Zp,
/// Default_Ignorable_Code_Point, Noncharacter_Code_Point.
pub fn is_invisible(one: char) -> bool {
    if one.is_ascii() {
        return one.is_ascii_control();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(one);
    matches!(
        category,
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    ) || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(one)
        || CodePointSetData::new::<NoncharacterCodePoint>().contains(one)
}

/// The escape that people know from Rust and JavaScript: `\n`, `\r`, `\t`, else `\u{…}`.
pub(super) fn push_escape(out: &mut String, one: char) {
    out.extend(one.escape_default());
}

/// `\uXXXX`, or `\UXXXXXXXX` beyond the basic plane: the escape that HCL and YAML share.
pub(super) fn push_long_escape(out: &mut String, one: char) {
    let number = u32::from(one);
    let escape = if number > 0xffff { format!("\\U{number:08x}") } else { format!("\\u{number:04x}") };
    out.push_str(&escape);
}
