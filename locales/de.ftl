# German words for the closed lists of the facts file.
# A message is LIST-KEY; the value is for official documents, `.buerger` for people,
# `.rat` advice for a data category (a proposal that a person keeps or rejects).

## Yes, no, unknown
ja-nein-ja = ja
ja-nein-nein = nein
ja-nein-unbekannt = nicht bekannt

strafanzeige-ja = Strafanzeige ist erstattet.
strafanzeige-nein = Strafanzeige ist nicht erstattet.
strafanzeige-unbekannt = Ob Strafanzeige erstattet ist, ist nicht bekannt.
grenze-ja = Die Verarbeitung ist grenzüberschreitend (Art. 4 Nr. 23 DSGVO).
grenze-nein = Eine grenzüberschreitende Verarbeitung (Art. 4 Nr. 23 DSGVO) liegt nicht vor.
grenze-unbekannt = Ob eine grenzüberschreitende Verarbeitung (Art. 4 Nr. 23 DSGVO) vorliegt, ist nicht bekannt.

## Plural forms
mehrzahl-personen = { $anzahl ->
    [one] Person
   *[other] Personen
}
mehrzahl-datensaetze = { $anzahl ->
    [one] Datensatz
   *[other] Datensätze
}

## Legal regime: the norm of the report; `.folge` that of a follow-up, `.betreff` without what
# is to be checked (for subject and foot)
regime-dsgvo = Art. 33 Abs. 1 DSGVO
    .folge = Art. 33 Abs. 4 DSGVO
    .name = Datenschutz-Grundverordnung (DSGVO)
regime-ji = nationalem Recht zur Richtlinie (EU) 2016/680 (Norm zu prüfen)
    .betreff = nationalem Recht zur Richtlinie (EU) 2016/680
    .folge = nationalem Recht zur Richtlinie (EU) 2016/680
    .name = nationales Recht zur Richtlinie (EU) 2016/680 (Norm zu prüfen)
regime-kdg = § 33 KDG (Fassung zu prüfen)
    .betreff = § 33 KDG
    .folge = § 33 KDG
    .name = Gesetz über den Kirchlichen Datenschutz (KDG)
regime-dsg-ekd = § 32 DSG-EKD
    .name = EKD-Datenschutzgesetz (DSG-EKD)

pflichtart-meldung = Meldung
pflichtart-benachrichtigung = Benachrichtigung
pflichtart-mitteilung = Mitteilung
pflichtart-dokumentation = Dokumentation
pflichtart-unterrichtung = Unterrichtung
vorschlag-ja = ja
vorschlag-nein = nein
vorschlag-pruefen = zu prüfen

fachgebiet-allgemein = allgemeine Verwaltung
fachgebiet-realsteuern = Realsteuern
fachgebiet-bussgeld = Bußgeldsachen
fachgebiet-sozialleistungen = Sozialleistungen
fachgebiet-jobcenter = Jobcenter
fachgebiet-sonstige = sonstiges Fachgebiet

## Kind of breach (EDPB template, field 60)
#
# `typ-KEY`        the kind itself: label for official documents; `.buerger` a sentence for people;
#                  `.titel` what a notice is called where `vorfall.titel` is missing.
# `typgruppe-KEY`  the group of kinds that share their words: angriff, konto, versand, verteiler,
#                  geraet, unterlagen, post, einsicht, veroeffentlichung, muendlich, ausfall, sonstige.
# `artklasse-GRUPPE`  a class of groups: "still" where no criminal is to be thought of.
# `art-GRUPPE`     words of a group. In templates: `artwort(vorfall, "titel")`.
#                  `.titel` a title; `.daten` the line above the list of data; `.rat` one general
#                  piece of advice;
#                  `.bitte` what everybody is asked, for public documents (not every group);
#                  `.systeme` the label of `vorfall.systeme` in official documents;
#                  `.empfaenger` the line above the table of recipients there.
#                  Where a group lacks a word, that of `sonstige` is taken; none where that has none.
# `aussage-GRUPPE` the clauses of the sentence on certainty (see there).
#
# In templates: `artwort(vorfall, "titel")`, `vorfall is vorfallart("angriff", "konto")`,
# `vorfall is vertraulichkeit` (somebody may have seen data: not so in a mere outage),
# `abflusssatz(vorfall, stand, "buerger")`, `vorschlaege(daten, empfehlungen)`.
#
# Patterns may ask for facts: `$personen` (betroffene.anzahl) and `$empfaenger` (all recipients)
# are numbers, or "offen" where they are not known; `$ursache` is the key; `$gruppen` is
# beschaeftigte (no others) or andere; `$abfluss` is the key or "fehlt"; `$schutz` is
# verschluesselt, unlesbar or keiner; `$ende` is nein, ja or untersucht (nothing more is to be found
# out, and an examination is named); `$monat` is the month of the breach or offen; `$ziel` is
# vertraulichkeit, verfuegbarkeit, integritaet, beides (the last two) or offen; `$verfuegbarkeit`
# is the key or offen.
# Words of any list may differ by group: `.rat-versand` goes before `.rat-still` (its class), and
# that before `.rat`; `.rat-ausfall` is for a mere outage of whatever kind.
typ-missbrauch-von-zugriffsrechten = Missbrauch von Zugriffsrechten
    .buerger = Jemand hat Zugriffsrechte missbraucht.
    .titel = Missbrauch von Zugriffsrechten
typ-ransomware = Schadsoftware, die Daten verschlüsselt (Ransomware)
    .buerger = Fremde haben Computer angegriffen und Daten verschlüsselt.
    .titel = Angriff mit Schadsoftware
typ-hacking = Eindringen in IT-Systeme (Hacking)
    .buerger = Fremde sind in Computer eingedrungen.
    .titel = Angriff auf Computer
typ-phishing = Ausspähen von Zugangsdaten (Phishing)
    .buerger = Fremde haben mit gefälschten Nachrichten Zugangsdaten erbeutet.
    .titel = Gefälschte Nachrichten und erbeutete Zugangsdaten
typ-ausgenutzte-schwachstelle = Ausnutzen einer Schwachstelle
    .buerger = Fremde haben eine technische Lücke ausgenutzt.
    .titel = Angriff über eine technische Lücke
typ-unbefugter-zugriff = unbefugter Zugriff
    .buerger = Jemand hatte unerlaubt Zugang zu Daten.
    .titel = Unerlaubter Zugang zu Daten
typ-datenabfluss = Abfluss von Daten
    .buerger = { $abfluss ->
        [bestaetigt] Daten sind in fremde Hände gelangt.
        [ausgeschlossen] Es bestand der Verdacht, dass Daten in fremde Hände gelangt sind.
       *[other] Daten sind möglicherweise in fremde Hände gelangt.
    }
    .titel = { $abfluss ->
        [bestaetigt] Abfluss von Daten
        [ausgeschlossen] Verdacht auf einen Abfluss von Daten
       *[other] Möglicher Abfluss von Daten
    }
typ-verwechslung-von-datensaetzen = Verwechslung von Datensätzen
    .buerger = { $personen ->
        [one] Die Daten eines Menschen wurden mit denen eines anderen verwechselt.
       *[other] Daten verschiedener Menschen wurden verwechselt.
    }
    .titel = Verwechselte Daten
typ-geraet-verloren-oder-gestohlen = Verlust oder Diebstahl eines Geräts
    .buerger = { $ursache ->
        [extern_boeswillig] Ein Gerät mit Daten wurde gestohlen.
        [intern_nicht_boeswillig] Ein Gerät mit Daten ist verloren gegangen.
       *[other] Ein Gerät mit Daten wurde verloren oder gestohlen.
    }
    .titel = { $ursache ->
        [extern_boeswillig] Gestohlenes Gerät
        [intern_nicht_boeswillig] Verlorenes Gerät
       *[other] Verlorenes oder gestohlenes Gerät
    }
typ-elektronikschrott = nicht gelöschte Daten auf ausgesonderten Geräten
    .buerger = Auf ausgesonderten Geräten waren noch Daten.
    .titel = Daten auf ausgesonderten Geräten
    .bitte = Haben Sie ein Gerät von uns gekauft oder bekommen? Bitte melden Sie sich bei uns.
