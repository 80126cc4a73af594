//! A managed resource with a set of objects inside: `memory_shelf`.

use std::collections::BTreeSet;

use terraform_provider_td::framework::{
    ApplyError, ApplyResult, Attr, Attribute, Computed, Context, Create, Delete, Diagnostic, Diagnostics,
    IdentityAttribute, IdentitySchema, Import, Model, Nesting, Private, Read, ReadOutcome, Resource, Schema,
    StoredObject, Update, Validate,
};
use terraform_provider_td::model;
use terraform_provider_td::wire::{Str, Type};

use crate::store::{self, Client, Request};

model! {
    /// A shelf, as the resource and the data source show it.
    pub(crate) struct Shelf {
        pub(crate) name: Attr<Str>,
        pub(crate) note: Attr<Str>,
        // Any element may be unknown while Terraform plans, and so may what is inside it.
        pub(crate) items: Attr<Vec<Attr<Item>>>,
        pub(crate) pieces: Attr<i64>,
        pub(crate) id: Attr<Str>,
    }
}

model! {
    /// What lies on it.
    pub(crate) struct Item {
        pub(crate) name: Attr<Str>,
        pub(crate) amount: Attr<i64>,
        pub(crate) tags: Attr<Vec<Attr<Str>>>,
    }
}

model! {
    /// What names it.
    pub(crate) struct ShelfId {
        pub(crate) name: Attr<Str>,
    }
}

impl Shelf {
    /// A stored shelf.
    pub(crate) fn of(name: &str, stored: &store::Shelf) -> Self {
        Self {
            name: Attr::Known(name.into()),
            note: stored.note.as_deref().map(Str::from).into(),
            items: Attr::Known(stored.items.iter().map(|item| Attr::Known(Item::of(item))).collect()),
            pieces: Attr::Known(stored.items.iter().map(|item| item.amount.unwrap_or(1)).sum()),
            id: Attr::Known(format!("shelf/{name}").into()),
        }
    }

    /// What the store shall keep of it; wholly known.
    fn stored(&self) -> store::Shelf {
        let items = self.items.known().into_iter().flatten().filter_map(Attr::known);
        store::Shelf {
            note: self.note.known().map(ToString::to_string),
            items: items.map(Item::stored).collect(),
        }
    }

    /// Its name; empty while it is unknown.
    fn name(&self) -> String {
        self.name.known().map(ToString::to_string).unwrap_or_default()
    }
}

impl Item {
    fn of(stored: &store::Item) -> Self {
        let tags =
            |tags: &BTreeSet<String>| tags.iter().map(|tag| Attr::Known(tag.as_str().into())).collect();
        Self {
            name: Attr::Known(stored.name.as_str().into()),
            amount: stored.amount.into(),
            tags: stored.tags.as_ref().map(tags).into(),
        }
    }

    fn stored(&self) -> store::Item {
        let tags =
            |tags: &Vec<Attr<Str>>| tags.iter().filter_map(Attr::known).map(ToString::to_string).collect();
        store::Item {
            name: self.name.known().map(ToString::to_string).unwrap_or_default(),
            amount: self.amount.known().copied(),
            tags: self.tags.known().map(tags),
        }
    }
}

/// Puts what is planned into the store, and gives what is there then.
async fn put(context: &Context<Client>, planned: &Shelf, private: Private) -> ApplyResult<Shelf, ShelfId> {
    let (name, stored) = (planned.name(), planned.stored());
    let made = Shelf::of(&name, &stored);
    context.client()?.ask(&Request::Put(name, stored)).await?;
    Ok(StoredObject { identity: Some(ShelfId { name: made.name.clone() }), model: made, private })
}

/// The resource.
#[derive(Debug)]
pub(crate) struct ShelfResource;

impl Resource for ShelfResource {
    type Model = Shelf;
    type Identity = ShelfId;
    type Client = Client;

