//! The sample network's records: a work of each kind with every field in use, and what is said of them.
//!
//! Owns: one chain of records by Prato's node. Refuses to know how they travel.
//! Neighbours: [`super::authority`] says who may sign, [`super::messages`] carries what is made here.

use super::authority::{extensions, network};
use super::{NOW, Vector, key, noise, organisation, vector};
use protocol::codec::Wire;
use protocol::envelope::Parcel;
use protocol::extension::{Extension, Extensions};
use protocol::id::{DocumentHash, RecordId, WorkId};
use protocol::key::Context as Prefix;
use protocol::record::profile::{Localised, RoleContact};
use protocol::record::publication::details::{AssessmentItem, Clause, Party, Recommendation, SessionStep};
use protocol::record::publication::{
    Actor, AgreementDetails, AssessmentDetails, BudgetLine, Contact, Context, Contributor, Details, Document,
    Funding, GuidelineDetails, Indicator, KeyDate, Link, Place, PlainSummary, PracticeDetails, Relation,
    RelationTarget, ResourceDetails, Section, Territory, TrainingDetails, Translation,
};
use protocol::record::{About, Confirmation, Header, Profile, Publication, Withdrawal, kind};
use protocol::sign::{Position, SaltedBody, Subject, record};
use protocol::time::Day;

