//! The helpers of the templates: filters, tests and functions.
//!
//! Filters take a fact and return typed words with its path; tests note which fact a
//! condition asked for. The words come from [`super::wording`] alone.

use minijinja::value::{Kwargs, Rest, Value};
use minijinja::{Environment, Error, ErrorKind, State};
use serde_json::Value as Json;

use super::block_helpers::{contact, letter_head, paragraph_blocks, signature};
use super::by_hand::END;
use super::head::Audience;
use super::kinds;
use super::model::{Block, Inline, plain};
use super::short_text::{characters, first_sentence, short_text};
use super::slots::{blocks, inlines, to_inlines, trimmed};
use super::value::{Fact, Form};
use super::wording::declension::{Case, decline, is_plural};
use super::wording::{dates, lists, words};

/// Registers all helpers.
pub(super) fn register(env: &mut Environment<'static>) {
    for name in ["safe", "escape", "e", "tojson", "urlencode", "pprint"] {
        env.remove_filter(name);
    }
    env.remove_global("debug");
    env.add_filter("zeit", time);
    env.add_filter("datum", date);
    env.add_filter("wann", when);
    env.add_filter("wort", word);
    env.add_filter("aufzaehlung", enumeration);
    env.add_filter("reihe", row);
    env.add_filter("je_erste", first_of_each);
    env.add_filter("beugen", declined);
    env.add_filter("gross", capitalised);
    env.add_filter("punkt", full_stop);
    env.add_filter("ohne_punkt", without_stop);
    env.add_filter("absaetze", paragraph_blocks);
    env.add_filter("verweis", link);
    env.add_filter("satz", sentence);
    env.add_filter("anzahl", counted);
    env.add_filter("grund", reason);
    env.add_filter("stoerung", out_of_order);
    env.add_test("wert", is_value);
    env.add_test("fehlt", |value: Value| {
        with_form(&value, |f| f == Form::Missing)
    });
    env.add_test("offen", |value: Value| {
        with_form(&value, |f| matches!(f, Form::Open(..)))
    });
    env.add_test("entfaellt", |value: Value| {
        with_form(&value, |f| matches!(f, Form::NotApplicable(_)))
    });
    env.add_test("bekannt", |value: Value| {
        with_form(&value, |f| {
            matches!(f, Form::Exact(_) | Form::About(_) | Form::Range(..))
        })
    });
    env.add_test("genau", |value: Value| {
        with_form(&value, |f| matches!(f, Form::Exact(_)))
    });
    env.add_test("leer", |value: Value| {
        with_form(
            &value,
            |f| matches!(f, Form::Exact(Json::Array(items)) if items.is_empty()),
        )
    });
    env.add_test("mehrere", |value: Value| {
        with_form(&value, |form| match form {
            Form::Exact(number) | Form::About(number) | Form::Range(_, number) => {
                number.as_u64().is_some_and(|number| number > 1)
            }
            Form::Missing | Form::Open(..) | Form::Undeterminable(_) | Form::NotApplicable(_) => {
                false
            }
        })
    });
    env.add_test("mehrzahl", |value: Value| {
        named(&value).is_some_and(|(_, article, name)| is_plural(&article, &name))
    });
    env.add_test("nur_datum", |value: Value| {
        fact_text(&value)
            .is_some_and(|t| matches!(dates::Moment::parse(&t), Some(dates::Moment::Date(_))))
    });
    env.add_test("eines_von", is_one_of);
    env.add_filter("gewissheit", certainty);
    env.add_function("artikel", article);
    env.add_function("abflusssatz", kinds::exfiltration);
    env.add_function("abflussfrage", kinds::leak_question);
    env.add_function("artwort", kinds::kind_word);
    env.add_function("vorschlaege", super::advice::advice);
    env.add_test("vorfallart", |value: Value, groups: Rest<String>| {
        kinds::is_kind(&value, &groups)
    });
    env.add_test("vertraulichkeit", |value: Value| {
        kinds::is_confidentiality(&value)
    });
    env.add_test("abgeschlossen", |value: Value| {
        super::settled::is_ended(&value)
    });
    env.add_test("ohne_bankdaten", |value: Value| {
        super::settled::without_accounts(&value)
    });
    env.add_test("enthaelt", contains);
    env.add_test("mit_namen", names_itself);
    env.add_test("eins", |value: Value| {
        with_form(
            &value,
            |f| matches!(f, Form::Exact(number) if number.as_i64() == Some(1)),
        )
    });
    env.add_test("vergangen", is_past);
    env.add_test("nach", is_after);
    env.add_filter("zeichen", characters);
    env.add_filter("erster_satz", first_sentence);
    env.add_function("kurztext", short_text);
    env.add_function("abschnittsende", section_end);
    env.add_function("offen", to_fill_in);
    env.add_function("briefkopf", letter_head);
    env.add_function("kontaktkarte", contact);
    env.add_function("unterschrift", signature);
}

