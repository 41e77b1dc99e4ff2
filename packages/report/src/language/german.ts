/**
 * German. What words are called is in the package's README: whoever adds a text keeps to it.
 */
import { germanChecks } from "./german-checks.ts"
import { germanDetails, germanSpeech } from "./german-details.ts"
import { germanMethod } from "./german-method.ts"
import { germanPage } from "./german-page.ts"
import { germanPrint } from "./german-print.ts"
import { germanResources } from "./german-resources.ts"
import { germanSections } from "./german-sections.ts"
import { germanWording } from "./german-wording.ts"
import { translatorOf } from "./detail-templates.ts"
import type { Language, Texts } from "./Language.ts"

const { count } = germanWording

const texts: Texts = {
  notKnown: "nicht bekannt",
  severities: { critical: "kritisch", high: "hoch", medium: "mittel", low: "niedrig", gate: "Datenprüfung" },
  outcomes: { pass: "erfüllt", fail: "nicht erfüllt", excepted: "Ausnahme", notAssessable: "nicht beurteilbar" },
  kinds: {
    person: "Person",
    employee: "Personaleintrag",
    account: "Konto",
    app: "App",
    browser: "Browser",
    device: "Gerät",
    enduser: "Endnutzer",
    finding: "Befund",
    source: "Quelle",
    tenant: "Mandant",
    check: "Prüfung",
    accountOther: "Konto einer anderen App"
  },
  resources: germanResources,
  frameworks: {
    soc2: { name: "SOC 2", edition: "SOC 2 (Trust Services Criteria, 2017)" },
    iso27001: { name: "ISO 27001", edition: "ISO/IEC 27001:2022, Anhang A" },
    csf2: { name: "NIST CSF 2.0", edition: "NIST CSF 2.0" },
    cis81: { name: "CIS 8.1", edition: "CIS Controls 8.1" }
  },
  reasons: {
    field_null: "die Quelle es nicht weiß",
    field_missing: "die Quelle den Wert weglässt",
    unknown_value: "die Quelle einen Wert liefert, den diese Version nicht kennt",
    source_unavailable: "eine Quelle fehlte",
    source_partial: "eine Quelle nicht bis zum Ende gelesen wurde",
    not_observed: "nichts die Person beobachtet",
    feature_off: "die Erkennung der Quelle ausgeschaltet ist",
    factor_absent: "das Gerät den Faktor nicht meldet",
    stale: "die Daten zu alt sind",
    ambiguous_join: "eine Adresse mehreren Beschäftigten gehört",
    no_history: "es nichts zu vergleichen gibt",
    parameter_unset: "ein Parameter nicht gesetzt ist",
    membership_unknown: "nicht bekannt ist, ob die Prüfung zutrifft",
    exempted_upstream: "die Quelle sie ausnimmt",
    clock_skew: "ein Zeitpunkt in der Zukunft liegt",
    empty_population: "es nichts zu prüfen gibt"
  },
  partial: {
    refused: "Unvollständige Daten: Mehr als einer von hundert Datensätzen war nicht zu verstehen.",
    unread: (bySource) =>
      `Unvollständige Daten: nicht bis zum Ende gelesen: ${bySource.map(([source, all]) => `${source} (${all.join(", ")})`).join("; ")}.`,
    resource: (source, resource) => `${source}: ${resource}`
  },
  table: {
    empty: "Keine.",
    leftOut: (shown, all, what) =>
      `Die ersten ${count(shown)} von ${count(all)} ${what}; die ganze Liste steht in report.json.`
  },
  file: {
    title: "Bericht zur Sicherheitslage",
    heading: (tenant, period) => `${tenant}: Bericht zur Sicherheitslage ${period}`,
    subject: "Sicherheitslage von Personen, Browsern und Geräten",
    warning: "Warnung",
    note: "Hinweis",
    sections: "Abschnitte",
    skip: "Zum Bericht springen",
    report: "Bericht",
    madeBy: (version) => `Erstellt von Rollcall ${version}`,
    preparedBy: (provider) => `Erstellt durch ${provider}`,
    logoOf: (owner) => `Logo von ${owner}`,
    data: "Das Berichtsdokument: jeder Datensatz und jedes Ergebnis hinter diesem Bericht"
  },
  ...germanSections,
  method: germanMethod,
  page: germanPage,
  print: germanPrint
}

export const german: Language = {
  ...germanWording,
  code: "de",
  tag: "de-DE",
  texts,
  checkTexts: (id) => germanChecks.get(id),
  detail: translatorOf(germanDetails, germanSpeech)
}
