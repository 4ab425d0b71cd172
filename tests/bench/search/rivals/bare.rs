//! tantivy alone: one field of text as its own tokenizer cuts it, best ten by BM25.

use super::{HITS, Rival, Texts};
use std::fs;
use std::path::Path;
use tantivy::collector::{Count, TopDocs};
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::QueryParser;
use tantivy::schema::{Schema, TEXT};
use tantivy::{Index, Searcher, TantivyDocument};

/// As ours has: what two office cores have to give.
const THREADS: usize = 2;
const THREAD_HEAP_BYTES: usize = 32 << 20;

pub(crate) struct Bare {
    searcher: Searcher,
    all: QueryParser,
    any: QueryParser,
}

impl Rival for Bare {
    const NAME: &'static str = "tantivy alone";

    fn build(folder: &Path, texts: Texts<'_>) -> Self {
        fs::create_dir(folder).expect("a new folder");
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT);
        let index = Index::create_in_dir(folder, schema.build()).expect("an empty folder");
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(THREAD_HEAP_BYTES)
            .num_worker_threads(THREADS)
            .num_merge_threads(1)
            .build();
        let mut writer = index.writer_with_options::<TantivyDocument>(options).expect("an index of our own");
        for (_, words) in texts {
            let mut document = TantivyDocument::default();
            document.add_text(text, words);
            writer.add_document(document).expect("room");
        }
        writer.commit().expect("room");
        writer.wait_merging_threads().expect("room");
        Self::open(folder)
    }

    fn open(folder: &Path) -> Self {
        let index = Index::open_in_dir(folder).expect("it was built");
        let text = index.schema().get_field("text").expect("its one field");
        let any = QueryParser::for_index(&index, vec![text]);
        let mut all = QueryParser::for_index(&index, vec![text]);
        all.set_conjunction_by_default();
        Self { searcher: index.reader().expect("it was built").searcher(), all, any }
    }

    fn ask(&mut self, question: &str, all: bool) -> usize {
        let parser = if all { &self.all } else { &self.any };
        let query = parser.parse_query(question).expect("letters and spaces");
        let best = TopDocs::with_limit(HITS).order_by_score();
        self.searcher.search(&query, &(Count, best)).expect("a sound index").0
    }
}
