//! The type that says for which language a text is safe.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A language that texts are written in.
pub trait Language {}

macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum $name {}
            impl Language for $name {}
        )*
    };
}

languages! {
    /// A piece of an HCL expression: a text in quotes, a name, an address.
    Hcl,
    /// What stands behind `#` in HCL, up to the end of its line.
    HclComment,
    /// A scalar of YAML on one line, which may stand inside a block comment of SQL.
    Yaml,
    /// What stands behind `#` in YAML, up to the end of its line; it may stand inside a block comment of SQL.
    YamlComment,
    /// What stands inside `/* … */` in SQL.
    SqlComment,
    /// A piece of a paragraph or of a table's cell in CommonMark.
    Markdown,
    /// Text or a quoted attribute's value in HTML.
    Html,
    /// What a person sees on a terminal, in one line or several.
    Terminal,
    /// A message or a field of a log, on one line.
    Log,
}

/// A text that may be written in the language `L` as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Safe<L: Language> {
    text: Cow<'static, str>,
    language: PhantomData<L>,
}

impl<L: Language> Safe<L> {
    /// A text of this program's own source.
    pub const fn literal(text: &'static str) -> Self {
        Self { text: Cow::Borrowed(text), language: PhantomData }
    }

    /// A text that its maker has made safe. Only `escape` and `hcl` may call it; `tests/architecture` looks.
    pub(crate) fn vouched(text: String) -> Self {
        Self { text: Cow::Owned(text), language: PhantomData }
    }

    /// Both, one behind the other.
    #[must_use]
    pub fn and(self, other: impl Into<Self>) -> Self {
        let mut text = self.text.into_owned();
        text.push_str(&other.into().text);
        Self::vouched(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.text.into_owned()
    }
}

impl<L: Language> fmt::Display for Safe<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<L: Language> From<&'static str> for Safe<L> {
    fn from(text: &'static str) -> Self {
        Self::literal(text)
    }
}

impl<L: Language + Clone> From<&Self> for Safe<L> {
    fn from(text: &Self) -> Self {
        text.clone()
    }
}

impl<L: Language> PartialEq<str> for Safe<L> {
    fn eq(&self, other: &str) -> bool {
        *self.text == *other
    }
}

impl<L: Language> PartialEq<&str> for Safe<L> {
    fn eq(&self, other: &&str) -> bool {
        *self.text == **other
    }
}

/// The forms that YAML has for a header may stand in the comment that is the header.
impl From<Safe<Yaml>> for Safe<SqlComment> {
    fn from(yaml: Safe<Yaml>) -> Self {
        Self { text: yaml.text, language: PhantomData }
    }
}

impl From<Safe<YamlComment>> for Safe<SqlComment> {
    fn from(yaml: Safe<YamlComment>) -> Self {
        Self { text: yaml.text, language: PhantomData }
    }
}
