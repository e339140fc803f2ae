//! The template engine: facts and assessment in, [`Document`] out.
//!
//! Templates are Markdown with minijinja and a TOML head between `+++` lines. Values reach the
//! text through slots only ([`super::slots`]). Overrides extend `standard/…` and replace blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, FixedOffset};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Deserialize;
use serde_json::Value as Json;

use super::model::{Block, Document, FieldPath, Inline, Layout, Markings, NoticeKind, plain};
use super::slots::Store;
use super::template_error::TemplateError;
use super::value::{Conditions, Fact};
use super::wording::dates;
use super::{helpers, markdown, slots};

/// The documents that there are, in the order in which they are written.
pub const DOCUMENTS: [&str; 2] = ["meldung", "buergerinformation"];

const STANDARD: [(&str, &str); 3] = [
    (
        "meldung.md.j2",
        include_str!("../../templates/de/meldung.md.j2"),
    ),
    (
        "buergerinformation.md.j2",
        include_str!("../../templates/de/buergerinformation.md.j2"),
    ),
    (
        "teile.md.j2",
        include_str!("../../templates/de/teile.md.j2"),
    ),
];

/// Head of a template, TOML between `+++` lines.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    titel: String,
    betreff: String,
    fuss: String,
    layout: HeadLayout,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum HeadLayout {
    Brief,
    Seite,
}

/// What a rendering depends on beside facts and law.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The stated time: date of the document.
    pub now: DateTime<FixedOffset>,
    /// Markings of every page.
    pub markings: Markings,
    /// What is missing, said on page one of a draft.
    pub gaps: Vec<Gap>,
}

/// One line of a draft's list of gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is missing and what to do.
    pub text: String,
    /// The fact.
    pub path: Option<FieldPath>,
}

/// Templates, read and checked.
#[derive(Debug)]
pub struct Engine {
    env: Environment<'static>,
    sources: BTreeMap<String, String>,
    /// What the engine compiled: heads blanked out, so that its offsets fit.
    bodies: BTreeMap<String, String>,
    heads: BTreeMap<String, Head>,
}

impl Engine {
    /// The templates that come with the program, with overrides (name and text) before them.
    ///
    /// # Errors
    /// All templates are checked at once; the first error is returned.
    pub fn new(overrides: &[(String, String)]) -> Result<Self, TemplateError> {
        let mut engine = Self {
            env: environment()?,
            sources: BTreeMap::new(),
            bodies: BTreeMap::new(),
            heads: BTreeMap::new(),
        };
        for (name, source) in STANDARD {
            engine.add(&format!("standard/{name}"), source)?;
            if !overrides.iter().any(|(other, _)| other == name) {
                engine.add(name, source)?;
            }
        }
        for (name, source) in overrides {
            engine.add(name, source)?;
        }
        Ok(engine)
    }

