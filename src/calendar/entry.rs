//! One schedule, as far as a source tells it.

use std::path::PathBuf;

/// A text that a source may not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// This text.
    Known(String),
    /// None is set.
    #[default]
    Unset,
    /// Something that is computed elsewhere, such as `var.cron` in a configuration.
    Unknown,
}

impl Setting {
    /// The text, where there is one.
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::Known(text) => Some(text),
            Self::Unset | Self::Unknown => None,
        }
    }
}

impl<T: Into<String>> From<Option<T>> for Setting {
    fn from(text: Option<T>) -> Self {
        text.map_or(Self::Unset, |text| Self::Known(text.into()))
    }
}

/// Where a schedule is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// Its line, from 1.
    pub line: usize,
}

/// One schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What to call it: its name, or its address where the name is not known.
    pub name: String,
    /// Its address in Terraform, where it has one.
    pub address: Option<String>,
    /// Where it is written down, where that is known.
    pub place: Option<Place>,
    /// When it runs; the empty text is none.
    pub cron: Setting,
    /// The zone of `cron`; UTC when none is set.
    pub timezone: Setting,
    /// Seconds from the cron's time to the start.
    pub delay: i64,
    /// The database.
    pub database: Setting,
    /// `hive`, `presto` or `trino`.
    pub query_type: Setting,
    /// The SQL text.
    pub query: Setting,
    /// Where the result goes; may hold a password.
    pub result: Setting,
    /// The resource pool.
    pub pool: Setting,
    /// False where its cron is kept and not in force.
    pub enabled: bool,
}
