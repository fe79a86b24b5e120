//! Chains the rooms: documents to facts on many threads, facts to a graph, a graph into its folder. Here
//! is the only thread pool.

mod build;
mod facts;
mod packed;
mod pool;
mod stored;
mod told;
mod unfinished;

pub use build::{Before, BuildError, Building, Built, Read, link_facts, open_graph, tables};
pub use facts::{FactsError, read_facts};
pub use pool::in_order;
pub use told::{Came, Gathered, Told, Untold};
