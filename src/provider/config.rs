//! The provider's block: its schema and model.

use crate::framework::{Attr, Attribute, Schema};
use crate::model;
use crate::wire::{Str, Type};

model! {
    /// What the provider's block says; every attribute may be left out.
    pub struct ProviderModel {
        /// The API key, `ACCOUNT/SECRET`.
        pub api_key: Attr<Str>,
        /// One of TD's sites.
        pub site: Attr<Str>,
        /// Another host than the site's.
        pub endpoint: Attr<Str>,
        /// The td CLI's file.
        pub config_file: Attr<Str>,
        /// The accounts that may be worked on.
        pub allowed_account_ids: Attr<Vec<Attr<Str>>>,
        /// To the first and to each next byte of an answer.
        pub request_timeout: Attr<Str>,
        /// How often a failed request is sent again.
        pub max_retries: Attr<i64>,
        /// The longest pause between two tries.
        pub max_retry_wait: Attr<Str>,
        /// The most requests a second.
        pub requests_per_second: Attr<f64>,
        /// Authorities trusted beside the system's: a path or PEM text.
        pub ca_bundle: Attr<Str>,
        /// Whether plain http may leave this machine.
        pub allow_plain_http: Attr<bool>,
    }
}

/// The schema of the provider's block.
pub(super) fn schema() -> Schema {
    Schema {
        version: 0,
        description: "Manages the scheduled queries of [Treasure Data](https://www.treasuredata.com). Every setting may \
                      come from the configuration, else from the environment, else from the td CLI's file \
                      `~/.td/td.conf`; an empty one counts as unset."
            .into(),
        deprecation: None,
        attributes: vec![
            Attribute::string(
                "api_key",
                "Treasure Data API key (a *master* key), such as `1234/0123…`: the part before the slash is the \
                 account. Default: the environment's `TREASURE_DATA_API_KEY`, `TD_API_KEY` or `TDX_API_KEY`, then \
                 `apikey` in the file.",
            )
            .sensitive(),
            Attribute::string(
                "site",
                "Site of the account: `us01`, `jp01` (also called `ap01`), `eu01`, `ap02` or `ap03`. \
                 Default: the environment's `TD_SITE`, then `us01`. Conflicts with `endpoint`.",
            ),
            Attribute::string(
                "endpoint",
                "API host for accounts with a host of their own, such as \
                 `https://api-name.connect.treasuredata.com`, or for the emulator, such as `http://127.0.0.1:8173`. \
                 Without a scheme it is https. Default: the environment's `TREASURE_DATA_API_SERVER` or \
                 `TD_API_SERVER`, then `endpoint` in the file, then the site's host. Conflicts with `site`.",
            ),
            Attribute::string(
                "config_file",
                "Path of the td CLI's file, such as `~/.td/tokyo.conf`. Default: the environment's `TREASURE_DATA_CONFIG_PATH` or \
                 `TD_CONFIG_PATH`, then `~/.td/td.conf` if it is there.",
            ),
            Attribute::set(
                "allowed_account_ids",
                Type::String,
                "Accounts that this configuration may work on, such as `[\"1234\"]`. A key of any other account is \
                 refused before the first request. Default: any account.",
            ),
            Attribute::string(
                "request_timeout",
                "Longest wait for the first and for each next byte of an answer, up to `168h`, such as `30s` or `2m`. Default: `60s`.",
            )
            .tuning(),
            Attribute::number(
                "max_retries",
                "How many times a request that failed for a passing reason is sent again, 0 to 100, such as `3`. Default: 7.",
            )
            .whole(0..=100)
            .tuning(),
            Attribute::string(
                "max_retry_wait",
                "Longest pause between two tries, up to `168h`, such as `30s`. Default: `60s`.",
            )
            .tuning(),
            Attribute::number(
                "requests_per_second",
                "Most requests a second that this provider sends, from 0.01 to 1000, such as `5` or `0.5`. Default: no limit.",
            )
            .tuning(),
            Attribute::string(
                "ca_bundle",
                "Certificate authorities to trust in addition to the system's, for a proxy that inspects TLS or for \
                 the emulator: a path such as `/etc/ssl/proxy.pem`, or PEM text. Default: only the system's.",
            ),
            Attribute::bool(
                "allow_plain_http",
                "Whether an `http://` endpoint beyond this machine is allowed: the API key then crosses the network unencrypted. \
                 Default: false (plain http to loopback addresses only).",
            ),
        ],
    }
}
