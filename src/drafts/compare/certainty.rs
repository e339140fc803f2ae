//! How sure values are, and so what became of one.

use serde_json::Value;

use super::facts::{ChangeKind, is_blank};
use super::value_words::is_closed;
use crate::document::value::{Form, form};
use crate::facts::FieldPath;

/// How sure a value is; higher is surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    NotWritten,
    NotKnown,
    NeverKnown,
    Roughly(u8),
    Exactly,
    DoesNotApply,
}

fn certainty(path: &FieldPath, value: Option<&Value>) -> Certainty {
    let Some(value) = value.filter(|value| !is_blank(value)) else {
        return Certainty::NotWritten;
    };
    match form(value) {
        Form::Missing => Certainty::NotWritten,
        Form::Open(..) => Certainty::NotKnown,
        Form::Undeterminable(_) => Certainty::NeverKnown,
        Form::Range(..) => Certainty::Roughly(1),
        Form::About(_) => Certainty::Roughly(2),
        Form::NotApplicable(_) => Certainty::DoesNotApply,
        Form::Exact(Value::String(key)) if is_closed(path) => closed_certainty(key),
        Form::Exact(_) => Certainty::Exactly,
    }
}

/// Keys of closed lists that say how sure something is.
fn closed_certainty(key: &str) -> Certainty {
    match key {
        "offen" | "unbekannt" => Certainty::NotKnown,
        "nicht_bestimmbar" => Certainty::NeverKnown,
        "nicht_auszuschliessen" => Certainty::Roughly(0),
        "wahrscheinlich" | "unwahrscheinlich" | "moeglich" => Certainty::Roughly(2),
        _ => Certainty::Exactly,
    }
}

/// What became of a value.
pub(super) fn kind(path: &FieldPath, old: Option<&Value>, new: Option<&Value>) -> ChangeKind {
    use Certainty::{DoesNotApply, Exactly, NeverKnown, NotKnown, NotWritten, Roughly};
    match (certainty(path, old), certainty(path, new)) {
        (NotWritten, NotWritten) => ChangeKind::Changed,
        (NotWritten, _) => ChangeKind::Added,
        (_, NotWritten) => ChangeKind::Removed,
        (NotKnown | NeverKnown, Roughly(_) | Exactly) => ChangeKind::BecameKnown,
        (Roughly(_) | Exactly, NotKnown | NeverKnown) => ChangeKind::BecameUncertain,
        (DoesNotApply, _) | (_, DoesNotApply) => ChangeKind::Changed,
        (Roughly(_), Exactly) => ChangeKind::BecameCertain,
        (Exactly, Roughly(_)) => ChangeKind::BecameUncertain,
        (Roughly(before), Roughly(after)) if after > before => ChangeKind::BecameCertain,
        (Roughly(before), Roughly(after)) if after < before => ChangeKind::BecameUncertain,
        _ => ChangeKind::Changed,
    }
}