typ-unsachgemaesse-entsorgung = unsachgemäße Entsorgung
    .buerger = Unterlagen mit Daten wurden falsch entsorgt.
    .titel = Falsch entsorgte Unterlagen
typ-post-verloren-oder-geoeffnet = verlorene oder geöffnete Post
    .buerger = { $personen ->
        [one] Ein Brief mit Daten ging verloren oder wurde geöffnet.
       *[other] Post mit Daten ging verloren oder wurde geöffnet.
    }
    .titel = Verlorene oder geöffnete Post
typ-fehlkonfiguration = fehlerhafte Einstellung eines Systems
    .buerger = Durch eine falsche Einstellung waren Daten zugänglich.
    .titel = Falsche Einstellung in einem Programm
typ-falsche-zugriffsrechte = falsch vergebene Zugriffsrechte
    .buerger = Daten waren für Menschen zugänglich, die sie nicht sehen durften.
    .titel = Falsche Zugriffsrechte
typ-papier-verloren-oder-gestohlen = Verlust oder Diebstahl von Unterlagen
    .buerger = { $ursache ->
        [extern_boeswillig] Unterlagen mit Daten wurden gestohlen.
        [intern_nicht_boeswillig] Unterlagen mit Daten sind verloren gegangen.
       *[other] Unterlagen mit Daten wurden verloren oder gestohlen.
    }
    .titel = { $ursache ->
        [extern_boeswillig] Gestohlene Unterlagen
        [intern_nicht_boeswillig] Verlorene Unterlagen
       *[other] Verlorene oder gestohlene Unterlagen
    }
typ-daten-geloescht = Löschung von Daten
    .buerger = Daten wurden gelöscht.
    .titel = Gelöschte Daten
typ-falschem-empfaenger-angezeigt = Anzeige gegenüber einer falschen Person
    .buerger = { $empfaenger ->
        [one] Daten wurden einer falschen Person angezeigt.
       *[other] Daten wurden den falschen Menschen angezeigt.
    }
    .titel = Daten falsch angezeigt
typ-versehentlicher-versand = versehentlicher Versand
    .buerger = { $empfaenger ->
        [one] Daten wurden an eine falsche Adresse geschickt.
       *[other] Daten wurden falsch verschickt.
    }
    .titel = Falsch verschickte Daten
typ-offener-verteiler = E-Mail mit offenem Verteiler
    .buerger = { $personen ->
        [one] Bei einer E-Mail war eine Adresse nicht verborgen.
       *[other] Bei einer E-Mail waren die Adressen nicht verborgen.
    }
    .titel = E-Mail mit sichtbaren Adressen
typ-technische-stoerung = technische Störung
    .buerger = Es gab eine technische Störung.
    .titel = Technische Störung
typ-unbefugte-aenderung = unbefugte Änderung von Daten
    .buerger = Daten wurden unerlaubt verändert.
    .titel = Unerlaubt veränderte Daten
typ-versehentliche-veroeffentlichung = versehentliche Veröffentlichung
    .buerger = Daten wurden versehentlich veröffentlicht.
    .titel = Versehentlich veröffentlichte Daten
typ-muendliche-offenlegung = mündliche Offenlegung
    .buerger = { $empfaenger ->
        [one] In einem Gespräch wurden Daten einer Person genannt, die sie nicht hören durfte.
       *[other] In einem Gespräch wurden Daten vor Menschen genannt, die sie nicht hören durften.
    }
    .titel = Daten in einem Gespräch weitergegeben
typ-offen = noch offen, wird untersucht
    .buerger = Was genau geschehen ist, prüfen wir noch.
typ-sonstige = sonstige Verletzung
    .buerger = Der Schutz persönlicher Daten wurde verletzt.

typgruppe-missbrauch-von-zugriffsrechten = einsicht
typgruppe-ransomware = angriff
typgruppe-hacking = angriff
typgruppe-phishing = konto
typgruppe-ausgenutzte-schwachstelle = angriff
typgruppe-unbefugter-zugriff = einsicht
typgruppe-datenabfluss = angriff
typgruppe-verwechslung-von-datensaetzen = einsicht
typgruppe-geraet-verloren-oder-gestohlen = geraet
typgruppe-elektronikschrott = geraet
typgruppe-unsachgemaesse-entsorgung = unterlagen
typgruppe-post-verloren-oder-geoeffnet = post
typgruppe-fehlkonfiguration = einsicht
typgruppe-falsche-zugriffsrechte = einsicht
typgruppe-papier-verloren-oder-gestohlen = unterlagen
typgruppe-daten-geloescht = ausfall
typgruppe-falschem-empfaenger-angezeigt = einsicht
typgruppe-versehentlicher-versand = versand
typgruppe-offener-verteiler = verteiler
typgruppe-technische-stoerung = ausfall
typgruppe-unbefugte-aenderung = ausfall
typgruppe-versehentliche-veroeffentlichung = veroeffentlichung
typgruppe-muendliche-offenlegung = muendlich
typgruppe-offen = sonstige
typgruppe-sonstige = sonstige

artklasse-versand = still
artklasse-verteiler = still
artklasse-einsicht = still
artklasse-muendlich = still

art-angriff =
    .daten = Um diese Daten geht es:
    .rat = Seien Sie vorsichtig bei Anrufen, SMS und E-Mails, die angeblich von uns kommen. Rufen Sie im Zweifel selbst bei uns an.
art-konto =
    .daten = Um diese Daten geht es:
    .rat = Öffnen Sie keine Anhänge und keine Links in E-Mails, die Sie nicht erwarten.
art-versand =
    .empfaenger = Diese Stellen oder Personen haben Daten versehentlich erhalten:
    .systeme = Betroffene Stelle
    .daten = Diese Daten wurden falsch verschickt:
    .rat = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
art-verteiler =
    .empfaenger = An diese Stellen oder Personen ging die E-Mail mit den sichtbaren Adressen:
    .daten = Diese Daten waren zu sehen:
    .rat = Haben Sie die E-Mail bekommen? Bitte löschen Sie sie und nutzen Sie die Adressen der anderen nicht.
art-geraet =
    .empfaenger = Diese Stellen oder Personen haben Geräte oder Daten unbefugt erhalten:
    .systeme = Betroffene Geräte
    .daten = Diese Daten waren gespeichert:
    .bitte = Haben Sie das Gerät gefunden? Bitte geben Sie es uns oder der Polizei.
    .rat = Melden Sie sich bei uns, wenn jemand Angaben über Sie kennt, die nicht allgemein bekannt sind.
art-unterlagen =
    .empfaenger = Diese Stellen oder Personen haben die Unterlagen unbefugt erhalten:
    .systeme = Betroffene Stelle
    .daten = Diese Daten standen in den Unterlagen:
    .rat = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
    .bitte = Haben Sie die Unterlagen gefunden? Bitte geben Sie sie uns zurück.
art-post =
    .empfaenger = Diese Stellen oder Personen haben die Post unbefugt erhalten:
    .systeme = Betroffene Stelle
    .daten = { $personen ->
        [one] Diese Daten standen in dem Brief:
       *[other] Diese Daten standen in der Post:
    }
    .rat = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
    .bitte = Haben Sie Post gefunden, die nicht für Sie bestimmt ist? Bitte geben Sie sie uns zurück.
art-einsicht =
    .empfaenger = Für diese Stellen oder Personen waren die Daten unbefugt zugänglich:
    .daten = Diese Daten waren zugänglich:
    .rat = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
art-veroeffentlichung =
    .empfaenger = Diese Stellen oder Personen haben veröffentlichte Daten erhalten:
    .daten = Diese Daten waren veröffentlicht:
    .rat = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
    .bitte = Haben Sie die Daten gespeichert? Bitte löschen Sie sie und geben Sie sie nicht weiter.
art-muendlich =
    .empfaenger = Diesen Stellen oder Personen wurden Daten mündlich offengelegt:
    .systeme = Betroffene Stelle
    .daten = Diese Angaben wurden genannt:
    .rat = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
