//! Wording by kind of breach: an attack, a misdirected letter, a lost device read as what they are.
//!
//! `vorfall.typ` chooses the group, other facts (how many people, how many recipients, whether
//! the data are unintelligible) choose singular and plural and the fitting clause. All words
//! stand in `locales/de.ftl`, section "Kind of breach".

use fluent_bundle::FluentValue;
use minijinja::Error;
use minijinja::value::Value;
use serde_json::Value as Json;

use super::block_helpers::present;
use super::helpers::{need_fact, wrong};
use super::model::{FieldPath, Inline};
use super::settled::{self, Ended};
use super::slots::{inlines, to_inlines, trimmed};
use super::value::{Fact, Form, form};
use super::wording::words;

/// The group of a kind that is open, missing or none of the others.
const OTHER: &str = "sonstige";
/// The group in which data are not there or wrong, and nobody has seen them.
const OUTAGE: &str = "ausfall";

/// The group of kinds that share their words.
pub(super) fn group(fact: &Fact) -> String {
    fact.elsewhere("vorfall.typ")
        .and_then(Json::as_str)
        .and_then(|typ| words::word("typgruppe", typ, None))
        .unwrap_or_else(|| OTHER.to_owned())
}

/// The list of aims that are hurt, as one word: `vertraulichkeit` where it is among them.
fn aim(fact: &Fact) -> &'static str {
    let stated = fact.elsewhere("vorfall.schutzziele");
    let aims = stated
        .and_then(Json::as_array)
        .map_or(&[][..], Vec::as_slice);
    let hurt = |aim: &str| aims.iter().any(|stated| stated == aim);
    match (hurt("verfuegbarkeit"), hurt("integritaet")) {
        _ if hurt("vertraulichkeit") => "vertraulichkeit",
        (true, true) => "beides",
        (true, false) => "verfuegbarkeit",
        (false, true) => "integritaet",
        (false, false) => "offen",
    }
}

/// The key of `vorfall.abfluss`, or the form in which it is written where it has none.
pub(super) fn exfiltration_key(fact: &Fact) -> &str {
    match fact
        .elsewhere("vorfall.abfluss")
        .map_or(Form::Missing, form)
    {
        Form::Missing => "fehlt",
        Form::Exact(Json::String(key)) => key,
        Form::Exact(_) | Form::About(_) | Form::Range(..) | Form::Open(..) => "offen",
        Form::Undeterminable(_) => "nicht_bestimmbar",
        Form::NotApplicable(_) => "entfaellt",
    }
}

/// Whether somebody may have seen the data: not where other aims alone are hurt and nothing is
/// said about data leaving, or that is ruled out or does not apply.
pub(super) fn confidential(fact: &Fact) -> bool {
    matches!(aim(fact), "vertraulichkeit" | "offen")
        || !matches!(
            exfiltration_key(fact),
            "fehlt" | "ausgeschlossen" | "entfaellt"
        )
}

/// The number of a fact; the upper end of a range.
fn number(json: Option<&Json>) -> Option<i64> {
    match form(json?) {
        Form::Exact(number) | Form::About(number) | Form::Range(_, number) => number.as_i64(),
        Form::Missing | Form::Open(..) | Form::Undeterminable(_) | Form::NotApplicable(_) => None,
    }
}

/// How many got the data by mistake; unknown where a single entry has no number.
fn recipients(fact: &Fact) -> Option<i64> {
    let entries = fact.elsewhere("empfaenger")?.as_array()?;
    match entries.as_slice() {
        [] => None,
        [one] => number(one.get("anzahl")),
        several => Some(
            several
                .iter()
                .map(|one| number(one.get("anzahl")).unwrap_or(1))
                .sum(),
        ),
    }
}

/// Whether and how the data are unintelligible to others.
fn protection(fact: &Fact) -> &'static str {
    if fact.elsewhere("vorfall.unlesbar").and_then(Json::as_str) != Some("ja") {
        return "keiner";
    }
    let before = fact.elsewhere("schutz_vorher.massnahmen");
    let measures = before
        .and_then(Json::as_array)
        .map_or(&[][..], Vec::as_slice);
    if measures.iter().any(|measure| measure == "verschluesselung") {
        "verschluesselt"
    } else {
        "unlesbar"
    }
}

/// Whether all data subjects are the body's own staff.
fn groups(fact: &Fact) -> &'static str {
    let stated = fact.elsewhere("betroffene.gruppen");
    let groups = stated
        .and_then(Json::as_array)
        .map_or(&[][..], Vec::as_slice);
    let staff = |group: &Json| group.get("gruppe").and_then(Json::as_str) == Some("beschaeftigte");
    if !groups.is_empty() && groups.iter().all(staff) {
        "beschaeftigte"
    } else {
        "andere"
    }
}

