//! A small provider of an action, a list and a function over counters.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::sync::Notify;

use super::notes_provider::{Note, NoteId, NoteResource, Notes, Store};
use crate::framework::*;
use crate::wire::{Str, Type, Value};

crate::model! {
    pub(super) struct Deed {
        pub(super) how: Attr<Str>,
    }
}

/// What a test sees of a slow deed.
#[derive(Debug, Default)]
pub(super) struct Slow {
    /// It waits for this.
    pub(super) leave: Notify,
    pub(super) ended: AtomicBool,
}

#[derive(Debug, Default)]
pub(super) struct Deeds {
    pub(super) slow: Arc<Slow>,
    /// How many notes the list has made so far.
    pub(super) listed: Arc<AtomicUsize>,
}

fn schema() -> Schema {
    let how = Attribute::string("how", "How it goes.");
    Schema { description: "A deed.".into(), attributes: vec![how], ..Schema::default() }
}

struct Act(Arc<Slow>);

impl Action for Act {
    type Model = Deed;
    type Client = Store;

    fn type_name(&self) -> &'static str {
        "notes_act"
    }

    fn schema(&self) -> Schema {
        schema()
    }

    async fn plan(&self, _: &Context<Store>, config: &Deed, diagnostics: &mut Diagnostics) {
        if config.how.known().is_some_and(|how| &**how == "forbidden") {
            diagnostics.push(Diagnostic::error("Forbidden", "Not this.").at_attribute("how"));
        }
    }

    async fn invoke(
        &self,
        _: &Context<Store>,
        request: Invoke<'_, Deed>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        request.progress.say("one");
        tokio::task::yield_now().await;
        request.progress.say("two");
        match request.config.how.known().map_or("", |how| how) {
            "fail" => {
                diagnostics.push(Diagnostic::warning("Hot", "Careful."));
                Err(Diagnostic::error("Failed", "It was asked to."))
            }
            "panic" => panic!("as asked"),
            "slow" => {
                self.0.leave.notified().await;
                self.0.ended.store(true, Ordering::SeqCst);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

struct NoteList(Arc<AtomicUsize>);

impl ListResource for NoteList {
    type Model = Deed;
    type Of = NoteResource;

    fn type_name(&self) -> &'static str {
        "notes_note"
    }

    fn schema(&self) -> Schema {
        schema()
    }

    async fn list(
        &self,
        _: &Context<Store>,
        request: List<'_, Deed>,
        results: &ListResults<NoteResource>,
    ) -> Result<(), Diagnostic> {
        results.warn(Diagnostic::warning("Many", "There are 1000.")).await;
        for number in 0..1000 {
            self.0.fetch_add(1, Ordering::SeqCst);
            let name: Str = format!("n{number}").into();
            let how = request.config.how.known().map_or("", |how| how);
            let known = Attr::Known(name.clone());
            let identity = NoteId { name: if how == "nameless" { Attr::Null } else { known } };
            let note = Note { name: Attr::Known(name.clone()), ..Note::null() };
            let note = (request.include_resource && how != "bare").then_some(&note);
            if results.object(&identity, &name, note).await == ListDemand::NoMore {
                break;
            }
        }
        Ok(())
    }
}

struct Half;

impl Function for Half {
    fn name(&self) -> &'static str {
        "half"
    }

    fn signature(&self) -> Signature {
        Signature {
            summary: "Half".into(),
            description: "Half of a number.".into(),
            parameters: vec![Parameter::new("number", Type::Number, "Which.")],
            returns: Type::Number,
        }
    }

    fn call(&self, arguments: &Arguments<'_>) -> Result<Value, FunctionError> {
        let number: i64 = arguments.get(0)?;
        match number {
            13 => panic!("unlucky"),
            // Of another type than promised.
            14 => Ok(Value::from("seven")),
            _ => Ok(Value::integer(number / 2)),
        }
    }
}

impl Provider for Deeds {
    type Config = super::notes_provider::Config;
    type Client = Store;

    fn schema(&self) -> Schema {
        Notes::default().schema()
    }

    async fn configure(&self, _: Configure<'_, Self::Config>, _: &mut Diagnostics) -> Option<Arc<Store>> {
        None
    }

    fn register(&self, registration: &mut Registration<Store>) {
        registration.resource(NoteResource);
        registration.action(Act(Arc::clone(&self.slow)));
        registration.list_resource(NoteList(Arc::clone(&self.listed)));
        registration.function(Half);
    }
}
