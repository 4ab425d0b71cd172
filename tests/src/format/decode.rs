//! Bytes to values by the page.
//!
//! Owns: §1 of the page, reading. Refuses whatever the page refuses, but for the rules that it gives in
//! words and that need more than one field.

use super::{Format, Order, Shape, Type, Value};
use ed25519_dalek::VerifyingKey;

/// Why bytes are no value, in a word or two.
pub type Refused = &'static str;

impl Format {
    /// Reads the whole input as a named type.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn decode(&self, name: &str, bytes: &[u8]) -> Result<Value, Refused> {
        if self.block(name).max_bytes.is_some_and(|max| bytes.len() > max) {
            return Err("too long");
        }
        let mut input = Input(bytes);
        let value = input.named(self, name)?;
        if input.0.is_empty() { Ok(value) } else { Err("trailing bytes") }
    }
}

/// What is left to be read.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn named(&mut self, format: &Format, name: &str) -> Result<Value, Refused> {
        match &format.block(name).shape {
            Shape::Alias(typed) => self.value(format, typed),
            Shape::Fields(fields) => {
                let values = fields.iter().map(|(_, typed)| self.value(format, typed));
                Ok(Value::Fields(values.collect::<Result<_, _>>()?))
            }
            Shape::OneOf(variants) => {
                let number = u32::try_from(self.varint(32)?).map_err(|_| "variant out of range")?;
                let (_, content) = variants.get(&number).ok_or("unknown variant")?;
                let content = content.as_ref().map(|typed| self.value(format, typed)).transpose()?;
                Ok(Value::Variant(number, content.map(Box::new)))
            }
            Shape::By(_) => panic!("{name} stands for bytes"),
        }
    }

    fn value(&mut self, format: &Format, typed: &Type) -> Result<Value, Refused> {
        Ok(match typed {
            Type::Int { bits, signed, min, max } => self.int(*bits, *signed, *min, *max)?,
            Type::Bool => Value::Bool(self.flag()?),
            Type::Id => Value::Bytes(self.take(32)?.to_vec()),
            Type::Signature => Value::Bytes(self.take(64)?.to_vec()),
            Type::Key => self.key()?,
            Type::Day => self.day()?,
            Type::Tag { or_empty } => self.tag(*or_empty)?,
            Type::Text { max, filled } => self.text(*max, *filled)?,
            Type::Bytes { max, .. } => {
                let bytes = self.counted()?;
                bound(bytes.len(), 0, *max)?;
                Value::Bytes(bytes.to_vec())
            }
            Type::Option(inner) => match self.flag()? {
                true => Value::Option(Some(Box::new(self.value(format, inner)?))),
                false => Value::Option(None),
            },
            Type::List { item, min, max, order } => {
                let count = self.length()?;
                bound(count, *min, *max)?;
                let items = (0..count).map(|_| self.value(format, item)).collect::<Result<Vec<_>, _>>()?;
                ascends(format, item, &items, order)?;
                Value::List(items)
            }
            Type::Array(count, item) => {
                let items = (0..*count).map(|_| self.value(format, item));
                Value::List(items.collect::<Result<_, _>>()?)
            }
            Type::Named(name) => self.named(format, name)?,
        })
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], Refused> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or("cut short")?;
        self.0 = rest;
        Ok(taken)
    }

    fn varint(&mut self, bits: u32) -> Result<u64, Refused> {
        let first = self.take(1)?[0];
        let width: usize = match first {
            0..=250 => return Ok(u64::from(first)),
            251 => 2,
            252 if bits > 16 => 4,
            253 if bits > 32 => 8,
            _ => return Err("no integer of this width"),
        };
        let mut wide = [0; 8];
        wide[..width].copy_from_slice(self.take(width)?);
        let number = u64::from_le_bytes(wide);
        let shorter = match width {
            2 => 250,
            4 => u64::from(u16::MAX),
            _ => u64::from(u32::MAX),
        };
        if number > shorter { Ok(number) } else { Err("longer than needed") }
    }

    fn int(&mut self, bits: u32, signed: bool, min: i128, max: i128) -> Result<Value, Refused> {
        let raw = if bits == 8 { u64::from(self.take(1)?[0]) } else { self.varint(bits)? };
        let raw = i128::from(raw);
        let number = match (signed, raw % 2) {
            (false, _) => raw,
            (true, 0) => raw / 2,
            (true, _) => -(raw + 1) / 2,
        };
        if (min..=max).contains(&number) { Ok(Value::Int(number)) } else { Err("out of range") }
    }

    fn flag(&mut self) -> Result<bool, Refused> {
        match self.take(1)?[0] {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err("neither 0 nor 1"),
        }
    }

    fn length(&mut self) -> Result<usize, Refused> {
        usize::try_from(self.varint(64)?).map_err(|_| "too long")
    }

    fn counted(&mut self) -> Result<&'a [u8], Refused> {
        let count = self.length()?;
        self.take(count)
    }

    fn string(&mut self) -> Result<&'a str, Refused> {
        std::str::from_utf8(self.counted()?).map_err(|_| "not UTF-8")
    }

    fn text(&mut self, max: usize, filled: bool) -> Result<Value, Refused> {
        let text = self.string()?;
        bound(text.len(), 0, max)?;
        if filled && text.chars().all(char::is_whitespace) {
            return Err("blank");
        }
        Ok(Value::Text(text.to_owned()))
    }

    fn tag(&mut self, or_empty: bool) -> Result<Value, Refused> {
        let text = self.string()?;
        let fine = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let least = usize::from(!or_empty);
        if fine && (least..=35).contains(&text.len()) {
            Ok(Value::Text(text.to_owned()))
        } else {
            Err("no tag")
        }
    }

    fn day(&mut self) -> Result<Value, Refused> {
        let number = self.varint(32)?;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let fine = (1000..=9999).contains(&year) && month <= 12 && day <= 31 && (month > 0 || day == 0);
        if fine { Ok(Value::Int(i128::from(number))) } else { Err("no day") }
    }

    fn key(&mut self) -> Result<Value, Refused> {
        let bytes: [u8; 32] = self.take(32)?.try_into().map_err(|_| "cut short")?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| "not a point")?;
        // The smallest y that is not canonical is p = 2^255 − 19; the sign stands in the last bit.
        let mut y = bytes;
        y[31] &= 0x7f;
        y.reverse();
        let mut p = [0xff; 32];
        (p[0], p[31]) = (0x7f, 0xed);
        if y >= p || key.is_weak() { Err("weak or not canonical") } else { Ok(Value::Bytes(bytes.to_vec())) }
    }
}

fn bound(count: usize, min: usize, max: usize) -> Result<(), Refused> {
    if (min..=max).contains(&count) { Ok(()) } else { Err("beyond its bound") }
}

fn ascends(format: &Format, item: &Type, items: &[Value], order: &Order) -> Result<(), Refused> {
    let by = |value: &'_ Value| match (order, item) {
        (Order::AscendingBy(field), Type::Named(name)) => format.field(name, value, field).cloned(),
        _ => Some(value.clone()),
    };
    let ascending = *order == Order::Free || items.windows(2).all(|pair| by(&pair[0]) < by(&pair[1]));
    if ascending { Ok(()) } else { Err("does not ascend") }
}
