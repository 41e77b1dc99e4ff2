/**
 * Method and words, in German.
 */
import { germanWording } from "./german-wording.ts"
import type { Texts } from "./Language.ts"

const { count, counted } = germanWording

const days = (many: number): string => counted(many, "Tag", "Tage")

/** After a preposition. */
const inDays = (many: number): string => counted(many, "Tag", "Tagen")

export const germanMethod: Texts["method"] = {
  title: "Methode und Begriffe",
  score: {
    lead: "Score.",
    text:
      "Der Score einer Prüfung ist der Anteil der erfüllten Fälle an den erfüllten und nicht erfüllten, von hundert. Der " +
      "Score des Mandanten gewichtet jedes Prüfobjekt nach dem Schweregrad der Prüfung: kritisch 10, hoch 5, mittel 2, " +
      "niedrig 1; Datenprüfungen fließen nie ein. In einer Gruppe, die bei jeder Prüfung genannt ist, zählt ein Prüfobjekt " +
      "einmal: erfüllt es eine ihrer Prüfungen nicht, mit dem Gewicht der schwersten nicht erfüllten, sonst mit dem der " +
      "schwersten erfüllten; so zählt ein Mangel einmal. Prüfungen mit zu wenigen Daten bleiben außerhalb und sind benannt. " +
      "Wurde eine Quelle nicht bis zum Ende gelesen, oder passen die Quellen nicht zusammen, wird kein Score ausgewiesen. Der zweite Score lässt die Abweichungen " +
      "weg, die Ausnahmen decken. Die Scores zweier Monate sind nur vergleichbar, wenn Prüfkatalog, Parameter und Quellen " +
      "gleich sind. In report.json steht unter „scoring“ für jede Gruppe, wie viele Prüfobjekte dieselben Ergebnisse haben " +
      "und aus welchen Prüfungen: Daraus lassen sich die Scores nachrechnen, ohne die Prüfungen, deren „enoughData“ " +
      "falsch ist."
  },
  coverage: {
    lead: "Abdeckung.",
    text:
      "Der Anteil der Grundgesamtheit, der beurteilbar war, von hundert; beim Mandanten der Grundgesamtheiten aller " +
      "Prüfungen außer den Datenprüfungen zusammen. Ein hoher Score bei niedriger Abdeckung besagt wenig."
  },
  time: {
    lead: "Stichtag.",
    text: (asOf) => `Alter und Fristen sind zum ${asOf} beurteilt, dem Abschluss des Datenstands.`
  },
  limits: {
    lead: "Grenzen.",
    text:
      "Dieser Bericht ist weder Testat noch Audit noch Zertifikat. Eine erfüllte Prüfung ist ein Nachweis, der eine " +
      "Kontrolle stützt; sie beweist nicht, dass die Kontrolle wirkt. Der Bericht zeigt, was die genannten Quellen zum " +
      "angegebenen Zeitpunkt sagten, und nichts, was sie nicht sehen."
  },
  language: (untranslated) => ({
    lead: "Sprache.",
    text:
      "report.json und die übrigen Datendateien sind englisch und hängen nicht von der Sprache des Berichts ab; die " +
      "deutschen Texte entstehen beim Erstellen von PDF und HTML. Technische Belege der Erhebung, etwa Fehlermeldungen, " +
      "Veränderungen beim Lesen und Gründe einer Abweisung, bleiben im englischen Wortlaut, ebenso Namen, Werte und " +
      `Kennungen der Quellen.${untranslatedWords(untranslated)}`
  }),
  words: "Begriffe",
  glossary: [
    {
      name: "Person",
      value: "Ein Mensch oder eine nicht beanspruchte Adresse, gebildet aus allen Datensätzen, die dorthin führen"
    },
    { name: "Beschäftigte", value: "Personen mit einem Datensatz (employee) in Push Security" },
    { name: "Endnutzer", value: "Personen mit einem Datensatz (end user) in Banyan Security" },
    { name: "Datenstand", value: "Was eine Erhebung las; er wird danach nie verändert" },
    { name: "Stichtag", value: "Der Zeitpunkt, zu dem der Datenstand abgeschlossen wurde" },
    { name: "Prüfung", value: "Eine Regel, die jedes Mitglied ihrer Grundgesamtheit beurteilt" },
    { name: "Prüfobjekt", value: "Was eine Prüfung betrachtet: eine Person, ein Konto, ein Gerät …" },
    { name: "Abweichung", value: "Ein Prüfobjekt, bei dem die Prüfung nicht erfüllt ist" },
    { name: "Befund", value: "Ein Eintrag (finding), den Push Security selbst führt" },
    {
      name: "Nicht beurteilbar",
      value: "Die Daten entscheiden nicht. Es zählt nie als erfüllt und nie als nicht erfüllt"
    },
    { name: "Ausnahme", value: "Eine Abweichung, die eine genehmigte, befristete Ausnahme deckt" },
    { name: "Datenprüfung", value: "Eine Prüfung der Daten selbst: ob sie gut genug sind, um darüber zu berichten" },
    {
      name: "Mehrdeutig",
      value: "Eine Adresse, die mehrere Beschäftigte beanspruchen: Über sie wird nichts zugeordnet"
    },
    {
      name: "nicht bekannt, ?",
      value: "Die nötigen Daten wurden nicht gelesen, nicht eingerichtet oder nicht geliefert. Das ist nicht null"
    },
    { name: "–", value: "Nichts: Die Quelle sagt, dass es nichts gibt" }
  ],
  parametersAndVersions: "Parameter und Versionen",
  others: "übrige",
  notSet: "nicht gesetzt",
  none: "keine",
  days,
  parameters: {
    dormantDays: { name: "Ruhendes Konto", value: (many) => `nach ${inDays(many)} ohne Nutzung` },
    browserStaleDays: { name: "Aktiver Browser", value: (many) => `online in den letzten ${inDays(many)}` },
    deviceDormantDays: { name: "Aktives Gerät", value: (many) => `angemeldet in den letzten ${inDays(many)}` },
    telemetryStaleDays: { name: "Gerätetelemetrie", value: (many) => `entscheidet ${days(many)} lang` },
    graceDays: { name: "Karenz für Neue", value: (many) => days(many) },
    reviewSlaDays: { name: "Bewertung einer App", value: (many) => `binnen ${inDays(many)}` },
    appReviewMinUsers: {
      name: "Schutzstufe einer App",
      value: (many) => `ab ${counted(many, "Person", "Personen")}`
    },
    maxUnknownRate: { name: "Höchstens nicht beurteilbar", value: (share) => `${share} einer Grundgesamtheit` },
    findingSla: "Offene Befunde",
    minTrustLevel: "Mindeststufe des Vertrauens",
    minJoinRate: "Mindestquote der Zuordnung",
    minExtensionVersion: "Mindestversion der Erweiterung",
    minBrowserVersion: "Mindestversion des Browsers",
    approvedIdps: "Freigegebene Identitätsanbieter",
    idpAppTypes: "Apps der Identitätsanbieter",
    idpIntegration: "Identitätsanbieter von der Quelle gelesen",
    privilegedRoles: "Privilegierte Rollen",
    privilegedApproved: "Bestätigte Inhaber dieser Rollen",
    leavers: "Ausgeschiedene laut Liste",
    nonHuman: "Dienst- und Testidentitäten",
    aliases: "Weitere Adressen von Personen",
    declaredDetections: "Erklärte Erkennungen"
  },
  versions: {
    madeBy: "Erstellt von",
    catalogue: "Prüfkatalog",
    schema: { name: "Schema von report.json", value: (version) => `Version ${version}` }
  },
  evidence: {
    heading: "Nachweis",
    text:
      "Dieser Bericht entsteht allein aus report.json, und dieselbe report.json ergibt in derselben Sprache immer dieselben " +
      "Bytes. Sie ist dem PDF beigefügt. Die Berichtskennung im Fuß jeder Seite endet mit den ersten 12 Stellen ihres " +
      "SHA-256; manifest.json daneben führt den SHA-256 jeder Datei. report.json enthält jeden Datensatz, jede Abweichung " +
      "und jede Zuordnung samt der Art, wie sie zustande kam."
  }
}

const untranslatedWords = (many: number): string => {
  if (many === 0) return ""
  return many === 1
    ? " Eine Beschreibung einer Abweichung hat in dieser Version keine deutsche Fassung und steht auf Englisch."
    : ` ${count(many)} Beschreibungen von Abweichungen haben in dieser Version keine deutsche Fassung und stehen auf Englisch.`
}
