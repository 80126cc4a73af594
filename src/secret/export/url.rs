//! An export as a URL.
//!
//! People write passwords with raw `@`, `/`, `?`, `#` and `:`, so that a text may have more than one reading: each `@` may
//! be the one that ends the user information. A reading counts when a host follows that a URL can have. Where more than
//! one counts, only what is harmless in each is shown.

use super::mask::HIDDEN;
use super::schemes::{self, First, Scheme};
use super::{Class, Export, Form, Part, class_of, is_plain, name_of};

/// One way to read what stands behind `://`.
#[derive(Clone, Copy, Debug)]
struct Reading<'t> {
    user_info: Option<&'t str>,
    host: &'t str,
    port: Option<&'t str>,
    /// From the first `/`, `?` or `#` on.
    tail: &'t str,
}

pub(super) fn read(text: &str) -> Option<Export> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = schemes::find(scheme)?;
    let first = scheme.first?;
    let needs_at = matches!(scheme.name, "td" | "s3");
    let without_user = (!needs_at).then(|| reading(None, rest)).flatten().filter(|one| !one.host.is_empty());
    let with_user = rest.match_indices('@').filter_map(|(at, _)| {
        let (user_info, after) = rest.split_at_checked(at)?;
        reading(Some(user_info), after.strip_prefix('@')?)
    });
    let readings: Vec<Reading<'_>> = without_user.into_iter().chain(with_user).take(MOST_READINGS).collect();
    Some(match readings.as_slice() {
        [] => closed(scheme, rest),
        [one] => one.export(scheme, first),
        all => merged(scheme, first, rest, all),
    })
}

/// More of them say nothing more: two are enough to hide.
const MOST_READINGS: usize = 64;

/// The reading in which `after` begins with a host; None where none can begin there.
fn reading<'t>(user_info: Option<&'t str>, after: &'t str) -> Option<Reading<'t>> {
    let inside = after.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (host, rest) = match inside {
        Some((address, rest)) => {
            let is_address = address.chars().all(|one| one.is_ascii_hexdigit() || matches!(one, ':' | '.'));
            (is_address.then(|| after.get(..address.len() + 2)).flatten()?, rest)
        }
        None => {
            let end = after.find(|one: char| !(one.is_alphanumeric() || matches!(one, '.' | '-' | '_')));
            after.split_at_checked(end.unwrap_or(after.len()))?
        }
    };
    let (port, tail) = match rest.strip_prefix(':') {
        Some(rest) => {
            let end = rest.find(|one: char| !one.is_ascii_digit()).unwrap_or(rest.len());
            let (port, tail) = rest.split_at_checked(end)?;
            (Some(port), tail)
        }
        None => (None, rest),
    };
    let is_end = tail.is_empty() || tail.starts_with(['/', '?', '#']);
    (is_end && port.is_none_or(|port| port.len() <= 5)).then_some(Reading { user_info, host, port, tail })
}

impl<'t> Reading<'t> {
    fn user(&self) -> Option<&'t str> {
        self.user_info.map(|all| all.split_once(':').map_or(all, |(user, _)| user))
    }

    fn password(&self) -> Option<&'t str> {
        self.user_info?.split_once(':').map(|(_, password)| password)
    }

    /// Path, query and fragment.
    fn place(&self) -> (&'t str, Option<&'t str>, Option<&'t str>) {
        let (before, fragment) = cut(self.tail, '#');
        let (path, query) = cut(before, '?');
        (path, query, fragment)
    }

    /// The export where this is the only reading.
    fn export(&self, scheme: &'static Scheme, first: First) -> Export {
        let mut parts = vec![Part::new("scheme", Class::Harmless, scheme.name)];
        let mut shown = format!("{}://", scheme.name);
        if let Some(user) = self.user() {
            let class = match first {
                // Exports to another account have a key in place of the user.
                First::Key if scheme.name == "td" => Class::Secret,
                First::Key => Class::Hidden,
                First::User
                    if user.chars().all(|one| is_plain(one.encode_utf8(&mut [0; 4])) || one == '@') =>
                {
                    Class::Harmless
                }
                First::User => Class::Hidden,
            };
            shown.push_str(if class == Class::Harmless || user.is_empty() { user } else { HIDDEN });
            parts.push(Part::new("user", class, user));
            if let Some(password) = self.password() {
                parts.push(Part::new("password", Class::Secret, password));
                shown.push(':');
                shown.push_str(HIDDEN);
            }
            shown.push('@');
        }
        parts.push(Part::new("host", Class::Harmless, self.host));
        shown.push_str(self.host);
        if let Some(port) = self.port {
            parts.push(Part::new("port", Class::Harmless, port));
            shown.push(':');
            shown.push_str(port);
        }
        let (path, query, fragment) = self.place();
        if !path.is_empty() {
            let is_harmless = (scheme.path || path == "/") && is_plain(path);
            let class = if is_harmless { Class::Harmless } else { Class::Hidden };
            parts.push(Part::new("path", class, path));
            shown.push_str(if is_harmless { path } else { "/***" });
        }
        if let Some(query) = query {
            shown.push('?');
            shown.push_str(&settings(scheme, query, &mut parts));
        }
        if let Some(fragment) = fragment {
            parts.push(Part::new("fragment", Class::Hidden, fragment));
            shown.push('#');
            shown.push_str(HIDDEN);
        }
        let secrets = self.user_info.filter(|_| first == First::Key).map(str::to_owned);
        Export { form: Form::Url, parts, shown, secrets: secrets.into_iter().collect() }
    }
}

