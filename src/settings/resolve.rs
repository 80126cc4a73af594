//! Explicit beats environment beats file.

use std::io;
use std::path::{Path, PathBuf};

use super::{
    Endpoint, Error, Origin, Setting, Site, Source, Sourced, Warning, account, file, key, readable_by_others,
};
use crate::secret::Secret;

/// What the provider block or a subcommand's flags gave. An empty text counts as not given.
#[derive(Clone, Debug, Default)]
pub struct Explicit {
    /// Who gave it, for the words of errors.
    pub origin: Origin,
    /// The API key.
    pub api_key: Option<Secret>,
    /// One of TD's sites.
    pub site: Option<String>,
    /// The address of TD's API.
    pub endpoint: Option<String>,
    /// The td CLI's file; `~/` at its beginning is the home folder.
    pub config_file: Option<String>,
    /// Allows http beyond loopback.
    pub allow_plain_http: bool,
}

/// The environment and the file system, handed in so that no test needs the process's own.
pub struct Environment<'a> {
    /// An environment variable's value.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
    /// A file's whole text.
    pub read_file: &'a dyn Fn(&Path) -> io::Result<String>,
}

impl Environment<'static> {
    /// The process's own.
    pub fn process() -> Self {
        Self {
            variable: &|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()),
            read_file: &super::read::text,
        }
    }
}

/// All settings of one connection.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The key; it can be sent.
    pub api_key: Sourced<Secret>,
    /// The account that the key names.
    pub account_id: Option<String>,
    /// Where TD is.
    pub endpoint: Sourced<Endpoint>,
    /// What the user should know.
    pub warnings: Vec<Warning>,
}

/// Finds every setting, or says what is missing or wrong and where it came from.
pub fn resolve(explicit: &Explicit, environment: &Environment<'_>) -> Result<Settings, Error> {
    let mut warnings = Vec::new();
    let search = Search { explicit, environment };
    let file = search.file(&mut warnings)?;
    if let Some(file) = file.as_ref().filter(|file| file.value.api_key.is_some())
        && let Source::File(path) = &file.source
        && let Some(mode) = readable_by_others(path)
    {
        warnings.push(Warning::Readable { path: path.clone(), mode });
    }
    let endpoint = search.endpoint(file.as_ref(), &mut warnings)?;
    if endpoint.value.is_plain() && !endpoint.value.is_loopback() {
        let (endpoint, from) = (endpoint.value.clone(), endpoint.source.clone());
        if !explicit.allow_plain_http {
            return Err(Error::PlainHttp { endpoint, from });
        }
        warnings.push(Warning::PlainHttp { endpoint, from });
    }
    let api_key = key::check(search.api_key(file.as_ref())?)?;
    let account_id = account::account_of(&api_key.value).map(str::to_owned);
    Ok(Settings { api_key, account_id, endpoint, warnings })
}

type Read = Option<Sourced<file::File>>;

struct Search<'a> {
    explicit: &'a Explicit,
    environment: &'a Environment<'a>,
}

