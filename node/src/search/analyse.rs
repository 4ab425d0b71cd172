//! From text to terms: the one place that decides what counts as the same word.
//!
//! Owns: word boundaries, folding, stemming, the choice of a language. Refuses to know: fields,
//! queries, the index. Neighbours: `running.rs` reads the words of indexed and shown texts, `forms.rs` asks for
//! the forms of a typed word; all get the same answer.
//!
//! Every word has up to three terms at one position:
//!
//! * its **exact** form (lower case, compatibility-composed, folded), which does not depend on any
//!   language: phrases, exclusions and prefixes need a single analysis and work across languages;
//! * its **stem** in the language of the text, where that differs;
//! * its **root**, the first five letters of a longer word: it only adds weight, never finds by itself. It
//!   brings together what stemmers leave apart (`Miete`, `Mietvertrag`; `zgłoszenie`, `zgłaszać`) and stands
//!   in for the stemmers that are missing. Measured on ten sets in seven languages it adds 0.01 to 0.02 to
//!   the mean reciprocal rank, as much as four-letter pieces of every word, at a tenth of their number.
//!
//! A query does not know which language it will meet: it asks for the exact form or any stem the
//! languages held by the library give it (usually two to four). So languages mix freely in one field,
//! and a language without a stemmer loses nothing but its inflections.
//!
//! Measured over 37 MB of English prose analysed in four languages: either form alone makes an index of
//! 17.2 MB, both one of 19.7 MB (14 % more) that takes about 15 % longer to write. A field for each
//! language would instead cost each query one more lookup a language.
//!
//! Elided articles (`l'`, `dell'`, `qu'`) go in every language, so that `L'Aquila` is found by
//! `aquila` in an English text too.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Bump when any term may come out differently; part of the index version.
pub(super) const ANALYSER_VERSION: u32 = 4;

/// Letters of a root; shorter words have none.
const ROOT_LETTERS: usize = 5;

/// Longer words are cut here (bytes): beyond it stands no word anybody types.
const MAX_WORD_BYTES: usize = 64;

/// How much of an undeclared text is read to guess its language (bytes).
const DETECT_BYTES: usize = 2_048;

mod bulgarian;

/// What may stand before an apostrophe without being a word of its own.
const ELISIONS: &[&str] = &[
    "all", "anch", "bell", "c", "coll", "com", "cos", "d", "dall", "dell", "dov", "entr", "gl", "j", "jusqu",
    "l", "lorsqu", "m", "mezz", "n", "nell", "presqu", "puisqu", "qu", "quand", "quell", "quest", "quoiqu",
    "s", "sant", "sull", "t", "un",
];

/// A language as far as words are concerned: a primary subtag and, where one exists, a stemmer.
#[derive(Clone)]
pub(super) struct Language {
    code: String,
    stemmer: Option<Stemmer>,
}

impl Language {
    /// The language of a BCP 47 tag, of which only the primary subtag matters: `pt-BR` is `pt`.
    pub(super) fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let code = if (2..=8).contains(&primary.len()) && primary.is_ascii() {
            primary.to_ascii_lowercase()
        } else {
            "und".to_owned()
        };
        // Croatian and Bosnian: the Serbian algorithm grew out of a Croatian one and reads both.
        let stemmer_name = match code.as_str() {
            "nb" | "nn" => "no",
            "hr" | "bs" => "sr",
            other => other,
        };
        let short = stemmer_name.len() <= 3;
        let algorithm = short.then(|| Algorithm::from_name(stemmer_name).ok()).flatten();
        Self { code, stemmer: algorithm.map(Stemmer::new) }
    }

    /// The declared language if there is one, else the one the text seems to be written in.
    pub(super) fn declared_or_detected(tag: &str, text: &str) -> Self {
        let declared = Self::of(tag);
        if declared.code != "und" {
            return declared;
        }
        let sample = &text[..text.floor_char_boundary(DETECT_BYTES)];
        detected(sample).map_or(declared, Self::of)
    }

    /// The primary subtag, lower case; `und` when nothing is known.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// The folded stem of a word in lower case, unless it is the word's exact form.
    pub(super) fn stem(&self, word: &Normal<'_>) -> Option<String> {
        let stem = match self.stemmer {
            Some(stemmer) => stemmer.stem(&word.lower),
            None if self.code == "bg" => Cow::Borrowed(bulgarian::stem(&word.lower)),
            None => return None,
        };
        let stem = fold(stem).into_owned();
        // The Serbian algorithm writes Cyrillic in Latin letters, which only Serbian readers mean to be the same.
        let strange =
            self.code != "sr" && !word.exact.is_ascii() && is_cyrillic(&word.exact) && !is_cyrillic(&stem);
        (!stem.is_empty() && stem != word.exact && !strange).then_some(stem)
    }
}

