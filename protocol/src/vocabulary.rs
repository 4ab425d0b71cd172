//! The closed lists of the field, as numeric codes with the keys people type.
//!
//! Owns: which numbers stand on the wire and which lower-case English key names each of them.
//! Refuses to know: labels in other languages (the interface's business) and what a code implies.
//! A code that is not listed here is kept, forwarded and shown as "other": lists grow, readers stay.

/// One entry of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The number on the wire. Never reused, never renumbered; 0 means "not said".
    pub code: u16,
    /// The key in files, filters and JSON: lower case, words joined by hyphens.
    pub key: &'static str,
}

/// A closed list: its name and its terms in ascending code order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vocabulary {
    /// The list's name, as front matter and filters call it.
    pub name: &'static str,
    /// Its terms, ascending by code.
    pub terms: &'static [Term],
}

impl Vocabulary {
    /// The code for a key, compared without regard to case, spaces, underscores or hyphens.
    #[must_use]
    pub fn code(&self, key: &str) -> Option<u16> {
        self.terms.iter().find(|term| folded(term.key).eq(folded(key))).map(|term| term.code)
    }

    /// The key for a code; `None` for a code from a newer list.
    #[must_use]
    pub fn key(&self, code: u16) -> Option<&'static str> {
        self.terms.binary_search_by_key(&code, |term| term.code).ok().map(|position| self.terms[position].key)
    }

    /// All keys, in code order, for help texts and error messages.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.terms.iter().map(|term| term.key)
    }
}

/// Letters and digits only, lower case: `Shared flat`, `shared_flat` and `shared-flat` are one key.
fn folded(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|letter| !matches!(letter, ' ' | '-' | '_')).flat_map(char::to_lowercase)
}

