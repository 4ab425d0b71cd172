//! The desk: where requests and proposals wait, compared with the desks of other members.

use super::Admission;
use super::rules::{acceptable, refusal_of, waits};
use crate::clock;
use crate::store::StoreError;
use protocol::join::message::DESK_ITEMS;
use protocol::join::{DeskAnswer, DeskAsk, DeskItem};
use protocol::limits;

impl Admission {
    /// Answers another desk: what we have and it lacks, as much as fits a frame.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answer_desk(&self, ask: DeskAsk) -> Result<DeskAnswer, StoreError> {
        let mut answer = DeskAnswer { items: Vec::new() };
        let mut room = limits::FRAME_BYTES - 64;
        for item in self.items().await? {
            let missing = ask.have.binary_search(&item.hash()).is_err();
            let bytes = encoded_len(&item);
            if missing && bytes <= room {
                room -= bytes;
                answer.items.push(item);
            }
        }
        Ok(answer)
    }

    /// The question to another desk.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_desk(&self) -> Result<DeskAsk, StoreError> {
        let mut have: Vec<_> = self.items().await?.iter().map(DeskItem::hash).collect();
        have.sort_unstable();
        have.truncate(DESK_ITEMS);
        Ok(DeskAsk { have })
    }

    /// Takes in what another desk had: what is genuine and could still matter.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take_desk(&self, answer: DeskAnswer) -> Result<(), StoreError> {
        let Some(authority) = self.governance.authority() else { return Ok(()) };
        let now = clock::now_ms();
        let mut good = Vec::new();
        for item in answer.items {
            let wanted = match &item {
                DeskItem::Request(signed) => {
                    signed.check_all().is_ok_and(|request| acceptable(&authority, &request, now).is_ok())
                }
                DeskItem::Refusal(signed) => {
                    signed.refusal().is_ok_and(|no| refusal_of(&authority, signed, no.request).is_some())
                }
                DeskItem::Proposal(entry) => {
                    // One with enough signatures is in force at once; one without is no entry yet.
                    self.governance.offer_entries(vec![entry.clone()]).await?;
                    self.governance.entry(entry.id()).await.is_none() && waits(&authority, entry)
                }
            };
            if wanted {
                good.push(item);
            }
        }
        for item in good {
            self.store.put_on_desk(item, now).await?;
        }
        Ok(())
    }

    /// Throws away what was decided or has expired.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        let Some(authority) = self.governance.authority() else { return Ok(()) };
        let now = clock::now_ms();
        let stale = self.items().await?.into_iter().filter(|item| match item {
            DeskItem::Request(signed) => {
                !signed.check_all().is_ok_and(|request| acceptable(&authority, &request, now).is_ok())
            }
            DeskItem::Refusal(no) => {
                no.refusal().is_ok_and(|no| no.at_ms + 2 * limits::INVITATION_LIFETIME_MS < now)
            }
            DeskItem::Proposal(entry) => !waits(&authority, entry),
        });
        let hashes = stale.map(|item| item.hash()).collect();
        self.store.clear_desk(hashes).await?;
        Ok(())
    }
}

fn encoded_len(item: &DeskItem) -> usize {
    match item {
        DeskItem::Request(one) => one.content.len() + 80,
        DeskItem::Refusal(one) => one.content.len() + 80,
        DeskItem::Proposal(one) => one.content.len() + one.signatures.len() * 96 + 16,
    }
}
