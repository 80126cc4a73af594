//! Where a schedule lives: account, site and endpoint. The state remembers it, so that the wrong key is an error and
//! never "gone".

use crate::framework::{Diagnostic, Private};
use crate::settings::Endpoint;
use crate::wire::Str;

/// Keys of private data.
const ACCOUNT: &str = "account";
const SITE: &str = "site";

/// Account, site and endpoint of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The part of the key before `/`; None where the key has none.
    pub(super) account: Option<Str>,
    /// The site; None where the endpoint is no site's (a host of the account's own, loopback).
    pub(super) site: Option<Str>,
    /// Scheme, host and port, normalised.
    pub(super) endpoint: Str,
}

impl Origin {
    /// Writes it into a resource's private data: at create, import and update, never at a read.
    pub(super) fn remember(&self, private: &mut Private) {
        for (key, value) in [(ACCOUNT, &self.account), (SITE, &self.site)] {
            match value {
                Some(value) => private.set(key, &**value),
                None => private.remove(key),
            }
        }
    }

    /// An error when a resource was made with another account or on another site. What either side does not know
    /// (old keys, hosts of their own, loopback) is no difference.
    pub(super) fn check(&self, private: &Private) -> Result<(), Diagnostic> {
        let differs = |key, now: &Option<Str>| match (private.get_str(key), now.as_deref()) {
            (Some(before), Some(now)) if before != now => Some((before.to_owned(), now.to_owned())),
            _ => None,
        };
        let problem = match (differs(ACCOUNT, &self.account), differs(SITE, &self.site)) {
            (Some((before, now)), _) => {
                format!("It belongs to account {before}, and the provider's API key is of account {now}.")
            }
            (None, Some((before, now))) => {
                format!(
                    "It lives on the site {before}, and the provider is configured for {now} ({}).",
                    self.endpoint
                )
            }
            (None, None) => return Ok(()),
        };
        Err(Diagnostic::error(
            "The schedule belongs to another account or site",
            format!(
                "{problem} Nothing was read or changed. Use the key and site that it was made with; a schedule that \
                 should move is made anew there (remove it here with a `removed` block)."
            ),
        ))
    }

    /// An error when an identity names another account or endpoint.
    pub(super) fn check_identity(
        &self,
        account: Option<&Str>,
        endpoint: Option<&Str>,
    ) -> Result<(), Diagnostic> {
        let problem = match (account, endpoint) {
            (Some(account), _) if self.account.as_ref().is_some_and(|own| own != account) => format!(
                "The identity names account {account}, and the provider's API key is of account {}.",
                super::td::or_none(self.account.as_ref())
            ),
            (_, Some(endpoint)) if !same_endpoint(endpoint, &self.endpoint) => {
                format!(
                    "The identity names the endpoint {endpoint}, and the provider uses {}.",
                    self.endpoint
                )
            }
            _ => return Ok(()),
        };
        Err(Diagnostic::error(
            "The identity is of another account or endpoint",
            format!(
                "{problem} Import it with the provider (alias) of that account, or correct the identity."
            ),
        ))
    }
}

/// Whether two spellings reach the same place.
fn same_endpoint(one: &str, other: &str) -> bool {
    one == other || matches!((one.parse::<Endpoint>(), other.parse()), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(account: Option<&str>, site: Option<&str>) -> Origin {
        Origin { account: account.map(Into::into), site: site.map(Into::into), endpoint: "https://x".into() }
    }

    #[test]
    fn another_account_or_site_is_an_error_and_an_unknown_one_is_not() {
        let mut private = Private::default();
        origin(Some("1"), Some("us01")).remember(&mut private);
        assert!(origin(Some("1"), Some("us01")).check(&private).is_ok());
        assert!(origin(Some("1"), None).check(&private).is_ok());
        assert!(origin(None, Some("us01")).check(&private).is_ok());
        assert!(origin(Some("2"), None).check(&private).is_err());
        assert!(origin(Some("1"), Some("jp01")).check(&private).is_err());
    }
}