/// What the patterns of the locale may ask the facts for.
fn ask(fact: &Fact, name: &str) -> Option<FluentValue<'static>> {
    match name {
        "personen" => number(fact.elsewhere("betroffene.anzahl")).map(Into::into),
        "empfaenger" => recipients(fact).map(Into::into),
        "abfluss" => Some(exfiltration_key(fact).to_owned().into()),
        "schutz" => Some(protection(fact).into()),
        "ziel" => Some(aim(fact).into()),
        "ursache" => fact
            .elsewhere("vorfall.ursache")
            .and_then(Json::as_str)
            .map(|key| key.to_owned().into()),
        "gruppen" => Some(groups(fact).into()),
        "verfuegbarkeit" => fact
            .elsewhere("vorfall.verfuegbarkeit")
            .and_then(Json::as_str)
            .map(|key| key.to_owned().into()),
        "ende" => Some(
            match settled::ended(fact) {
                None => "nein",
                Some(Ended::Plain) => "ja",
                Some(Ended::Examined) => "untersucht",
            }
            .into(),
        ),
        "monat" => Some(
            settled::month(fact)
                .unwrap_or_else(|| "offen".to_owned())
                .into(),
        ),
        _ => None,
    }
}

/// The words of a closed list's key. Words for the kind of breach go before the general ones:
/// `.rat-versand` (its group), then `.rat-still` (its class), then `.rat`.
pub(super) fn word(fact: &Fact, list: &str, key: &str, variant: Option<&str>) -> Option<String> {
    let id = words::id(list, key);
    let say = |variant: Option<&str>| words::say(&id, variant, &|name| ask(fact, name));
    let Some(variant) = variant else {
        return say(None);
    };
    if words::has_special(&id, variant) {
        let group = if confidential(fact) {
            group(fact)
        } else {
            OUTAGE.to_owned()
        };
        let class = words::word("artklasse", &group, None);
        let special = [Some(group), class].into_iter().flatten();
        for special in special.map(|name| format!("{variant}-{name}")) {
            if words::knows(&id, Some(&special)) {
                return say(Some(&special));
            }
        }
    }
    say(Some(variant))
}

/// Words for this kind of breach: `artwort(vorfall, "titel")`. None where there are none.
pub(super) fn kind_word(incident: Value, what: String) -> Result<Value, Error> {
    let fact = need_fact(&incident)?;
    let own = fact
        .elsewhere("vorfall.typ")
        .and_then(Json::as_str)
        .map(|typ| words::id("typ", typ));
    let shared = [group(&fact), OTHER.to_owned()].map(|group| words::id("art", &group));
    let said = own
        .iter()
        .chain(shared.iter())
        .find(|id| words::knows(id, Some(&what)))
        .and_then(|id| words::say(id, Some(&what), &|name| ask(&fact, name)));
    Ok(match said {
        Some(text) => inlines(vec![Inline::fact(text, fact.path.key("typ"))]),
        None => Value::from(()),
    })
}

/// `vorfall is vorfallart("angriff", "konto")`: the kind of breach belongs to one of the groups.
pub(super) fn is_kind(incident: &Value, groups: &[String]) -> bool {
    Fact::of(incident).is_some_and(|fact| groups.contains(&group(&fact)))
}

/// `vorfall is vertraulichkeit`: somebody may have seen data; not so in a mere outage.
pub(super) fn is_confidentiality(incident: &Value) -> bool {
    Fact::of(incident).is_some_and(|fact| confidential(&fact))
}

