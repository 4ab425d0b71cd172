//! The analyser as tantivy sees it: a tokenizer over texts that carry their language in front.
//!
//! Owns: the form of an indexed value (`it`, NUL, text), the order of its tokens, a memory of common
//! words. Refuses to know: which field it feeds. Neighbours: `schema.rs` registers it, `analyse.rs`
//! decides the terms.
//!
//! The value is analysed inside tantivy's own threads, token by token: no token list is ever built,
//! which for a long document would be ten times its text. Nine words in ten have been met before, so
//! most of the work is a look into a table.

use std::collections::HashMap;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analyse::{self, Language};

/// The name under which the schema refers to the tokenizer.
pub(super) const TOKENIZER: &str = "words";

/// Words remembered by each writing thread, for each field and language; then it starts anew.
const MAX_REMEMBERED: usize = 8_192;

/// Languages with a memory of their own at a time.
const MAX_LANGUAGES: usize = 8;

const SEPARATOR: char = '\0';

/// A value for an analysed field.
pub(super) fn value(language: &Language, text: &str) -> String {
    let code = language.code();
    let mut value = String::with_capacity(code.len() + 1 + text.len());
    value.push_str(code);
    value.push(SEPARATOR);
    value.push_str(text);
    value
}

/// See the module.
#[derive(Clone, Default)]
pub(super) struct Words {
    memories: HashMap<String, Memory>,
}

/// The terms of a language's words, by the word as written.
#[derive(Clone)]
struct Memory {
    language: Language,
    known: HashMap<Box<str>, usize>,
    terms: Vec<Forms>,
}

#[derive(Clone)]
struct Forms {
    exact: Box<str>,
    stem: Option<Box<str>>,
}

impl Memory {
    fn new(language: Language) -> Self {
        Self { language, known: HashMap::new(), terms: Vec::new() }
    }

    fn terms(&mut self, raw: &str) -> &Forms {
        let at = self.known.get(raw).copied().unwrap_or_else(|| self.learn(raw));
        &self.terms[at]
    }

    fn learn(&mut self, raw: &str) -> usize {
        let normal = analyse::normal(raw);
        #[cfg(test)]
        assert_ne!(normal.exact, super::tests::POISON, "planted");
        let stem = self.language.stem(&normal).map(String::into_boxed_str);
        if self.terms.len() >= MAX_REMEMBERED {
            self.known.clear();
            self.terms.clear();
        }
        self.terms.push(Forms { exact: normal.exact.into(), stem });
        self.known.insert(raw.into(), self.terms.len() - 1);
        self.terms.len() - 1
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> Stream<'a> {
        let (code, text) = value.split_once(SEPARATOR).unwrap_or(("", value));
        if self.memories.len() >= MAX_LANGUAGES && !self.memories.contains_key(code) {
            self.memories.clear();
        }
        let memory = self.memories.entry(code.to_owned()).or_insert_with(|| Memory::new(Language::of(code)));
        Stream { words: Box::new(analyse::words(text)), memory, token: Token::default(), stem: String::new() }
    }
}

/// Exact form, then the stem at the same position, for each word.
pub(super) struct Stream<'a> {
    words: Box<dyn Iterator<Item = analyse::Word<'a>> + 'a>,
    memory: &'a mut Memory,
    token: Token,
    /// Still to be given; empty if none.
    stem: String,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if !self.stem.is_empty() {
            std::mem::swap(&mut self.token.text, &mut self.stem);
            self.stem.clear();
            return true;
        }
        for word in &mut self.words {
            let terms = self.memory.terms(word.raw);
            if terms.exact.is_empty() {
                continue;
            }
            self.token.text.clear();
            self.token.text.push_str(&terms.exact);
            self.stem.push_str(terms.stem.as_deref().unwrap_or_default());
            self.token.offset_from = word.offset;
            self.token.offset_to = word.offset + word.len;
            self.token.position = self.token.position.wrapping_add(1);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
