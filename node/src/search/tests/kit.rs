//! A library in a vector, with faults to order, and a search over it.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::search::{Answer, Change, Coded, Document, Request, Search, Section, Source, SourceError, WorkId};

/// When random works are looked at.
pub(super) const TODAY: u32 = 20_260_603;
/// How long a test waits for what must come.
pub(super) const PATIENCE: Duration = Duration::from_secs(300);

#[derive(Default)]
struct Held {
    changes: Vec<Change>,
    documents: HashMap<WorkId, Document>,
    unreadable: HashSet<WorkId>,
}

/// The oracle: the store, reduced to a vector.
#[derive(Default)]
pub(super) struct Library {
    held: Mutex<Held>,
    store_id: [u8; 16],
    /// Readers of changes wait here.
    shut: Mutex<bool>,
    opened: Condvar,
    pub(super) broken: AtomicBool,
}

impl Library {
    pub(super) fn new(store: u8) -> Arc<Self> {
        Arc::new(Self { store_id: [store; 16], ..Self::default() })
    }

    /// Puts a document, gives the number of the change.
    pub(super) fn put(&self, document: Document) -> u64 {
        let work = document.work;
        self.held.lock().unwrap().documents.insert(work, document);
        self.touch(work)
    }

    pub(super) fn remove(&self, work: WorkId) -> u64 {
        self.held.lock().unwrap().documents.remove(&work);
        self.touch(work)
    }

    pub(super) fn touch(&self, work: WorkId) -> u64 {
        let changes = &mut self.held.lock().unwrap().changes;
        let seq = changes.len() as u64 + 1;
        changes.push(Change { seq, work });
        seq
    }

    pub(super) fn make_unreadable(&self, work: WorkId, unreadable: bool) {
        let works = &mut self.held.lock().unwrap().unreadable;
        if unreadable {
            works.insert(work)
        } else {
            works.remove(&work)
        };
    }

    pub(super) fn documents(&self) -> Vec<Document> {
        self.held.lock().unwrap().documents.values().cloned().collect()
    }

    pub(super) fn works(&self) -> HashSet<WorkId> {
        self.held.lock().unwrap().documents.keys().copied().collect()
    }

    /// Makes whoever asks for changes wait.
    pub(super) fn shut(&self, shut: bool) {
        *self.shut.lock().unwrap() = shut;
        self.opened.notify_all();
    }
}

impl Source for Library {
    fn head(&self) -> Result<u64, SourceError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err("the store is away".into());
        }
        Ok(self.held.lock().unwrap().changes.len() as u64)
    }

    fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, SourceError> {
        let shut = self.shut.lock().unwrap();
        drop(self.opened.wait_timeout_while(shut, PATIENCE, |shut| *shut).unwrap());
        let held = self.held.lock().unwrap();
        Ok(held.changes.iter().skip(usize::try_from(after)?).take(limit).copied().collect())
    }

    fn documents(&self, works: &[WorkId]) -> Result<Vec<Option<Document>>, SourceError> {
        self.head()?;
        let held = self.held.lock().unwrap();
        if works.iter().any(|work| held.unreadable.contains(work)) {
            return Err("the row cannot be read".into());
        }
        Ok(works.iter().map(|work| held.documents.get(work).cloned()).collect())
    }

    fn store_id(&self) -> [u8; 16] {
        self.store_id
    }
}

/// A work id from a number.
pub(super) fn id(number: u32) -> WorkId {
    *blake3::hash(&number.to_le_bytes()).as_bytes()
}

pub(super) fn work(number: u32, language: &str, title: &str, text: &str) -> Document {
    Document {
        work: id(number),
        record: id(number + 1_000_000),
        language: language.to_owned(),
        title: title.to_owned(),
        sections: vec![Section { text: text.to_owned(), ..Section::default() }],
        issued_at_ms: u64::from(number),
        ..Document::default()
    }
}

pub(super) fn open(folder: &Path, library: &Arc<Library>) -> Search {
    Search::open(&folder.join("index"), Arc::clone(library) as Arc<dyn Source>).unwrap()
}

