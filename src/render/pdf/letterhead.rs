//! The logo at the top of the first page.
//!
//! DIN 5008 form B leaves the upper 45 millimetres to the head of the letter; address window and
//! information block lie below. A logo stands there at the right edge of the text, and never reaches
//! further down.

use std::rc::Rc;

use crate::document::Document;
use crate::document::model::Layout;
use crate::render::design::Logo;

use super::fragment::{Fragment, Item, Placed, Role, Step};
use super::style::{self, MM};

/// Upper edge of the logo: beside the markings of an example, drill or draft, which stand at the left.
const TOP: f32 = 9.0 * MM;
/// The largest logo in a letter.
const IN_LETTERS: (f32, f32) = (60.0 * MM, 20.0 * MM);
/// The largest logo on other pages, whose text begins below it.
const ON_PAGES: (f32, f32) = (60.0 * MM, 16.0 * MM);
/// Air below it, and between the name and it.
const AIR: f32 = 5.0 * MM;
/// From the upper edge of the sender's name to the rule below it.
const NAME: f32 = 21.0;

/// What stands at the top of the first page besides the name of the sender.
#[derive(Debug, Default)]
pub struct Letterhead {
    /// Left, top, width, height of the logo, and the logo with its words.
    logo: Option<([f32; 4], Logo, String)>,
    brief: bool,
}

impl Letterhead {
    /// The letterhead of a document.
    #[must_use]
    pub fn new(document: &Document, logo: Option<&Logo>) -> Self {
        let brief = document.layout == Layout::Brief;
        let Some(logo) = logo else {
            return Self { logo: None, brief };
        };
        let place = if brief { IN_LETTERS } else { ON_PAGES };
        let (width, height) = logo.picture.fit(place);
        let top = TOP;
        let (left, whole) = style::measure(document.layout);
        Self {
            logo: Some((
                [left + whole - width, top, width, height],
                logo.clone(),
                logo.alternative(&document.sender),
            )),
            brief,
        }
    }

    /// Where text may begin below the logo of a page that is no letter.
    pub(super) fn below(&self) -> f32 {
        match &self.logo {
            Some(([_, top, _, height], ..)) if !self.brief => top + height + AIR,
            Some(_) | None => 0.0,
        }
    }

    /// How much of the line with the sender's name the logo takes.
    pub(super) fn width(&self) -> f32 {
        self.logo
            .as_ref()
            .map_or(0.0, |([_, _, width, _], ..)| width + AIR)
    }

    /// Upper edge of the sender's name: the rule below it lies below the logo.
    pub(super) fn name_top(&self, top: f32) -> f32 {
        self.logo.as_ref().map_or(top, |([_, y, _, height], ..)| {
            top.max(y + height + 4.0 - NAME)
        })
    }

    /// The logo as a figure.
    pub(super) fn figure(&self) -> Option<Placed> {
        let (rect, logo, text) = self.logo.as_ref()?;
        let [left, top, width, height] = *rect;
        let fragment = Fragment {
            height,
            items: vec![Item::Picture {
                rect: [0.0, 0.0, width, height],
                picture: logo.picture.clone(),
                text: Rc::from(text.as_str()),
                tag: None,
            }],
            ..Fragment::default()
        };
        Some(Placed {
            x: left,
            y: top,
            fragment: Rc::new(fragment),
            // No other element has this key: they are counted from one.
            path: Rc::from([Step {
                role: Role::Figure,
                key: 0,
            }]),
        })
    }
}
