//! Which authority is competent for a controller.
//!
//! A rule names its norm. Where the law of a Land or of a church decides and the facts do not say
//! enough, there is no authority but a question and the authorities that come into question:
//! nothing is guessed.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::churches;
use super::data::{Authorities, Authority, WithReason};
use crate::facts::{Bundesland, Rechtsregime, Verantwortlicher, VerantwortlicherArt};

/// An authority that comes into question.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The authority.
    pub authority: Arc<Authority>,
    /// When it is competent, in German: „wenn …“.
    pub wenn: String,
}

impl Serialize for Candidate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WithReason(&self.authority, &self.wenn).serialize(serializer)
    }
}

/// The one competent authority, or a question with those that come into question.
#[derive(Debug, Clone, PartialEq)]
pub struct Routing {
    /// The authority; `None` where it is to be settled.
    pub authority: Option<Arc<Authority>>,
    /// Why that one, or why none: German, with the norm.
    pub reason: String,
    /// The norm alone.
    pub norm: &'static str,
    /// Who comes into question where it is to be settled; may be empty.
    pub candidates: Vec<Candidate>,
    /// What a person has to settle; beside an authority: what decides on the law, not on the authority.
    pub question: Option<String>,
    /// Who would have been competent, where the user's own file decides otherwise.
    pub instead_of: Option<Arc<Authority>>,
}

impl Routing {
    pub(super) fn one(
        authority: Option<Arc<Authority>>,
        norm: &'static str,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            authority,
            reason: reason.into(),
            norm,
            candidates: Vec::new(),
            question: None,
            instead_of: None,
        }
    }

    pub(super) fn open(
        norm: &'static str,
        reason: &str,
        question: &str,
        candidates: Vec<Candidate>,
    ) -> Self {
        Self {
            authority: None,
            reason: format!("Zu klären: {reason}"),
            norm,
            candidates,
            question: Some(question.to_owned()),
            instead_of: None,
        }
    }
}

pub(super) fn candidate(authority: Option<Arc<Authority>>, wenn: &str) -> Option<Candidate> {
    authority.map(|authority| Candidate {
        authority,
        wenn: wenn.to_owned(),
    })
}

/// The authority of a controller, by the data of this build.
#[must_use]
pub fn competent(controller: &Verantwortlicher) -> Routing {
    Authorities::shipped().competent(controller, Rechtsregime::Dsgvo)
}

impl Authorities {
    /// The authority of a controller for a breach under `regime`.
    #[must_use]
    pub fn competent(&self, controller: &Verantwortlicher, regime: Rechtsregime) -> Routing {
        let proposed = self.by_rules(controller, regime);
        let Some(fixed) = self.fixed() else {
            return proposed;
        };
        let Some(authority) = self.by_id(&fixed.behoerde) else {
            return proposed;
        };
        let instead_of = proposed
            .authority
            .filter(|proposed| proposed.id != authority.id);
        Routing {
            authority: Some(authority),
            reason: format!(
                "In der eigenen Behördendatei festgelegt: {}",
                fixed.grund.trim()
            ),
            norm: proposed.norm,
            candidates: Vec::new(),
            question: None,
            instead_of,
        }
    }

    /// What the rules say, whatever the user's own file decides.
    pub(super) fn by_rules(&self, controller: &Verantwortlicher, regime: Rechtsregime) -> Routing {
        match regime {
            Rechtsregime::Kdg => churches::catholic(self, controller),
            Rechtsregime::DsgEkd => churches::protestant(self),
            Rechtsregime::Dsgvo | Rechtsregime::Ji => self.by_kind(controller),
        }
    }

