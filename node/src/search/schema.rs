//! What the index holds of a work: terms, filter values and two ids, never a text to show.
//!
//! Owns: fields, the index version, the conversion of a document. Refuses to know: where documents
//! come from and how queries are written. Neighbours: `scribe.rs` writes what this makes, `plan.rs`
//! and `answer.rs` read by these fields.
//!
//! `text` holds every word of a work once and decides whether it matches; `title` and `lead` (summary,
//! keywords, names) hold theirs again and only add weight, `by` serves its filter. So a query walks one
//! posting list a term however many fields there are, and words may be spread over fields.
//!
//! Snippets are cut from the store's text when shown: kept here, the text would double the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::Compressor;
use tantivy::{Index, IndexBuilder, IndexSettings, TantivyDocument};

use super::Document;
use super::analyse::{ANALYSER_VERSION, Language};
use super::words::{self, TOKENIZER, Words};

/// Bump when any field or the way a document fills it changes.
const SCHEMA_VERSION: u32 = 1;

/// Text beyond this (bytes, of one work) is not searched: the bound on what one work can cost.
const MAX_TEXT_BYTES: usize = 4 << 20;

/// Fast field of the publication time (milliseconds since 1970).
pub(super) const ISSUED_AT: &str = "issued_at";
/// Fast field that settles ties: greater for lower work ids.
pub(super) const TIE: &str = "tie";

/// Everything the content of an index depends on besides the store.
pub(super) fn index_version() -> String {
    format!("{SCHEMA_VERSION}.{ANALYSER_VERSION} {}", tantivy::version_string())
}

/// The fields, by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) work: Field,
    pub(super) record: Field,
    pub(super) text: Field,
    pub(super) title: Field,
    pub(super) lead: Field,
    pub(super) by: Field,
    /// Declared or detected language of the work.
    pub(super) language: Field,
    /// Every language its words were analysed in.
    pub(super) analysed: Field,
    pub(super) country: Field,
    pub(super) kind: Field,
    pub(super) area: Field,
    pub(super) target_group: Field,
    pub(super) solution_type: Field,
    pub(super) licence: Field,
    pub(super) maturity: Field,
    pub(super) network_only: Field,
    pub(super) issued_at: Field,
    pub(super) tie: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER);
        TextOptions::default().set_indexing_options(indexing.set_index_option(option))
    };
    let phrases = words(IndexRecordOption::WithFreqsAndPositions);
    let weights = words(IndexRecordOption::WithFreqs);
    let mut schema = Schema::builder();
    let fields = Fields {
        work: schema.add_bytes_field("work", INDEXED | STORED),
        record: schema.add_bytes_field("record", STORED),
        text: schema.add_text_field("text", phrases.clone()),
        title: schema.add_text_field("title", weights.clone()),
        lead: schema.add_text_field("lead", weights),
        by: schema.add_text_field("by", phrases),
        language: schema.add_text_field("language", STRING | FAST),
        analysed: schema.add_text_field("analysed", STRING),
        country: schema.add_text_field("country", STRING | FAST),
        kind: schema.add_u64_field("kind", INDEXED | FAST),
        area: schema.add_u64_field("area", INDEXED | FAST),
        target_group: schema.add_u64_field("target_group", INDEXED | FAST),
        solution_type: schema.add_u64_field("solution_type", INDEXED | FAST),
        licence: schema.add_u64_field("licence", INDEXED | FAST),
        maturity: schema.add_u64_field("maturity", INDEXED | FAST),
        network_only: schema.add_u64_field("network_only", INDEXED | FAST),
        issued_at: schema.add_u64_field(ISSUED_AT, FAST),
        tie: schema.add_u64_field(TIE, FAST),
    };
    (schema.build(), fields)
}

/// An index about to be created. Ids do not compress and are read a few at a time: small plain blocks.
pub(super) fn builder() -> IndexBuilder {
    let settings = IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: 2_048,
        ..IndexSettings::default()
    };
    Index::builder().schema(schema().0).settings(settings)
}

/// Teaches an opened or created index our tokenizer.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(TOKENIZER, Words::default());
}

/// A document as the index takes it, and the bytes of text in it.
pub(super) fn indexed(fields: &Fields, document: &Document) -> (TantivyDocument, usize) {
    let mut text = Text::new(fields, document);
    text.add(Some(fields.title), None, &document.title);
    text.add(Some(fields.lead), None, &document.summary);
    for section in &document.sections {
        text.add(None, section.language.as_deref(), &section.heading);
        text.add(None, section.language.as_deref(), &section.text);
    }
    for keyword in &document.keywords {
        text.add(Some(fields.lead), None, keyword);
    }
    for name in [&document.publisher, &document.place] {
        text.add(Some(fields.lead), None, name);
        text.doc.add_text(fields.by, words::value(&text.language, name));
    }
    let (mut doc, bytes) = text.finish();
    add_values(&mut doc, fields, document);
    (doc, bytes)
}

fn add_values(doc: &mut TantivyDocument, fields: &Fields, document: &Document) {
    doc.add_bytes(fields.work, &document.work);
    doc.add_bytes(fields.record, &document.record);
    doc.add_text(fields.country, document.country.to_ascii_lowercase());
    doc.add_u64(fields.kind, document.kind.into());
    doc.add_u64(fields.licence, document.licence.into());
    doc.add_u64(fields.maturity, document.maturity.into());
    doc.add_u64(fields.network_only, document.network_only.into());
    doc.add_u64(fields.issued_at, document.issued_at_ms);
    let first = document.work.first_chunk().expect("a work id has 32 bytes");
    doc.add_u64(fields.tie, !u64::from_be_bytes(*first));
    let lists = [
        (fields.area, &document.areas),
        (fields.target_group, &document.target_groups),
        (fields.solution_type, &document.solution_types),
    ];
    for (field, codes) in lists {
        for code in codes {
            doc.add_u64(field, (*code).into());
        }
    }
}

/// A document's texts on their way into the index: their languages and their bound.
struct Text<'a> {
    fields: &'a Fields,
    doc: TantivyDocument,
    language: Language,
    analysed: Vec<String>,
    left_bytes: usize,
}

impl<'a> Text<'a> {
    fn new(fields: &'a Fields, document: &Document) -> Self {
        let body = document.sections.first().map_or("", |section| &section.text);
        let sample = if body.len() > document.summary.len() { body } else { &document.summary };
        let language = Language::declared_or_detected(&document.language, sample);
        let mut doc = TantivyDocument::default();
        doc.add_text(fields.language, language.code());
        Self { fields, doc, language, analysed: Vec::new(), left_bytes: MAX_TEXT_BYTES }
    }

    /// Adds a text to what is searched and, if it weighs more than the rest, to `field`.
    fn add(&mut self, field: Option<Field>, language: Option<&str>, text: &str) {
        let text = &text[..text.floor_char_boundary(self.left_bytes)];
        self.left_bytes -= text.len();
        let own = language.map(Language::of).filter(|own| own.code() != "und");
        let language = own.as_ref().unwrap_or(&self.language);
        if !self.analysed.iter().any(|code| code == language.code()) {
            self.analysed.push(language.code().to_owned());
        }
        let value = words::value(language, text);
        if let Some(field) = field {
            self.doc.add_text(field, &value);
        }
        self.doc.add_text(self.fields.text, value);
    }

    fn finish(mut self) -> (TantivyDocument, usize) {
        for code in &self.analysed {
            self.doc.add_text(self.fields.analysed, code);
        }
        (self.doc, MAX_TEXT_BYTES - self.left_bytes)
    }
}