art-ausfall =
    .daten = Um diese Daten geht es:
    .rat = { $verfuegbarkeit ->
        [voruebergehend] Warten Sie auf eine Antwort von uns? Sie können bei uns nachfragen.
       *[other] Heben Sie Bescheide, Anträge und andere Unterlagen auf. Vielleicht brauchen wir eine Kopie davon.
    }
art-sonstige =
    .empfaenger = Diese Stellen oder Personen haben Daten unbefugt erhalten:
    .titel = Datenschutzvorfall
    .systeme = Betroffene Systeme
    .daten = Um diese Daten geht es:
    .rat = Seien Sie vorsichtig bei Anrufen, SMS und E-Mails, die angeblich von uns kommen. Rufen Sie im Zweifel selbst bei uns an.

## Certainty of exfiltration: one place for six values and what is missing
#
# The certainty is said here, the matter by the clauses of the group: `$neben` and `$kein` for
# official documents; `$haupt` (a sentence without its full stop), `$folge` (after an adverb),
# `$ob` and `$niemand` for people. A message `abfluss-GRUPPE-KEY` goes before `abfluss-KEY`.
# `.falls` goes before `.ob` where the clause stands alone, after "falls".
# "Nobody" is said only where the facts rule data leaving out.
abfluss-bestaetigt = Es steht fest, dass { $neben }.
    .buerger = { $haupt }. Das steht fest.
abfluss-wahrscheinlich = Es ist wahrscheinlich, dass { $neben }; ein Nachweis liegt bisher nicht vor.
    .buerger = Wahrscheinlich { $folge }. { $ende ->
        [nein] Sicher ist es noch nicht.
       *[other] Sicher ist es nicht.
    }
abfluss-nicht-auszuschliessen = Dass { $neben }, ist bisher nicht festgestellt, kann aber nicht ausgeschlossen werden.
    .buerger = { $ende ->
        [nein] Wir wissen noch nicht, ob { $ob }. Möglich ist es.
       *[other] Wir wissen nicht, ob { $ob }. Möglich ist es.
    }
abfluss-unwahrscheinlich = Dass { $neben }, ist nach dem Stand vom { $stand } unwahrscheinlich; ausgeschlossen ist es nicht.
    .buerger = { $ende ->
        [nein] Es ist unwahrscheinlich, dass { $ob }. Ganz sicher ist das noch nicht.
        [untersucht] Eine Untersuchung hat nicht ergeben, dass { $ob }. Ganz ausschließen lässt es sich nicht.
       *[other] Es ist unwahrscheinlich, dass { $ob }. Ganz ausschließen lässt es sich nicht.
    }
abfluss-ausgeschlossen = Die Untersuchung (durch: { $durch }; Stand { $stand }) hat ergeben, dass { $kein }.
    .buerger = Eine Untersuchung ({ $durch }, Stand { $stand }) hat ergeben: { $niemand }.
abfluss-fehlt = Zur Frage, ob { $neben }, ist noch nichts erhoben.
    .buerger = Ob { $ob }, wissen wir noch nicht.
abfluss-offen = Ob { $neben }, wird untersucht; eine Aussage ist derzeit nicht möglich.
    .buerger = Ob { $ob }, prüfen wir noch.
abfluss-nicht-bestimmbar = Ob { $neben }, lässt sich nicht feststellen.
    .buerger = Ob { $ob }, lässt sich nicht feststellen.

# An attack
abfluss-angriff-bestaetigt = Es steht fest, dass Daten abgeflossen sind.
    .buerger = Fremde haben Daten kopiert. Das steht fest.
abfluss-angriff-wahrscheinlich = Es ist wahrscheinlich, dass Daten abgeflossen sind; ein Nachweis liegt bisher nicht vor.
    .buerger = Wahrscheinlich haben Fremde Daten kopiert. { $ende ->
        [nein] Sicher ist es noch nicht.
       *[other] Sicher ist es nicht.
    }
abfluss-angriff-nicht-auszuschliessen = Ein Abfluss von Daten ist bisher nicht festgestellt, kann aber nicht ausgeschlossen werden.
    .buerger = { $ende ->
        [nein] Wir wissen noch nicht, ob Fremde Daten kopiert haben. Möglich ist es.
       *[other] Wir wissen nicht, ob Fremde Daten kopiert haben. Möglich ist es.
    }
abfluss-angriff-unwahrscheinlich = Ein Abfluss von Daten ist nach dem Stand vom { $stand } unwahrscheinlich; ausgeschlossen ist er nicht.
    .buerger = { $ende ->
        [nein] Wahrscheinlich hat niemand Daten kopiert. Ganz sicher ist das noch nicht.
        [untersucht] Eine Untersuchung hat nicht ergeben, dass Fremde Daten kopiert haben. Ganz ausschließen lässt es sich nicht.
       *[other] Wahrscheinlich hat niemand Daten kopiert. Ganz ausschließen lässt es sich nicht.
    }
abfluss-angriff-ausgeschlossen = Die Untersuchung (durch: { $durch }; Stand { $stand }) hat ergeben, dass keine Daten abgeflossen sind.
    .buerger = Eine Untersuchung ({ $durch }, Stand { $stand }) hat ergeben: Niemand hat Daten kopiert.
abfluss-angriff-fehlt = Zur Frage, ob Daten abgeflossen sind, ist noch nichts erhoben.
    .buerger = Ob Fremde Daten kopiert haben, wissen wir noch nicht.
abfluss-angriff-offen = Ob Daten abgeflossen sind, wird untersucht; eine Aussage ist derzeit nicht möglich.
    .buerger = Ob Fremde Daten kopiert haben, prüfen wir noch.
abfluss-angriff-nicht-bestimmbar = Ob Daten abgeflossen sind, lässt sich nicht feststellen.
    .buerger = Ob Fremde Daten kopiert haben, lässt sich nicht feststellen.
aussage-angriff =
    .ob = Fremde Daten kopiert haben
    .danach = Die Daten sind für Unbefugte nicht lesbar.
    .danach-buerger = Lesen können Fremde die Daten nicht.

# Access to a user account, a mailbox
aussage-konto =
    .neben = Unbefugte über ein Benutzerkonto Daten gelesen oder kopiert haben
    .kein = keine Unbefugten über ein Benutzerkonto Daten gelesen oder kopiert haben
    .haupt = Fremde haben über ein Benutzerkonto Daten gelesen oder kopiert
    .folge = haben Fremde über ein Benutzerkonto Daten gelesen oder kopiert
    .ob = Fremde über ein Benutzerkonto Daten gelesen oder kopiert haben
    .niemand = Niemand Fremdes hat über ein Benutzerkonto Daten gelesen oder kopiert

# Sent to the wrong people. Certain or likely is that they got the data; else the question is
# whether they took note of them, or got them at all where nobody can read them.
abfluss-versand-bestaetigt = Es steht fest, dass { $erhalten }.
abfluss-versand-wahrscheinlich = Es ist wahrscheinlich, dass { $erhalten }; ein Nachweis liegt bisher nicht vor.
aussage-versand =
    .erhalten = { $empfaenger ->
        [one] eine unbefugte Person oder Stelle die Daten erhalten hat
       *[other] Unbefugte die Daten erhalten haben
    }
    .neben = { $empfaenger ->
        [one] eine unbefugte Person oder Stelle die Daten { $schutz ->
            [keiner] zur Kenntnis genommen
           *[other] erhalten
        } hat
       *[other] Unbefugte die Daten { $schutz ->
            [keiner] zur Kenntnis genommen
           *[other] erhalten
        } haben
    }
    .kein = { $empfaenger ->
        [one] keine unbefugte Person oder Stelle die Daten zur Kenntnis genommen hat
       *[other] keine Unbefugten die Daten zur Kenntnis genommen haben
    }
    .haupt = { $empfaenger ->
        [one] Jemand anderes hat die Daten bekommen
       *[other] Andere Menschen haben die Daten bekommen
    }
    .folge = { $empfaenger ->
        [one] hat jemand anderes die Daten bekommen
       *[other] haben andere Menschen die Daten bekommen
    }
    .ob = { $empfaenger ->
        [one] jemand anderes die Daten { $schutz ->
            [keiner] gesehen
           *[other] bekommen
        } hat
       *[other] andere Menschen die Daten { $schutz ->
            [keiner] gesehen
           *[other] bekommen
        } haben
    }
    .niemand = Niemand anderes hat die Daten gesehen
    .danach = Die Daten sind für Unbefugte nicht lesbar.
    .danach-buerger = Lesen können andere die Daten nicht.

