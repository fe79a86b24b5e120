//! Chains the rooms: documents to facts on many threads, facts to a graph, a graph into its folder. Here
//! is the only thread pool.

mod build;
mod facts;
mod pool;

pub use build::{BuildError, build, link_facts, open_graph};
pub use facts::{FactsError, read_facts, write_facts};
pub use pool::in_order;
