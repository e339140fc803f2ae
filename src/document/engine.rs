//! The template engine: facts and assessment in, [`Document`] out.
//!
//! Templates are Markdown with minijinja and a TOML head between `+++` lines. Values reach the
//! text through slots only ([`super::slots`]). Overrides extend `standard/…` and replace blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, FixedOffset};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde_json::Value as Json;

use super::by_hand;
use super::by_hand_findings;
use super::catalogue::{DOCUMENTS, STANDARD};
use super::form;
use super::given::Given;
use super::head::{self, Audience, Continues, Each, Head};
use super::model::{Block, Document, FieldPath, Inline, Markings, NoticeKind, plain};
use super::slots::Store;
use super::template_error::TemplateError;
use super::value::{Conditions, Fact};
use super::wording::dates;
use super::{helpers, markdown, shipped, slots};
use crate::law::findings::Finding;

/// What a rendering depends on beside facts and law.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The stated time: date of the document.
    pub now: DateTime<FixedOffset>,
    /// Markings of every page.
    pub markings: Markings,
    /// What is missing, said on page one of a draft.
    pub gaps: Vec<Gap>,
    /// Which of several documents of one kind this is.
    pub part: Option<Part>,
    /// Why the documents are made although findings stand against it (`trotzdem`).
    pub despite: Option<String>,
}

/// One of several documents of one kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// What the file name adds after a hyphen: `realsteuern`, `2`; empty where it is the only
    /// one. ASCII, never a value of a fact.
    pub suffix: String,
    /// One more table of facts for the template: its name there, its path and its value.
    pub also: Option<(String, FieldPath, Json)>,
}

/// One line of a draft's list of gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is missing and what to do.
    pub text: String,
    /// The fact.
    pub path: Option<FieldPath>,
}

/// Templates: those of the user read and checked, those of the program compiled when they are needed.
#[derive(Debug)]
pub struct Engine {
    env: Environment<'static>,
    /// The user's own.
    sources: BTreeMap<String, String>,
    /// What the engine compiled of them: heads blanked out, so that its offsets fit.
    bodies: BTreeMap<String, String>,
    heads: BTreeMap<String, Head>,
}

impl Engine {
    /// The templates that come with the program, with overrides (name and text) before them.
    ///
    /// # Errors
    /// All overrides are checked at once; the first error is returned.
    pub fn new(overrides: &[(String, String)]) -> Result<Self, TemplateError> {
        let mut engine = Self {
            env: environment()?,
            sources: BTreeMap::new(),
            bodies: BTreeMap::new(),
            heads: BTreeMap::new(),
        };
        for (name, source) in overrides {
            engine.add(name, source)?;
        }
        Ok(engine)
    }

    /// All templates by name, for the manifest's digest: the shipped ones, and by their own names
    /// what is used in their place.
    pub fn sources(&self) -> impl Iterator<Item = (String, &str)> {
        let shipped = STANDARD.iter().flat_map(|&(name, _)| {
            let source = shipped::of(name).map(|shipped| shipped.source.as_str());
            let source = source.unwrap_or_default();
            [
                (format!("{}{name}", shipped::PREFIX), source),
                (name.to_owned(), source),
            ]
        });
        let mut all: BTreeMap<String, &str> = shipped.collect();
        for (name, source) in &self.sources {
            all.insert(name.clone(), source);
        }
        all.into_iter()
    }

    fn source(&self, name: &str) -> Option<&str> {
        let own = self.sources.get(name).map(String::as_str);
        own.or_else(|| shipped::of(name).map(|shipped| shipped.source.as_str()))
    }

