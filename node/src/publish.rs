//! Publishing: files become signed works, changed files revisions, unchanged ones nothing.
//!
//! Owns: which file belongs to which work, and what a new record is about. Refuses to know how files
//! are parsed ([`crate::intake`]) and where they came from.

use crate::clock;
use crate::folder::Folder;
use crate::identity::Who;
use crate::intake::{self, Defaults, Draft, Source};
use crate::keys;
use crate::library;
use crate::problem::store_problem;
use crate::store::{
    AuthorError, Draft as Writing, Incoming, OwnHead, Source as Before, Store, StoreError, View, WorkStanding,
};
use protocol::api::{
    FileOutcome, FileReport, Problem, ProblemKind, PublishReport, SCHEMA_VERSION, SourceFile,
};
use protocol::authority::Authority;
use protocol::codec::Wire;
use protocol::envelope::Parcel;
use protocol::id::{RecordId, WorkId};
use protocol::key::SecretKey;
use protocol::record::publication::parts::{Relation, RelationTarget};
use protocol::record::{About, Profile, Publication, kind, licence};
use protocol::sign::{self, Position, SaltedBody, Subject};
use protocol::verify;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::Mutex;

/// CC-BY-4.0: what a file that names no licence is published under.
const CC_BY: u16 = 2;

/// Said of a file whose work was withdrawn, and that was not changed since.
const LEFT_OUT: &str = "what it says was withdrawn, so it is not published again; to publish it as a new \
                        work all the same, change its text or take a copy of the file";

/// Signs and stores what this node's organisation says.
#[derive(Clone)]
pub struct Publisher {
    store: Store,
    who: Who,
    node: Arc<SecretKey>,
    /// Held from looking at files until they are signed: of two commands with the same file, the second
    /// finds what the first has made of it.
    turn: Arc<Mutex<()>>,
}

/// A file that is ready to be signed.
struct Ready {
    /// The file and the hash of what it says; absent for what does not come from a file.
    source: Option<(String, [u8; 32])>,
    subject: Subject,
    body: SaltedBody,
    title: String,
}

/// What looking at a file led to.
enum Look {
    Over(FileOutcome),
    Ready(Box<Ready>),
}

impl Publisher {
    /// For one node.
    #[must_use]
    pub fn new(store: Store, who: Who, folder_key: Arc<SecretKey>) -> Self {
        Self { store, who, node: folder_key, turn: Arc::default() }
    }

    /// The node's key, read from its folder.
    ///
    /// # Errors
    /// When it is missing or damaged.
    pub fn key(folder: &Folder) -> Result<Arc<SecretKey>, Problem> {
        keys::load_plain(&folder.node_key()).map(Arc::new)
    }

    /// Publishes files: each whole or not at all. Returns the report and what is to be announced. With
    /// `revises`, the files are texts for that work, which is ours and shown.
    ///
    /// # Errors
    /// When this node may not publish, or the store fails.
    pub async fn publish(
        &self,
        authority: &Arc<Authority>,
        files: Vec<SourceFile>,
        dry_run: bool,
        revises: Option<WorkId>,
    ) -> Result<(PublishReport, Vec<Parcel>), Problem> {
        self.may_publish(authority)?;
        let _turn = self.turn.lock().await;
        let this = self.clone();
        let looked = self
            .store
            .read(move |view| {
                let mut keys = BTreeSet::new();
                let look = |file: SourceFile| match keys.insert(file.key.clone()) {
                    true => this.look(view, file, revises),
                    // One file by two paths: what it says now is seen when the first is published.
                    false => {
                        let needs = file.name.clone();
                        Ok((file.name, Vec::new(), Look::Over(FileOutcome::Deferred { needs })))
                    }
                };
                files.into_iter().map(look).collect::<Result<Vec<_>, _>>()
            })
            .await
            .map_err(|error| store_problem(&error))?;
        let mut report = PublishReport { schema_version: SCHEMA_VERSION, files: Vec::new() };
        let (mut ready, mut places) = (Vec::new(), Vec::new());
        for (name, warnings, look) in looked {
            let outcome = match look {
                Look::Over(outcome) => outcome,
                Look::Ready(one) => {
                    let outcome = foreseen(&one);
                    places.push(report.files.len());
                    ready.push(*one);
                    outcome
                }
            };
            report.files.push(FileReport { name, outcome, warnings });
        }
        if dry_run {
            return Ok((report, Vec::new()));
        }
        let said: Vec<(Option<WorkId>, String)> =
            ready.iter().map(|one| (one.subject.subject, one.title.clone())).collect();
        let signed = self.sign(authority, ready).await?;
        for (((before, title), place), (record, _)) in said.into_iter().zip(places).zip(&signed) {
            report.files[place].outcome = outcome(before, *record, title);
        }
        Ok((report, signed.into_iter().map(|(_, parcel)| parcel).collect()))
    }