# An open distribution list
aussage-verteiler =
    .neben = { $empfaenger ->
        [one] eine andere Person { $personen ->
            [one] die Adresse
           *[other] die Adressen
        } sehen konnte
       *[other] andere Personen { $personen ->
            [one] die Adresse
           *[other] die Adressen
        } sehen konnten
    }
    .kein = keine anderen Personen { $personen ->
        [one] die Adresse
       *[other] die Adressen
    } sehen konnten
    .haupt = { $empfaenger ->
        [one] Eine andere Person konnte { $personen ->
            [one] die Adresse
           *[other] die Adressen
        } sehen
       *[other] Andere Menschen konnten { $personen ->
            [one] die Adresse
           *[other] die Adressen
        } sehen
    }
    .folge = { $empfaenger ->
        [one] konnte eine andere Person { $personen ->
            [one] die Adresse
           *[other] die Adressen
        } sehen
       *[other] konnten andere Menschen { $personen ->
            [one] die Adresse
           *[other] die Adressen
        } sehen
    }
    .ob = { $empfaenger ->
        [one] eine andere Person { $personen ->
            [one] die Adresse
           *[other] die Adressen
        } sehen konnte
       *[other] andere Menschen { $personen ->
            [one] die Adresse
           *[other] die Adressen
        } sehen konnten
    }
    .niemand = Niemand anderes konnte { $personen ->
        [one] die Adresse
       *[other] die Adressen
    } sehen

# A device: what is stored on it
aussage-geraet =
    .falls = Fremde die gespeicherten Daten gelesen haben
    .vorab = { $schutz ->
        [verschluesselt] Die gespeicherten Daten sind verschlüsselt.
       *[other] Die gespeicherten Daten sind gegen unbefugtes Lesen geschützt.
    }
    .vorab-buerger = { $schutz ->
        [verschluesselt] Die gespeicherten Daten sind verschlüsselt.
       *[other] Die gespeicherten Daten sind gegen fremdes Lesen geschützt.
    }
    .neben = Unbefugte { $schutz ->
        [keiner] die gespeicherten Daten
       *[other] sie dennoch
    } gelesen haben
    .kein = keine Unbefugten { $schutz ->
        [keiner] die gespeicherten Daten
       *[other] sie
    } gelesen haben
    .haupt = Fremde haben { $schutz ->
        [keiner] die gespeicherten Daten
       *[other] sie trotzdem
    } gelesen
    .folge = haben Fremde { $schutz ->
        [keiner] die gespeicherten Daten
       *[other] sie trotzdem
    } gelesen
    .ob = Fremde { $schutz ->
        [keiner] die gespeicherten Daten
       *[other] sie trotzdem
    } gelesen haben
    .niemand = Niemand Fremdes hat { $schutz ->
        [keiner] die gespeicherten Daten
       *[other] sie
    } gelesen

# Papers
aussage-unterlagen =
    .neben = Unbefugte die Unterlagen gelesen haben
    .kein = keine Unbefugten die Unterlagen gelesen haben
    .haupt = Fremde haben die Unterlagen gelesen
    .folge = haben Fremde die Unterlagen gelesen
    .ob = Fremde die Unterlagen gelesen haben
    .niemand = Niemand Fremdes hat die Unterlagen gelesen

# Post
aussage-post =
    .neben = Unbefugte { $personen ->
        [one] den Brief
       *[other] die Post
    } gelesen haben
    .kein = keine Unbefugten { $personen ->
        [one] den Brief
       *[other] die Post
    } gelesen haben
    .haupt = Fremde haben { $personen ->
        [one] den Brief
       *[other] die Post
    } gelesen
    .folge = haben Fremde { $personen ->
        [one] den Brief
       *[other] die Post
    } gelesen
    .ob = Fremde { $personen ->
        [one] den Brief
       *[other] die Post
    } gelesen haben
    .niemand = Niemand Fremdes hat { $personen ->
        [one] den Brief
       *[other] die Post
    } gelesen

# Seen by people who must not see them
aussage-einsicht =
    .neben = { $empfaenger ->
        [one] eine unbefugte Person die Daten eingesehen hat
       *[other] Unbefugte die Daten eingesehen haben
    }
    .kein = { $empfaenger ->
        [one] keine unbefugte Person die Daten eingesehen hat
       *[other] keine Unbefugten die Daten eingesehen haben
    }
    .haupt = { $empfaenger ->
        [one] Eine unbefugte Person hat die Daten gesehen
       *[other] Unbefugte haben die Daten gesehen
    }
    .folge = { $empfaenger ->
        [one] hat eine unbefugte Person die Daten gesehen
       *[other] haben Unbefugte die Daten gesehen
    }
    .ob = { $empfaenger ->
        [one] eine unbefugte Person die Daten gesehen hat
       *[other] Unbefugte die Daten gesehen haben
    }
    .niemand = Niemand Unbefugtes hat die Daten gesehen

# Published by mistake
aussage-veroeffentlichung =
    .neben = Unbefugte die veröffentlichten Daten zur Kenntnis genommen haben
    .kein = keine Unbefugten die veröffentlichten Daten zur Kenntnis genommen haben
    .haupt = Andere Menschen haben die veröffentlichten Daten gesehen
    .folge = haben andere Menschen die veröffentlichten Daten gesehen
    .ob = andere Menschen die veröffentlichten Daten gesehen haben
    .niemand = Niemand anderes hat die veröffentlichten Daten gesehen

# Said aloud
aussage-muendlich =
    .neben = { $empfaenger ->
        [one] eine unbefugte Person die Angaben gehört hat
       *[other] Unbefugte die Angaben gehört haben
    }
    .kein = { $empfaenger ->
        [one] keine unbefugte Person die Angaben gehört hat
       *[other] keine Unbefugten die Angaben gehört haben
    }
    .haupt = { $empfaenger ->
        [one] Eine unbefugte Person hat die Angaben gehört
       *[other] Unbefugte haben die Angaben gehört
    }
    .folge = { $empfaenger ->
        [one] hat eine unbefugte Person die Angaben gehört
       *[other] haben Unbefugte die Angaben gehört
    }
    .ob = { $empfaenger ->
        [one] eine unbefugte Person die Angaben gehört hat
       *[other] Unbefugte die Angaben gehört haben
    }
    .niemand = Niemand Unbefugtes hat die Angaben gehört

# Data not there, deleted or changed. Where no other aim is hurt and nothing is said about data
# leaving, the sentence does not speak of it.
abfluss-ausfall-entfaellt = { $ziel ->
        [integritaet] Festgestellt ist eine Verletzung der Integrität; eine Verletzung der Vertraulichkeit ist bisher nicht festgestellt.
        [beides] Festgestellt ist eine Verletzung der Verfügbarkeit und der Integrität; eine Verletzung der Vertraulichkeit ist bisher nicht festgestellt.
       *[other] Festgestellt ist eine Verletzung der Verfügbarkeit; eine Verletzung der Vertraulichkeit ist bisher nicht festgestellt.
    }
    .buerger = { $ziel ->
        [integritaet] Bei diesem Vorfall geht es darum, dass Daten nicht mehr richtig sind oder waren.
        [beides] Bei diesem Vorfall geht es darum, dass Daten falsch oder nicht nutzbar sind oder waren.
       *[other] Bei diesem Vorfall geht es darum, dass Daten nicht nutzbar sind oder waren.
    }
aussage-ausfall =
    .neben = Unbefugte dabei Daten zur Kenntnis genommen haben
    .kein = keine Unbefugten dabei Daten zur Kenntnis genommen haben
    .haupt = Unbefugte haben dabei Daten gesehen
    .folge = haben Unbefugte dabei Daten gesehen
    .ob = Unbefugte dabei Daten gesehen haben
    .niemand = Niemand Unbefugtes hat dabei Daten gesehen

