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

## Legal regime: the norm of the report
regime-dsgvo = Art. 33 Abs. 1 DSGVO
    .name = Datenschutz-Grundverordnung (DSGVO)
regime-ji = dem Recht, das die Richtlinie (EU) 2016/680 umsetzt (Norm zu prüfen)
    .name = nationales Recht zur Richtlinie (EU) 2016/680 (Norm zu prüfen)
regime-kdg = § 33 KDG (Fassung zu prüfen)
    .name = Gesetz über den Kirchlichen Datenschutz (KDG)
regime-dsg-ekd = § 32 DSG-EKD
    .name = EKD-Datenschutzgesetz (DSG-EKD)

fachgebiet-allgemein = allgemeine Verwaltung
fachgebiet-realsteuern = Realsteuern (Grundsteuer, Gewerbesteuer)
fachgebiet-bussgeld = Bußgeldsachen
fachgebiet-sozialleistungen = Sozialleistungen
fachgebiet-jobcenter = Jobcenter
fachgebiet-sonstige = sonstiges Fachgebiet

## Kind of breach (EDPB template, field 60)
typ-missbrauch-von-zugriffsrechten = Missbrauch von Zugriffsrechten
    .buerger = Jemand hat Zugriffsrechte missbraucht.
typ-ransomware = Schadsoftware, die Daten verschlüsselt (Ransomware)
    .buerger = Fremde haben Computer angegriffen und Daten verschlüsselt.
typ-hacking = Eindringen in IT-Systeme (Hacking)
    .buerger = Fremde sind in Computer eingedrungen.
typ-phishing = Ausspähen von Zugangsdaten (Phishing)
    .buerger = Fremde haben mit gefälschten Nachrichten Zugangsdaten erbeutet.
typ-ausgenutzte-schwachstelle = Ausnutzen einer Schwachstelle
    .buerger = Fremde haben eine technische Lücke ausgenutzt.
typ-unbefugter-zugriff = unbefugter Zugriff
    .buerger = Jemand hatte unerlaubt Zugang zu Daten.
typ-datenabfluss = Abfluss von Daten
    .buerger = Daten sind in fremde Hände gelangt.
typ-verwechslung-von-datensaetzen = Verwechslung von Datensätzen
    .buerger = Daten verschiedener Menschen wurden verwechselt.
typ-geraet-verloren-oder-gestohlen = Verlust oder Diebstahl eines Geräts
    .buerger = Ein Gerät mit Daten wurde verloren oder gestohlen.
typ-elektronikschrott = nicht gelöschte Daten auf ausgesonderten Geräten
    .buerger = Auf ausgesonderten Geräten waren noch Daten.
typ-unsachgemaesse-entsorgung = unsachgemäße Entsorgung
    .buerger = Unterlagen mit Daten wurden falsch entsorgt.
typ-post-verloren-oder-geoeffnet = verlorene oder geöffnete Post
    .buerger = Ein Brief mit Daten ging verloren oder wurde geöffnet.
typ-fehlkonfiguration = fehlerhafte Einstellung eines Systems
    .buerger = Durch eine falsche Einstellung waren Daten zugänglich.
typ-falsche-zugriffsrechte = falsch vergebene Zugriffsrechte
    .buerger = Daten waren für Menschen zugänglich, die sie nicht sehen durften.
typ-papier-verloren-oder-gestohlen = Verlust oder Diebstahl von Unterlagen
    .buerger = Unterlagen mit Daten wurden verloren oder gestohlen.
typ-daten-geloescht = Löschung von Daten
    .buerger = Daten wurden gelöscht.
typ-falschem-empfaenger-angezeigt = Anzeige gegenüber einer falschen Person
    .buerger = Daten wurden einer falschen Person angezeigt.
typ-versehentlicher-versand = versehentlicher Versand
    .buerger = Daten wurden an eine falsche Adresse geschickt.