    /// Signs and stores one record of any kind.
    ///
    /// # Errors
    /// When this node may not publish, the body breaks its bounds, or the store fails.
    pub async fn say<T: Wire>(
        &self,
        authority: &Arc<Authority>,
        subject: Subject,
        body: &T,
    ) -> Result<(RecordId, Parcel), Problem> {
        self.may_publish(authority)?;
        let body = SaltedBody::new(&keys::random(), body)
            .map_err(|error| Problem::new(ProblemKind::Usage, error.to_string()))?;
        let ready = Ready { source: None, subject, body, title: String::new() };
        let mut signed = self.sign(authority, vec![ready]).await?;
        signed.pop().ok_or_else(|| Problem::new(ProblemKind::Failure, "nothing was signed"))
    }

    /// Reads what our organisation says of itself from a file, with what is odd about it in sentences.
    ///
    /// # Errors
    /// When the file cannot be published as its author meant it.
    pub fn profile(
        &self,
        authority: &Authority,
        file: &SourceFile,
    ) -> Result<(Profile, Vec<String>), Problem> {
        let member = authority.organisation(self.who.organisation);
        let known = intake::Known {
            name: member.map_or(self.who.identity.name.as_str(), |one| one.name.as_str()),
            kind: member.map_or(0, |one| one.kind),
        };
        match intake::profile(&file.text, known, &self.defaults()) {
            Ok((profile, warnings)) => Ok((profile, warnings.iter().map(ToString::to_string).collect())),
            Err(refusal) => {
                let message = format!("The profile in {} cannot be read: {refusal}", file.name);
                Err(Problem::new(ProblemKind::Refused, message)
                    .hint("an example to start from: vicinia profile set --example"))
            }
        }
    }

    /// What our files need not say.
    fn defaults(&self) -> Defaults {
        Defaults {
            language: self.who.identity.language.clone(),
            country: self.who.identity.country.clone(),
            territory: self.who.identity.place.clone(),
            licence: CC_BY,
            today: clock::day_of(clock::now_ms()),
        }
    }

    fn may_publish(&self, authority: &Authority) -> Result<(), Problem> {
        let refused = |why: &str, hint: &str| Err(Problem::new(ProblemKind::Refused, why).hint(hint));
        let signer = (self.who.organisation, self.who.node);
        if !authority.roster().is_member(self.who.organisation) {
            return refused(
                "this organisation is not a member of the network now, so others would not accept its works",
                "vicinia status says why",
            );
        }
        if !authority.knows(signer) {
            return refused(
                "this organisation was admitted, but the certificate of this node has not come back to it yet",
                "try again in a moment: vicinia status says when it is a member",
            );
        }
        let now = clock::now_ms();
        let valid = authority.periods(signer).iter().any(|period| period.expires_at_ms >= now);
        if !valid || !authority.cuts(signer).is_empty() {
            return refused(
                "this node may not sign for its organisation: its certificate has expired or it was revoked",
                "vicinia node says which of the two, and what to do",
            );
        }
        Ok(())
    }

