//! New wording in the user's facts file: entries of `textfassungen`, everything else as it was.

use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstArray, CstInputValue, CstObject, CstRootNode};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, value};

/// An entry of `textfassungen`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `dokument`.
    pub document: String,
    /// `abschnitt`.
    pub section: String,
    /// `text`.
    pub text: String,
    /// `durch`.
    pub by: Option<String>,
    /// `am`, RFC 3339.
    pub at: String,
    /// `grundlage`.
    pub basis: String,
}

/// The facts file can't be completed by a program: German reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritable(pub String);

/// The facts file with these entries: those for the same document and section are replaced, the
/// others stand at the end of the list.
///
/// # Errors
/// A file that is no TOML or JSON, or whose `textfassungen` is no list.
pub fn add(source: &str, is_json: bool, entries: &[Entry]) -> Result<String, Unwritable> {
    let (mark, body) = match source.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", source),
    };
    // Windows ends lines with two characters; the file keeps its kind.
    let is_windows = body.contains("\r\n") && !body.replace("\r\n", "").contains('\n');
    let plain = if is_windows {
        body.replace("\r\n", "\n")
    } else {
        body.to_owned()
    };
    let new = if is_json {
        json(&plain, entries)?
    } else {
        toml(&plain, entries)?
    };
    let new = if is_windows {
        new.replace('\n', "\r\n")
    } else {
        new
    };
    Ok(format!("{mark}{new}"))
}

fn no_list() -> Unwritable {
    Unwritable("„textfassungen“ ist dort keine Liste von Tabellen.".to_owned())
}

fn toml(source: &str, entries: &[Entry]) -> Result<String, Unwritable> {
    let mut document: DocumentMut = source
        .parse()
        .map_err(|_| Unwritable("Die Datei ist kein gültiges TOML.".to_owned()))?;
    let mut fresh: Vec<&Entry> = Vec::new();
    match document.get_mut("textfassungen") {
        None => fresh.extend(entries),
        Some(Item::ArrayOfTables(list)) => {
            for entry in entries {
                let same = list.iter_mut().filter(|table| is_same(*table, entry));
                // Of equal entries the last one counts.
                match same.last() {
                    Some(table) => fill(table, entry)?,
                    None => fresh.push(entry),
                }
            }
        }
        Some(Item::Value(toml_edit::Value::Array(list))) => {
            for entry in entries {
                let same = list
                    .iter_mut()
                    .filter_map(toml_edit::Value::as_inline_table_mut)
                    .filter(|table| is_same(*table, entry));
                if let Some(table) = same.last() {
                    fill(table, entry)?;
                } else {
                    let mut table = toml_edit::InlineTable::new();
                    fill(&mut table, entry)?;
                    list.push(table);
                }
            }
        }
        Some(_) => return Err(no_list()),
    }
    let mut text = document.to_string();
    if fresh.is_empty() {
        return Ok(text);
    }
    let mut list = ArrayOfTables::new();
    for entry in fresh {
        let mut table = Table::new();
        fill(&mut table, entry)?;
        list.push(table);
    }
    let mut more = DocumentMut::new();
    more.insert("textfassungen", Item::ArrayOfTables(list));
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
    text.push_str(&more.to_string());
    Ok(text)
}

fn is_same(table: &dyn TableLike, entry: &Entry) -> bool {
    let is = |key: &str, wanted: &str| {
        table
            .get(key)
            .and_then(Item::as_str)
            .is_some_and(|found| found.trim().trim_start_matches('#') == wanted)
    };
    is("dokument", &entry.document) && is("abschnitt", &entry.section)
}

fn fill(table: &mut dyn TableLike, entry: &Entry) -> Result<(), Unwritable> {
    let at: toml_edit::Datetime = entry
        .at
        .parse()
        .map_err(|_| Unwritable("Der Zeitpunkt ist kein gültiger.".to_owned()))?;
    let mut set = |key: &str, new: Item| {
        let decor = table
            .get(key)
            .and_then(Item::as_value)
            .map(|old| old.decor().clone());
        let mut new = new;
        if let (Some(decor), Some(value)) = (decor, new.as_value_mut()) {
            *value.decor_mut() = decor;
        }
        table.insert(key, new);
    };
    set("dokument", value(entry.document.as_str()));
    set("abschnitt", value(entry.section.as_str()));
    set("text", value(entry.text.as_str()));
    if let Some(by) = &entry.by {
        set("durch", value(by.as_str()));
    }
    set("am", value(at));
    set("grundlage", value(entry.basis.as_str()));
    if entry.by.is_none() {
        // Nobody knows whose words these are; the one before wrote others.
        table.remove("durch");
    }
    Ok(())
}

fn json(source: &str, entries: &[Entry]) -> Result<String, Unwritable> {
    let broken = || Unwritable("Die Datei ist kein gültiges JSON.".to_owned());
    let root = CstRootNode::parse(source, &ParseOptions::default()).map_err(|_| broken())?;
    let object = root.object_value().ok_or_else(broken)?;
    let list: CstArray = object
        .array_value_or_create("textfassungen")
        .ok_or_else(no_list)?;
    for entry in entries {
        let same = list
            .elements()
            .into_iter()
            .filter_map(|element| element.as_object())
            .filter(|element| is_same_json(element, entry));
        if let Some(element) = same.last() {
            fill_json(&element, entry);
        } else {
            let fields = fields(entry)
                .into_iter()
                .filter_map(|(key, value)| Some((key.to_owned(), CstInputValue::String(value?))))
                .collect();
            list.append(CstInputValue::Object(fields));
        }
    }
    Ok(root.to_string())
}

