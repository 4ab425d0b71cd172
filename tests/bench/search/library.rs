//! A library of any size, out of real paragraphs: the same seed makes the same works, in any order.
//!
//! Owns: what a work is made of, and what is asked of the library. Works are made when they are needed:
//! a million of them take no room.

use super::places::{self, Place, skewed};
use super::pool::{self, Pool};
use node::search::{Change, Coded, Document, Section, Source, SourceError};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use std::collections::BTreeMap;
use std::path::Path;

/// Code of a kind, its share of a library, sections of a work.
const KINDS: [(u16, u32, std::ops::RangeInclusive<usize>); 7] = [
    (1, 40, 5..=8),
    (2, 8, 4..=7),
    (3, 10, 5..=9),
    (4, 12, 4..=7),
    (5, 4, 3..=5),
    (6, 8, 4..=8),
    (7, 18, 1..=3),
];
const PRACTICE: u16 = 1;
/// Words of a title and of a summary, at most.
const TITLE_WORDS: usize = 12;
const SUMMARY_WORDS: usize = 60;
/// Shares: of works written in English wherever they come from; of paragraphs and titles that are the
/// field's own, where the language has any; of works with attached documents; of works to be reviewed.
const ENGLISH: f64 = 0.12;
const OWN: f64 = 0.25;
const DOCUMENTS: f64 = 0.3;
const REVIEWED: f64 = 0.85;
/// 2020-01-01, and the length of the years since in which works were issued.
const BEGINNING_MS: u64 = 1_577_836_800_000;
const YEARS_MS: u64 = 6 * 365 * 86_400_000;

/// See the module.
pub(crate) struct Library {
    pub(crate) works: u64,
    seed: u64,
    pools: BTreeMap<String, Pool>,
    places: Vec<Place>,
}

impl Library {
    /// Out of these texts.
    pub(crate) fn new(corpus: &Path, sample: &Path, works: u64, seed: u64) -> Self {
        Self { works, seed, pools: pool::read(corpus, sample), places: places::places(works, seed) }
    }

    /// What it consists of, for people.
    pub(crate) fn describe(&self) -> String {
        let mut languages: Vec<&str> = self.places.iter().map(|place| place.language).collect();
        languages.sort_unstable();
        languages.dedup();
        let looked = self.works.min(1_000);
        let bytes: usize = (0..looked).map(|number| text(&self.work(number)).len()).sum();
        format!(
            "{} works of {} bytes in the mean, by {} municipalities in {} languages; seed {}",
            self.works,
            bytes as u64 / looked.max(1),
            self.places.len(),
            languages.len(),
            self.seed
        )
    }

    /// The work with a number from 0.
    pub(crate) fn work(&self, number: u64) -> Document {
        let mut dice = StdRng::seed_from_u64(self.seed ^ (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let place = &self.places[skewed(self.places.len(), &mut dice)];
        let language = if dice.random_bool(ENGLISH) { "en" } else { place.language };
        let pool = &self.pools[language];
        let (kind, _, sections) =
            KINDS.choose_weighted(&mut dice, |(_, share, _)| *share).expect("shares are positive");
        let sections: Vec<Section> =
            (0..dice.random_range(sections.clone())).map(|_| section(pool, &mut dice)).collect();
        let mut codes = place.codes.clone();
        codes.extend(own_codes(*kind, &mut dice));
        let promised = dice.random_bool(REVIEWED);
        let review_by = dice.random_range(2025..2030) * 10_000
            + dice.random_range(1..13) * 100
            + dice.random_range(1..29);
        Document {
            work: id(number),
            record: id(number),
            language: language.to_owned(),
            title: cut(&format!("{}, {}", title(pool, &mut dice), place.name), TITLE_WORDS),
            summary: cut(paragraph(pool, &mut dice), SUMMARY_WORDS),
            keywords: keywords(&sections[0].text, &mut dice),
            sections,
            publisher: place.organisation.clone(),
            place: place.name.clone(),
            region: place.region.clone(),
            country: place.country.to_owned(),
            codes,
            review_by: if promised { review_by } else { 0 },
            issued_at_ms: BEGINNING_MS + dice.random_range(0..YEARS_MS),
            ..Document::default()
        }
    }

    /// All of them, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = Document> {
        (0..self.works).map(|number| self.work(number))
    }

    /// What might be asked: in turn one word of a text, two of one, three in a row, and the first words of
    /// a title of the field. Letters only, so that every engine reads the same words.
    pub(crate) fn questions(&self, number: usize) -> Vec<String> {
        let mut dice = StdRng::seed_from_u64(!self.seed);
        let mut questions = Vec::with_capacity(number);
        while questions.len() < number {
            let work = self.work(dice.random_range(0..self.works));
            let own = &self.pools[work.language.as_str()].own_titles;
            let titled = questions.len() % 4 == 3;
            let text = match own.choose(&mut dice) {
                Some(title) if titled => title,
                _ => &work.sections.choose(&mut dice).expect("works have sections").text,
            };
            let words: Vec<String> = words(text).collect();
            let wanted = [1, 2, 3, 3][questions.len() % 4];
            if words.len() < wanted {
                continue;
            }
            let from = if titled { 0 } else { dice.random_range(0..=words.len() - wanted) };
            let mut asked = words[from..from + wanted].to_vec();
            if wanted == 2 {
                asked[1] = words.choose(&mut dice).expect("two words").clone();
            }
            if wanted > 1 || asked[0].chars().count() > 4 {
                questions.push(asked.join(" "));
            }
        }
        questions
    }

    /// The same unfinished, as they stand in the box while somebody types: from three letters on.
    pub(crate) fn beginnings(&self, questions: &[String]) -> Vec<String> {
        let mut dice = StdRng::seed_from_u64(self.seed);
        let cut = |question: &String| {
            let letters = question.chars().count();
            question.chars().take(dice.random_range(3.min(letters)..=letters)).collect()
        };
        questions.iter().map(cut).collect()
    }
}

impl Source for Library {
    fn head(&self) -> Result<u64, SourceError> {
        Ok(self.works)
    }

    fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, SourceError> {
        let last = self.works.min(after + limit as u64);
        Ok((after..last).map(|number| Change { seq: number + 1, work: id(number) }).collect())
    }

    fn documents(&self, works: &[[u8; 32]]) -> Result<Vec<Option<Document>>, SourceError> {
        Ok(works.iter().map(|work| Some(self.work(number(work)))).collect())
    }

    fn store_id(&self) -> [u8; 16] {
        [1; 16]
    }
}

/// Spread as ids are, with the number at the end.
fn id(number: u64) -> [u8; 32] {
    let mut id = *blake3::hash(&number.to_le_bytes()).as_bytes();
    id[24..].copy_from_slice(&number.to_le_bytes());
    id
}

/// The number of the work with this id.
pub(crate) fn number(id: &[u8; 32]) -> u64 {
    u64::from_le_bytes(*id.last_chunk().expect("an id has 32 bytes"))
}

/// All words of a work as one text.
pub(crate) fn text(work: &Document) -> String {
    let mut text = format!("{}\n{}\n", work.title, work.summary);
    for section in &work.sections {
        text.extend([section.heading.as_str(), "\n", section.text.as_str(), "\n"]);
    }
    text.extend([work.keywords.join(", ").as_str(), "\n", &work.publisher, "\n", &work.region]);
    text
}

fn section(pool: &Pool, dice: &mut StdRng) -> Section {
    let paragraphs: Vec<&str> = (0..dice.random_range(1..=3)).map(|_| paragraph(pool, dice)).collect();
    Section { heading: title(pool, dice).to_owned(), text: paragraphs.join("\n\n"), language: None }
}

fn paragraph<'a>(pool: &'a Pool, dice: &mut StdRng) -> &'a str {
    one_of(&pool.own_paragraphs, &pool.paragraphs, dice)
}

fn title<'a>(pool: &'a Pool, dice: &mut StdRng) -> &'a str {
    one_of(&pool.own_titles, &pool.titles, dice)
}

fn one_of<'a>(own: &'a [String], others: &'a [String], dice: &mut StdRng) -> &'a str {
    let own = dice.random_bool(OWN).then(|| own.choose(dice)).flatten();
    own.or_else(|| others.choose(dice)).expect("the corpus holds every language of the places")
}

fn own_codes(kind: u16, dice: &mut StdRng) -> Vec<(Coded, u16)> {
    let mut codes = vec![(Coded::Kind, kind), (Coded::Licence, [2, 2, 2, 3, 1, 4][dice.random_range(0..6)])];
    for facet in [Coded::Area, Coded::Target, Coded::Target, Coded::Solution, Coded::Solution] {
        let code = (facet, places::some(facet, dice));
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    if kind == PRACTICE {
        codes.push((Coded::Maturity, places::some(Coded::Maturity, dice)));
    }
    if dice.random_bool(DOCUMENTS) {
        codes.push((Coded::Documents, 1));
    }
    codes
}

fn keywords(text: &str, dice: &mut StdRng) -> Vec<String> {
    let long: Vec<String> = words(text).filter(|word| word.chars().count() > 5).collect();
    let number = dice.random_range(2..=4);
    long.sample(dice, number).cloned().collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn cut(text: &str, words: usize) -> String {
    text.split_whitespace().take(words).collect::<Vec<_>>().join(" ")
}