pub(super) fn wrong(detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::BadSerialization, detail)
}

pub(super) fn need_fact(value: &Value) -> Result<std::sync::Arc<Fact>, Error> {
    Fact::of(value)
        .ok_or_else(|| wrong("Dieser Filter braucht eine Angabe aus der Tatsachendatei."))
}

fn fact_text(value: &Value) -> Option<String> {
    Fact::of(value).and_then(|fact| fact.as_str().map(str::to_owned))
}

fn with_form(value: &Value, ask: impl Fn(Form<'_>) -> bool) -> bool {
    let Some(fact) = Fact::of(value) else {
        return false;
    };
    fact.asked();
    ask(fact.form())
}

/// `x is wert("a", "b")`: the key of a closed list is one of these; booleans as `ja`/`nein`.
fn is_value(value: Value, keys: Rest<String>) -> bool {
    with_form(&value, |form| match form {
        Form::Exact(Json::String(text)) => keys.iter().any(|key| key == text),
        Form::Exact(Json::Bool(flag)) => keys
            .iter()
            .any(|key| key == if *flag { "ja" } else { "nein" }),
        Form::Missing
        | Form::Exact(_)
        | Form::About(_)
        | Form::Range(..)
        | Form::Open(..)
        | Form::Undeterminable(_)
        | Form::NotApplicable(_) => false,
    })
}

/// `vorfall.schutzziele is enthaelt("verfuegbarkeit")`: the list holds this key.
fn contains(value: Value, key: String) -> bool {
    with_form(
        &value,
        |form| matches!(form, Form::Exact(Json::Array(items)) if items.iter().any(|i| *i == key)),
    )
}

/// `wiederherstellung.am is vergangen(jetzt)`: the day is not after the other one.
fn is_past(value: Value, now: Value) -> bool {
    let day = |value: &Value| {
        fact_text(value)
            .and_then(|text| dates::Moment::parse(&text))
            .map(|moment| moment.day())
    };
    with_form(&value, |form| matches!(form, Form::Exact(_)))
        && matches!((day(&value), day(&now)), (Some(day), Some(now)) if day <= now)
}

/// `group is mit_namen`: the description of a group of people begins with its word.
fn names_itself(group: Value) -> bool {
    let text = |key: &str| group.get_attr(key).ok().and_then(|value| fact_text(&value));
    let word = text("gruppe").and_then(|key| words::word("gruppe", &key, None));
    text("beschreibung")
        .zip(word)
        .is_some_and(|(description, word)| words::begins_with(&description, &word))
}

/// `entry.am is nach(filing.am)`: later than the other point in time; by days where one of the
/// two has no time of day.
fn is_after(value: Value, other: Value) -> bool {
    let moment = |value: &Value| fact_text(value).and_then(|text| dates::Moment::parse(&text));
    with_form(&value, |form| matches!(form, Form::Exact(_)))
        && match (moment(&value), moment(&other)) {
            (Some(dates::Moment::Time(at)), Some(dates::Moment::Time(other))) => at > other,
            (Some(at), Some(other)) => at.day() > other.day(),
            (None, _) | (_, None) => false,
        }
}

/// `x is eines_von(list)`: the key is one of those in a list of facts.
fn is_one_of(value: Value, list: Value) -> Result<bool, Error> {
    let Some(key) = fact_text(&value) else {
        return Ok(false);
    };
    let mut keys = list.try_iter()?;
    Ok(keys.any(|other| fact_text(&other).as_deref() == Some(key.as_str())))
}

/// Ends the own words of the section before, where no heading does: what follows stays where a
/// person fixed the section's words by hand.
fn section_end() -> Value {
    blocks(vec![Block::Paragraph {
        content: vec![Inline::text(END)],
    }])
}

/// What a person fills in: `offen("Anschrift der betroffenen Person")`.
fn to_fill_in(text: String) -> Value {
    inlines(vec![Inline::Open { text, source: None }])
}

/// A point in time in words; open values as such.
fn time(value: Value) -> Result<Value, Error> {
    to_inlines(&value).map(inlines)
}

/// The day of a point in time.
pub(super) fn date(value: Value) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    match fact.form() {
        Form::Exact(Json::String(text)) => {
            let Some(moment) = dates::Moment::parse(text) else {
                return Err(wrong("„datum“ braucht einen Zeitpunkt."));
            };
            let day = moment.day();
            Ok(inlines(vec![Inline::Time {
                text: dates::date(day),
                datetime: day.format("%Y-%m-%d").to_string(),
                source: Some(fact.path.clone()),
            }]))
        }
        Form::Missing
        | Form::Exact(_)
        | Form::About(_)
        | Form::Range(..)
        | Form::Open(..)
        | Form::Undeterminable(_)
        | Form::NotApplicable(_) => to_inlines(&value).map(inlines),
    }
}