typ-offener-verteiler = E-Mail mit offenem Verteiler
    .buerger = In einer E-Mail waren die Adressen aller anderen zu sehen.
typ-technische-stoerung = technische Störung
    .buerger = Wegen einer technischen Störung sind Daten nicht verfügbar.
typ-unbefugte-aenderung = unbefugte Änderung von Daten
    .buerger = Daten wurden unerlaubt verändert.
typ-versehentliche-veroeffentlichung = versehentliche Veröffentlichung
    .buerger = Daten wurden versehentlich veröffentlicht.
typ-muendliche-offenlegung = mündliche Offenlegung
    .buerger = Daten wurden Unbefugten mitgeteilt.
typ-offen = Die Art des Vorfalls wird untersucht.
    .buerger = Was genau geschehen ist, prüfen wir noch.
typ-sonstige = sonstige Verletzung
    .buerger = Der Schutz persönlicher Daten wurde verletzt.

## Which wording of certainty a kind of breach takes
typgruppe-missbrauch-von-zugriffsrechten = einsicht
typgruppe-ransomware = angriff
typgruppe-hacking = angriff
typgruppe-phishing = angriff
typgruppe-ausgenutzte-schwachstelle = angriff
typgruppe-unbefugter-zugriff = einsicht
typgruppe-datenabfluss = angriff
typgruppe-verwechslung-von-datensaetzen = einsicht
typgruppe-geraet-verloren-oder-gestohlen = verlust
typgruppe-elektronikschrott = verlust
typgruppe-unsachgemaesse-entsorgung = verlust
typgruppe-post-verloren-oder-geoeffnet = verlust
typgruppe-fehlkonfiguration = einsicht
typgruppe-falsche-zugriffsrechte = einsicht
typgruppe-papier-verloren-oder-gestohlen = verlust
typgruppe-daten-geloescht = einsicht
typgruppe-falschem-empfaenger-angezeigt = einsicht
typgruppe-versehentlicher-versand = versand
typgruppe-offener-verteiler = versand
typgruppe-technische-stoerung = einsicht
typgruppe-unbefugte-aenderung = einsicht
typgruppe-versehentliche-veroeffentlichung = einsicht
typgruppe-muendliche-offenlegung = einsicht
typgruppe-offen = einsicht
typgruppe-sonstige = einsicht

## Certainty of exfiltration: an attack
abfluss-angriff-bestaetigt = Es steht fest, dass Daten abgeflossen sind.
    .buerger = Fremde haben Daten kopiert. Das steht fest.
abfluss-angriff-wahrscheinlich = Es ist wahrscheinlich, dass Daten abgeflossen sind; ein Nachweis liegt bisher nicht vor.
    .buerger = Wahrscheinlich haben Fremde Daten kopiert. Sicher ist es noch nicht.
abfluss-angriff-nicht-auszuschliessen = Ein Abfluss von Daten ist bisher nicht festgestellt, kann aber nicht ausgeschlossen werden.
    .buerger = Wir wissen noch nicht, ob Fremde Daten kopiert haben. Möglich ist es.
abfluss-angriff-unwahrscheinlich = Ein Abfluss von Daten ist nach dem Stand vom { $stand } unwahrscheinlich; ausgeschlossen ist er nicht.
    .buerger = Wahrscheinlich hat niemand Daten kopiert. Ganz sicher ist das noch nicht.
abfluss-angriff-ausgeschlossen = Die Untersuchung von { $durch } (Stand { $stand }) hat ergeben, dass keine Daten abgeflossen sind.
    .buerger = Die Untersuchung von { $durch } (Stand { $stand }) hat ergeben: Niemand hat Daten kopiert.
abfluss-angriff-fehlt = Zur Frage, ob Daten abgeflossen sind, ist noch nichts erhoben.
    .buerger = Ob Fremde Daten kopiert haben, wissen wir noch nicht.
