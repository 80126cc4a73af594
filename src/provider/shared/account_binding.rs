//! Where a schedule lives: account and endpoint. Private data and identity say so beside the state, so that the wrong key
//! is an error and never "gone", "no changes", or another account's schedule changed.
//!
//! What one side does not know is no difference: a key of an old form names no account. When two endpoints are the same
//! place is decided in [`Place`].

use crate::framework::{Diagnostic, Private};
use crate::settings::{Endpoint, Place, Site};
use crate::wire::Str;

/// Keys of private data: the account's number, and one of the site's name or, elsewhere, the endpoint.
const ACCOUNT: &str = "account";
const SITE: &str = "site";
const ENDPOINT: &str = "endpoint";

/// Keys of the private data of a plan: where it was made. They say nothing of where an object lives that is there already.
const PLANNED_ACCOUNT: &str = "planned_account";
const PLANNED_ENDPOINT: &str = "planned_endpoint";

/// Account and endpoint of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::provider) struct AccountBinding {
    /// The part of the key before `/`; None where the key has none.
    pub(in crate::provider) account: Option<Str>,
    /// Scheme, host and port, normalised.
    pub(in crate::provider) endpoint: Endpoint,
}

/// What an identity says of account and endpoint; an empty text says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::provider) struct Named<'a> {
    /// The account's number.
    pub(in crate::provider) account: Option<&'a str>,
    /// The endpoint.
    pub(in crate::provider) endpoint: Option<&'a str>,
}

impl<'a> Named<'a> {
    /// What is given, an empty text being none.
    pub(in crate::provider) fn new(account: Option<&'a Str>, endpoint: Option<&'a Str>) -> Self {
        let given = |text: Option<&'a Str>| text.map(|text| text.trim()).filter(|text| !text.is_empty());
        Self { account: given(account), endpoint: given(endpoint) }
    }

    fn says_nothing(self) -> bool {
        self.account.is_none() && self.endpoint.is_none()
    }
}

/// How account and endpoint differ, as sentences.
struct Difference(String);

impl AccountBinding {
    /// Writes into a resource's private data what is not remembered there yet; what is there is never overwritten.
    pub(in crate::provider) fn remember(&self, private: &mut Private) {
        Self::forget_plan(private);
        if let Some(account) = &self.account
            && private.get(ACCOUNT).is_none()
        {
            private.set(ACCOUNT, &**account);
        }
        if private.get(SITE).is_none() && private.get(ENDPOINT).is_none() {
            match self.place() {
                Place::Site(site) => private.set(SITE, site.name()),
                Place::Loopback(_) | Place::Host(_) => private.set(ENDPOINT, self.endpoint.to_string()),
            }
        }
    }

    /// Forgets where a plan was made: a plan that no apply has ended says nothing of where the object lives.
    pub(in crate::provider) fn forget_plan(private: &mut Private) {
        private.remove(PLANNED_ACCOUNT);
        private.remove(PLANNED_ENDPOINT);
    }

    /// Notes in a plan where it is made, for an apply that gets its private data, where the state remembers nothing.
    pub(in crate::provider) fn plan(&self, private: &mut Private) {
        if [ACCOUNT, SITE, ENDPOINT].into_iter().all(|key| private.get(key).is_none()) {
            if let Some(account) = &self.account {
                private.set(PLANNED_ACCOUNT, &**account);
            }
            private.set(PLANNED_ENDPOINT, self.endpoint.to_string());
        }
    }

    /// Whether neither identity nor private data say where a schedule lives: it came by `moved` and no read has seen it
    /// yet, or Terraform leaves both out (the destruction of a tainted resource: what comes with it is of the plan).
    pub(in crate::provider) fn is_not_known(identity: Named<'_>, private: &Private) -> bool {
        let remembered = [ACCOUNT, SITE, ENDPOINT].into_iter().any(|key| private.get(key).is_some());
        !remembered && (identity.says_nothing() || private.get(PLANNED_ENDPOINT).is_some())
    }

