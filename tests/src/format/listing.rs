//! Values in words, one field a line.
//!
//! Owns: the listings beside the golden vectors. Refuses to judge.

use super::{Format, Of, Shape, Type, Value};
use std::fmt::Write as _;

/// Digits of some bytes.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

impl Format {
    /// What the bytes of a named type say, and what the bytes within them say.
    #[must_use]
    pub fn listing(&self, name: &str, bytes: &[u8]) -> String {
        let value = self.decode(name, bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
        let mut out = String::new();
        self.list_named(name, &value, 0, &mut out);
        out
    }

    fn list_named(&self, name: &str, value: &Value, depth: usize, out: &mut String) {
        match (&self.block(name).shape, value) {
            (Shape::Fields(fields), Value::Fields(values)) => {
                for ((field, typed), found) in fields.iter().zip(values) {
                    let _ = write!(out, "{:indent$}{field}:", "", indent = depth * 2);
                    self.list(typed, found, (name, value), depth + 1, out);
                }
            }
            (Shape::OneOf(variants), Value::Variant(number, content)) => {
                let (variant, typed) = &variants[number];
                let _ = write!(out, "{:indent$}{variant}:", "", indent = depth * 2);
                match (typed, content) {
                    (Some(typed), Some(content)) => self.list(typed, content, (name, value), depth + 1, out),
                    _ => out.push_str(" -\n"),
                }
            }
            (Shape::Alias(typed), value) => self.list(typed, value, (name, value), depth, out),
            (_, value) => panic!("{value:?} is no {name}"),
        }
    }

    /// Continues a line that names the value; `around` is the structure it stands in.
    fn list(&self, typed: &Type, value: &Value, around: (&str, &Value), depth: usize, out: &mut String) {
        let _ = match (typed, value) {
            (Type::Option(inner), Value::Option(Some(value))) => {
                return self.list(inner, value, around, depth, out);
            }
            (_, Value::Option(_)) => writeln!(out, " none"),
            (_, Value::Int(number)) => writeln!(out, " {number}"),
            (_, Value::Bool(flag)) => writeln!(out, " {flag}"),
            (_, Value::Text(text)) => writeln!(out, " {text:?}"),
            (Type::Bytes { of, .. }, Value::Bytes(bytes)) => {
                return self.list_bytes(of, bytes, around, depth, out);
            }
            (_, Value::Bytes(bytes)) => writeln!(out, " {}", hex(bytes)),
            (Type::List { item, .. } | Type::Array(_, item), Value::List(items)) => {
                let _ = writeln!(out, " {}", items.len());
                for (at, value) in items.iter().enumerate() {
                    let _ = write!(out, "{:indent$}[{at}]", "", indent = depth * 2);
                    self.list(item, value, around, depth + 1, out);
                }
                return;
            }
            (Type::Named(name), value) => {
                // Another name for a type goes on in the same line.
                if !matches!(self.block(name).shape, Shape::Alias(_)) {
                    out.push('\n');
                }
                return self.list_named(name, value, depth, out);
            }
            (typed, value) => panic!("{value:?} is no {typed:?}"),
        };
    }

    fn list_bytes(&self, of: &Of, bytes: &[u8], around: (&str, &Value), depth: usize, out: &mut String) {
        let salted = matches!(of, Of::Types(names) if names[0] == "SaltedBody");
        let (salt, bytes) = if salted { bytes.split_at(32) } else { (&[][..], bytes) };
        let found = self.types_within(of, around).into_iter();
        let found = found.map(|name| (self.decode(&name, bytes), name)).find(|(value, _)| value.is_ok());
        if salted {
            let _ = write!(out, " salt {},", hex(salt));
        }
        let _ = match found {
            Some((Ok(value), name)) => {
                let _ = writeln!(out, " {} bytes, {name}", bytes.len());
                return self.list_named(&name, &value, depth, out);
            }
            _ if bytes.len() > 128 => writeln!(out, " {} bytes, {}…", bytes.len(), hex(&bytes[..32])),
            _ => writeln!(out, " {} bytes, {}", bytes.len(), hex(bytes)),
        };
    }

    /// The types that bytes may be an encoding of.
    #[must_use]
    pub fn types_within(&self, of: &Of, around: (&str, &Value)) -> Vec<String> {
        let by = |block: &str, kind: Option<&Value>| match (&self.block(block).shape, kind) {
            (Shape::By(types), Some(Value::Int(kind))) => {
                types.get(&u32::try_from(*kind).unwrap()).cloned().into_iter().collect()
            }
            _ => Vec::new(),
        };
        match of {
            Of::Nothing => Vec::new(),
            Of::Types(names) if names[0] == "SaltedBody" => {
                let envelope = self.field("Parcel", around.1, "envelope").unwrap();
                let header = self.decode("Header", self.bytes("Envelope", envelope, "header"));
                by("Body", header.ok().as_ref().and_then(|header| self.field("Header", header, "kind")))
            }
            Of::Types(names) => names.clone(),
            Of::By(block, field) => by(block, self.field(around.0, around.1, field)),
        }
    }
}