abfluss-angriff-offen = Ob Daten abgeflossen sind, wird untersucht; eine Aussage ist derzeit nicht möglich.
    .buerger = Ob Fremde Daten kopiert haben, prüfen wir noch.

## Certainty: something was sent to the wrong people
abfluss-versand-bestaetigt = Es steht fest, dass Unbefugte die Daten erhalten haben.
    .buerger = Andere Menschen haben die Daten erhalten. Das steht fest.
abfluss-versand-wahrscheinlich = Es ist wahrscheinlich, dass Unbefugte die Daten erhalten haben; ein Nachweis liegt bisher nicht vor.
    .buerger = Wahrscheinlich haben andere Menschen die Daten erhalten. Sicher ist es noch nicht.
abfluss-versand-nicht-auszuschliessen = Dass Unbefugte die Daten zur Kenntnis genommen haben, ist bisher nicht festgestellt, kann aber nicht ausgeschlossen werden.
    .buerger = Wir wissen noch nicht, ob andere Menschen die Daten gesehen haben. Möglich ist es.
abfluss-versand-unwahrscheinlich = Dass Unbefugte die Daten zur Kenntnis genommen haben, ist nach dem Stand vom { $stand } unwahrscheinlich; ausgeschlossen ist es nicht.
    .buerger = Wahrscheinlich hat niemand anderes die Daten gesehen. Ganz sicher ist das noch nicht.
abfluss-versand-ausgeschlossen = Die Untersuchung von { $durch } (Stand { $stand }) hat ergeben, dass keine Unbefugten die Daten zur Kenntnis genommen haben.
    .buerger = Die Untersuchung von { $durch } (Stand { $stand }) hat ergeben: Niemand anderes hat die Daten gesehen.
abfluss-versand-fehlt = Zur Frage, ob Unbefugte die Daten zur Kenntnis genommen haben, ist noch nichts erhoben.
    .buerger = Ob andere Menschen die Daten gesehen haben, wissen wir noch nicht.
abfluss-versand-offen = Ob Unbefugte die Daten zur Kenntnis genommen haben, wird untersucht; eine Aussage ist derzeit nicht möglich.
    .buerger = Ob andere Menschen die Daten gesehen haben, prüfen wir noch.

## Certainty: a device or papers were lost
abfluss-verlust-bestaetigt = Es steht fest, dass Unbefugte die Daten gelesen haben.
    .buerger = Fremde haben die Daten gelesen. Das steht fest.
abfluss-verlust-wahrscheinlich = Es ist wahrscheinlich, dass Unbefugte die Daten lesen können; ein Nachweis liegt bisher nicht vor.
    .buerger = Wahrscheinlich können Fremde die Daten lesen. Sicher ist es noch nicht.
abfluss-verlust-nicht-auszuschliessen = Dass Unbefugte die Daten gelesen haben, ist bisher nicht festgestellt, kann aber nicht ausgeschlossen werden.
    .buerger = Wir wissen noch nicht, ob Fremde die Daten gelesen haben. Möglich ist es.
abfluss-verlust-unwahrscheinlich = Dass Unbefugte die Daten lesen, ist nach dem Stand vom { $stand } unwahrscheinlich; ausgeschlossen ist es nicht.
    .buerger = Wahrscheinlich hat niemand die Daten gelesen. Ganz sicher ist das noch nicht.
abfluss-verlust-ausgeschlossen = Die Untersuchung von { $durch } (Stand { $stand }) hat ergeben, dass keine Unbefugten die Daten gelesen haben.
    .buerger = Die Untersuchung von { $durch } (Stand { $stand }) hat ergeben: Niemand hat die Daten gelesen.
abfluss-verlust-fehlt = Zur Frage, ob Unbefugte die Daten gelesen haben, ist noch nichts erhoben.
    .buerger = Ob Fremde die Daten gelesen haben, wissen wir noch nicht.