    /// All templates by name, for the manifest's digest.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sources
            .iter()
            .map(|(name, source)| (name.as_str(), source.as_str()))
    }

    fn add(&mut self, name: &str, source: &str) -> Result<(), TemplateError> {
        let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        self.sources.insert(name.to_owned(), source.clone());
        let (head, body) = split_head(name, &source)?;
        check(name, &source, &body)?;
        if let Some(head) = head {
            for (part, text) in [
                ("titel", &head.titel),
                ("betreff", &head.betreff),
                ("fuss", &head.fuss),
            ] {
                self.compile(format!("{name}#{part}"), text.clone())?;
            }
            self.heads.insert(name.to_owned(), head);
        }
        self.compile(name.to_owned(), body)
    }

    fn compile(&mut self, name: String, body: String) -> Result<(), TemplateError> {
        self.bodies.insert(name.clone(), body.clone());
        self.env
            .add_template_owned(name, body)
            .map_err(|error| self.explain(&error))
    }

    fn explain(&self, error: &minijinja::Error) -> TemplateError {
        TemplateError::from_engine(error, |name| self.bodies.get(name).cloned())
    }

    /// Makes a document.
    ///
    /// `facts` are the normalised facts, `law` the assessment under `recht`.
    ///
    /// # Errors
    /// An error of the template, with file, line and caret.
    pub fn render(
        &self,
        name: &str,
        facts: &Json,
        law: &Json,
        setting: &Setting,
    ) -> Result<Document, TemplateError> {
        let conditions: Conditions = Arc::new(Mutex::new(BTreeSet::new()));
        let context = context(facts, law, setting, &conditions);
        let template = format!("{name}.md.j2");
        let blocks = self.blocks(&template, &context)?;
        if blocks.is_empty() {
            return Err(TemplateError::at(
                &template,
                "",
                0,
                0,
                "Die Vorlage ergibt ein leeres Dokument.",
            ));
        }
        let head_of = if self.heads.contains_key(&template) {
            template
        } else {
            format!("standard/{template}")
        };
        let Some(head) = self.heads.get(&head_of) else {
            return Err(TemplateError {
                template: head_of,
                line: 1,
                message: "Dieser Vorlage fehlt der Kopf zwischen „+++“-Zeilen.".to_owned(),
                excerpt: String::new(),
                mark: None,
            });
        };
        let line = |part: &str| self.line(&format!("{head_of}#{part}"), &context);
        let text = |pointer: &str| {
            facts
                .pointer(pointer)
                .and_then(Json::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let mut document = Document {
            name: name.to_owned(),
            title: line("titel")?,
            subject: line("betreff")?,
            layout: match head.layout {
                HeadLayout::Brief => Layout::Brief,
                HeadLayout::Seite => Layout::Seite,
            },
            sender: text("/verantwortlicher/name"),
            reference: text("/vorfall/kennung"),
            date: dates::date(dates::Moment::Time(setting.now).day()),
            foot: line("fuss")?,
            markings: setting.markings,
            blocks,
            conditions: BTreeSet::new(),
        };
        insert_gaps(&mut document.blocks, &setting.gaps);
        unique_ids(&mut document.blocks);
        if let Ok(mut asked) = conditions.lock() {
            document.conditions = std::mem::take(&mut *asked);
        }
        Ok(document)
    }

    fn blocks(&self, template: &str, context: &Value) -> Result<Vec<Block>, TemplateError> {
        let (text, store) = self.run(template, context)?;
        let source = self
            .sources
            .get(template)
            .map(String::as_str)
            .unwrap_or_default();
        markdown::blocks(&text, Some(&store))
            .map_err(|found| TemplateError::at(template, source, 0, 0, found.message))
    }

    fn line(&self, template: &str, context: &Value) -> Result<String, TemplateError> {
        let (text, store) = self.run(template, context)?;
        let blocks = markdown::blocks(&text, Some(&store)).unwrap_or_default();
        Ok(match blocks.first() {
            Some(Block::Paragraph { content }) => plain(content).replace('\n', " "),
            Some(_) | None => String::new(),
        })
    }

    fn run(&self, template: &str, context: &Value) -> Result<(String, Store), TemplateError> {
        let explain = |error: minijinja::Error| self.explain(&error);
        let template = self.env.get_template(template).map_err(explain)?;
        let captured = template.render_captured(context.clone()).map_err(explain)?;
        let store = captured
            .state()
            .get_extension::<Store>()
            .cloned()
            .unwrap_or_default();
        Ok((captured.into_output(), store))
    }
}

fn environment() -> Result<Environment<'static>, TemplateError> {
    let mut env = Environment::new();
    let syntax = SyntaxConfig::builder()
        .line_statement_prefix("%")
        .comment_delimiters("{*", "*}")
        .build()
        .map_err(|e| TemplateError::from_engine(&e, |_| None))?;
    env.set_syntax(syntax);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    // Captured template text is marked as such and passes the formatter; nothing is escaped.
    env.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    env.set_formatter(slots::format);
    env.set_recursion_limit(50);
    // A loop without end in a template stops after this many steps; a report takes some thousand.
    env.set_fuel(Some(2_000_000));
    helpers::register(&mut env);
    Ok(env)
}

