//! Who is competent: the supervisory authority of a controller and of its areas.
//!
//! [`data`] has the authorities, [`routing`] the rules with their norms, [`areas`] the parts of an
//! administration that report elsewhere, [`overrides`] the user's own data over ours.

mod areas;
mod churches;
mod data;
pub mod overrides;
mod routing;

pub use areas::{AreaAuthority, areas};
pub(crate) use churches::{SOURCE as DIOCESES, stand as dioceses_stand};
pub use data::{Authorities, Authority};
pub(super) use data::{SOURCE, WithReason, older_than_a_year};
pub use routing::{Candidate, Routing, competent};

#[cfg(test)]
mod tests;