    fn look(
        &self,
        view: &View<'_>,
        file: SourceFile,
        revises: Option<WorkId>,
    ) -> Result<(String, Vec<String>, Look), StoreError> {
        let defaults = self.defaults();
        let source = Source { name: &file.name, text: &file.text, defaults: &defaults };
        let draft = match intake::read(&source) {
            Ok(draft) => draft,
            Err(refusal) => {
                let reason = refusal.to_string();
                return Ok((file.name, Vec::new(), Look::Over(FileOutcome::Refused { reason })));
            }
        };
        let mut warnings: Vec<String> = draft.warnings.iter().map(ToString::to_string).collect();
        let look = self.prepare(view, &file, draft, revises)?;
        if matches!(look, Look::Over(FileOutcome::Withdrawn { .. })) {
            warnings.push(LEFT_OUT.into());
        }
        Ok((file.name, warnings, look))
    }

    fn prepare(
        &self,
        view: &View<'_>,
        file: &SourceFile,
        draft: Draft,
        revises: Option<WorkId>,
    ) -> Result<Look, StoreError> {
        let Draft { mut publication, translation_of, relations_to_files, .. } = draft;
        let about = match translation_of {
            None => None,
            Some(named) => match self.resolve(view, &file.key, &named)? {
                None => return Ok(Look::Over(FileOutcome::Deferred { needs: named })),
                Some(about) => match translatable(view, about)? {
                    Ok(language) => {
                        if let Some(translation) = &mut publication.translation {
                            translation.source_language = language;
                        }
                        Some(about)
                    }
                    Err(reason) => return Ok(Look::Over(FileOutcome::Refused { reason })),
                },
            },
        };
        for (relation, named) in relations_to_files {
            let Some(target) = self.resolve(view, &file.key, &named)? else {
                return Ok(Look::Over(FileOutcome::Deferred { needs: named }));
            };
            publication.relations.push(Relation { relation, target: RelationTarget::Work(target.work) });
        }
        let content = *blake3::hash(file.text.as_bytes()).as_bytes();
        let before = view.source(&file.key)?;
        let same = before.filter(|before| before.content_hash == content);
        let nothing_new = match revises {
            Some(work) => says_so(view, work, same, (&publication, about))?,
            None => settled(view, same)?,
        };
        if let Some(outcome) = nothing_new {
            return Ok(Look::Over(outcome));
        }
        let work = match revises {
            Some(work) => Some(work),
            None => still_shown(view, before.map(|before| before.work))?,
        };
        let title = publication.title.clone();
        let body = match SaltedBody::new(&keys::random(), &publication) {
            Ok(body) => body,
            Err(error) => {
                let reason = error.to_string();
                return Ok(Look::Over(FileOutcome::Refused { reason }));
            }
        };
        let supersedes = match work {
            Some(work) => library::heads(view, work)?,
            None => Vec::new(),
        };
        let subject = Subject { kind: kind::PUBLICATION, subject: work, about, supersedes };
        let source = Some((file.key.clone(), content));
        Ok(Look::Ready(Box::new(Ready { source, subject, body, title })))
    }

    /// A work named by its id, or by a file of the same folder that was published before.
    fn resolve(&self, view: &View<'_>, key: &str, named: &str) -> Result<Option<About>, StoreError> {
        let work = match named.parse::<WorkId>() {
            Ok(work) => Some(work),
            Err(_) => {
                let folder = key.rsplit_once('/').map_or("", |(folder, _)| folder);
                view.source(&format!("{folder}/{named}"))?.map(|before| before.work)
            }
        };
        let Some(work) = work else { return Ok(None) };
        Ok(library::live(view, work)?.map(|(_, record)| About { work, record }))
    }

    async fn sign(
        &self,
        authority: &Arc<Authority>,
        ready: Vec<Ready>,
    ) -> Result<Vec<(RecordId, Parcel)>, Problem> {
        // The writer runs these in order within one transaction; each sends back what it signed.
        let (told, hear) = std::sync::mpsc::sync_channel(ready.len().max(1));
        let mut drafts = Vec::with_capacity(ready.len());
        let now = clock::now_ms();
        for Ready { source, subject, body, .. } in ready {
            let (this, authority, told) = (self.clone(), Arc::clone(authority), told.clone());
            let draft = Writing::new(move |head| {
                let incoming = this.write(&authority, head, subject, body, now)?;
                let _ = told.send(parcel(&incoming));
                Ok::<_, String>(incoming)
            });
            drafts.push(match source {
                Some((key, content)) => draft.from_source(key, content),
                None => draft,
            });
        }
        drop(told);
        self.store.author_many(drafts, now).await.map_err(|error| match error {
            AuthorError::Writer(words) => Problem::new(ProblemKind::Refused, words),
            AuthorError::Store(error) => store_problem(&error),
        })?;
        Ok(hear.iter().collect())
    }