fn context(facts: &Json, law: &Json, setting: &Setting, conditions: &Conditions) -> Value {
    let mut table: BTreeMap<String, Value> = BTreeMap::new();
    let mut add = |name: &str, json: &Json| {
        let fact = Fact::root(FieldPath::new(name), json, Arc::clone(conditions));
        table.insert(name.to_owned(), Value::from_object(fact));
    };
    if let Some(facts) = facts.as_object() {
        for (name, json) in facts {
            add(name, json);
        }
    }
    add("recht", law);
    add("jetzt", &Json::String(setting.now.to_rfc3339()));
    table.insert("entwurf".to_owned(), Value::from(setting.markings.entwurf));
    Value::from(table)
}

/// Splits the head off; the body keeps its line numbers.
fn split_head(name: &str, source: &str) -> Result<(Option<Head>, String), TemplateError> {
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
        let message = "Der Kopf der Vorlage ist nicht lesbar. Er braucht titel, betreff, fuss und layout (brief oder seite).";
        TemplateError::at(name, source, span.start + 4, span.end + 4, message)
    })?;
    let lines = head.matches('\n').count() + 3;
    Ok((Some(parsed), format!("{}{body}", "\n".repeat(lines))))
}

/// Finds forbidden Markdown in the text of a template before it is ever rendered.
fn check(name: &str, source: &str, body: &str) -> Result<(), TemplateError> {
    if let Some(position) = source.find([slots::OPEN, slots::CLOSE]) {
        return Err(TemplateError::at(
            name,
            source,
            position,
            position + 3,
            "Dieses Zeichen ist in Vorlagen nicht erlaubt.",
        ));
    }
    let text = blank_statements(body);
    match markdown::forbidden(&text) {
        None => Ok(()),
        Some(found) => Err(TemplateError::at(
            name,
            body,
            found.offset,
            found.offset,
            found.message,
        )),
    }
}

/// The body with the template language blanked out, byte for byte, so that offsets stay.
fn blank_statements(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        if line.trim_start().starts_with('%') {
            out.extend(line.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(line);
        }
    }
    for (open, close, fill) in [("{{", "}}", 'x'), ("{%", "%}", 'x'), ("{*", "*}", ' ')] {
        let mut from = 0;
        while let Some(start) = out
            .get(from..)
            .and_then(|rest| rest.find(open))
            .map(|i| i + from)
        {
            let end = out
                .get(start..)
                .and_then(|rest| rest.find(close))
                .map_or(out.len(), |i| start + i + close.len());
            let blank: String = out
                .get(start..end)
                .unwrap_or_default()
                .bytes()
                .map(|b| if b == b'\n' { '\n' } else { fill })
                .collect();
            out.replace_range(start..end, &blank);
            from = end;
        }
    }
    out
}

/// A draft says on page one what is missing: after the letter head and the title.
fn insert_gaps(blocks: &mut Vec<Block>, gaps: &[Gap]) {
    if gaps.is_empty() {
        return;
    }
    let items = gaps
        .iter()
        .map(|gap| {
            vec![Block::Paragraph {
                content: vec![Inline::text(gap.text.clone())],
            }]
        })
        .collect();
    let place = blocks
        .iter()
        .position(|b| !matches!(b, Block::LetterHead(_) | Block::Heading { level: 1, .. }))
        .unwrap_or(blocks.len());
    let notice = Block::Notice {
        kind: NoticeKind::Hinweis,
        title: vec![Inline::text("Entwurf: Das fehlt noch")],
        id: "luecken".to_owned(),
        content: vec![Block::List { start: None, items }],
    };
    blocks.insert(place, notice);
}

/// Makes repeated ids unique by a number.
fn unique_ids(blocks: &mut [Block]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for block in blocks {
        if let Block::Heading { id, .. } | Block::Notice { id, .. } = block {
            let count = seen.entry(id.clone()).or_insert(0);
            *count += 1;
            if *count > 1 {
                *id = format!("{id}-{count}");
            }
        }
    }
}
