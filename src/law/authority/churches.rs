//! The churches' own authorities: the Catholic ones by diocese (`data/bistuemer.toml`), the
//! Protestant one with its reservation.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::data::Authorities;
use super::routing::{Candidate, Routing, candidate};
use crate::facts::{Bundesland, Verantwortlicher};

/// The file, as it is in this build.
pub(crate) const SOURCE: &str = include_str!("../../../data/bistuemer.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    stand: NaiveDate,
    aufsicht: Vec<Supervision>,
}

/// An authority with its dioceses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Supervision {
    behoerde: String,
    #[serde(rename = "quelle")]
    _source: String,
    #[serde(rename = "gueltig_ab")]
    _from: NaiveDate,
    bistuemer: Vec<Diocese>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Diocese {
    name: String,
    /// In which Land this authority is competent, where a diocese has two.
    land: Option<Bundesland>,
    zusatz: Option<String>,
    #[serde(default)]
    auch: Vec<String>,
}

impl Diocese {
    fn shown(&self) -> String {
        match &self.zusatz {
            Some(part) => format!("{} ({part})", self.name),
            None => self.name.clone(),
        }
    }

    fn spellings(&self) -> impl Iterator<Item = String> {
        std::iter::once(&self.name)
            .chain(&self.auch)
            .map(|name| plain(name))
    }
}

fn file() -> Option<&'static File> {
    static FILE: OnceLock<Option<File>> = OnceLock::new();
    FILE.get_or_init(|| toml::from_str(SOURCE).ok()).as_ref()
}

/// When the table was checked.
pub(crate) fn stand() -> Option<NaiveDate> {
    file().map(|file| file.stand)
}

const NORM: &str = "KDG in der Fassung der Diözese";

/// Catholic bodies: by diocese.
pub(super) fn catholic(authorities: &Authorities, controller: &Verantwortlicher) -> Routing {
    let all = || {
        candidates(
            authorities,
            |_| true,
            |names| format!("für: {}", names.join(", ")),
        )
    };
    let Some(stated) = controller.bistum.wert() else {
        return Routing::open(
            NORM,
            "Für katholische Einrichtungen ist die kirchliche Datenschutzaufsicht des Bistums \
             zuständig (KDG); das Bistum ist nicht angegeben (verantwortlicher.bistum).",
            "Zu welchem Bistum gehört die Einrichtung?",
            all(),
        );
    };
    let land = controller.bundesland.wert().copied();
    let wanted = plain(stated);
    let same = |diocese: &Diocese| diocese.spellings().any(|name| name == wanted);
    let here = |diocese: &Diocese| {
        same(diocese) && (diocese.land.is_none() || land.is_none() || diocese.land == land)
    };
    let of = |names: &[String]| format!("für: {}", names.join(", "));
    let mut found = candidates(authorities, here, of);
    if found.is_empty() {
        found = candidates(authorities, same, of);
    }
    match (found.len(), found.pop()) {
        (1, Some(only)) => {
            let name = name_of(here).unwrap_or_default();
            Routing::one(
                Some(only.authority),
                NORM,
                format!(
                    "Für katholische Einrichtungen ist die kirchliche Datenschutzaufsicht des Bistums \
                     zuständig (KDG), hier: {name}."
                ),
            )
        }
        (0, _) | (_, None) => {
            let near = |diocese: &Diocese| {
                diocese
                    .spellings()
                    .any(|name| strsim::osa_distance(&name, &wanted) <= 2)
            };
            let similar = if wanted.chars().count() < 5 {
                Vec::new()
            } else {
                candidates(authorities, near, |names| {
                    format!("wenn gemeint ist: {}", names.join(", "))
                })
            };
            Routing::open(
                NORM,
                "Das angegebene Bistum (verantwortlicher.bistum) gehört nicht zu den hinterlegten. \
                 Zuständig ist die kirchliche Datenschutzaufsicht des Bistums (KDG).",
                "Wie heißt das Bistum genau?",
                if similar.is_empty() { all() } else { similar },
            )
        }
        (_, Some(last)) => {
            found.push(last);
            Routing::open(
                NORM,
                "Für dieses Bistum gibt es je nach Gebiet zwei Aufsichten (KDG).",
                "In welchem Teil des Bistums liegt die Einrichtung?",
                found,
            )
        }
    }
}

/// The authorities of the dioceses that fit, each once.
fn candidates(
    authorities: &Authorities,
    fits: impl Fn(&Diocese) -> bool,
    say: impl Fn(&[String]) -> String,
) -> Vec<Candidate> {
    file()
        .into_iter()
        .flat_map(|file| &file.aufsicht)
        .filter_map(|supervision| {
            let names: Vec<String> = supervision
                .bistuemer
                .iter()
                .filter(|diocese| fits(diocese))
                .map(Diocese::shown)
                .collect();
            if names.is_empty() {
                return None;
            }
            candidate(authorities.by_id(&supervision.behoerde), &say(&names))
        })
        .collect()
}

