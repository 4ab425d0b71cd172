//! What works can be narrowed by.
//!
//! Owns: the table of facets, where each lies in an indexed work. Refuses to know: queries and what values are
//! called. Neighbours: `schema.rs` writes what is read here, `counts.rs` counts it.
//!
//! Values of closed lists are bits of two numbers a work, so that counting a dozen facets reads two columns;
//! names (places, organisations, languages) are ordinals of dictionaries.

use std::sync::LazyLock;

use protocol::vocabulary::{self, Vocabulary};

/// A facet whose values are codes of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "named as the facets are")]
pub enum Coded {
    Kind,
    Area,
    Target,
    Solution,
    Population,
    Urbanisation,
    Market,
    Migration,
    Foreign,
    Share,
    Support,
    Staffing,
    Maturity,
    Licence,
    Documents,
}

/// Whether documents come with a work.
pub(super) const DOCUMENTS: Vocabulary =
    Vocabulary { name: "documents", terms: &[vocabulary::Term { code: 1, key: "yes" }] };

impl Coded {
    /// All of them; the first four lie in the first column of bits, the others in the second.
    pub(super) const ALL: [Self; 15] = [
        Self::Kind,
        Self::Area,
        Self::Target,
        Self::Solution,
        Self::Population,
        Self::Urbanisation,
        Self::Market,
        Self::Migration,
        Self::Foreign,
        Self::Share,
        Self::Support,
        Self::Staffing,
        Self::Maturity,
        Self::Licence,
        Self::Documents,
    ];

    /// The facet's name, as people and programs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Area => "area",
            Self::Target => "target",
            Self::Solution => "solution",
            Self::Population => "population",
            Self::Urbanisation => "urbanisation",
            Self::Market => "market",
            Self::Migration => "migration",
            Self::Foreign => "foreign",
            Self::Share => "share",
            Self::Support => "support",
            Self::Staffing => "staffing",
            Self::Maturity => "maturity",
            Self::Licence => "licence",
            Self::Documents => "documents",
        }
    }

    /// Its values.
    #[must_use]
    pub const fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::Kind => &vocabulary::WORK_KIND,
            Self::Area => &vocabulary::AREA,
            Self::Target => &vocabulary::TARGET_GROUP,
            Self::Solution => &vocabulary::SOLUTION,
            Self::Population => &vocabulary::POPULATION,
            Self::Urbanisation => &vocabulary::URBANISATION,
            Self::Market => &vocabulary::HOUSING_MARKET,
            Self::Migration => &vocabulary::MIGRATION_HISTORY,
            Self::Foreign => &vocabulary::FOREIGN_POPULATION,
            Self::Share => &vocabulary::FOREIGN_SHARE,
            Self::Support => &vocabulary::POLITICAL_SUPPORT,
            Self::Staffing => &vocabulary::STAFFING,
            Self::Maturity => &vocabulary::MATURITY,
            Self::Licence => &vocabulary::LICENCE,
            Self::Documents => &DOCUMENTS,
        }
    }

    pub(super) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// What filters by one value: one term for every pair of facet and code.
    pub(super) const fn term(self, code: u16) -> u64 {
        ((self as u64) << 16) | code as u64
    }

    /// The column and the first bit of its values.
    fn place(self) -> (usize, u32) {
        static PLACES: LazyLock<Vec<(usize, u32)>> = LazyLock::new(|| {
            let mut next = [0; 2];
            let mut place = |facet: Coded| {
                let column = usize::from(facet as usize > Coded::Solution as usize);
                let first = next[column];
                next[column] += u32::try_from(facet.vocabulary().terms.len()).unwrap_or(u32::MAX);
                (column, first)
            };
            Coded::ALL.map(&mut place).to_vec()
        });
        PLACES[self as usize]
    }

    /// Its values among the two columns: bit n is the n-th value of the list.
    pub(super) fn values(self, bits: [u64; 2]) -> u64 {
        let (column, first) = self.place();
        let mask = u64::MAX.checked_shl(u32::try_from(self.vocabulary().terms.len()).unwrap_or(u32::MAX));
        (bits[column] >> first) & !mask.unwrap_or(0)
    }

    /// The codes of such values.
    pub(super) fn listed(self, values: u64) -> impl Iterator<Item = u16> {
        let terms = self.vocabulary().terms.iter().zip(0..);
        terms.filter(move |(_, at): &(_, u32)| values >> at & 1 == 1).map(|(one, _)| one.code)
    }

    /// The bit of a known code. Codes of a list are not sparse: the place in the list is the bit.
    pub(super) fn bit(self, code: u16) -> Option<(usize, u32)> {
        let at = self.vocabulary().terms.iter().position(|term| term.code == code)?;
        let (column, first) = self.place();
        Some((column, first + u32::try_from(at).ok()?)).filter(|(_, bit)| *bit < u64::BITS)
    }
}