    /// An error when identity or private data say that a schedule is of another account or lives elsewhere.
    pub(in crate::provider) fn check(
        &self,
        identity: Named<'_>,
        private: &Private,
    ) -> Result<(), Diagnostic> {
        let keys = [ACCOUNT, SITE, ENDPOINT, PLANNED_ACCOUNT, PLANNED_ENDPOINT];
        let texts = keys.map(|key| (key, private.get(key)));
        if let Some((key, _)) = texts.iter().find(|(_, value)| value.is_some_and(|value| !value.is_string()))
        {
            return Err(unreadable(key));
        }
        let account = private.get_str(ACCOUNT);
        let remembered = private.get_str(SITE).or_else(|| private.get_str(ENDPOINT));
        let planned = (private.get_str(PLANNED_ACCOUNT), private.get_str(PLANNED_ENDPOINT));
        for (account, place) in [(account, remembered), (identity.account, identity.endpoint), planned] {
            // Private data and identity are written together: what one leaves out the other may know.
            let known = account.or(identity.account).or(private.get_str(ACCOUNT));
            if let Err(Difference(problem)) = self.compare(account, known, place) {
                return Err(Diagnostic::error(
                    "The schedule belongs to another account or site",
                    format!(
                        "{problem} Nothing was read or changed. Use the key and the endpoint that it was made with. A schedule \
                         that should move is made anew in the other place: let Terraform forget it here (a `removed` block \
                         with destroy = false, or `terraform state rm`). Where the other address leads to the same schedules \
                         after all, forget it in the same way and import it with the new settings."
                    ),
                ));
            }
        }
        Ok(())
    }

    /// An error when the identity of an import names another account or place.
    pub(in crate::provider) fn check_import(&self, identity: Named<'_>) -> Result<(), Diagnostic> {
        self.compare(identity.account, identity.account, identity.endpoint).map_err(|Difference(problem)| {
            Diagnostic::error(
                "The identity is of another account or endpoint",
                format!(
                    "{problem} Import it with the provider (alias) of that account, or correct the identity."
                ),
            )
        })
    }

    /// Compares an account and a place (a site's name or an endpoint) with these. `known` is the account as far as anything
    /// tells it.
    fn compare(
        &self,
        account: Option<&str>,
        known: Option<&str>,
        place: Option<&str>,
    ) -> Result<(), Difference> {
        let own = self.account.as_deref();
        let here = match self.place() {
            Place::Site(site) => format!("{site} ({})", self.endpoint),
            Place::Loopback(_) | Place::Host(_) => self.endpoint.to_string(),
        };
        if let (Some(account), Some(own)) = (account, own)
            && account != own
        {
            let at = place.map(|place| format!(" at {place}")).unwrap_or_default();
            return Err(Difference(format!(
                "It belongs to account {account}{at}, and the provider's API key is of account {own} at {here}."
            )));
        }
        let Some(place) = place else { return Ok(()) };
        let one_account = own.is_some() && known == own;
        if read(place).is_some_and(|there| there.is(&self.place(), one_account)) {
            return Ok(());
        }
        let of = |account: Option<&str>| {
            account.map(|account| format!(" (account {account})")).unwrap_or_default()
        };
        Err(Difference(format!(
            "It lives at {place}{}, and the provider is configured for {here}{}, which is another place.",
            of(known),
            of(own)
        )))
    }

    fn place(&self) -> Place {
        Place::of(&self.endpoint)
    }
}

/// A site's name or an endpoint; None for what is neither.
fn read(place: &str) -> Option<Place> {
    let site = place.parse::<Site>().ok().map(Place::Site);
    site.or_else(|| place.parse::<Endpoint>().ok().as_ref().map(Place::of))
}

