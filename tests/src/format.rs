//! `FORMAT.md` as a machine: its blocks read into types, and values read and written by them.
//!
//! Owns: a wire format implementation that shares no line with the real one: neither its codec nor its types.
//! Refuses to know what the values mean. Neighbours: [`grammar`] reads the page, [`decode`] and [`encode`]
//! follow it, [`listing`] puts values into words, [`visit`] finds what stands inside.

pub mod decode;
pub mod encode;
pub mod grammar;
pub mod listing;
pub mod visit;

pub use grammar::{Format, Of, Order, Shape, Type};

/// The page.
pub const PAGE: &str = include_str!("../../protocol/FORMAT.md");

/// A decoded value. Its order is the page's order: numbers as numbers, bytes byte by byte, fields in turn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// An integer of any width, a day.
    Int(i128),
    /// `bool`.
    Bool(bool),
    /// `id`, `key`, `signature`, `bytes`.
    Bytes(Vec<u8>),
    /// `text`, `tag`.
    Text(String),
    /// `T?`.
    Option(Option<Box<Self>>),
    /// `[T]`, `n × T`.
    List(Vec<Self>),
    /// `one of`.
    Variant(u32, Option<Box<Self>>),
    /// A structure's fields.
    Fields(Vec<Self>),
}

impl Format {
    /// The value of a field, by name, of a value of the named type; steps through options.
    #[must_use]
    pub fn field<'a>(&self, name: &str, value: &'a Value, field: &str) -> Option<&'a Value> {
        let (Shape::Fields(fields), Value::Fields(values)) = (&self.block(name).shape, value) else {
            return None;
        };
        let at = fields.iter().position(|(known, _)| known == field)?;
        values.get(at)
    }

    /// The bytes of a field.
    #[must_use]
    pub fn bytes<'a>(&self, name: &str, value: &'a Value, field: &str) -> &'a [u8] {
        match self.field(name, value, field) {
            Some(Value::Bytes(bytes)) => bytes,
            other => panic!("{name}.{field} has no bytes: {other:?}"),
        }
    }
}
