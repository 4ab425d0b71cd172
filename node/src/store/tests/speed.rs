//! How fast records come in. Run with `--ignored --nocapture` for the figures.

use super::kit::{World, id};
use crate::store::Incoming;
use std::time::Instant;

/// Seconds of processor time this process has used: the machine may be shared.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<f64> = stat
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    (fields[11] + fields[12]) / 100.0
}

#[test]
#[ignore = "a measurement, not a check"]
fn records_a_second() {
    let world = World::new(4);
    let total = 20_000_usize;
    let mut made: Vec<Incoming> = Vec::with_capacity(total);
    let mut last: [Option<Incoming>; 4] = Default::default();
    for number in 0..total {
        let member = number % 4;
        let one = world.publish((member, 0), last[member].as_ref(), &format!("Practice number {number}"));
        last[member] = Some(one.clone());
        made.push(one);
    }
    for with_bodies in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let store = world.store(folder.path());
        let (start, used) = (Instant::now(), cpu());
        for batch in made.chunks(500) {
            let batch = batch.iter().map(|one| Incoming {
                record: one.record.clone(),
                body: one.body.clone().filter(|_| with_bodies),
            });
            store.add_records(batch.collect(), super::kit::NOW).wait().unwrap();
        }
        let (took, used) = (start.elapsed(), cpu() - used);
        println!(
            "bodies {with_bodies}: {:.0} records/s, {:.0} a second of processor time",
            total as f64 / took.as_secs_f64(),
            total as f64 / used
        );
        let start = Instant::now();
        for batch in made.chunks(500) {
            store.add_records(batch.to_vec(), super::kit::NOW).wait().unwrap();
        }
        println!("again: {:.0} records/s", total as f64 / start.elapsed().as_secs_f64());
        let start = Instant::now();
        let counts = store.read_blocking(|view| view.counts()).unwrap();
        println!("counts {:?} in {:?}", counts.live, start.elapsed());
        let start = Instant::now();
        let items = store.read_blocking(|view| view.all_items(protocol::sync::Plane::Headers)).unwrap();
        println!("{} items in {:?}", items.len(), start.elapsed());
        let start = Instant::now();
        store.read_blocking(|view| view.record(id(&made[0]))).unwrap();
        println!("one record in {:?}", start.elapsed());
        let start = Instant::now();
        let single: Vec<_> =
            (0..50).map(|n| store.note_refusal("x".into(), n.to_string(), 1).wait()).collect();
        println!("single commit {:?}", start.elapsed() / single.len() as u32);
        let mut other = World::new(4);
        other.status(0, protocol::roster::state::Status::Suspended);
        let start = Instant::now();
        store.set_authority(other.change(), super::kit::NOW).wait().unwrap();
        println!("suspension of a quarter: {:?}", start.elapsed());
        store.close_blocking();
        let size = std::fs::metadata(folder.path().join("library.sqlite3")).unwrap().len();
        println!("file: {} bytes a record", size / total as u64);
    }
}
