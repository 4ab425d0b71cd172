//! Values to bytes by the page, and wrong bytes on purpose.
//!
//! Owns: §1 of the page, writing. Refuses to know bounds: what is written can be read back to be judged.

use super::{Format, Shape, Type, Value};

/// What was written so far.
#[derive(Debug, Default)]
pub struct Output {
    bytes: Vec<u8>,
    varints: usize,
    /// Which varint is to be written longer than needed.
    longer: Option<usize>,
}

impl Format {
    /// The one encoding of a value of a named type.
    #[must_use]
    pub fn encode(&self, name: &str, value: &Value) -> Vec<u8> {
        let mut out = Output::default();
        self.write_named(name, value, &mut out);
        out.bytes
    }

    /// The same with one integer a step longer than needed; `None` behind the last integer.
    #[must_use]
    pub fn encode_longer(&self, name: &str, value: &Value, which: usize) -> Option<Vec<u8>> {
        let mut out = Output { longer: Some(which), ..Output::default() };
        self.write_named(name, value, &mut out);
        (which < out.varints).then_some(out.bytes)
    }

    fn write_named(&self, name: &str, value: &Value, out: &mut Output) {
        match (&self.block(name).shape, value) {
            (Shape::Alias(typed), value) => self.write(typed, value, out),
            (Shape::Fields(fields), Value::Fields(values)) => {
                assert_eq!(fields.len(), values.len(), "{name}");
                for ((_, typed), value) in fields.iter().zip(values) {
                    self.write(typed, value, out);
                }
            }
            (Shape::OneOf(variants), Value::Variant(number, content)) => {
                out.varint(u64::from(*number));
                if let (Some(typed), Some(content)) = (&variants[number].1, content) {
                    self.write(typed, content, out);
                }
            }
            (_, value) => panic!("{value:?} is no {name}"),
        }
    }

    fn write(&self, typed: &Type, value: &Value, out: &mut Output) {
        match (typed, value) {
            (Type::Int { bits: 8, .. }, Value::Int(number)) => out.bytes.push(u8::try_from(*number).unwrap()),
            (Type::Int { signed: true, .. }, Value::Int(number)) => {
                let zigzag = if *number < 0 { -2 * number - 1 } else { 2 * number };
                out.varint(u64::try_from(zigzag).unwrap());
            }
            (Type::Int { .. } | Type::Day, Value::Int(number)) => out.varint(u64::try_from(*number).unwrap()),
            (Type::Bool, Value::Bool(flag)) => out.bytes.push(u8::from(*flag)),
            (Type::Id | Type::Key | Type::Signature, Value::Bytes(bytes)) => out.bytes.extend(bytes),
            (Type::Tag { .. } | Type::Text { .. }, Value::Text(text)) => out.counted(text.as_bytes()),
            (Type::Bytes { .. }, Value::Bytes(bytes)) => out.counted(bytes),
            (Type::Option(inner), Value::Option(value)) => {
                out.bytes.push(u8::from(value.is_some()));
                value.iter().for_each(|value| self.write(inner, value, out));
            }
            (Type::List { item, .. }, Value::List(items)) => {
                out.varint(items.len() as u64);
                items.iter().for_each(|value| self.write(item, value, out));
            }
            (Type::Array(_, item), Value::List(items)) => {
                items.iter().for_each(|value| self.write(item, value, out));
            }
            (Type::Named(name), value) => self.write_named(name, value, out),
            (typed, value) => panic!("{value:?} is no {typed:?}"),
        }
    }
}

impl Output {
    fn counted(&mut self, bytes: &[u8]) {
        self.varint(bytes.len() as u64);
        self.bytes.extend(bytes);
    }

    fn varint(&mut self, number: u64) {
        let step = match number {
            0..=250 => 0,
            251..=0xffff => 1,
            0x1_0000..=0xffff_ffff => 2,
            _ => 3,
        };
        let longer = self.longer == Some(self.varints) && step < 3;
        self.varints += 1;
        let bytes = number.to_le_bytes();
        match step + usize::from(longer) {
            0 => self.bytes.push(bytes[0]),
            step => {
                self.bytes.push([251, 252, 253][step - 1]);
                self.bytes.extend(&bytes[..1 << step]);
            }
        }
    }
}