# Another kind, or one that is still being examined
aussage-sonstige =
    .neben = Unbefugte Daten zur Kenntnis genommen haben
    .kein = keine Unbefugten Daten zur Kenntnis genommen haben
    .haupt = Unbefugte haben Daten gesehen
    .folge = haben Unbefugte Daten gesehen
    .ob = Unbefugte Daten gesehen haben
    .niemand = Niemand Unbefugtes hat Daten gesehen

## Certainty of one data category, in a table cell
abfluss-kurz-bestaetigt = Abfluss steht fest
abfluss-kurz-wahrscheinlich = Abfluss wahrscheinlich
abfluss-kurz-nicht-auszuschliessen = Abfluss nicht auszuschließen
abfluss-kurz-unwahrscheinlich = Abfluss unwahrscheinlich, nicht ausgeschlossen
abfluss-kurz-ausgeschlossen = Abfluss ausgeschlossen
abfluss-kurz-offen = Abfluss wird untersucht

ursache-intern-nicht-boeswillig = intern, ohne böse Absicht
ursache-intern-boeswillig = intern, mit böser Absicht
ursache-extern-nicht-boeswillig = extern, ohne böse Absicht
ursache-extern-boeswillig = extern, mit böser Absicht
ursache-offen = noch offen, wird untersucht
ursache-unbekannt = nicht bekannt

schutzziel-vertraulichkeit = Vertraulichkeit
schutzziel-integritaet = Integrität
schutzziel-verfuegbarkeit = Verfügbarkeit

unlesbar-ja = ja
unlesbar-umgehbar = ja, der Schutz kann aber umgangen werden
unlesbar-nein = nein
unlesbar-nicht-bestimmbar = nicht bestimmbar
unlesbar-offen = wird geprüft

integritaet-ohne-missbrauch = verändert, ohne Anzeichen für Missbrauch
integritaet-missbrauch-umkehrbar = verändert, umkehrbar
integritaet-missbrauch-unumkehrbar = verändert, nicht umkehrbar
integritaet-offen = wird geprüft

verfuegbarkeit-voruebergehend = vorübergehend nicht verfügbar
    .buerger = Ein Teil der Daten ist zurzeit nicht nutzbar.
    .vorbei = Ein Teil der Daten war zeitweise nicht nutzbar.
verfuegbarkeit-dauerhaft = dauerhaft nicht verfügbar
    .buerger = Ein Teil der Daten ist verloren.
    .vorbei = Ein Teil der Daten war verloren.
verfuegbarkeit-offen = wird geprüft
    .buerger = Ob alle Daten noch nutzbar sind, prüfen wir.
    .vorbei = Ob alle Daten nutzbar waren, prüfen wir.

entdeckt-durch-verantwortlicher = Verantwortlicher
entdeckt-durch-auftragsverarbeiter = Auftragsverarbeiter
entdeckt-durch-betroffene-person = betroffene Person
entdeckt-durch-dritte = Dritte
entdeckt-durch-presse = Presse
entdeckt-durch-sonstige = sonstige

## Groups of data subjects (field 65)
gruppe-kunden = Kundschaft
    .buerger = Kundinnen und Kunden
gruppe-beschaeftigte = Beschäftigte
gruppe-sicherheitskraefte = Sicherheitskräfte
gruppe-minderjaehrige = Minderjährige
    .buerger = Kinder und Jugendliche
gruppe-patienten = Patientinnen und Patienten
gruppe-studierende = Studierende
gruppe-abonnenten = Abonnentinnen und Abonnenten
gruppe-nutzer = Nutzerinnen und Nutzer
gruppe-schutzbeduerftige = schutzbedürftige Personen
    .buerger = Menschen, die besonderen Schutz brauchen
gruppe-buerger = Bürgerinnen und Bürger
gruppe-leistungsbeziehende = Leistungsbeziehende
    .buerger = Menschen, die Leistungen beziehen
gruppe-schueler = Schülerinnen und Schüler
gruppe-ehrenamtliche = ehrenamtlich Tätige
    .buerger = Ehrenamtliche
gruppe-sonstige = sonstige Personen
    .buerger = weitere Menschen
gruppe-offen = Personengruppen werden ermittelt
    .buerger = Welche Menschen betroffen sind, prüfen wir noch

## Data categories (field 70): label, plain label, advice
daten-basisdaten = Basisdaten
    .buerger = Angaben zur Person
    .rat = Achten Sie auf Verträge oder Rechnungen, die Sie nicht veranlasst haben.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
daten-kontaktdaten = Kontaktdaten
    .rat = Seien Sie vorsichtig bei Anrufen, SMS und E-Mails, die angeblich von uns kommen. Rufen Sie im Zweifel selbst bei uns an.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
    .rat-verteiler = Achten Sie auf unerwünschte E-Mails von Unbekannten.
    .rat-geraet = Melden Sie sich bei uns, wenn jemand Angaben über Sie kennt, die nicht allgemein bekannt sind.
daten-biometrische-daten = biometrische Daten
    .buerger = biometrische Daten
    .erklaert = biometrische Daten, zum Beispiel Fingerabdrücke
    .rat = Fragen Sie bei uns nach, wofür Ihre biometrischen Daten gespeichert waren.
daten-straftaten = Daten über Straftaten und Verurteilungen
    .rat = Wenden Sie sich an die Polizei, wenn jemand Sie mit Ihren Daten unter Druck setzt.
daten-politische-meinung = Daten über politische Meinungen
    .rat = Wenden Sie sich an die Polizei, wenn jemand Sie wegen Ihrer politischen Meinung bedroht.
daten-ethnische-herkunft = Daten über die ethnische Herkunft
    .rat = Wenden Sie sich an die Polizei, wenn jemand Sie wegen Ihrer Herkunft bedroht.
daten-religion-weltanschauung = Daten über Religion oder Weltanschauung
    .rat = Wenden Sie sich an die Polizei, wenn jemand Sie wegen Ihres Glaubens bedroht.
daten-sexualleben = Daten über Sexualleben oder sexuelle Orientierung
    .rat = Wenden Sie sich an die Polizei, wenn jemand Sie mit Ihren Daten unter Druck setzt.
daten-gewerkschaft = Daten über eine Gewerkschaftszugehörigkeit
    .rat = Sprechen Sie mit Ihrer Personalvertretung, wenn Ihnen Nachteile entstehen.
daten-genetische-daten = genetische Daten
    .rat = Fragen Sie bei uns nach, welche genetischen Daten gespeichert waren.
daten-gesundheitsdaten = Gesundheitsdaten
    .rat = Spricht jemand Sie auf Ihre Gesundheit an? Sagen Sie es uns. Bei Drohungen wenden Sie sich an die Polizei.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
    .rat-ausfall = Steht eine Behandlung an? Bringen Sie Ihre eigenen Unterlagen mit, zum Beispiel den Medikamentenplan.
daten-finanzdaten = Wirtschafts- und Finanzdaten
    .buerger = Angaben zu den Finanzen
    .rat = Prüfen Sie Rechnungen und Mahnungen besonders genau.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
daten-gesundheit-beschaeftigung = Gesundheitsdaten aus dem Beschäftigungsverhältnis
    .buerger = Gesundheitsdaten aus der Arbeit
    .erklaert = Gesundheitsdaten aus der Arbeit, zum Beispiel Krankschreibungen
    .rat = { $gruppen ->
        [beschaeftigte] Ihre Fragen beantworten auch die Personalstelle und die Personalvertretung.
       *[other] Sind Sie bei uns beschäftigt? Ihre Fragen beantworten die Personalstelle und die Personalvertretung.
    }
daten-identifikationsdaten = Identifikationsdaten
    .buerger = Kennnummern
    .erklaert = Kennnummern, zum Beispiel die Ausweisnummer
    .rat = Achten Sie auf Verträge in Ihrem Namen. Sie können bei Auskunfteien kostenlos erfragen, was dort über Sie gespeichert ist (Artikel 15 der Datenschutz-Grundverordnung). Melden Sie Missbrauch der Polizei.
daten-standortdaten = Standortdaten
    .rat = Achten Sie darauf, ob jemand Ihre Aufenthaltsorte kennt, der sie nicht kennen kann.
