//! Admission: invitations, requests to join, what stewards decide, and how a newcomer becomes known.
//!
//! Owns: the rules of the join and desk protocols on top of the roster. Refuses to know how messages
//! travel. Root and steward keys are opened for one act and dropped.

mod desk;
mod keys;
mod rules;

pub use keys::rotation;

use crate::clock;
use crate::folder::Folder;
use crate::governance::Governance;
use crate::identity::Who;
use crate::keys as files;
use crate::prefix::Prefix;
use crate::problem::store_problem;
use crate::setup::fingerprint;
use crate::store::{Desked, SignMemory, Store, StoreError};
use protocol::api::{
    Decision, JoinRequestLine, JoinRequests, Problem, ProblemKind, RosterChange, SCHEMA_VERSION,
};
use protocol::authority::{Authority, Paper};
use protocol::codec::{self, Wire};
use protocol::extension::Extensions;
use protocol::id::{EntryId, OrganisationId};
use protocol::join::invitation::Terms;
use protocol::join::request::CheckedRequest;
use protocol::join::{
    DeskItem, JoinAnswer, JoinAsk, JoinRefusal, Presented, SignedJoinRefusal, SignedJoinRequest, Ticket,
    refusal,
};
use protocol::key::SecretKey;
use protocol::limits;
use protocol::roster::operation::{Admit, NodeHead, Remove, Suspension};
use protocol::roster::{EntryDraft, Operation, SignedEntry, SigningRefused, Tip};
use protocol::vocabulary;
use rules::{acceptable, not_a_steward, one_organisation, refusal_of, waits};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A cheap handle.
#[derive(Clone)]
pub struct Admission {
    store: Store,
    governance: Governance,
    who: Who,
    node: Arc<SecretKey>,
}

impl Admission {
    /// For one node.
    #[must_use]
    pub fn new(store: Store, governance: Governance, who: Who, node: Arc<SecretKey>) -> Self {
        Self { store, governance, who, node }
    }

    fn authority(&self) -> Result<Arc<Authority>, Problem> {
        self.governance.authority().ok_or_else(|| {
            Problem::new(ProblemKind::Refused, "this node has not been admitted yet")
                .hint("vicinia status says what it waits for")
        })
    }

    /// Makes an invitation. `addresses`: of this node first, then of other members. It is good for the
    /// time asked for, at most [`limits::INVITATION_LIFETIME_MS`].
    ///
    /// # Errors
    /// When this organisation is not a member, or nobody has an address.
    pub async fn invite(
        &self,
        addresses: Vec<String>,
        valid_for_ms: Option<u64>,
    ) -> Result<(Ticket, Vec<String>), Problem> {
        let authority = self.authority()?;
        if !authority.roster().is_member(self.who.organisation) {
            return Err(Problem::new(ProblemKind::Refused, "only members can invite"));
        }
        if addresses.is_empty() {
            return Err(Problem::new(ProblemKind::Network, "this node has no address to be reached at")
                .hint("start it with --listen, or set `external` in vicinia.toml"));
        }
        let open = self.requests().await?.requests.len();
        if open >= limits::OPEN_INVITATIONS {
            return Err(Problem::new(ProblemKind::Refused, "too many requests are waiting")
                .hint("decide on them first: vicinia members requests"));
        }
        let tip = self
            .governance
            .tip()
            .await
            .ok_or_else(|| Problem::new(ProblemKind::Failure, "the roster is not here yet"))?;
        let most = limits::INVITATION_LIFETIME_MS;
        let terms = Terms {
            network: self.who.network,
            checkpoint: tip,
            addresses,
            organisation: self.who.organisation,
            expires_at_ms: clock::now_ms() + valid_for_ms.map_or(most, |wished| wished.min(most)),
        };
        let ticket = Ticket::issue(terms, files::random(), &self.node)
            .map_err(|error| Problem::new(ProblemKind::Failure, error.to_string()))?;
        let addresses = ticket.invitation().addresses.clone();
        Ok((ticket, addresses))
    }

