//! Values: YAML, and HCL's lines. For HCL's quotes `hcl` has a reader, and Terraform itself is asked in `tests/e2e`.

use unicode_normalization::UnicodeNormalization;

use super::texts::hold;
use crate::escape::{hcl_heredoc, is_invisible, yaml_number, yaml_scalar};

#[test]
fn a_heredoc_has_only_what_can_be_seen() {
    hold(|text| {
        let is_plain = !text.chars().any(|one| is_invisible(one) && one != '\n' && one != '\t');
        let lines = hcl_heredoc(text).map(|lines| lines.as_str().replace("$${", "${").replace("%%{", "%{"));
        assert_eq!(lines.as_deref(), is_plain.then_some(text));
    });
}

#[test]
fn yaml_reads_back_each_text_from_a_line_that_is_no_more_than_that() {
    hold(|text| {
        let yaml = yaml_scalar(text);
        assert!(!yaml.as_str().contains(is_invisible), "{yaml}");
        // As it stands in a header: between other settings, inside a comment of SQL.
        let header = format!("/*---\nbefore: 1\nname: {yaml}\nafter: 2\n---*/");
        assert_eq!((header.matches("/*").count(), header.matches("*/").count()), (1, 1), "{header}");
        let lines = header.strip_prefix("/*---\n").unwrap().strip_suffix("\n---*/").unwrap();
        let read: serde_yaml_ng::Mapping = serde_yaml_ng::from_str(lines).unwrap();
        assert_eq!(read["name"].as_str(), Some(text));
        assert_eq!(read.len(), 3, "{header}");
        // Terraform brings a file into normal form C before it reads it as YAML.
        let normal: String = lines.nfc().collect();
        let read: serde_yaml_ng::Mapping = serde_yaml_ng::from_str(&normal).unwrap();
        assert_eq!(read["name"].as_str().unwrap().nfc().collect::<String>(), text.nfc().collect::<String>());
    });
}

#[test]
fn yaml_reads_back_numbers() {
    for number in [0, -1, i64::MAX, i64::MIN] {
        assert_eq!(serde_yaml_ng::from_str::<i64>(yaml_number(number).as_str()).unwrap(), number);
    }
}
