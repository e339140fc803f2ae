//! The steps of the way through, as the commands call them: read the facts, assess them, say
//! them in words, give the words a face. The one place where the command line meets the library.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use super::args::Format;
use super::logo::Look;
use super::manifest::Digest;
use super::messages::{Failure, clean_lines};
use super::templates::Overrides;
use crate::address_field;
use crate::case::{Case, Evidence, PUBLIC_NOTICE};
use crate::document::{Audience, Document, Engine, Layout, Markings, SHORT_TEXT_LIMIT};
use crate::facts;
use crate::law;
use crate::render::design::Design;
use crate::render::email::{MailAddress, MailParts};
use crate::render::html::HtmlOptions;
use crate::render::{docx, email, html, pdf, text};

pub(crate) use crate::case::Assessed as Assessment;
pub(crate) use crate::case::{Made, Occasion};
pub(crate) use crate::document::DOCUMENTS;
pub(crate) use crate::law::{Finding, Level};

/// What was read.
pub(crate) struct Facts {
    /// The incident, ready to become documents.
    pub(crate) case: Case,
    /// Where each fact stands.
    pub(crate) lines: facts::Lines,
    /// Warnings of the reader, ready to print.
    pub(crate) warnings: String,
    /// The digest of the user's own file on authorities, where there is one.
    pub(crate) own_authorities: Option<Digest>,
    /// Logo and colour of the house.
    pub(crate) look: Look,
}

impl Facts {
    /// Kennung of the incident, fit for a folder name (the reader has checked its form).
    pub(crate) fn reference(&self) -> Option<&str> {
        Some(self.case.incident().vorfall.kennung.as_str())
            .filter(|reference| !reference.is_empty())
    }

    /// Title of the incident, where it is known.
    pub(crate) fn title(&self) -> Option<&str> {
        self.text("/vorfall/titel")
    }

    /// Web address of the controller, where it is known.
    pub(crate) fn web(&self) -> Option<&str> {
        self.text("/verantwortlicher/web")
    }

    /// Whether the incident is an example.
    pub(crate) fn is_example(&self) -> bool {
        self.case.incident().vorfall.beispiel
    }

    /// Whether the report claims to be complete.
    pub(crate) fn is_complete(&self) -> bool {
        self.case.incident().meldung.vollstaendig.wert() == Some(&true)
    }

    fn text(&self, pointer: &str) -> Option<&str> {
        self.case.open().pointer(pointer).and_then(Value::as_str)
    }
}

/// Reads facts; the error is the rendered list of problems, ready to print.
pub(crate) fn read_facts(name: &str, bytes: &[u8], colour: bool) -> Result<Facts, String> {
    let source = String::from_utf8_lossy(bytes);
    let render =
        |problems: &[facts::Problem]| facts::render_problems(name, &source, problems, colour);
    let read = facts::read(name, bytes).map_err(|problems| render(&problems))?;
    let warnings = if read.warnings.is_empty() {
        String::new()
    } else {
        render(&read.warnings)
    };
    let lines = facts::Lines::new(&source, &read.positions);
    let case = Case::new(read.incident).map_err(|_| {
        format!("{name}: Die Tatsachen lassen sich nicht weitergeben. Das ist ein Programmfehler.")
    })?;
    Ok(Facts {
        case,
        lines,
        warnings,
        own_authorities: None,
        look: Look::default(),
    })
}

/// The templates of this run.
pub(crate) struct Templates {
    engine: Engine,
}

impl Templates {
    /// The engine that makes documents.
    pub(crate) const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The shipped templates with the user's own over them.
    pub(crate) fn load(overrides: Overrides) -> Result<Self, Failure> {
        let overrides: Vec<(String, String)> = overrides.into_iter().collect();
        let engine = Engine::new(&overrides)
            .map_err(|error| Failure::input(error.to_string().trim_end()))?;
        Ok(Self { engine })
    }

    /// The templates alone.
    pub(crate) fn into_engine(self) -> Engine {
        self.engine
    }

