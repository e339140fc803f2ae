//! The head of a template: TOML between `+++` lines, before the Markdown.

use serde::Deserialize;

use super::model::Layout;
use super::template_error::TemplateError;

/// What a template says about its document. Texts may use facts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// Title as a person reads it.
    pub(super) titel: String,
    /// Subject of the e-mail.
    pub(super) betreff: String,
    /// Line in the foot of every page.
    pub(super) fuss: String,
    /// Page layout.
    pub(super) layout: Layout,
    /// Who reads it.
    pub(super) leser: Audience,
    /// For what there is one document each.
    #[serde(default)]
    pub(super) je: Each,
    /// Whether there is a form of it for machines, made from the filled report form.
    #[serde(default)]
    pub(super) json: bool,
    /// Whether it says from which facts it was made, and may carry them for machines.
    #[serde(default)]
    pub(super) beleg: bool,
    /// Which earlier document it continues and names first, where one was released.
    #[serde(default)]
    pub(super) bezug: Option<Continues>,
    /// Whether an incident asks for this document: any words mean yes, none mean no.
    #[serde(default = "always")]
    pub(super) wenn: String,
    /// Why there is none where `wenn` says no.
    #[serde(default)]
    pub(super) sonst: String,
}

fn always() -> String {
    "ja".to_owned()
}

impl Head {
    /// The parts that are templates themselves.
    pub(super) fn texts(&self) -> [(&'static str, &str); 5] {
        [
            ("titel", &self.titel),
            ("betreff", &self.betreff),
            ("fuss", &self.fuss),
            ("wenn", &self.wenn),
            ("sonst", &self.sonst),
        ]
    }
}

/// Who reads a document: decides on the facts it may show and on its e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The supervisory authority (Art. 33 Abs. 1): its e-mail is addressed to it.
    Behoerde,
    /// The controller, from its processor (Art. 33 Abs. 2).
    Verantwortliche,
    /// Data subjects, each by a letter (Art. 34 Abs. 1).
    Betroffene,
    /// Everybody (Art. 34 Abs. 3 c).
    Oeffentlichkeit,
    /// Somebody who got data by mistake.
    Empfaenger,
    /// Own staff, at the telephone or at a portal: what may be said outside.
    Beschaeftigte,
    /// The own files: the only document that shows tables marked `intern = true`.
    Akte,
}

impl Audience {
    /// `behoerde`, `akte` …: as the heads of templates name it.
    #[must_use]
    pub const fn schluessel(self) -> &'static str {
        match self {
            Self::Behoerde => "behoerde",
            Self::Verantwortliche => "verantwortliche",
            Self::Betroffene => "betroffene",
            Self::Oeffentlichkeit => "oeffentlichkeit",
            Self::Empfaenger => "empfaenger",
            Self::Beschaeftigte => "beschaeftigte",
            Self::Akte => "akte",
        }
    }
}

/// For what there is one document each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Each {
    /// One document for the incident.
    #[default]
    Vorfall,
    /// One for each authority and regime concerned (`bereiche`).
    Behoerde,
    /// One for each entry of `empfaenger`; the template knows it as `empfang`.
    Empfaenger,
}

/// Which earlier document one continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Continues {
    /// The report before it, where it is no first report.
    Meldung,
    /// The version before it, always.
    Fassung,
    /// The public notice before it, whose news it tells others.
    Bekanntmachung,
}

/// Splits the head off; the body keeps its line numbers.
pub(super) fn split(name: &str, source: &str) -> Result<(Option<Head>, String), TemplateError> {
    let Some(rest) = source.strip_prefix("+++\n") else {
        return Ok((None, source.to_owned()));
    };
    let Some((head, body)) = rest.split_once("\n+++\n") else {
        return Err(TemplateError::at(
            name,
            source,
            0,
            3,
            "Der Kopf der Vorlage endet nicht: Es fehlt die zweite Zeile „+++“.",
        ));
    };
    let parsed = toml::from_str::<Head>(head).map_err(|error| {
        let span = error.span().unwrap_or(0..1);
        let message = "Der Kopf der Vorlage ist nicht lesbar. Er braucht titel, betreff, fuss, \
                       layout (brief, seite, plakat oder verzeichnis) und leser; je, json, beleg, bezug, wenn und sonst sind möglich.";
        TemplateError::at(name, source, span.start + 4, span.end + 4, message)
    })?;
    let lines = head.matches('\n').count() + 3;
    Ok((Some(parsed), format!("{}{body}", "\n".repeat(lines))))
}
