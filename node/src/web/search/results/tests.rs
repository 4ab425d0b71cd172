//! An answer with something of everything, and what a reader sees of it.

use super::*;
use axum::http::HeaderMap;
use protocol::api::{ConceptLabel, Guess, Narrower, Offer, Translation};
use scraper::{Html, Selector};

fn value(key: &str, count: u64, chosen: bool) -> FacetValue {
    FacetValue { key: key.into(), count, chosen }
}

fn facet(field: &str, values: Vec<FacetValue>) -> Facet {
    Facet { field: field.into(), values, more: 0 }
}

/// An answer with something of everything.
fn answer() -> SearchAnswer {
    let regions = (1..10).map(|n| value(&format!("Region {n}"), n, false)).collect();
    SearchAnswer {
        total: 1_234,
        guess: Some(Guess { shown: "affitto".into(), exact: "afitto".into(), exact_total: 1 }),
        expansions: [("c1", false), ("c2", true)]
            .map(|(id, off)| Expansion {
                id: id.into(),
                words: "garanzia affitto".into(),
                label: "garanzia per l'affitto".into(),
                added: vec![ConceptLabel {
                    language: "el".into(), text: "εγγύηση ενοικίου".into()
                }],
                narrower: vec![Narrower { id: format!("{id}-below"), label: "polizza".into(), off: false }],
                off,
            })
            .into(),
        offers: vec![Offer {
            words: "in italia".into(),
            field: "country".into(),
            key: "IT".into(),
            query: "affitto country:IT".into(),
        }],
        hits: vec![Hit {
            id: "ab".repeat(32),
            title: "Fondo di garanzia".into(),
            title_highlights: vec![(9, 17)],
            kind: "practice".into(),
            language: "it".into(),
            place: "Valdoro, Toscana".into(),
            country: "IT".into(),
            position_milli: Some((43_740, 11_550)),
            stale: true,
            network_only: true,
            documents: 2,
            ..Hit::default()
        }],
        facets: vec![
            facet("region", regions),
            facet("kind", vec![value("practice", 20, true), value("pilot", 4, false)]),
            facet("language", vec![value("it", 9, false), value("xx-unknown", 1, false)]),
        ],
        ..SearchAnswer::default()
    }
}

fn rendered(address: &str) -> Html {
    shown(address, &answer())
}

fn shown(address: &str, answer: &SearchAnswer) -> Html {
    let reader = Reader::of(&address.parse().expect("an address"), &HeaderMap::new());
    let results = Results::new(&reader, &Query::of(&reader), answer);
    Html::parse_fragment(&results.render().expect("rendered"))
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|one| one.attr(name)).map(str::to_owned).collect()
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let text = |one: scraper::ElementRef<'_>| {
        one.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    html.select(&selector).map(text).collect()
}

#[test]
fn everything_that_an_answer_has_is_shown() {
    let html = rendered("/?q=afitto&kind=practice&sort=newest&without=c2");
    assert_eq!(texts(&html, ".found-count"), ["1,234 works for “affitto”, a guess"]);
    assert_eq!(texts(&html, ".chip-about"), ["Kind:"]);
    assert_eq!(texts(&html, ".facet > summary"), ["Kind", "Region", "Language"]);
    assert!(texts(&html, ".facet .check")[0].starts_with("Good practice"));
    assert_eq!(texts(&html, ".more .check").len(), 3, "more than six fold");
    assert!(texts(&html, ".note-guess")[0].contains("A guess:"));
    assert_eq!(texts(&html, ".concepts li").len(), 2);
    assert_eq!(texts(&html, ".concepts bdi[lang='el']").len(), 1, "what is off adds nothing");
    assert_eq!(texts(&html, ".narrower a"), ["polizza × Switch off"]);
    assert!(attributes(&html, ".narrower a", "href")[0].contains("without=c1-below"));
    assert!(texts(&html, ".offers li")[0].contains("Country: Italy"));
    assert_eq!(texts(&html, ".hit mark"), ["garanzia"]);
    assert!(!texts(&html, ".pages li").is_empty() && !texts(&html, ".take a").is_empty());
    let kept = Selector::parse("input[type=hidden][name=without]").expect("a selector");
    assert_eq!(html.select(&kept).count(), 1);
}