    /// The digest of everything that decides on wording.
    pub(crate) fn digest(&self) -> Digest {
        digest_of(&self.engine)
    }

    /// Why the incident asks for no document of this name; `None` where it does.
    pub(crate) fn reason_against(
        &self,
        name: &str,
        facts: &Facts,
        assessment: &Assessment,
    ) -> Result<Option<String>, String> {
        facts
            .case
            .reason_against(&self.engine, name, assessment)
            .map_err(|error| error.to_string())
    }

    /// What makes the documents hard to read that the incident asks for.
    pub(crate) fn language(
        &self,
        facts: &Facts,
        assessment: &Assessment,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Finding>, Failure> {
        facts
            .case
            .language_findings(&self.engine, assessment, now)
            .map_err(|error| Failure::input(clean_lines(error.to_string().trim_end())))
    }

    /// Makes one document of a name, of facts that were not read from a file; `None` where the
    /// facts yield no such document. An error is a German description for the user.
    pub(crate) fn document_of(
        &self,
        case: &Case,
        name: &str,
        part: Option<&str>,
        occasion: &Occasion,
    ) -> Result<Option<Document>, String> {
        let assessment = case.assess(occasion.now);
        let made = case
            .documents(&self.engine, name, &assessment, occasion)
            .map_err(|error| error.to_string())?;
        for one in made {
            let document = one.map_err(|error| error.to_string())?.document;
            if document.part.as_deref() == part {
                return Ok(Some(document));
            }
        }
        Ok(None)
    }

    /// What does not fit the address fields of the letters that the incident asks for.
    pub(crate) fn addresses(
        &self,
        facts: &Facts,
        assessment: &Assessment,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Finding>, Failure> {
        let names = address_field::LETTERS;
        let letters = facts.case.due(&self.engine, names, assessment, now);
        let letters =
            letters.map_err(|error| Failure::input(clean_lines(error.to_string().trim_end())))?;
        Ok(address_field::findings(&letters))
    }

    /// Makes the documents of one name. An error is a German description for the user.
    pub(crate) fn make_documents(
        &self,
        name: &str,
        facts: &Facts,
        assessment: &Assessment,
        occasion: &Occasion,
    ) -> Result<Vec<Result<Made, String>>, String> {
        let made = facts
            .case
            .documents(&self.engine, name, assessment, occasion)
            .map_err(|error| error.to_string())?;
        Ok(made
            .into_iter()
            .map(|one| one.map_err(|error| error.to_string()))
            .collect())
    }
}

/// The feed of the public notice.
pub(crate) const FEED: &str = "buergerinformation.atom";

/// The digest of everything that decides on wording.
pub(crate) fn digest_of(engine: &Engine) -> Digest {
    let words = ("de.ftl".to_owned(), crate::document::wording::words::SOURCE);
    let all: Vec<(String, &str)> = engine.sources().chain([words]).collect();
    Digest::of_parts(
        all.iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes())),
    )
}

/// The digest of the legal data.
pub(crate) fn data_digest() -> Digest {
    Digest::of_parts(
        law::DATA
            .iter()
            .map(|(name, text)| (*name, text.as_bytes())),
    )
}

/// A document in one format.
pub(crate) enum Face {
    /// The file.
    Made(Vec<u8>),
    /// An e-mail needs the address of the sender, and the facts state none.
    NoSender,
    /// It could not be drawn: a German description for the user.
    Failed(String),
}

/// The faces of a document, and characters that the PDF font does not hold.
pub(crate) struct Faces {
    /// Face by format.
    pub(crate) made: BTreeMap<Format, Face>,
    /// Characters drawn as a replacement in the PDF.
    pub(crate) missing: BTreeSet<char>,
    /// What the document asks of a place and does not keep: German, with the remedy.
    pub(crate) too_long: Vec<String>,
}

