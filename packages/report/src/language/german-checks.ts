/**
 * What the checks of the catalogue say about themselves, in German, by their ids.
 */
import type { CheckTexts } from "./Language.ts"

const checks: Readonly<Record<string, CheckTexts>> = {
  "account-address-foreign": {
    title: "Konten sind mit einer Adresse der Organisation registriert",
    populationText: "Zuletzt genutzte Konten",
    rationale: "Wer ausscheidet, nimmt ein privates Postfach mit und damit den Rückweg in das Konto.",
    remediation:
      "Die Adresse des Kontos ändern; oder die Daten in ein Konto der Organisation übernehmen und dieses schließen."
  },
  "account-dormant": {
    title: "Konten werden genutzt",
    populationText: "Konten, die älter als die Karenzzeit sind",
    rationale:
      "Ein ungenutztes Konto behält seine Rechte, und niemand bemerkt, wer es nutzt. Nutzung in einem nicht überwachten Browser wird nicht gesehen.",
    remediation: "Beim Inhaber nachfragen, dann das Konto sperren oder löschen und den Zeitpunkt festhalten."
  },
  "account-idp-unapproved": {
    title: "Single Sign-on läuft über freigegebene Identitätsanbieter",
    populationText: "Zuletzt genutzte Konten, die über Single Sign-on erreicht werden",
    rationale:
      "Über ein privates Konto bei einem anderen Anbieter liegt der Schlüssel zur App in Händen, die die Organisation nicht kennt.",
    remediation: "Das Konto stattdessen an den Identitätsanbieter der Organisation binden."
  },
  "account-mfa-missing": {
    title: "Konten, die ein Passwort annehmen, haben einen zweiten Faktor",
    populationText: "Zuletzt genutzte Konten, die ein Passwort annehmen",
    rationale: "Wo nur ein Passwort verlangt wird, kommt hinein, wer es erfährt.",
    remediation:
      "In der App einen zweiten Faktor registrieren oder das Konto auf Single Sign-on umstellen und sein Passwort abschalten."
  },
  "account-mfa-weak": {
    title: "Konten haben einen belastbaren zweiten Faktor",
    populationText: "Zuletzt genutzte Konten mit zweitem Faktor",
    rationale:
      "Eine umgezogene Rufnummer oder ein offenes Postfach gibt Nachrichten preis, und ein App-Passwort umgeht den Faktor.",
    remediation:
      "Einen Sicherheitsschlüssel oder eine Authenticator-App hinzufügen, dann die schwachen Faktoren entfernen."
  },
  "account-owner-unknown": {
    title: "Konten und offene Befunde gehören Beschäftigten",
    populationText: "Konten und offene Befunde, außer denen der Dienst- und Testidentitäten aus nonHuman",
    rationale: "Was niemandem gehört, bringt niemand in Ordnung.",
    remediation: "Beschäftigten zuordnen oder die Adresse in nonHuman aufnehmen."
  },
  "account-password-beside-sso": {
    title: "Konten hinter Single Sign-on nehmen kein eigenes Passwort an",
    populationText: "Zuletzt genutzte Konten, die über Single Sign-on erreicht werden",
    rationale:
      "Ein Passwort neben Single Sign-on ist ein Zugang, den die Regeln des Identitätsanbieters nie zu sehen bekommen.",
    remediation: "In der App allein Single Sign-on zulassen und das Passwort entfernen."
  },
  "account-shared": {
    title: "Jedes Konto gehört einer Person",
    populationText: "Konten, deren App und Adresse bekannt sind",
    rationale:
      "Was mehrere getan haben können, kann niemand verantworten; und wer ausscheidet, nimmt das Passwort mit.",
    remediation:
      "Allen ein eigenes Konto geben; wo die App nur eines hat, es in einem Tresor verwahren und eine Ausnahme festhalten."
  },
  "app-owner-missing": {
    title: "Freigegebene und schutzbedürftige Apps haben eine verantwortliche Person, die noch da ist",
    populationText: "Apps, die freigegeben oder von hoher Schutzstufe sind",
    rationale:
      "Jemand muss für eine App einstehen, wenn sie bewertet wird, wenn sie verlängert wird und wenn sie ausfällt.",
    remediation: "Eine verantwortliche Person benennen und Apps übergeben, wenn jemand wechselt oder ausscheidet."
  },
  "app-refused-in-use": {
    title: "Abgelehnte Apps werden nicht genutzt",
    populationText: "Apps, deren Freigabe abgelehnt wurde",
    rationale: "Die Entscheidung ist gefallen und greift nicht.",
    remediation: "Die App sperren oder mit einem Banner versehen, ihre Daten umziehen und die Konten schließen."
  },
  "app-sensitivity-unset": {
    title: "Genutzte Apps haben eine Schutzstufe",
    populationText: "Apps, auf denen mindestens appReviewMinUsers Personen ein zuletzt genutztes Konto haben",
    rationale: "Die strengsten Prüfungen betrachten nur schutzbedürftige Apps: Ohne Stufe besagen sie nichts.",
    remediation: "Die Stufe nach den Daten setzen, die die App enthält."
  },
  "app-undecided": {
    title: "Genutzte Apps sind freigegeben oder abgelehnt",
    populationText: "Apps mit einem zuletzt genutzten Konto",
    rationale: "Eine Liste von Apps steuert nichts, solange niemand über jede entscheidet.",
    remediation: "Die App bewerten, freigeben oder ablehnen und den Grund in ihren Notizen festhalten."
  },
  "banned-device-returned": {
    title: "Gesperrte Geräte bleiben fern",
    populationText: "Geräte, die gesperrt sind und es im Vormonat waren",
    rationale:
      "Dass ein Gerät auf der Sperrliste steht, zeigt nicht, dass die Sperre hält. Seine letzte Anmeldung zeigt es.",
    remediation:
      "In der Konsole nachsehen, ob die Sperre wirkt, jedes Geheimnis auf dem Gerät ersetzen und einen Vorfall eröffnen."
  },
  "banned-person-browsing": {
    title: "Niemand arbeitet in einem Browser, während alle eigenen Geräte gesperrt sind",
    populationText: "Personen mit einem gesperrten Gerät",
    rationale:
      "Zwei Quellen widersprechen sich: Die Sperre wird nicht befolgt, oder es läuft ein Rechner, den niemand kennt.",
    remediation: "Herausfinden, auf welchem Rechner der Browser läuft, und seine Sitzungen beenden."
  },
  "browser-extension-outdated": {
    title: "Die Browsererweiterung hat die vereinbarte Version",
    populationText: "Aktive Browser",
    rationale:
      "Eine alte Erweiterung übersieht Arten der Anmeldung, und was sie übersieht, sieht aus, als sei alles gut.",
    remediation: "Die Aktualisierung per Richtlinie erzwingen und nach Browsern suchen, die nie neu gestartet werden."
  },
  "browser-outdated": {
    title: "Browser haben eine unterstützte Version",
    populationText: "Aktive Browser",
    rationale: "Lücken in Browsern werden jede Woche geschlossen, weil sie jeden Tag ausgenutzt werden.",
    remediation: "Aktualisierungen per Richtlinie einschalten und Browser zum Neustart auffordern lassen."
  },
  "browser-person-mismatch": {
    title: "Browser werden von der Person genutzt, bei der sie gezählt werden",
    populationText: "Aktive Browser, die Beschäftigte nennen",
    rationale:
      "Ein Browser, der weitergegeben wurde oder geteilt wird, rechnet die Gewohnheiten der einen Person einer anderen zu.",
    remediation: "Den Browser neu erfassen oder die Adresse im Verzeichnis bei der Person ergänzen."
  },
  "browser-personal-sync": {
    title: "Arbeitsbrowser synchronisieren mit keinem privaten Profil",
    populationText: "Aktive Browser",
    rationale:
      "Die Synchronisation bringt gespeicherte Passwörter, Cookies und Verlauf auf einen Rechner zu Hause, um den sich niemand kümmert.",
    remediation:
      "Per Richtlinie nur Firmenkonten im Browser zulassen und löschen, was das private Profil gespeichert hat."
  },
  "check-undecided": {
    title: "Jede Prüfung beurteilt die meisten ihrer Prüfobjekte",
    populationText: "Prüfungen",
    rationale: "Hundert Prozent von drei Personen besagen nichts über dreihundert.",
    remediation: "In Ordnung bringen, was hätte Auskunft geben sollen: Erweiterung, Geräte-App, Rechte des Schlüssels."
  },
  "device-compromised": {
    title: "Die Geräteverwaltung meldet keine Kompromittierung",
    populationText: "Registrierte Geräte, die nicht gesperrt sind",
    rationale:
      "Das Gerät kann in fremder Hand sein. Das gilt, bis es zurückgenommen wird; die Entwarnung muss neu gegeben werden.",
    remediation: "Das Gerät sperren, vom Netz nehmen und untersuchen."
  },
  "device-disk-unencrypted": {
    title: "Datenträger von Desktop-Geräten sind verschlüsselt",
    populationText: "Aktive Geräte mit macOS, Windows oder Linux",
    rationale: "Dann ist ein im Zug liegen gebliebenes Notebook ein Verlust von Hardware und von nichts sonst.",
    remediation: "Die Verschlüsselung des Betriebssystems einschalten und den Wiederherstellungsschlüssel hinterlegen."
  },
  "device-dormant": {
    title: "Registrierte Geräte werden genutzt",
    populationText: "Registrierte Geräte, die nicht gesperrt sind",
    rationale:
      "Ein registriertes Gerät trägt ein Zertifikat, das weiter Türen öffnet, wo immer das Gerät inzwischen ist.",
    remediation: "Die Registrierung des Geräts aufheben und die Hardware zurückholen."
  },
  "device-firewall-off": {
    title: "Desktop-Geräte haben ihre Firewall eingeschaltet",
    populationText: "Aktive Geräte mit macOS, Windows oder Linux",
    rationale: "Ein Notebook teilt Netze mit Fremden: in Zügen, Hotels und Wohnungen.",
    remediation: "Die Firewall per Richtlinie einschalten."
  },
  "device-holder-unlicensed": {
    title: "Beschäftigte mit aktivem Gerät sind für die Überwachung lizenziert",
    populationText: "Beschäftigte mit aktivem Gerät",
    rationale: "Ihre Geräte öffnen das Netz, und nichts von dem, was sie im Browser tun, wird gesehen.",
    remediation: "Eine Lizenz zuweisen oder eine Ausnahme festhalten."
  },
  "device-jailbroken": {
    title: "Telefone und Tablets sind nicht entsperrt (Jailbreak oder Root-Zugriff)",
    populationText: "Aktive Geräte mit iOS oder Android",
    rationale: "Ein solches Gerät hält Apps nicht mehr getrennt und kann das vor allem verbergen, was darauf läuft.",
    remediation: "Das Gerät sperren, löschen und neu registrieren."
  },
  "device-noncompliant": {
    title: "Geräte halten die Vorgaben der Geräteverwaltung ein",
    populationText: "Registrierte Geräte, die nicht gesperrt sind",
    rationale: "Ein zweiter Agent betrachtet dasselbe Gerät nach anderen Regeln und sieht, was der erste übersieht.",
    remediation: "In der Geräteverwaltung die verletzte Richtlinie finden und den Verstoß beheben."
  },
  "device-os-outdated": {
    title: "Geräte haben die vereinbarte Version ihres Betriebssystems oder eine neuere",
    populationText: "Aktive Geräte",
    rationale:
      "Lücken mit einem Namen haben auch ein Angriffswerkzeug. Die Geräte-API sagt nicht, welche Version vereinbart ist.",
    remediation: "Die Aktualisierung installieren; Geräte ersetzen, die sie nicht mehr erhalten."
  },
  "device-owner-unknown": {
    title: "Aktive Geräte gehören Beschäftigten",
    populationText: "Aktive Geräte",
    rationale:
      "Ausgeschiedene, Auftragnehmer und Testnutzer fallen hier zuerst auf; die meisten übrigen sind fehlende Aliasse.",
    remediation: "Den Alias ergänzen, den richtigen Inhaber setzen oder die Registrierung des Geräts aufheben."
  },
  "device-ownership-unset": {
    title: "Es ist erfasst, wem ein Gerät gehört",
    populationText: "Registrierte Geräte",
    rationale:
      "Ob ein verlorenes Gerät gelöscht werden darf, hängt davon ab, wem es gehört; an jenem Tag ist es zu spät zu fragen.",
    remediation: "Das Eigentum erfassen, wenn ein Gerät registriert wird."
  },
  "device-screen-unlocked": {
    title: "Geräte sperren ihren Bildschirm",
    populationText: "Aktive Geräte",
    rationale: "Wer sich an einen offenen Bildschirm setzt, arbeitet als die Person, die ihn verlassen hat.",
    remediation: "Eine Bildschirmsperre über die Geräteverwaltung erzwingen."
  },
  "device-security-software-stopped": {
    title: "Auf Desktop-Geräten läuft die vorgeschriebene Sicherheitssoftware",
    populationText: "Aktive Geräte mit macOS, Windows oder Linux",
    rationale: "Ein Schutz, der nicht mehr läuft, schützt niemanden und sagt es selten selbst.",
    remediation: "Die Software auf dem Gerät reparieren; die Liste der Administration auf Aktualität prüfen."
  },
  "device-trust-low": {
    title: "Geräte haben die vereinbarte Vertrauensstufe oder eine höhere",
    populationText: "Aktive Geräte",
    rationale: "Die Stufe ist das eigene Urteil der Quelle. Sie kann sehen, was kein einzelner Faktor zeigt.",
    remediation:
      "Die nicht erfüllten Faktoren beheben; gibt es keine, nachsehen, was das Vertrauensprofil des Geräts verlangt."
  },
  "device-updates-manual": {
    title: "Desktop-Geräte installieren Aktualisierungen selbst",
    populationText: "Aktive Geräte mit macOS, Windows oder Linux",
    rationale: "Was heute aktuell ist, bleibt es nur, wenn niemand daran denken muss.",
    remediation: "Die automatische Installation per Richtlinie einschalten."
  },
  "employee-credential-stolen": {
    title: "Bei Beschäftigten sind keine gestohlenen Zugangsdaten bekannt",
    populationText: "Lizenzierte Beschäftigte",
    rationale: "Gestohlene Zugangsdaten werden bereits gehandelt: Das ist ein laufender Vorfall, keine Unordnung.",
    remediation:
      "Einen Vorfall eröffnen, die Zugangsdaten zurücksetzen, alle Sitzungen beenden und den Rechner auf einen Infostealer untersuchen."
  },
  "employee-grant-unused": {
    title: "Beschäftigte nutzen die Drittanbieter-Apps, die sie zugelassen haben",
    populationText:
      "Beschäftigte, sofern die Quelle die Zugriffsfreigaben beim Identitätsanbieter liest (idpIntegration)",
    rationale: "Eine vergessene Freigabe ist ein Token, das ohne die Person weiterarbeitet.",
    remediation: "Die Freigabe beim Identitätsanbieter widerrufen."
  },
  "employee-password-leaked": {
    title: "Beschäftigte verwenden kein durchgesickertes Passwort",
    populationText: "Lizenzierte Beschäftigte",
    rationale: "Passwörter aus einem Datenleck werden binnen Tagen an jeder Anmeldeseite ausprobiert.",
    remediation: "Das Passwort ändern, alle Sitzungen beenden und das Anmeldeprotokoll seit dem Leck lesen."
  },
  "employee-password-manager-unused": {
    title: "Beschäftigte füllen Passwörter aus einem Passwortmanager ein",
    populationText: "Lizenzierte Beschäftigte",
    rationale:
      "Wer Passwörter tippt, wählt kurze und verwendet sie doppelt. „Erfüllt“ besagt hier wenig: Einfügen sieht aus wie ein Manager, und nur die letzten Anmeldungen werden gesehen.",
    remediation: "Einen Passwortmanager ausrollen und zeigen, wie er benutzt wird."
  },
  "employee-password-reused": {
    title: "Beschäftigte haben für jede App ein eigenes Passwort",
    populationText: "Lizenzierte Beschäftigte",
    rationale: "Wer in die schwächste der Apps einbricht, hat das Passwort der anderen.",
    remediation: "Für jede der Apps ein neues Passwort vom Passwortmanager erzeugen lassen."
  },
  "employee-password-weak": {
    title: "Beschäftigte verwenden kein schwaches Passwort",
    populationText: "Lizenzierte Beschäftigte",
    rationale: "Gängige Wörter und der Name der Organisation sind das Erste, was ein Angreifer versucht.",
    remediation: "Ein neues vom Passwortmanager erzeugen lassen."
  },
  "employee-uncovered": {
    title: "Lizenzierte Beschäftigte arbeiten in einem überwachten Browser",
    populationText: "Lizenzierte Beschäftigte, die länger als die Karenzzeit da sind",
    rationale: "Wo nichts hinsieht, wird nichts gefunden, und wer eilig liest, hält das für eine gute Nachricht.",
    remediation: "Die Erweiterung per Richtlinie ausrollen; für Abwesende eine Ausnahme mit Enddatum festhalten."
  },
  "employee-unlicensed": {
    title: "Beschäftigte sind für die Überwachung lizenziert",
    populationText: "Beschäftigte, außer Dienst- und Testidentitäten aus nonHuman",
    rationale:
      "Das Verzeichnis nennt alle, gesehen werden nur lizenzierte Personen: Wie viele fehlen, muss bekannt sein.",
    remediation: "Lizenzen zuweisen oder in den Geltungsbereich des Berichts schreiben, wen er auslässt."
  },
  "enduser-dormant": {
    title: "Endnutzer mit Zugriffsrollen melden sich an",
    populationText: "Endnutzer mit einer Zugriffsrolle",
    rationale: "Eine Rolle, die niemand nutzt, öffnet das Netz jedem, der die Zugangsdaten findet.",
    remediation: "Die Rollen entziehen, dann den Endnutzer löschen."
  },
  "finding-overdue": {
    title: "Offene Befunde sind innerhalb ihrer Frist",
    populationText: "Offene Befunde",
    rationale: "Es zählt, dass Befunde bearbeitet werden, nicht, dass es keine gibt.",
    remediation: "Beheben, was der Befund meldet; oder eine Ausnahme mit Verantwortlichen und Enddatum festhalten."
  },
  "idp-account-mfa-missing": {
    title: "Konten bei Identitätsanbietern haben einen zweiten Faktor",
    populationText: "Zuletzt genutzte Konten auf Apps aus idpAppTypes",
    rationale: "Wer dieses Konto übernimmt, hat jede App, die ihm vertraut.",
    remediation: "Bei der nächsten Anmeldung die Registrierung eines Faktors verlangen und niemanden ohne durchlassen."
  },
  "join-weak": {
    title: "Die Quellen passen gut genug zusammen, um darüber zu berichten",
    populationText:
      "Endnutzer, die zu Beschäftigten passen, Beschäftigte, die zu Endnutzer oder Gerät passen, mehrdeutige Adressen",
    rationale: "Wenn ein großer Teil einer Firma nicht zusammenpasst, ist scheinbar Herrenloses nur nicht zugeordnet.",
    remediation: "Die fehlenden Aliasse und Domains eintragen."
  },
  "leaver-app-access": {
    title: "Wer keinen Netzzugang mehr hat, hat keine genutzten App-Konten",
    populationText: "Personen auf der Liste der Ausgeschiedenen und Personen, die im Vormonat einen Endnutzer hatten",
    rationale:
      "Das Netz ist hinter ihnen verschlossen, die Cloud nicht. Ohne Liste der Ausgeschiedenen kann es auch nur ein Rollenwechsel sein.",
    remediation:
      "Nachfragen, was aus der Person wurde; ist sie ausgeschieden, ihre Konten sperren, zuerst die beim Identitätsanbieter."
  },
  "leaver-network-access": {
    title: "Ausgeschiedene haben keinen Netzzugang",
    populationText: "Personen auf der Liste der Ausgeschiedenen und Beschäftigte des Vormonats",
    rationale: "Diese Frage lässt kein Auditor aus: Wer ausgeschieden ist, kommt noch hinein.",
    remediation:
      "Die Geräte der Person sperren oder ihre Registrierung aufheben, den Endnutzer löschen und den Zeitpunkt festhalten."
  },
  "person-browser-missing": {
    title: "Beschäftigte mit Desktop-Gerät arbeiten in einem überwachten Browser",
    populationText: "Beschäftigte mit einem aktiven Gerät, das macOS, Windows oder Linux hat",
    rationale: "Das Gerät wird betreut, und was in seinem Browser geschieht, sieht niemand.",
    remediation: "Die Erweiterung auf dem Gerät der Person installieren."
  },
  "person-device-missing": {
    title: "Wer in einem Desktop-Browser arbeitet, hat ein registriertes Gerät",
    populationText: "Personen mit einem aktiven Browser unter macOS, Windows oder Linux",
    rationale: "Jemand arbeitet an einem Rechner, den die Gerätekontrolle nicht kennt.",
    remediation: "Den Rechner registrieren oder seine dienstliche Nutzung beenden."
  },
  "person-exposed-and-unsafe": {
    title: "Niemand hat zugleich preisgegebene Zugangsdaten und ein unsicheres Gerät",
    populationText: "Beschäftigte mit einem Gerät oder einem Endnutzer",
    rationale:
      "Die eine Schwäche öffnet die Tür, die andere verbirgt, wer eintrat: Diese Personen sind als Erste anzurufen.",
    remediation: "Beides als einen Fall behandeln: erst das Gerät, dann die Zugangsdaten."
  },
  "person-platform-mismatch": {
    title: "Aktive Browser laufen auf Plattformen, die die Geräte der Person haben",
    populationText: "Personen mit einem aktiven Desktop-Browser und einem aktiven Desktop-Gerät",
    rationale:
      "Ein Windows-Browser bei jemandem, der nur Macs hat, läuft auf einem anderen Rechner. Auch wo beides passt, kann es ein anderer sein.",
    remediation: "Fragen, auf welchem Rechner der Browser läuft, dann diesen registrieren oder seine Nutzung beenden."
  },
  "person-unseen": {
    title: "Alle mit Lizenz oder Zugriffsrolle wurden zuletzt gesehen",
    populationText: "Personen mit einer Lizenz oder mindestens einer Zugriffsrolle",
    rationale: "Wo beide Quellen jemanden aus den Augen verloren haben, nützt der Zugang nur noch Fremden.",
    remediation: "Bei der Führungskraft nachfragen, dann den Zugang der Person aussetzen und die Lizenz zurücknehmen."
  },
  "privileged-person-mfa-missing": {
    title: "Personen mit privilegierter Rolle haben beim Identitätsanbieter einen zweiten Faktor",
    populationText: "Personen, deren Endnutzer eine der Rollen aus privilegedRoles hat",
    rationale: "Die Rolle im einen System ist nicht mehr wert als der Identitätsnachweis im anderen.",
    remediation: "Noch heute einen Faktor registrieren lassen oder die Rolle bis dahin entziehen."
  },
  "privileged-role-unreviewed": {
    title: "Privilegierte Rollen haben nur überprüfte Personen",
    populationText: "Endnutzer mit einer der Rollen aus privilegedRoles",
    rationale: "Wer als Auditor eine Stichprobe der Berechtigungsprüfungen zieht, zieht sie hier.",
    remediation: "Die Rolle bestätigen oder entziehen und festhalten, wer entschieden hat und bis wann das gilt."
  },
  "sensitive-account-mfa-missing": {
    title: "Zugänge zu Apps hoher Schutzstufe verlangen einen zweiten Faktor",
    populationText: "Zuletzt genutzte Konten auf Apps hoher Schutzstufe",
    rationale: "Das Wichtigste ist nur so sicher wie der leichteste Weg hinein.",
    remediation: "Den Faktor beim Identitätsanbieter verlangen und jeden anderen Weg in die App schließen."
  },
  "sensitive-account-mfa-phishable": {
    title: "Konten auf Apps hoher Schutzstufe haben einen Faktor, der Phishing widersteht",
    populationText: "Zuletzt genutzte Konten auf Apps hoher Schutzstufe mit zweitem Faktor",
    rationale:
      "Eine Phishing-Seite reicht Codes und Abfragen an die echte weiter; ein Schlüssel antwortet nur der Seite, zu der er gehört.",
    remediation: "Den Inhabern dieser Konten einen Sicherheitsschlüssel oder Passkey geben und ihn registrieren lassen."
  },
  "sensitive-account-sso-missing": {
    title: "Konten auf freigegebenen Apps hoher Schutzstufe nutzen Single Sign-on",
    populationText: "Zuletzt genutzte Konten auf freigegebenen Apps hoher Schutzstufe",
    rationale:
      "Was der Identitätsanbieter nicht kennt, kann er weder gewähren noch entziehen, wenn Personen kommen und gehen.",
    remediation: "Die App an den Identitätsanbieter anbinden; wo das nicht geht, eine Ausnahme festhalten."
  },
  "sensitive-app-credential-exposed": {
    title: "Keine preisgegebenen Zugangsdaten öffnen schutzbedürftige Apps",
    populationText: "Apps hoher Schutzstufe mit einem zuletzt genutzten Konto",
    rationale: "Dieselbe Schwäche wiegt umso schwerer, je mehr sie öffnet.",
    remediation: "Die Arbeit an den Zugangsdaten hier beginnen."
  },
  "sensitive-person-device-untrusted": {
    title: "Private Geräte von Personen mit Apps hoher Schutzstufe haben die Vertrauensstufe High",
    populationText: "Personen mit aktivem Gerät und zuletzt genutztem Konto auf einer App hoher Schutzstufe",
    rationale:
      "Keine der Quellen sagt, auf welchem Gerät eine App geöffnet wurde: Es geht darum, was diese Personen nutzen könnten, nicht, was sie taten.",
    remediation: "Das Gerät auf High bringen oder der Person eines der Organisation geben."
  },
  "shared-device-undeclared": {
    title: "Geräte, die mehrere Personen nutzen, sind als gemeinsam genutzt erklärt",
    populationText: "Aktive Geräte mit zwei oder mehr Personen",
    rationale:
      "Auf einem Gerät, das einer Person gehört, handeln andere mit deren Rechten, und zugerechnet wird es ihr.",
    remediation: "Das Gerät als gemeinsam genutzt erfassen oder jeder seiner Personen ein eigenes geben."
  },
  "source-unread": {
    title: "Jede Quelle wurde bis zum Ende gelesen",
    populationText: "Quellen des Mandanten",
    rationale: "Was in einer halb gelesenen Liste fehlt, kann in der anderen Hälfte stehen.",
    remediation: "Erneut erheben; der Datenstand behält, was gelesen wurde, und ist als unvollständig gekennzeichnet."
  },
  "trust-overridden": {
    title: "Vertrauenswerte sind nicht außer Kraft gesetzt",
    populationText: "Aktive Geräte und Endnutzer",
    rationale: "Hinter einer Festlegung von Hand sieht niemand, was das Gerät meldet. Sie ist eine Ausnahme ohne Ende.",
    remediation: "Die Festlegung aufheben oder als Ausnahme festhalten, wer sie erlaubt hat, warum und bis wann."
  }
}

/** The texts of each check of the catalogue. */
export const germanChecks: ReadonlyMap<string, CheckTexts> = new Map(Object.entries(checks))
