//! Every configuration in the pages: formatted, and valid where it is whole. A block marked `terraform` is whole, one
//! marked `hcl` is a part of something.

use crate::markdown::{all, root};
use crate::support::world::World;
use std::fs;

/// One directory a block, so that a name may come twice.
fn blocks(language: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for page in all() {
        for code in page.code().into_iter().filter(|code| language.contains(&code.language.as_str())) {
            // The command line's own settings: `terraform fmt` does not know their quoted names.
            if code.text.contains("dev_overrides") {
                continue;
            }
            found.push((format!("{}:{}", page.path, code.line), code.text));
        }
    }
    assert!(!found.is_empty(), "the pages have configurations");
    found
}

#[test]
fn every_configuration_is_formatted() {
    let world = World::new("1.15.5");
    for (number, (place, text)) in blocks(&["terraform", "hcl"]).iter().enumerate() {
        world.write(&format!("block{number}.tf"), &format!("# {place}\n{text}"));
    }
    world.terraform.run(&["fmt", "-check", "-diff"]).succeeds();
    let examples = root().join("examples").display().to_string();
    world.terraform.run(&["fmt", "-check", "-diff", "-recursive", &examples]).succeeds();
}

#[test]
fn every_whole_configuration_is_valid() {
    let world = World::new("1.15.5");
    let required = fs::read_to_string(world.directory().join("required.tf")).expect("it is there");
    let mut checked = Vec::new();
    for (place, text) in blocks(&["terraform"]) {
        // An example that stands on several pages needs one look; imports are tried with their
        // resource, queries by `terraform query`.
        if checked.contains(&text)
            || text.contains("import {")
            || text.lines().any(|line| line.starts_with("list "))
        {
            continue;
        }
        world.write("required.tf", if text.contains("required_providers") { "" } else { &required });
        world.configure(&text);
        let outcome = world.terraform.run(&["validate"]);
        assert!(outcome.text().contains("is valid"), "{place}: {}", outcome.text());
        checked.push(text);
    }
}
