//! The smallest provider that uses everything: notes in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;

use crate::framework::*;
use crate::wire::{Path, Str, Type};

crate::model! {
    pub(super) struct Config {
        pub(super) prefix: Attr<Str>,
    }
}

crate::model! {
    pub(super) struct Note {
        pub(super) name: Attr<Str>,
        pub(super) text: Attr<Str>,
        pub(super) size: Attr<i64>,
        pub(super) secret: Attr<Str>,
        pub(super) pool: Attr<Str>,
        pub(super) id: Attr<Str>,
        pub(super) serial: Attr<i64>,
        pub(super) edited: Attr<i64>,
        pub(super) digest: Attr<i64>,
        pub(super) limits: Attr<Limits>,
    }
}

crate::model! {
    pub(super) struct Limits {
        pub(super) lines: Attr<i64>,
        pub(super) mode: Attr<Str>,
    }
}

crate::model! {
    pub(super) struct NoteId {
        pub(super) name: Attr<Str>,
    }
}

crate::model! {
    pub(super) struct Count {
        pub(super) at_least: Attr<i64>,
        pub(super) total: Attr<i64>,
    }
}

/// What the server has.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) notes: Mutex<BTreeMap<String, Note>>,
    edits: Mutex<i64>,
    /// A create of "slow" says that it began, and waits for leave to end.
    pub(super) began: Notify,
    pub(super) leave: Notify,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    pub(super) store: Arc<Store>,
}

impl Provider for Notes {
    type Config = Config;
    type Client = Store;

    fn schema(&self) -> Schema {
        Schema {
            description: "Notes.".into(),
            attributes: vec![Attribute::string("prefix", "Of every id.")],
            ..Schema::default()
        }
    }

    async fn configure(
        &self,
        request: Configure<'_, Config>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Store>> {
        if request.config.prefix.known().is_some_and(|prefix| prefix.is_empty()) {
            diagnostics.push(Diagnostic::error("Empty prefix", "Give one.").at_attribute("prefix"));
            return None;
        }
        Some(self.store.clone())
    }

    fn register(&self, registration: &mut Registration<Store>) {
        registration.resource(NoteResource);
        registration.data_source(CountSource);
    }
}

pub(super) struct NoteResource;

fn same_trimmed(a: &str, b: &str) -> bool {
    a.trim() == b.trim()
}

impl NoteResource {
    fn made(planned: &Note, serial: i64, edited: i64) -> Note {
        let text = planned.text.known().map_or("", |text| text);
        Note {
            id: Attr::Known(planned.name.known().unwrap().clone()),
            serial: Attr::Known(serial),
            edited: Attr::Known(edited),
            digest: Attr::Known(text.trim().len() as i64),
            secret: Attr::Null,
            ..planned.clone()
        }
    }

    fn saved(note: Note, private: Private) -> StoredObject<Note, NoteId> {
        let identity = Some(NoteId { name: note.name.clone() });
        StoredObject { model: note, identity, private }
    }
}

impl Resource for NoteResource {
    type Model = Note;
    type Identity = NoteId;
    type Client = Store;