/// Draws the faces of a document.
pub(crate) fn faces(
    made: &Made,
    formats: &[Format],
    facts: &Facts,
    now: DateTime<FixedOffset>,
    attach: bool,
) -> Faces {
    let document = &made.document;
    let wants = |format: Format| formats.contains(&format);
    let mut missing = BTreeSet::new();
    let mut too_long: Vec<String> = long_short_text(document).into_iter().collect();
    let design = design_of(made.audience, facts);
    let page = wants(Format::Html).then(|| html::render_as(document, &page_options(made), &design));
    // A mail has no files beside it, and mail programs show no pictures that stand in the text.
    let mailed = wants(Format::Eml).then(|| {
        let options = HtmlOptions {
            feed: None,
            ..page_options(made)
        };
        html::render_as(&document.alone(), &options, &design.without_logo())
    });
    let plain = (wants(Format::Txt) || wants(Format::Eml)).then(|| text::render(document));
    let paper = (wants(Format::Pdf) || wants(Format::Eml)).then(|| {
        let attachments = made.evidence.as_ref().filter(|_| attach);
        let options = pdf::PdfOptions {
            attachments: attachments.map(attached).unwrap_or_default(),
            design: design.clone(),
            ..pdf::PdfOptions::new(now)
        };
        pdf::render(document, &options).map(|rendered| {
            missing.extend(rendered.missing);
            if document.layout == Layout::Plakat && rendered.pages > 1 {
                too_long.push(format!(
                    "{}.pdf: Der Aushang braucht {} Seiten, auch in der kleinsten lesbaren Schrift. \
                     Kürzen Sie vorfall.titel und die Hinweise unter [[dienste]], oder fassen Sie gleichartige Angebote zusammen.",
                    document.file_stem(),
                    rendered.pages
                ));
            }
            rendered.bytes
        })
    });
    let faces = formats.iter().filter_map(|format| {
        let face = match format {
            Format::Html => Face::Made(page.clone().unwrap_or_default().into_bytes()),
            Format::Txt => Face::Made(plain.clone().unwrap_or_default().into_bytes()),
            Format::Pdf => match &paper {
                Some(Ok(bytes)) => Face::Made(bytes.clone()),
                Some(Err(error)) => Face::Failed(error.to_string()),
                None => Face::Failed(String::new()),
            },
            Format::Eml => {
                let pdf = paper
                    .as_ref()
                    .and_then(|paper| paper.as_ref().ok())
                    .map(Vec::as_slice);
                mail(made, facts, (mailed.as_deref(), plain.as_deref(), pdf), now)
            }
            Format::Json => Face::Made(made.json.clone()?.into_bytes()),
            Format::Docx => {
                let options = docx::DocxOptions {
                    now,
                    basis: facts.case.basis(),
                    revision: None,
                };
                match docx::render(document, &options) {
                    Ok(bytes) => Face::Made(bytes),
                    Err(error) => Face::Failed(error.to_string()),
                }
            }
        };
        Some((*format, face))
    });
    Faces {
        made: faces.collect(),
        missing,
        too_long,
    }
}

/// The look of a document for its readers: the logo stands on what leaves the house, and only on
/// what the house itself writes.
fn design_of(audience: Audience, facts: &Facts) -> Design {
    let design = &facts.look.design;
    let is_own = match audience {
        Audience::Beschaeftigte | Audience::Akte => false,
        // The processor's letter to its controllers: the facts are its own only from its view.
        Audience::Verantwortliche => facts.text("/vorfall/sicht") == Some("auftragsverarbeiter"),
        Audience::Behoerde
        | Audience::Betroffene
        | Audience::Oeffentlichkeit
        | Audience::Empfaenger => true,
    };
    if is_own {
        design.clone()
    } else {
        design.without_logo()
    }
}

/// What a report carries for machines.
fn attached(evidence: &Evidence) -> Vec<pdf::Attachment> {
    let facts = pdf::Attachment {
        name: "tatsachen.json",
        description: "Die Tatsachen, aus denen diese Meldung entstand, ohne interne Angaben",
        relation: pdf::Relation::Source,
        bytes: format!("{:#}\n", evidence.facts).into_bytes(),
    };
    let sheet = evidence.sheet.as_ref().map(|sheet| pdf::Attachment {
        name: "portalbogen.json",
        description: "Die Angaben dieser Meldung in der Ordnung der gemeinsamen Meldevorlage des EDSA",
        relation: pdf::Relation::Data,
        bytes: sheet.clone().into_bytes(),
    });
    std::iter::once(facts).chain(sheet).collect()
}

