//! TD's sites and their API addresses (td-api-facts section 1.1).

use std::fmt;
use std::str::FromStr;

use super::Endpoint;

/// One of TD's sites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Site {
    /// The United States.
    #[default]
    Us01,
    /// Japan; `ap01` means the same.
    Jp01,
    /// The European Union.
    Eu01,
    /// Korea.
    Ap02,
    /// Asia Pacific.
    Ap03,
}

impl Site {
    /// All of them, in the order in which they are named to users.
    pub const ALL: [Self; 5] = [Self::Us01, Self::Jp01, Self::Eu01, Self::Ap02, Self::Ap03];

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Us01 => "us01",
            Self::Jp01 => "jp01",
            Self::Eu01 => "eu01",
            Self::Ap02 => "ap02",
            Self::Ap03 => "ap03",
        }
    }

    /// The site whose API a host serves, by any of TD's names for it: the td CLI takes `eu01` and later ones under both of
    /// TD's domains, and the first site has an older name.
    pub fn of_host(host: &str) -> Option<Self> {
        match host {
            "api.treasuredata.com" | "api.treasure-data.com" => Some(Self::Us01),
            "api.treasuredata.co.jp" => Some(Self::Jp01),
            "api.eu01.treasuredata.com" | "api.eu01.treasuredata.co.jp" => Some(Self::Eu01),
            "api.ap02.treasuredata.com" | "api.ap02.treasuredata.co.jp" => Some(Self::Ap02),
            "api.ap03.treasuredata.com" | "api.ap03.treasuredata.co.jp" => Some(Self::Ap03),
            _ => None,
        }
    }

    /// Where its API is.
    pub fn endpoint(self) -> Endpoint {
        Endpoint::of_site(match self {
            Self::Us01 => "api.treasuredata.com",
            Self::Jp01 => "api.treasuredata.co.jp",
            Self::Eu01 => "api.eu01.treasuredata.com",
            Self::Ap02 => "api.ap02.treasuredata.com",
            Self::Ap03 => "api.ap03.treasuredata.com",
        })
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no site.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name:?} is not a site of Treasure Data.{} The sites are us01, jp01 (or ap01), eu01, ap02 and ap03.",
    suggestion.map(|site| format!(" Did you mean \"{site}\"?")).unwrap_or_default())]
pub struct UnknownSite {
    /// What was given.
    pub name: String,
    /// What was probably meant.
    pub suggestion: Option<Site>,
}

impl FromStr for Site {
    type Err = UnknownSite;

    fn from_str(name: &str) -> Result<Self, UnknownSite> {
        if name == "ap01" {
            return Ok(Self::Jp01);
        }
        Self::ALL
            .into_iter()
            .find(|site| site.name() == name)
            .ok_or_else(|| UnknownSite { name: name.to_owned(), suggestion: suggest(name) })
    }
}

/// Names that other tools use, then whatever is one letter away.
fn suggest(name: &str) -> Option<Site> {
    let name = name.trim().to_ascii_lowercase();
    match name.as_str() {
        "us" | "aws" | "default" => return Some(Site::Us01),
        "jp" | "ap01" | "tokyo" | "aws-tokyo" | "ap" => return Some(Site::Jp01),
        "eu" => return Some(Site::Eu01),
        "kr" | "korea" => return Some(Site::Ap02),
        _ => {}
    }
    Site::ALL.into_iter().find(|site| site.name() == name).or_else(|| {
        let mut close =
            Site::ALL.into_iter().filter(|site| strsim::damerau_levenshtein(site.name(), &name) == 1);
        // Two that are as close as each other are no suggestion.
        close.next().filter(|_| close.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_site_is_known_by_its_name_and_japan_by_two() {
        for site in Site::ALL {
            assert_eq!(site.name().parse(), Ok(site));
            assert!(site.endpoint().to_string().starts_with("https://api."));
        }
        assert_eq!("ap01".parse(), Ok(Site::Jp01));
    }

    #[test]
    fn another_name_gets_a_suggestion_where_there_is_one() {
        for (name, suggestion) in [
            ("us", Some(Site::Us01)),
            ("EU01", Some(Site::Eu01)),
            ("tokyo", Some(Site::Jp01)),
            ("jp1", Some(Site::Jp01)),
            ("ap04", None),
            ("nowhere", None),
        ] {
            let error = name.parse::<Site>().unwrap_err();
            assert_eq!(error.suggestion, suggestion, "{name}");
            assert!(error.to_string().contains(&format!("\"{name}\" is not a site")));
        }
        assert!(!"u\u{1b}[2Js".parse::<Site>().unwrap_err().to_string().contains(char::is_control));
        assert!("us".parse::<Site>().unwrap_err().to_string().contains("Did you mean \"us01\"?"));
    }
}