/// The settings of a query as they may be shown; each becomes a part.
fn settings(scheme: &'static Scheme, query: &str, parts: &mut Vec<Part>) -> String {
    let mut shown = Vec::new();
    for setting in query.split('&') {
        let Some((name, value)) = setting.split_once('=') else {
            parts.push(Part::new("settings", Class::Hidden, setting));
            shown.push(HIDDEN.to_owned());
            continue;
        };
        let class = class_of(scheme, name, value);
        parts.push(Part::new(format!("settings.{}", name_of(scheme, name)), class, value));
        shown.push(match class {
            Class::Harmless => format!("{name}={value}"),
            _ if scheme.names(name) => format!("{name}={HIDDEN}"),
            _ => HIDDEN.to_owned(),
        });
    }
    shown.join("&")
}

/// What every reading has: the scheme, the user where a `:` ends it, and the settings where no `@` stands behind the
/// `?`.
fn merged(scheme: &'static Scheme, first: First, rest: &str, readings: &[Reading<'_>]) -> Export {
    let mut parts = vec![Part::new("scheme", Class::Harmless, scheme.name)];
    let mut shown = format!("{}://", scheme.name);
    let (before_query, query) = cut(rest, '?');
    let query = query.filter(|query| !query.contains(['@', '#', '?']) && !before_query.contains('#'));
    let place = if query.is_some() { before_query } else { rest };
    let user = place.split_once(':').map(|(user, _)| user);
    let user =
        user.filter(|user| first == First::User && !user.contains(['@', '/', '?', '#']) && is_plain(user));
    if let Some(user) = user {
        parts.push(Part::new("user", Class::Harmless, user));
        shown.push_str(user);
        shown.push_str(":***@");
    }
    shown.push_str(HIDDEN);
    // The shortest password that any reading has is one in each of them.
    let (before, after) = place.split_once('@').unwrap_or(("", place));
    let rest = match before.split_once(':') {
        Some((user, password)) => {
            parts.push(Part::new("password", Class::Secret, password));
            format!("{user}@{after}")
        }
        None if scheme.name == "td" => after.to_owned(),
        None => place.to_owned(),
    };
    parts.push(Part::new("place", Class::Hidden, rest));
    if let Some(query) = query {
        shown.push('?');
        shown.push_str(&settings(scheme, query, &mut parts));
    }
    let mut secrets: Vec<String> = readings.iter().filter_map(Reading::password).map(str::to_owned).collect();
    if first == First::Key {
        secrets.extend(readings.iter().filter_map(|one| one.user_info).map(str::to_owned));
    }
    secrets.push(place.to_owned());
    Export { form: Form::Url, parts, shown, secrets }
}

/// A scheme that is known with something behind it that is not.
fn closed(scheme: &'static Scheme, rest: &str) -> Export {
    let parts =
        vec![Part::new("scheme", Class::Harmless, scheme.name), Part::new("place", Class::Hidden, rest)];
    let shown = format!("{}://{HIDDEN}", scheme.name);
    Export { form: Form::Url, parts, shown, secrets: vec![rest.to_owned()] }
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}
