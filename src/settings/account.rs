//! The account behind a key, and the guard that keeps a configuration away from any other.

use super::{Error, Sourced};
use crate::secret::Secret;

/// The account's number: the part of the key before `/`, where that is a number; None for a key without it
/// (td-api-facts section 1.2).
pub fn account_of(key: &Secret) -> Option<&str> {
    let (account, _) = key.expose().split_once('/')?;
    (!account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit())).then_some(account)
}

/// Refuses a key of an account that is not in the list, and a key that does not say its account. An empty list
/// allows every account.
pub fn check_account(key: &Sourced<Secret>, allowed: &[String]) -> Result<(), Error> {
    if allowed.is_empty() {
        return Ok(());
    }
    match account_of(&key.value) {
        Some(account) if allowed.iter().any(|one| one.trim() == account) => Ok(()),
        Some(account) => Err(Error::AccountRefused {
            account: account.to_owned(),
            allowed: allowed.join(", "),
            from: key.source.clone(),
        }),
        None => Err(Error::AccountUnknown { allowed: allowed.join(", "), from: key.source.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Source;

    fn key(text: &str) -> Sourced<Secret> {
        Sourced { value: Secret::new(text), source: Source::Environment("TD_API_KEY") }
    }

    #[test]
    fn the_account_is_the_number_before_the_slash() {
        for (text, account) in [
            ("4711/abc", Some("4711")),
            ("abc", None),
            ("x1/abc", None),
            ("/abc", None),
            ("1/2/3", Some("1")),
        ] {
            assert_eq!(account_of(&Secret::new(text)), account);
        }
    }

    #[test]
    fn a_key_of_another_account_is_refused_without_being_shown() {
        let allowed = ["4711".to_owned(), "4712".to_owned()];
        assert!(check_account(&key("4712/0123456789"), &allowed).is_ok());
        assert!(check_account(&key("9/0123456789"), &[]).is_ok());
        let other = check_account(&key("9/0123456789"), &allowed).unwrap_err().to_string();
        assert!(other.contains("account 9") && other.contains("4711, 4712") && other.contains("TD_API_KEY"));
        let none = check_account(&key("0123456789"), &allowed).unwrap_err().to_string();
        assert!(!other.contains("0123456789") && !none.contains("0123456789"));
    }
}
