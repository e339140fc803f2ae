//! The case file of an incident on disk (`akte` beside the facts file).

#![allow(dead_code, unused_imports)] // until the commands that read it stand here

mod store;

pub(crate) use store::CaseFile;
