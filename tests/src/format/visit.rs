//! Every structure within a value, also those that stand encoded in a field of bytes.
//!
//! Owns: the way down. Refuses to know what is looked for.

use super::{Format, Of, Shape, Type, Value};

/// A structure that was found: its type, itself, and its own bytes where it stood encoded by itself.
pub type Found<'a> = (&'a str, &'a Value, Option<&'a [u8]>);

impl Format {
    /// Calls `seen` for the value itself and everything below it.
    ///
    /// # Panics
    /// When the bytes are no such value.
    pub fn visit(&self, name: &str, bytes: &[u8], seen: &mut dyn FnMut(Found<'_>)) {
        let value = self.decode(name, bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
        self.visit_named(name, &value, Some(bytes), seen);
    }

    fn visit_named(&self, name: &str, value: &Value, bytes: Option<&[u8]>, seen: &mut dyn FnMut(Found<'_>)) {
        seen((name, value, bytes));
        match (&self.block(name).shape, value) {
            (Shape::Alias(typed), value) => self.visit_value(typed, value, (name, value), seen),
            (Shape::Fields(fields), Value::Fields(values)) => {
                for ((_, typed), found) in fields.iter().zip(values) {
                    self.visit_value(typed, found, (name, value), seen);
                }
            }
            (Shape::OneOf(variants), Value::Variant(number, Some(content))) => {
                let typed = variants[number].1.as_ref().unwrap();
                self.visit_value(typed, content, (name, value), seen);
            }
            _ => {}
        }
    }

    fn visit_value(
        &self,
        typed: &Type,
        value: &Value,
        around: (&str, &Value),
        seen: &mut dyn FnMut(Found<'_>),
    ) {
        match (typed, value) {
            (Type::Option(inner), Value::Option(Some(value))) => self.visit_value(inner, value, around, seen),
            (Type::List { item, .. } | Type::Array(_, item), Value::List(items)) => {
                items.iter().for_each(|value| self.visit_value(item, value, around, seen));
            }
            (Type::Named(name), value) => self.visit_named(name, value, None, seen),
            (Type::Bytes { of, .. }, Value::Bytes(bytes)) => {
                let salted = matches!(of, Of::Types(names) if names[0] == "SaltedBody");
                let bytes = if salted { &bytes[32..] } else { bytes };
                let names = self.types_within(of, around);
                if let Some(name) = names.iter().find(|name| self.decode(name, bytes).is_ok()) {
                    self.visit(name, bytes, seen);
                }
            }
            _ => {}
        }
    }
}
