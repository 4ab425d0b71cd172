//! The invitation: what a member hands to an organisation that is to join.

use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ensure};
use crate::extension::Extensions;
use crate::id::{InvitationHash, NetworkId, OrganisationId, derive, invitation_hash};
use crate::key::{Context, PublicKey, SecretKey, Signature};
use crate::limits;
use crate::roster::Tip;
use crate::time::Millis;
use bech32::{Bech32m, Hrp, primitives::decode::CheckedHrpstring};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// What the inviter's node signs. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network.
    pub network: NetworkId,
    /// The roster as the inviter knows it: the joiner accepts no other history.
    pub checkpoint: Tip,
    /// Multiaddresses with peer ids of several members, best first.
    pub addresses: Vec<String>,
    /// Who invites.
    pub organisation: OrganisationId,
    /// Whose node signs.
    pub node: PublicKey,
    /// After this it is void.
    pub expires_at_ms: Millis,
    /// Public half of the key that the code gives.
    pub key: PublicKey,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Invitation {
    const NAME: &'static str = "invitation";
    const MAX_BYTES: usize = limits::INVITATION_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        ensure(self.addresses.len() <= limits::ADDRESSES, "too many addresses")?;
        let short = self.addresses.iter().all(|one| one.len() <= limits::ADDRESS_BYTES);
        ensure(short, "an address is too long")?;
        ensure(self.expires_at_ms < limits::SAFE_INTEGER, "time out of range")?;
        self.extensions.check()
    }
}

/// An invitation as members pass it on, without its code. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInvitation {
    /// Exact bytes of an [`Invitation`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
    /// By the inviter's node.
    pub signature: Signature,
}

impl Wire for SignedInvitation {
    const NAME: &'static str = "signed invitation";
    const MAX_BYTES: usize = limits::INVITATION_BYTES + 72;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.content.len() <= limits::INVITATION_BYTES, "invitation too long")
    }
}

/// Why a line of text is no invitation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// A letter is wrong or missing.
    #[error("the invitation is damaged: a letter is wrong or missing; copy the whole line again")]
    Damaged,
    /// It does not begin like one.
    #[error("this is no invitation: one begins with vicinia1")]
    NotOne,
    /// Its content cannot be read.
    #[error("the invitation cannot be read: {0}")]
    Decode(#[from] DecodeError),
    /// Its inviter's node did not sign it.
    #[error("the invitation's signature is not the inviter's")]
    BadSignature,
    /// Its code belongs to another invitation.
    #[error("the invitation's code belongs to another invitation")]
    WrongCode,
}

impl SignedInvitation {
    /// The content, if the node it names signed it. Whether that node may invite is for members to say.
    ///
    /// # Errors
    /// When it is damaged or not signed by the node it names.
    pub fn invitation(&self) -> Result<Invitation, InvitationError> {
        let invitation: Invitation = codec::decode(&self.content)?;
        let signed = invitation.node.verifies(Context::Invitation, &self.content, &self.signature);
        if signed { Ok(invitation) } else { Err(InvitationError::BadSignature) }
    }
}

/// An invitation with its code: what the joiner holds. Its text form is the line that people copy.
#[derive(Clone)]
pub struct Ticket {
    signed: SignedInvitation,
    invitation: Invitation,
    code: [u8; 16],
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.code.zeroize();
    }
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ticket").field("invitation", &self.invitation).finish_non_exhaustive()
    }
}

/// Everything an invitation needs but its key, which the code gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The network.
    pub network: NetworkId,
    /// The inviter's roster.
    pub checkpoint: Tip,
    /// Members' addresses, best first; those that do not fit are left out.
    pub addresses: Vec<String>,
    /// Who invites.
    pub organisation: OrganisationId,
    /// After this it is void.
    pub expires_at_ms: Millis,
}

const HRP: Hrp = Hrp::parse_unchecked("vicinia");
const CODE_BYTES: usize = 16;

impl Ticket {
    /// Makes an invitation from 16 random bytes, which the caller draws.
    ///
    /// # Errors
    /// When even one address does not fit.
    pub fn issue(mut terms: Terms, code: [u8; 16], node: &SecretKey) -> Result<Self, EncodeError> {
        let key = derived_key(terms.network, &code).public();
        loop {
            let invitation = Invitation {
                format: limits::FORMAT,
                network: terms.network,
                checkpoint: terms.checkpoint,
                addresses: terms.addresses.clone(),
                organisation: terms.organisation,
                node: node.public(),
                expires_at_ms: terms.expires_at_ms,
                key,
                extensions: Extensions::NONE,
            };
            match codec::encode(&invitation) {
                Ok(content) => {
                    let signature = node.sign(Context::Invitation, &content);
                    let signed = SignedInvitation { content, signature };
                    return Ok(Self { signed, invitation, code });
                }
                Err(EncodeError::TooLong { .. }) if terms.addresses.len() > 1 => {
                    terms.addresses.pop();
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads the line; white space around and inside it (a mail program's line breaks) is forgiven.
    ///
    /// # Errors
    /// [`InvitationError`], in words for the person who pasted it.
    pub fn parse(text: &str) -> Result<Self, InvitationError> {
        let line: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        if !line.to_ascii_lowercase().starts_with("vicinia1") {
            return Err(InvitationError::NotOne);
        }
        let checked = CheckedHrpstring::new::<Bech32m>(&line).map_err(|_| InvitationError::Damaged)?;
        let bytes: Vec<u8> = checked.byte_iter().collect();
        let Some((signed, code)) = bytes.split_last_chunk::<CODE_BYTES>() else {
            return Err(InvitationError::Damaged);
        };
        let signed: SignedInvitation = codec::decode(signed)?;
        let invitation = signed.invitation()?;
        if derived_key(invitation.network, code).public() != invitation.key {
            return Err(InvitationError::WrongCode);
        }
        let ticket = Self { signed, invitation, code: *code };
        // Another prefix that begins alike, or padding bits: an invitation has one spelling.
        let same = ticket.to_line().is_ok_and(|one| one == line.to_ascii_lowercase());
        if same { Ok(ticket) } else { Err(InvitationError::Damaged) }
    }

    /// The line that people copy.
    ///
    /// # Errors
    /// When it breaks its own bounds, which [`Ticket::issue`] has excluded.
    pub fn to_line(&self) -> Result<String, EncodeError> {
        let bytes = [codec::encode(&self.signed)?.as_slice(), &self.code].concat();
        bech32::encode::<Bech32m>(HRP, &bytes)
            .map_err(|error| EncodeError::Encoder { what: "invitation line", reason: error.to_string() })
    }

    /// What it says.
    #[must_use]
    pub const fn invitation(&self) -> &Invitation {
        &self.invitation
    }

    /// What may be passed on: everything but the code.
    #[must_use]
    pub const fn signed(&self) -> &SignedInvitation {
        &self.signed
    }

    /// The key that signs the joiner's request.
    #[must_use]
    pub fn key(&self) -> SecretKey {
        derived_key(self.invitation.network, &self.code)
    }

    /// The invitation's hash, by which the roster remembers that it was used.
    #[must_use]
    pub fn hash(&self) -> InvitationHash {
        invitation_hash(&self.invitation.key)
    }
}

fn derived_key(network: NetworkId, code: &[u8; 16]) -> SecretKey {
    let mut material = [network.0.as_slice(), code].concat();
    let mut seed = derive("vicinia invitation key v1", &material);
    let key = SecretKey::from_seed(&seed);
    material.zeroize();
    seed.zeroize();
    key
}