/// One word where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Byte offset in the text.
    pub(super) offset: usize,
    /// As written, without its elided article, at most [`MAX_WORD_BYTES`] bytes.
    pub(super) raw: &'a str,
    /// Bytes of the whole word as written, cut or not.
    pub(super) len: usize,
}

/// A word made comparable.
pub(super) struct Normal<'a> {
    /// Lower case and composed: what stemmers read.
    pub(super) lower: Cow<'a, str>,
    /// The term of the exact form; empty for a word without letters or digits.
    pub(super) exact: Cow<'a, str>,
}

/// The root of a word, from its exact form.
pub(super) fn root(exact: &str) -> Option<&str> {
    exact.char_indices().nth(ROOT_LETTERS).map(|(end, _)| &exact[..end])
}

/// The words of a text: Unicode's boundaries, and also those that a missing space leaves out. A space parts words
/// even where a mark that belongs to no letter follows it.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, next: 0, inside: None }
}

/// See [`words`].
pub(super) struct Words<'a> {
    text: &'a str,
    /// Where the next piece between spaces begins.
    next: usize,
    /// The words of a piece that is not plain.
    inside: Option<Box<dyn Iterator<Item = Word<'a>> + 'a>>,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            if let Some(word) = self.inside.as_mut().and_then(Iterator::next) {
                return Some(word);
            }
            self.inside = None;
            let rest = self.text.get(self.next..).filter(|rest| !rest.is_empty())?;
            let end = rest.bytes().position(|byte| matches!(byte, b' ' | b'\n')).unwrap_or(rest.len());
            let (offset, piece) = (self.next, &rest[..end]);
            self.next += end + 1;
            match plain(offset, piece) {
                Some(word) if word.len > 0 => return Some(word),
                Some(_) => {}
                None => self.inside = Some(Box::new(segments(offset, piece))),
            }
        }
    }
}

/// The one word of a piece between spaces, if that is plain to see: letters of European alphabets and digits,
/// perhaps among punctuation. Most are, and Unicode's rules take several times as long to say so.
fn plain(offset: usize, piece: &str) -> Option<Word<'_>> {
    let is_letter = |byte: &u8| !byte.is_ascii_punctuation();
    let start = piece.as_bytes().iter().position(is_letter).unwrap_or(piece.len());
    let end = piece.as_bytes().iter().rposition(is_letter).map_or(start, |last| last + 1);
    let whole = &piece[start..end];
    let is_plain = |letter: char| {
        letter.is_ascii_alphanumeric()
            || (('\u{c0}'..'\u{530}').contains(&letter)
                && letter.is_alphabetic()
                && !is_combining_mark(letter))
    };
    whole.chars().all(is_plain).then(|| Word { offset: offset + start, raw: cut(whole), len: whole.len() })
}

/// The words of a piece, by Unicode's rules.
fn segments(offset: usize, piece: &str) -> impl Iterator<Item = Word<'_>> {
    piece
        .unicode_word_indices()
        .flat_map(move |(at, segment)| {
            let mut next = 0;
            segment.split(is_boundary).map(move |part| {
                let start = next;
                next += part.len();
                next += segment[next..].chars().next().map_or(0, char::len_utf8);
                (offset + at + start, part)
            })
        })
        .map(|(offset, part)| without_elision(offset, part))
        .filter(|word| word.len > 0)
}

fn cut(word: &str) -> &str {
    &word[..word.floor_char_boundary(MAX_WORD_BYTES)]
}

/// Unicode joins `end.Start`, `lang:it`, `a_b` and what a narrow space that does not break parts, as French sets it
/// inside its quotation marks; people do not.
fn is_boundary(letter: char) -> bool {
    (letter.is_ascii_punctuation() && letter != '\'') || letter.is_whitespace()
}

pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2bc}' | '\u{2018}' | '\u{ff07}')
}