    /// Answers what a stranger, or a member we do not know yet, says over the join protocol.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answer_join(&self, ask: JoinAsk) -> Result<JoinAnswer, StoreError> {
        match ask {
            JoinAsk::Request(request) => self.answer_request(request).await,
            JoinAsk::Present(Presented::Entry(entry)) => {
                let version = entry.entry().map_or(0, |entry| entry.version);
                let offered = self.governance.offer_entries(vec![entry]).await?;
                let tip = self.governance.tip().await;
                let known = offered.refused.is_empty() && tip.is_some_and(|tip| tip.version >= version);
                Ok(if known { JoinAnswer::Noted } else { JoinAnswer::Unfounded(tip) })
            }
            JoinAsk::Present(Presented::Paper(paper)) => {
                let offered = self.governance.offer_papers(vec![paper]).await?;
                let tip = self.governance.tip().await;
                Ok(if offered.refused.is_empty() { JoinAnswer::Noted } else { JoinAnswer::Unfounded(tip) })
            }
        }
    }

    async fn answer_request(&self, signed: SignedJoinRequest) -> Result<JoinAnswer, StoreError> {
        let Ok(request) = signed.check_all() else {
            return Ok(JoinAnswer::Refused(refusal::INVALID));
        };
        let Some(authority) = self.governance.authority() else {
            return Ok(JoinAnswer::Refused(refusal::NOT_READY));
        };
        if let Some(tip) = self.admitted(&authority, &request).await? {
            return Ok(JoinAnswer::Admitted(tip));
        }
        if let Err(code) = acceptable(&authority, &request, clock::now_ms()) {
            return Ok(JoinAnswer::Refused(code));
        }
        for item in self.items().await? {
            match item {
                DeskItem::Refusal(no) => {
                    if let Some(code) = refusal_of(&authority, &no, request.hash) {
                        return Ok(JoinAnswer::Refused(code));
                    }
                }
                DeskItem::Request(other) if other != signed => {
                    let taken = other.check_all().is_ok_and(|other| other.hash == request.hash);
                    if taken {
                        return Ok(JoinAnswer::Refused(refusal::USED));
                    }
                }
                DeskItem::Request(_) | DeskItem::Proposal(_) => {}
            }
        }
        if self.too_many(&authority, &request).await? {
            return Ok(JoinAnswer::Refused(refusal::TOO_MANY));
        }
        let laid = self.store.put_on_desk(DeskItem::Request(signed), clock::now_ms()).await?;
        Ok(if laid == Desked::Full { JoinAnswer::Refused(refusal::TOO_MANY) } else { JoinAnswer::Pending })
    }

    /// Whether exactly this request was granted; its certificate is taken in then.
    async fn admitted(
        &self,
        authority: &Authority,
        request: &CheckedRequest,
    ) -> Result<Option<Tip>, StoreError> {
        let roster = authority.roster();
        let granted = authority.organisation(request.organisation).is_some()
            && roster.invitations.contains(&request.hash);
        if !granted {
            return Ok(None);
        }
        if !authority.knows((request.organisation, request.node)) {
            let paper = Paper::Certificate(request.request.certificate.clone());
            self.governance.offer_papers(vec![paper]).await?;
        }
        Ok(self.governance.tip().await)
    }

    async fn too_many(&self, authority: &Authority, request: &CheckedRequest) -> Result<bool, StoreError> {
        let open = self.open_requests(authority).await?;
        let inviter = request.invitation.organisation;
        let of_inviter = open.iter().filter(|(_, other)| other.invitation.organisation == inviter);
        let known = open.iter().any(|(_, other)| other.hash == request.hash);
        Ok(!known && of_inviter.count() >= limits::OPEN_INVITATIONS)
    }

    async fn items(&self) -> Result<Vec<DeskItem>, StoreError> {
        let rows = self.store.read(|view| view.desk()).await?;
        Ok(rows.into_iter().map(|row| row.item).collect())
    }

    /// Requests that wait for a decision and could still be granted.
    async fn open_requests(
        &self,
        authority: &Authority,
    ) -> Result<Vec<(SignedJoinRequest, CheckedRequest)>, StoreError> {
        let items = self.items().await?;
        let refused = |hash| {
            items.iter().any(|item| match item {
                DeskItem::Refusal(no) => refusal_of(authority, no, hash).is_some(),
                DeskItem::Request(_) | DeskItem::Proposal(_) => false,
            })
        };
        let now = clock::now_ms();
        Ok(items
            .iter()
            .filter_map(|item| match item {
                DeskItem::Request(signed) => Some((signed.clone(), signed.check_all().ok()?)),
                DeskItem::Refusal(_) | DeskItem::Proposal(_) => None,
            })
            .filter(|(_, request)| acceptable(authority, request, now).is_ok() && !refused(request.hash))
            .collect())
    }

    /// Requests for people.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn requests(&self) -> Result<JoinRequests, Problem> {
        let authority = self.authority()?;
        let open = self.open_requests(&authority).await.map_err(|error| store_problem(&error))?;
        let line = |request: &CheckedRequest| JoinRequestLine {
            id: request.hash.to_string(),
            name: request.request.name.clone(),
            kind: vocabulary::ORGANISATION_KIND.key(request.request.kind).unwrap_or("other").into(),
            territory: request.request.territory.clone(),
            invited_by: authority
                .organisation(request.invitation.organisation)
                .map_or_else(|| request.invitation.organisation.short(), |one| one.name.clone()),
            fingerprint: fingerprint(request.request.root.as_bytes()),
            message: request.request.message.clone(),
            at_ms: request.request.at_ms,
        };
        let requests = open.iter().map(|(_, request)| line(request)).collect();
        Ok(JoinRequests { schema_version: SCHEMA_VERSION, requests })
    }

    async fn one_request(&self, authority: &Authority, id: &str) -> Result<CheckedRequest, Problem> {
        let wanted = Prefix::new(id)?;
        let open = self.open_requests(authority).await.map_err(|error| store_problem(&error))?;
        let requests = open.into_iter().map(|(_, request)| request);
        let found = wanted.only(requests.filter(|request| wanted.fits(&request.hash)), "requests")?;
        found.ok_or_else(|| {
            Problem::new(ProblemKind::NotFound, format!("no request {id} is waiting"))
                .hint("vicinia members requests lists those that are")
        })
    }

    /// Grants a request.
    ///
    /// # Errors
    /// When this node's organisation is no steward, the passphrase is wrong, or the roster has expired.
    pub async fn admit(
        &self,
        folder: &Folder,
        id: &str,
        passphrase: &str,
        budget: Option<u64>,
    ) -> Result<RosterChange, Problem> {
        let authority = self.authority()?;
        if authority.roster().expires_at_ms < clock::now_ms() {
            return Err(Problem::new(
                ProblemKind::Refused,
                "the roster has expired, so nobody can be admitted",
            )
            .hint("renew it first: vicinia members renew"));
        }
        let request = self.one_request(&authority, id).await?;
        let budget = budget.unwrap_or(limits::BUDGET_RECORDS);
        let admissions = vec![request.admission(budget, limits::NODE_SLOTS)];
        let operation = Operation::Admit(Admit { admissions });
        let change = self.enact(folder, passphrase, Some(operation)).await?;
        if change.in_force {
            let paper = Paper::Certificate(request.request.certificate.clone());
            self.governance.offer_papers(vec![paper]).await.map_err(|error| store_problem(&error))?;
        }
        let message = format!(
            "{} {}",
            request.request.name,
            if change.in_force {
                "is a member now"
            } else {
                "will be a member when enough stewards have signed"
            }
        );
        Ok(RosterChange { message, ..change })
    }

    /// Says no to a request, with the steward's node key.
    ///
    /// # Errors
    /// When this node's organisation is no steward or there is no such request.
    pub async fn refuse(&self, id: &str) -> Result<String, Problem> {
        let authority = self.authority()?;
        if authority.roster().seat(self.who.organisation).is_none() {
            return Err(not_a_steward());
        }
        let request = self.one_request(&authority, id).await?;
        let no = JoinRefusal {
            format: limits::FORMAT,
            network: self.who.network,
            request: request.hash,
            organisation: self.who.organisation,
            node: self.who.node,
            reason: refusal::STEWARD,
            at_ms: clock::now_ms(),
            extensions: Extensions::NONE,
        };
        let signed = SignedJoinRefusal::sign(&no, &self.node)
            .map_err(|error| Problem::new(ProblemKind::Failure, error.to_string()))?;
        let item = DeskItem::Refusal(signed);
        self.store.put_on_desk(item, clock::now_ms()).await.map_err(|error| store_problem(&error))?;
        Ok(request.request.name)
    }

    /// A member by its id, the beginning of it, or its name.
    ///
    /// # Errors
    /// When none or several fit.
    pub fn organisation(&self, named: &str) -> Result<OrganisationId, Problem> {
        let authority = self.authority()?;
        one_organisation(&authority, named)
    }

    /// Suspends, reinstates or removes a member.
    ///
    /// # Errors
    /// As for [`Self::admit`], and when no member fits.
    pub async fn decide(
        &self,
        folder: &Folder,
        decision: Decision,
        named: &str,
        reason: u16,
        passphrase: &str,
    ) -> Result<RosterChange, Problem> {
        let authority = self.authority()?;
        let organisation = one_organisation(&authority, named)?;
        let suspension = Suspension { organisation, reason };
        let (operation, words) = match decision {
            Decision::Suspend => (Operation::Suspend(suspension), "is suspended"),
            Decision::Reinstate => (Operation::Reinstate(suspension), "is a member again"),
            Decision::Remove => {
                let heads = self.heads_of(organisation).await?;
                (Operation::Remove(Remove { organisation, heads, reason }), "is no member any more")
            }
        };
        let change = self.enact(folder, passphrase, Some(operation)).await?;
        let name = authority.organisation(organisation).map_or_else(String::new, |one| one.name.clone());
        let message = if change.in_force {
            format!("{name} {words}")
        } else {
            format!("proposed that {name} {words}: more stewards have to sign")
        };
        Ok(RosterChange { message, ..change })
    }

    /// Renews the roster.
    ///
    /// # Errors
    /// As for [`Self::admit`].
    pub async fn renew(&self, folder: &Folder, passphrase: &str) -> Result<RosterChange, Problem> {
        self.enact(folder, passphrase, None).await
    }

    async fn heads_of(&self, organisation: OrganisationId) -> Result<Vec<NodeHead>, Problem> {
        let read = self.store.read(move |view| {
            let signers = view.signers()?.into_iter().filter(|signer| signer.0 == organisation);
            signers.map(|signer| Ok((signer.1, view.own_head(signer)?))).collect::<Result<Vec<_>, _>>()
        });
        let of_nodes = read.await.map_err(|error| store_problem(&error))?;
        let mut heads: Vec<NodeHead> = of_nodes
            .into_iter()
            .filter_map(|(node, head)| {
                let (sequence, record) = (head.sequence.checked_sub(1)?, head.previous?);
                Some(NodeHead { node, sequence, record })
            })
            .collect();
        heads.sort_unstable();
        heads.truncate(limits::REMOVAL_HEADS);
        Ok(heads)
    }

    /// Writes the next entry, signs it as a steward, and puts it in force or on the desk.
    async fn enact(
        &self,
        folder: &Folder,
        passphrase: &str,
        operation: Option<Operation>,
    ) -> Result<RosterChange, Problem> {
        let authority = self.authority()?;
        let mut draft = EntryDraft::next(authority.roster(), clock::now_ms());
        if let Some(operation) = operation {
            draft = draft.operation(operation);
        }
        let entry = draft.build().map_err(|error| {
            Problem::new(ProblemKind::Refused, format!("the roster does not allow it: {error}"))
        })?;
        self.sign_entry(folder, passphrase, entry).await
    }

    /// Adds this steward's signature to a proposal on the desk.
    ///
    /// # Errors
    /// As for [`Self::admit`], and when no proposal fits.
    pub async fn co_sign(
        &self,
        folder: &Folder,
        id: &str,
        passphrase: &str,
    ) -> Result<RosterChange, Problem> {
        let wanted = Prefix::new(id)?;
        // Copies with different signatures are one proposal.
        let mut proposals: BTreeMap<EntryId, SignedEntry> = BTreeMap::new();
        for item in self.items().await.map_err(|error| store_problem(&error))? {
            if let DeskItem::Proposal(copy) = item
                && wanted.fits(&copy.id())
            {
                let signatures = copy.signatures.clone();
                proposals.entry(copy.id()).or_insert(copy).unite(signatures);
            }
        }
        let entry = wanted
            .only(proposals.into_values(), "proposals")?
            .ok_or_else(|| Problem::new(ProblemKind::NotFound, format!("no proposal {id} is waiting")))?;
        self.sign_entry(folder, passphrase, entry).await
    }

    async fn sign_entry(
        &self,
        folder: &Folder,
        passphrase: &str,
        mut entry: SignedEntry,
    ) -> Result<RosterChange, Problem> {
        let authority = self.authority()?;
        let seat = *authority.roster().seat(self.who.organisation).ok_or_else(not_a_steward)?;
        let (path, secret) = (folder.steward_key(), zeroize::Zeroizing::new(passphrase.to_owned()));
        let key = tokio::task::spawn_blocking(move || files::load_encrypted(&path, &secret))
            .await
            .map_err(|_| Problem::new(ProblemKind::Failure, "opening the key failed"))??;
        if key.public() != seat.key && Some(key.public()) != seat.spare {
            return Err(Problem::new(ProblemKind::Refused, "this steward key is not the one in the roster"));
        }
        let failed = |error: StoreError| store_problem(&error);
        let refused = |words: String| Problem::new(ProblemKind::Refused, words);
        let version = entry.entry().map_err(|error| refused(error.to_string()))?.version;
        let id = entry.id();
        entry.sign(self.who.organisation, &key);
        // Nobody has the signature before it lies here, or after a crash another one would go beside it.
        if let SignMemory::Other(other) = self.store.note_signing(entry.clone()).await.map_err(failed)? {
            return Err(refused(SigningRefused::Signed { version, other }.to_string()));
        }
        let in_force = self.put_forward(entry).await.map_err(failed)?;
        Ok(RosterChange {
            schema_version: SCHEMA_VERSION,
            entry: id.to_string(),
            in_force,
            version,
            message: if in_force { "in force".into() } else { "more stewards have to sign".into() },
        })
    }

    /// Puts a signed entry in force, or on the desk while more stewards have to sign. Says which.
    async fn put_forward(&self, entry: SignedEntry) -> Result<bool, StoreError> {
        self.governance.offer_entries(vec![entry.clone()]).await?;
        if self.governance.entry(entry.id()).await.is_some() {
            return Ok(true);
        }
        if self.governance.authority().is_some_and(|authority| waits(&authority, &entry)) {
            self.store.put_on_desk(DeskItem::Proposal(entry), clock::now_ms()).await?;
        }
        Ok(false)
    }

    /// Goes on at the start where signing was cut short: what is signed and kept here is put forward
    /// again. Without that, nothing else could ever be signed in its place.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn resume(&self) -> Result<(), StoreError> {
        if let Some(entry) = self.store.read(|view| view.signing()).await? {
            self.put_forward(entry).await?;
        }
        Ok(())
    }
}

/// The request this node sends until it is answered.
///
/// # Errors
/// When what was stored at set-up is damaged.
pub fn stored_request(hex: &str) -> Result<SignedJoinRequest, Problem> {
    decode_hex(hex)
}

/// A wire value stored as hexadecimal text.
///
/// # Errors
/// When it is damaged.
pub fn decode_hex<T: Wire>(hex: &str) -> Result<T, Problem> {
    let damaged = || Problem::new(ProblemKind::Integrity, "what was stored at set-up is damaged");
    let digits = hex.as_bytes();
    let bytes: Option<Vec<u8>> =
        digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    codec::decode(&bytes.ok_or_else(damaged)?).map_err(|_| damaged())
}