    fn type_name(&self) -> &'static str {
        "memory_shelf"
    }

    fn schema(&self) -> Schema {
        let item = vec![
            Attribute::string("name", "What it is.").required(),
            Attribute::number("amount", "How many; 1 where left out.").whole(1..),
            Attribute::set("tags", Type::String, "Words about it."),
        ];
        Schema {
            description: "A shelf.".into(),
            attributes: vec![
                Attribute::string("name", "Its name.").required().requires_replace(),
                Attribute::string("note", "A word about it."),
                Attribute::nested("items", Nesting::Set, item, "What lies on it.").required(),
                Attribute::number("pieces", "How many pieces lie on it.")
                    .computed(Computed::Follows(&["items"])),
                Attribute::string("id", "Its id.").computed(Computed::Kept),
            ],
            ..Schema::default()
        }
    }

    fn identity_schema(&self) -> Option<IdentitySchema> {
        let name = IdentityAttribute {
            name: "name",
            ty: Type::String,
            description: "The shelf's name.".into(),
            required_for_import: true,
            mutable: false,
        };
        Some(IdentitySchema { version: 0, attributes: vec![name] })
    }

    fn validate(&self, request: Validate<'_, Shelf>, diagnostics: &mut Diagnostics) {
        let mut names = BTreeSet::new();
        for item in request.config.items.known().into_iter().flatten().filter_map(Attr::known) {
            if let Some(name) = item.name.known().filter(|name| !names.insert(name.to_string())) {
                let detail = format!("{name:?} lies there twice. Say how many in its amount.");
                diagnostics.push(Diagnostic::error("An item is there twice", detail).at_attribute("items"));
            }
        }
    }

    async fn create(
        &self,
        context: &Context<Client>,
        request: Create<'_, Shelf, ShelfId>,
        _: &mut Diagnostics,
    ) -> ApplyResult<Shelf, ShelfId> {
        let name = request.planned.name();
        if context.client()?.ask(&Request::Get(name.clone())).await?.is_some() {
            let detail = format!("There is a shelf {name:?} already. Import it, or choose another name.");
            return Err(ApplyError::Unchanged(
                Diagnostic::error("The name is taken", detail).at_attribute("name"),
            ));
        }
        put(context, request.planned, request.private).await
    }

    async fn read(
        &self,
        context: &Context<Client>,
        request: Read<'_, Shelf, ShelfId>,
        _: &mut Diagnostics,
    ) -> Result<ReadOutcome<Shelf, ShelfId>, Diagnostic> {
        let name = request.state.name();
        Ok(match context.client()?.ask(&Request::Get(name.clone())).await? {
            Some(stored) => {
                let found = Shelf::of(&name, &stored);
                // Terraform before 1.12 stores no identity, so each read gives it.
                let identity = ShelfId { name: found.name.clone() };
                ReadOutcome::Found(Box::new(found), Some(identity))
            }
            None => ReadOutcome::Gone,
        })
    }

    async fn update(
        &self,
        context: &Context<Client>,
        request: Update<'_, Shelf, ShelfId>,
        _: &mut Diagnostics,
    ) -> ApplyResult<Shelf, ShelfId> {
        put(context, request.planned, request.private).await
    }

    async fn delete(
        &self,
        context: &Context<Client>,
        request: Delete<'_, Shelf, ShelfId>,
        _: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        context.client()?.ask(&Request::Remove(request.prior.name())).await.map(|_| ())
    }

    async fn import(
        &self,
        _: &Context<Client>,
        request: Import<ShelfId>,
        _: &mut Diagnostics,
    ) -> Result<StoredObject<Shelf, ShelfId>, Diagnostic> {
        let name = match request {
            Import::Id(id) => Attr::Known(id.as_str().into()),
            Import::Identity(identity) => identity.name,
        };
        // Terraform reads it next, and that fills the rest.
        let model = Shelf { name: name.clone(), ..Shelf::null() };
        Ok(StoredObject { model, identity: Some(ShelfId { name }), private: Private::default() })
    }
}
