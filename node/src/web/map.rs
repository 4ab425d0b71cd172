//! A map of Europe drawn by the server: outlines that come with the program, points put on them here.
//!
//! Owns: the projection, the same as in `map/make.py`, which drew the outlines. Beside every map stands
//! the list of what is on it: the map is a view, never the only way.

use super::language::Words;
use protocol::api::Hit;
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
    /// Where it leads; to the list where there are several.
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

/// Hits as dots, near ones together, and how many have no place on the map.
pub(super) fn dots(w: Words, hits: &[Hit], wanted: bool) -> (Vec<Dot>, u64) {
    if !wanted {
        return (Vec::new(), 0);
    }
    let mut groups: Vec<((f64, f64), Vec<&Hit>)> = Vec::new();
    let mut placeless = 0;
    for hit in hits {
        let exact = hit.position_milli.and_then(|(north, east)| project(north, east));
        let Some(at) = exact.or_else(|| MIDDLES.get(hit.country.as_str()).copied()) else {
            placeless += 1;
            continue;
        };
        let near = |(other, _): &&mut ((f64, f64), Vec<&Hit>)| (other.0 - at.0).hypot(other.1 - at.1) < NEAR;
        match groups.iter_mut().find(near) {
            Some((_, members)) => members.push(hit),
            None => groups.push((at, vec![hit])),
        }
    }
    (groups.into_iter().map(|(at, members)| group(w, at, &members)).collect(), placeless)
}

fn group(w: Words, at: (f64, f64), members: &[&Hit]) -> Dot {
    let first = members[0];
    let place = if first.place.is_empty() { w.country(&first.country) } else { first.place.clone() };
    let (label, address) = match members {
        [one] => (format!("{} – {place}", one.title), format!("/w/{}", one.id)),
        several => (w.ns("map-several", several.len() as u64, &place), format!("#hit-{}", first.id)),
    };
    Dot { label, address, ..dot(at, members.len()) }
}

/// Organisations by country.
pub(super) fn countries<'a>(w: Words, all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Dot> {
    let mut by_country: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (country, name) in all {
        by_country.entry(country).or_default().push(name);
    }
    let dot = |(country, names): (&str, Vec<&str>)| {
        let at = MIDDLES.get(country)?;
        let label = format!("{}: {}", w.country(country), names.join(", "));
        Some(Dot { label, address: String::new(), ..dot(*at, names.len()) })
    };
    by_country.into_iter().filter_map(dot).collect()
}

fn dot(at: (f64, f64), count: usize) -> Dot {
    let radius = 9 + (count.min(40) as f64).sqrt().round() as u32 * 2;
    Dot {
        x: at.0.round() as u32,
        y: at.1.round() as u32,
        radius,
        label: String::new(),
        address: String::new(),
        count,
    }
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
    fn near_hits_become_one_dot() {
        let w = Words::negotiate("en");
        let hit = |north, country: &str| Hit {
            id: "a".into(),
            position_milli: north,
            country: country.into(),
            ..Hit::default()
        };
        let hits = [
            hit(Some((43_740, 11_550)), "IT"),
            hit(Some((43_741, 11_551)), "IT"),
            hit(None, "SI"),
            hit(None, ""),
        ];
        let (dots, placeless) = dots(w, &hits, true);
        assert_eq!((dots.len(), dots[0].count, placeless), (2, 2, 1));
    }
}