daten-amtliche-dokumente = amtliche Dokumente
    .buerger = Kopien von Ausweisen oder anderen amtlichen Papieren
    .buerger-unterlagen = Ausweise oder andere amtliche Papiere
    .buerger-post = Ausweise oder andere amtliche Papiere
    .rat = Achten Sie auf Verträge in Ihrem Namen. Sie können bei Auskunfteien kostenlos erfragen, was dort über Sie gespeichert ist (Artikel 15 der Datenschutz-Grundverordnung). Melden Sie Missbrauch der Polizei.
    .rat-unterlagen = Ist Ihr Ausweis oder ein anderes Original verloren? Melden Sie das sofort der Stelle, die es ausgestellt hat, zum Beispiel dem Bürgeramt. Geht es um eine Kopie, achten Sie auf Verträge in Ihrem Namen.
    .rat-post = Ist Ihr Ausweis oder ein anderes Original verloren? Melden Sie das sofort der Stelle, die es ausgestellt hat, zum Beispiel dem Bürgeramt. Geht es um eine Kopie, achten Sie auf Verträge in Ihrem Namen.
daten-zahlungsmittel = Zahlungsmittel
    .buerger = Daten zu Zahlungen
    .erklaert = Daten zu Zahlungen, zum Beispiel die Bankverbindung
    .rat = { $monat ->
        [offen] Prüfen Sie Ihre Kontoauszüge der letzten Monate
       *[other] Prüfen Sie Ihre Kontoauszüge ab { $monat }
    }, auch in den nächsten Monaten jeden neuen Auszug. Melden Sie falsche Abbuchungen sofort Ihrer Bank. Spätestens 13 Monate nach der Abbuchung muss die Bank davon wissen (§ 676b Absatz 2 BGB).
    .rat-ausfall = Warten Sie auf eine Zahlung von uns? Fragen Sie nach, wenn sie nicht ankommt.
daten-profildaten = Profildaten
    .buerger = Profile
    .erklaert = Profile, zum Beispiel zur Zahlungsfähigkeit
    .rat = Achten Sie auf Angebote, die auffällig genau zu Ihnen passen.
daten-zugangsdaten = Zugangsdaten
    .buerger = Zugangsdaten
    .erklaert = Zugangsdaten, zum Beispiel Benutzername und Passwort
    .rat = Ändern Sie Ihr Passwort bei diesem Dienst und überall, wo Sie es noch verwenden. Nutzen Sie, wenn möglich, eine zweite Anmeldestufe.
    .rat-konto = Haben Sie uns ein Passwort geschickt? Ändern Sie es überall, wo Sie es verwenden.
daten-offen = Datenarten werden ermittelt
    .buerger = Welche Daten betroffen sind, prüfen wir noch
    .rat = Seien Sie vorsichtig bei Anrufen, SMS und E-Mails, die angeblich von uns kommen. Rufen Sie im Zweifel selbst bei uns an.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
daten-sonstige = sonstige Daten
    .buerger = weitere Daten
    .rat = Seien Sie vorsichtig bei Anrufen, SMS und E-Mails, die angeblich von uns kommen. Rufen Sie im Zweifel selbst bei uns an.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
daten-sozialdaten = Sozialdaten
    .buerger = Daten zu Sozialleistungen
    .rat = Kennt jemand vertrauliche Angaben über Sie? Sagen Sie es uns. Bei Drohungen wenden Sie sich an die Polizei.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
    .rat-ausfall = Brauchen Sie eine Leistung dringend? Rufen Sie bei uns an.
daten-steuerdaten = Steuerdaten
    .rat = Prüfen Sie Bescheide und Zahlungsaufforderungen: Stimmen Absender und Kontonummer?
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
daten-meldedaten = Meldedaten
    .buerger = Daten aus dem Melderegister
    .rat = Achten Sie auf Verträge oder Rechnungen, die Sie nicht veranlasst haben.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
daten-verwaltungsvorgaenge = Daten aus Verwaltungsvorgängen
    .buerger = Daten aus der Verwaltung
    .erklaert = Daten aus Anliegen und Anträgen
    .rat = Seien Sie misstrauisch, wenn jemand Einzelheiten aus Ihren Anträgen kennt und etwas von Ihnen verlangt.
    .rat-still = Melden Sie sich bei uns, wenn jemand Sie auf Ihre Daten anspricht.
    .rat-ausfall = Haben Sie einen Antrag gestellt und noch nichts von uns gehört? Fragen Sie bei uns nach.
daten-personalakten = Personaldaten
    .rat = { $gruppen ->
        [beschaeftigte] Ihre Fragen beantworten auch die Personalstelle und die Personalvertretung.
       *[other] Sind Sie bei uns beschäftigt? Ihre Fragen beantworten die Personalstelle und die Personalvertretung.
    }
daten-besondere-kategorien = besondere Kategorien personenbezogener Daten
    .buerger = besonders geschützte Daten
    .erklaert = { $ende ->
        [nein] besonders geschützte Daten (zum Beispiel zu Gesundheit oder Religion); welche genau, steht noch nicht fest
       *[other] besonders geschützte Daten (zum Beispiel zu Gesundheit oder Religion)
    }
    .rat = Kennt jemand vertrauliche Angaben über Sie? Sagen Sie es uns. Bei Drohungen wenden Sie sich an die Polizei.

gewissheit-sicher = betroffen
    .buerger = sicher
gewissheit-moeglich = möglicherweise betroffen
    .buerger = möglicherweise

## Measures (fields 75, 94)
schutz-pseudonymisierung = Pseudonymisierung
schutz-anonymisierung = Anonymisierung
schutz-datensicherung = Datensicherung
schutz-verschluesselung = Verschlüsselung
schutz-richtlinien = Richtlinien
schutz-schulung = Schulungen
schutz-vorfallprotokoll = Vorfallprotokoll
schutz-zugriffsrechte = abgestufte Zugriffsrechte
schutz-zugangskontrolle-logisch = logische Zugangskontrolle
schutz-pruefungen = regelmäßige Prüfungen
schutz-zutrittskontrolle = Zutrittskontrolle
schutz-aktuelle-systeme = aktuelle IT-Systeme
schutz-prozesse = geregelte Abläufe
schutz-loeschung = Löschung der Daten
schutz-sonstige = sonstige Maßnahmen

zweck-behebung = Behebung
zweck-abmilderung = Abmilderung
zweck-vorbeugung = Vorbeugung
massnahmestand-ergriffen = ergriffen
massnahmestand-geplant = geplant

## Consequences (field 85)
folgen-kontrollverlust = Verlust der Kontrolle über personenbezogene Daten
    .buerger = Andere können Ihre Daten nutzen, ohne dass Sie davon wissen.
folgen-rechteeinschraenkung = Einschränkung von Rechten
    .buerger = Sie können Ihre Rechte zeitweise nicht wie gewohnt nutzen.
folgen-diskriminierung = Diskriminierung
    .buerger = Jemand kann Sie wegen dieser Angaben benachteiligen.
folgen-identitaetsdiebstahl = Identitätsdiebstahl oder Identitätsbetrug
    .buerger = Fremde können sich mit Ihren Daten als Sie ausgeben.
folgen-betrug = Betrug
    .buerger = Fremde können versuchen, Sie zu betrügen.
folgen-finanzieller-verlust = finanzieller Verlust
    .buerger = Sie können Geld verlieren, zum Beispiel durch falsche Abbuchungen.
folgen-aufhebung-pseudonymisierung = unbefugte Aufhebung der Pseudonymisierung
    .buerger = Fremde können erkennen, zu wem die Angaben gehören.
folgen-rufschaedigung = Rufschädigung
    .buerger = Ihr Ruf kann Schaden nehmen.
folgen-verlust-berufsgeheimnis = Verlust der Vertraulichkeit von Daten unter Berufsgeheimnis
    .buerger = Vertrauliches, zum Beispiel aus einer Beratung, kann bekannt werden.
folgen-offenlegung = Offenlegung gegenüber unbefugten Dritten
    .buerger = Andere Menschen können von Ihren Angaben erfahren.
folgen-erheblicher-nachteil = erheblicher wirtschaftlicher oder gesellschaftlicher Nachteil
    .buerger = Ihnen können erhebliche Nachteile entstehen.
