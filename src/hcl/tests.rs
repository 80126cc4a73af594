use super::{Block, Body, Expression, Labels, address, label, unquoted};
use crate::escape::{Safe, hcl_comment, hcl_string};

fn attribute(value: Expression) -> String {
    let mut body = Body::default();
    body.set("a", value);
    body.render()
}

fn lines(text: &str) -> String {
    attribute(Expression::Lines { text: text.to_owned(), marker: "SQL" })
}

#[test]
fn quotes_templates_and_what_nobody_can_see_are_escaped() {
    for (text, hcl) in [
        ("", r#""""#),
        ("plain 日次 😀", r#""plain 日次 😀""#),
        (r#"a"b\c"#, r#""a\"b\\c""#),
        ("${a} $${b} %{c} $ % {", r#""$${a} $$${b} %%{c} $ % {""#),
        (
            "\n\r\t\0\u{7f}\u{feff}\u{202e}\u{2028}\u{e0041}\u{3164}",
            r#""\n\r\t\u0000\u007f\ufeff\u202e\u2028\U000e0041\u3164""#,
        ),
    ] {
        assert_eq!(attribute(Expression::text(text)), format!("a = {hcl}\n"));
    }
}

#[test]
fn several_lines_are_a_heredoc_moved_in_where_that_is_exact() {
    assert_eq!(lines("SELECT 1\n\n  FROM ${t}\n"), "a = <<-SQL\n  SELECT 1\n\n    FROM $${t}\nSQL\n");
    assert_eq!(lines("  all\n  moved in\n"), "a = <<SQL\n  all\n  moved in\nSQL\n");
    assert_eq!(lines("a\n\u{301}b\n"), "a = <<SQL\na\n\u{301}b\nSQL\n");
}

#[test]
fn functions_say_what_a_heredoc_cannot() {
    assert_eq!(lines("a\nb"), "a = chomp(<<-SQL\n  a\n  b\nSQL\n)\n");
    assert_eq!(lines("a\r\nb\r\n"), "a = replace(<<-SQL\n  a\n  b\nSQL\n, \"\\n\", \"\\r\\n\")\n");
    assert_eq!(lines("a\r\nb"), "a = replace(chomp(<<-SQL\n  a\n  b\nSQL\n), \"\\n\", \"\\r\\n\")\n");
}

#[test]
fn no_line_of_the_text_ends_the_heredoc() {
    assert_eq!(lines("SQL\n SQL_2 \n"), "a = <<-SQL_3\n  SQL\n   SQL_2 \nSQL_3\n");
}

#[test]
fn one_line_and_odd_texts_stay_between_quotes() {
    assert_eq!(lines("SELECT 1"), "a = \"SELECT 1\"\n");
    assert_eq!(lines("a\nb\r\nc"), "a = \"a\\nb\\r\\nc\"\n");
    assert_eq!(lines("a\n\u{202e}b"), "a = \"a\\n\\u202eb\"\n");
}

#[test]
fn a_body_is_laid_out_as_terraform_fmt_does() {
    let mut schedule = Block::new("resource", &["td_schedule", "daily"]);
    schedule
        .body
        .set("name", Expression::text("daily"))
        .set("retry_limit", Expression::Number(-3))
        .set("enabled", Expression::Bool(false))
        .set("note", Expression::Lines { text: "a\nb\n".into(), marker: "TEXT" })
        .set("last", Expression::Null)
        .set("query", Expression::Lines { text: "a\nb".into(), marker: "SQL" })
        .set("x", Expression::List(vec![Expression::text("1"), Expression::Number(2)]))
        .comment(hcl_comment("one\nline\u{7}\\"))
        .set(
            "object",
            Expression::Object(vec![
                ("a".into(), Expression::Verbatim("var.a".into())),
                ("long".into(), Expression::Object(Vec::new())),
            ]),
        )
        .block(Block::new("empty", &[]));
    let mut file = Body::default();
    file.comment("first").block(schedule).block(Block::new("variable", &["a\"b"]));
    assert_eq!(
        file.render(),
        r#"# first
resource "td_schedule" "daily" {
  name        = "daily"
  retry_limit = -3
  enabled     = false
  note        = <<-TEXT
    a
    b
  TEXT
  last        = null
  query = chomp(<<-SQL
    a
    b
  SQL
  )
  x = ["1", 2]
  # one\nline\u{7}\\
  object = {
    a    = var.a
    long = {}
  }

  empty {}
}

variable "a\"b" {}
"#
    );
}

#[test]
fn any_name_gives_a_legal_address() {
    for (name, expected) in [
        ("daily_revenue", "daily_revenue"),
        ("Daily Revenue (JP) ", "daily_revenue_jp"),
        ("日次 売上", "日次_売上"),
        ("1 id 2 list", "schedule_1_id_2_list"),
        ("${x}", "x"),
        ("../../etc/passwd", "etc_passwd"),
        ("---", "schedule"),
        ("cafe\u{301}", "café"),
        ("\u{301}a", "a"),
        ("AUX", "schedule_aux"),
        ("com1", "schedule_com1"),
        ("com10", "com10"),
        ("a\u{3164}b\u{115f}\u{200b}", "a_b"),
    ] {
        assert_eq!(label(name), expected, "{name:?}");
    }
    assert_eq!(label(&"long".repeat(100)).as_str().len(), 60);
}

#[test]
fn no_two_names_get_the_same_address() {
    let mut labels = Labels::default();
    let given: Vec<Safe<_>> =
        ["a-b", "a_b_2", "A B", "a.b", "a_b_2"].iter().map(|name| labels.give(name)).collect();
    assert_eq!(given, ["a_b", "a_b_2", "a_b_3", "a_b_4", "a_b_2_2"]);
}

#[test]
fn what_was_written_is_read_back() {
    for text in ["", "${a} $${b} %{c} $ %%", "\"\\\n\r\t\0\u{202e}\u{e0041}é"] {
        assert_eq!(unquoted(hcl_string(text).as_str()).as_deref(), Some(text));
    }
    for wrong in ["", "\"", "a", "\"a\"b\"", "\"${a}\"", "\"%{if a}\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\""]
    {
        assert_eq!(unquoted(wrong), None, "{wrong}");
    }
}

#[test]
fn only_an_address_is_taken_for_one() {
    for right in [
        "td_schedule.s",
        "module.a[\"x.]\\\"$${y}\"].td_schedule.日次[0]",
        "module.a-b.td_schedule.s[\"\\u202e\"]",
    ] {
        assert_eq!(address(right).unwrap(), right);
    }
    for wrong in [
        "",
        "td_schedule.",
        "td_schedule.s\n}",
        "a b",
        "a[x]",
        "a[\"${file(1)}\"]",
        "a[\"x\"",
        "a[0]b",
        "0.a",
        "a\u{202e}",
        "a[-1]",
    ] {
        assert_eq!(address(wrong), None, "{wrong}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 3000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn each_text_is_read_back_from_its_quotes(text in "([$%{}\"\\\\\n\r\t \u{0}\u{301}\u{2028}\u{202e}\u{fffe}\u{e0041}]|.){0,16}") {
        let hcl = hcl_string(&text);
        proptest::prop_assert!(!hcl.as_str().contains(crate::escape::is_invisible));
        proptest::prop_assert_eq!(unquoted(hcl.as_str()), Some(text));
    }
}