abfluss-verlust-offen = Ob Unbefugte die Daten gelesen haben, wird untersucht; eine Aussage ist derzeit nicht möglich.
    .buerger = Ob Fremde die Daten gelesen haben, prüfen wir noch.

## Certainty: data could be seen by people who must not see them
abfluss-einsicht-bestaetigt = Es steht fest, dass Unbefugte die Daten eingesehen haben.
    .buerger = Unbefugte haben die Daten gesehen. Das steht fest.
abfluss-einsicht-wahrscheinlich = Es ist wahrscheinlich, dass Unbefugte die Daten eingesehen haben; ein Nachweis liegt bisher nicht vor.
    .buerger = Wahrscheinlich haben Unbefugte die Daten gesehen. Sicher ist es noch nicht.
abfluss-einsicht-nicht-auszuschliessen = Dass Unbefugte die Daten eingesehen haben, ist bisher nicht festgestellt, kann aber nicht ausgeschlossen werden.
    .buerger = Wir wissen noch nicht, ob Unbefugte die Daten gesehen haben. Möglich ist es.
abfluss-einsicht-unwahrscheinlich = Dass Unbefugte die Daten eingesehen haben, ist nach dem Stand vom { $stand } unwahrscheinlich; ausgeschlossen ist es nicht.
    .buerger = Wahrscheinlich hat niemand die Daten gesehen. Ganz sicher ist das noch nicht.
abfluss-einsicht-ausgeschlossen = Die Untersuchung von { $durch } (Stand { $stand }) hat ergeben, dass keine Unbefugten die Daten eingesehen haben.
    .buerger = Die Untersuchung von { $durch } (Stand { $stand }) hat ergeben: Niemand Unbefugtes hat die Daten gesehen.
abfluss-einsicht-fehlt = Zur Frage, ob Unbefugte die Daten eingesehen haben, ist noch nichts erhoben.
    .buerger = Ob Unbefugte die Daten gesehen haben, wissen wir noch nicht.
abfluss-einsicht-offen = Ob Unbefugte die Daten eingesehen haben, wird untersucht; eine Aussage ist derzeit nicht möglich.
    .buerger = Ob Unbefugte die Daten gesehen haben, prüfen wir noch.

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
ursache-offen = Die Ursache wird untersucht
ursache-unbekannt = nicht bekannt

schutzziel-vertraulichkeit = Vertraulichkeit
schutzziel-integritaet = Integrität
schutzziel-verfuegbarkeit = Verfügbarkeit

unlesbar-ja = ja, die Daten sind für Unbefugte nicht lesbar
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
verfuegbarkeit-dauerhaft = dauerhaft nicht verfügbar
    .buerger = Ein Teil der Daten ist verloren.
verfuegbarkeit-offen = wird geprüft
    .buerger = Ob alle Daten noch nutzbar sind, prüfen wir.

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
gruppe-leistungsbeziehende = Personen, die Leistungen beziehen
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
daten-kontaktdaten = Kontaktdaten
    .rat = Seien Sie vorsichtig bei Anrufen, SMS und E-Mails, die angeblich von uns kommen. Rufen Sie im Zweifel selbst bei uns an.
daten-biometrische-daten = biometrische Daten
    .buerger = biometrische Daten
    .erklaert = biometrische Daten, zum Beispiel Fingerabdrücke
    .rat = Fragen Sie bei uns nach, wofür Ihre biometrischen Daten gespeichert waren.
daten-straftaten = Daten über Straftaten und Verurteilungen
    .rat = Wenden Sie sich an die Polizei, wenn Sie jemand mit diesen Angaben unter Druck setzt.
daten-politische-meinung = Daten über politische Meinungen
    .rat = Wenden Sie sich an die Polizei, wenn Sie jemand wegen Ihrer politischen Meinung bedroht.
daten-ethnische-herkunft = Daten über die ethnische Herkunft
    .rat = Wenden Sie sich an die Polizei, wenn Sie jemand wegen Ihrer Herkunft bedroht.
