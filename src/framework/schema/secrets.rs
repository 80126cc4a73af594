//! Which lines of a configuration a diagnostic may point at: Terraform prints the line that it points at.

use crate::framework::{Attribute, Diagnostic, Kind};
use crate::wire::{Path, Step, Type};

use super::shape::Shape;

impl Shape {
    /// Makes a diagnostic point at what Terraform can find and may show.
    ///
    /// A step into a set is no way to one of its elements, so it points at the set. Where the whole argument may hold a
    /// secret (it, or anything inside it, is sensitive or write-only) it points at the block instead and says so: what
    /// stands beside a secret inside of one argument may stand on the same line.
    pub(crate) fn place(&self, diagnostic: &mut Diagnostic) {
        let Some(path) = &diagnostic.path else { return };
        let Some(Step::Attribute(name)) = path.steps().first() else { return };
        let attribute = self.schema.attributes.iter().find(|one| *one.name == **name);
        if attribute.is_some_and(holds_secret) {
            if !diagnostic.detail.contains(&format!("`{name}`")) {
                diagnostic.detail.push_str(&format!(
                    "\n\nThis is about `{name}`, whose line is not shown, since a secret may stand there."
                ));
            }
            diagnostic.path = None;
        } else {
            diagnostic.path = Some(up_to_sets(path, &self.ty));
        }
    }
}

/// Whether an attribute or anything inside it may hold a secret.
fn holds_secret(attribute: &Attribute) -> bool {
    attribute.sensitive
        || attribute.write_only
        || matches!(&attribute.kind, Kind::Nested(_, inside) if inside.iter().any(holds_secret))
}

/// A path that ends before the first step into a set.
pub(crate) fn up_to_sets(path: &Path, ty: &Type) -> Path {
    let mut reached = Path::root();
    let mut ty = Some(ty);
    for step in path.steps() {
        ty = match (ty, step) {
            (Some(Type::Set(_)), _) => return reached,
            (Some(Type::Object(object)), Step::Attribute(name)) => object.get(name),
            (Some(Type::List(element)), Step::Index(_)) | (Some(Type::Map(element)), Step::Key(_)) => {
                Some(&**element)
            }
            (Some(Type::Tuple(types)), Step::Index(index)) => {
                usize::try_from(*index).ok().and_then(|index| types.get(index))
            }
            _ => None,
        };
        reached = reached.then(step.clone());
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{Nesting, Schema};

    fn shape() -> Shape {
        let login = || {
            vec![Attribute::string("user", "Who."), Attribute::string("password", "The secret.").sensitive()]
        };
        Shape::new(Schema {
            description: "A thing.".into(),
            attributes: vec![
                Attribute::string("name", "A name."),
                Attribute::string("key", "A secret.").write_only(),
                Attribute::nested("login", Nesting::Single, login(), "A login."),
                Attribute::nested("logins", Nesting::Set, login(), "More of them."),
                Attribute::set("tags", Type::String, "Words."),
            ],
            ..Schema::default()
        })
    }

    fn placed(path: Path) -> Diagnostic {
        let mut diagnostic = Diagnostic::error("Wrong", "It is wrong.").at(path);
        shape().place(&mut diagnostic);
        diagnostic
    }

    #[test]
    fn no_diagnostic_points_at_an_argument_that_may_hold_a_secret_or_beside_one() {
        for path in [
            Path::attribute("key"),
            Path::attribute("login"),
            Path::attribute("login").then_attribute("user"),
            Path::attribute("logins").then_index(0).then_attribute("user"),
        ] {
            let placed = placed(path);
            assert_eq!(placed.path, None);
            assert!(placed.detail.contains("This is about `"), "{}", placed.detail);
        }
        assert_eq!(placed(Path::attribute("name")).path, Some(Path::attribute("name")));
    }

    #[test]
    fn what_is_said_of_an_element_of_a_set_points_at_the_set() {
        assert_eq!(placed(Path::attribute("tags").then_index(1)).path, Some(Path::attribute("tags")));
    }
}
