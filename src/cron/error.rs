//! What is wrong with a cron: where, which rule, and what may have been meant.

use std::ops::Range;

use super::Field;
use super::suggest::Remedy;

/// The rule of the dialect that a text breaks; its `Display` is a sentence without a full stop, to be read after the
/// name of the field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// Not five fields.
    #[error("a cron has exactly five fields (minute hour day month weekday), this has {0}")]
    FieldCount(usize),
    /// Starts with `@` but is no nickname.
    #[error(
        "the only nicknames are @yearly, @annually, @monthly, @weekly, @daily and @hourly, in lower case and \
             with no blank before or after"
    )]
    Nickname,
    /// A line break, or a blank that is neither a space nor a tab.
    #[error("the fields are separated by spaces or tabs, nothing else, and stand on one line")]
    Blank,
    /// Nothing where a list has an item.
    #[error("a list has a value before and after each comma")]
    EmptyItem,
    /// Not written as anything the field takes.
    #[error("it takes {what}, `*`, ranges `a-b`, steps `*/n` or `a-b/n`, and lists of these",
            what = what(*.0))]
    Form(Field),
    /// A number beyond the field's bounds.
    #[error("it takes only {what}", what = what(*.0))]
    OutOfRange(Field),
    /// `a-b` with a above b.
    #[error("a range goes upwards: it does not wrap around from {0} to {1}")]
    Backwards(u8, u8),
    /// A weekday item that is broken by the 7 in it.
    #[error("TD turns each 7 into 0 before it reads anything else, so this is `{0}`")]
    Seven(String),
    /// A step of 0.
    #[error("a step is at least 1")]
    ZeroStep,
    /// A name longer than three letters.
    #[error("names have exactly three letters, in any case")]
    FullName,
    /// A sign of another cron dialect.
    #[error("`{0}` belongs to other cron dialects, TD's does not have it")]
    Foreign(char),
    /// `L` without the option for it.
    #[error("`L`, the last day of the month, is not known to every TD scheduler")]
    LastDayUnknown,
    /// `L` together with something else, in lower case, or outside the day field.
    #[error("`L`, the last day of the month, stands alone in the day field, in upper case")]
    LastDayAlone,
    /// The days exist in none of the months.
    #[error("none of these months has such a day, so it would never run")]
    Never,
}

fn what(field: Field) -> String {
    let (low, high) = field.bounds();
    match field {
        Field::Month => format!("{low} to {high} or jan to dec"),
        Field::Weekday => "0 (Sunday) to 6, 7 for Sunday, or sun to sat".to_owned(),
        _ => format!("{low} to {high}"),
    }
}

/// A broken rule and its place, before anybody thought about what was meant.
#[derive(Clone, Debug)]
pub(super) struct Broken {
    pub(super) field: Field,
    pub(super) span: Range<usize>,
    pub(super) rule: Rule,
}

/// Why a text is no cron that TD can run.
///
/// Its `Display` is one line: the field, the bad part, the rule, and what the text is elsewhere or may have meant. [`Error::pointer`] shows the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    text: String,
    span: Range<usize>,
    field: Field,
    rule: Rule,
    remedy: Box<Remedy>,
}

impl Error {
    pub(super) fn new(text: &str, broken: Broken, remedy: Remedy) -> Self {
        let Broken { field, span, rule } = broken;
        Self { text: text.to_owned(), span, field, rule, remedy: Box::new(remedy) }
    }

    /// The bytes of the text that break the rule; empty where something is missing.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The field the bytes are in.
    #[must_use]
    pub fn field(&self) -> Field {
        self.field
    }

    /// The rule they break.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// Whether TD may hold this text all the same: chrono reads the weekday only on a day that the day field does not
    /// select (`next_time.rb`), so that TD may have taken a bad weekday beside a day field, on the right day.
    #[must_use]
    pub fn is_lazily_taken(&self) -> bool {
        let has_days = self.text.split_ascii_whitespace().nth(2).is_some_and(|day| day != "*");
        self.field == Field::Weekday && has_days
    }

    /// A whole cron that runs at the same instants as what was written, by the dialect that it was written in, if it
    /// runs in [`Error::suggested_timezone`]; it parses with the options that refused the text.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.remedy.cron.as_deref()
    }

    /// The time zone that stood in the text, such as that of `CRON_TZ=Asia/Tokyo 0 9 * * *`.
    #[must_use]
    pub fn suggested_timezone(&self) -> Option<&str> {
        self.remedy.timezone.as_deref()
    }

    /// Two lines: the text, and `^^^` under the bad part. Tabs and control characters are shown as one sign each.
    #[must_use]
    pub fn pointer(&self) -> String {
        let shown: String = self.text.chars().map(visible).collect();
        let before = self.text.get(..self.span.start).unwrap_or_default().chars().count();
        let bad = self.text.get(self.span.clone()).unwrap_or_default().chars().count().max(1);
        format!("{shown}\n{}{}", " ".repeat(before), "^".repeat(bad))
    }
}

/// Keeps the pointer's two lines two, and its columns aligned.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{3000}' => '\u{2423}',
        c if c.is_control() => {
            char::from_u32(0x2400 + u32::from(c)).filter(|_| c < ' ').unwrap_or('\u{fffd}')
        }
        c => c,
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bad = self.text.get(self.span.clone()).unwrap_or_default();
        match (self.field, bad) {
            (Field::Whole, _) | (_, "") => write!(f, "{}", self.rule)?,
            (field, bad) => write!(f, "{bad:?} in the {field}: {}", self.rule)?,
        }
        write!(f, "{}", self.remedy)?;
        match self.rule {
            Rule::FieldCount(6 | 7) if self.remedy.is_empty() => {
                write!(f, "; TD's has neither seconds nor years")
            }
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
