//! Which documents are written although there are findings, and which are not.

use super::findings::{name, stops};
use super::messages::{Console, Failure};
use super::steps::Finding;

/// What may be written in spite of findings of level `fehler`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    /// Nothing.
    None,
    /// Everything, marked as a draft.
    Draft,
    /// Everything, for a reason.
    Reason,
    /// Nothing: a reason was given, but the report claims to be complete.
    Refused,
}

impl Leave {
    pub(super) const fn of(draft: bool, reason: Option<&str>, complete: bool) -> Self {
        match (draft, reason, complete) {
            (true, _, _) => Self::Draft,
            (false, None, _) => Self::None,
            (false, Some(_), false) => Self::Reason,
            (false, Some(_), true) => Self::Refused,
        }
    }
}

/// Which documents are written and which are not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) write: Vec<&'static str>,
    pub(super) stopped: Vec<&'static str>,
    /// Whether the reason of `--trotzdem` was needed.
    pub(super) despite: bool,
}

impl Plan {
    pub(super) fn new(wanted: &[&'static str], findings: &[&Finding], leave: Leave) -> Self {
        let (faulty, sound): (Vec<_>, Vec<_>) = wanted
            .iter()
            .copied()
            .partition(|document| findings.iter().any(|finding| stops(finding, document)));
        match leave {
            Leave::Draft | Leave::Reason => Self {
                write: wanted.to_vec(),
                stopped: Vec::new(),
                despite: leave == Leave::Reason && !faulty.is_empty(),
            },
            Leave::None | Leave::Refused => Self {
                write: sound,
                stopped: faulty,
                despite: false,
            },
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        !self.stopped.is_empty()
    }

    pub(super) fn explain(&self, findings: &[&Finding], leave: Leave, console: &Console) {
        for document in &self.stopped {
            let reasons: Vec<_> = findings
                .iter()
                .filter(|finding| stops(finding, document))
                .map(|finding| name(finding))
                .collect();
            let failure = Failure::input(format!(
                "„{document}“ wird nicht geschrieben: {}.",
                reasons.join(", ")
            ));
            console.failure(&failure);
        }
        if self.is_stopped() {
            console.say(
                "  → Ergänzen Sie die Angaben. Einen gekennzeichneten Entwurf schreibt --entwurf.",
            );
            match leave {
                Leave::Refused => console.say(
                    "  → --trotzdem gilt nur, solange die Meldung unvollständig ist. \
                     Eine vollständige Meldung (meldung.vollstaendig = true) hat dieses Recht nicht.",
                ),
                Leave::None => console.say(
                    "  → Eine unvollständige Meldung schreibt --trotzdem \"GRUND\"; der Grund wird festgehalten.",
                ),
                Leave::Draft | Leave::Reason => {}
            }
        }
        if self.despite {
            console.warn(
                "Trotz Befunden der Stufe „fehler“ geschrieben; der Grund steht im Manifest und im Vermerk.",
            );
        } else if leave == Leave::Reason {
            console.note("--trotzdem war nicht nötig; der Grund wird nicht festgehalten.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::steps::Level;
    use super::*;

    fn error(documents: &'static [&'static str]) -> Finding {
        Finding {
            code: "M01",
            level: Level::Fehler,
            path: None,
            article: "",
            message: String::new(),
            hint: String::new(),
            documents,
        }
    }

    fn plan(leave: Leave, finding: &Finding) -> Plan {
        Plan::new(&["meldung", "buergerinformation"], &[finding], leave)
    }

    #[test]
    fn an_error_stops_only_what_it_concerns() {
        let stopped = plan(Leave::None, &error(&["meldung"]));
        assert_eq!(stopped.write, ["buergerinformation"]);
        assert_eq!(stopped.stopped, ["meldung"]);
        assert_eq!(plan(Leave::None, &error(&[])).write, [""; 0]);
        assert_eq!(plan(Leave::Refused, &error(&["meldung"])), stopped);
    }

    #[test]
    fn drafts_and_reasons_let_everything_through() {
        let draft = plan(Leave::Draft, &error(&[]));
        assert!(draft.write.len() == 2 && !draft.despite);
        let reason = plan(Leave::Reason, &error(&["meldung"]));
        assert!(reason.write.len() == 2 && reason.despite);
        assert!(!plan(Leave::Reason, &error(&["aushang"])).despite);
    }

    #[test]
    fn a_complete_report_has_no_leave() {
        assert_eq!(Leave::of(false, Some("Grund"), true), Leave::Refused);
        assert_eq!(Leave::of(false, Some("Grund"), false), Leave::Reason);
        assert_eq!(Leave::of(true, None, true), Leave::Draft);
        assert_eq!(Leave::of(false, None, false), Leave::None);
    }
}