/// Opens and waits until everything in the library can be found.
pub(super) fn opened(folder: &Path, library: &Arc<Library>) -> Search {
    let search = open(folder, library);
    settle(&search, library);
    search
}

/// Waits until everything in the library can be found and nothing is being built.
pub(super) fn settle(search: &Search, library: &Arc<Library>) {
    search.notify();
    let head = library.head().unwrap();
    let done = search.wait_until(PATIENCE, |status| {
        status.searchable && status.indexed_seq >= head && !status.rebuilding && status.last_error.is_none()
    });
    assert!(done, "{:?}", search.status());
}

pub(super) fn request(query: &str) -> Request {
    Request { query: query.to_owned(), limit: 100, ..Request::default() }
}

pub(super) fn ask(search: &Search, query: &str) -> Answer {
    let answer = search.search(&request(query));
    assert!(!answer.failed, "{query}");
    answer
}

/// The works found, best first, as numbers below 100,000.
pub(super) fn found(search: &Search, query: &str) -> Vec<u32> {
    numbers(&ask(search, query))
}

pub(super) fn numbers(answer: &Answer) -> Vec<u32> {
    let number = |work: WorkId| (0..100_000).find(|number| id(*number) == work).unwrap();
    answer.hits.iter().map(|hit| number(hit.work)).collect()
}

/// A generator of numbers, the same for the same seed.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Below `bound`.
    pub(super) fn roll(&mut self, bound: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// Words of several languages, common ones first.
pub(super) const WORDS: &[&str] = &[
    "di",
    "the",
    "alloggio",
    "alloggi",
    "housing",
    "rent",
    "affitto",
    "comune",
    "municipality",
    "Wohnung",
    "Wohnungen",
    "logement",
    "vivienda",
    "κατοικία",
    "mieszkanie",
    "stanovanje",
    "жилище",
    "città",
    "accoglienza",
    "minori",
    "mediation",
    "tenancy",
    "guarantee",
    "fondo",
    "garanzia",
    "rete",
    "network",
];

/// The seeds of a test's choices, each printed when it is taken; `VICINIA_SEED` takes one of them again.
pub(super) fn seeds(count: u64) -> impl Iterator<Item = u64> {
    let one = std::env::var("VICINIA_SEED").ok().map(|text| text.parse().expect("VICINIA_SEED is a number"));
    let all = one.map_or(0..count, |one: u64| one..one + 1);
    all.inspect(|seed| println!("VICINIA_SEED={seed}"))
}

/// A work with something of everything that can be searched, narrowed or counted.
pub(super) fn random_work(dice: &mut Dice, number: u32) -> Document {
    let language = *dice.pick(&["it", "en", "de", "fr", "sl", "el"]);
    let (title, text) = (sentence(dice, 3), sentence(dice, 12));
    let mut document = work(number, language, &title, &text);
    document.summary = sentence(dice, 2);
    document.publisher = (*dice.pick(&["Comune di Bari", "Ponte", "Mesto Zavetje"])).to_owned();
    document.region = (*dice.pick(&["", "Puglia", "Attica"])).to_owned();
    document.country = (*dice.pick(&["", "IT", "GR", "SI"])).to_owned();
    document.keywords = vec![sentence(dice, 1)];
    document.codes = vec![(Coded::Kind, 1 + number_below(dice, 4)), (Coded::Area, 1 + number_below(dice, 3))];
    document.review_by = *dice.pick(&[0, 20_200_101, 20_990_101]);
    document.network_only = dice.roll(8) == 0;
    if dice.roll(3) == 0 {
        let (heading, text) = (sentence(dice, 2), sentence(dice, 4));
        document.sections.push(Section { heading, text, language: Some("en".to_owned()) });
    }
    document
}

fn number_below(dice: &mut Dice, bound: usize) -> u16 {
    u16::try_from(dice.roll(bound)).unwrap()
}

pub(super) fn sentence(dice: &mut Dice, words: usize) -> String {
    (0..words).map(|_| *dice.pick(WORDS)).collect::<Vec<_>>().join(" ")
}
