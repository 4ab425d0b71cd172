//! What the index holds of a work: terms, filter values and two ids, never a text to show.
//!
//! Owns: fields, the index version, the conversion of a document. Refuses to know: where documents
//! come from and how queries are written. Neighbours: `scribe.rs` writes what this makes, `plan.rs`
//! and `answer.rs` read by these fields.
//!
//! `text` holds every word of a work once and decides whether it matches; `title` and `lead` (summary,
//! keywords, names) hold theirs again and only add weight, `by` and `around` serve their filters. So a query walks one
//! posting list a term however many fields there are, and words may be spread over fields.
//!
//! What filters by a closed list is one field of terms (`codes`); what counts it is `facets.rs`'s two columns.
//!
//! Snippets are cut from the store's text when shown: kept here, the text would double the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::Compressor;
use tantivy::{Index, IndexBuilder, IndexSettings, TantivyDocument};

use super::analyse::{self, ANALYSER_VERSION, Language};
use super::facets::{self, BITS, Named, REVIEW_BY};
use super::words::{self, TOKENIZER, Words};
use super::{Document, WorkId, values};

/// Bump when any field or the way a document fills it changes.
const SCHEMA_VERSION: u32 = 4;

/// Text beyond this (bytes, of one work) is not searched: the bound on what one work can cost.
const MAX_TEXT_BYTES: usize = 4 << 20;

/// Fast field of the publication time (milliseconds since 1970).
pub(super) const ISSUED_AT: &str = "issued_at";
/// Fast field that settles ties: greater for lower work ids.
pub(super) const TIE: &str = "tie";
/// Fast fields by which titles are sorted: the first bytes of the folded title, eight each.
pub(super) const TITLE_ORDER: [&str; 4] = ["title_order", "title_order_2", "title_order_3", "title_order_4"];
/// Fast field that the translations of one work share.
pub(super) const ORIGINAL: &str = "original";
/// Fast field of the place's name.
pub(super) const PLACE: &str = "place";

/// Everything the content of an index depends on besides the store.
pub(super) fn index_version() -> String {
    let mut tables = blake3::Hasher::new();
    tables.update(include_bytes!("concepts.toml")).update(include_bytes!("values.toml"));
    let thesaurus = &tables.finalize().to_hex()[..8];
    format!("{SCHEMA_VERSION}.{ANALYSER_VERSION}.{thesaurus} {}", tantivy::version_string())
}

/// The fields, by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) work: Field,
    pub(super) record: Field,
    pub(super) text: Field,
    pub(super) title: Field,
    pub(super) lead: Field,
    /// The whole title as one term.
    pub(super) whole_title: Field,
    pub(super) by: Field,
    /// Place and region.
    pub(super) around: Field,
    /// Every language its words were analysed in.
    pub(super) analysed: Field,
    /// Declared or detected language of the work.
    pub(super) language: Field,
    pub(super) country: Field,
    pub(super) region: Field,
    pub(super) publisher: Field,
    pub(super) place: Field,
    /// Of every closed list: [`facets::Coded::term`].
    pub(super) codes: Field,
    pub(super) bits: [Field; 2],
    pub(super) network_only: Field,
    pub(super) review_by: Field,
    pub(super) issued_at: Field,
    pub(super) tie: Field,
    pub(super) title_order: [Field; 4],
    pub(super) original: Field,
}

impl Fields {
    /// The field of a facet whose values are names.
    pub(super) const fn named(&self, facet: Named) -> Field {
        match facet {
            Named::Language => self.language,
            Named::Country => self.country,
            Named::Region => self.region,
            Named::Publisher => self.publisher,
        }
    }
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
        whole_title: schema.add_u64_field("whole_title", INDEXED),
        by: schema.add_text_field("by", phrases.clone()),
        around: schema.add_text_field("around", phrases),
        analysed: schema.add_text_field("analysed", STRING),
        language: schema.add_text_field("language", STRING | FAST),
        country: schema.add_text_field("country", STRING | FAST),
        region: schema.add_text_field("region", STRING | FAST),
        publisher: schema.add_text_field("publisher", STRING | FAST),
        place: schema.add_text_field(PLACE, FAST),
        codes: schema.add_u64_field("codes", INDEXED),
        bits: BITS.map(|name| schema.add_u64_field(name, FAST)),
        network_only: schema.add_u64_field("network_only", INDEXED),
        review_by: schema.add_u64_field(REVIEW_BY, FAST),
        issued_at: schema.add_u64_field(ISSUED_AT, FAST),
        tie: schema.add_u64_field(TIE, FAST),
        title_order: TITLE_ORDER.map(|name| schema.add_u64_field(name, FAST)),
        original: schema.add_u64_field(ORIGINAL, FAST),
    };
    (schema.build(), fields)
}