fn name_of(fits: impl Fn(&Diocese) -> bool) -> Option<String> {
    file()?
        .aufsicht
        .iter()
        .flat_map(|supervision| &supervision.bistuemer)
        .find(|diocese| fits(diocese))
        .map(Diocese::shown)
}

/// A name without what people write differently: `Erzdiözese Köln` and `Koeln` are `koeln`.
fn plain(name: &str) -> String {
    let lower: String = name
        .to_lowercase()
        .chars()
        .flat_map(|character| match character {
            'ä' => vec!['a', 'e'],
            'ö' => vec!['o', 'e'],
            'ü' => vec!['u', 'e'],
            'ß' => vec!['s', 's'],
            letter if letter.is_alphanumeric() => vec![letter],
            _ => vec![' '],
        })
        .collect();
    lower
        .split_whitespace()
        .map(|word| {
            word.strip_suffix("bistum")
                .or_else(|| word.strip_suffix("dioezese"))
                .filter(|rest| rest.is_empty() || *rest == "erz")
                .map_or(word, |_| "")
        })
        .filter(|word| {
            !matches!(
                *word,
                "" | "erz" | "das" | "die" | "der" | "des" | "im" | "in" | "und"
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Protestant bodies: the authority of the EKD, unless the member church has its own.
pub(super) fn protestant(authorities: &Authorities) -> Routing {
    Routing::open(
        "DSG-EKD",
        "Für evangelische Einrichtungen ist die oder der Beauftragte für den Datenschutz der EKD \
         zuständig, wenn Gliedkirche oder Diakonie keine eigene Aufsicht haben (DSG-EKD). Einzelne \
         Gliedkirchen haben eigene Aufsichten: zu prüfen.",
        "Hat die Gliedkirche oder die Diakonie (verantwortlicher.gliedkirche) eine eigene \
         Datenschutzaufsicht?",
        candidate(
            authorities.by_id("deekdbfd"),
            "wenn die Gliedkirche oder Diakonie keine eigene Aufsicht hat",
        )
        .into_iter()
        .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::VerantwortlicherArt;

    fn of(diocese: &str, land: Option<Bundesland>) -> Routing {
        let mut controller = Verantwortlicher {
            art: VerantwortlicherArt::KircheKatholisch.into(),
            bistum: diocese.to_owned().into(),
            ..Verantwortlicher::default()
        };
        if let Some(land) = land {
            controller.bundesland = land.into();
        }
        catholic(Authorities::shipped(), &controller)
    }

    fn short(routing: &Routing) -> Option<&str> {
        routing.authority.as_ref().map(|found| found.kurz.as_str())
    }

    #[test]
    fn spelling_is_read_with_tolerance() {
        for name in [
            "Erzbistum Köln",
            "erzbistum koeln",
            "Köln",
            "(Erz-)Bistum Köln",
            "Erzdiözese Köln",
            "das Erzbistum Köln",
        ] {
            assert_eq!(short(&of(name, None)), Some("KDSZ Dortmund"), "{name}");
        }
        assert_eq!(
            short(&of("München und Freising", None)),
            Some("KDSZ Bayern")
        );
        assert_eq!(
            short(&of("Diözese Rottenburg-Stuttgart", None)),
            Some("KDSZ Frankfurt")
        );
        assert_eq!(short(&of("Dresden-Meissen", None)), Some("KDSA Ost"));
    }

    #[test]
    fn the_diocese_with_two_authorities_is_decided_by_the_land() {
        let open = of("Bistum Münster", None);
        assert_eq!(open.authority, None);
        assert_eq!(open.candidates.len(), 2);
        assert_eq!(
            short(&of("Münster", Some(Bundesland::Nw))),
            Some("KDSZ Dortmund")
        );
        assert_eq!(
            short(&of("Münster", Some(Bundesland::Ni))),
            Some("KDSA Nord")
        );
        assert_eq!(short(&of("Offizialat Vechta", None)), Some("KDSA Nord"));
    }

    #[test]
    fn a_slip_of_the_pen_is_asked_back_and_not_guessed() {
        let slip = of("Bistum Hildeshiem", None);
        assert_eq!(slip.authority, None);
        assert_eq!(slip.candidates.len(), 1);
        assert_eq!(slip.candidates[0].authority.kurz, "KDSA Nord");
        let unknown = of("Bistum Nirgendwo", None);
        assert_eq!(unknown.candidates.len(), 5);
        assert!(!unknown.reason.contains("Nirgendwo"));
    }

    #[test]
    fn every_diocese_has_a_known_authority() {
        let file = file().unwrap();
        let mut count = 0;
        for supervision in &file.aufsicht {
            let known = Authorities::shipped().by_id(&supervision.behoerde);
            assert!(known.is_some(), "{}", supervision.behoerde);
            count += supervision.bistuemer.len();
        }
        // 27 dioceses, Münster twice, the Offizialat and the military bishop.
        assert_eq!(count, 30);
    }
}
