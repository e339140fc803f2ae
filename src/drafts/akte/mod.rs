//! The case file of an incident: what left the house, who approved it, and that nothing of it was
//! lost or altered.
//!
//! In the folder `akte` beside the facts file lie the journal (`journal.jsonl`), its head
//! (`kopf.json`), the released versions (`versionen/0001/…`), received proofs (`belege/…`), kept
//! drafts (`entwuerfe/…`), and what a crash left behind (`beiseite/…`). The journal is a chain:
//! each [`Entry`] holds the hash of the one before it, and the hashes of every file it brought
//! along. So one altered byte anywhere is found ([`verify`]). The chain shows that nothing inside
//! was altered; it proves no point in time.
//!
//! Nothing here reads or writes. Bytes come in; answers and plans of [`Step`]s go out, which the
//! command line carries out. Every plan appends one line to the journal: before it nothing has
//! happened, after it the rest is made good by the next run ([`recover`]).

mod chain;
mod coherence;
mod entry;
mod plan;
mod record;
mod recovery;
mod spec;
mod staging;
mod verify;
mod version;

#[cfg(test)]
mod crash_tests;

pub use chain::{Damage, Journal};
pub use entry::{
    Art, Beiseite, Content, Datei, Eingang, Entry, Entwurf, Freigabe, Geloescht, Loeschung,
    NeueVersion, Stellungnahme, Vermerk, Versand, first_hash, hash_of,
};
pub use plan::{Plan, Step};
pub use record::{Registereintrag, Zeitraum};
pub use recovery::{Recovery, recover};
pub use spec::{Spec, Unresolved};
pub use staging::{is_inside, waiting};
pub use verify::{Fault, Found, Kind, LOCK, Listing, against_deletion, verify};
pub use version::{Approval, State, Version, folder, same};

/// Name of the folder beside the facts file.
pub const FOLDER: &str = "akte";

/// Name of the journal in its folder.
pub const JOURNAL: &str = "journal.jsonl";

/// Name of the file that holds the head of the chain.
pub const HEAD: &str = "kopf.json";

/// Folder of the released versions.
pub const VERSIONS: &str = "versionen";

/// Name of the normalised facts in the folder of a version.
pub const NORMALISED: &str = "tatsachen.json";
