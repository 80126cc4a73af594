//! What the HCL writer writes, `terraform fmt` leaves alone and Terraform reads back as the same value: many random
//! values in one configuration, since a process for each would take minutes.

use crate::support::on_each_terraform;
use crate::support::world::World;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use terraform_provider_td::escape::{Safe, hcl_comment, hcl_string, yaml_comment, yaml_scalar};
use terraform_provider_td::hcl::{Block, Body, Expression, Labels};
use unicode_normalization::UnicodeNormalization;

/// What is hard inside a text.
const PIECES: &str = "$¦{¦}¦%¦${¦%{¦~}¦${~ x ~}¦%{ if true }¦\"¦\\¦\\n¦\n¦\n¦\r\n¦\r¦\t¦ ¦  ¦SQL¦SQL_2¦<<-SQL¦SELECT 1¦-- x¦#¦\
    /*¦*/¦e\u{301}¦\u{301}¦日本¦\u{3000}¦\u{a0}¦\u{200d}¦😀¦\0¦\u{1b}¦\u{7f}¦\u{85}¦\u{feff}¦\u{2028}¦\u{202e}¦\u{ac00}¦\u{fffe}¦\u{ffff}¦\u{3164}¦\u{200b}¦\u{fe0f}¦\u{e0041}¦\u{1fffe}¦*/¦---*/¦: ¦¦- ¦\u{2029}";

/// What is hard as a line of its own.
const LINES: &str = "SELECT 1¦  FROM t¦¦   ¦\tx¦SQL¦ SQL¦${a}¦$${b}¦\u{3000}い¦$¦%%{";

/// Texts of pieces that HCL, Unicode and line endings make hard.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => prop::sample::select(PIECES.split('¦').map(str::to_owned).collect::<Vec<_>>()),
        1 => any::<char>().prop_map(String::from),
    ];
    let mixed = prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat());
    let line = prop::sample::select(LINES.split('¦').collect::<Vec<_>>());
    let ends = prop::sample::select(&["\n", "\r\n"][..]);
    let regular = (prop::collection::vec(line, 1..6), ends, any::<bool>())
        .prop_map(|(lines, end, last)| lines.join(end) + if last { end } else { "" });
    prop_oneof![mixed, regular]
}

on_each_terraform! {
    fn every_text_comes_back_as_it_was(version) {
        let world = World::new(version);
        let mut runner = TestRunner::deterministic();
        let (mut file, mut expected, mut labels) = (Body::default(), BTreeMap::new(), Labels::default());
        let mut locals = Block::new("locals", &[]);
        for number in 0..600 {
            let text = text().new_tree(&mut runner).expect("a strategy gives values").current();
            let lines = Expression::Lines { text: text.clone(), marker: "SQL" };
            // Inside of other settings, as in a header of the module, with a comment of the same text.
            let yaml = format!("a: 1\nname: {}\n# {}\nb: 2", yaml_scalar(&text), yaml_comment(&text));
            let yaml = Safe::literal("yamldecode(").and(hcl_string(&yaml)).and(")");
            let value = Expression::Object(vec![
                ("yaml".into(), Expression::Verbatim(yaml)),
                ("quoted".into(), Expression::text(text.clone())),
                ("lines".into(), lines),
                ("number".into(), Expression::List(vec![Expression::Number(number), Expression::Null])),
            ]);
            // The label is an identifier, also in a reference.
            let label = labels.give(&text);
            let mut output = Block::new("output", &[label.as_str()]);
            output.body.set("value", Expression::Verbatim(Safe::literal("local.").and(&label)));
            locals.body.comment(hcl_comment(&text)).set(&label, value);
            file.block(output);
            expected.insert(label.into_string(), (number, text));
        }
        file.block(locals);
        world.write("required.tf", "");
        world.configure(&file.render());
        world.terraform.run(&["fmt", "-check", "-diff"]).succeeds();
        world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
        let outputs = world.terraform.run(&["output", "-json"]).succeeds().json();
        assert_eq!(outputs.as_object().map(serde_json::Map::len), Some(expected.len()));
        for (label, (number, text)) in expected {
            // Terraform keeps every text in normal form C.
            let normal: String = text.nfc().collect();
            let value = &outputs[label.as_str()]["value"];
            assert_eq!(value["quoted"], normal.as_str(), "{text:?}");
            assert_eq!(value["lines"], normal.as_str(), "{text:?}");
            assert_eq!(value["number"][0], number);
            assert_eq!(value["yaml"], serde_json::json!({"a": 1, "name": normal, "b": 2}), "{text:?}");
        }
    }
}