daten-religion-weltanschauung = Daten über Religion oder Weltanschauung
    .rat = Wenden Sie sich an die Polizei, wenn Sie jemand wegen Ihres Glaubens bedroht.
daten-sexualleben = Daten über Sexualleben oder sexuelle Orientierung
    .rat = Wenden Sie sich an die Polizei, wenn Sie jemand mit diesen Angaben unter Druck setzt.
daten-gewerkschaft = Daten über eine Gewerkschaftszugehörigkeit
    .rat = Sprechen Sie mit Ihrer Personalvertretung, wenn Ihnen Nachteile entstehen.
daten-genetische-daten = genetische Daten
    .rat = Fragen Sie bei uns nach, welche genetischen Daten gespeichert waren.
daten-gesundheitsdaten = Gesundheitsdaten
    .rat = Wenn Sie jemand mit Angaben zu Ihrer Gesundheit anspricht oder bedroht, wenden Sie sich an die Polizei und an uns.
daten-finanzdaten = Wirtschafts- und Finanzdaten
    .buerger = Angaben zu Ihren Finanzen
    .rat = Prüfen Sie Rechnungen und Mahnungen besonders genau.
daten-gesundheit-beschaeftigung = Gesundheitsdaten aus dem Beschäftigungsverhältnis
    .buerger = Gesundheitsdaten aus der Arbeit
    .erklaert = Gesundheitsdaten aus der Arbeit, zum Beispiel Krankschreibungen
    .rat = Fragen zu diesen Daten beantworten die Personalstelle und die Personalvertretung.
daten-identifikationsdaten = Identifikationsdaten
    .buerger = Nummern, die Sie ausweisen
    .erklaert = Nummern, die Sie ausweisen, zum Beispiel die Ausweisnummer
    .rat = Achten Sie auf Verträge in Ihrem Namen. Sie können bei Auskunfteien kostenlos erfragen, was dort über Sie gespeichert ist (Artikel 15 DSGVO). Melden Sie Missbrauch der Polizei.
daten-standortdaten = Standortdaten
    .rat = Achten Sie darauf, ob jemand Ihre Aufenthaltsorte kennt, der sie nicht kennen kann.
daten-amtliche-dokumente = amtliche Dokumente
    .buerger = Kopien von Ausweisen oder anderen amtlichen Papieren
    .rat = Achten Sie auf Verträge in Ihrem Namen. Sie können bei Auskunfteien kostenlos erfragen, was dort über Sie gespeichert ist (Artikel 15 DSGVO). Melden Sie Missbrauch der Polizei.
daten-zahlungsmittel = Zahlungsmittel
    .buerger = Daten zu Zahlungen
    .erklaert = Daten zu Zahlungen, zum Beispiel die Bankverbindung
    .rat = Prüfen Sie Ihre Kontoauszüge: die der letzten Wochen und in den nächsten Monaten. Melden Sie falsche Abbuchungen sofort Ihrer Bank. Spätestens 13 Monate nach der Abbuchung muss die Bank davon wissen (§ 676b Absatz 2 BGB).
daten-profildaten = Profildaten
    .buerger = Profile
    .erklaert = Profile, zum Beispiel zur Zahlungsfähigkeit
    .rat = Achten Sie auf Angebote, die auffällig genau zu Ihnen passen.
daten-zugangsdaten = Zugangsdaten
    .buerger = Zugangsdaten
    .erklaert = Zugangsdaten, zum Beispiel Benutzername und Passwort
    .rat = Ändern Sie Ihr Passwort bei diesem Dienst und überall, wo Sie es noch verwenden. Nutzen Sie, wenn möglich, eine zweite Anmeldestufe.
daten-offen = Datenarten werden ermittelt
    .buerger = Welche Daten betroffen sind, prüfen wir noch
    .rat = Seien Sie vorsichtig bei Anrufen, SMS und E-Mails, die angeblich von uns kommen.
