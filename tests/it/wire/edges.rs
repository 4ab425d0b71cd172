//! Each bound, from both sides: the page says where it lies, the code must refuse what is one beyond.
//!
//! Owns: for every field of every vector, values at and beyond its bounds, lists out of order, other
//! variants. Refuses to know any type by name: the page drives it.

use super::{FORMAT, PARTS, RULES, judge};
use protocol::codec::DecodeError;
use std::collections::BTreeSet;
use vicinia_tests::decoders;
use vicinia_tests::format::{Order, Shape, Type, Value};

/// A changed value: where it was changed, whether it is beyond a bound.
struct Edge {
    path: String,
    value: Value,
    beyond: bool,
}

#[test]
fn bounds_hold_exactly() {
    let (mut within, mut beyond, mut reasons) = (0, 0, BTreeSet::new());
    let mut seen = BTreeSet::new();
    for (name, bytes) in PARTS.iter() {
        if decoders::ALL.iter().all(|one| one.name != name) {
            continue;
        }
        let value = FORMAT.decode(name, bytes).unwrap();
        for edge in of_named(name, &value) {
            // The same edge of the same type need not be tried for every vector.
            if !seen.insert((name, edge.path.clone(), edge.beyond, shape_of(&edge.value))) {
                continue;
            }
            let verdict = judge(name, &FORMAT.encode(name, &edge.value));
            match (edge.beyond, verdict) {
                (true, Ok(())) => panic!("{name}{} is beyond its bound", edge.path),
                (true, Err(DecodeError::Rule { rule, .. })) => _ = (beyond += 1, reasons.insert(rule.0)),
                (true, Err(_)) => beyond += 1,
                (false, Ok(()) | Err(DecodeError::TooLong { .. })) => within += 1,
                (false, Err(DecodeError::Rule { rule, .. })) if RULES.contains(&rule.0) => within += 1,
                (false, Err(error)) => panic!("{name}{} is within its bound: {error}", edge.path),
            }
        }
    }
    println!("{within} values at their bounds, {beyond} beyond, {} reasons", reasons.len());
    assert!(within > 500 && beyond > 500 && reasons.len() > 80, "{within} {beyond} {}", reasons.len());
}

/// A short fingerprint, so that equal paths with different values are told apart.
fn shape_of(value: &Value) -> [u8; 32] {
    blake3::hash(format!("{value:?}").as_bytes()).into()
}

fn of_named(name: &str, value: &Value) -> Vec<Edge> {
    match (&FORMAT.block(name).shape, value) {
        (Shape::Alias(typed), value) => of(typed, value),
        (Shape::Fields(fields), Value::Fields(values)) => {
            let each = fields.iter().zip(values).enumerate();
            let put = |at: usize, new: Value| {
                let mut values = values.clone();
                values[at] = new;
                Value::Fields(values)
            };
            let edges = each.map(|(at, ((field, typed), value))| {
                lift(of(typed, value), &format!(".{field}"), move |new| put(at, new))
            });
            edges.flatten().collect()
        }
        (Shape::OneOf(variants), Value::Variant(number, content)) => {
            let others = variants.iter().map(|(number, (variant, typed))| {
                let content = typed.as_ref().map(|typed| Box::new(example(typed, 0)));
                fine(format!(".{variant}"), Value::Variant(*number, content))
            });
            let mut edges: Vec<Edge> = others.collect();
            if let (Some(typed), Some(content)) = (&variants[number].1, content) {
                let number = *number;
                edges.extend(lift(of(typed, content), "", move |new| {
                    Value::Variant(number, Some(Box::new(new)))
                }));
            }
            edges
        }
        (_, value) => panic!("{value:?} is no {name}"),
    }
}

fn lift(edges: Vec<Edge>, step: &str, put: impl Fn(Value) -> Value) -> Vec<Edge> {
    let edge = |edge: Edge| Edge { path: format!("{step}{}", edge.path), value: put(edge.value), ..edge };
    edges.into_iter().map(edge).collect()
}

fn fine(path: impl Into<String>, value: Value) -> Edge {
    Edge { path: path.into(), value, beyond: false }
}

fn wrong(path: impl Into<String>, value: Value) -> Edge {
    Edge { path: path.into(), value, beyond: true }
}

fn of(typed: &Type, value: &Value) -> Vec<Edge> {
    let text = |text: String| Value::Text(text);
    match (typed, value) {
        (Type::Int { bits, signed, min, max }, _) => of_int(*bits, *signed, *min, *max),
        (Type::Bool, Value::Bool(flag)) => vec![fine("", Value::Bool(!flag))],
        (Type::Id | Type::Signature, Value::Bytes(bytes)) => {
            vec![fine("", Value::Bytes(vec![0; bytes.len()]))]
        }
        (Type::Key, _) => vec![wrong(" (weak)", Value::Bytes(vec![0; 32]))],
        (Type::Day, _) => of_day(),
        (Type::Tag { or_empty }, _) => vec![
            fine("", text("a".repeat(35))),
            wrong("", text("a".repeat(36))),
            wrong("", text("it_IT".into())),
            wrong("", text("ελ".into())),
            Edge { path: String::new(), value: text(String::new()), beyond: !or_empty },
        ],
        (Type::Text { max, filled }, _) => {
            let mut edges =
                vec![Edge { path: String::new(), value: text("\u{2003}".into()), beyond: *filled }];
            edges.push(Edge { path: String::new(), value: text(String::new()), beyond: *filled });
            if *max != usize::MAX {
                edges.extend([fine("", text("A".repeat(*max))), wrong("", text("A".repeat(max + 1)))]);
            }
            edges
        }
        (Type::Bytes { max, .. }, _) if *max != usize::MAX => {
            vec![fine("", Value::Bytes(vec![0; *max])), wrong("", Value::Bytes(vec![0; max + 1]))]
        }
        (Type::Bytes { .. }, _) => vec![fine("", Value::Bytes(vec![]))],
        (Type::Option(inner), Value::Option(found)) => of_option(inner, found.as_deref()),
        (Type::List { item, min, max, order }, Value::List(items)) => of_list(item, *min, *max, order, items),
        (Type::Array(_, item), Value::List(items)) => of_items(item, items),
        (Type::Named(name), value) => of_named(name, value),
        (typed, value) => panic!("{value:?} is no {typed:?}"),
    }
}