/// A hit at a place.
fn at(id: &str, place: &str, position_milli: Option<(i32, i32)>) -> Hit {
    Hit { id: id.into(), title: id.into(), place: place.into(), position_milli, ..Hit::default() }
}

#[test]
fn a_map_has_its_list_by_place() {
    let html = rendered("/?q=casa&view=map");
    assert_eq!(texts(&html, ".map .dot").len(), 1);
    assert_eq!(texts(&html, ".hit").len(), 1);
    assert!(texts(&html, ".pages").is_empty());
    assert_eq!(texts(&html, ".map-first"), ["The map shows the first 100 of 1,234 works."]);

    let hits = vec![
        at("one", "Valdoro", Some((43_740, 11_550))),
        at("two", "", None),
        at("three", "Valdoro", Some((43_740, 11_550))),
        at("four", "Asterousa", Some((35_010, 25_120))),
    ];
    let html = shown("/?q=casa&view=map", &SearchAnswer { total: 4, hits, ..SearchAnswer::default() });
    assert_eq!(texts(&html, "h3.spot"), ["Valdoro 2", "Asterousa 1", "Without a place on the map 1"]);
    assert_eq!(attributes(&html, "h3.spot", "id"), ["place-1", "place-2", "place-0"]);
    assert_eq!(attributes(&html, ".map .dot", "href"), ["#place-1", "/w/four"]);
    assert_eq!(texts(&html, "h4.hit-title"), ["one", "three", "four", "two"]);
    assert!(texts(&html, ".map-first").is_empty(), "all of them");
}

#[test]
fn a_guess_leads_to_what_was_typed_only_where_something_is() {
    let guess = |exact_total| {
        let guess = Guess { shown: "affitto".into(), exact: "afitto".into(), exact_total };
        shown("/?q=afitto", &SearchAnswer { guess: Some(guess), ..answer() })
    };
    assert_eq!(attributes(&guess(1), ".note-guess a", "href"), ["/?q=afitto&exact=1"]);
    assert!(texts(&guess(0), ".note-guess a").is_empty());
    assert!(texts(&guess(0), ".note-guess")[0].contains("“afitto” finds nothing, so"));
}

#[test]
fn the_script_is_told_what_the_rest_of_the_page_says() {
    let about = |address: &str| {
        let html = rendered(address);
        ["data-title", "data-feed", "data-here"].map(|name| attributes(&html, "[data-said]", name)[0].clone())
    };
    let typed = ["casa – search – Vicinia", "/feed.atom?q=casa", "/?q=casa&page=2"];
    assert_eq!(about("/?q=casa&page=2"), typed);
    assert_eq!(about("/?kind=practice")[0], "Good practice – search – Vicinia");
    assert_eq!(about("/"), ["Search – Vicinia", "/feed.atom", "/"]);
}

#[test]
fn what_the_script_focuses_again_has_a_name() {
    let html = rendered("/?q=casa");
    assert_eq!(attributes(&html, ".switch", "id"), ["concept-c1", "concept-c2"]);
    assert_eq!(attributes(&html, ".views a", "id"), ["view-list", "view-map"]);
    let mut twice = answer();
    twice.expansions[1].id = "c1".into();
    let html = shown("/?q=casa", &twice);
    assert_eq!(attributes(&html, ".switch", "id"), ["concept-c1", "concept-c1-1"], "none twice");
}

#[test]
fn translations_that_stand_with_their_work_are_told_of() {
    let mut other = at("two", "", None);
    other.translations = vec![Translation { id: "one".into(), ..Translation::default() }];
    let hits = vec![at("one", "", None), other];
    let html = shown("/?q=casa", &SearchAnswer { total: 2, hits, ..SearchAnswer::default() });
    assert_eq!((texts(&html, ".hit").len(), texts(&html, ".together").len()), (1, 1));
    assert!(texts(&rendered("/?q=casa"), ".together").is_empty());
}

#[test]
fn nothing_asked_shows_where_to_begin() {
    let html = rendered("/");
    assert_eq!(texts(&html, ".tile").len(), 3, "two kinds, and the map");
    assert!(texts(&html, ".tile")[0].contains("20"));
}