/// The sentence on certainty of exfiltration: `abflusssatz(vorfall, stand, "buerger")`.
///
/// The kind of breach chooses the wording, `vorfall.abfluss` the certainty; date and author of
/// the evidence come from `vorfall.abfluss_nachweis`.
pub(super) fn exfiltration(
    incident: Value,
    date: Value,
    variant: Option<String>,
) -> Result<Value, Error> {
    let fact = need_fact(&incident)?;
    let variant = variant.as_deref();
    let key = exfiltration_key(&fact);
    let path = fact.path.key("abfluss");
    let stated = fact
        .elsewhere("vorfall.abfluss")
        .map_or(Form::Missing, form);
    if let Form::NotApplicable(reason) = stated {
        return Ok(inlines(vec![
            Inline::fact(trimmed(reason), path),
            Inline::text("."),
        ]));
    }
    let outage = key == "fehlt" && !confidential(&fact);
    let (group, key) = if outage {
        (OUTAGE.to_owned(), "entfaellt")
    } else {
        (group(&fact), key)
    };
    let clauses = format!("aussage-{group}");
    let clause = |name: &str| words::say(&clauses, Some(name), &|name| ask(&fact, name));
    let own = words::id(&format!("abfluss-{group}"), key);
    let id = if words::knows(&own, variant) {
        own
    } else {
        words::id("abfluss", key)
    };
    let pattern = words::say(&id, variant, &|name| match name {
        "stand" | "durch" => Some(format!("{}{name}", words::MARK).into()),
        _ => ask(&fact, name).or_else(|| clause(name).map(Into::into)),
    })
    .ok_or_else(|| wrong(format!("In locales/de.ftl fehlt „abfluss-{group}-{key}“.")))?;

    let protected = !outage && protection(&fact) != "keiner";
    let voiced = |place: &str| match variant {
        Some(variant) => format!("{place}-{variant}"),
        None => place.to_owned(),
    };
    let beside = |place: &str| {
        protected
            .then(|| clause(&voiced(place)))
            .flatten()
            .map(|text| Inline::fact(text, FieldPath::new("vorfall.unlesbar")))
    };
    let mut content = Vec::new();
    if let Some(sentence) = beside("vorab") {
        content.extend([sentence, Inline::text(" ")]);
    }
    let evidence = Evidence {
        incident: &incident,
        date: &date,
        ruled_out: key == "ausgeschlossen",
    };
    content.extend(evidence.fill(&pattern, &path)?);
    if !evidence.ruled_out
        && let Some(sentence) = beside("danach")
    {
        content.extend([Inline::text(" "), sentence]);
    }
    if let Form::Open(reason, _) | Form::Undeterminable(reason) = stated {
        content.push(Inline::text(" Grund: "));
        content.push(Inline::fact(trimmed(reason), path));
        content.push(Inline::text("."));
    }
    Ok(inlines(content))
}

/// `abflussfrage(vorfall)`: what is not known about data leaving, as a clause after "falls":
/// `Fremde Daten kopiert haben`; none where it is known or likely, or where it is not the matter.
pub(super) fn leak_question(incident: Value) -> Result<Value, Error> {
    let fact = need_fact(&incident)?;
    let unsure = [
        "offen",
        "fehlt",
        "nicht_bestimmbar",
        "nicht_auszuschliessen",
        "unwahrscheinlich",
    ];
    if !confidential(&fact) || !unsure.contains(&exfiltration_key(&fact)) {
        return Ok(Value::from(()));
    }
    let clauses = format!("aussage-{}", group(&fact));
    let say = |name: &str| words::say(&clauses, Some(name), &|name| ask(&fact, name));
    let clause = say("falls").or_else(|| say("ob"));
    Ok(clause.map_or_else(
        || Value::from(()),
        |text| inlines(vec![Inline::fact(text, fact.path.key("abfluss"))]),
    ))
}

/// Date and author of a statement on exfiltration.
struct Evidence<'a> {
    incident: &'a Value,
    date: &'a Value,
    ruled_out: bool,
}

impl Evidence<'_> {
    /// The pattern with date and author in their places.
    fn fill(&self, pattern: &str, path: &FieldPath) -> Result<Vec<Inline>, Error> {
        let mut content = Vec::new();
        for piece in pattern.split(words::MARK) {
            let mut rest = piece;
            if let Some(after) = piece.strip_prefix("stand") {
                content.extend(match self.part("stand")? {
                    Some(words) => words,
                    None => to_inlines(&super::helpers::date(self.date.clone())?)?,
                });
                rest = after;
            } else if let Some(after) = piece.strip_prefix("durch") {
                content.extend(self.part("durch")?.unwrap_or_else(|| {
                    vec![Inline::Open {
                        text: "(noch zu nennen)".to_owned(),
                        source: Some(path.clone()),
                    }]
                }));
                rest = after;
            }
            if !rest.is_empty() {
                content.push(Inline::fact(rest, path.clone()));
            }
        }
        Ok(content)
    }

    fn part(&self, key: &str) -> Result<Option<Vec<Inline>>, Error> {
        let evidence = self.incident.get_attr("abfluss_nachweis")?;
        if evidence.is_none() || evidence.is_undefined() {
            Ok(None)
        } else {
            present(&evidence.get_attr(key)?)
        }
    }
}

/// One piece of advice for the kind of breach; in a mere outage that of an outage.
pub(super) fn general_advice(fact: &Fact) -> Option<String> {
    let group = if confidential(fact) {
        group(fact)
    } else {
        OUTAGE.to_owned()
    };
    words::say(&words::id("art", &group), Some("rat"), &|name| {
        ask(fact, name)
    })
}

/// Proposed advice for a category of data; in a mere outage only what is meant for one.
pub(super) fn proposed_advice(fact: &Fact, category: &str) -> Option<String> {
    let special = format!("rat-{OUTAGE}");
    if confidential(fact) || words::knows(&words::id("daten", category), Some(&special)) {
        word(fact, "daten", category, Some("rat"))
    } else {
        None
    }
}
