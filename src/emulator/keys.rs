//! Which keys are let in, and which account and databases they see.

use std::sync::Arc;

use crate::secret::Secret;

/// The account of a key without a number.
const DEFAULT_ACCOUNT: &str = "1";

/// A key that any emulator without keys of its own lets in.
pub(crate) const DEFAULT_KEY: &str = "1/0123456789abcdef0123456789abcdef01234567";

/// One `KEY[=DB,DB]`.
#[derive(Debug, Clone)]
pub struct ApiKey {
    key: Secret,
    databases: Option<Arc<[String]>>,
}

impl std::str::FromStr for ApiKey {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (key, databases) = match text.split_once('=') {
            Some((key, databases)) => (key, Some(databases.split(',').map(str::to_owned).collect())),
            None => (text, None),
        };
        Ok(Self { key: Secret::new(key), databases })
    }
}

impl ApiKey {
    /// The key itself.
    pub fn key(&self) -> &Secret {
        &self.key
    }
}

/// Who is asking.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) account: String,
    /// None sees all.
    pub(crate) databases: Option<Arc<[String]>>,
}

/// The keys that are let in; when there is none, any that is not empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys(Vec<ApiKey>);

impl Keys {
    pub(crate) fn new(keys: &[ApiKey]) -> Self {
        Self(keys.to_vec())
    }

    /// Whether any key that is not empty is let in.
    pub(crate) fn takes_any(&self) -> bool {
        self.0.is_empty()
    }

    /// The account that the controls mean when none is named: the first key's.
    pub(crate) fn account(&self) -> &str {
        self.0.first().map_or(DEFAULT_ACCOUNT, |known| account(known.key.expose()))
    }

    /// The key of the user with this name and password: without keys given, any name and password have one; with keys,
    /// the password is the key itself.
    pub(crate) fn authenticate(&self, user: &str, password: &str) -> Option<&str> {
        if user.is_empty() || password.is_empty() {
            return None;
        }
        match self.0.as_slice() {
            [] => Some(DEFAULT_KEY),
            keys => keys.iter().map(|known| known.key.expose()).find(|known| *known == password),
        }
    }

    /// Whom an Authorization header names; none is refused.
    pub(crate) fn caller(&self, authorization: &str) -> Option<Caller> {
        let (scheme, key) = authorization.split_once(' ')?;
        let key = key.trim();
        if !scheme.eq_ignore_ascii_case("TD1") || key.is_empty() {
            return None;
        }
        let known = self.0.iter().find(|known| known.key.expose() == key);
        if known.is_none() && !self.0.is_empty() {
            return None;
        }
        let databases = known.and_then(|known| known.databases.clone());
        Some(Caller { account: account(key).to_owned(), databases })
    }
}

/// The number before the `/`.
fn account(key: &str) -> &str {
    match key.split_once('/') {
        Some((account, _)) if !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit()) => {
            account
        }
        _ => DEFAULT_ACCOUNT,
    }
}
