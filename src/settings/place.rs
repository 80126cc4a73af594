//! Whether two endpoints lead to the same schedules. This is the one place where that is decided.

use super::{Endpoint, Site};

/// Where an endpoint leads, as far as its address tells.
///
/// The rule, which [`Place::is`] follows:
///
/// - Another port of this machine is another server (an emulator), and this machine is never the same as any other place.
///   `localhost`, 127.0.0.1 and `[::1]` are one machine.
/// - All official hosts of one of TD's sites are the same place; two sites never are.
/// - A host of the account's own (a private link, a proxy) tells nothing of what is behind it. It is the same place as
///   itself; as another one only where both sides are known to be of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// This machine, at a port.
    Loopback(u16),
    /// One of TD's sites.
    Site(Site),
    /// Any other host, with its port where that is not the scheme's own.
    Host(String),
}

impl Place {
    /// Where an endpoint leads.
    pub fn of(endpoint: &Endpoint) -> Self {
        if endpoint.is_loopback() {
            return Self::Loopback(endpoint.port());
        }
        match Site::of_host(endpoint.host()) {
            Some(site) => Self::Site(site),
            None => Self::Host(endpoint.to_string()),
        }
    }

    /// Whether it is the same place as another. `one_account` is true where both are known to be of one account.
    pub fn is(&self, other: &Self, one_account: bool) -> bool {
        match (self, other) {
            (Self::Loopback(_), _) | (_, Self::Loopback(_)) | (Self::Site(_), Self::Site(_)) => self == other,
            (Self::Host(_), _) | (_, Self::Host(_)) => one_account || self == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(endpoint: &str) -> Place {
        Place::of(&endpoint.parse().unwrap())
    }

    #[test]
    fn this_machine_is_no_other_place_and_each_port_is_a_server() {
        let here = place("http://127.0.0.1:8173");
        for (other, same) in [
            ("http://localhost:8173", true),
            ("http://[::1]:8173", true),
            ("https://127.0.0.1:8173", true),
            ("http://127.0.0.1:8174", false),
            ("http://127.0.0.1", false),
            ("https://api.treasuredata.com", false),
            ("https://td.example.com", false),
        ] {
            assert_eq!((here.is(&place(other), true), place(other).is(&here, true)), (same, same), "{other}");
        }
    }

    #[test]
    fn the_hosts_of_one_site_are_one_place_and_two_sites_are_two() {
        let us = place("https://api.treasuredata.com");
        assert!(
            us.is(&place("api.treasure-data.com"), false)
                && us.is(&place("http://api.treasuredata.com"), false)
        );
        assert!(place("api.eu01.treasuredata.com").is(&place("api.eu01.treasuredata.co.jp"), false));
        for one in Site::ALL {
            for other in Site::ALL {
                assert_eq!(Place::of(&one.endpoint()).is(&Place::of(&other.endpoint()), true), one == other);
            }
        }
    }

    #[test]
    fn a_host_of_ones_own_is_judged_by_the_account() {
        let own = place("https://api-acme.connect.treasuredata.com");
        for other in ["https://api.treasuredata.com", "https://td-proxy.example.com"] {
            assert!(own.is(&place(other), true) && !own.is(&place(other), false), "{other}");
        }
        assert!(own.is(&place("api-acme.connect.treasuredata.com"), false));
    }
}
