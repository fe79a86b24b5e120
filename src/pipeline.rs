//! Chains the rooms. Here is the only thread pool.

mod pool;

pub use pool::in_order;