fn of_day() -> Vec<Edge> {
    let fines = [10_000_000, 99_991_231, 20_241_200].map(|number| fine("", Value::Int(number)));
    let wrongs = [0, 9_999_999, 100_000_000, 20_241_301, 20_240_132, 20_240_001, i128::from(u32::MAX)];
    fines.into_iter().chain(wrongs.map(|number| wrong("", Value::Int(number)))).collect()
}

fn of_int(bits: u32, signed: bool, min: i128, max: i128) -> Vec<Edge> {
    let least = if signed { i128::from(i32::MIN) } else { 0 };
    let most = if signed { i128::from(i32::MAX) } else { (1 << bits) - 1 };
    let mut edges = vec![fine("", Value::Int(min)), fine("", Value::Int(max))];
    let beyond = [min - 1, max + 1, least, most].into_iter();
    let beyond = beyond.filter(|number| (least..=most).contains(number) && !(min..=max).contains(number));
    edges.extend(beyond.map(|number| wrong("", Value::Int(number))));
    edges
}

fn of_option(inner: &Type, found: Option<&Value>) -> Vec<Edge> {
    let some = |value| Value::Option(Some(Box::new(value)));
    let value = found.cloned().unwrap_or_else(|| example(inner, 0));
    let mut edges = lift(of(inner, &value), "?", some);
    edges.push(if found.is_some() { fine("", Value::Option(None)) } else { fine("", some(value)) });
    edges
}

fn of_items(item: &Type, items: &[Value]) -> Vec<Edge> {
    let put = |at: usize, new: Value| {
        let mut items = items.to_vec();
        items[at] = new;
        Value::List(items)
    };
    // One item of an ordered list cannot change without leaving its place: a list of one can.
    let edges =
        items.iter().enumerate().map(|(at, value)| lift(of(item, value), "[]", move |new| put(at, new)));
    edges.flatten().collect()
}

fn of_list(item: &Type, min: usize, max: usize, order: &Order, items: &[Value]) -> Vec<Edge> {
    let many = |count: usize| Value::List((0..count).map(|at| example(item, at)).collect());
    let single = items.first().cloned().unwrap_or_else(|| example(item, 0));
    let mut edges = of_items(item, &[single]);
    if max != usize::MAX {
        edges.extend([fine(" (full)", many(max)), wrong(" (too many)", many(max + 1))]);
    }
    edges.push(fine(" (few)", many(min)));
    if min > 0 {
        edges.push(wrong(" (too few)", many(min - 1)));
    }
    if *order != Order::Free {
        let (one, two) = (example(item, 0), example(item, 1));
        edges.push(wrong(" (twice)", Value::List(vec![one.clone(), one.clone()])));
        edges.push(wrong(" (descending)", Value::List(vec![two, one])));
    }
    edges
}

/// Some value of a type; a higher number makes one that sorts later.
fn example(typed: &Type, number: usize) -> Value {
    match typed {
        Type::Int { min, max, .. } => Value::Int((min + number as i128).min(*max)),
        Type::Bool => Value::Bool(false),
        Type::Id => Value::Bytes([&[0; 24][..], &(number as u64).to_be_bytes()].concat()),
        Type::Signature => Value::Bytes(vec![0; 64]),
        Type::Key => Value::Bytes(vicinia_tests::sample::key("prato node").public().as_bytes().to_vec()),
        Type::Day => Value::Int(20_240_101),
        Type::Tag { .. } => Value::Text("it".into()),
        Type::Text { .. } => Value::Text(format!("{number:02}")),
        Type::Bytes { .. } => Value::Bytes(vec![]),
        Type::Option(_) => Value::Option(None),
        Type::List { item, min, .. } => Value::List((0..*min).map(|at| example(item, at)).collect()),
        Type::Array(count, item) => Value::List((0..*count).map(|at| example(item, at)).collect()),
        Type::Named(name) => match &FORMAT.block(name).shape {
            Shape::Alias(typed) => example(typed, number),
            Shape::Fields(fields) => {
                Value::Fields(fields.iter().map(|(_, typed)| example(typed, number)).collect())
            }
            Shape::OneOf(variants) => {
                let (first, (_, typed)) = variants.iter().next().unwrap();
                Value::Variant(*first, typed.as_ref().map(|typed| Box::new(example(typed, number))))
            }
            Shape::By(_) => panic!("{name} stands for bytes"),
        },
    }
}