/// When something was, as part of a sentence: `am 15. Oktober 2021`, `am 15. Oktober 2021 gegen
/// 5:30 Uhr`, `ungefähr am 14. Oktober 2021`, `zwischen dem … und dem …`. Of an exact time the day.
fn when(value: Value) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    let moment = |json: &Json| json.as_str().and_then(dates::Moment::parse);
    let timed = |text: String, moment: dates::Moment| Inline::Time {
        text,
        datetime: moment.machine(),
        source: Some(fact.path.clone()),
    };
    let content = match fact.form() {
        Form::Exact(_) => {
            let mut content = vec![Inline::text("am ")];
            content.extend(to_inlines(&date(value.clone())?)?);
            content
        }
        Form::About(json) => match moment(json) {
            Some(at @ dates::Moment::Time(_)) => {
                vec![Inline::text("am "), timed(dates::about(at), at)]
            }
            Some(at @ dates::Moment::Date(_)) => {
                vec![Inline::text("ungefähr am "), timed(dates::moment(at), at)]
            }
            None => return Err(wrong("„wann“ braucht einen Zeitpunkt.")),
        },
        Form::Range(from, to) => match (moment(from), moment(to)) {
            (Some(from), Some(to)) => {
                let comma = if matches!(from, dates::Moment::Time(_)) {
                    ", und dem "
                } else {
                    " und dem "
                };
                vec![
                    Inline::text("zwischen dem "),
                    timed(dates::moment(from), from),
                    Inline::text(comma),
                    timed(dates::moment(to), to),
                ]
            }
            (None, _) | (_, None) => return Err(wrong("„wann“ braucht einen Zeitpunkt.")),
        },
        Form::Missing | Form::Open(..) | Form::Undeterminable(_) | Form::NotApplicable(_) => {
            to_inlines(&value)?
        }
    };
    Ok(inlines(content))
}

fn word_of(fact: &Fact, list: &str, key: &str, variant: Option<&str>) -> Result<String, Error> {
    kinds::word(fact, list, key, variant)
        .or_else(|| {
            variant
                .filter(|v| *v == "erklaert")
                .and_then(|_| kinds::word(fact, list, key, Some("buerger")))
        })
        .or_else(|| kinds::word(fact, list, key, None))
        .ok_or_else(|| {
            wrong(format!(
                "In locales/de.ftl fehlt das Wort für diesen Schlüssel in der Liste „{list}“."
            ))
        })
}