macro_rules! vocabularies {
    ($($(#[$doc:meta])* $konst:ident = $name:literal { $($code:literal $key:literal,)+ })+) => {
        $($(#[$doc])* pub const $konst: Vocabulary = Vocabulary {
            name: $name,
            terms: &[$(Term { code: $code, key: $key },)+],
        };)+

        /// Every list, for documentation and for tests that walk them all.
        pub const ALL: &[Vocabulary] = &[$($konst,)+];
    };
}

vocabularies! {
    /// What a work is (`domain.md` lists their fields).
    WORK_KIND = "kind" {
        1 "practice", 2 "pilot", 3 "guideline", 4 "training",
        5 "assessment", 6 "agreement", 7 "resource",
    }
    /// The five areas of the technical guidelines for municipalities (IOM 2021).
    AREA = "areas" {
        1 "sustainable-development", 2 "mainstreaming", 3 "specific-needs",
        4 "participation", 5 "exchange-networks",
    }
    /// The five dimensions of ANCI Toscana's self-assessment tool.
    DIMENSION = "dimensions" {
        1 "housing-offer", 2 "networks", 3 "socio-educational", 4 "skills", 5 "policy-and-funding",
    }
    /// Who may see a work: everyone, or members of the network only.
    VISIBILITY = "visibility" { 1 "public", 2 "network", }
    /// How well proven a practice is.
    MATURITY = "maturity" { 1 "idea", 2 "promising", 3 "good", 4 "institutionalised", }
    /// How far a pilot has come.
    STAGE = "stage" { 1 "planned", 2 "running", 3 "closed", 4 "stopped", }
    /// What became of a practice after its start.
    OUTCOME = "outcome" { 1 "ongoing", 2 "ended", 3 "regular-service", 4 "stopped", }
    /// Whom a work is about.
    TARGET_GROUP = "target_groups" {
        1 "third-country-nationals", 2 "left-reception", 3 "employed-without-network",
        4 "refugees", 5 "temporary-protection", 6 "asylum-seekers", 7 "unaccompanied-minors",
        8 "care-leavers", 9 "families", 10 "lone-parents", 11 "women", 12 "seasonal-workers",
        13 "exploited-persons", 14 "roma", 15 "students", 16 "elderly", 17 "disabled",
        18 "undocumented", 19 "host-community", 20 "landlords", 21 "neighbours",
        22 "municipal-staff", 23 "tso-staff", 24 "homeless",
    }
    /// What kind of solution a work describes.
    SOLUTION = "solution_types" {
        1 "transitional-housing", 2 "shared-flat", 3 "solidarity-condominium",
        4 "social-rental-agency", 5 "guarantee-fund", 6 "landlord-incentive", 7 "family-hosting",
        8 "community-sponsorship", 9 "housing-first", 10 "renovated-stock", 11 "employer-housing",
        12 "self-build", 13 "cooperative-housing", 14 "information-desk", 15 "anti-discrimination",
        16 "training", 17 "governance",
    }
    /// How far a work's territory reaches.
    SCOPE = "scope" {
        1 "neighbourhood", 2 "municipality", 3 "inter-municipal", 4 "province", 5 "region",
        6 "country",
    }
    /// Inhabitants of the territory.
    POPULATION = "population" { 1 "<5k", 2 "5-20k", 3 "20-50k", 4 "50-250k", 5 ">250k", }
    /// Eurostat's degree of urbanisation.
    URBANISATION = "urbanisation" { 1 "city", 2 "town", 3 "rural", }
    /// How migration reached the territory.
    MIGRATION_HISTORY = "migration_history" {
        1 "first-reception", 2 "transit", 3 "stable-permanence", 4 "family-reunification",
        5 "seasonal-work",
    }
    /// Who the foreign residents are.
    FOREIGN_POPULATION = "foreign_population" {
        1 "individuals", 2 "families", 3 "seasonal-workers", 4 "unaccompanied-minors",
        5 "students", 6 "mixed",
    }
    /// Foreign residents among all residents.
    FOREIGN_SHARE = "foreign_share" { 1 "<3%", 2 "3-8%", 3 "8-15%", 4 ">15%", }
    /// What makes housing hard to find there.
    HOUSING_MARKET = "housing_market" {
        1 "high-rents", 2 "no-private-supply", 3 "vacant-stock", 4 "informal-letting",
        5 "discrimination", 6 "no-social-stock", 7 "tourism-pressure",
    }
    /// Where the municipality's politics stood.
    POLITICAL_SUPPORT = "political_support" { 1 "explicit", 2 "neutral", 3 "contested", }
    /// The municipality's own people for it.
    STAFFING = "staffing" { 1 "none", 2 "part-time", 3 "team", }
    /// What an actor did.
    ACTOR_ROLE = "actor role" {
        1 "lead", 2 "co-designer", 3 "implementer", 4 "funder", 5 "property-provider",
        6 "referral", 7 "evaluator", 8 "beneficiary-association",
    }
    /// What an actor or a party is.
    ACTOR_TYPE = "actor type" {
        1 "municipality", 2 "region", 3 "state", 4 "public-housing-body", 5 "tso",
        6 "migrant-association", 7 "private-landlord", 8 "estate-agent", 9 "bank-or-foundation",
        10 "employer", 11 "trade-union", 12 "health-service", 13 "school", 14 "university",
        15 "international-organisation", 16 "neighbourhood-group", 17 "union-of-municipalities",
    }
    /// What support an actor gave (UN-Habitat's five).
    SUPPORT = "support" {
        1 "administrative", 2 "financial", 3 "political", 4 "technical", 5 "other",
    }
    /// Where the money came from.
    FUNDING_SOURCE = "funding source" {
        1 "municipal", 2 "regional", 3 "national", 4 "amif", 5 "esf-plus", 6 "erdf",
        7 "eui-or-urbact", 8 "foundation", 9 "private", 10 "rent-revenue", 11 "in-kind",
        12 "tax-allocation",
    }
    /// What the money was spent on.
    BUDGET_LINE = "budget line" {
        1 "staff", 2 "rent-and-guarantees", 3 "works", 4 "mediation", 5 "other",
    }
    /// How it was evaluated.
    EVALUATION = "evaluation" { 1 "none", 2 "self", 3 "external", 4 "experimental", }
    /// What help the publisher offers to those who want to do the same.
    HELP_OFFERED = "help_offered" { 1 "questions", 2 "call", 3 "host-visit", 4 "mentor", }
    /// Licences; what each permits is in [`crate::record::licence`].
    LICENCE = "licence" {
        1 "CC0-1.0", 2 "CC-BY-4.0", 3 "CC-BY-SA-4.0", 4 "CC-BY-NC-4.0", 5 "CC-BY-NC-SA-4.0",
        6 "CC-BY-ND-4.0", 7 "CC-BY-NC-ND-3.0-IGO", 8 "EUPL-1.2", 9 "IODL-2.0",
        10 "all-rights-reserved",
    }
    /// How a translation was made.
    TRANSLATION_METHOD = "translation_method" { 1 "human", 2 "machine", 3 "machine-reviewed", }
    /// What a section of a work is about.
    SECTION_ROLE = "section" {
        1 "text", 2 "problem", 3 "what-was-done", 4 "results", 5 "what-did-not-work",
        6 "preconditions", 7 "objectives", 8 "participation", 9 "governance", 10 "resources",
        11 "evaluation", 12 "side-effects", 13 "success-factors", 14 "sustainability",
        15 "ethics", 16 "transferability", 17 "users-opinion", 18 "hypothesis",
        19 "decision-criteria", 20 "monitoring", 21 "purpose", 22 "method", 23 "glossary",
        24 "facilitator-notes", 25 "follow-up", 26 "access", 27 "eligibility", 28 "sources",
    }
    /// How one work relates to another.
    RELATION = "relation" {
        1 "adapts", 2 "replicates", 3 "implements", 4 "trains-for", 5 "cites", 6 "part-of",
        7 "funded-under", 8 "evaluated-by", 9 "contradicts", 10 "replaces",
    }
    /// What a contributor did.
    CONTRIBUTOR_ROLE = "contributor role" {
        1 "author", 2 "partner", 3 "funder", 4 "translator", 5 "reviewer",
    }
    /// What a document is for.
    DOCUMENT_ROLE = "document role" {
        1 "main", 2 "handout", 3 "slides", 4 "form", 5 "report", 6 "image", 7 "other",
    }
    /// How binding a recommendation is.
    STRENGTH = "strength" { 1 "must", 2 "should", 3 "could", }
    /// What a training is.
    TRAINING_TYPE = "training_type" {
        1 "course", 2 "module", 3 "session", 4 "exercise", 5 "case-study", 6 "slide-deck",
        7 "handout", 8 "video", 9 "quiz", 10 "facilitator-guide", 11 "e-learning",
    }
    /// For whom in terms of experience.
    LEVEL = "level" { 1 "introductory", 2 "intermediate", 3 "advanced", }
    /// How a training is held.
    MODE = "mode" { 1 "face-to-face", 2 "online", 3 "self-paced", 4 "blended", }
    /// What an agreement template is.
    AGREEMENT_TYPE = "agreement_type" {
        1 "memorandum", 2 "protocol", 3 "convention", 4 "co-design-agreement",
        5 "data-sharing-annex", 6 "tenancy-pact", 7 "guarantee-rules",
    }
    /// What a social resource offers.
    SERVICE_TYPE = "service_type" {
        1 "temporary-accommodation", 2 "rental-intermediation", 3 "guarantee", 4 "mediation",
        5 "legal", 6 "language", 7 "health", 8 "employment", 9 "food-and-household",
        10 "mapping-desk", 11 "volunteering",
    }
    /// How many people a resource can take.
    CAPACITY = "capacity" { 1 "1-5", 2 "6-15", 3 "16-50", 4 ">50", }
    /// How exactly a resource's place may be told.
    LOCATION_PRECISION = "location_precision" {
        1 "address", 2 "street", 3 "municipality", 4 "hidden",
    }
    /// When a self-assessment item is asked.
    ASSESSMENT_MODE = "assessment mode" { 1 "design", 2 "monitoring", }
    /// What an organisation is.
    ORGANISATION_KIND = "organisation kind" {
        1 "municipality", 2 "union-of-municipalities", 3 "region", 4 "tso",
        5 "international-organisation", 6 "university", 7 "network-body",
    }
    /// Why something was withdrawn, suspended or revoked.
    REASON = "reason" {
        1 "mistake", 2 "outdated", 3 "personal-data", 4 "rights", 5 "unlawful",
        6 "lost-device", 7 "stolen-device", 8 "staff-change", 9 "left-network", 10 "other",
    }
    /// What a withdrawal does with the copies: correct (hide), withdraw (hide), erase (purge).
    WITHDRAWAL_LEVEL = "level of withdrawal" { 1 "correct", 2 "withdraw", 3 "erase", }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_ascend_and_keys_are_unique() {
        for list in ALL {
            assert!(list.terms.windows(2).all(|pair| pair[0].code < pair[1].code), "{}", list.name);
            for term in list.terms {
                assert_eq!(list.code(term.key), Some(term.code), "{} {}", list.name, term.key);
                assert_eq!(list.key(term.code), Some(term.key));
            }
        }
    }

    #[test]
    fn keys_are_found_however_they_are_written() {
        assert_eq!(SOLUTION.code("Shared Flat"), Some(2));
        assert_eq!(SOLUTION.code("shared_flat"), Some(2));
        assert_eq!(SOLUTION.code("castle"), None);
    }
}
