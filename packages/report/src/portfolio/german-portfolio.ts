/**
 * What a portfolio says in German, and is not data.
 */
import type { Condition } from "@rollcall/model"
import { germanWording } from "../language/german-wording.ts"
import type { PortfolioTexts } from "./texts.ts"

const { count, counted, listed } = germanWording

const tenants = (many: number): string => counted(many, "Mandant", "Mandanten")

/** After a preposition that takes the dative. */
const tenantsAfter = (many: number): string => counted(many, "Mandanten", "Mandanten")

export const germanPortfolio: PortfolioTexts = {
  title: "Portfolio",
  allTenants: "Alle Mandanten",
  fileTitle: (name, period) => `${name}: Portfolio ${period}`,
  subject: "Sicherheitslage mehrerer Mandanten",
  data: "Das Portfolio-Dokument: die Zahlen jedes Mandanten hinter dieser Datei",

  summary: {
    title: "Zusammenfassung",
    verdict: (all, reported, partial, withheld) =>
      [
        reported === all
          ? `${all === 1 ? "Der Mandant hat" : `Alle ${tenants(all)} haben`} einen Bericht`
          : `Von ${tenantsAfter(all)} ${reported === 1 ? "hat" : "haben"} ${count(reported)} einen Bericht und ${count(all - reported)} keinen`,
        partial === 0
          ? ""
          : `; ${count(partial)} der Berichte ${partial === 1 ? "beruht" : "beruhen"} auf einem unvollständigen Datenstand`,
        ".",
        withheld === 0
          ? ""
          : ` ${counted(withheld, "Score ist", "Scores sind")} ausgesetzt, weil die Daten keinen tragen.`
      ].join(""),
    figures: {
      tenants: { label: "Mandanten", note: "in der Konfiguration" },
      reports: { label: "Berichte", note: "dieses Zeitraums" },
      partial: { label: "Unvollständig", note: "etwas nicht gelesen" },
      failing: { label: "Prüfungen", note: "bei mindestens einem Mandanten nicht erfüllt" },
      lowest: { label: "Niedrigster Score", none: "es gibt keinen Score" }
    },
    scores: "Score und Abdeckung nach Mandant, niedrigster Score zuerst",
    columns: {
      tenant: "Mandant",
      score: "Score",
      change: "Seit dem Vormonat",
      exceptions: "Mit Ausnahmen",
      coverage: "Abdeckung",
      coverageChange: "Seit dem Vormonat",
      data: "Daten"
    },
    complete: "vollständig",
    partial: "unvollständig",
    none: "kein Bericht",
    withheld: "ausgesetzt",
    unchanged: "unverändert",
    from: (value) => `zuvor ${value}`,
    notAssessed: "damals nicht beurteilt",
    noNumberThen: "damals keine Zahl",
    notComparable: (differences) =>
      `nicht vergleichbar, geändert: ${listed(differences.map((each) => conditions[each]))}`,
    chart: {
      title: "Score von 100 nach Mandant",
      passing: "erfüllt",
      gained: "durch Ausnahmen gewonnen",
      failing: "nicht erfüllt"
    },
    chartLeftOut: (shown, all) =>
      `Das Diagramm zeigt die ${count(shown)} niedrigsten von ${count(all)} Scores; die Tabelle hat alle.`
  },

  missing: {
    title: "Was fehlt",
    nothing:
      "Jeder Mandant hat einen Bericht über einen vollständigen Datenstand, der im Zeitraum abgeschlossen wurde.",
    withoutReport: "Mandanten ohne Bericht aus diesem Lauf",
    partial: "Berichte über unvollständige Datenstände",
    withheld: "Ausgesetzte Scores, mit den nicht bestandenen Datenprüfungen",
    outside: "Berichte über Datenstände, die nicht im Zeitraum abgeschlossen wurden",
    columns: {
      tenant: "Mandant",
      why: "Warum",
      where: "Wo",
      unread: "Nicht bis zum Ende gelesen",
      gates: "Datenprüfungen",
      finished: "Abgeschlossen",
      basis: "Grundlage"
    },
    refusedRecords: "mehr als einer von hundert Datensätzen war nicht zu verstehen",
    basis: { "after-period": "der erste nach dem Zeitraum", named: "beim Erstellen des Berichts benannt" },
    why: {
      "no-snapshot": "Kein vollständiger Datenstand gilt für den Zeitraum.",
      partial: "Der Datenstand ist unvollständig, und solche waren nicht zugelassen.",
      refused: "Eine Quelle wies den Schlüssel zurück.",
      unreachable: "Eine Quelle war nicht erreichbar.",
      "not-understood": "Die Antwort einer Quelle war nicht zu verstehen.",
      secret: "Ein Geheimnis ließ sich nicht lesen.",
      store: "Der Speicher ließ sich nicht lesen oder schreiben.",
      output: "Der Bericht ließ sich nicht schreiben.",
      failed: "Etwas anderes schlug fehl; was, sagen die Meldungen des Laufs."
    }
  },

  checks: {
    title: "Prüfungen nach Mandant",
    introduction:
      "Jedes Feld nennt den Anteil der Abweichungen an dem, was beurteilbar war, darunter die Zahlen. Was nicht beurteilbar war, geht in keinen Anteil ein und steht daneben. „Alle“ sind die Mandanten, deren Zahlen bekannt sind.",
    caption: (from, to) => (from === to ? `Abweichungen: ${from}` : `Abweichungen: ${from} bis ${to}`),
    columns: { check: "Prüfung", all: "Alle" },
    decided: (fail, decided) => `${count(fail)} von ${count(decided)}`,
    undecided: (many) => `${count(many)} nicht beurteilbar`,
    excepted: (many) => counted(many, "Ausnahme", "Ausnahmen"),
    unknown: {
      "not-configured": "Quelle nicht eingerichtet",
      "not-offered": "von der Quelle nicht geboten",
      "not-read": "nicht bis zum Ende gelesen"
    },
    seen: (many) => `${count(many)} gesehen`,
    notKnown: "nicht bekannt",
    without: (many) => `ohne ${tenantsAfter(many)}`,
    notDecided: "nicht beurteilbar",
    nobody: "nichts zu prüfen"
  },

  method: {
    title: "Wie dies entstand",
    paragraphs: (period) => [
      `Jede Zahl ist die aus dem Bericht des Mandanten für ${period}; dort lässt sie sich bis zu den Datensätzen zurückverfolgen. Diese Datei enthält nur Anzahlen und Scores: Keine Person und kein Gerät ist darin genannt, und der Bericht eines Mandanten nennt keinen anderen.`,
      "Die Scores verschiedener Mandanten beruhen auf verschiedenen Personen, Geräten und Parametern. Sie sagen, wo zuerst hinzusehen ist, und sind keine Rangliste.",
      "Eine Veränderung steht dort, wo beide Monate gleich beurteilt wurden: nach demselben Prüfkatalog und denselben Parametern, aus denselben Beständen derselben Quellen. Sonst steht die damalige Zahl allein."
    ],
    reports: "Die Berichte dahinter",
    columns: {
      tenant: "Mandant",
      snapshot: "Datenstand",
      finished: "Abgeschlossen",
      manifest: "SHA-256 des Manifests des Berichts"
    },
    version: "Erstellt von",
    catalogue: "Prüfkatalog"
  }
}

const conditions: Readonly<Record<Condition, string>> = {
  catalogue: "Prüfkatalog",
  parameters: "Parameter",
  sources: "eingerichtete Quellen",
  readings: "gelesene Bestände"
}