fn without_elision(offset: usize, part: &str) -> Word<'_> {
    let start = part
        .char_indices()
        .find(|(_, letter)| is_apostrophe(*letter))
        .filter(|(at, _)| ELISIONS.iter().any(|elided| part[..*at].eq_ignore_ascii_case(elided)))
        .map(|(at, apostrophe)| at + apostrophe.len_utf8())
        .filter(|start| *start < part.len())
        .unwrap_or(0);
    let whole = &part[start..];
    Word { offset: offset + start, raw: cut(whole), len: whole.len() }
}

/// Makes a word comparable: lower case, composed, one kind of apostrophe, no English genitive, folded.
pub(super) fn normal(raw: &str) -> Normal<'_> {
    if raw.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Normal { lower: Cow::Borrowed(raw), exact: Cow::Borrowed(raw) };
    }
    let mut lower = raw.to_lowercase();
    if !lower.is_ascii() {
        lower = lower
            .nfkc()
            .filter(|letter| *letter != '\u{ad}') // a soft hyphen is not in the word
            .map(|letter| if is_apostrophe(letter) { '\'' } else { letter })
            .collect();
    }
    if let Some(owner) = lower.strip_suffix("'s") {
        lower.truncate(owner.len());
    }
    let exact = fold(Cow::Owned(lower.clone()));
    Normal { lower: Cow::Owned(lower), exact }
}

/// Takes off what people leave out when they type: accents of Latin and Greek letters, vowel points
/// of Hebrew and Arabic. Any other letter or mark stays: in `й`, `ї` or `को` the mark is the letter.
fn fold(word: Cow<'_, str>) -> Cow<'_, str> {
    if word.is_ascii() {
        return word;
    }
    let mut folded = String::with_capacity(word.len());
    let mut base = ' ';
    for letter in word.nfd() {
        if !is_combining_mark(letter) {
            base = letter;
            match without_equivalent(letter) {
                Some(plain) => folded.push_str(plain),
                None => folded.push(letter),
            }
        } else if !is_dropped(letter, base) {
            folded.push(letter);
        }
    }
    Cow::Owned(folded)
}

fn is_cyrillic(word: &str) -> bool {
    word.starts_with(|letter| ('\u{400}'..'\u{530}').contains(&letter))
}

fn is_dropped(mark: char, base: char) -> bool {
    match base {
        'a'..='z' | '\u{c0}'..='\u{24f}' | 'α'..='ω' | '\u{5d0}'..='\u{5ea}' => true,
        'е' => mark == '\u{308}', // Cyrillic ё is typed as е
        _ => matches!(mark, '\u{64b}'..='\u{652}' | '\u{670}'),
    }
}

/// Letters that carry no removable mark yet are typed as others.
fn without_equivalent(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ς' => "σ",
        _ => return None,
    })
}

/// The language (ISO 639) that a text surely seems to be written in.
pub(super) fn detected(text: &str) -> Option<&'static str> {
    let info = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    Some(two_letters(info.lang().code()))
}

/// The language, of these (ISO 639), that a text seems to be written in, sure or not.
pub(super) fn likeliest(text: &str, among: &[&str]) -> Option<&'static str> {
    let known = whatlang::Lang::all().iter().filter(|one| among.contains(&two_letters(one.code())));
    let detector = whatlang::Detector::with_allowlist(known.copied().collect());
    detector.detect_lang(text).map(|language| two_letters(language.code()))
}

/// Whether this is the code (ISO 639) of a language that can be told or stemmed here.
pub(super) fn is_language(code: &str) -> bool {
    let told = whatlang::Lang::all().iter().any(|one| two_letters(one.code()) == code);
    told || (code.len() <= 3 && Algorithm::from_name(code).is_ok())
}

/// ISO 639-3, which detection speaks, to the two letters everything else speaks.
#[rustfmt::skip]
pub(super) fn two_letters(code: &str) -> &str {
    match code {
        "ara" => "ar", "bul" => "bg", "cat" => "ca", "ces" => "cs", "dan" => "da", "deu" => "de",
        "ell" => "el", "eng" => "en", "est" => "et", "fin" => "fi", "fra" => "fr", "heb" => "he",
        "hrv" => "hr", "hun" => "hu", "ita" => "it", "lav" => "lv", "lit" => "lt", "mkd" => "mk",
        "nld" => "nl", "nob" => "nb", "pes" => "fa", "pol" => "pl", "por" => "pt", "ron" => "ro",
        "rus" => "ru", "slk" => "sk", "slv" => "sl", "spa" => "es", "srp" => "sr", "swe" => "sv",
        "tur" => "tr", "ukr" => "uk", "urd" => "ur",
        other => other,
    }
}

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod tests;
