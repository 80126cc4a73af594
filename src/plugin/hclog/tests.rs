use super::*;
use crate::secret::{Secret, register};

fn level_of(variables: &[(&str, &str)]) -> LevelFilter {
    level(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
}

#[test]
fn the_level_is_the_one_that_the_host_keeps() {
    assert_eq!(level_of(&[]), LevelFilter::OFF);
    assert_eq!(level_of(&[("TF_LOG", "")]), LevelFilter::OFF);
    assert_eq!(level_of(&[("TF_LOG", "info")]), LevelFilter::INFO);
    assert_eq!(level_of(&[("TF_LOG", "json")]), LevelFilter::TRACE);
    assert_eq!(level_of(&[("TF_LOG", "1")]), LevelFilter::TRACE);
    assert_eq!(level_of(&[("TF_LOG", "TRACE"), ("TF_LOG_PROVIDER", "Off")]), LevelFilter::OFF);
    assert_eq!(level_of(&[("TF_LOG", "WARN"), ("TF_LOG_PROVIDER", "")]), LevelFilter::WARN);
    let own = [("TF_LOG", "TRACE"), ("TF_LOG_PROVIDER", "INFO"), ("TF_LOG_PROVIDER_TD", "debug")];
    assert_eq!(level_of(&own), LevelFilter::DEBUG);
}

fn parsed(line: &str) -> Map<String, Value> {
    assert!(line.ends_with('\n') && line.lines().count() == 1, "{line}");
    serde_json::from_str(line).unwrap()
}

#[test]
fn a_field_never_takes_the_place_of_the_hosts_own() {
    let mut fields = Map::new();
    fields.insert("@level".to_owned(), 7.into());
    fields.insert("@@message".to_owned(), Value::Null);
    fields.insert("tries".to_owned(), 3.into());
    let line = parsed(&line(Level::WARN, "api::client", "two\nlines\u{202e}".to_owned(), fields).0);
    assert_eq!(line["@level"], "warn");
    assert_eq!(line["@message"], "two\\nlines\\u{202e}", "a host shows it as it is");
    assert_eq!(line["@module"], "api.client");
    assert_eq!((&line["level"], &line["message"], &line["tries"]), (&7.into(), &Value::Null, &3.into()));
    let time = line["@timestamp"].as_str().unwrap();
    assert_eq!(time.len(), "2026-01-02T03:04:05.678901Z".len());
    assert!(time.ends_with('Z') && time.parse::<Timestamp>().is_ok());
}

#[test]
fn a_line_that_the_host_could_not_take_whole_is_cut_in_its_longest_texts() {
    let secret = "a secret that stands where the text is cut";
    register(&Secret::new(secret));
    for step in [0, 30] {
        let mut fields = Map::new();
        let long = "é\"".repeat(LONGEST_LINE / 8 - step) + secret;
        fields.insert("body".to_owned(), long.repeat(20).into());
        fields.insert("name".to_owned(), "short".into());
        let Line(line) = line(Level::TRACE, "api", long, fields);
        assert!(line.len() <= LONGEST_LINE, "{}", line.len());
        assert!(!line.contains("a secret"));
        assert_eq!(parsed(&line)["name"], "short");
    }
}

#[test]
fn only_this_crate_says_more_than_warnings() {
    assert_eq!(own_module("terraform_provider_td::api::client"), Some("api::client"));
    assert_eq!(own_module("terraform_provider_td"), Some(""));
    assert_eq!(own_module("h2::codec"), None);
}
