//! The rules of the house that a machine can see: who may know whom, how long a file may be, which names and words stay out.

#[cfg(test)]
mod paths;
#[cfg(test)]
mod sources;

#[cfg(test)]
mod rules {
    use super::paths::modules_named_in;
    use super::sources::{Source, all};

    /// What each module of `src` may know besides itself. `main.rs` and `lib.rs` stand above them all.
    const MAY_KNOW: &[(&str, &[&str])] = &[
        ("clock", &[]),
        ("escape", &[]),
        ("secret", &[]),
        ("wire", &["clock", "escape", "secret"]),
        ("framework", &["clock", "escape", "secret", "wire"]),
        ("api", &["clock", "escape", "secret"]),
        ("settings", &["clock", "escape", "secret"]),
        ("cron", &["clock", "escape", "secret"]),
        ("sql", &[]),
        ("calendar", &["clock", "escape", "secret", "cron"]),
        ("provider", &["clock", "escape", "secret", "wire", "framework", "api", "settings", "cron", "sql"]),
        ("emulator", &["clock", "escape", "secret", "cron", "calendar"]),
        ("plugin", &["clock", "escape", "secret"]),
        ("hcl", &["clock", "escape", "secret", "wire"]),
        (
            "cli",
            &[
                "clock",
                "escape",
                "secret",
                "wire",
                "framework",
                "api",
                "settings",
                "cron",
                "sql",
                "calendar",
                "provider",
                "emulator",
                "plugin",
                "hcl",
            ],
        ),
    ];

    fn rust() -> Vec<Source> {
        all().into_iter().filter(|source| source.path.ends_with(".rs")).collect()
    }

    fn none(found: &[String]) {
        assert!(found.is_empty(), "\n{}", found.join("\n"));
    }

    #[test]
    fn a_module_knows_only_those_it_may_know() {
        let mut found = Vec::new();
        for source in rust() {
            let Some(inside) = source.path.strip_prefix("src/") else { continue };
            let Some((module, _)) = inside.split_once('/') else { continue };
            let Some((_, allowed)) = MAY_KNOW.iter().find(|(name, _)| *name == module) else {
                found.push(format!("{}: the module {module} has no place in this table", source.path));
                continue;
            };
            for (line, known) in modules_named_in(&source, "crate::") {
                let is_module = MAY_KNOW.iter().any(|(name, _)| *name == known);
                if is_module && known != module && !allowed.contains(&known.as_str()) {
                    found.push(format!("{}:{line}: {module} must not know {known}", source.path));
                }
            }
        }
        none(&found);
    }

    #[test]
    fn the_second_provider_knows_no_more_than_an_author_of_another_one_may() {
        let public = ["framework", "model", "plugin", "wire"];
        let (mut seen, mut found) = (0, Vec::new());
        for source in rust().iter().filter(|source| source.path.starts_with("tests/author/")) {
            for (line, known) in modules_named_in(source, "terraform_provider_td::") {
                seen += 1;
                if !public.contains(&known.as_str()) {
                    found.push(format!("{}:{line}: {known} is the td provider's own", source.path));
                }
            }
        }
        assert!(seen > 10, "it names {seen}");
        none(&found);
    }

    #[test]
    fn nobody_goes_round_the_table_by_the_crates_root() {
        let mut found = Vec::new();
        for source in rust() {
            let Some(inside) = source.path.strip_prefix("src/") else { continue };
            let folders = inside.matches('/').count();
            let depth = if inside.ends_with("/mod.rs") { folders } else { folders + 1 };
            let up = "super::".repeat(depth);
            for (number, line) in source.code() {
                // Only what stands at the margin is outside an inline module, which would be one step deeper.
                let at_margin = line.trim_start_matches("pub ").starts_with("use ");
                if at_margin && line.contains(&up) && folders > 0 {
                    found.push(format!("{}:{number}: say crate::, not {up}", source.path));
                }
            }
        }
        none(&found);
    }

    #[test]
    fn only_what_knows_a_language_calls_a_text_safe_for_it() {
        let elsewhere = |source: &&Source| {
            source.path.starts_with("src/")
                && !["src/escape/", "src/hcl/"].iter().any(|folder| source.path.starts_with(folder))
        };
        let sources: Vec<Source> = rust().into_iter().filter(|source| elsewhere(&source)).collect();
        none(&places(&sources, &["::vouched("]));
    }

    #[test]
    fn what_a_person_sees_passes_one_place_in_subcommands_and_one_in_the_plugin() {
        let places_of_writing = [
            "src/cli/terminal.rs",
            "src/cli/export/progress.rs",
            "src/plugin/hclog/mod.rs",
            "src/plugin/handshake.rs",
        ];
        let elsewhere =
            |source: &Source| source.path.starts_with("src/") && !places_of_writing.contains(&&*source.path);
        let sources: Vec<Source> = rust().into_iter().filter(elsewhere).collect();
        none(&places(
            &sources,
            &["io::stdout()", "io::stderr()", concat!("eprint", "ln!("), concat!("eprint", "!(")],
        ));
    }

    #[test]
    fn no_source_file_is_longer_than_500_lines() {
        let long = |source: &Source| source.text.lines().count() > 500;
        none(
            &rust()
                .iter()
                .filter(|source| long(source))
                .map(|source| source.path.clone())
                .collect::<Vec<_>>(),
        );
    }

    #[test]
    fn no_file_has_a_name_that_says_nothing() {
        let empty_words = ["util", "utils", "helper", "helpers", "common", "manager", "misc"];
        let says_nothing =
            |source: &&Source| source.path.split(['/', '.', '_']).any(|part| empty_words.contains(&part));
        none(&rust().iter().filter(says_nothing).map(|source| source.path.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_silenced_or_left_for_later() {
        let words = [
            concat!("#[", "allow("),
            concat!("#![", "allow("),
            concat!("#[", "ignore"),
            concat!("to", "do!("),
            concat!("unimpl", "emented!("),
        ];
        none(&places(&rust(), &words));
    }

    #[test]
    fn no_file_names_a_path_of_one_machine() {
        none(&places(&all(), &[concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/fa", "rm/")]));
    }

    fn places(sources: &[Source], words: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for source in sources {
            for (number, line) in source.text.lines().enumerate() {
                for word in words.iter().filter(|word| line.contains(**word)) {
                    found.push(format!("{}:{}: {word}", source.path, number + 1));
                }
            }
        }
        found
    }
}