/// The term of a whole title: the same for titles that differ in case, accents and punctuation only.
pub(super) fn whole_title(title: &str) -> u64 {
    let mut words = blake3::Hasher::new();
    for word in analyse::words(title) {
        words.update(analyse::normal(word.raw).exact.as_bytes()).update(b" ");
    }
    u64::from_be_bytes(*words.finalize().as_bytes().first_chunk().expect("a hash has 32 bytes"))
}

/// By what titles are sorted.
fn title_order(title: &str) -> [u64; 4] {
    let folded: Vec<String> =
        analyse::words(title).map(|word| analyse::normal(word.raw).exact.into_owned()).collect();
    let mut bytes = folded.join(" ").into_bytes();
    bytes.resize(32, 0);
    let eight = |at: usize| bytes[at..at + 8].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    [0, 8, 16, 24].map(eight)
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
    index.tokenizers().register(TOKENIZER, Words);
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
    text.add_values(document);
    let names = [
        (fields.by, &document.publisher),
        (fields.around, &document.place),
        (fields.around, &document.region),
    ];
    for (field, name) in names {
        text.add(Some(fields.lead), None, name);
        text.doc.add_text(field, words::value(&text.language, name));
    }
    let (mut doc, bytes) = text.finish();
    add_values(&mut doc, fields, document);
    (doc, bytes)
}

fn add_values(doc: &mut TantivyDocument, fields: &Fields, document: &Document) {
    doc.add_bytes(fields.work, &document.work);
    doc.add_bytes(fields.record, &document.record);
    let names = [
        (fields.country, document.country.to_ascii_uppercase()),
        (fields.region, document.region.clone()),
        (fields.publisher, document.publisher.clone()),
        (fields.place, document.place.clone()),
    ];
    for (field, name) in names {
        if !name.is_empty() {
            doc.add_text(field, name);
        }
    }
    for (facet, code) in &document.codes {
        doc.add_u64(fields.codes, facet.term(*code));
    }
    doc.add_u64(fields.network_only, document.network_only.into());
    doc.add_u64(fields.whole_title, whole_title(&document.title));
    let short = |work: &WorkId| u64::from_be_bytes(*work.first_chunk().expect("a work id has 32 bytes"));
    let columns = fields.bits.into_iter().zip(facets::bits(&document.codes));
    let columns = columns.chain(fields.title_order.into_iter().zip(title_order(&document.title))).chain([
        (fields.review_by, document.review_by.into()),
        (fields.issued_at, document.issued_at_ms),
        (fields.tie, !short(&document.work)),
        (fields.original, short(document.translates.as_ref().unwrap_or(&document.work))),
    ]);
    for (field, value) in columns {
        doc.add_u64(field, value);
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

    /// Adds the concepts that the values of closed lists name.
    fn add_values(&mut self, document: &Document) {
        let codes = document.codes.iter().map(|(facet, code)| (facet.vocabulary(), *code));
        let values = codes.chain(document.values.iter().copied());
        let mut concepts: Vec<_> = values.filter_map(|(list, code)| values::concept(list, code)).collect();
        concepts.sort_unstable_by_key(|(concept, foremost)| (*concept, !foremost));
        concepts.dedup_by_key(|(concept, _)| *concept);
        for (concept, foremost) in concepts {
            let value = words::stated(concept);
            if foremost {
                // What a work is about says more than a word in passing.
                self.doc.add_text(self.fields.lead, &value);
                self.doc.add_text(self.fields.text, &value);
            }
            self.doc.add_text(self.fields.text, value);
        }
    }

    fn finish(mut self) -> (TantivyDocument, usize) {
        for code in &self.analysed {
            self.doc.add_text(self.fields.analysed, code);
        }
        (self.doc, MAX_TEXT_BYTES - self.left_bytes)
    }
}
