//! The blocks of `FORMAT.md`, read into types.
//!
//! Owns: the notation of §4 of that page. Refuses to know bytes.

use std::collections::BTreeMap;

/// All blocks, by name.
#[derive(Debug)]
pub struct Format(BTreeMap<String, Block>);

/// One block.
#[derive(Debug)]
pub struct Block {
    /// The bound on the whole encoding of a type that travels or is signed by itself.
    pub max_bytes: Option<usize>,
    /// What it consists of.
    pub shape: Shape,
}

/// What a named type consists of.
#[derive(Debug)]
pub enum Shape {
    /// Names and types in order.
    Fields(Vec<(String, Type)>),
    /// Variants by number.
    OneOf(BTreeMap<u32, (String, Option<Type>)>),
    /// Types by a number that stands elsewhere.
    By(BTreeMap<u32, String>),
    /// Another name for a type.
    Alias(Type),
}

/// A type as a field has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// An integer: its width in bits, whether it is signed, its bounds.
    Int {
        bits: u32,
        signed: bool,
        min: i128,
        max: i128,
    },
    Bool,
    Id,
    Key,
    Signature,
    Day,
    Tag {
        or_empty: bool,
    },
    Text {
        max: usize,
        filled: bool,
    },
    Bytes {
        max: usize,
        of: Of,
    },
    Option(Box<Self>),
    List {
        item: Box<Self>,
        min: usize,
        max: usize,
        order: Order,
    },
    Array(usize, Box<Self>),
    Named(String),
}

/// What the bytes of a field are the encoding of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Nothing,
    /// The first of these that fits.
    Types(Vec<String>),
    /// The type that a block gives for the value of a field beside it.
    By(String, String),
}

/// How a list is ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    Free,
    Ascending,
    AscendingBy(String),
}

impl Default for Format {
    fn default() -> Self {
        Self::read(super::PAGE)
    }
}

impl Format {
    /// Reads every `wire` block of a page.
    #[must_use]
    pub fn read(page: &str) -> Self {
        let mut blocks = BTreeMap::new();
        for text in page.split("```wire\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
            for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
                let (name, block) = read_block(block.trim_end());
                assert!(blocks.insert(name.clone(), block).is_none(), "{name} stands twice in the page");
            }
        }
        Self(blocks)
    }

    /// A block that must be there.
    #[must_use]
    pub fn block(&self, name: &str) -> &Block {
        self.0.get(name).unwrap_or_else(|| panic!("{name} does not stand in FORMAT.md"))
    }

    /// Names of the types that travel or are signed by themselves, with their bounds.
    pub fn bounded(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().filter_map(|(name, block)| Some((name.as_str(), block.max_bytes?)))
    }

    /// Names of all types.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn read_block(text: &str) -> (String, Block) {
    let (head, lines) = text.split_once('\n').unwrap_or((text, ""));
    let name = head.split_whitespace().next().unwrap().to_owned();
    let after = |mark: &str| head.split_once(mark).map(|(_, rest)| rest.split_whitespace().next().unwrap());
    let max_bytes = after(" ≤ ").filter(|_| head.contains(" bytes")).map(|number| number.parse().unwrap());
    let rows = lines.lines().map(|line| {
        let (name, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        (name.to_owned(), rest.trim())
    });
    let shape = if let Some((_, alias)) = head.split_once(" = ") {
        Shape::Alias(Words::new(alias).read())
    } else if head.ends_with("one of") {
        Shape::OneOf(rows.map(|(number, rest)| (number.parse().unwrap(), variant(rest))).collect())
    } else if head.contains(" by ") {
        Shape::By(rows.map(|(number, name)| (number.parse().unwrap(), name.to_owned())).collect())
    } else {
        Shape::Fields(rows.map(|(name, rest)| (name, Words::new(rest).read())).collect())
    };
    (name, Block { max_bytes, shape })
}

fn variant(rest: &str) -> (String, Option<Type>) {
    let (name, content) = rest.split_once(' ').unwrap_or((rest, ""));
    let content = content.trim();
    (name.to_owned(), (!content.is_empty()).then(|| Words::new(content).read()))
}

/// The words of a type, first to last.
struct Words(Vec<String>);

impl Words {
    fn new(text: &str) -> Self {
        let spaced = ["[", "]", "?", ",", "(", ")"]
            .iter()
            .fold(text.to_owned(), |text, mark| text.replace(mark, &format!(" {mark} ")));
        Self(spaced.split_whitespace().rev().map(str::to_owned).collect())
    }

    fn read(mut self) -> Type {
        let read = self.typed();
        assert!(self.0.is_empty(), "left over in the page: {:?}", self.0);
        read
    }