/// The German words of a closed list's key: `vorfall.typ | wort("typ")`.
fn word(value: Value, list: String, variant: Option<String>) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    match fact.form() {
        Form::Exact(Json::String(key)) => Ok(inlines(vec![Inline::fact(
            word_of(&fact, &list, key, variant.as_deref())?,
            fact.path.clone(),
        )])),
        Form::Exact(Json::Bool(flag)) => {
            let key = if *flag { "ja" } else { "nein" };
            Ok(inlines(vec![Inline::fact(
                word_of(&fact, &list, key, variant.as_deref())?,
                fact.path.clone(),
            )]))
        }
        Form::Missing
        | Form::Exact(_)
        | Form::About(_)
        | Form::Range(..)
        | Form::Open(..)
        | Form::Undeterminable(_)
        | Form::NotApplicable(_) => to_inlines(&value).map(inlines),
    }
}

/// `A, B und C` from a list of texts, or of keys where a word list is named.
fn enumeration(value: Value, list: Option<String>, kwargs: Kwargs) -> Result<Value, Error> {
    let last: Option<String> = kwargs.get("zuletzt")?;
    let variant: Option<String> = kwargs.get("art")?;
    kwargs.assert_all_used()?;
    let or = last.as_deref() == Some("oder");
    if let Some(fact) = Fact::of(&value)
        && !matches!(fact.form(), Form::Exact(Json::Array(_)))
    {
        return to_inlines(&value).map(inlines);
    }
    let items: Vec<Value> = value.try_iter()?.collect();
    let mut content = Vec::new();
    if items.is_empty() {
        content.push(Inline::text("keine"));
    }
    let mut pieces = Vec::new();
    for item in items {
        let words = match &list {
            Some(list) => word(item, list.clone(), variant.clone())?,
            None => item,
        };
        pieces.push(to_inlines(&words)?);
    }
    let texts: Vec<String> = pieces.iter().map(|piece| plain(piece)).collect();
    let last = lists::last_joint(&texts, or);
    for (index, piece) in pieces.into_iter().enumerate() {
        let joint = lists::joint(index, texts.len(), last);
        if !joint.is_empty() {
            content.push(Inline::text(joint));
        }
        content.extend(piece);
    }
    Ok(inlines(content))
}

/// `A, B, C`, or another separator: `zeilen | reihe("; ")`.
fn row(value: Value, separator: Option<String>) -> Result<Value, Error> {
    let separator = separator.unwrap_or_else(|| ", ".to_owned());
    let mut content = Vec::new();
    for item in value.try_iter()? {
        if !content.is_empty() {
            content.push(Inline::text(separator.clone()));
        }
        content.extend(to_inlines(&item)?);
    }
    Ok(inlines(content))
}

/// The first entry of each text under a key: `meldung.eingereicht | je_erste("behoerde")`.
fn first_of_each(value: Value, key: String) -> Result<Vec<Value>, Error> {
    let mut known = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for entry in value.try_iter()? {
        let text = fact_text(&entry.get_attr(&key)?);
        if text.is_none_or(|text| known.insert(text)) {
            found.push(entry);
        }
    }
    Ok(found)
}

/// Fact, article and name of a table with `name` and `artikel`.
fn named(value: &Value) -> Option<(std::sync::Arc<Fact>, String, String)> {
    let fact = Fact::of(value)?;
    let table = fact.json.as_object()?;
    let name = table.get("name")?.as_str()?.to_owned();
    let article = table
        .get("artikel")
        .and_then(Json::as_str)
        .unwrap_or("keiner")
        .to_owned();
    Some((fact, article, name))
}

/// A named body in a grammatical case: `verantwortlicher | beugen("genitiv")`.
fn declined(value: Value, case: String, preposition: Option<String>) -> Result<Value, Error> {
    let case = Case::named(&case)
        .ok_or_else(|| wrong("Der Fall heißt nominativ, genitiv, dativ oder akkusativ."))?;
    let Some((fact, article, name)) = named(&value) else {
        let fact = need_fact(&value)?;
        let open = Inline::Open {
            text: "(Name noch nicht erhoben)".to_owned(),
            source: Some(fact.path.key("name")),
        };
        return Ok(inlines(vec![open]));
    };
    let declined = decline(&article, &name, case, preposition.as_deref());
    let mut content = Vec::new();
    if !declined.article.is_empty() {
        content.push(Inline::fact(
            format!("{} ", declined.article),
            fact.path.key("artikel"),
        ));
    }
    content.push(Inline::fact(declined.name, fact.path.key("name")));
    Ok(inlines(content))
}

