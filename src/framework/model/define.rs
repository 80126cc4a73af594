//! The `model!` macro and what it expands to.

use std::fmt;
use std::sync::OnceLock;

use crate::wire::{Object, Step, Str, Value};

use super::convert::mismatch;
use super::{Attr, ConvertError, FromValue};

/// Defines a model: a struct with one field for each attribute of a schema.
///
/// Every field is an [`Attr`]; its name is the attribute's, or the text after `=` where that is no Rust
/// name. The struct gets `Clone`, `PartialEq`, a `Debug` that tells which attributes are null, unknown or known but
/// never a value (it may be secret), [`FromValue`], [`ToValue`](super::ToValue) and [`Model`](super::Model).
///
/// Attributes that several schemas share are one model, which the others take in with `..`: a field in Rust, and in the
/// value no level of its own. Such fields come first.
///
/// ```
/// use terraform_provider_td::framework::{Attr, Model};
/// use terraform_provider_td::wire::Str;
///
/// terraform_provider_td::model! {
///     /// A pet.
///     pub struct Pet {
///         /// What it is called.
///         pub name: Attr<Str>,
///         /// What it is.
///         pub species: Attr<Str> = "type",
///     }
/// }
///
/// terraform_provider_td::model! {
///     /// A pet that somebody looks after.
///     pub struct Kept {
///         ..pet: Pet,
///         /// Who.
///         pub keeper: Attr<Str>,
///     }
/// }
///
/// assert_eq!(Kept::fields(), ["name", "type", "keeper"]);
/// assert!(Kept::null().pet.species.is_null());
/// let rex = Pet { name: Attr::Known("Rex".into()), ..Pet::null() };
/// assert_eq!(format!("{rex:?}"), "Pet { name: Known, type: Null }");
/// ```
#[macro_export]
macro_rules! model {
    (
        $(#[$meta:meta])*
        $visible:vis struct $model:ident {
            $( ..$part:ident: $part_ty:ty, )*
            $( $(#[$field_meta:meta])* $field_visible:vis $field:ident: Attr<$ty:ty> $(= $name:literal)? ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq)]
        $visible struct $model {
            $( #[doc = concat!("The attributes of [`", stringify!($part_ty), "`].")] $visible $part: $part_ty, )*
            $( $(#[$field_meta])* $field_visible $field: $crate::framework::Attr<$ty>, )*
        }

        impl ::std::fmt::Debug for $model {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($model))
                    $( .field(stringify!($part), &self.$part) )*
                    $( .field($crate::model!(@name $field $($name)?), &$crate::framework::show(&self.$field)) )*
                    .finish()
            }
        }

        impl $crate::framework::FromValue for $model {
            fn from_value(
                value: &$crate::wire::Value,
            ) -> ::std::result::Result<Self, $crate::framework::ConvertError> {
                Ok(Self {
                    $( $part: $crate::framework::FromValue::from_value(value)?, )*
                    $( $field: $crate::framework::field(value, $crate::model!(@name $field $($name)?))?, )*
                })
            }
        }

        impl $crate::framework::ToValue for $model {
            fn to_value(&self) -> $crate::wire::Value {
                static NAMES: $crate::framework::FieldNames =
                    $crate::framework::FieldNames::new(<$model as $crate::framework::Model>::fields);
                NAMES.object($crate::framework::Model::values(self))
            }
        }

        impl $crate::framework::Model for $model {
            fn fields() -> ::std::vec::Vec<&'static str> {
                [
                    $( <$part_ty as $crate::framework::Model>::fields(), )*
                    vec![ $( $crate::model!(@name $field $($name)?), )* ],
                ]
                .concat()
            }

            fn values(&self) -> ::std::vec::Vec<$crate::wire::Value> {
                let mut values = ::std::vec::Vec::new();
                $( values.extend($crate::framework::Model::values(&self.$part)); )*
                values.extend([ $( $crate::framework::ToValue::to_value(&self.$field), )* ]);
                values
            }

            fn null() -> Self {
                Self {
                    $( $part: $crate::framework::Model::null(), )*
                    $( $field: $crate::framework::Attr::Null, )*
                }
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
}

/// Reads one attribute of an object. For [`model!`](crate::model) only.
#[doc(hidden)]
pub fn field<T: FromValue>(value: &Value, name: &'static str) -> Result<Attr<T>, ConvertError> {
    let Value::Object(object) = value else { return Err(mismatch("an object", value)) };
    match object.get(name) {
        Some(value) => Attr::from_value(value).map_err(|error| error.within(Step::Attribute(name.into()))),
        None => Ok(Attr::Null),
    }
}

/// Says whether an attribute is null, unknown or known. For [`model!`](crate::model) only.
#[doc(hidden)]
pub fn show<T>(attribute: &Attr<T>) -> fmt::Arguments<'static> {
    match attribute {
        Attr::Null => format_args!("Null"),
        Attr::Unknown => format_args!("Unknown"),
        Attr::Known(_) => format_args!("Known"),
    }
}

/// A field's place in the struct, and its name.
type Place = (usize, Str);

/// A model's names in an object's order, made once. For [`model!`](crate::model) only.
#[doc(hidden)]
#[derive(Debug)]
pub struct FieldNames {
    fields: fn() -> Vec<&'static str>,
    sorted: OnceLock<Vec<Place>>,
}

impl FieldNames {
    /// The names of these fields.
    pub const fn new(fields: fn() -> Vec<&'static str>) -> Self {
        Self { fields, sorted: OnceLock::new() }
    }

    /// The object of these values, which come in the struct's order.
    pub fn object(&self, mut values: Vec<Value>) -> Value {
        let sorted = self.sorted.get_or_init(|| {
            let mut places: Vec<Place> = (self.fields)().into_iter().map(Str::from).enumerate().collect();
            places.sort_by(|a, b| a.1.cmp(&b.1));
            places
        });
        let entry = |(place, name): &Place| {
            let value =
                values.get_mut(*place).map_or(Value::Null, |value| std::mem::replace(value, Value::Null));
            (name.clone(), value)
        };
        Value::Object(Object::from_sorted(sorted.iter().map(entry).collect()))
    }
}