fn fields(entry: &Entry) -> [(&'static str, Option<String>); 6] {
    [
        ("dokument", Some(entry.document.clone())),
        ("abschnitt", Some(entry.section.clone())),
        ("text", Some(entry.text.clone())),
        ("durch", entry.by.clone()),
        ("am", Some(entry.at.clone())),
        ("grundlage", Some(entry.basis.clone())),
    ]
}

fn is_same_json(element: &CstObject, entry: &Entry) -> bool {
    let is = |key: &str, wanted: &str| {
        element
            .get(key)
            .and_then(|property| property.value())
            .and_then(|value| value.as_string_lit())
            .and_then(|value| value.decoded_value().ok())
            .is_some_and(|found| found.trim().trim_start_matches('#') == wanted)
    };
    is("dokument", &entry.document) && is("abschnitt", &entry.section)
}

fn fill_json(element: &CstObject, entry: &Entry) {
    for (key, value) in fields(entry) {
        match (element.get(key), value) {
            (Some(property), Some(value)) => property.set_value(CstInputValue::String(value)),
            (None, Some(value)) => {
                element.append(key, CstInputValue::String(value));
            }
            (Some(property), None) => property.remove(),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(section: &str, text: &str) -> Entry {
        Entry {
            document: "meldung".to_owned(),
            section: section.to_owned(),
            text: text.to_owned(),
            by: Some("M. Muster".to_owned()),
            at: "2021-10-17T16:00:00+02:00".to_owned(),
            basis: "0123456789abcdef".to_owned(),
        }
    }

    #[test]
    fn the_rest_of_the_file_stays_as_it_is() {
        let source = "# Kopf\nformat   =  1 # so\n\n[vorfall] # Tabelle\ntitel = 'x'\n# Ende";
        let new = add(source, false, &[entry("hergang", "Eins.\n\n- zwei")]).unwrap();
        assert!(new.starts_with(source), "{new}");
        let value: toml::Table = new.parse().unwrap();
        let list = value["textfassungen"].as_array().unwrap();
        assert_eq!(list[0]["text"].as_str(), Some("Eins.\n\n- zwei"));
        assert_eq!(list[0]["durch"].as_str(), Some("M. Muster"));
    }

    #[test]
    fn an_entry_for_the_same_section_is_replaced_and_others_stay() {
        let source = "[[textfassungen]]\ndokument = \"meldung\"\nabschnitt = \"folgen\"\ntext = \"bleibt\"\n\n# Anmerkung\n[[textfassungen]]\nabschnitt = \"#hergang\" # Stelle\ndokument = \"meldung\"\ntext = \"alt\"\nintern = true\n\n[vorfall]\ntitel = \"x\"\n";
        let new = add(source, false, &[entry("hergang", "neu")]).unwrap();
        assert!(new.contains("text = \"bleibt\""));
        assert!(new.contains("# Anmerkung\n[[textfassungen]]"));
        assert!(new.contains("# Stelle") && new.contains("intern = true"));
        assert!(new.ends_with("[vorfall]\ntitel = \"x\"\n"));
        assert!(!new.contains("alt"));
        let again = add(&new, false, &[entry("hergang", "neu")]).unwrap();
        assert_eq!(new, again);
    }

    #[test]
    fn inline_lists_windows_lines_and_marks_are_kept() {
        let new = add("textfassungen = []\n", false, &[entry("a", "b")]).unwrap();
        let value: toml::Table = new.parse().unwrap();
        assert_eq!(value["textfassungen"][0]["text"].as_str(), Some("b"));
        let new = add("\u{feff}format = 1\r\n", false, &[entry("a", "b\n\nc")]).unwrap();
        assert!(new.starts_with("\u{feff}format = 1\r\n"));
        assert!(!new.replace("\r\n", "").contains('\n'));
        assert!(add("textfassungen = 1", false, &[entry("a", "b")]).is_err());
    }

    #[test]
    fn json_keeps_its_layout() {
        let source = "{\n  \"format\": 1,\n  \"textfassungen\": [\n    {\"dokument\": \"meldung\", \"abschnitt\": \"hergang\", \"text\": \"alt\"}\n  ],\n  \"vorfall\": {\"titel\":\"x\"}\n}\n";
        let new = add(
            source,
            true,
            &[entry("hergang", "neu"), entry("folgen", "ä\n\nb")],
        )
        .unwrap();
        let value: serde_json::Value = serde_json::from_str(&new).unwrap();
        assert_eq!(value["textfassungen"][0]["text"], "neu");
        assert_eq!(value["textfassungen"][1]["text"], "ä\n\nb");
        assert!(new.contains("\"vorfall\": {\"titel\":\"x\"}"));
        let fresh = add("{\"format\": 1}", true, &[entry("a", "b")]).unwrap();
        let value: serde_json::Value = serde_json::from_str(&fresh).unwrap();
        assert_eq!(value["textfassungen"][0]["abschnitt"], "a");
    }
}
