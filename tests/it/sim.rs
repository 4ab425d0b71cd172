//! Simulated networks by the hundred: whatever happened, once the network is whole again every node
//! holds the same and agrees with the dumb version of the rules.
//!
//! `VICINIA_SEED=7 cargo test -p vicinia-tests --test it sim::one_seed` runs one seed;
//! `VICINIA_SEEDS=1000` makes [`many_seeds`] run so many.

use protocol::sync::sim::{Failure, Plan, Report, run};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Runs seeds on all processors; the failures in order of seed.
fn run_all(seeds: &[u64], plan: &Plan) -> (Vec<Report>, Vec<Failure>) {
    let next = AtomicU64::new(0);
    let outcomes = Mutex::new(Vec::new());
    let work = || {
        while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed) as usize) {
            let outcome = run(*seed, plan);
            outcomes.lock().unwrap().push((*seed, outcome));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap();
    outcomes.sort_by_key(|(seed, _)| *seed);
    let (fine, failed): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(|(_, outcome)| outcome.is_ok());
    (
        fine.into_iter().map(|(_, one)| one.unwrap()).collect(),
        failed.into_iter().map(|(_, one)| one.unwrap_err()).collect(),
    )
}

fn all_hold(seeds: &[u64], plan: &Plan) -> Vec<Report> {
    let (reports, failures) = run_all(seeds, plan);
    let told: Vec<String> = failures.iter().take(5).map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{} of {} seeds fail\n{}", failures.len(), seeds.len(), told.join("\n"));
    reports
}

#[test]
fn many_seeds() {
    let count = number("VICINIA_SEEDS").unwrap_or(150);
    let reports = all_hold(&(0..count).collect::<Vec<_>>(), &Plan::default());
    // The runs must have been about something.
    let sum = |of: fn(&Report) -> usize| reports.iter().map(of).sum::<usize>();
    let standings: Vec<usize> =
        (0..4).map(|which| reports.iter().map(|one| one.standings[which]).sum()).collect();
    println!("live, held, withdrawn, barred: {standings:?}");
    assert!(standings.iter().all(|count| *count > reports.len()), "{standings:?}");
    assert!(sum(|one| one.double_signs) > 0);
    // Within five minutes after a cut has healed, in the median of runs and in nearly all.
    let mut times: Vec<u64> = reports.iter().map(|one| one.equal_after_ms / 1_000).collect();
    times.sort_unstable();
    println!("equal after s: median {}, longest {}", times[times.len() / 2], times[times.len() - 1]);
    assert!(times[times.len() / 2] <= 300, "{times:?}");
    // A session brings a thing once: what comes for nothing is the exception.
    let (copies, idle) = (sum(|one| one.copies as usize), sum(|one| one.idle_copies as usize));
    println!("copies {copies}, for nothing {idle}");
    assert!(idle <= copies, "{copies} copies, {idle} for nothing");
}

#[test]
fn one_seed() {
    let seed = number("VICINIA_SEED").unwrap_or(1);
    let report = run(seed, &Plan::default()).unwrap_or_else(|failure| panic!("{failure}"));
    println!("{report:#?}");
}

#[test]
fn a_seed_always_runs_the_same() {
    assert_eq!(run(42, &Plan::default()), run(42, &Plan::default()));
    assert_ne!(run(42, &Plan::default()), run(43, &Plan::default()));
}

/// Seeds that once found something: a stolen, rotated root key that said the same as the current one and
/// so undid a revocation on some nodes.
#[test]
fn seeds_that_failed_before() {
    all_hold(&[49, 82, 92, 103], &Plan::default());
}
