//! The analyser as tantivy sees it: a tokenizer over texts that carry their language in front.
//!
//! Owns: the form of an indexed value (`it`, NUL, text), the order of its tokens, how kinds of terms are
//! told apart. Refuses to know: which field it feeds. Neighbours: `schema.rs` registers it, `lexicon.rs`
//! knows the terms, `concepts.rs` recognises what words name.
//!
//! The value is analysed inside tantivy's own threads, token by token: no token list is ever built,
//! which for a long document would be ten times its text.

use std::collections::VecDeque;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analyse::{self, Language};
use super::concepts::{ConceptId, MAX_LABEL_WORDS, Seen, thesaurus};
use super::lexicon::{Forms, Lexicon};

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

/// A word where it stands in a value: where it begins and ends (bytes), and its terms.
type Placed = (usize, usize, Arc<Forms>);

impl Seen for Placed {
    fn key(&self) -> &str {
        self.2.key()
    }

    fn capitals(&self) -> bool {
        self.2.capitals()
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> Stream<'a> {
        let stated = value.starts_with(CONCEPT).then(|| value.to_owned());
        let (code, text) = value.split_once(SEPARATOR).unwrap_or_default();
        Stream {
            words: Box::new(analyse::words(text)),
            lexicon: Lexicon::of(&Language::of(code)),
            ahead: VecDeque::with_capacity(MAX_LABEL_WORDS),
            named: 0,
            given: None,
            stated,
            token: Token::default(),
        }
    }
}

/// Exact form, then stem, root and concept at the same position, for each word.
pub(super) struct Stream<'a> {
    words: Box<dyn Iterator<Item = analyse::Word<'a>> + 'a>,
    lexicon: Lexicon,
    /// Words read but not given, as many as a label may have.
    ahead: VecDeque<Placed>,
    /// Words still covered by the last recognised label.
    named: usize,
    /// The word whose terms are being given, how many were, and the concept it begins.
    given: Option<(Arc<Forms>, u8, Option<ConceptId>)>,
    /// A concept that no word names.
    stated: Option<String>,
    token: Token,
}

impl Stream<'_> {
    fn read_ahead(&mut self) {
        while self.ahead.len() < MAX_LABEL_WORDS {
            let Some(word) = self.words.next() else { return };
            let forms = self.lexicon.forms(word.raw);
            if !forms.exact().is_empty() {
                self.ahead.push_back((word.offset, word.offset + word.len, forms));
            }
        }
    }

    /// Gives the next term of the word at this position, if it has one more.
    fn give(&mut self) -> bool {
        let Some((forms, given, concept)) = &mut self.given else { return false };
        while *given < 2 {
            *given += 1;
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

    /// The concept whose label begins at the first word ahead.
    fn concept(&mut self) -> Option<ConceptId> {
        if self.named > 0 {
            self.named -= 1;
            return None;
        }
        if !self.ahead.front()?.2.begins {
            return None;
        }
        let words = self.ahead.make_contiguous();
        let (concept, taken) = thesaurus().longest(self.lexicon.code(), words, true)?;
        self.named = taken - 1;
        Some(concept)
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
        self.read_ahead();
        let concept = self.concept();
        let Some((from, to, forms)) = self.ahead.pop_front() else { return false };
        self.token.text.clear();
        self.token.text.push_str(forms.exact());
        self.given = Some((forms, 0, concept));
        self.token.offset_from = from;
        self.token.offset_to = to;
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
