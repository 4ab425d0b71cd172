//! The request to join, and a steward's no.

use super::invitation::{InvitationError, SignedInvitation};
use crate::authority::SignedCertificate;
use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ensure};
use crate::extension::Extensions;
use crate::id::{InvitationHash, NetworkId, OrganisationId, invitation_hash, organisation_id};
use crate::key::{Context, PublicKey, SecretKey, Signature};
use crate::limits;
use crate::roster::operation::{Acceptance, Admission};
use crate::text;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What the invitation's key signs. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network.
    pub network: NetworkId,
    /// The invitation, without its code.
    pub invitation: SignedInvitation,
    /// The joiner's root key.
    pub root: PublicKey,
    /// By the root key over an [`Acceptance`] of this invitation.
    pub acceptance: Signature,
    /// The joiner's first node, certified by its root key.
    pub certificate: SignedCertificate,
    /// The organisation's name.
    pub name: String,
    /// Code of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: u16,
    /// Country and place: `IT Prato`.
    pub territory: String,
    /// Its language (BCP 47).
    pub language: String,
    /// A word to the stewards: who we are, who knows us.
    pub message: String,
    /// When it was made.
    pub at_ms: Millis,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for JoinRequest {
    const NAME: &'static str = "join request";
    const MAX_BYTES: usize = 8 * 1024;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        self.invitation.check()?;
        self.certificate.check()?;
        text::check_name(&self.name, "an organisation needs a name")?;
        text::check_territory(&self.territory)?;
        ensure(self.language.len() <= limits::LANGUAGE_BYTES, "language too long")?;
        ensure(text::is_one_line(&self.language), "the language has a line break or a control character")?;
        ensure(self.message.len() <= limits::TITLE_BYTES, "the message is too long: at most 512 bytes")?;
        let plain = text::is_one_line(&self.message);
        ensure(plain, "the message has a line break, a control character or a mark of direction")?;
        ensure(self.at_ms < limits::SAFE_INTEGER, "time out of range")?;
        self.extensions.check()
    }
}

/// A request as members pass it on. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedJoinRequest {
    /// Exact bytes of a [`JoinRequest`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
    /// By the invitation's key.
    pub signature: Signature,
}

impl Wire for SignedJoinRequest {
    const NAME: &'static str = "signed join request";
    const MAX_BYTES: usize = 8 * 1024 + 72;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.content.len() <= JoinRequest::MAX_BYTES, "request too long")
    }
}

/// Why a request is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Not a request.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The invitation in it is none.
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    /// The invitation's key did not sign it: whoever made it does not hold the code.
    #[error("the request is not signed with the invitation's code")]
    NotInvited,
    /// Network, keys, acceptance and certificate do not belong together.
    #[error("the request contradicts itself: {0}")]
    Contradiction(&'static str),
}

/// A request that was checked as far as one can without a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedRequest {
    /// What it says.
    pub request: JoinRequest,
    /// The invitation in it.
    pub invitation: super::Invitation,
    /// The organisation that would join.
    pub organisation: OrganisationId,
    /// Its first node.
    pub node: PublicKey,
    /// By which the roster will remember the invitation, and people speak of the request.
    pub hash: InvitationHash,
}

impl SignedJoinRequest {
    /// Signs a request with the invitation's key.
    ///
    /// # Errors
    /// When the request breaks its own bounds.
    pub fn sign(request: &JoinRequest, key: &SecretKey) -> Result<Self, EncodeError> {
        let content = codec::encode(request)?;
        Ok(Self { signature: key.sign(Context::JoinRequest, &content), content })
    }

    /// Checks everything that needs no roster: signatures, acceptance, certificate, one network.
    ///
    /// # Errors
    /// [`RequestError`]: the request is wrong under every roster.
    pub fn check_all(&self) -> Result<CheckedRequest, RequestError> {
        let request: JoinRequest = codec::decode(&self.content)?;
        let invitation = request.invitation.invitation()?;
        if !invitation.key.verifies(Context::JoinRequest, &self.content, &self.signature) {
            return Err(RequestError::NotInvited);
        }
        let (hash, organisation) = (invitation_hash(&invitation.key), organisation_id(&request.root));
        let certificate = request.certificate.certificate()?;
        let acceptance = Acceptance::joining(request.network, request.root, Some(hash));
        let contradiction = if request.network != invitation.network || certificate.network != request.network
        {
            Some("it names two networks")
        } else if certificate.organisation != organisation {
            Some("its certificate is another organisation's")
        } else if !request.certificate.is_signed_by(&request.root, &certificate.node) {
            Some("its certificate is not signed by both keys")
        } else if !acceptance.is_signed(&request.acceptance) {
            Some("its root key did not accept this invitation")
        } else {
            None
        };
        match contradiction {
            Some(words) => Err(RequestError::Contradiction(words)),
            None => Ok(CheckedRequest { node: certificate.node, request, invitation, organisation, hash }),
        }
    }
}