    fn by_kind(&self, controller: &Verantwortlicher) -> Routing {
        use VerantwortlicherArt as Art;
        let land = controller.bundesland.wert().copied();
        let Some(art) = controller.art.wert().copied() else {
            return Routing::open(
                "Art. 55 DSGVO",
                "Die Art der verantwortlichen Stelle ist nicht angegeben (verantwortlicher.art).",
                "Was für eine Stelle ist verantwortlich: eine Kommune, ein Unternehmen, eine Kirche?",
                Vec::new(),
            );
        };
        match art {
            Art::Bundesbehoerde => Routing::one(
                self.federal(),
                "§ 9 Abs. 1 BDSG",
                "Für öffentliche Stellen des Bundes ist die oder der Bundesbeauftragte zuständig \
                 (§ 9 Abs. 1 BDSG).",
            ),
            Art::JobcenterGemeinsam => self.joint_jobcentre(),
            Art::JobcenterKommunal => self.public_body(
                land,
                "§ 50 Abs. 4 SGB II, Art. 55 DSGVO, Landesrecht",
                "Ein Jobcenter, das eine Kommune allein trägt (zugelassener kommunaler Träger), ist \
                 keine gemeinsame Einrichtung nach § 50 Abs. 4 SGB II; zuständig ist die \
                 Aufsichtsbehörde des Landes (Art. 55 DSGVO in Verbindung mit dem Landesrecht).",
            ),
            Art::Schule if land == Some(Bundesland::By) => self.bavarian(
                "In Bayern hängt die Zuständigkeit für eine Schule davon ab, ob sie eine öffentliche \
                 Stelle ist (BayLfD) oder nicht (BayLDA).",
                "Ist die Schule eine öffentliche Schule?",
            ),
            Art::Kommune
            | Art::Landesbehoerde
            | Art::Zweckverband
            | Art::Anstalt
            | Art::Schule
            | Art::Hochschule => self.public_body(land, BY_LAND, PUBLIC),
            Art::Krankenhaus if land == Some(Bundesland::By) => self.bavarian(
                "In Bayern hängt die Zuständigkeit für ein Krankenhaus davon ab, ob es eine \
                 öffentliche Stelle ist (BayLfD) oder nicht (BayLDA).",
                "Ist das Krankenhaus eine öffentliche Stelle?",
            ),
            Art::Krankenhaus => match land {
                Some(land) => Routing::one(
                    self.of_land(land, true),
                    BY_LAND,
                    "Die Aufsichtsbehörde des Landes ist für öffentliche und nicht-öffentliche \
                     Stellen zuständig (Art. 55 DSGVO in Verbindung mit dem Landesrecht). Für kirchliche Häuser gilt das nicht.",
                ),
                None => no_land(),
            },
            Art::Verein | Art::Unternehmen => self.private_body(land),
            Art::Eigenbetrieb | Art::KommunalesUnternehmen => self.municipal_enterprise(land),
            Art::KircheKatholisch => churches::catholic(self, controller),
            Art::KircheEvangelisch => churches::protestant(self),
            Art::Rundfunk => self.broadcasting(land),
            Art::Sonstige => Routing::open(
                "Art. 55 DSGVO",
                "Die Art der verantwortlichen Stelle lässt keine Zuordnung zu.",
                "Ist die Stelle eine öffentliche oder eine nicht-öffentliche Stelle, und hat sie \
                 eine eigene Aufsicht?",
                self.both_of_land(land),
            ),
        }
    }

    /// The federal authority.
    pub(super) fn federal(&self) -> Option<Arc<Authority>> {
        self.by_id("debfdi")
    }

    /// A joint Jobcenter, the controller itself.
    pub(super) fn joint_jobcentre(&self) -> Routing {
        Routing::one(
            self.federal(),
            "§ 50 Abs. 4 SGB II",
            "Für ein Jobcenter als gemeinsame Einrichtung ist die oder der Bundesbeauftragte \
             zuständig (§ 50 Abs. 4 SGB II). Es ist selbst verantwortlich und meldet selbst.",
        )
    }

    /// A public body of a Land.
    pub(super) fn public_body(
        &self,
        land: Option<Bundesland>,
        norm: &'static str,
        reason: &str,
    ) -> Routing {
        let Some(land) = land else {
            return no_land();
        };
        if land == Bundesland::By && reason == PUBLIC {
            return Routing::one(
                self.of_land(land, true),
                norm,
                "Für öffentliche Stellen in Bayern ist der Landesbeauftragte (BayLfD) zuständig, nicht \
                 das Landesamt (BayLDA) (Art. 55 DSGVO in Verbindung mit dem Landesrecht).",
            );
        }
        Routing::one(self.of_land(land, true), norm, reason)
    }

    fn private_body(&self, land: Option<Bundesland>) -> Routing {
        let Some(land) = land else {
            return no_land();
        };
        let reason = if land == Bundesland::By {
            "Für nicht-öffentliche Stellen in Bayern ist das Landesamt für Datenschutzaufsicht \
             (BayLDA) zuständig (Art. 55 DSGVO in Verbindung mit dem Landesrecht)."
        } else {
            "Für nicht-öffentliche Stellen ist die Aufsichtsbehörde des Landes zuständig (Art. 55 DSGVO in \
             Verbindung mit dem Landesrecht)."
        };
        Routing::one(self.of_land(land, false), BY_LAND, reason)
    }

