//! Blocks and what is in them.

use super::expression::{Expression, STEP, aligned};
use crate::escape::{Hcl, HclComment, Safe};

/// What a file or a block holds, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body(Vec<Item>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Attribute(Safe<Hcl>, Expression),
    Block(Block),
    Comment(Safe<HclComment>),
    Blank,
}

impl Body {
    /// Adds `name = value`; the name must be an identifier.
    pub fn set(&mut self, name: impl Into<Safe<Hcl>>, value: Expression) -> &mut Self {
        self.0.push(Item::Attribute(name.into(), value));
        self
    }

    /// Adds a block, with an empty line before it where something stands there.
    pub fn block(&mut self, block: Block) -> &mut Self {
        if self.0.last().is_some_and(|item| !matches!(item, Item::Comment(_))) {
            self.blank();
        }
        self.0.push(Item::Block(block));
        self
    }

    /// Adds a comment of one line.
    pub fn comment(&mut self, text: impl Into<Safe<HclComment>>) -> &mut Self {
        self.0.push(Item::Comment(text.into()));
        self
    }

    /// Adds an empty line, where there is none yet.
    pub fn blank(&mut self) -> &mut Self {
        if self.0.last().is_some_and(|item| *item != Item::Blank) {
            self.0.push(Item::Blank);
        }
        self
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a file.
    pub fn render(&self) -> String {
        let mut out = String::new();
        self.render_into(&mut out, 0);
        out
    }

    fn render_into(&self, out: &mut String, indent: usize) {
        let mut attributes = Vec::new();
        for item in &self.0 {
            if let Item::Attribute(name, value) = item {
                attributes.push((name.clone(), value));
                continue;
            }
            out.push_str(&aligned(&std::mem::take(&mut attributes), indent));
            match item {
                Item::Attribute(..) => {}
                Item::Block(block) => block.render_into(out, indent),
                Item::Comment(text) => {
                    out.push_str(format!("{:indent$}# {text}", "").trim_end());
                    out.push('\n');
                }
                Item::Blank => out.push('\n'),
            }
        }
        out.push_str(&aligned(&attributes, indent));
    }
}

/// `kind "label" "label" { … }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    kind: &'static str,
    labels: Vec<String>,
    /// What it holds.
    pub body: Body,
}

impl Block {
    /// An empty block.
    pub fn new(kind: &'static str, labels: &[&str]) -> Self {
        Self { kind, labels: labels.iter().map(|label| (*label).to_owned()).collect(), body: Body::default() }
    }

    fn render_into(&self, out: &mut String, indent: usize) {
        out.push_str(&format!("{:indent$}{}", "", self.kind));
        for label in &self.labels {
            out.push(' ');
            out.push_str(&Expression::text(label).render(indent));
        }
        if self.body.is_empty() {
            out.push_str(" {}\n");
            return;
        }
        out.push_str(" {\n");
        self.body.render_into(out, indent + STEP);
        out.push_str(&format!("{:indent$}}}\n", ""));
    }
}
