//! Naming a version: `@3`, `@freigabe`, or a date.

use chrono::NaiveDate;
use chrono_tz::Europe::Berlin;

use super::{Journal, Version};

/// A version as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spec {
    /// `@3`: the version of this number.
    Number(u32),
    /// `@freigabe`: the latest version that all required roles have approved.
    Released,
    /// `2021-10-18` or `@2021-10-18`: the latest version released by the end of that day in Berlin.
    Day(NaiveDate),
}

/// Why no version answers to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unresolved {
    /// There is no version of this number.
    NoSuchNumber,
    /// No version is released.
    NothingReleased,
    /// No version was released by the end of that day.
    NothingReleasedBy(NaiveDate),
    /// The files of this version were deleted after their time.
    Deleted(u32),
}

impl std::fmt::Display for Unresolved {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchNumber => out.write_str("Eine Version mit dieser Nummer gibt es nicht."),
            Self::NothingReleased => out.write_str("Es ist noch keine Version freigegeben."),
            Self::NothingReleasedBy(day) => write!(
                out,
                "Bis zum Ende des {} war keine Version freigegeben.",
                day.format("%d.%m.%Y")
            ),
            Self::Deleted(number) => write!(
                out,
                "Die Dateien der Version {number} sind nach ihrer Aufbewahrung gelöscht."
            ),
        }
    }
}

impl Spec {
    /// Reads a name; `None` where the text is none (a path, for example).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = |text: &str| {
            let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
            // One way of writing it: ten characters.
            (date.to_string() == text).then_some(Self::Day(date))
        };
        let Some(name) = text.strip_prefix('@') else {
            return day(text);
        };
        if name == "freigabe" {
            return Some(Self::Released);
        }
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            return name.parse().ok().filter(|n| *n > 0).map(Self::Number);
        }
        day(name)
    }
}

impl Journal {
    /// The version that a name means.
    ///
    /// # Errors
    /// Why there is none.
    pub fn resolve(&self, spec: Spec) -> Result<&Version, Unresolved> {
        let found = match spec {
            Spec::Number(number) => self
                .versions()
                .iter()
                .find(|version| version.number == number)
                .ok_or(Unresolved::NoSuchNumber)?,
            Spec::Released => self.released().next().ok_or(Unresolved::NothingReleased)?,
            Spec::Day(day) => self
                .released()
                .find(|version| {
                    let time = version.released();
                    time.is_some_and(|time| time.with_timezone(&Berlin).date_naive() <= day)
                })
                .ok_or(Unresolved::NothingReleasedBy(day))?,
        };
        if found.is_kept() {
            Ok(found)
        } else {
            Err(Unresolved::Deleted(found.number))
        }
    }

    /// The released versions, the latest number first; also those whose files were deleted.
    pub fn released(&self) -> impl Iterator<Item = &Version> {
        self.versions()
            .iter()
            .rev()
            .filter(|version| version.released().is_some())
    }

    /// The latest released version that holds a document of this name: what a follow-up builds on.
    #[must_use]
    pub fn latest_with(&self, document: &str) -> Option<&Version> {
        self.released()
            .find(|version| version.has_document(document) && version.is_kept())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_versions() {
        let day = NaiveDate::from_ymd_opt(2021, 10, 18).unwrap();
        for (text, spec) in [
            ("@3", Some(Spec::Number(3))),
            ("@0003", Some(Spec::Number(3))),
            ("@0", None),
            ("@", None),
            ("@99999999999", None),
            ("@freigabe", Some(Spec::Released)),
            ("@2021-10-18", Some(Spec::Day(day))),
            ("2021-10-18", Some(Spec::Day(day))),
            ("2021-10-8", None),
            ("3", None),
            ("freigabe", None),
            ("2021-10-18.toml", None),
        ] {
            assert_eq!(Spec::parse(text), spec, "{text}");
        }
    }
}
