//! The rules of the plain-language check, for the list of all findings.
//!
//! A communication is to be written in clear and plain language (Art. 34 Abs. 2, Art. 12 Abs. 1
//! DSGVO). The thresholds are not law: they say from where on people begin to lose the thread.

use super::CHECKED;
use crate::law::findings::{Grade, Level, Rule};

const ARTICLE: &str = "Art. 12 Abs. 1, Art. 34 Abs. 2 DSGVO";

const fn rule(
    code: &'static str,
    grade: Grade,
    path: &'static str,
    message: &'static str,
    hint: &'static str,
) -> Rule {
    Rule {
        code,
        grade,
        path,
        article: ARTICLE,
        message,
        hint,
        documents: &CHECKED,
    }
}

/// Every rule, in the order of codes.
pub const RULES: [Rule; 10] = [
    TEXT, LONG, HEDGE, PASSIVE, SHORT, FOREIGN, NOUNS, OFFICIAL, LONG_WORD, NEGATIONS,
];

pub(super) const TEXT: Rule = rule(
    "S001",
    Grade::ByMargin,
    "",
    "Das Schreiben ist schwer zu lesen (Wiener Sachtextformel über 9).",
    "Kürzen Sie Sätze und nehmen Sie kurze, bekannte Wörter. Am meisten hilft es bei den Sätzen, zu denen es eigene Befunde gibt.",
);

pub(super) const LONG: Rule = rule(
    "S002",
    Grade::ByMargin,
    "",
    "Ein Satz hat mehr als 20 Wörter.",
    "Machen Sie zwei Sätze daraus: ein Gedanke, ein Satz.",
);

pub(super) const HEDGE: Rule = rule(
    "S003",
    Grade::Always(Level::Warnung),
    "",
    "Der Satz schränkt mehr ein, als die Tatsachen verlangen.",
    "Streichen Sie die Einschränkung, wo vorfall.abfluss feststeht. Sonst genügt eine je Satz: „Wir wissen noch nicht, ob …“",
);

pub(super) const PASSIVE: Rule = rule(
    "S004",
    Grade::Always(Level::Hinweis),
    "",
    "Der Satz sagt nicht, wer handelt (Passiv).",
    "Nennen Sie, wer handelt, wenn Sie es wissen: „Fachleute haben … geprüft“ statt „… wurde geprüft“.",
);

pub(super) const SHORT: Rule = rule(
    "S005",
    Grade::Always(Level::Warnung),
    "",
    "Eine Abkürzung ist beim ersten Mal nicht erklärt.",
    "Schreiben Sie die Wörter aus, beim ersten Mal mit der Abkürzung in Klammern: „Landeskriminalamt (LKA)“. Kommt sie nur einmal vor, lassen Sie sie weg.",
);

pub(super) const FOREIGN: Rule = rule(
    "S006",
    Grade::Always(Level::Warnung),
    "",
    "Ein Fachwort oder Fremdwort ist nicht erklärt.",
    "Nehmen Sie ein deutsches Wort, oder erklären Sie es im selben Satz: „Ransomware (ein Programm, das Daten verschlüsselt)“.",
);

pub(super) const NOUNS: Rule = rule(
    "S007",
    Grade::Always(Level::Hinweis),
    "",
    "Der Satz reiht Hauptwörter, wo Verben klarer sind.",
    "Sagen Sie es mit Verben: „Wir prüfen das“ statt „Die Prüfung erfolgt“.",
);

pub(super) const OFFICIAL: Rule = rule(
    "S008",
    Grade::ByMargin,
    "vorfall.beschreibung_buerger",
    "Menschen lesen den amtlichen Text, weil der für sie fehlt; er ist nicht einfach genug.",
    "Schreiben Sie einen eigenen Text für die Menschen: vorfall.beschreibung_buerger, bei Maßnahmen text_buerger. Der amtliche Text bleibt für die Meldung.",
);

pub(super) const LONG_WORD: Rule = rule(
    "S009",
    Grade::Always(Level::Hinweis),
    "",
    "Ein Wort hat mehr als 24 Buchstaben.",
    "Teilen Sie das Wort („Erstaufnahme-Einrichtung“), oder lösen Sie es auf („Einrichtung für die erste Aufnahme“).",
);

pub(super) const NEGATIONS: Rule = rule(
    "S010",
    Grade::Always(Level::Hinweis),
    "",
    "Der Satz verneint doppelt.",
    "Sagen Sie, was ist: „wahrscheinlich“ statt „nicht unwahrscheinlich“, „möglich“ statt „nicht auszuschließen“.",
);
