//! How the documents of a house look besides their words: its logo and its colour.
//!
//! Both come from `[gestaltung]` of the facts file and change no word. [`colour`] sees to it that
//! words stay readable in any colour, [`picture`] makes a harmless opaque picture of whatever file
//! there is.

pub mod colour;
pub mod picture;
mod pixels;
mod shapes;
mod svg;

use std::sync::Arc;

pub use colour::{Colour, Palette};
pub use picture::{Picture, PictureError};

/// Logo and colour of a house; nothing of both is the look of this program.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Design {
    /// The logo.
    pub logo: Option<Logo>,
    /// The colours that follow from the house's own.
    pub palette: Option<Palette>,
}

impl Design {
    /// The same without the logo: for papers that stay in the house, and for e-mail.
    #[must_use]
    pub fn without_logo(&self) -> Self {
        Self {
            logo: None,
            palette: self.palette,
        }
    }
}

/// A logo.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// The picture.
    pub picture: Arc<Picture>,
    /// What it shows; without it the documents name their sender.
    pub text: Option<String>,
}

impl Logo {
    /// What it shows, for people who do not see it.
    #[must_use]
    pub fn alternative(&self, sender: &str) -> String {
        let words = match &self.text {
            Some(text) => text.clone(),
            None if sender.trim().is_empty() => "Logo".to_owned(),
            None => format!("Logo: {sender}"),
        };
        words
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()
    }
}
