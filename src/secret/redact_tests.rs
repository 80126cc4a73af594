use super::*;

fn registry(secrets: &[&str]) -> Registry {
    let mut registry = Registry::default();
    for secret in secrets {
        registry.add(secret);
    }
    registry.build();
    registry
}

#[test]
fn a_registered_secret_is_taken_out_of_every_text() {
    register(&Secret::new("4711/0123456789abcdef0123456789abcdef01234567"));
    assert_eq!(
        redact("Authorization: TD1 4711/0123456789abcdef0123456789abcdef01234567\n"),
        "Authorization: TD1 (redacted)\n"
    );
}

#[test]
fn a_text_without_a_secret_is_given_back_itself() {
    let registry = registry(&["correct horse"]);
    assert!(matches!(registry.redact("battery staple"), Cow::Borrowed("battery staple")));
    assert!(matches!(Registry::default().redact("x"), Cow::Borrowed("x")));
}

#[test]
fn encoded_forms_are_taken_out_too() {
    let registry = registry(&["p@ss w/ö\"rd%"]);
    for form in [
        "p@ss w/ö\"rd%",
        "p%40ss%20w%2F%C3%B6%22rd%25",
        "p%40ss%20w%2f%c3%b6%22rd%25",
        "p%40ss+w%2F%C3%B6%22rd%25",
        "p@ss w/ö\\\"rd%",
    ] {
        assert_eq!(registry.redact(&format!("<{form}>")), "<(redacted)>", "{form}");
    }
}

#[test]
fn base64_is_found_at_every_alignment() {
    use base64::Engine;
    let registry = registry(&["correct horse battery"]);
    for prefix in ["", "a", "ab", "abc", "user:"] {
        for engine in
            [&base64::engine::general_purpose::STANDARD, &base64::engine::general_purpose::URL_SAFE_NO_PAD]
        {
            let encoded = engine.encode(format!("{prefix}correct horse battery!"));
            let clean = registry.redact(&encoded);
            assert!(clean.contains(REDACTED), "{encoded} -> {clean}");
            assert!(clean.len() < prefix.len() * 2 + REDACTED.len() + 10, "{encoded} -> {clean}");
        }
    }
}

#[test]
fn a_longer_secret_leaves_no_tail_beside_a_shorter_one() {
    for secrets in [["secret-one", "secret-one-and-more"], ["secret-one-and-more", "secret-one"]] {
        assert_eq!(registry(&secrets).redact("<secret-one-and-more>"), "<(redacted)>");
    }
    assert_eq!(registry(&["abcdef123", "123ghijkl"]).redact("<abcdef123ghijkl>"), "<(redacted)>");
}

#[test]
fn short_secrets_go_only_where_they_stand_alone() {
    let registry = registry(&["pass", "42x"]);
    assert_eq!(registry.redact("mysql://user:pass@host"), "mysql://user:(redacted)@host");
    assert!(matches!(registry.redact("passed 142x"), Cow::Borrowed(_)));
    register(&Secret::new("a"));
    assert_eq!(redact("a b"), "a b");
}

#[test]
fn many_secrets_stay_bounded_and_the_newest_stay_known() {
    let mut registry = Registry::default();
    for number in 0..=MOST {
        registry.add(&format!("secret number {number:05}"));
    }
    registry.add("secret number 04000");
    assert!(registry.known.len() <= MOST);
    registry.build();
    assert_eq!(registry.redact("secret number 04096, secret number 04000"), "(redacted), (redacted)");
    assert_eq!(registry.redact("secret number 00001"), "secret number 00001");
}

#[test]
fn one_registered_after_a_build_is_found_beside_the_older_ones() {
    let mut registry = registry(&["the first secret"]);
    for number in 0..RECENT * 2 {
        registry.add(&format!("secret number {number:05}"));
        assert!(!registry.is_current());
        registry.build();
        assert_eq!(
            registry.redact(&format!("the first secret, secret number {number:05}")),
            "(redacted), (redacted)"
        );
    }
}