fn some(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn contact() -> Contact {
    Contact {
        office: "Ufficio casa".into(),
        email: "casa@comune.example".into(),
        phone: "+39 055 000000".into(),
    }
}

fn territory() -> Territory {
    Territory {
        country: "IT".into(),
        region: "Toscana".into(),
        name: "Prato".into(),
        nuts: "ITI15".into(),
        lau: "100005".into(),
        scope: 2,
        population: 4,
        urbanisation: 1,
        place: Some(Place { latitude_milli: 43_880, longitude_milli: -11_097 }),
    }
}

/// A work with nothing but what it must have.
fn plain(title: &str) -> Publication {
    Publication {
        version: 1,
        language: "it".into(),
        visibility: 1,
        title: title.into(),
        licence: 2,
        ..Publication::default()
    }
}

/// A work with something in every field.
fn full(title: &str) -> Publication {
    Publication {
        summary: "Cinque alloggi, un patto di vicinato.".into(),
        plain_summary: Some(PlainSummary {
            language: "en".into(),
            text: "Five flats. Good neighbours.".into(),
        }),
        sections: sections(),
        areas: vec![1, 3],
        dimensions: vec![1, 2],
        target_groups: vec![4, 24],
        solution_types: vec![2, 3],
        keywords: some(&["abitare", "συγκατοίκηση"]),
        territory: territory(),
        context: context(),
        actors: vec![Actor { name: "Il Cortile".into(), kind: 5, role: 3, support: vec![1, 4] }],
        contributors: vec![Contributor {
            name: "Comune di Prato".into(),
            role: 1,
            organisation: Some(organisation("prato")),
        }],
        contact: Some(contact()),
        review_by: Day::new(2028, 6, 30),
        translation: Some(Translation {
            method: 3,
            source_language: "en-GB".into(),
            translator: "Il Cortile".into(),
        }),
        relations: vec![
            Relation { relation: 1, target: RelationTarget::Work(WorkId(noise("work"))) },
            Relation { relation: 5, target: RelationTarget::Url("https://example.org/a?b=c".into()) },
        ],
        links: vec![Link { url: "https://example.org/".into(), title: "Vicini".into() }],
        documents: vec![document()],
        extensions: extensions(),
        ..plain(title)
    }
}

fn context() -> Context {
    Context {
        migration_history: vec![3, 4],
        foreign_population: vec![2],
        foreign_share: 4,
        housing_market: vec![1, 7],
        policy_frame: "Piano sociale di zona".into(),
        political_support: 1,
        staffing: 2,
    }
}

fn sections() -> Vec<Section> {
    let text = "Troppe famiglie escono dall’accoglienza senza una casa.\n\n- *primo*\n- secondo";
    vec![
        Section { role: 2, heading: "Il problema".into(), text: text.into(), language: None },
        Section {
            role: 1, heading: String::new(), text: "Καλημέρα".into(), language: Some("el".into())
        },
    ]
}

fn document() -> Document {
    Document {
        hash: DocumentHash(noise("document")),
        bytes: 1 << 30,
        media_type: "application/pdf".into(),
        name: "patto.pdf".into(),
        language: "it".into(),
        description: "Il patto".into(),
        licence: 3,
        role: 1,
        extensions: Extensions::NONE,
    }
}

fn practice(stage: u16) -> Details {
    Details::Practice(PracticeDetails {
        maturity: 3,
        stage,
        outcome: 1,
        start: Day::new(2024, 0, 0),
        end: Day::new(2025, 11, 0),
        next_decision: Day::new(2026, 3, 31),
        key_dates: vec![KeyDate { date: Day(20_240_901), text: "Primo alloggio".into() }],
        funding: vec![Funding {
            source: 4,
            name: "FAMI".into(),
            amount_cents: Some(12_500_000),
            currency: "EUR".into(),
            from: Day::new(2024, 1, 1),
            to: None,
        }],
        budget: vec![BudgetLine { line: 1, amount_cents: 7_000_000_000 }],
        cost_per_person_per_day_cents: Some(3_150),
        people_reached: Some(70_000),
        indicators: vec![Indicator {
            name: "Sfratti".into(),
            baseline: "12".into(),
            value: "3".into(),
            unit: "all’anno".into(),
            date: None,
            source: "Comune".into(),
        }],
        evaluation: 2,
        help_offered: vec![1, 3],
        extensions: Extensions::NONE,
    })
}

fn guideline() -> Details {
    Details::Guideline(GuidelineDetails {
        audience: some(&["Comuni"]),
        issuer: "Comune di Prato".into(),
        jurisdiction: "IT".into(),
        legal_basis: some(&["L. 328/2000"]),
        recommendations: vec![Recommendation {
            id: "R1".into(),
            text: "Ascoltare il vicinato.".into(),
            area: 4,
            strength: 2,
            rationale: "Evita conflitti.".into(),
            actor: "Comune".into(),
            precondition: String::new(),
            checklist: true,
        }],
        extensions: Extensions::NONE,
    })
}

fn training() -> Details {
    Details::Training(TrainingDetails {
        training_type: 2,
        level: 1,
        mode: 4,
        duration_minutes: 480,
        group_min: 6,
        group_max: 300,
        objectives: some(&["Leggere un contratto d’affitto"]),
        audience: some(&["operatori"]),
        materials: some(&["lavagna", "fogli"]),
        session_plan: vec![SessionStep {
            minutes: 45,
            activity: "Gioco di ruolo".into(),
            method: "coppie".into(),
            materials: "schede".into(),
        }],
        certificate: false,
        train_the_trainer: true,
        extensions: Extensions::NONE,
    })
}

fn assessment() -> Details {
    Details::Assessment(AssessmentDetails {
        items: vec![AssessmentItem {
            id: "D1.1".into(),
            dimension: 1,
            area: 2,
            text: "C’è un’agenzia sociale per la casa?".into(),
            help: "Anche intercomunale.".into(),
            anchors: some(&["no", "in progetto", "sì"]),
            modes: vec![1, 2],
            evidence_from: 2,
            target: 2,
        }],
        item_map: vec![("D1".into(), "D1.1".into())],
        extensions: Extensions::NONE,
    })
}

fn agreement() -> Details {
    Details::Agreement(AgreementDetails {
        agreement_type: 6,
        parties: vec![Party { kind: 7, role: "locatore".into() }],
        jurisdiction: "IT".into(),
        legal_basis: some(&["L. 431/1998"]),
        lawyer_reviewed: Day::new(2025, 5, 0),
        clauses: vec![Clause {
            heading: "Oggetto".into(),
            text: "Il locatore {{nome}} concede l’alloggio.".into(),
            optional: false,
            note: "Indicare il foglio catastale.".into(),
            risk: String::new(),
        }],
        extensions: Extensions::NONE,
    })
}

fn resource() -> Details {
    Details::Resource(ResourceDetails {
        provider: "Il Cortile".into(),
        service: "Sportello casa".into(),
        service_type: 10,
        languages_offered: some(&["it", "ur", "zh-Hans"]),
        schedule: "mar 9–13".into(),
        cost: "gratuito".into(),
        capacity: 2,
        accessibility: "senza gradini".into(),
        referral: "libero".into(),
        contact: Some(contact()),
        location_precision: 3,
        last_verified: Day::new(2026, 1, 15),
        verified_by: "Ufficio casa".into(),
        extensions: Extensions::NONE,
    })
}

fn profile() -> Profile {
    let say = |language: &str, text: &str| Localised { language: language.into(), text: text.into() };
    Profile {
        version: 1,
        names: vec![say("it", "Comune di Prato"), say("en", "Municipality of Prato")],
        kind: 1,
        territory: territory(),
        languages: some(&["it", "en"]),
        contacts: vec![RoleContact { role: "sportello casa".into(), contact: contact() }],
        about: vec![say("it", "Una città tessile.")],
        knows: vec![say("it", "patti di vicinato")],
        seeks: vec![say("it", "fondi di garanzia")],
        website: Some("https://prato.example/".into()),
        extensions: Extensions::NONE,
    }
}

/// Prato's node, which writes one record after the other.
struct Author {
    sequence: u64,
    previous: Option<RecordId>,
}

impl Author {
    fn write(&mut self, subject: Subject, salted: SaltedBody) -> (Parcel, Header) {
        let position = Position {
            network: network(),
            organisation: organisation("prato"),
            sequence: self.sequence,
            previous: self.previous,
            issued_at_ms: NOW + self.sequence,
        };
        let (header, envelope) = record(&key("prato node"), position, subject, &salted).unwrap();
        (self.sequence, self.previous) = (self.sequence + 1, Some(envelope.id()));
        (Parcel { envelope, body: Some(salted.into_bytes()) }, header)
    }

    fn say<T: Wire>(&mut self, subject: Subject, body: &T) -> Parcel {
        let salt = noise(&format!("salt {}", self.sequence));
        self.write(subject, SaltedBody::new(&salt, body).unwrap()).0
    }

    fn work(&mut self, mut work: Publication, work_kind: u16, details: &Details) -> Parcel {
        work.set_details(work_kind, details).unwrap();
        self.say(Subject { kind: kind::PUBLICATION, ..Subject::default() }, &work)
    }
}

/// The first work: small enough for gossip.
#[must_use]
pub fn first() -> Parcel {
    Author { sequence: 0, previous: None }.work(full("Abitare insieme a Prato"), 1, &practice(0))
}

/// A record of a kind that this version does not know, with an extension that is critical.
fn of_tomorrow(author: &mut Author) -> Parcel {
    let body = SaltedBody::from_bytes(&noise("salt of tomorrow"), b"unread");
    let (_, mut header) = author.write(Subject { kind: 600, ..Subject::default() }, body);
    header.extensions = Extensions(vec![Extension { id: 7, bytes: vec![1, 2, 3] }]);
    let header = protocol::codec::encode(&header).unwrap();
    let signature = key("prato node").sign(Prefix::Record, &header);
    Parcel { envelope: protocol::envelope::Envelope { header, signature }, body: None }
}

/// What is said about the first work: a revision, a confirmation, a withdrawal.
fn about_the_first(author: &mut Author, first: RecordId) -> [Parcel; 3] {
    let about = Some(About { work: first.into(), record: first });
    let mut again = plain("Abitare insieme a Prato, riveduto");
    again.set_details(2, &practice(2)).unwrap();
    let supersedes = vec![first, RecordId(noise("unseen revision"))];
    let revision = Subject { kind: kind::PUBLICATION, subject: Some(first.into()), about, supersedes };
    let confirmation = Confirmation { version: 1, review_by: Day(20_291_231), extensions: Extensions::NONE };
    let withdrawal = Withdrawal {
        version: 1,
        whole_work: true,
        level: 3,
        reason: 3,
        citation: "Abitare insieme a Prato, 2026, ritirato".into(),
        replacement: Some(WorkId(noise("replacement"))),
        extensions: Extensions::NONE,
    };
    let bare = |kind| Subject { kind, about, ..Subject::default() };
    [
        author.say(revision, &again),
        author.say(bare(kind::CONFIRMATION), &confirmation),
        author.say(bare(kind::WITHDRAWAL), &withdrawal),
    ]
}

pub(super) fn vectors() -> Vec<Vector> {
    let mut author = Author { sequence: 0, previous: None };
    let mut all = Vec::new();
    let mut add = |name, about, parcel: &Parcel| all.push(vector(name, "Parcel", about, parcel));

    let first = author.work(full("Abitare insieme a Prato"), 1, &practice(0));
    add("record-practice", "a practice: a first record, every field in use", &first);
    add("record-pilot", "a pilot", &author.work(plain("Alloggi ponte"), 2, &practice(2)));
    add("record-guideline", "a guideline", &author.work(plain("Linee guida"), 3, &guideline()));
    add("record-training", "training material", &author.work(plain("Primo colloquio"), 4, &training()));
    add(
        "record-assessment",
        "a self-assessment form",
        &author.work(plain("Quanto siamo pronti"), 5, &assessment()),
    );
    add(
        "record-agreement",
        "an agreement template",
        &author.work(plain("Patto di locazione"), 6, &agreement()),
    );
    add(
        "record-resource",
        "an entry of the directory",
        &author.work(plain("Sportello casa"), 7, &resource()),
    );
    let subject = Subject { kind: kind::PROFILE, ..Subject::default() };
    add("record-profile", "a profile", &author.say(subject, &profile()));
    let [revision, confirmation, withdrawal] = about_the_first(&mut author, first.envelope.id());
    add("record-revision", "a revision of the practice, now a pilot; the least a work must say", &revision);
    add("record-confirmation", "the practice is still valid", &confirmation);
    add("record-withdrawal", "the practice is withdrawn, as a whole", &withdrawal);
    add(
        "record-of-tomorrow",
        "an unknown kind with a critical extension, without its body",
        &of_tomorrow(&mut author),
    );
    all
}