    fn type_name(&self) -> &'static str {
        "notes_note"
    }

    fn schema(&self) -> Schema {
        let limits = vec![
            Attribute::number("lines", "At most.").required(),
            Attribute::string("mode", "What happens then.").default("cut"),
        ];
        Schema {
            version: 1,
            description: "A note.".into(),
            attributes: vec![
                Attribute::string("name", "Its name.").required().requires_replace(),
                Attribute::string("text", "What it says.")
                    .equal_at_plan(same_trimmed)
                    .equal_at_read(same_trimmed),
                Attribute::number("size", "Of the paper.").default(4),
                Attribute::string("secret", "Not kept.").write_only(),
                Attribute::string("pool", "Where it is.").optional_computed(Computed::Unmanaged),
                Attribute::string("id", "Its id.").computed(Computed::Follows(&["name"])),
                Attribute::number("serial", "Its number.").computed(Computed::Kept),
                Attribute::number("edited", "How many edits there were.").computed(Computed::Anew),
                Attribute::number("digest", "Of its text.").computed(Computed::Follows(&["text"])),
                Attribute::nested("limits", Nesting::Single, limits, "Its limits."),
            ],
            ..Schema::default()
        }
    }

    fn identity_schema(&self) -> Option<IdentitySchema> {
        let name = IdentityAttribute {
            name: "name",
            ty: Type::String,
            description: "Its name.".into(),
            required_for_import: true,
            mutable: false,
        };
        Some(IdentitySchema { version: 0, attributes: vec![name] })
    }

    fn validate(&self, request: Validate<'_, Note>, diagnostics: &mut Diagnostics) {
        match request.config.name.known().map(|name| &**name) {
            Some("bad") => {
                diagnostics.push(Diagnostic::error("Bad name", "Choose another.").at_attribute("name"));
            }
            Some("panic") => panic!("the name was panic"),
            _ => {}
        }
    }

    /// In the pool "modes" another mode makes another note; what a note that says "later" is called is only known
    /// after apply.
    async fn plan(
        &self,
        _: &Context<Store>,
        plan: &mut Plan<'_, Note, NoteId>,
        diagnostics: &mut Diagnostics,
    ) {
        let is = |attribute: &Attr<Str>, text: &str| attribute.known().is_some_and(|one| &**one == text);
        if plan.prior.is_some() && is(&plan.planned.pool, "modes") {
            plan.requires_replace.push(Path::attribute("limits").then_attribute("mode"));
        }
        if is(&plan.planned.text, "swapped") && plan.prior.is_some() {
            plan.identity = Some(NoteId { name: Attr::Known("another".into()) });
        }
        if is(&plan.planned.text, "broken") || is(&plan.planned.text, "forbidden") {
            plan.planned.name = Attr::Null;
        }
        if is(&plan.planned.text, "forbidden") {
            diagnostics.push(Diagnostic::error("Forbidden", "Not this."));
        }
        if is(&plan.planned.text, "later") {
            plan.identity = Some(NoteId { name: Attr::Unknown });
        }
    }

    async fn create(
        &self,
        context: &Context<Store>,
        request: Create<'_, Note, NoteId>,
        diagnostics: &mut Diagnostics,
    ) -> ApplyResult<Note, NoteId> {
        let store = context.client().map_err(ApplyError::Unchanged)?;
        let name = request.planned.name.known().unwrap().to_string();
        if name == "slow" {
            store.began.notify_one();
            tokio::select! {
                () = store.leave.notified() => {}
                () = context.stop.cancelled() => return Err(ApplyError::Unchanged(Diagnostic::error("Stopped", "As asked."))),
            }
        }
        let mut notes = store.notes.lock().unwrap();
        let mut note = Self::made(request.planned, notes.len() as i64 + 1, 0);
        let mut private = request.private;
        private.set("made", true);
        match name.as_str() {
            "refused" => return Err(ApplyError::Unchanged(Diagnostic::error("Refused", "No."))),
            "half" => {
                note.edited = Attr::Unknown;
                let half = Box::new(Self::saved(note, private));
                return Err(ApplyError::PartialState(
                    half,
                    Diagnostic::error("Half made", "The other half is missing."),
                ));
            }
            "liar" => note.text = Attr::Known("something else".into()),
            "sorry" => {
                note.text = Attr::Known("something else".into());
                diagnostics.push(Diagnostic::error("Cut short", "The text was too long."));
            }
            "untidy" => note.text = Attr::Known(format!(" {} ", note.text.known().unwrap()).as_str().into()),
            "leaky" => note.secret = request.config.secret.clone(),
            "panic" => panic!("in create"),
            _ => {}
        }
        notes.insert(name, note.clone());
        Ok(Self::saved(note, private))
    }

    async fn read(
        &self,
        context: &Context<Store>,
        request: Read<'_, Note, NoteId>,
        _: &mut Diagnostics,
    ) -> Result<ReadOutcome<Note, NoteId>, Diagnostic> {
        let notes = context.client()?.notes.lock().unwrap();
        Ok(match notes.get(&**request.state.name.known().unwrap()) {
            Some(note) => {
                let says = |text: &str| note.text.known().is_some_and(|said| &**said == text);
                if says("seen") {
                    request.private.set("seen", true);
                }
                let other = says("swapped").then(|| NoteId { name: Attr::Known("another".into()) });
                ReadOutcome::Found(Box::new(note.clone()), other)
            }
            None => ReadOutcome::Gone,
        })
    }

    async fn update(
        &self,
        context: &Context<Store>,
        request: Update<'_, Note, NoteId>,
        _: &mut Diagnostics,
    ) -> ApplyResult<Note, NoteId> {
        let store = context.client().map_err(ApplyError::Unchanged)?;
        if request.planned.text.known().is_some_and(|text| &**text == "refused") {
            return Err(ApplyError::Unchanged(Diagnostic::error("Refused", "No.")));
        }
        let mut edits = store.edits.lock().unwrap();
        *edits += 1;
        let serial = *request.prior.serial.known().unwrap();
        let note = Self::made(request.planned, serial, *edits);
        store.notes.lock().unwrap().insert(note.name.known().unwrap().to_string(), note.clone());
        Ok(Self::saved(note, request.private))
    }

    async fn delete(
        &self,
        context: &Context<Store>,
        request: Delete<'_, Note, NoteId>,
        _: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let store = context.client()?;
        if request.prior.pool.known().is_some_and(|pool| &**pool == "locked") {
            return Err(Diagnostic::error("Locked", "It stays."));
        }
        store.notes.lock().unwrap().remove(&**request.prior.name.known().unwrap());
        Ok(())
    }

    async fn import(
        &self,
        _: &Context<Store>,
        request: Import<NoteId>,
        _: &mut Diagnostics,
    ) -> Result<StoredObject<Note, NoteId>, Diagnostic> {
        let name = match request {
            Import::Id(id) if id == "nothing" => Attr::Null,
            Import::Id(id) => Attr::Known(id.as_str().into()),
            Import::Identity(identity) => identity.name,
        };
        Ok(Self::saved(Note { name, ..Note::null() }, Private::default()))
    }

    fn upgrade(&self, _: i64, mut state: serde_json::Value) -> Result<serde_json::Value, Diagnostic> {
        if state.get("lost").is_some() {
            return Ok(serde_json::Value::Null);
        }
        if let Some(title) = state.get("title").cloned() {
            state["name"] = title;
        }
        Ok(state)
    }

    fn move_state(&self, request: MoveState) -> Result<StoredObject<Note, NoteId>, Diagnostic> {
        let Some(name) = request.state.get("title").and_then(|title| title.as_str()) else {
            return Err(Diagnostic::error("Not a memo", "It has no title."));
        };
        Ok(Self::saved(Note { name: Attr::Known(name.into()), ..Note::null() }, Private::default()))
    }
}

pub(super) struct CountSource;

impl DataSource for CountSource {
    type Model = Count;
    type Client = Store;

    fn type_name(&self) -> &'static str {
        "notes_count"
    }

    fn schema(&self) -> Schema {
        Schema {
            description: "How many notes there are.".into(),
            attributes: vec![
                Attribute::number("at_least", "At least so many.").default(0),
                Attribute::number("total", "How many.").computed(Computed::Anew),
            ],
            ..Schema::default()
        }
    }

    async fn read(
        &self,
        context: &Context<Store>,
        request: ReadData<'_, Count>,
        _: &mut Diagnostics,
    ) -> Result<Count, Diagnostic> {
        let count = context.client()?.notes.lock().unwrap().len() as i64;
        let least = *request.config.at_least.known().unwrap();
        Ok(Count { total: Attr::Known(count.max(least)), ..request.config.clone() })
    }
}
