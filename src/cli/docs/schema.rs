//! A schema as the registry shows it: required, optional and read-only attributes, nested ones under an anchor each.

use std::fmt::Write;

use super::error::Error;
use crate::escape::html;
use crate::framework::proto;
use proto::schema::{Attribute, Block};

const WRITE_ONLY: &str = "[Write-only](https://developer.hashicorp.com/terraform/language/resources/ephemeral#write-only-arguments)";

/// The section `## Schema` of a block.
pub(super) fn section(block: &Block) -> Result<String, Error> {
    let mut text = String::from("## Schema\n");
    level(&mut text, ("\n### ", ""), &block.attributes, &[])?;
    Ok(text)
}

/// One level of attributes, then each nested one under its anchor. `around` stands around the title of a group.
fn level(text: &mut String, around: (&str, &str), all: &[Attribute], path: &[String]) -> Result<(), Error> {
    let mut below = Vec::new();
    for (number, title) in ["Required", "Optional", "Read-Only"].into_iter().enumerate() {
        let mut group: Vec<&Attribute> = all.iter().filter(|one| place(one) == number).collect();
        if group.is_empty() {
            continue;
        }
        group.sort_by(|a, b| a.name.cmp(&b.name));
        let _ = writeln!(text, "{}{title}{}\n", around.0, around.1);
        for one in group {
            line(text, one, path)?;
            below.extend(one.nested_type.as_ref().map(|nested| (one.name.clone(), nested)));
        }
    }
    for (name, nested) in below {
        let path = [path, &[name]].concat();
        let (anchor, name) = (html(&path.join("--")), path.join("."));
        let _ = write!(text, "\n<a id=\"nestedatt--{anchor}\"></a>\n### Nested Schema for `{name}`\n");
        level(text, ("\n", ":"), &nested.attributes, &path)?;
    }
    Ok(())
}

fn place(one: &Attribute) -> usize {
    match one {
        one if one.required => 0,
        one if one.optional => 1,
        _ => 2,
    }
}

fn line(text: &mut String, one: &Attribute, path: &[String]) -> Result<(), Error> {
    let mut kind = match &one.nested_type {
        Some(nested) => {
            use proto::schema::object::NestingMode;
            match nested.nesting() {
                NestingMode::List => "Attributes List",
                NestingMode::Set => "Attributes Set",
                NestingMode::Map => "Attributes Map",
                NestingMode::Single | NestingMode::Invalid => "Attributes",
            }
            .to_owned()
        }
        None => ty(&one.r#type)?,
    };
    for (said, word) in
        [(one.sensitive, "Sensitive"), (one.write_only, WRITE_ONLY), (one.deprecated, "Deprecated")]
    {
        if said {
            let _ = write!(kind, ", {word}");
        }
    }
    let _ = write!(text, "- `{}` ({kind}) {}", one.name, one.description);
    if one.nested_type.is_some() {
        let path = [path, std::slice::from_ref(&one.name)].concat();
        let _ = write!(text, " (see [below for nested schema](#nestedatt--{}))", path.join("--"));
    }
    text.push('\n');
    Ok(())
}

/// A type in the registry's words, from the protocol's JSON: `["list","string"]` is `List of String`.
pub(super) fn ty(json: &[u8]) -> Result<String, Error> {
    let value = serde_json::from_slice(json)
        .map_err(|cause| Error::Type(String::from_utf8_lossy(json).into_owned(), cause))?;
    Ok(words(&value))
}

fn words(ty: &serde_json::Value) -> String {
    use serde_json::Value::{Array, String};
    match ty {
        String(name) => match name.as_str() {
            "bool" => "Boolean".to_owned(),
            name => name.get(..1).unwrap_or_default().to_uppercase() + name.get(1..).unwrap_or_default(),
        },
        Array(parts) => match parts.as_slice() {
            [String(outer), inner] if outer != "object" => {
                format!("{} of {}", words(&String(outer.clone())), words(inner))
            }
            _ => "Object".to_owned(),
        },
        _ => "Dynamic".to_owned(),
    }
}
