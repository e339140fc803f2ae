//! From one file of facts about a personal data breach to the documents of Articles 33 and 34 GDPR.
//!
//! Data flows one way: [`facts`] reads what happened, [`law`] says what follows, [`document`]
//! says it in words, [`render`] gives it a face; [`case`] leads one incident through. None of them knows a clock, a network, a
//! terminal or a file system; only the command line ([`cli`]) does.

pub mod address_field;
mod calendar;
pub mod case;
pub mod catalogue;
pub mod cli;
pub mod design;
pub mod document;
pub mod drafts;
pub mod drawing;
pub mod facts;
pub mod law;
mod parallel;
pub mod render;
