//! `vicinia towns`: what towns like mine did.

use crate::context::{Context, Exit};
use crate::show::search::similar;
use protocol::api::{Problem, Request, SimilarAnswer, TownsRequest};

const EXAMPLES: &str = "\
Examples:
  vicinia towns --of 8c03f1a2b7           the town of this work
  vicinia towns --country IT --population 5-20k --urbanisation rural --market vacant-stock";

/// Find works from towns like yours
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// A work whose town it is: its id or the beginning of it
    #[arg(long, value_name = "WORK")]
    of: Option<String>,
    /// Country, two letters
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Region, as its works write it
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// Inhabitants: <5k, 5-20k, 20-50k, 50-250k or >250k
    #[arg(long, value_name = "BAND")]
    population: Option<String>,
    /// city, town or rural
    #[arg(long, value_name = "DEGREE")]
    urbanisation: Option<String>,
    /// What makes housing scarce, such as high-rents; may be repeated
    #[arg(long, value_name = "WHAT")]
    market: Vec<String>,
    /// How migration came, such as seasonal-work; may be repeated
    #[arg(long, value_name = "HOW")]
    migration: Vec<String>,
    /// Who came, such as families; may be repeated
    #[arg(long, value_name = "WHO")]
    foreign: Vec<String>,
    /// Foreign residents: <3%, 3-8%, 8-15% or >15%
    #[arg(long, value_name = "BAND")]
    share: Option<String>,
    /// The municipality's people for it: none, part-time or team
    #[arg(long, value_name = "WHICH")]
    staffing: Option<String>,
    /// At most this many works
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: u8,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let request = TownsRequest {
            work: self.of.unwrap_or_default(),
            limit: self.limit.into(),
            country: self.country.unwrap_or_default(),
            region: self.region.unwrap_or_default(),
            population: self.population.unwrap_or_default(),
            urbanisation: self.urbanisation.unwrap_or_default(),
            migration_history: self.migration,
            foreign_population: self.foreign,
            foreign_share: self.share.unwrap_or_default(),
            housing_market: self.market,
            staffing: self.staffing.unwrap_or_default(),
            ..TownsRequest::default()
        };
        let answer: SimilarAnswer = context.ask("Comparing", Request::Towns(request)).await?;
        Ok(context.print(&answer, similar))
    }
}
