//! What can be wrong with the settings; every message says where the setting came from and what to do.

use std::fmt;
use std::path::PathBuf;

use super::{Endpoint, EndpointFault, Setting, Source, UnknownSite};

/// A setting that can't be used, or a missing one. No message holds a key.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No key anywhere.
    #[error("There is no API key. Looked at, in this order: {}. Set one of them.", looked_at.join("; "))]
    NoKey {
        /// Every place in words.
        looked_at: Vec<String>,
    },
    /// The key can't be sent.
    #[error(
        "The API key from {from} can't be sent: it {fault}. Copy the key again from Treasure Data's console."
    )]
    BadKey {
        /// What is wrong.
        fault: &'static str,
        /// Where the key came from.
        from: Source,
    },
    /// A file that was asked for can't be read.
    #[error("The file {} named by {from} can't be read: {cause}. Correct the path or leave it out.", path.display())]
    ConfigFile {
        /// The file.
        path: PathBuf,
        /// What named it.
        from: Source,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// Both `site` and `endpoint` were given.
    #[error("Both site ({site}) and endpoint ({endpoint}) are set. Leave one of them out.")]
    SiteAndEndpoint {
        /// Where the site came from.
        site: Source,
        /// Where the endpoint came from.
        endpoint: Source,
    },
    /// No such site.
    #[error("The site from {from} is unknown: {cause}")]
    Site {
        /// Where it came from.
        from: Source,
        /// What it is.
        #[source]
        cause: UnknownSite,
    },
    /// No usable endpoint.
    #[error("The endpoint from {from} can't be used: {cause}.")]
    Endpoint {
        /// Where it came from.
        from: Source,
        /// Why.
        #[source]
        cause: EndpointFault,
    },
    /// http to another machine.
    #[error(
        "The endpoint {endpoint} from {from} is plain http, so anybody on the way could read the API key. \
         Use https, or set allow_plain_http = true."
    )]
    PlainHttp {
        /// The endpoint.
        endpoint: Endpoint,
        /// Where it came from.
        from: Source,
    },
    /// The key belongs to an account that is not allowed.
    #[error(
        "The API key from {from} belongs to account {account}, but allowed_account_ids has only {allowed}. \
         No request was sent. Use a key of one of these accounts, or add {account} to allowed_account_ids."
    )]
    AccountRefused {
        /// The key's account.
        account: String,
        /// The allowed ones.
        allowed: String,
        /// Where the key came from.
        from: Source,
    },
    /// The key does not name its account, so the guard can't judge.
    #[error(
        "The API key from {from} does not say its account (a key looks like ACCOUNT/SECRET), but allowed_account_ids \
         allows only {allowed}. No request was sent. Use a newer key of one of these accounts."
    )]
    AccountUnknown {
        /// The allowed ones.
        allowed: String,
        /// Where the key came from.
        from: Source,
    },
}

impl Error {
    /// The explicit setting that is at fault, for a diagnostic that points at it; None when it came from elsewhere.
    pub fn setting(&self) -> Option<Setting> {
        match self {
            Self::NoKey { .. } => None,
            Self::SiteAndEndpoint { endpoint, .. } => endpoint.explicit(),
            Self::BadKey { from, .. }
            | Self::ConfigFile { from, .. }
            | Self::Site { from, .. }
            | Self::Endpoint { from, .. }
            | Self::PlainHttp { from, .. }
            | Self::AccountRefused { from, .. }
            | Self::AccountUnknown { from, .. } => from.explicit(),
        }
    }
}

/// What a user should know although it works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The environment names both; the endpoint is used.
    SiteIgnored {
        /// The endpoint's variable.
        endpoint: Source,
        /// The site's variable.
        site: Source,
    },
    /// http to another machine, allowed by the user.
    PlainHttp {
        /// The endpoint.
        endpoint: Endpoint,
        /// Where it came from.
        from: Source,
    },
    /// Others can read the file that holds the key. For a person at a shell: in each plan it would be one word too many.
    Readable {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The file that the td CLI keeps is there but can't be read.
    DefaultFile {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SiteIgnored { endpoint, site } => {
                write!(f, "{site} is ignored, because {endpoint} is set too. Unset one of them.")
            }
            Self::PlainHttp { endpoint, from } => write!(
                f,
                "The API key and all queries go to {endpoint} (from {from}) without encryption, as allow_plain_http \
                 permits. Anybody on the way can read them."
            ),
            Self::Readable { path, mode } => {
                let path = path.display();
                write!(
                    f,
                    "Others on this machine can read {path} (mode {mode:04o}), and it holds the API key: chmod 600 {path}"
                )
            }
            Self::DefaultFile { path, reason } => {
                write!(f, "{} is passed over, because it can't be read: {reason}.", path.display())
            }
        }
    }
}
