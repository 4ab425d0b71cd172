//! The analyser as tantivy sees it: a tokenizer over texts that carry their language in front.
//!
//! Owns: the form of an indexed value (`it`, NUL, text), the order of its tokens, how kinds of terms are
//! told apart. Refuses to know: which field it feeds. Neighbours: `schema.rs` registers it, `running.rs` reads
//! the words.
//!
//! The value is analysed inside tantivy's own threads, token by token: no token list is ever built,
//! which for a long document would be ten times its text.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analyse::Language;
use super::concepts::{ConceptId, thesaurus};
use super::lexicon::Met;
use super::running::Running;

/// The name under which the schema refers to the tokenizer.
pub(super) const TOKENIZER: &str = "words";

const SEPARATOR: char = '\0';

/// What roots and concepts begin with in the dictionary, where words begin with a letter or a digit.
const ROOT: char = '\u{1}';
const CONCEPT: char = '\u{2}';

/// A value for an analysed field.
pub(super) fn value(language: &Language, text: &str) -> String {
    let code = language.code();
    let mut value = String::with_capacity(code.len() + 1 + text.len());
    value.push_str(code);
    value.push(SEPARATOR);
    value.push_str(text);
    value
}

/// A value for an analysed field that is a concept and no text.
pub(super) fn stated(concept: ConceptId) -> String {
    concept_term(concept)
}

/// The term of a root.
pub(super) fn root_term(root: &str) -> String {
    format!("{ROOT}{root}")
}

/// The term of a concept.
pub(super) fn concept_term(concept: ConceptId) -> String {
    let mut term = String::new();
    write_concept(&mut term, concept);
    term
}

fn write_concept(term: &mut String, concept: ConceptId) {
    term.clear();
    term.push(CONCEPT);
    term.push_str(thesaurus().get(concept).map_or("", |concept| &concept.name));
}

/// Whether the term is a word, exact or stemmed.
pub(super) fn is_word(term: &str) -> bool {
    !term.starts_with([ROOT, CONCEPT])
}

/// See the module.
#[derive(Clone)]
pub(super) struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> Stream<'a> {
        let stated = value.starts_with(CONCEPT).then(|| value.to_owned());
        let (code, text) = value.split_once(SEPARATOR).unwrap_or_default();
        Stream {
            words: Running::new(&Language::of(code), text),
            given: None,
            stated,
            token: Token::default(),
        }
    }
}

/// Exact form, then stem, root and concept at the same position, for each word.
pub(super) struct Stream<'a> {
    words: Running<'a>,
    /// The word whose terms are being given, how many were, and the concept it begins.
    given: Option<(Met, u8, Option<ConceptId>)>,
    /// A concept that no word names.
    stated: Option<String>,
    token: Token,
}

impl Stream<'_> {
    /// Gives the next term of the word at this position, if it has one more.
    fn give(&mut self) -> bool {
        let Some((met, given, concept)) = &mut self.given else { return false };
        while *given < 2 {
            *given += 1;
            let forms = self.words.forms(*met);
            let term = if *given == 1 { forms.stem() } else { forms.root() };
            if let Some(term) = term {
                self.token.text.clear();
                self.token.text.push_str(term);
                return true;
            }
        }
        let Some(concept) = concept.take() else { return false };
        write_concept(&mut self.token.text, concept);
        true
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if self.give() {
            return true;
        }
        if let Some(concept) = self.stated.take() {
            self.token.text = concept;
            self.token.position = self.token.position.wrapping_add(1);
            return true;
        }
        let Some(here) = self.words.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(self.words.forms(here.met).exact());
        self.given = Some((here.met, 0, here.label.map(|(concept, _)| concept)));
        self.token.offset_from = here.word.offset;
        self.token.offset_to = here.word.offset + here.word.len;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