folgen-koerperlicher-seelischer-schaden = körperlicher oder seelischer Schaden
    .buerger = Ihre Gesundheit oder Ihre Sicherheit kann gefährdet sein.
folgen-sachschaden = materieller oder immaterieller Schaden
    .buerger = Ihnen kann ein Schaden entstehen.
folgen-leistungsausfall = Ausfall oder Verzögerung von Leistungen
    .buerger = Leistungen können später kommen als gewohnt.
folgen-sonstige = sonstige Folgen
    .buerger = Es kann weitere Folgen geben.
folgen-offen = Folgen werden bewertet
    .buerger = Welche Folgen es geben kann, prüfen wir noch.

auspraegung-offenlegung-ueber-zweck = Offenlegung über den Zweck hinaus
auspraegung-verknuepfung = Verknüpfung mit anderen Daten möglich
auspraegung-zweckentfremdung = zweckfremde oder unrechtmäßige Verwendung möglich
auspraegung-ungueltig-genutzt = veränderte Daten können weiterverwendet worden sein
auspraegung-zu-anderem-zweck = veränderte Daten können zu anderen Zwecken verwendet worden sein
auspraegung-kein-zugang = kein Zugang zu Diensten
auspraegung-unterbrechung = Unterbrechung von Diensten
auspraegung-sonstiges = sonstige Ausprägung
auspraegung-wird-bewertet = wird bewertet

vertrauen-ja = vertrauenswürdig
vertrauen-nein = nicht vertrauenswürdig
vertrauen-unbekannt = Vertrauenswürdigkeit nicht bekannt
reaktion-geloescht = Löschung bestätigt
reaktion-zurueckgegeben = Daten zurückgegeben
reaktion-ungelesen = Erklärung, dass die Daten nicht gelesen wurden
reaktion-verweigert = Mitwirkung verweigert
reaktion-offen = Antwort steht aus

sicherung-vorhanden = vorhanden und verwendbar
sicherung-mitbetroffen = vom Vorfall mitbetroffen
sicherung-keine = nicht vorhanden

schwere-gering = gering
schwere-mittel = mittel
schwere-schwerwiegend = schwerwiegend
schwere-offen = noch nicht bewertet

risiko-gering = Die Verletzung führt voraussichtlich nicht zu mehr als einem geringen Risiko für die Rechte und Freiheiten natürlicher Personen.
risiko-risiko = Die Verletzung führt voraussichtlich zu einem Risiko, aber nicht zu einem hohen Risiko für die Rechte und Freiheiten natürlicher Personen.
risiko-hoch = Die Verletzung führt voraussichtlich zu einem hohen Risiko für die Rechte und Freiheiten natürlicher Personen.
risiko-offen = Das Risiko wird noch bewertet.

# Was das Programm zum Risiko vorschlägt, und wohin ein Grund führt
vorschlag-gering = voraussichtlich gering
vorschlag-risiko = vorhanden
vorschlag-hoch = voraussichtlich hoch
vorschlag-offen = nach den Angaben offen
vorschlag-ja = ja
vorschlag-nein = nein
vorschlag-pruefen = zu prüfen
wirkung-ergebnis = Ergebnis
wirkung-erhoeht = erhöht das Risiko
wirkung-senkt = senkt das Risiko
wirkung-offen = noch offen
wirkung-hinweis = Hinweis

identifizierbar-direkt = unmittelbar identifizierbar
identifizierbar-mit-zusatzwissen = mit Zusatzwissen identifizierbar
identifizierbar-pseudonym = nur unter Pseudonym
identifizierbar-nein = nicht identifizierbar
umfang-gering = gering
umfang-mittel = mittel
umfang-umfassend = umfassend

## Communication to data subjects (fields 97–105); `.inhalt` without the norm, under another regime than
## the GDPR
status-individuell = Die betroffenen Personen werden einzeln benachrichtigt.
status-oeffentlich = Die betroffenen Personen werden durch eine öffentliche Bekanntmachung informiert.
status-geplant = Die Benachrichtigung der betroffenen Personen ist geplant.
status-freiwillig = Die betroffenen Personen werden freiwillig informiert.
status-nicht-erforderlich = Eine Benachrichtigung ist nach der Bewertung des Verantwortlichen nicht erforderlich.
status-ausnahme = Eine Benachrichtigung unterbleibt, weil eine Ausnahme greift.
status-offen = Ob die betroffenen Personen zu benachrichtigen sind, wird noch geprüft.
ausnahme-abs3-a = Art. 34 Abs. 3 Buchstabe a DSGVO (Daten für Unbefugte unzugänglich)
    .inhalt = Daten für Unbefugte unzugänglich
ausnahme-abs3-b = Art. 34 Abs. 3 Buchstabe b DSGVO (hohes Risiko durch nachfolgende Maßnahmen nicht mehr wahrscheinlich)
    .inhalt = hohes Risiko durch nachfolgende Maßnahmen nicht mehr wahrscheinlich
ausnahme-abs3-c = Art. 34 Abs. 3 Buchstabe c DSGVO (unverhältnismäßiger Aufwand, stattdessen öffentliche Bekanntmachung)
    .inhalt = unverhältnismäßiger Aufwand, stattdessen öffentliche Bekanntmachung
ausnahme-abs4-feststellung = Feststellung der Aufsichtsbehörde nach Art. 34 Abs. 4 DSGVO
    .inhalt = Feststellung der Aufsichtsbehörde
ausnahme-landesrecht = Landesrecht (Norm zu prüfen)
ausnahme-bdsg-29 = § 29 Abs. 1 BDSG
ausnahme-ji-aufschub = Aufschub nach dem Recht zur Richtlinie (EU) 2016/680 (Norm zu prüfen)
weg-individuell = einzeln
weg-oeffentlich = öffentlich
grundlage-abs1 = Art. 34 Abs. 1 DSGVO
grundlage-abs3-c = Art. 34 Abs. 3 Buchstabe c DSGVO
grundlage-freiwillig = freiwillig
grundlage-landesrecht = Landesrecht
medium-brief = Brief
medium-email = E-Mail
medium-persoenlich = persönliches Gespräch
medium-telefon = Telefon
medium-webseite = Internetseite
medium-notfallseite = Notfallseite
medium-aushang = Aushang
medium-amtsblatt = Amtsblatt
medium-presse = Presse
medium-soziale-medien = soziale Medien
medium-sonstige = andere Wege
eingangsweg-portal = Portal der Aufsichtsbehörde
eingangsweg-email = E-Mail
eingangsweg-post = Post
eingangsweg-fax = Fax
eingangsweg-telefon = Telefon
eingangsweg-persoenlich = persönliche Übergabe

## Report
meldungsart-erst = Erstmeldung
meldungsart-folge = Folgemeldung
meldungsart-abschluss = Abschlussmeldung
meldungsart-ruecknahme = Rücknahme der Meldung
melderrolle-dsb = datenschutzbeauftragte Person
melderrolle-vertretung = gesetzliche Vertretung
melderrolle-bevollmaechtigt = bevollmächtigte Person
melderrolle-sonstige = sonstige Person
beteiligtenrolle-auftragsverarbeiter = Auftragsverarbeiter
beteiligtenrolle-unterauftragsverarbeiter = Unterauftragsverarbeiter
beteiligtenrolle-gemeinsam-verantwortlich = gemeinsam verantwortlich
stellenrolle-polizei = Polizei
stellenrolle-staatsanwaltschaft = Staatsanwaltschaft
stellenrolle-cert = Computer-Notfallteam
stellenrolle-bsi = IT-Sicherheitsbehörde des Bundes
stellenrolle-rechtsaufsicht = Rechtsaufsicht
stellenrolle-fachaufsicht = Fachaufsicht
stellenrolle-bundesnetzagentur = Bundesnetzagentur
stellenrolle-versicherung = Versicherung
stellenrolle-personalvertretung = Personalvertretung
stellenrolle-sonstige = sonstige Stelle
dienst-verfuegbar = verfügbar
dienst-eingeschraenkt = eingeschränkt
dienst-ausgefallen = ausgefallen
dienst-geschlossen = geschlossen
stellenart-kommune = Kommune
stellenart-landesbehoerde = Landesbehörde
stellenart-bundesbehoerde = Bundesbehörde
stellenart-jobcenter-gemeinsam = Jobcenter (gemeinsame Einrichtung)
stellenart-jobcenter-kommunal = Jobcenter (zugelassener kommunaler Träger)
stellenart-zweckverband = Zweckverband
stellenart-anstalt = Anstalt des öffentlichen Rechts
stellenart-eigenbetrieb = Eigenbetrieb
stellenart-kommunales-unternehmen = kommunales Unternehmen
stellenart-schule = Schule
stellenart-hochschule = Hochschule
stellenart-krankenhaus = Krankenhaus
stellenart-verein = Verein
stellenart-unternehmen = Unternehmen
stellenart-kirche-katholisch = katholische kirchliche Stelle
stellenart-kirche-evangelisch = evangelische kirchliche Stelle
stellenart-rundfunk = Rundfunkanstalt
stellenart-sonstige = sonstige Stelle
anlage-benachrichtigungstext = Wortlaut der Benachrichtigung
anlage-risikobewertung = Risikobewertung
anlage-untersuchungsbericht = Untersuchungsbericht
anlage-erpresserschreiben = Erpresserschreiben
anlage-phishing-nachricht = Phishing-Nachricht
anlage-meldeverfahren = internes Meldeverfahren
anlage-loeschrichtlinie = Löschrichtlinie
anlage-schreiben-an-empfaenger = Schreiben an die falschen Empfänger
anlage-meldung-dritter = Meldung Dritter
anlage-sonstige = sonstige Anlage
offen-art-offen = noch offen
offen-art-fehlt = noch nicht erhoben
offen-art-nicht-bestimmbar = nicht bestimmbar

