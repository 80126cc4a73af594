//! Comments: the parser sees one comment, and a reader the text.

use sqlparser::dialect::{Dialect, GenericDialect, HiveDialect, PostgreSqlDialect};
use sqlparser::tokenizer::{Token, Tokenizer, Whitespace};

use super::texts::{hold, read};
use crate::escape::{hcl_comment, is_invisible, sql_comment, yaml_comment};

#[test]
fn a_comment_in_hcl_is_one_line_that_says_the_text() {
    hold(|text| {
        let comment = hcl_comment(text);
        assert!(!comment.as_str().contains(is_invisible), "{comment}");
        assert_eq!(read(comment.as_str(), true), text);
    });
}

#[test]
fn a_comment_in_yaml_adds_nothing_and_says_the_text() {
    hold(|text| {
        let comment = yaml_comment(text);
        let yaml = format!("before: 1\n# {comment}; the end\nafter: 2\n");
        let read_back: serde_yaml_ng::Mapping = serde_yaml_ng::from_str(&yaml).unwrap();
        assert_eq!(read_back.len(), 2, "{yaml}");
        assert_eq!((&read_back["before"], &read_back["after"]), (&1.into(), &2.into()));
        assert_eq!(read(comment.as_str(), true), text);
    });
}

#[test]
fn a_comment_in_sql_is_one_token_that_says_the_text() {
    let nested = |dialect: &dyn Dialect| dialect.supports_nested_comments();
    assert!(nested(&PostgreSqlDialect {}) && !nested(&HiveDialect {}), "both kinds of comments are tried");
    let dialects: [&dyn Dialect; 3] = [&GenericDialect {}, &HiveDialect {}, &PostgreSqlDialect {}];
    hold(|text| {
        let comment = sql_comment(text);
        let sql = format!("/* {comment} */x");
        for dialect in dialects {
            let tokens = Tokenizer::new(dialect, &sql).tokenize().unwrap();
            let [Token::Whitespace(Whitespace::MultiLineComment(inside)), Token::Word(word)] =
                tokens.as_slice()
            else {
                panic!("{sql}: {tokens:?}");
            };
            assert_eq!(word.value, "x");
            assert_eq!(read(inside.trim_matches(' '), true), text.trim_matches(' '));
        }
    });
}
