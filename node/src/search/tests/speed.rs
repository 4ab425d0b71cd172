//! What indexing and asking cost here. Ignored by default: numbers, not judgements.

use std::time::{Duration, Instant};

use super::kit::{Dice, Library, PATIENCE, opened, request, settle, work};
use crate::search::{Document, Request, Source};

/// Paragraphs of prose found on this machine, else made up.
fn prose() -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut folders = vec![std::path::PathBuf::from("/usr/share")];
    while let Some(folder) = folders.pop()
        && paragraphs.len() < 40_000
    {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let long = text.split("\n\n").filter(|text| text.len() > 400 && text.len() < 4_000);
                paragraphs.extend(long.map(str::to_owned));
            }
        }
    }
    paragraphs
}

/// Processor time of this process so far, all threads.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    Duration::from_millis(10 * (fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()))
}

/// The same works in tantivy alone, with its own English analyser.
fn bare(works: &[Document]) {
    use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
    let (start, before) = (Instant::now(), cpu());
    let indexing = TextFieldIndexing::default().set_tokenizer("en_stem");
    let indexing = indexing.set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TextOptions::default().set_indexing_options(indexing.clone()));
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let folder = tempfile::tempdir().unwrap();
    let index = tantivy::Index::create_in_dir(folder.path(), schema.build()).unwrap();
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(2, 64 << 20).unwrap();
    for work in works {
        let mut document = tantivy::TantivyDocument::default();
        document.add_text(title, &work.title);
        document.add_text(text, &work.sections[0].text);
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    let took = start.elapsed();
    println!(
        "bare tantivy: {took:?}, {:.0} works/s, cpu {:?}",
        works.len() as f64 / took.as_secs_f64(),
        cpu() - before
    );
}

#[test]
#[ignore = "measures"]
fn speed() {
    let paragraphs = prose();
    let mut dice = Dice::new(1);
    let library = Library::new(1);
    let works: u32 = std::env::var("WORKS").ok().and_then(|works| works.parse().ok()).unwrap_or(20_000);
    let mut bytes = 0;
    for number in 0..works {
        let text = format!("{}\n\n{}", dice.pick(&paragraphs), dice.pick(&paragraphs));
        bytes += text.len();
        let language = *dice.pick(&["en", "en", "it", "de", "fr"]);
        library.put(work(number, language, &text[..text.floor_char_boundary(60)], &text));
    }
    let held: Vec<Document> =
        library.works().iter().map(|work| library.documents(&[*work]).unwrap().remove(0).unwrap()).collect();
    bare(&held);
    let folder = tempfile::tempdir().unwrap();
    let (start, before) = (Instant::now(), cpu());
    let search = opened(folder.path(), &library);
    let took = start.elapsed();
    println!(
        "{works} works of {} bytes: {took:?}, {:.0} works/s, {:.1} MB/s, cpu {:?}",
        bytes / works as usize,
        f64::from(works) / took.as_secs_f64(),
        bytes as f64 / 1e6 / took.as_secs_f64(),
        cpu() - before,
    );
    search.request_rebuild();
    let (start, before) = (Instant::now(), cpu());
    settle(&search, &library);
    println!("rebuilt aside in {:?}, cpu {:?}", start.elapsed(), cpu() - before);
    let size: u64 = std::fs::read_dir(folder.path().join("index"))
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum();
    println!("index {:.1} MB for {:.1} MB of text", size as f64 / 1e6, bytes as f64 / 1e6);

    let before = cpu();
    let mut latencies: Vec<Duration> = (0..100)
        .map(|number| {
            let start = Instant::now();
            let seq = library.put(work(works + number, "it", "Una sola", "pratica piccola"));
            search.notify();
            assert!(search.wait_for(seq, PATIENCE));
            start.elapsed()
        })
        .collect();
    latencies.sort_unstable();
    println!(
        "published to searchable: p50 {:?} p99 {:?}, cpu each {:?}",
        latencies[50],
        latencies[98],
        (cpu() - before) / 100
    );

    for (query, as_you_type) in [
        ("library", false),
        ("free software", false),
        ("free software license conditions", false),
        ("\"free software\"", false),
        ("", false),
        ("s", true),
        ("free softw", true),
        ("the of and", false),
        ("kind:training lang:it", false),
        (
            "the of and to in is for that with on as by this be are or from an at it not which have was \
             will can all more other one s",
            true,
        ),
    ] {
        let mut took: Vec<u64> = (0..50)
            .map(|_| search.search(&Request { as_you_type, limit: 10, ..request(query) }).took_us)
            .collect();
        took.sort_unstable();
        let total = search.search(&Request { as_you_type, ..request(query) }).total;
        println!("{query:?}: {total} works, p50 {} us, max {} us", took[25], took[49]);
    }
}