/// The first letter in upper case.
fn capitalised(value: Value) -> Result<Value, Error> {
    let mut content = to_inlines(&value)?;
    if let Some(Inline::Text { text, .. } | Inline::Open { text, .. }) = content.first_mut() {
        let mut letters = text.chars();
        if let Some(first) = letters.next() {
            *text = first.to_uppercase().chain(letters).collect();
        }
    }
    Ok(inlines(content))
}

/// Adds a full stop where the text ends without a mark.
pub(super) fn full_stop(value: Value) -> Result<Value, Error> {
    let mut content = to_inlines(&value)?;
    let text = plain(&content);
    if !text.trim_end().ends_with(['.', '!', '?', ':', '…', '“']) {
        content.push(Inline::text("."));
    }
    Ok(inlines(content))
}

/// Takes the full stop off, so that the sentence can go on.
fn without_stop(value: Value) -> Result<Value, Error> {
    let mut content = to_inlines(&value)?;
    if let Some(Inline::Text { text, .. } | Inline::Open { text, .. }) = content.last_mut() {
        *text = trimmed(text).to_owned();
    }
    Ok(inlines(content))
}

/// A link to the address that the fact holds: `email | verweis("mailto")`, `telefon |
/// verweis("tel")`, `web | verweis("web")`.
fn link(value: Value, scheme: String) -> Result<Value, Error> {
    let mut content = to_inlines(&value)?;
    let Some(text) = fact_text(&value) else {
        return Ok(inlines(content));
    };
    let target = match scheme.as_str() {
        "mailto" => format!("mailto:{text}"),
        "tel" => {
            let digits: String = text
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            let digits = digits
                .strip_prefix('0')
                .map_or_else(|| digits.clone(), |rest| format!("+49{rest}"));
            if digits.len() < 5 {
                return Ok(inlines(content));
            } else {
                unbroken(&mut content);
                format!("tel:{digits}")
            }
        }
        "web" if text.starts_with("https://") || text.starts_with("http://") => text.clone(),
        "web" => return Ok(inlines(content)),
        _ => return Err(wrong("„verweis“ kennt mailto, tel und web.")),
    };
    let safe = target
        .chars()
        .all(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '"' | '<' | '>'));
    if safe {
        Ok(inlines(vec![Inline::Link { target, content }]))
    } else {
        Ok(inlines(content))
    }
}

/// A number stays on one line.
fn unbroken(content: &mut [Inline]) {
    for inline in content {
        if let Inline::Text { text, .. } = inline {
            *text = text.replace(' ', "\u{a0}");
        }
    }
}

/// An open value as a full sentence: `betroffene.anzahl | satz("Zur Zahl der betroffenen Personen")`.
///
/// Art. 33 Abs. 4 GDPR: information may be provided in phases.
fn sentence(state: &State<'_, '_>, value: Value, about: String) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    let record = is_record(state);
    let later = if is_gdpr(state) && !record {
        " (Art. 33 Abs. 4 DSGVO)"
    } else {
        ""
    };
    let text = match fact.form() {
        // Nobody waits for the record: it promises nothing.
        Form::Missing if record => format!("{about} ist noch nichts erhoben."),
        Form::Missing => {
            format!("{about} ist noch nichts erhoben. Die Angabe wird nachgereicht{later}.")
        }
        Form::Open(reason, until) => {
            let promise = match until.and_then(dates::Moment::parse) {
                Some(date) if record => format!(
                    " Die Angabe soll bis {} vorliegen.",
                    dates::date(date.day())
                ),
                None if record => String::new(),
                Some(date) => format!(
                    " Die Angabe wird bis {} nachgereicht{later}.",
                    dates::date(date.day())
                ),
                None => format!(" Die Angabe wird nachgereicht, sobald sie vorliegt{later}."),
            };
            format!(
                "{about} liegen noch keine Erkenntnisse vor: {}.{promise}",
                trimmed(reason)
            )
        }
        Form::Undeterminable(reason) => {
            format!("{about} ist keine Angabe möglich: {}.", trimmed(reason))
        }
        Form::NotApplicable(reason) => format!("{about} entfällt die Angabe: {}.", trimmed(reason)),
        Form::Exact(Json::Array(items)) if items.is_empty() => {
            format!("{about} ist angegeben: keine.")
        }
        Form::Exact(_) | Form::About(_) | Form::Range(..) => {
            return to_inlines(&value).map(inlines);
        }
    };
    Ok(inlines(vec![Inline::Open {
        text,
        source: Some(fact.path.clone()),
    }]))
}

