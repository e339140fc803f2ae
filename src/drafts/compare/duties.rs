//! What became of the duties between two versions.

use serde::Serialize;

use crate::law::Duty;

/// A duty that arose, ended or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyChange {
    /// What is to be done, and whom to tell.
    #[serde(rename = "pflicht")]
    pub duty: String,
    /// The norm.
    #[serde(rename = "norm")]
    pub norm: String,
    /// Before: whether it was proposed, and until when; `None` where there was none.
    #[serde(rename = "alt")]
    pub old: Option<String>,
    /// Now.
    #[serde(rename = "neu")]
    pub new: Option<String>,
}

/// What became of duties.
pub(super) fn duty_changes(old: &[Duty], new: &[Duty]) -> Vec<DutyChange> {
    use crate::document::wording::words::word;
    let name = |duty: &Duty| {
        let kind = serde_json::to_value(duty.kind).ok();
        let key = kind
            .as_ref()
            .and_then(|kind| kind.as_str())
            .unwrap_or_default();
        let said = word("pflichtart", key, None).unwrap_or_else(|| key.to_owned());
        match &duty.area {
            Some(area) => format!("{said} an {} ({area})", duty.recipient),
            None => format!("{said} an {}", duty.recipient),
        }
    };
    let state = |duty: &Duty| {
        let status = serde_json::to_value(duty.status).ok();
        let key = status
            .as_ref()
            .and_then(|status| status.as_str())
            .unwrap_or_default();
        let said = word("vorschlag", key, None).unwrap_or_else(|| key.to_owned());
        if key == "nein" {
            said
        } else {
            format!("{said}, {}", duty.due)
        }
    };
    let same = |one: &Duty, other: &Duty| name(one) == name(other) && one.norm == other.norm;
    let mut found = Vec::new();
    for duty in old {
        let now = new.iter().find(|other| same(duty, other));
        if now.is_none_or(|now| state(now) != state(duty)) {
            found.push(DutyChange {
                duty: name(duty),
                norm: duty.norm.clone(),
                old: Some(state(duty)),
                new: now.map(state),
            });
        }
    }
    for duty in new {
        if !old.iter().any(|other| same(duty, other)) {
            found.push(DutyChange {
                duty: name(duty),
                norm: duty.norm.clone(),
                old: None,
                new: Some(state(duty)),
            });
        }
    }
    found
}