    fn write(
        &self,
        authority: &Authority,
        head: OwnHead,
        subject: Subject,
        body: SaltedBody,
        now: u64,
    ) -> Result<Incoming, String> {
        let position = Position {
            network: self.who.network,
            organisation: self.who.organisation,
            sequence: head.sequence,
            previous: head.previous,
            issued_at_ms: now,
        };
        let (_, envelope) =
            sign::record(&self.node, position, subject, &body).map_err(|error| error.to_string())?;
        let record = verify::record(envelope, authority).map_err(|refusal| refusal.to_string())?;
        let body = verify::body(&record, body.into_bytes()).map_err(|fault| fault.to_string())?;
        Ok(Incoming { record, body: Some(body) })
    }
}

fn parcel(incoming: &Incoming) -> (RecordId, Parcel) {
    let body = incoming.body.as_ref().map(|body| body.salted.clone());
    (incoming.record.id, Parcel { envelope: incoming.record.envelope.clone(), body })
}

/// What there is to say of a file that was published just like this: its work is there, or was withdrawn
/// and is not brought back by what nobody has changed.
fn settled(view: &View<'_>, same: Option<Before>) -> Result<Option<FileOutcome>, StoreError> {
    let Some(Before { work, .. }) = same else { return Ok(None) };
    let standing = view.work(work)?.map(|row| row.standing);
    let work = work.to_string();
    Ok(match standing {
        Some(WorkStanding::Live) => Some(FileOutcome::Unchanged { work }),
        Some(WorkStanding::Withdrawn { .. }) => Some(FileOutcome::Withdrawn { work }),
        Some(WorkStanding::Hidden) | None => None,
    })
}

/// Whether the newest revision of a work says just this already: it was made of the same file, or of
/// another with the same content.
fn says_so(
    view: &View<'_>,
    work: WorkId,
    same: Option<Before>,
    (publication, about): (&Publication, Option<About>),
) -> Result<Option<FileOutcome>, StoreError> {
    let Some((_, newest)) = library::live(view, work)? else { return Ok(None) };
    if view.record(newest)?.is_none_or(|record| record.facts.about != about) {
        return Ok(None);
    }
    let says = same.is_some_and(|before| before.record == newest)
        || library::publication(view, newest)?.is_some_and(|newest| newest == *publication);
    Ok(says.then(|| FileOutcome::Unchanged { work: work.to_string() }))
}

/// A work that was withdrawn is not revised: a file that was changed since begins a new one.
fn still_shown(view: &View<'_>, work: Option<WorkId>) -> Result<Option<WorkId>, StoreError> {
    let Some(work) = work else { return Ok(None) };
    Ok(library::live(view, work)?.map(|_| work))
}

/// Whether the licence of a work permits its translation; if so, the language it is in.
fn translatable(view: &View<'_>, source: About) -> Result<Result<String, String>, StoreError> {
    let Some(publication) = library::publication(view, source.record)? else {
        return Ok(Err("the work it translates has no text here yet".into()));
    };
    let Publication { licence: code, title, language, .. } = publication;
    if licence::permissions(code).translate {
        return Ok(Ok(language));
    }
    let name = protocol::vocabulary::LICENCE.key(code).unwrap_or("its licence");
    Ok(Err(format!("“{title}” may not be translated: {name} forbids it")))
}

fn foreseen(ready: &Ready) -> FileOutcome {
    let title = ready.title.clone();
    match ready.subject.subject {
        Some(work) => FileOutcome::Revised { work: work.to_string(), record: String::new(), title },
        None => FileOutcome::Published { work: String::new(), title },
    }
}

fn outcome(before: Option<WorkId>, record: RecordId, title: String) -> FileOutcome {
    match before {
        Some(work) => FileOutcome::Revised { work: work.to_string(), record: record.to_string(), title },
        None => FileOutcome::Published { work: record.to_string(), title },
    }
}