/// Whether the document is for the own files.
fn is_record(state: &State<'_, '_>) -> bool {
    state
        .lookup("leser")
        .is_some_and(|reader| reader.as_str() == Some(Audience::Akte.schluessel()))
}

/// Whether the GDPR is the regime of this document; the condition is noted.
fn is_gdpr(state: &State<'_, '_>) -> bool {
    let regime = state
        .lookup("vorfall")
        .and_then(|incident| incident.get_attr("rechtsregime").ok());
    regime.is_none_or(|regime| {
        with_form(
            &regime,
            |form| matches!(form, Form::Exact(Json::String(key)) if key == "dsgvo"),
        )
    })
}

/// `artikel("Art. 33 Abs. 3 Buchstabe a DSGVO")`: the norm in brackets after a space, where the
/// GDPR is the regime; nothing under another one, whose norms are not the same.
fn article(state: &State<'_, '_>, norm: String) -> Value {
    let text = if is_gdpr(state) {
        format!(" ({norm})")
    } else {
        String::new()
    };
    inlines(vec![Inline::text(text)])
}

/// The reason of an open value alone.
fn reason(value: Value) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    match fact.form() {
        Form::Open(text, _) | Form::Undeterminable(text) | Form::NotApplicable(text) => Ok(
            inlines(vec![Inline::fact(trimmed(text), fact.path.clone())]),
        ),
        Form::Missing | Form::Exact(_) | Form::About(_) | Form::Range(..) => {
            to_inlines(&value).map(inlines)
        }
    }
}

/// A way to reach somebody that is open: that it cannot be used now, and why.
fn out_of_order(value: Value) -> Result<Value, Error> {
    let mut content = vec![Inline::text("zurzeit nicht erreichbar. ")];
    content.extend(to_inlines(&full_stop(capitalised(reason(value)?)?)?)?);
    Ok(inlines(content))
}

/// A number with its noun: `1.200 Personen`, `ungefähr 1 Datensatz`.
fn counted(value: Value, noun: String) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    let mut content = to_inlines(&value)?;
    let number = match fact.form() {
        Form::Exact(json) | Form::About(json) => json.as_i64(),
        Form::Range(_, to) => to.as_i64(),
        Form::Missing | Form::Open(..) | Form::Undeterminable(_) | Form::NotApplicable(_) => None,
    };
    if let Some(number) = number {
        let noun = words::counted(&noun, number)
            .ok_or_else(|| wrong(format!("In locales/de.ftl fehlt „mehrzahl-{noun}“.")))?;
        content.push(Inline::text(format!(" {noun}")));
    }
    Ok(inlines(content))
}

/// How sure a value is, in one word, for a table.
fn certainty(value: Value) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    let text = match fact.form() {
        Form::Missing => "nicht erhoben",
        Form::Exact(_) => "bekannt",
        Form::About(_) => "ungefähr",
        Form::Range(..) => "Zeitraum",
        Form::Open(..) => "offen",
        Form::Undeterminable(_) => "nicht bestimmbar",
        Form::NotApplicable(_) => "entfällt",
    };
    Ok(inlines(vec![Inline::text(text)]))
}
