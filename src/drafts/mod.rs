//! What changed, what was released, and what the files of an incident keep.
//!
//! Stands above `document` and `render`: takes bytes, facts and documents, and gives answers or
//! plans of steps that the command line carries out. Knows no file, clock or terminal.

pub mod akte;
pub mod compare;
pub mod register;
pub mod word;
