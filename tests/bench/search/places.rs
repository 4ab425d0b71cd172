//! The municipalities of a synthesised library: where they lie, what they speak, how they are.
//!
//! Owns: their number, names and shares. The names are made up of syllables; no such town is meant.

use node::search::Coded;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};

/// Works of one municipality, in the mean; and how many municipalities Europe would have at most.
const WORKS_EACH: u64 = 120;
const MOST: u64 = 8_000;
const REGIONS: usize = 12;

/// Country, the language of its municipalities, and its share of them.
const COUNTRIES: [(&str, &str, u32); 24] = [
    ("IT", "it", 22),
    ("ES", "es", 10),
    ("FR", "fr", 10),
    ("DE", "de", 10),
    ("GR", "el", 8),
    ("PL", "pl", 7),
    ("PT", "pt", 4),
    ("NL", "nl", 4),
    ("SI", "sl", 4),
    ("AT", "de", 3),
    ("BE", "fr", 2),
    ("BE", "nl", 2),
    ("SE", "sv", 3),
    ("CZ", "cs", 3),
    ("HU", "hu", 3),
    ("RO", "ro", 3),
    ("HR", "hr", 3),
    ("IE", "en", 3),
    ("DK", "da", 2),
    ("FI", "fi", 2),
    ("LV", "lv", 2),
    ("MT", "en", 2),
    ("UA", "uk", 2),
    ("CY", "el", 1),
];

const FIRST: [&str; 16] = [
    "Val", "Monte", "San", "Castel", "Rio", "Borgo", "Lin", "Kar", "Neu", "Sten", "Alt", "Bel", "Gran",
    "Ost", "Ver", "Zav",
];
const MIDDLE: [&str; 12] = ["do", "ver", "la", "ni", "sa", "mar", "ten", "ru", "bi", "ko", "lu", "re"];
const LAST: [&str; 12] =
    ["ro", "na", "dorf", "ville", "stad", "poli", "grad", "mira", "wice", "rada", "nell", "burg"];

/// A municipality.
pub(crate) struct Place {
    pub(crate) organisation: String,
    pub(crate) name: String,
    pub(crate) region: String,
    pub(crate) country: &'static str,
    pub(crate) language: &'static str,
    /// What does not change from work to work: size, population, housing market, staff.
    pub(crate) codes: Vec<(Coded, u16)>,
}

/// As many as a library of this size would come from.
pub(crate) fn places(works: u64, seed: u64) -> Vec<Place> {
    let mut dice = StdRng::seed_from_u64(seed);
    let number = (works / WORKS_EACH).clamp(COUNTRIES.len() as u64, MOST);
    (0..number).map(|at| place(at, &mut dice)).collect()
}

fn place(at: u64, dice: &mut StdRng) -> Place {
    // One of each country first, so that small libraries have them all.
    let known = usize::try_from(at).ok().and_then(|at| COUNTRIES.get(at));
    let (country, language, _) = *known.unwrap_or_else(|| {
        COUNTRIES.choose_weighted(dice, |(_, _, share)| *share).expect("shares are positive")
    });
    let region = dice.random_range(0..REGIONS);
    let name = name(dice);
    Place {
        organisation: format!("{name} ({country})"),
        region: format!("{}{} {country}", FIRST[region], LAST[REGIONS - 1 - region]),
        name,
        country,
        language,
        codes: codes(dice),
    }
}

fn name(dice: &mut StdRng) -> String {
    let part = |parts: &[&'static str], dice: &mut StdRng| *parts.choose(dice).expect("there are some");
    let (first, middle) = (part(&FIRST, dice), part(&MIDDLE, dice));
    let more = if dice.random_bool(0.5) { part(&MIDDLE, dice) } else { "" };
    format!("{first}{middle}{more}{}", part(&LAST, dice))
}

/// One value of each list, of some lists a second one; a fifth says nothing.
fn codes(dice: &mut StdRng) -> Vec<(Coded, u16)> {
    let one = [Coded::Population, Coded::Urbanisation, Coded::Share, Coded::Support, Coded::Staffing];
    let many = [Coded::Market, Coded::Migration, Coded::Foreign];
    let mut codes = Vec::new();
    for facet in one.into_iter().chain(many).chain(many) {
        if dice.random_bool(0.8) {
            let code = (facet, some(facet, dice));
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
    }
    codes
}

/// A code of a list, the first ones more often than the last.
pub(crate) fn some(facet: Coded, dice: &mut StdRng) -> u16 {
    let terms = facet.vocabulary().terms;
    terms[skewed(terms.len(), dice)].code
}

/// A place in a list: the first quarter of it half of the times.
pub(crate) fn skewed(length: usize, dice: &mut StdRng) -> usize {
    let at = dice.random::<f64>().powi(2) * length as f64;
    (at as usize).min(length - 1)
}
