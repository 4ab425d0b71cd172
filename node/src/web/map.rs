//! A map of Europe drawn by the server: outlines that come with the program, points put on them here.
//!
//! Owns: the projection, the same as in `map/make.py`, which drew the outlines, and what is near enough to
//! be one dot. Every page with a map has the list of what is on it: the map is a view, never the only way.

use super::language::Words;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 920.0;
const LEFT: f64 = -2.1e6;
const TOP: f64 = 2.3e6;
const METRES: f64 = 4800.0;
const EARTH: f64 = 6_371_007.0;
/// Around 52° N 10° E.
const CENTRE: (f64, f64) = (52.0, 10.0);
/// Dots nearer than this to each other become one.
const NEAR: f64 = 22.0;
/// Places named of one dot.
const NAMES: usize = 3;

/// The outlines: made by the script, so nothing in them is anybody's words.
pub(super) struct Outlines;

impl fmt::Display for Outlines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(include_str!("map/europe.svg"))
    }
}

impl askama::filters::HtmlSafe for Outlines {}

/// Countries that have a place on the map.
pub(super) const COUNTRIES: [&str; 45] = [
    "AD", "AL", "AT", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB",
    "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO",
    "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "TR", "UA", "VA",
];

static MIDDLES: LazyLock<BTreeMap<&'static str, (f64, f64)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
    };
    include_str!("map/countries.tsv").lines().filter_map(row).collect()
});

/// A point of the map, for one or several things.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dot {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) radius: u32,
    /// What is there, for those who point at it.
    pub(super) label: String,
    /// Where it leads; into the list where there are several.
    pub(super) address: String,
    pub(super) count: usize,
}

/// Where thousandths of a degree, north and east, are on the map; `None` outside it.
fn project(north_milli: i32, east_milli: i32) -> Option<(f64, f64)> {
    let (north, east) = (f64::from(north_milli) / 1000.0, f64::from(east_milli) / 1000.0);
    let (lat, lon) = (north.to_radians(), (east - CENTRE.1).to_radians());
    let centre = CENTRE.0.to_radians();
    let cosine = 1.0 + centre.sin() * lat.sin() + centre.cos() * lat.cos() * lon.cos();
    let k = EARTH * (2.0 / cosine.max(1e-6)).sqrt();
    let x = k * lat.cos() * lon.sin();
    let y = k * (centre.cos() * lat.sin() - centre.sin() * lat.cos() * lon.cos());
    let at = ((x - LEFT) / METRES, (TOP - y) / METRES);
    let on_map = (0.0..=WIDTH).contains(&at.0) && (0.0..=HEIGHT).contains(&at.1);
    on_map.then_some(at)
}

/// Something to be put on the map.
pub(super) struct Thing<'a> {
    /// Thousandths of a degree, north and east.
    pub(super) position_milli: Option<(i32, i32)>,
    /// ISO 3166-1: its middle stands for a position that is not known.
    pub(super) country: &'a str,
    /// What the place is called; may be empty.
    pub(super) place: &'a str,
}

/// Things near each other.
pub(super) struct Spot {
    at: (f64, f64),
    /// Their places, else their country.
    pub(super) name: String,
    /// Which things, in their order.
    pub(super) members: Vec<usize>,
}

impl Spot {
    /// Its dot: what is said of it, and where it leads.
    pub(super) fn dot(&self, label: String, address: String) -> Dot {
        let count = self.members.len();
        Dot {
            x: self.at.0.round() as u32,
            y: self.at.1.round() as u32,
            radius: 9 + (count.min(40) as f64).sqrt().round() as u32 * 2,
            label,
            address,
            count,
        }
    }
}

/// Things by place, near ones together, and those that have no place on the map.
pub(super) fn spots(w: Words, things: &[Thing<'_>]) -> (Vec<Spot>, Vec<usize>) {
    let mut spots: Vec<Spot> = Vec::new();
    let mut placeless = Vec::new();
    for (index, thing) in things.iter().enumerate() {
        let exact = thing.position_milli.and_then(|(north, east)| project(north, east));
        let Some(at) = exact.or_else(|| MIDDLES.get(thing.country).copied()) else {
            placeless.push(index);
            continue;
        };
        match spots.iter_mut().find(|one| (one.at.0 - at.0).hypot(one.at.1 - at.1) < NEAR) {
            Some(spot) => spot.members.push(index),
            None => spots.push(Spot { at, name: String::new(), members: vec![index] }),
        }
    }
    for spot in &mut spots {
        spot.name = name(w, spot.members.iter().map(|index| &things[*index]));
    }
    (spots, placeless)
}

fn name<'a>(w: Words, members: impl Iterator<Item = &'a Thing<'a>>) -> String {
    let mut names: Vec<String> = Vec::new();
    for one in members {
        let name = if one.place.is_empty() { w.country(one.country) } else { one.place.to_owned() };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len() > NAMES;
    names.truncate(NAMES);
    names.extend(more.then(|| "…".to_owned()));
    names.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projection_is_the_one_of_the_outlines() {
        // The script puts Italy's middle at 42.8° N 12.6° E.
        let (x, y) = project(42_800, 12_600).expect("on the map");
        assert!((x - MIDDLES["IT"].0).abs() < 1.0 && (y - MIDDLES["IT"].1).abs() < 1.0);
        assert_eq!(project(-33_000, 151_000), None);
        assert!(COUNTRIES.iter().all(|code| MIDDLES.contains_key(code)));
        assert_eq!(COUNTRIES.len(), MIDDLES.len());
    }

    #[test]
    fn near_things_become_one_dot() {
        let thing = |position_milli, country, place| Thing { position_milli, country, place };
        let things = [
            thing(Some((43_740, 11_550)), "IT", "Valdoro"),
            thing(None, "", "Nowhere"),
            thing(Some((43_741, 11_551)), "IT", "Prato"),
            thing(None, "SI", ""),
            thing(Some((43_740, 11_550)), "IT", "Valdoro"),
        ];
        let (spots, placeless) = spots(Words::negotiate("en"), &things);
        let said: Vec<_> = spots.iter().map(|one| (one.name.as_str(), one.members.clone())).collect();
        assert_eq!(said, [("Valdoro · Prato", vec![0, 2, 4]), ("Slovenia", vec![3])]);
        assert_eq!(placeless, [1]);
        let dot = spots[0].dot("three".into(), "#place-1".into());
        assert_eq!((dot.count, dot.address.as_str()), (3, "#place-1"));
    }
}