    fn add(&mut self, name: &str, source: &str) -> Result<(), TemplateError> {
        let source = shipped::normalised(source);
        self.sources.insert(name.to_owned(), source.clone());
        let (head, body) = head::split(name, &source)?;
        check(name, &source, &body)?;
        if let Some(head) = head {
            for (part, text) in head.texts() {
                self.compile(format!("{name}#{part}"), text.to_owned())?;
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
        TemplateError::from_engine(error, |name| {
            let own = self.bodies.get(name).cloned();
            own.or_else(|| shipped::text(name).map(str::to_owned))
        })
    }

    /// Makes a document.
    ///
    /// # Errors
    /// An error of the template, with file, line and caret.
    pub fn render(
        &self,
        name: &str,
        given: &Given,
        setting: &Setting,
    ) -> Result<Document, TemplateError> {
        let conditions: Conditions = Arc::new(Mutex::new(BTreeSet::new()));
        let reader = self.audience(name)?;
        let context = context(given, setting, reader, &conditions);
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
        let (head_of, head) = self.head(name)?;
        let line = |part: &str| self.line(&format!("{head_of}#{part}"), &context);
        let text = |pointer: &str| {
            given
                .facts
                .pointer(pointer)
                .and_then(Json::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let mut document = Document {
            name: name.to_owned(),
            title: line("titel")?,
            subject: line("betreff")?,
            part: setting
                .part
                .as_ref()
                .map(|part| part.suffix.clone())
                .filter(|suffix| !suffix.is_empty()),
            layout: head.layout,
            sender: text(match head.leser {
                // The processor writes to its controller.
                Audience::Verantwortliche => "/beteiligte/0/name",
                Audience::Behoerde
                | Audience::Betroffene
                | Audience::Oeffentlichkeit
                | Audience::Empfaenger
                | Audience::Beschaeftigte
                | Audience::Akte => "/verantwortlicher/name",
            }),
            reference: text("/vorfall/kennung"),
            date: dates::date(dates::Moment::Time(setting.now).day()),
            foot: line("fuss")?,
            markings: setting.markings,
            blocks,
            conditions: BTreeSet::new(),
            fingerprint: None,
            release: None,
            by_hand: Vec::new(),
        };
        unique_ids(&mut document.blocks);
        document.by_hand = by_hand::apply(
            &mut document.blocks,
            &by_hand::versions(&given.facts, name),
            document.part.as_deref(),
            document.part.is_none() || head.je != Each::Behoerde,
        );
        insert_gaps(&mut document.blocks, &setting.gaps);
        unique_ids(&mut document.blocks);
        if let Ok(mut asked) = conditions.lock() {
            document.conditions = std::mem::take(&mut *asked);
        }
        Ok(document)
    }

    /// Whether the incident asks for this document: `None`, or the reason why not.
    ///
    /// # Errors
    /// An error of the template's head.
    pub fn reason_against(
        &self,
        name: &str,
        given: &Given,
        setting: &Setting,
    ) -> Result<Option<String>, TemplateError> {
        let (head_of, head) = self.head(name)?;
        let context = context(given, setting, head.leser, &Conditions::default());
        let wanted = self.line(&format!("{head_of}#wenn"), &context)?;
        if wanted.is_empty() {
            self.line(&format!("{head_of}#sonst"), &context).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Who reads a document.
    ///
    /// # Errors
    /// A template without a head.
    pub fn audience(&self, name: &str) -> Result<Audience, TemplateError> {
        self.head(name).map(|(_, head)| head.leser)
    }

    /// For what there is one document of this name each.
    ///
    /// # Errors
    /// A template without a head.
    pub fn each(&self, name: &str) -> Result<Each, TemplateError> {
        self.head(name).map(|(_, head)| head.je)
    }

    /// The ids of all sections that a template can give, with those of the parts it takes in.
    #[must_use]
    pub fn sections(&self, name: &str) -> BTreeSet<String> {
        let mut waiting = vec![format!("{name}.md.j2")];
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut found = BTreeSet::new();
        while let Some(template) = waiting.pop() {
            let Some(source) = self.source(&template) else {
                continue;
            };
            if !seen.insert(template) {
                continue;
            }
            for (before, after) in [("{#", "}"), ("include \"", "\""), ("extends \"", "\"")] {
                let pieces = source.split(before).skip(1);
                let names = pieces.filter_map(|piece| piece.split_once(after));
                for (name, _) in names {
                    if before == "{#" {
                        found.insert(name.trim().to_owned());
                    } else {
                        waiting.push(name.to_owned());
                    }
                }
            }
        }
        found
    }

    /// What stands against wording fixed by hand, for a document of this name: `made` with today's
    /// facts, none where there is none.
    #[must_use]
    pub fn hand_findings(&self, name: &str, facts: &Json, made: &[Document]) -> Vec<Finding> {
        let versions = by_hand::versions(facts, name);
        let Some(only) = DOCUMENTS.iter().find(|known| **known == name) else {
            return Vec::new();
        };
        let sections = self.sections(name);
        by_hand_findings::find(&versions, made, &sections, std::slice::from_ref(only))
    }

    /// Texts for every document that has their section, and none has it.
    #[must_use]
    pub fn hand_findings_of_all(&self, facts: &Json) -> Vec<Finding> {
        let sections: BTreeSet<String> = DOCUMENTS
            .iter()
            .flat_map(|name| self.sections(name))
            .collect();
        // A name that is no document leaves the texts that name none.
        by_hand::versions(facts, "")
            .into_iter()
            .filter(|version| !sections.contains(&version.section))
            .map(|version| {
                let place = version.path.key("abschnitt");
                by_hand_findings::unknown(place, &version.section, &sections, DOCUMENTS)
            })
            .collect()
    }

    /// Which earlier document one of this name continues.
    ///
    /// # Errors
    /// A template without a head.
    pub fn continues(&self, name: &str) -> Result<Option<Continues>, TemplateError> {
        self.head(name).map(|(_, head)| head.bezug)
    }

    /// Whether a document has a form for machines.
    ///
    /// # Errors
    /// A template without a head.
    pub fn has_json(&self, name: &str) -> Result<bool, TemplateError> {
        self.head(name).map(|(_, head)| head.json)
    }

    /// Whether a document names the facts it was made from.
    ///
    /// # Errors
    /// A template without a head.
    pub fn is_evidence(&self, name: &str) -> Result<bool, TemplateError> {
        self.head(name).map(|(_, head)| head.beleg)
    }

    /// The head of a document: an override without one has that of the standard template.
    fn head(&self, name: &str) -> Result<(String, &Head), TemplateError> {
        let own = format!("{name}.md.j2");
        let standard = format!("standard/{own}");
        let missing = || TemplateError {
            template: own.clone(),
            line: 1,
            message: "Dieser Vorlage fehlt der Kopf zwischen „+++“-Zeilen.".to_owned(),
            excerpt: String::new(),
            mark: None,
        };
        [&own, &standard]
            .into_iter()
            .find_map(|name| {
                let own = self.heads.get(name);
                let is_own = self.sources.contains_key(name);
                let shipped = || shipped::of(name).filter(|_| !is_own)?.head.as_ref();
                own.or_else(shipped).map(|head| (name.clone(), head))
            })
            .ok_or_else(missing)
    }

    fn blocks(&self, template: &str, context: &Value) -> Result<Vec<Block>, TemplateError> {
        let (text, store) = self.run(template, context)?;
        let source = self.source(template).unwrap_or_default();
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
    env.set_loader(|name| Ok(shipped::text(name)));
    Ok(env)
}

fn context(given: &Given, setting: &Setting, reader: Audience, conditions: &Conditions) -> Value {
    let mut table: BTreeMap<String, Value> = BTreeMap::new();
    let root = |path: FieldPath, json: Arc<Json>| {
        Fact::root(path, json, Arc::clone(&given.facts), Arc::clone(conditions))
    };
    let mut add = |name: &str, json: Arc<Json>| {
        let fact = root(FieldPath::new(name), json);
        table.insert(name.to_owned(), Value::from_object(fact));
    };
    for (name, json) in given.tables.iter() {
        add(name, Arc::clone(json));
    }
    add("recht", Arc::clone(&given.law));
    let despite = setting.despite.clone().map_or(Json::Null, Json::String);
    add("trotzdem", Arc::new(despite));
    add("jetzt", Arc::new(Json::String(setting.now.to_rfc3339())));
    table.insert(
        "formular".to_owned(),
        form::value(given.clone(), setting.now),
    );
    if let Some((name, path, json)) = setting.part.as_ref().and_then(|part| part.also.as_ref()) {
        let fact = root(path.clone(), Arc::new(json.clone()));
        table.insert(name.clone(), Value::from_object(fact));
    }
    // Who reads it: parts that several documents share speak to each reader in their way.
    table.insert("leser".to_owned(), Value::from(reader.schluessel()));
    let news = given.news();
    let news = news.map(|news| super::news::value(news, &given.facts, conditions));
    table.insert("bezug".to_owned(), news.unwrap_or_else(|| Value::from(())));
    table.insert("entwurf".to_owned(), Value::from(setting.markings.entwurf));
    Value::from(table)
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

/// The id of the box that says what a draft lacks.
pub(super) const GAPS: &str = "luecken";

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
        id: GAPS.to_owned(),
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_template_is_sound() {
        let engine = Engine::new(&[]).unwrap();
        for &(name, _) in STANDARD {
            let shipped = shipped::of(name).expect(name);
            check(name, &shipped.source, &shipped.body).unwrap();
            let head = shipped.head.as_ref();
            assert_eq!(head.is_some(), shipped.source.starts_with("+++"), "{name}");
            let parts = head.iter().flat_map(|head| head.texts());
            let parts = parts.map(|(part, _)| format!("{name}#{part}"));
            for template in parts.chain([name.to_owned(), format!("standard/{name}")]) {
                let compiled = engine.env.get_template(&template);
                compiled.map_err(|error| engine.explain(&error)).unwrap();
            }
        }
    }
}