    fn typed(&mut self) -> Type {
        let first = self.0.pop().expect("a type");
        let base = match first.as_str() {
            "[" => {
                let item = Box::new(self.typed());
                self.must("]");
                Type::List { item, min: 0, max: usize::MAX, order: Order::Free }
            }
            number if number.parse::<usize>().is_ok() => {
                self.must("×");
                return Type::Array(number.parse().unwrap(), Box::new(self.typed()));
            }
            name => named(name),
        };
        let optional = self.is("?");
        let bounded = self.bounds(base);
        if optional { Type::Option(Box::new(bounded)) } else { bounded }
    }

    fn bounds(&mut self, mut typed: Type) -> Type {
        while let Some(word) = self.0.pop() {
            match word.as_str() {
                "," => {}
                "=" => typed = within(typed, self.number(), None),
                "<" => {
                    let limit = self.number();
                    typed = at_most(typed, limit - 1);
                }
                "≤" => {
                    let most = self.number();
                    typed = at_most(typed, most);
                }
                "not" => {
                    self.must("blank");
                    let Type::Text { max, .. } = typed else { panic!("only text is not blank") };
                    typed = Type::Text { max, filled: true };
                }
                "or" => {
                    self.must("empty");
                    typed = Type::Tag { or_empty: true };
                }
                "ascending" => typed = self.ordered(typed),
                "of" => {
                    let Type::Bytes { max, .. } = typed else { panic!("only bytes are of a type") };
                    typed = Type::Bytes { max, of: self.of() };
                }
                range if range.contains("..") => {
                    let (min, max) = range.split_once("..").unwrap();
                    typed = within(typed, min.parse().unwrap(), Some(max.parse().unwrap()));
                }
                _ => {
                    self.0.push(word);
                    break;
                }
            }
        }
        typed
    }

    fn ordered(&mut self, typed: Type) -> Type {
        let Type::List { item, min, max, .. } = typed else { panic!("only lists ascend") };
        let order = if self.is("by") { Order::AscendingBy(self.0.pop().unwrap()) } else { Order::Ascending };
        Type::List { item, min, max, order }
    }

    fn of(&mut self) -> Of {
        let name = self.0.pop().unwrap();
        if self.is("(") {
            let field = self.0.pop().unwrap();
            self.must(")");
            return Of::By(name, field);
        }
        let mut names = vec![name];
        while self.is("or") {
            names.push(self.0.pop().unwrap());
        }
        Of::Types(names)
    }

    fn number(&mut self) -> i128 {
        let word = self.0.pop().expect("a number");
        match word.split_once('^') {
            Some((base, power)) => base.parse::<i128>().unwrap().pow(power.parse().unwrap()),
            None => word.parse().unwrap_or_else(|_| panic!("{word} is no number")),
        }
    }

    fn is(&mut self, word: &str) -> bool {
        let found = self.0.last().is_some_and(|next| next == word);
        if found {
            self.0.pop();
        }
        found
    }

    fn must(&mut self, word: &str) {
        assert!(self.is(word), "{word} expected before {:?}", self.0);
    }
}

fn named(name: &str) -> Type {
    let int = |bits: u32| Type::Int { bits, signed: false, min: 0, max: (1_i128 << bits) - 1 };
    match name {
        "u8" => int(8),
        "u16" => int(16),
        "u32" => int(32),
        "u64" => int(64),
        "i32" => Type::Int { bits: 32, signed: true, min: i128::from(i32::MIN), max: i128::from(i32::MAX) },
        "bool" => Type::Bool,
        "id" => Type::Id,
        "key" => Type::Key,
        "signature" => Type::Signature,
        "day" => Type::Day,
        "tag" => Type::Tag { or_empty: false },
        "text" => Type::Text { max: usize::MAX, filled: false },
        "bytes" => Type::Bytes { max: usize::MAX, of: Of::Nothing },
        other => {
            assert!(other.starts_with(char::is_uppercase), "{other} is no type");
            Type::Named(other.to_owned())
        }
    }
}

fn at_most(typed: Type, most: i128) -> Type {
    let bytes = usize::try_from(most).expect("a bound");
    match typed {
        Type::Int { bits, signed, min, .. } => Type::Int { bits, signed, min, max: most },
        Type::Text { filled, .. } => Type::Text { max: bytes, filled },
        Type::Bytes { of, .. } => Type::Bytes { max: bytes, of },
        Type::List { item, min, order, .. } => Type::List { item, min, max: bytes, order },
        other => panic!("{other:?} has no bound"),
    }
}

/// `= n` and `a..b`.
fn within(typed: Type, least: i128, most: Option<i128>) -> Type {
    match at_most(typed, most.unwrap_or(least)) {
        Type::Int { bits, signed, max, .. } => Type::Int { bits, signed, min: least, max },
        Type::List { item, max, order, .. } => {
            Type::List { item, min: usize::try_from(least).expect("a bound"), max, order }
        }
        other => panic!("{other:?} has no lower bound"),
    }
}
