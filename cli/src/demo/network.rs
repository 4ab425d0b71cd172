//! Founding the network and bringing the others in, exactly as its commands do.

use super::node::{DemoNode, Folder};
use crate::context::Context;
use crate::library;
use node::setup::{Founding, Joining, found, join};
use protocol::api::{Invitation, JoinRequests, Problem, ProblemKind, Request, RosterChange, Status};
use std::future::Future as _;
use std::path::Path;
use std::time::Duration;
use tokio::task::block_in_place;

const NAME: &str = "Vicinia demonstration";
const PURPOSE: &str = "Showing how organisations share what works";
/// For a request to join, and for the answer to it, to arrive.
const PATIENCE: Duration = Duration::from_secs(60);
const BUDGET_RECORDS: u64 = 1_000;

/// The running nodes; the first is the founder's.
#[derive(Default)]
pub(super) struct Network {
    pub(super) nodes: Vec<DemoNode>,
}

impl Network {
    /// The first organisation founds, the others are invited, ask and are admitted.
    pub(super) async fn gather(&mut self, place: &Path, context: &Context) -> Result<(), Problem> {
        for folder in super::FOLDERS {
            let sample = library::sample(folder)?;
            let folder = Folder::new(place, sample)?;
            library::unpack(&folder.sample, &folder.texts)?;
            match self.nodes.first() {
                None => self.found(folder, context).await?,
                Some(_) => self.join(folder, context).await?,
            }
        }
        Ok(())
    }

    async fn found(&mut self, folder: Folder, context: &Context) -> Result<(), Problem> {
        let sample = folder.sample.clone();
        let founding = Founding {
            network_name: NAME.to_owned(),
            purpose: PURPOSE.to_owned(),
            organisation: sample.name,
            kind: sample.kind,
            country: sample.country,
            place: sample.place,
            language: sample.language,
            budget_records: BUDGET_RECORDS,
        };
        block_in_place(|| found(&folder.data, &founding, &folder.passphrase))?;
        self.nodes.push(folder.start().await?);
        context.output.talk(&format!("{} has founded the network.", founding.organisation));
        Ok(())
    }

    async fn join(&mut self, folder: Folder, context: &Context) -> Result<(), Problem> {
        let sample = folder.sample.clone();
        let invitation: Invitation = self.founder()?.ask(Request::Invite { valid_for_ms: None }).await?;
        let joining = Joining {
            ticket_line: invitation.invitation,
            organisation: sample.name.clone(),
            kind: sample.kind,
            country: sample.country,
            place: sample.place,
            language: sample.language,
            message: String::new(),
        };
        block_in_place(|| join(&folder.data, &joining, &folder.passphrase))?;
        self.nodes.push(folder.start().await?);
        self.admit(&sample.name).await?;
        let newcomer = self.nodes.last().ok_or_else(nobody)?;
        let member =
            |status: &Status| status.organisation.as_ref().is_some_and(|ours| ours.membership == "member");
        newcomer.until::<Status>("the answer to its request", PATIENCE, Request::Status, member).await?;
        context.output.talk(&format!("{} has asked to join and been admitted.", sample.name));
        Ok(())
    }

    async fn admit(&self, name: &str) -> Result<(), Problem> {
        let founder = self.founder()?;
        let asked = |requests: &JoinRequests| requests.requests.iter().any(|request| request.name == name);
        let waiting_for = format!("the request of {name}");
        let requests = founder.until(&waiting_for, PATIENCE, Request::JoinRequests, asked).await?;
        let request =
            requests.requests.into_iter().find(|request| request.name == name).ok_or_else(nobody)?;
        let admit = Request::Admit { request: request.id, passphrase: founder.folder.secret(), budget: None };
        founder.ask::<RosterChange>(admit).await.map(drop)
    }

    fn founder(&self) -> Result<&DemoNode, Problem> {
        self.nodes.first().ok_or_else(nobody)
    }

    /// Waits until a node ends that should not; its organisation's name.
    pub(super) async fn any_ended(&mut self) -> String {
        let mut waiting: Vec<_> = self
            .nodes
            .iter_mut()
            .map(|node| {
                let name = node.name().to_owned();
                Box::pin(async move {
                    node.ended().await;
                    name
                })
            })
            .collect();
        std::future::poll_fn(|turn| {
            let ready = waiting.iter_mut().map(|one| one.as_mut().poll(turn)).find(std::task::Poll::is_ready);
            ready.unwrap_or(std::task::Poll::Pending)
        })
        .await
    }

    /// Stops every node, the founder's last.
    pub(super) async fn stop(&mut self) {
        while let Some(node) = self.nodes.pop() {
            node.stop().await;
        }
    }
}

fn nobody() -> Problem {
    Problem::new(ProblemKind::Failure, "A node of the demonstration is missing.")
}
