//! The password in a URL such as `mysql://user:password@host/db/table`.

use std::ops::Range;

/// The password as it is written in the URL, still percent-encoded; None where there is none or it is empty.
pub fn password(url: &str) -> Option<&str> {
    url.get(span(url)?).filter(|password| !password.is_empty())
}

/// The URL with `***` for its password; the URL itself where it has none.
pub fn mask_password(url: &str) -> String {
    match span(url) {
        Some(Range { start, end }) if start < end => {
            format!("{}***{}", url.get(..start).unwrap_or_default(), url.get(end..).unwrap_or_default())
        }
        _ => url.to_owned(),
    }
}

/// From behind the user's colon to the last `@` in front of the query. A password with a raw `/` or `@` is covered
/// whole that way, at the price of masking too much of a URL with a port and an `@` in its path.
fn span(url: &str) -> Option<Range<usize>> {
    let user = url.find("://")? + 3;
    let rest = url.get(user..)?;
    let before_query = rest.find(['?', '#']).and_then(|end| rest.get(..end)).unwrap_or(rest);
    let at = before_query.rfind('@').or_else(|| rest.rfind('@'))?;
    let colon = rest.get(..at)?.find(':')?;
    Some(user + colon + 1..user + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_and_nothing_else_is_masked() {
        for (url, masked) in [
            (
                "mysql://user:pa%20ss@host:3306/db/table?mode=append",
                "mysql://user:***@host:3306/db/table?mode=append",
            ),
            ("mysql://user:p@s/s@host/db", "mysql://user:***@host/db"),
            ("mysql://user:p?s@host/db", "mysql://user:***@host/db"),
            ("mysql://:pw@host/db", "mysql://:***@host/db"),
            ("td://@/db/table?mail=a:b@c", "td://@/db/table?mail=a:b@c"),
            ("td://user@/db/table", "td://user@/db/table"),
            ("web://host:80/path", "web://host:80/path"),
            ("connection:table", "connection:table"),
            ("", ""),
        ] {
            assert_eq!(mask_password(url), masked);
        }
    }

    #[test]
    fn the_password_is_given_as_written() {
        assert_eq!(password("mysql://user:pa%20ss@host/db"), Some("pa%20ss"));
        assert_eq!(password("mysql://user:@host/db"), None);
        assert_eq!(password("mysql://user@host/db"), None);
    }
}