/// The short text for social media has a limit, also where a person wrote it.
fn long_short_text(document: &Document) -> Option<String> {
    let length = document.first_paragraph("kurztext")?.chars().count();
    (length > SHORT_TEXT_LIMIT).then(|| {
        format!(
            "{}: Der Kurztext hat {length} Zeichen; höchstens {SHORT_TEXT_LIMIT} sind möglich. \
             Kürzen Sie die Angaben oder den Block „kurztext“ Ihrer Vorlage.",
            document.file_stem()
        )
    })
}

/// A long letter gets a table of contents; what people read says first what to do.
fn page_options(made: &Made) -> HtmlOptions {
    let long = match made.audience {
        Audience::Behoerde | Audience::Verantwortliche | Audience::Akte => true,
        Audience::Betroffene
        | Audience::Oeffentlichkeit
        | Audience::Empfaenger
        | Audience::Beschaeftigte => false,
    };
    HtmlOptions {
        contents: long && made.document.layout == Layout::Brief,
        feed: (made.document.name == PUBLIC_NOTICE).then_some(FEED),
    }
}

/// The e-mail: the report goes to the authority, other documents have no recipient yet.
fn mail(
    made: &Made,
    facts: &Facts,
    (page, plain, pdf): (Option<&str>, Option<&str>, Option<&[u8]>),
    now: DateTime<FixedOffset>,
) -> Face {
    let document = &made.document;
    let Some(from) = sender(made.audience, facts) else {
        return Face::NoSender;
    };
    let authority = |key: &str| {
        made.law
            .pointer(&format!("/behoerde/{key}"))
            .and_then(Value::as_str)
    };
    let to = match (made.audience, authority("email")) {
        // Neither a drill nor an example nor a draft may reach an authority by a wrong click.
        (Audience::Behoerde, Some(address)) if document.markings == Markings::default() => {
            vec![MailAddress {
                name: authority("name").unwrap_or_default().to_owned(),
                address: address.to_owned(),
            }]
        }
        _ => Vec::new(),
    };
    let parts = MailParts {
        from: Some(from),
        to,
        reply_to: None,
        html: page.unwrap_or_default(),
        text: plain.unwrap_or_default(),
        pdf,
        attachment_name: &format!("{}.pdf", document.file_stem()),
        date: now,
    };
    match email::render(document, &parts) {
        Ok(bytes) => Face::Made(bytes),
        Err(error) => Face::Failed(error.to_string()),
    }
}

/// Who sends: the person who reports to the authority, the processor to its controller, else the
/// controller.
fn sender(audience: Audience, facts: &Facts) -> Option<MailAddress> {
    let from = |place: &str| {
        let address = facts.text(&format!("{place}/email"))?;
        let name = facts.text(&format!("{place}/name")).unwrap_or_default();
        Some(MailAddress {
            name: name.to_owned(),
            address: address.to_owned(),
        })
    };
    // Of an incident that the processor writes down, the own files are the processor's.
    let own = if facts.text("/vorfall/sicht") == Some("auftragsverarbeiter") {
        Audience::Verantwortliche
    } else {
        audience
    };
    match own {
        Audience::Behoerde => from("/melder").or_else(|| from("/verantwortlicher")),
        Audience::Verantwortliche => from("/beteiligte/0").or_else(|| from("/melder")),
        Audience::Betroffene
        | Audience::Oeffentlichkeit
        | Audience::Empfaenger
        | Audience::Beschaeftigte
        | Audience::Akte => from("/verantwortlicher"),
    }
}

/// The JSON Schema of the facts.
pub(crate) fn schema() -> Value {
    facts::schema()
}