/// Names of the two columns of bits.
pub(super) const BITS: [&str; 2] = ["bits_work", "bits_place"];

/// The two columns of a work with these codes.
pub(super) fn bits(codes: &[(Coded, u16)]) -> [u64; 2] {
    let mut bits = [0; 2];
    for (column, bit) in codes.iter().filter_map(|(facet, code)| facet.bit(*code)) {
        bits[column] |= 1 << bit;
    }
    bits
}

/// The codes a work has of one facet.
pub(super) fn codes(facet: Coded, bits: [u64; 2]) -> impl Iterator<Item = u16> {
    facet.listed(facet.values(bits))
}

/// A facet whose values are names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Named {
    Language,
    Country,
    Region,
    Publisher,
}

impl Named {
    pub(super) const ALL: [Self; 4] = [Self::Language, Self::Country, Self::Region, Self::Publisher];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Country => "country",
            Self::Region => "region",
            Self::Publisher => "by",
        }
    }

    /// The field that holds it.
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Country => "country",
            Self::Region => "region",
            Self::Publisher => "publisher",
        }
    }

    pub(super) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// How a work stands with its review, as of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Freshness {
    Current,
    Overdue,
    Unknown,
}

impl Freshness {
    pub(super) const FACET: &'static str = "freshness";
    pub(super) const ALL: [Self; 3] = [Self::Current, Self::Overdue, Self::Unknown];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Overdue => "overdue",
            Self::Unknown => "unknown",
        }
    }

    /// `review_by` and `today` as `yyyymmdd`; 0 if no review was promised.
    pub(super) const fn of(review_by: u64, today: u32) -> Self {
        match review_by {
            0 => Self::Unknown,
            day if day < today as u64 => Self::Overdue,
            _ => Self::Current,
        }
    }
}

/// Why no work can have this value of this facet, with what there is; `None` if one may.
#[must_use]
pub fn no_such_filter(field: &str, value: &str) -> Option<String> {
    let no_value = |known: Vec<&str>| format!("`{value}` is no {field}; there are {}", known.join(", "));
    if let Some(facet) = Coded::by_name(field) {
        let list = facet.vocabulary();
        return list.code(value).is_none().then(|| no_value(list.keys().collect()));
    }
    let letters = |least: usize, most: usize| {
        (least..=most).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    match (field, Named::by_name(field)) {
        (Freshness::FACET, _) => {
            let known = Freshness::ALL.map(Freshness::key);
            (!known.contains(&value)).then(|| no_value(known.to_vec()))
        }
        (_, Some(Named::Language)) => (!letters(2, 8)).then(|| "a language is a code such as it".to_owned()),
        (_, Some(Named::Country)) => {
            (!letters(2, 2)).then(|| "a country is two letters, such as IT".to_owned())
        }
        // Names that anyone may write.
        (_, Some(Named::Region | Named::Publisher)) => None,
        (_, None) => {
            let all = Coded::ALL.map(Coded::name).into_iter().chain(Named::ALL.map(Named::name));
            let all: Vec<&str> = all.chain([Freshness::FACET]).collect();
            Some(format!("`{field}` is no facet; there are {}", all.join(", ")))
        }
    }
}

/// Name of the column of review days.
pub(super) const REVIEW_BY: &str = "review_by";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_bit_of_its_own() {
        let mut seen = std::collections::HashSet::new();
        for facet in Coded::ALL {
            assert_eq!(Coded::by_name(facet.name()), Some(facet));
            for term in facet.vocabulary().terms {
                let place = facet.bit(term.code).unwrap_or_else(|| panic!("{} {}", facet.name(), term.key));
                assert!(seen.insert(place), "{} {}", facet.name(), term.key);
                let bits = bits(&[(facet, term.code)]);
                assert_eq!(codes(facet, bits).collect::<Vec<_>>(), [term.code]);
            }
        }
    }

    #[test]
    fn what_every_work_or_none_would_pass_is_refused_with_what_there_is() {
        let refused =
            |field: &str, value: &str| no_such_filter(field, value).unwrap_or_else(|| panic!("{field}"));
        assert!(refused("kind", "foo").contains("practice"));
        assert!(refused("x", "y").contains("kind, area") && refused("x", "y").contains("freshness"));
        assert!(refused("freshness", "old").contains("current, overdue, unknown"));
        assert!(refused("documents", "no").contains("yes"));
        refused("country", "Italy");
        refused("language", "i");
        for (field, value) in [
            ("country", "it"),
            ("language", "it"),
            ("region", "Valle d'Aosta"),
            ("by", "Comune di B"),
            ("freshness", "overdue"),
        ] {
            assert_eq!(no_such_filter(field, value), None, "{field}");
        }
        for facet in Coded::ALL {
            let value = facet.vocabulary().keys().next().expect("a value");
            assert_eq!(no_such_filter(facet.name(), value), None);
        }
    }
}