impl Search<'_> {
    fn explicit(&self, setting: Setting) -> Source {
        Source::Explicit(self.explicit.origin, setting)
    }

    fn environment(&self, setting: Setting) -> Option<Sourced<String>> {
        setting.variables().iter().find_map(|name| {
            let value = (self.environment.variable)(name).filter(|value| !value.trim().is_empty())?;
            Some(Sourced { value, source: Source::Environment(name) })
        })
    }

    /// An explicit text, else the environment's.
    fn text(&self, setting: Setting, explicit: Option<&String>) -> Option<Sourced<String>> {
        explicit
            .filter(|value| !value.trim().is_empty())
            .map(|value| Sourced { value: value.clone(), source: self.explicit(setting) })
            .or_else(|| self.environment(setting))
    }

    /// `~/.td/td.conf`; None without a home.
    fn default_file(&self) -> Option<PathBuf> {
        Some(self.home()?.join(".td").join("td.conf"))
    }

    fn home(&self) -> Option<PathBuf> {
        ["HOME", "USERPROFILE"]
            .into_iter()
            .find_map(|name| (self.environment.variable)(name).filter(|value| !value.is_empty()))
            .map(PathBuf::from)
    }

    fn file(&self, warnings: &mut Vec<Warning>) -> Result<Read, Error> {
        let read = |path: &Path| (self.environment.read_file)(path).map(|text| file::parse(&text));
        let Some(named) = self.text(Setting::ConfigFile, self.explicit.config_file.as_ref()) else {
            let Some(path) = self.default_file() else { return Ok(None) };
            return match read(&path) {
                Ok(value) => Ok(Some(Sourced { value, source: Source::File(path) })),
                Err(error) => {
                    if error.kind() != io::ErrorKind::NotFound {
                        warnings.push(Warning::DefaultFile { path, reason: error.to_string() });
                    }
                    Ok(None)
                }
            };
        };
        let text = named.value.trim();
        let path = match (text.strip_prefix("~/"), self.home()) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(text),
        };
        match read(&path) {
            Ok(value) => Ok(Some(Sourced { value, source: Source::File(path) })),
            Err(cause) => Err(Error::ConfigFile { path, from: named.source, cause }),
        }
    }

    fn endpoint(
        &self,
        file: Option<&Sourced<file::File>>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Sourced<Endpoint>, Error> {
        let site = self.text(Setting::Site, self.explicit.site.as_ref());
        let endpoint = self.text(Setting::Endpoint, self.explicit.endpoint.as_ref());
        let (site, endpoint) = match (site, endpoint) {
            (Some(site), Some(endpoint)) => {
                match (site.source.explicit().is_some(), endpoint.source.explicit().is_some()) {
                    (true, true) => {
                        return Err(Error::SiteAndEndpoint { site: site.source, endpoint: endpoint.source });
                    }
                    (true, false) => (Some(site), None),
                    (false, true) => (None, Some(endpoint)),
                    (false, false) => {
                        warnings.push(Warning::SiteIgnored {
                            endpoint: endpoint.source.clone(),
                            site: site.source,
                        });
                        (None, Some(endpoint))
                    }
                }
            }
            one => one,
        };
        if let Some(endpoint) = endpoint {
            return parse_endpoint(&endpoint.value, endpoint.source);
        }
        if let Some(site) = site {
            return match site.value.trim().parse::<Site>() {
                Ok(value) => Ok(Sourced { value: value.endpoint(), source: site.source }),
                Err(cause) => Err(Error::Site { from: site.source, cause }),
            };
        }
        if let Some((file, text)) = file.and_then(|file| Some((file, file.value.endpoint.as_ref()?))) {
            return parse_endpoint(text, file.source.clone());
        }
        Ok(Sourced { value: Site::default().endpoint(), source: Source::Default })
    }

    fn api_key(&self, file: Option<&Sourced<file::File>>) -> Result<Sourced<Secret>, Error> {
        if let Some(key) = self.explicit.api_key.as_ref().filter(|key| !key.expose().trim().is_empty()) {
            return Ok(Sourced { value: key.clone(), source: self.explicit(Setting::ApiKey) });
        }
        if let Some(key) = self.environment(Setting::ApiKey) {
            return Ok(Sourced { value: Secret::new(key.value), source: key.source });
        }
        if let Some((file, key)) = file.and_then(|file| Some((file, file.value.api_key.as_ref()?))) {
            return Ok(Sourced { value: key.clone(), source: file.source.clone() });
        }
        Err(Error::NoKey { looked_at: self.places(file) })
    }

    /// Every place where a key could have been, in the order of the search.
    fn places(&self, file: Option<&Sourced<file::File>>) -> Vec<String> {
        let mut places = Vec::new();
        if self.explicit.origin == Origin::ProviderBlock {
            places.push(self.explicit(Setting::ApiKey).to_string());
        }
        places.extend(Setting::ApiKey.variables().iter().map(|name| Source::Environment(name).to_string()));
        match (file, self.default_file()) {
            (Some(file), _) => places.push(format!("apikey in {}, which has none", file.source)),
            (None, Some(path)) => {
                let why = match (self.environment.read_file)(&path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        format!("which can't be read ({error})")
                    }
                    _ => "which is not there".to_owned(),
                };
                places.push(format!("apikey in {}, {why}", path.display()));
            }
            (None, None) => {}
        }
        places
    }
}

fn parse_endpoint(text: &str, source: Source) -> Result<Sourced<Endpoint>, Error> {
    match text.parse() {
        Ok(value) => Ok(Sourced { value, source }),
        Err(cause) => Err(Error::Endpoint { from: source, cause }),
    }
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