## Länder
land-BB = Brandenburg
land-BE = Berlin
land-BW = Baden-Württemberg
land-BY = Bayern
land-HB = Bremen
land-HE = Hessen
land-HH = Hamburg
land-MV = Mecklenburg-Vorpommern
land-NI = Niedersachsen
land-NW = Nordrhein-Westfalen
land-RP = Rheinland-Pfalz
land-SH = Schleswig-Holstein
land-SL = Saarland
land-SN = Sachsen
land-ST = Sachsen-Anhalt
land-TH = Thüringen

## Record (vermerk)
gegenstand-meldung = Meldung an die Aufsichtsbehörde
gegenstand-benachrichtigung = Benachrichtigung der betroffenen Personen
gegenstand-risiko = Bewertung des Risikos
gegenstand-sonstiges = Sonstiges

veroeffentlichung-ja = ja
veroeffentlichung-nein = nein
veroeffentlichung-angedroht = angedroht

## Letters: by what data are concerned, in the subject
anlass-missbrauch-von-zugriffsrechten = von einem Missbrauch von Zugriffsrechten
anlass-ransomware = von einem Computer-Angriff
anlass-hacking = von einem Computer-Angriff
anlass-phishing = von einem Angriff mit gefälschten Nachrichten
anlass-ausgenutzte-schwachstelle = von einem Computer-Angriff
anlass-unbefugter-zugriff = von einem unerlaubten Zugriff
anlass-datenabfluss = von einem Abfluss von Daten
anlass-verwechslung-von-datensaetzen = von einer Verwechslung
anlass-geraet-verloren-oder-gestohlen = vom Verlust eines Geräts
anlass-elektronikschrott = von der Weitergabe alter Geräte
anlass-unsachgemaesse-entsorgung = von einer falschen Entsorgung
anlass-post-verloren-oder-geoeffnet = von einem verlorenen oder geöffneten Brief
anlass-fehlkonfiguration = von einer falschen Einstellung
anlass-falsche-zugriffsrechte = von falsch vergebenen Zugriffsrechten
anlass-papier-verloren-oder-gestohlen = vom Verlust von Unterlagen
anlass-daten-geloescht = von einer Löschung von Daten
anlass-falschem-empfaenger-angezeigt = von einer Verwechslung
anlass-versehentlicher-versand = von einer falsch verschickten Sendung
anlass-offener-verteiler = von einer E-Mail mit sichtbaren Adressen
anlass-technische-stoerung = von einer technischen Störung
anlass-unbefugte-aenderung = von einer unerlaubten Änderung
anlass-versehentliche-veroeffentlichung = von einer versehentlichen Veröffentlichung
anlass-muendliche-offenlegung = von einer Auskunft an die falsche Person
anlass-offen = von einem Vorfall
anlass-sonstige = von einem Datenschutz-Vorfall

## Letters: the law behind them, where it is the incident's
rechtsgrundlage-dsgvo = Benachrichtigung nach Artikel 34 der Datenschutz-Grundverordnung (DSGVO)
    .dienstleister = Mitteilung nach Art. 33 Abs. 2 DSGVO
rechtsgrundlage-ji = Benachrichtigung nach dem Recht zur Richtlinie (EU) 2016/680
    .dienstleister = Mitteilung des Auftragsverarbeiters
rechtsgrundlage-kdg = Benachrichtigung nach dem Gesetz über den Kirchlichen Datenschutz
    .dienstleister = Mitteilung des Auftragsverarbeiters
rechtsgrundlage-dsg-ekd = Benachrichtigung nach dem EKD-Datenschutzgesetz
    .dienstleister = Mitteilung des Auftragsverarbeiters

## Letters: who found the breach
bemerkt-verantwortlicher = Wir haben das
    .vorfall = Wir haben den Vorfall
bemerkt-auftragsverarbeiter = Unser Dienstleister hat das
    .vorfall = Unser Dienstleister hat den Vorfall

## Letters: what a recipient did with the data
dank-geloescht = Sie haben uns bestätigt, dass Sie die Daten gelöscht haben.
dank-zurueckgegeben = Sie haben uns die Daten zurückgegeben.
dank-ungelesen = Sie haben uns erklärt, dass Sie die Daten nicht gelesen haben.

## Register (Art. 33 Abs. 5): where an incident stands, and what is missing
registerstand-offen = offen
registerstand-teilweise-gemeldet = teilweise gemeldet
registerstand-gemeldet = gemeldet
registerstand-abgeschlossen = abgeschlossen
registerstand-zurueckgenommen = Meldung zurückgenommen
registerstand-nicht-meldepflichtig = nicht meldepflichtig
registerstand-keine-verletzung = keine Verletzung festgestellt
registerstand-mitgeteilt = dem Verantwortlichen mitgeteilt
registerstand-geloescht = gelöscht
registerluecke-hergang = Hergang
registerluecke-kenntnis = Zeitpunkt der Kenntnis
registerluecke-art = Art der Verletzung
registerluecke-daten = Kategorien von Daten
registerluecke-gruppen = Kategorien betroffener Personen
registerluecke-anzahl = Zahl der betroffenen Personen
registerluecke-auswirkungen = Auswirkungen
registerluecke-massnahmen = Abhilfemaßnahmen
registerluecke-risiko = Bewertung des Risikos
registerluecke-risikogruende = Gründe der Bewertung
registerluecke-absehen = wer aus welchen Gründen von der Meldung abgesehen hat
registerluecke-verspaetung = Gründe der Verspätung
registerluecke-meldung = Meldung, oder warum nicht gemeldet wurde
registerluecke-meldezeit = Zeitpunkt der Meldung
registerluecke-uhrzeit = Uhrzeit der Meldung
registerluecke-benachrichtigung = Entscheidung über die Benachrichtigung
registerluecke-benachrichtigungsgruende = Gründe, warum die Personen nicht benachrichtigt werden
registerluecke-mitteilung = Mitteilung an den Verantwortlichen

## Documents, as the record names them
dokument-alle = alle Dokumente
dokument-meldung = Meldung
dokument-portalbogen = Portalbogen
dokument-benachrichtigung = Benachrichtigung
dokument-buergerinformation = Bürgerinformation
dokument-auftragsverarbeiter = Mitteilung an den Verantwortlichen
dokument-aushang = Aushang
dokument-telefonleitfaden = Telefonleitfaden
dokument-empfaengerschreiben = Schreiben an Empfänger
dokument-pressemitteilung = Pressemitteilung
dokument-vermerk = Vermerk
dokument-beschaeftigteninformation = Information der Beschäftigten
dokument-unterrichtung = Unterrichtung