    /// A body of which only its nature says which of the two Bavarian authorities is competent.
    fn bavarian(&self, reason: &str, question: &str) -> Routing {
        Routing::open(
            "Art. 55 DSGVO",
            reason,
            question,
            self.both_of_land(Some(Bundesland::By)),
        )
    }

    /// The authorities of a Land, for public and for other bodies: one, or in Bavaria two.
    fn both_of_land(&self, land: Option<Bundesland>) -> Vec<Candidate> {
        let Some(land) = land else {
            return Vec::new();
        };
        let (public, private) = (self.of_land(land, true), self.of_land(land, false));
        if public == private {
            return candidate(
                public,
                "wenn die Stelle keine eigene Aufsicht hat, sei sie öffentlich oder nicht-öffentlich",
            )
            .into_iter()
            .collect();
        }
        [
            candidate(public, "wenn die Stelle eine öffentliche Stelle ist"),
            candidate(private, "wenn die Stelle eine nicht-öffentliche Stelle ist"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether it is a public body decides on its law; on its authority in Bavaria alone.
    fn municipal_enterprise(&self, land: Option<Bundesland>) -> Routing {
        const NORM: &str = "§ 2 Abs. 5 BDSG und Landesdatenschutzgesetz";
        const REASON: &str = "Ob ein Eigenbetrieb oder kommunales Unternehmen eine öffentliche Stelle ist, bestimmt das \
                              Landesdatenschutzgesetz (vgl. § 2 Abs. 5 BDSG).";
        const QUESTION: &str = "Nimmt die Stelle am Wettbewerb teil, und behandelt das Landesdatenschutzgesetz sie als \
                                öffentliche oder als nicht-öffentliche Stelle?";
        let candidates = self.both_of_land(land);
        match (land, candidates.as_slice()) {
            (Some(_), [only]) => Routing {
                question: Some(QUESTION.to_owned()),
                ..Routing::one(
                    Some(Arc::clone(&only.authority)),
                    NORM,
                    format!(
                        "{REASON} In diesem Land ist für beide dieselbe Aufsichtsbehörde zuständig \
                         (Art. 55 DSGVO in Verbindung mit dem Landesrecht)."
                    ),
                )
            },
            _ => Routing::open(NORM, REASON, QUESTION, candidates),
        }
    }

    fn broadcasting(&self, land: Option<Bundesland>) -> Routing {
        let private = matches!(land, None | Some(Bundesland::By));
        let candidates = [
            candidate(
                self.by_id("derf"),
                "wenn die Rundfunkanstalt zu den Anstalten dieser gemeinsamen Aufsicht gehört; welche \
                 das sind, ist hier nicht hinterlegt",
            ),
            candidate(
                self.by_id("derfdw"),
                "wenn die Deutsche Welle verantwortlich ist",
            ),
            candidate(
                self.by_id("blm-mediendatenbeauftragter"),
                "wenn es um private Medien in Bayern geht",
            )
            .filter(|_| private),
        ];
        Routing::open(
            "Rundfunkrecht",
            "Für Rundfunkanstalten gibt es eigene Aufsichten; welche zuständig ist, richtet sich nach \
             der Anstalt.",
            "Welche Rundfunkanstalt oder welcher private Sender ist verantwortlich?",
            candidates.into_iter().flatten().collect(),
        )
    }

    /// Authorities of neighbouring states, for breaches that cross the border.
    #[must_use]
    pub fn abroad(&self) -> Vec<Candidate> {
        [
            ("atdsb", "für Österreich"),
            ("lidss", "für Liechtenstein"),
            ("lucnpd", "für Luxemburg"),
            ("itgpdp", "für Italien und Südtirol"),
        ]
        .into_iter()
        .filter_map(|(id, wenn)| candidate(self.by_id(id), wenn))
        .collect()
    }
}

const PUBLIC: &str = "Für öffentliche Stellen eines Landes ist die Aufsichtsbehörde des Landes zuständig \
     (Art. 55 DSGVO in Verbindung mit dem Landesrecht).";

/// Art. 55 DSGVO alone does not say which authority in Germany: the law of the Land does.
const BY_LAND: &str = "Art. 55 DSGVO, Landesrecht";

fn no_land() -> Routing {
    Routing::open(
        "Art. 55 DSGVO",
        "Das Bundesland ist nicht angegeben (verantwortlicher.bundesland).",
        "In welchem Bundesland liegt die verantwortliche Stelle?",
        Vec::new(),
    )
}