impl CheckedRequest {
    /// The admission that would grant it.
    #[must_use]
    pub fn admission(&self, budget: u64, node_slots: u16) -> Admission {
        Admission {
            organisation: self.organisation,
            root: self.request.root,
            acceptance: self.request.acceptance,
            name: self.request.name.clone(),
            kind: self.request.kind,
            territory: self.request.territory.clone(),
            budget,
            node_slots,
            invitation: Some(self.hash),
        }
    }
}

/// Reason codes of a refusal, of a member's node at once or of a steward later.
pub mod refusal {
    /// The invitation has expired.
    pub const EXPIRED: u16 = 1;
    /// The invitation was used before.
    pub const USED: u16 = 2;
    /// The request or its invitation is damaged or forged.
    pub const INVALID: u16 = 3;
    /// The invitation is for another network.
    pub const OTHER_NETWORK: u16 = 4;
    /// Whoever invited is not, or no longer, a member.
    pub const INVITER: u16 = 5;
    /// The inviter has too many requests open.
    pub const TOO_MANY: u16 = 6;
    /// A steward said no.
    pub const STEWARD: u16 = 7;
    /// The organisation was a member before; a membership cannot begin twice.
    pub const ALREADY_KNOWN: u16 = 8;
    /// Ask again later: this node is not ready.
    pub const NOT_READY: u16 = 9;

    /// Whether asking again will be answered the same for ever.
    #[must_use]
    pub const fn is_final(code: u16) -> bool {
        matches!(code, EXPIRED | USED | INVALID | OTHER_NETWORK | STEWARD | ALREADY_KNOWN)
    }

    /// The sentence for people.
    #[must_use]
    pub const fn sentence(code: u16) -> &'static str {
        match code {
            EXPIRED => "the invitation has expired; ask for a new one",
            USED => "the invitation has been used already; ask for a new one",
            INVALID => "the invitation or the request is damaged; copy the whole line again",
            OTHER_NETWORK => "the invitation belongs to another network",
            INVITER => "whoever invited you is not a member of the network (any more)",
            TOO_MANY => "too many requests by invitations of this member are waiting; try later",
            STEWARD => "a steward of the network has refused the request",
            ALREADY_KNOWN => "this organisation's key has been a member before; start with a new folder",
            NOT_READY => "the member is not ready to answer; it will be asked again",
            _ => "the request was refused for a reason that this version does not know",
        }
    }
}

/// A steward's no. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRefusal {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network.
    pub network: NetworkId,
    /// Which request, by its invitation.
    pub request: InvitationHash,
    /// The steward's organisation.
    pub organisation: OrganisationId,
    /// The steward's node, which signs.
    pub node: PublicKey,
    /// One of [`refusal`].
    pub reason: u16,
    /// When.
    pub at_ms: Millis,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for JoinRefusal {
    const NAME: &'static str = "join refusal";
    const MAX_BYTES: usize = limits::CERTIFICATE_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        ensure(self.at_ms < limits::SAFE_INTEGER, "time out of range")?;
        self.extensions.check()
    }
}

/// A refusal as members pass it on. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedJoinRefusal {
    /// Exact bytes of a [`JoinRefusal`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
    /// By the steward's node.
    pub signature: Signature,
}

impl Wire for SignedJoinRefusal {
    const NAME: &'static str = "signed join refusal";
    const MAX_BYTES: usize = limits::CERTIFICATE_BYTES + 72;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.content.len() <= limits::CERTIFICATE_BYTES, "refusal too long")
    }
}

impl SignedJoinRefusal {
    /// Signs a refusal with the steward's node key.
    ///
    /// # Errors
    /// When it breaks its own bounds.
    pub fn sign(refusal: &JoinRefusal, node: &SecretKey) -> Result<Self, EncodeError> {
        let content = codec::encode(refusal)?;
        Ok(Self { signature: node.sign(Context::JoinRefusal, &content), content })
    }

    /// The refusal, if the node it names signed it. Whether that node is a steward's is for the roster.
    ///
    /// # Errors
    /// When it is damaged or forged.
    pub fn refusal(&self) -> Result<JoinRefusal, RequestError> {
        let refusal: JoinRefusal = codec::decode(&self.content)?;
        let signed = refusal.node.verifies(Context::JoinRefusal, &self.content, &self.signature);
        if signed { Ok(refusal) } else { Err(RequestError::NotInvited) }
    }
}
