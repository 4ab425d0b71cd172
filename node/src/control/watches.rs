//! Requests about saved searches.

use super::document;
use crate::node::Services;
use crate::watching;
use protocol::api::{Problem, SCHEMA_VERSION, Watch, WatchAct, Watches};
use serde_json::Value;

pub(super) async fn act(services: &Services, act: WatchAct) -> Result<Value, Problem> {
    match act {
        WatchAct::Add { name, question, seen } => {
            watches(vec![watching::add(services, &name, question, seen).await?])
        }
        WatchAct::List => watches(watching::list(services).await?),
        WatchAct::Show { name, keep } => document(watching::look(services, &name, keep).await?),
        WatchAct::Remove { name } => watches(vec![watching::remove(services, &name).await?]),
    }
}

fn watches(watches: Vec<Watch>) -> Result<Value, Problem> {
    document(Watches { schema_version: SCHEMA_VERSION, watches })
}