fn unreadable(key: &str) -> Diagnostic {
    Diagnostic::error(
        "The private data of the schedule can't be read",
        format!(
            "What is stored beside the state as `{key}`, which guards the schedule against the key of another account, is no \
             text. Nothing was read or changed. The state was damaged or edited: bring back an earlier version of it, or \
             remove the schedule with `terraform state rm` and import it again."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: &str = "https://api.treasuredata.com";
    const NOBODY: Named<'_> = Named { account: None, endpoint: None };

    fn origin(account: Option<&str>, endpoint: &str) -> AccountBinding {
        AccountBinding { account: account.map(Into::into), endpoint: endpoint.parse().unwrap() }
    }

    fn remembered(account: Option<&str>, endpoint: &str) -> Private {
        let mut private = Private::default();
        origin(account, endpoint).remember(&mut private);
        private
    }

    #[test]
    fn another_account_or_site_is_an_error_and_an_unknown_one_is_not() {
        let private = remembered(Some("1"), US);
        let refused =
            |account: Option<&str>, endpoint| origin(account, endpoint).check(NOBODY, &private).is_err();
        assert!(!refused(Some("1"), US) && !refused(None, US));
        assert!(!refused(Some("1"), "https://api-acme.connect.treasuredata.com"));
        assert!(refused(Some("2"), US) && refused(Some("2"), "https://td.example.com"));
        assert!(refused(Some("1"), "api.treasuredata.co.jp") && refused(Some("1"), "http://127.0.0.1:8173"));
        assert!(refused(None, "https://td.example.com"));
        let local = remembered(Some("1"), "http://127.0.0.1:8173");
        assert!(origin(Some("1"), US).check(NOBODY, &local).is_err());
        assert!(origin(Some("1"), "http://127.0.0.1:8174").check(NOBODY, &local).is_err());
        assert!(origin(Some("1"), "http://localhost:8173").check(NOBODY, &local).is_ok());
    }

    #[test]
    fn an_identity_is_believed_as_private_data_are() {
        let of = |account, endpoint| Named { account, endpoint };
        let check = |named| origin(Some("1"), US).check(named, &Private::default()).is_err();
        assert!(check(of(Some("2"), None)) && check(of(Some("1"), Some("http://localhost:1"))));
        assert!(check(of(None, Some("nowhere at all"))));
        assert!(!check(of(Some("1"), Some("https://api.treasure-data.com"))) && !check(NOBODY));
        let error =
            origin(Some("1"), US).check(of(Some("2"), Some("http://localhost:1")), &Private::default());
        let detail = error.unwrap_err().detail;
        for part in ["account 2", "http://localhost:1", "account 1", US] {
            assert!(detail.contains(part), "{part} is missing in {detail}");
        }
        let (empty, account): (Str, Str) = ("".into(), "1".into());
        assert!(origin(Some("1"), US).check_import(Named::new(Some(&empty), Some(&empty))).is_ok());
        assert!(origin(Some("2"), US).check_import(Named::new(Some(&account), None)).is_err());
    }

    #[test]
    fn what_is_remembered_is_never_overwritten_and_what_is_not_is_filled_in() {
        let mut private = Private::default();
        assert!(AccountBinding::is_not_known(NOBODY, &private));
        origin(None, US).remember(&mut private);
        assert_eq!((private.get_str(ACCOUNT), private.get_str(SITE)), (None, Some("us01")));
        assert!(!AccountBinding::is_not_known(NOBODY, &private));
        origin(Some("1"), "http://localhost:1").remember(&mut private);
        origin(Some("2"), "http://localhost:1").remember(&mut private);
        let stored = [ACCOUNT, SITE, ENDPOINT].map(|key| private.get_str(key));
        assert_eq!(stored, [Some("1"), Some("us01"), None]);
    }

    #[test]
    fn a_plan_is_of_its_account_and_says_nothing_of_what_is_there_already() {
        let mut private = Private::default();
        origin(Some("1"), US).plan(&mut private);
        assert!(origin(Some("2"), US).check(NOBODY, &private).is_err());
        assert!(origin(Some("1"), US).check(NOBODY, &private).is_ok());
        assert!(AccountBinding::is_not_known(Named { account: Some("1"), endpoint: Some(US) }, &private));
        origin(Some("1"), US).remember(&mut private);
        assert!(!AccountBinding::is_not_known(NOBODY, &private) && private == remembered(Some("1"), US));
        origin(Some("1"), US).plan(&mut private);
        assert_eq!(private, remembered(Some("1"), US));
    }

    #[test]
    fn private_data_of_another_kind_are_an_error() {
        let mut private = Private::default();
        private.set(ACCOUNT, 1);
        let error = origin(Some("1"), US).check(NOBODY, &private).unwrap_err();
        assert_eq!(error.summary, "The private data of the schedule can't be read");
    }
}