daten-sonstige = sonstige Daten
    .buerger = weitere Daten
    .rat = Seien Sie vorsichtig bei Anrufen, SMS und E-Mails, die angeblich von uns kommen.
daten-sozialdaten = Sozialdaten
    .buerger = Daten aus Sozialleistungen
    .rat = Wenn Sie jemand mit diesen Angaben anspricht oder bedroht, wenden Sie sich an die Polizei und an uns.
daten-steuerdaten = Steuerdaten
    .rat = Prüfen Sie Bescheide und Zahlungsaufforderungen: Stimmen Absender und Kontonummer?
daten-meldedaten = Meldedaten
    .buerger = Daten aus dem Melderegister
    .rat = Achten Sie auf Verträge oder Rechnungen, die Sie nicht veranlasst haben.
daten-verwaltungsvorgaenge = Daten aus Verwaltungsvorgängen
    .buerger = Daten aus der Verwaltung
    .erklaert = Daten aus Anliegen und Anträgen
    .rat = Seien Sie misstrauisch, wenn jemand Einzelheiten aus Ihren Anträgen kennt und etwas von Ihnen verlangt.
daten-personalakten = Personaldaten
    .rat = Fragen zu diesen Daten beantworten die Personalstelle und die Personalvertretung.
daten-besondere-kategorien = besondere Kategorien personenbezogener Daten (Art. 9 DSGVO)
    .buerger = besonders geschützte Daten
    .erklaert = besonders geschützte Daten; welche genau, steht noch nicht fest
    .rat = Wenn Sie jemand mit diesen Angaben anspricht oder bedroht, wenden Sie sich an die Polizei und an uns.

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
schutz-prozesse = geänderte Abläufe
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
    .buerger = Leistungen der Verwaltung können später kommen als gewohnt.
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
reaktion-geloescht = hat die Löschung bestätigt
reaktion-zurueckgegeben = hat die Daten zurückgegeben
reaktion-ungelesen = hat erklärt, die Daten nicht gelesen zu haben
reaktion-verweigert = verweigert die Mitwirkung
reaktion-offen = hat noch nicht geantwortet

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

identifizierbar-direkt = unmittelbar identifizierbar
identifizierbar-mit-zusatzwissen = mit Zusatzwissen identifizierbar
identifizierbar-pseudonym = nur unter Pseudonym
identifizierbar-nein = nicht identifizierbar
umfang-gering = gering
umfang-mittel = mittel
umfang-umfassend = umfassend

## Communication to data subjects (fields 97–105)
status-individuell = Die betroffenen Personen werden einzeln benachrichtigt (Art. 34 Abs. 1 DSGVO).
status-oeffentlich = Die betroffenen Personen werden durch eine öffentliche Bekanntmachung informiert.
status-geplant = Die Benachrichtigung der betroffenen Personen ist geplant.
status-freiwillig = Die betroffenen Personen werden freiwillig informiert.
status-nicht-erforderlich = Eine Benachrichtigung ist nach der Bewertung des Verantwortlichen nicht erforderlich.
status-ausnahme = Eine Benachrichtigung unterbleibt, weil eine Ausnahme greift.
status-offen = Ob die betroffenen Personen zu benachrichtigen sind, wird noch geprüft.
ausnahme-abs3-a = Art. 34 Abs. 3 Buchstabe a DSGVO (Daten für Unbefugte unzugänglich)
ausnahme-abs3-b = Art. 34 Abs. 3 Buchstabe b DSGVO (hohes Risiko durch nachfolgende Maßnahmen nicht mehr wahrscheinlich)
ausnahme-abs3-c = Art. 34 Abs. 3 Buchstabe c DSGVO (unverhältnismäßiger Aufwand, stattdessen öffentliche Bekanntmachung)
ausnahme-abs4-feststellung = Feststellung der Aufsichtsbehörde nach Art. 34 Abs. 4 DSGVO
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
