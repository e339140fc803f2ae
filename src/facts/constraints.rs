//! `validator` for [`Angabe`]: the limits written beside the fields hold for a known value.
//!
//! The attributes feed the JSON Schema, which the walk checks; `validator`'s own messages are
//! never shown.

use std::borrow::Cow;

use validator::{
    Validate, ValidateEmail, ValidateLength, ValidateRange, ValidateUrl, ValidationErrors,
};

use super::Angabe;

impl ValidateEmail for Angabe<String> {
    fn as_email_string(&self) -> Option<Cow<'_, str>> {
        self.wert().map(|text| Cow::Borrowed(text.as_str()))
    }
}

impl ValidateUrl for Angabe<String> {
    fn as_url_string(&self) -> Option<Cow<'_, str>> {
        self.wert().map(|text| Cow::Borrowed(text.as_str()))
    }
}

impl ValidateLength<u64> for Angabe<String> {
    fn length(&self) -> Option<u64> {
        self.wert().and_then(ValidateLength::length)
    }
}

impl ValidateRange<u64> for Angabe<u64> {
    fn greater_than(&self, max: u64) -> Option<bool> {
        self.hoechstens().map(|number| *number > max)
    }

    fn less_than(&self, min: u64) -> Option<bool> {
        self.mindestens().map(|number| *number < min)
    }
}

impl<T: Validate> Validate for Angabe<T> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        self.wert().map_or(Ok(()), Validate::validate)
    }
}
