//! Where a setting came from, in words.

use std::fmt;
use std::path::PathBuf;

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The API key.
    ApiKey,
    /// One of TD's sites.
    Site,
    /// The address of TD's API.
    Endpoint,
    /// The td CLI's file.
    ConfigFile,
}

impl Setting {
    /// The name of the provider block's attribute.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::Site => "site",
            Self::Endpoint => "endpoint",
            Self::ConfigFile => "config_file",
        }
    }

    /// The environment variables, the first one first.
    pub fn variables(self) -> &'static [&'static str] {
        match self {
            Self::ApiKey => &["TREASURE_DATA_API_KEY", "TD_API_KEY", "TDX_API_KEY"],
            Self::Site => &["TD_SITE"],
            Self::Endpoint => &["TREASURE_DATA_API_SERVER", "TD_API_SERVER"],
            Self::ConfigFile => &["TREASURE_DATA_CONFIG_PATH", "TD_CONFIG_PATH"],
        }
    }
}

/// Who gives the explicit values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// `provider "td" { … }`.
    #[default]
    ProviderBlock,
    /// The flags of a subcommand.
    Flags,
}

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Given by the provider block or by a flag.
    Explicit(Origin, Setting),
    /// The variable of this name.
    Environment(&'static str),
    /// The td CLI's file at this path.
    File(PathBuf),
    /// Nobody said anything.
    Default,
}

impl Source {
    /// The setting, when it was given explicitly: a diagnostic can point at it.
    pub fn explicit(&self) -> Option<Setting> {
        match self {
            Self::Explicit(_, setting) => Some(*setting),
            _ => None,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Explicit(Origin::ProviderBlock, setting) => {
                write!(f, "the provider block's {}", setting.attribute())
            }
            Self::Explicit(Origin::Flags, setting) => {
                write!(f, "the flag --{}", setting.attribute().replace('_', "-"))
            }
            Self::Environment(variable) => write!(f, "the environment variable {variable}"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Default => f.write_str("the default"),
        }
    }
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub source: Source,
}
