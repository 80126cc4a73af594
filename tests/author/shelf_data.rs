//! A data source: the shelf that has a name.

use terraform_provider_td::framework::{
    Attribute, Computed, Context, DataSource, Diagnostic, Diagnostics, Nesting, ReadData, Schema,
};
use terraform_provider_td::wire::Type;

use crate::shelf::Shelf;
use crate::store::{Client, Request};

/// The data source.
#[derive(Debug)]
pub(crate) struct ShelfData;

impl DataSource for ShelfData {
    type Model = Shelf;
    type Client = Client;

    fn type_name(&self) -> &'static str {
        "memory_shelf"
    }

    fn schema(&self) -> Schema {
        let item = vec![
            Attribute::string("name", "What it is.").computed(Computed::Anew),
            Attribute::number("amount", "How many; null is 1.").computed(Computed::Anew),
            Attribute::set("tags", Type::String, "Words about it.").computed(Computed::Anew),
        ];
        Schema {
            description: "Reads a shelf.".into(),
            attributes: vec![
                Attribute::string("name", "Its name.").required(),
                Attribute::string("note", "A word about it.").computed(Computed::Anew),
                Attribute::nested("items", Nesting::Set, item, "What lies on it.").computed(Computed::Anew),
                Attribute::number("pieces", "How many pieces lie on it.").computed(Computed::Anew),
                Attribute::string("id", "Its id.").computed(Computed::Anew),
            ],
            ..Schema::default()
        }
    }

    async fn read(
        &self,
        context: &Context<Client>,
        request: ReadData<'_, Shelf>,
        _: &mut Diagnostics,
    ) -> Result<Shelf, Diagnostic> {
        let name = request.config.name.known().map(ToString::to_string).unwrap_or_default();
        let found = context.client()?.ask(&Request::Get(name.clone())).await?;
        found.map(|stored| Shelf::of(&name, &stored)).ok_or_else(|| {
            let detail = format!("There is no shelf {name:?}. Create it first, or correct the name.");
            Diagnostic::error("No such shelf", detail).at_attribute("name")
        })
    }
}
