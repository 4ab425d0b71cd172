//! Words of the interface: which language a reader gets, and how numbers, dates and codes read in it.
//!
//! Owns: the catalogues (`locales/`) and the choice between them. Refuses to know what a page is about.
//! Content is never translated here: it is shown in its own language.

mod format;
mod label;

pub(crate) use format::size;
#[cfg(test)]
pub(crate) use label::message_key;
pub(crate) use label::{Labelled, is_right_to_left};

use fluent_templates::LanguageIdentifier;
use fluent_templates::fluent_bundle::FluentValue;
use std::collections::HashMap;
use std::sync::LazyLock;

fluent_templates::static_loader! {
    static CATALOGUES = {
        locales: "src/web/locales",
        fallback_language: "en",
        // Templates isolate what is inserted where direction matters (`bdi`, `dir`); marks inside
        // attributes and titles would only be copied along.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A language of the interface.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tongue {
    /// BCP 47.
    pub(crate) code: &'static str,
    /// Its name for itself.
    pub(crate) name: &'static str,
    /// What stands between thousands, and from how many digits on.
    group: (char, usize),
    /// What stands before decimals.
    point: char,
}

/// Languages there may be catalogues for, in the order in which they are offered.
static TONGUES: [Tongue; 7] = [
    Tongue { code: "en", name: "English", group: (',', 4), point: '.' },
    Tongue { code: "it", name: "Italiano", group: ('.', 4), point: ',' },
    Tongue { code: "de", name: "Deutsch", group: ('.', 4), point: ',' },
    Tongue { code: "fr", name: "Français", group: ('\u{202f}', 4), point: ',' },
    Tongue { code: "es", name: "Español", group: ('.', 5), point: ',' },
    Tongue { code: "el", name: "Ελληνικά", group: ('.', 4), point: ',' },
    Tongue { code: "pl", name: "Polski", group: ('\u{a0}', 5), point: ',' },
];

/// A message that a catalogue of the interface has and a list of names alone has not.
const COMPLETE: &str = "nav-search";

static IDS: LazyLock<Vec<LanguageIdentifier>> = LazyLock::new(|| {
    TONGUES.iter().map(|one| one.code.parse().expect("the codes above are language tags")).collect()
});

/// Languages that have a catalogue.
static OFFERED: LazyLock<Vec<&'static Tongue>> = LazyLock::new(|| {
    let has = |position: usize| look_up::<&str>(&IDS[position], COMPLETE, None).is_some();
    TONGUES.iter().enumerate().filter(|(position, _)| has(*position)).map(|(_, tongue)| tongue).collect()
});

fn look_up<S: AsRef<str> + std::hash::Hash + Eq>(
    id: &LanguageIdentifier,
    key: &str,
    values: Option<&HashMap<S, FluentValue<'_>>>,
) -> Option<String> {
    CATALOGUES.lookup_single_language(id, key, values).ok()
}

/// The words of one language. Cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words(usize);

impl Words {
    /// The language with this code, if it is offered; regions do not matter.
    pub(crate) fn of(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        let position = TONGUES.iter().position(|one| one.code.eq_ignore_ascii_case(primary))?;
        OFFERED.contains(&&TONGUES[position]).then_some(Self(position))
    }

    /// What a browser asks for, best first; English if nothing fits.
    pub(crate) fn negotiate(accept: &str) -> Self {
        let mut wishes: Vec<(f32, Self)> = accept
            .split(',')
            .take(32)
            .filter_map(|part| {
                let mut pieces = part.trim().split(";q=");
                let words = Self::of(pieces.next()?.trim())?;
                let weight = pieces.next().map_or(Some(1.0), |q| q.trim().parse().ok())?;
                Some((weight, words))
            })
            .collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        wishes.first().map_or(Self(0), |(_, words)| *words)
    }

    /// All languages there are.
    pub(crate) fn offered() -> &'static [&'static Tongue] {
        &OFFERED
    }

    fn tongue(self) -> &'static Tongue {
        &TONGUES[self.0]
    }

    /// BCP 47.
    pub(crate) fn code(self) -> &'static str {
        self.tongue().code
    }

    /// A message.
    pub(crate) fn t(self, key: &str) -> String {
        self.complete::<&str>(key, None)
    }

    /// A message, if there is one: for keys that come from codes.
    pub(crate) fn maybe(self, key: &str) -> Option<String> {
        look_up::<&str>(&IDS[self.0], key, None).or_else(|| look_up::<&str>(&IDS[0], key, None))
    }

    /// A message about a number, `$n`, written with the language's own signs in `$shown`.
    pub(crate) fn n(self, key: &str, count: impl Into<u64>) -> String {
        let count = count.into();
        let values = HashMap::from([("n", FluentValue::from(count)), ("shown", self.number(count).into())]);
        self.complete(key, Some(&values))
    }

    /// A message about a text, `$it`.
    pub(crate) fn s(self, key: &str, it: impl AsRef<str>) -> String {
        self.complete(key, Some(&HashMap::from([("it", FluentValue::from(it.as_ref()))])))
    }

    /// A message about two texts, `$it` and `$other`.
    pub(crate) fn ss(self, key: &str, it: impl AsRef<str>, other: impl AsRef<str>) -> String {
        let values = HashMap::from([
            ("it", FluentValue::from(it.as_ref())),
            ("other", FluentValue::from(other.as_ref())),
        ]);
        self.complete(key, Some(&values))
    }

    /// A message about a number, `$n` and `$shown`, and a text, `$it`.
    pub(crate) fn ns(self, key: &str, count: impl Into<u64>, it: impl AsRef<str>) -> String {
        let count = count.into();
        let values = HashMap::from([
            ("n", FluentValue::from(count)),
            ("shown", self.number(count).into()),
            ("it", FluentValue::from(it.as_ref())),
        ]);
        self.complete(key, Some(&values))
    }

    /// A message about one number of several, `$n` of `$total`.
    pub(crate) fn nn(self, key: &str, count: impl Into<u64>, total: impl Into<u64>) -> String {
        let (count, total) = (count.into(), total.into());
        let values = HashMap::from([
            ("n", FluentValue::from(count)),
            ("shown", self.number(count).into()),
            ("total", FluentValue::from(total)),
            ("shown_total", self.number(total).into()),
        ]);
        self.complete(key, Some(&values))
    }

    fn complete<S: AsRef<str> + std::hash::Hash + Eq>(
        self,
        key: &str,
        values: Option<&HashMap<S, FluentValue<'_>>>,
    ) -> String {
        look_up(&IDS[self.0], key, values)
            .or_else(|| look_up(&IDS[0], key, values))
            .unwrap_or_else(|| key.to_owned())
    }
}
