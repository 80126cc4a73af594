use super::*;

const KEY: &str = "4711/0123456789abcdef";

/// Resolves against an environment and one file, never the process's own.
fn with(
    explicit: impl std::borrow::Borrow<Explicit>,
    variables: &[(&str, &str)],
    file: Option<(&str, &str)>,
) -> Result<Settings, Error> {
    let variable =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let read_file = |path: &Path| match file {
        Some((known, text)) if path == Path::new(known) => Ok(text.to_owned()),
        _ => Err(io::Error::from(io::ErrorKind::NotFound)),
    };
    resolve(explicit.borrow(), &Environment { variable: &variable, read_file: &read_file })
}

fn explicit() -> Explicit {
    Explicit { api_key: Some(Secret::new(KEY)), ..Explicit::default() }
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn explicit_beats_environment_beats_file() {
    let file = Some(("/home/x/.td/td.conf", "[account]\napikey = file-key\nendpoint = file.example\n"));
    let all = [("HOME", "/home/x"), ("TD_API_KEY", "environment-key"), ("TD_API_SERVER", "env.example")];
    let given = Explicit { endpoint: text("given.example"), ..explicit() };

    let settings = with(given, &all, file).unwrap();
    assert_eq!(settings.api_key.value.expose(), KEY);
    assert_eq!(settings.api_key.source.to_string(), "the provider block's api_key");
    assert_eq!(settings.endpoint.value.to_string(), "https://given.example");
    assert_eq!(settings.account_id.as_deref(), Some("4711"));

    let settings = with(Explicit::default(), &all, file).unwrap();
    assert_eq!(settings.api_key.value.expose(), "environment-key");
    assert_eq!(settings.api_key.source.to_string(), "the environment variable TD_API_KEY");
    assert_eq!(settings.endpoint.value.to_string(), "https://env.example");
    assert_eq!(settings.account_id, None);

    let settings = with(Explicit::default(), &all[..1], file).unwrap();
    assert_eq!(settings.api_key.value.expose(), "file-key");
    assert_eq!(settings.api_key.source.to_string(), "/home/x/.td/td.conf");
    assert_eq!(settings.endpoint.value.to_string(), "https://file.example");
}

#[test]
fn the_variables_have_their_order_and_empty_ones_are_unset() {
    let key = |variables: &[(&str, &str)]| with(Explicit::default(), variables, None).unwrap().api_key.source;
    assert_eq!(
        key(&[("TDX_API_KEY", "c-key"), ("TD_API_KEY", "b-key"), ("TREASURE_DATA_API_KEY", "a-key")]),
        Source::Environment("TREASURE_DATA_API_KEY")
    );
    assert_eq!(key(&[("TDX_API_KEY", "c-key"), ("TD_API_KEY", "")]), Source::Environment("TDX_API_KEY"));
    let empty = Explicit {
        api_key: Some(Secret::new("")),
        site: text(""),
        endpoint: text(" "),
        config_file: text(""),
        ..Explicit::default()
    };
    let settings = with(empty, &[("TD_API_KEY", "the-key"), ("TD_SITE", "")], None).unwrap();
    assert_eq!(settings.endpoint, Sourced { value: Site::Us01.endpoint(), source: Source::Default });
}

#[test]
fn a_missing_key_names_every_place_that_was_looked_at() {
    let error = with(Explicit::default(), &[("HOME", "/home/x")], None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "There is no API key. Looked at, in this order: the provider block's api_key; \
         the environment variable TREASURE_DATA_API_KEY; the environment variable TD_API_KEY; \
         the environment variable TDX_API_KEY; apikey in /home/x/.td/td.conf, which is not there. Set one of them."
    );
    let flags = Explicit { origin: Origin::Flags, ..Explicit::default() };
    assert!(!with(flags, &[], None).unwrap_err().to_string().contains("flag"));
}

#[test]
fn a_site_gives_its_endpoint_wherever_it_comes_from() {
    let given = Explicit { site: text("ap01"), ..explicit() };
    let settings = with(given, &[("TD_SITE", "eu01"), ("TD_API_SERVER", "env.example")], None).unwrap();
    assert_eq!(settings.endpoint.value.to_string(), "https://api.treasuredata.co.jp");
    assert_eq!(settings.endpoint.source.to_string(), "the provider block's site");
    assert!(settings.warnings.is_empty());
    let settings = with(explicit(), &[("TD_SITE", "eu01")], None).unwrap();
    assert_eq!(settings.endpoint.value.to_string(), "https://api.eu01.treasuredata.com");
}

#[test]
fn site_and_endpoint_exclude_each_other_but_in_the_environment_the_endpoint_wins_with_a_warning() {
    let both = Explicit { site: text("us01"), endpoint: text("host.example"), ..explicit() };
    let error = with(both, &[], None).unwrap_err();
    assert_eq!(error.setting(), Some(Setting::Endpoint));
    let settings =
        with(explicit(), &[("TD_SITE", "nowhere"), ("TD_API_SERVER", "env.example")], None).unwrap();
    assert_eq!(settings.endpoint.value.to_string(), "https://env.example");
    assert_eq!(
        settings.warnings[0].to_string(),
        "the environment variable TD_SITE is ignored, because the environment variable TD_API_SERVER is set too. \
         Unset one of them."
    );
}

#[test]
fn a_bad_site_or_endpoint_says_where_it_came_from() {
    let error = with(explicit(), &[("TD_SITE", "us1")], None).unwrap_err().to_string();
    assert!(error.contains("the environment variable TD_SITE") && error.contains("\"us01\""), "{error}");
    let given = Explicit { endpoint: text("https://u:secret@host"), ..explicit() };
    let error = with(given, &[], None).unwrap_err();
    assert!(error.to_string().contains("the provider block's endpoint"));
    assert!(!format!("{error:?} {error}").contains("secret"));
}

#[test]
fn plain_http_is_for_loopback_or_for_those_who_ask_for_it() {
    let plain = |endpoint: &str, allow_plain_http| {
        with(Explicit { endpoint: text(endpoint), allow_plain_http, ..explicit() }, &[], None)
    };
    assert!(plain("http://127.0.0.1:8173", false).unwrap().warnings.is_empty());
    assert!(plain("http://host.example", false).unwrap_err().to_string().contains("allow_plain_http = true"));
    assert!(matches!(plain("http://host.example", true).unwrap().warnings[0], Warning::PlainHttp { .. }));
}

#[test]
fn a_key_that_no_header_can_carry_is_refused_and_not_shown() {
    for key in [
        "4711/secretive\n",
        "4711/secretive\u{e9}",
        "4711/secre\0tive",
        "TD1 4711/secretive",
        "\"4711/secretive\"",
        "'4711/secretive'",
    ] {
        let error =
            with(Explicit { api_key: Some(Secret::new(key)), ..Explicit::default() }, &[], None).unwrap_err();
        assert_eq!(error.setting(), Some(Setting::ApiKey));
        assert!(!format!("{error} {error:?}").contains("secre"), "{error}");
    }
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let given = Explicit { config_file: text("~/other.conf"), ..Explicit::default() };
    let home = [("HOME", "/home/x")];
    let settings = with(given.clone(), &home, Some(("/home/x/other.conf", "apikey = file-key"))).unwrap();
    assert_eq!(settings.api_key.source.to_string(), "/home/x/other.conf");
    let error = with(given, &home, None).unwrap_err();
    assert_eq!(error.setting(), Some(Setting::ConfigFile));
    assert!(error.to_string().contains("/home/x/other.conf"));
    let error = with(explicit(), &[("TD_CONFIG_PATH", "/gone")], None).unwrap_err();
    assert!(error.to_string().contains("the environment variable TD_CONFIG_PATH"), "{error}");
}

#[test]
fn the_key_is_known_to_the_redactor_with_and_without_its_account() {
    let key = "4711/fedcba9876543210settings";
    with(Explicit { api_key: Some(Secret::new(key)), ..Explicit::default() }, &[], None).unwrap();
    assert_eq!(crate::secret::redact("<fedcba9876543210settings>"), "<(redacted)>");
    assert_eq!(crate::secret::redact(&format!("<{key}>")), "<(redacted)>");
}
