/**
 * What the sections say, in German.
 */
import type { Texts } from "./Language.ts"
import type { englishSections } from "./english-sections.ts"
import { germanWording } from "./german-wording.ts"

const { count, counted, listed, share } = germanWording

const people = (many: number | null): string => counted(many, "Person", "Personen")

export const germanSections: Pick<Texts, keyof typeof englishSections> = {
  summary: {
    title: "Zusammenfassung",
    people: "Personen",
    employees: (many) => `Beschäftigte: ${count(many)}`,
    devices: "Geräte",
    endusers: (many) => `Endnutzer: ${count(many)}`,
    browsers: { label: "Browser", note: "erfasst" },
    accounts: "Konten",
    apps: (many) => `Apps: ${count(many)}`,
    openFindings: "Offene Befunde",
    notRead: "nicht gelesen",
    ofFindings: (many) => (many === 1 ? "von 1 Befund" : `von ${count(many)} Befunden`),
    score: { label: "Score", note: "von 100, wie gemessen" },
    withExceptions: { label: "Mit Ausnahmen", note: "von 100, nach Ausnahmen" },
    coverage: { label: "Abdeckung", note: "der Fälle beurteilbar" },
    before: { label: "Vormonat", none: "keiner", notAssessed: "nicht beurteilt" },
    withheld: "ausgesetzt",
    withheldBecause: (reasons) => `Der Score wird nicht ausgewiesen: ${reasons.join("; ")}.`,
    nothingDecided: "Es gibt keinen Score: Nichts war beurteilbar.",
    scoreChart: {
      title: "Score von 100",
      passing: "erfüllt",
      gained: "durch Ausnahmen gewonnen",
      failing: "nicht erfüllt"
    },
    trendChart: { title: "Score nach Monat", none: "keiner" },
    notComparable: (month, changed) => `${month}; nicht vergleichbar, geändert: ${changed}`,
    unchanged: (month) => `${month}; unverändert`,
    moved: (month, arrow, difference) => `${month}; seither ${arrow} ${difference}`,
    first: {
      caption: "Zuerst zu tun",
      check: "Prüfung und Maßnahme",
      severity: "Schweregrad",
      failing: "Nicht erfüllt",
      concerns: "Betrifft",
      leftOut: (shown, all) =>
        `Die ersten ${shown} von ${count(all)} nicht erfüllten Prüfungen; alle stehen unter „Prüfungen“.`
    },
    andMore: (many) => `und ${count(many)} weitere`,
    worse: {
      lead: "Verschlechtert.",
      check: (title, many) => `${title} (${count(many)} neu)`,
      none: "Keine Prüfung hat eine Abweichung, die sie im Vormonat nicht hatte.",
      noneKnown: "Von den vergleichbaren Prüfungen hat keine eine Abweichung, die sie im Vormonat nicht hatte.",
      notKnown: (checks) =>
        `Bei ${counted(checks, "Prüfung", "Prüfungen")} ist es nicht bekannt: Nicht alles, worauf sie ${checks === 1 ? "beruht" : "beruhen"}, wurde in beiden Monaten gelesen.`,
      some: (checks, more) =>
        `Neue Abweichungen: ${checks.join("; ")}${more > 0 ? `, ferner bei ${counted(more, "weiteren Prüfung", "weiteren Prüfungen")}` : ""}.`
    },
    provenance: {
      tenant: "Mandant",
      period: { name: "Zeitraum", value: (period, timezone) => `${period}, Kalendermonat in ${timezone}` },
      collected: { name: "Erhoben", value: (start, end) => `${start} bis ${end}` },
      basis: "Grundlage",
      completeness: {
        name: "Vollständigkeit",
        value: (read, all) => `${share(read, all)} Beständen bis zum Ende gelesen`
      },
      snapshot: { name: "Datenstand", value: (id, hash) => `${id}, Inhalts-Hash ${hash}` }
    },
    bases: {
      "within-period": "Datenstand im Zeitraum abgeschlossen; sein Ende ist der Stichtag für Alter und Fristen",
      "after-period": "Im Zeitraum wurde kein Datenstand abgeschlossen: Dies ist der erste danach",
      named: "Datenstand, der beim Erstellen des Berichts benannt wurde"
    },
    verdict: (checks, passing, failing, severities, undecided) =>
      `Von ${counted(checks, "Prüfung", "Prüfungen")} sind ${listed([
        `${count(passing)} ohne Abweichung`,
        `${count(failing)} mit Abweichungen${failing > 0 ? ` (${severities})` : ""}`,
        ...(undecided > 0 ? [`${count(undecided)} nicht beurteilbar`] : [])
      ])}.`,
    gates: {
      failed: (failing, all) => `Die Daten bestanden ${count(failing)} von ${count(all)} Datenprüfungen nicht.`,
      passed: "Die Daten bestanden jede Datenprüfung.",
      undecided: (passing, all) =>
        `Die Daten bestanden ${count(passing)} von ${count(all)} Datenprüfungen; die übrigen waren nicht beurteilbar.`
    }
  },
  changes: {
    title: "Veränderungen zum Vormonat",
    none: "Der Vormonat wurde nicht beurteilt: Es gibt nichts zu vergleichen.",
    conditions: {
      catalogue: "Prüfkatalog",
      parameters: "Parameter",
      sources: "eingerichtete Quellen",
      readings: "gelesene Bestände"
    },
    notCompared: (changed) =>
      `Seit dem Vormonat geändert: ${changed}. Beide Monate stehen so da, wie sie beurteilt wurden; ein Unterschied kann von dieser Änderung kommen, deshalb werden die Prüfungen nicht verglichen.`,
    unread: (month, resources) => `Im ${month} nicht bis zum Ende gelesen, wohl aber im anderen Monat: ${resources}.`,
    unreadMeans:
      "Die Zahlen der beiden Monate beruhen auf verschiedenen Daten. Was bei Prüfungen, die darauf beruhen, neu, behoben oder entfallen ist, ist nicht bekannt.",
    months: {
      caption: "Scores nach Monat",
      month: "Monat",
      score: "Score",
      withExceptions: "Mit Ausnahmen",
      coverage: "Abdeckung",
      catalogue: "Prüfkatalog",
      none: "keiner",
      changed: (changed) => `geändert: ${changed}`
    },
    nothingMoved: "Kein Prüfobjekt weicht ab, das im Vormonat nicht abwich, und umgekehrt.",
    nothingKnownMoved:
      "Bei den vergleichbaren Prüfungen weicht kein Prüfobjekt ab, das im Vormonat nicht abwich, und umgekehrt.",
    notKnown: (checks) =>
      `Bei ${counted(checks, "Prüfung", "Prüfungen")} ist nicht oder nicht vollständig bekannt, was sich bewegt hat.`,
    checks: {
      caption: "Prüfungen mit Bewegung",
      check: "Prüfung",
      before: "Vormonat",
      now: "Jetzt",
      new: "Neu",
      fixed: "Behoben",
      undecided: "Nicht mehr beurteilbar",
      gone: "Entfallen"
    },
    newly: {
      caption: "Was jetzt abweicht und im Vormonat nicht abwich",
      check: "Prüfung",
      subject: "Prüfobjekt",
      what: "neuen Abweichungen"
    },
    peopleNotKnown:
      "Wer hinzukam und wer ausschied, ist nicht bekannt: Die Beschäftigten eines der beiden Monate wurden nicht bis zum Ende gelesen.",
    joinedAndLeft: (joined, left) =>
      `Beschäftigte: ${count(joined)} ${joined === 1 ? "kam" : "kamen"} hinzu, ${count(left)} ${left === 1 ? "schied" : "schieden"} aus.`,
    people: {
      caption: "Beschäftigte, die hinzukamen oder ausschieden",
      employee: "Beschäftigte",
      movement: "Bewegung",
      joined: "hinzugekommen",
      left: "ausgeschieden",
      what: "Personen, die hinzukamen oder ausschieden"
    }
  },
  collection: {
    title: "Was erhoben wurde",
    text: (start, end) =>
      `Eine Erhebung las jede eingerichtete Quelle einmal, von ${start} bis ${end}. Ein Bestand ist vollständig, wenn er ` +
      "bis zum Ende gelesen wurde. Doppelt gelieferte Datensätze wurden verworfen, unverständliche abgewiesen; beide " +
      "werden hier gezählt und sonst nirgends.",
    notConfigured: (source) =>
      `${source} ist für diesen Mandanten nicht eingerichtet: Was darauf beruht, ist nicht bekannt.`,
    resources: {
      caption: "Bestände nach Quelle",
      resource: "Bestand",
      records: "Datensätze",
      pages: "Seiten",
      total: "Laut Quelle",
      duplicates: "Doppelte",
      refused: "Abgewiesen",
      offered: "Geboten",
      complete: "Vollständig"
    },
    notRead: "nicht gelesen",
    seen: (records) => `${count(records)} gelesen`,
    remarks: {
      caption: "Auffälligkeiten beim Lesen",
      resource: "Bestand",
      what: "Was",
      detail: "Im Einzelnen",
      problem: "nicht bis zum Ende gelesen",
      drift: "beim Lesen verändert",
      refusal: "Datensatz abgewiesen",
      record: (reason, fingerprint) => `${reason} (Datensatz ${fingerprint})`
    },
    snapshot: "Datenstand",
    contentHash: "Inhalts-Hash"
  },
  correlation: {
    title: "Wie die Quellen zusammenpassen",
    text:
      "Datensätze werden über die E-Mail-Adresse zugeordnet. Jede Zahl steht neben der Gesamtheit, von der sie ein Teil " +
      "ist; wo eine Quelle nicht bis zum Ende gelesen wurde oder nicht eingerichtet ist, ist sie nicht bekannt.",
    gaps: {
      caption: "Zuordnungen und Lücken",
      what: "Was",
      number: "Anzahl",
      employeesWithDevice: "Beschäftigte mit Gerät",
      employeesWithoutDevice: "Beschäftigte ohne Gerät",
      employeesWithoutBrowser: "Beschäftigte ohne Browser",
      browsersWithoutEmployee: "Browser, die keinem Beschäftigten gehören",
      accountsWithoutEmployee: "Konten, die keinem Beschäftigten gehören",
      endusersWithoutEmployee: "Endnutzer, die keine Beschäftigten sind",
      devicesWithoutEmployee: "Geräte, die keinem Beschäftigten gehören",
      sharedDevices: "Geräte mehrerer Personen (gemeinsam genutzt)",
      devicesOwnerNotTold: "Geräte, deren Inhaber die Quelle nicht nennt"
    },
    ownersNotTold:
      "Geräte, deren Inhaber die Quelle nicht nennt, können Beschäftigten gehören, die als „ohne Gerät“ gezählt sind. Sie " +
      "sind nicht als Geräte gezählt, die keinem Beschäftigten gehören.",
    ambiguous: {
      none: "Keine Adresse wird von mehr als einem Beschäftigten beansprucht.",
      notKnown: "Ob eine Adresse von mehr als einem Beschäftigten beansprucht wird, ist nicht bekannt.",
      caption: "Adressen, die mehrere Beschäftigte beanspruchen: Über sie wird nichts zugeordnet",
      address: "Adresse",
      employees: "Kennungen der Beschäftigten"
    },
    disagreements: {
      none: "Kein Datensatz nennt mit seiner Kennung eine andere Person als mit seiner Adresse.",
      notKnown:
        "Ob ein Datensatz mit seiner Kennung eine andere Person nennt als mit seiner Adresse, ist nicht bekannt.",
      caption: "Datensätze, deren Kennung und Adresse zwei Personen nennen: Es gilt die Kennung",
      record: "Datensatz",
      byId: "Beschäftigte laut Kennung",
      address: "Adresse im Datensatz",
      byAddress: "Beschäftigte laut Adresse",
      several: "mehrere (mehrdeutig)"
    }
  },
  controls: {
    title: "Kontrollen nach Rahmenwerk",
    text:
      "Eine Prüfung stützt eine Kontrolle; sie zeigt nicht, dass die Kontrolle erfüllt ist. Die Zahlen sind Summen über die " +
      "genannten Prüfungen, sodass ein Prüfobjekt mehrfach zählen kann; der Score wird wie der des Mandanten gebildet. " +
      "Prüfungen, die nur mittelbar zu einer Kontrolle passen, stehen in Klammern und zählen nicht.",
    caption: (framework) => `Kontrollen aus ${framework}`,
    control: "Kontrolle",
    checks: "Prüfungen",
    pass: "Erfüllt",
    fail: "Nicht erfüllt",
    notAssessable: "Nicht beurteilbar",
    score: "Score",
    coverage: "Abdeckung"
  },
  checks: {
    title: "Prüfungen",
    text: (catalogue, checks) =>
      `Prüfkatalog ${catalogue}, ${counted(checks, "Prüfung", "Prüfungen")}, höchster Schweregrad zuerst. Jede ` +
      "Grundgesamtheit ist die Summe aus „erfüllt“, „nicht erfüllt“, „nicht beurteilbar“ und „Ausnahme“. Der Score ist " +
      "der Anteil der erfüllten an den beurteilten Fällen, die Abdeckung der Anteil der beurteilten an der " +
      "Grundgesamtheit, beide von hundert. Eine Prüfung mit zu wenigen Daten bleibt außerhalb des Scores.",
    caption: "Prüfungen mit ihren Ergebnissen",
    check: "Prüfung",
    severity: "Schweregrad",
    population: "Gesamt",
    pass: "Erfüllt",
    fail: "Nicht erfüllt",
    notAssessable: "Nicht beurteilbar",
    excepted: "Ausnahme",
    score: "Score",
    coverage: "Abdeckung",
    seen: (failures) => `${count(failures)} gesehen`,
    leftOut: "entfällt",
    byFamily: "Ergebnisse nach Prüfbereich",
    families: {
      MFA: "Zweite Faktoren",
      CRED: "Zugangsdaten",
      ACC: "Konten",
      APP: "Apps",
      BRW: "Browser",
      COV: "Abdeckung",
      DEV: "Geräte",
      USR: "Endnutzer",
      JOIN: "Beide Quellen",
      FND: "Befunde"
    }
  },
  checkDetails: {
    title: "Prüfungen im Einzelnen",
    check: {
      name: "Prüfung",
      value: (code, id, severity, group) => `${code}, ${id}, Schweregrad ${severity}, Gruppe ${group}`
    },
    population: "Grundgesamtheit",
    controls: "Stützt",
    noControl: "keine Kontrolle eines Rahmenwerks",
    indirectly: (control) => `${control} (mittelbar)`,
    why: "Warum es zählt.",
    what: "Was zu tun ist.",
    outcome: "Ergebnis.",
    empty: "Es gibt nichts zu prüfen: Die Grundgesamtheit ist leer.",
    notCounted:
      "Wie viele Prüfobjekte es gibt, ist nicht bekannt: Was die Grundgesamtheit bildet, wurde nicht bis zum Ende gelesen " +
      "oder ist nicht eingerichtet. Abweichungen, die dennoch gesehen wurden, sind aufgeführt.",
    outcomes: (population) =>
      population === 1 ? "Ergebnis für 1 Prüfobjekt" : `Ergebnisse für ${count(population)} Prüfobjekte`,
    notAssessable: "Nicht beurteilbar.",
    because: (many, reason) => `${count(many)}, weil ${reason}`,
    tooMany: "Das sind zu viele: Die Prüfung bleibt außerhalb des Scores des Mandanten.",
    failures: { caption: (code, many) => `${code}: Abweichungen (${count(many)})`, what: "Abweichungen" },
    excepted: {
      caption: (code, many) => `${code}: Abweichungen, die eine Ausnahme deckt (${count(many)})`,
      what: "gedeckten Abweichungen"
    },
    subject: "Prüfobjekt",
    seen: "Was gesehen wurde"
  },
  failuresByPerson: {
    title: "Abweichungen nach Person",
    none: "Bei niemandem ist eine Prüfung nicht erfüllt.",
    noneSeen:
      "In dem, was gelesen wurde, ist bei niemandem eine Prüfung nicht erfüllt. Es wurde nicht alles gelesen: Andere Personen und Prüfungen, die nicht möglich waren, können Abweichungen haben.",
    text: (failing, total) =>
      `${people(failing)} ${total === null ? "(von wie vielen, ist nicht bekannt)" : `von ${count(total)}`} mit mindestens ` +
      "einer nicht erfüllten Prüfung, die schwersten zuerst. Die Prüfungen sind nach dem benannt, was nicht stimmt; eine " +
      "Abweichung, die eine Ausnahme deckt, ist nicht darunter.",
    caption: "Personen mit nicht erfüllten Prüfungen",
    person: "Person",
    worst: "Schwerste",
    failing: "Nicht erfüllt",
    which: "Welche"
  },
  exceptions: {
    title: "Ausnahmen",
    text:
      "Eine Ausnahme setzt eine Prüfung für ein Prüfobjekt bis zu einem Tag aus. Sie macht aus einer Abweichung nie ein " +
      "„erfüllt“: Was sie deckt, wird als Ausnahme gezeigt, und der Score steht mit und ohne Ausnahmen da.",
    states: {
      applied: "Angewandt: Die gedeckten Abweichungen zählen als Ausnahme",
      expired: "Abgelaufen: ohne Wirkung",
      "matches-nothing": "Ohne Treffer: keine Abweichung zu decken"
    },
    subject: "Prüfobjekt und Prüfung",
    reason: "Begründung",
    approvedBy: "Genehmigt von",
    lastDay: "Letzter Tag",
    soon: "läuft bald ab",
    long: "länger als ein Jahr",
    covers: "Deckt"
  },
  people: {
    title: "Personen",
    text: (total, seen) =>
      `Das Verzeichnis: ${total === null ? `${people(seen)} gesehen, wie viele es gibt, ist nicht bekannt` : people(total)}, ` +
      "nach Adresse geordnet. Eine Adresse, die kein Beschäftigter beansprucht, ist eine eigene Person. Ein gemeinsam " +
      "genutztes Gerät steht bei jeder seiner Personen. Gezählt sind nicht erledigte Befunde. Wo Daten nicht gelesen " +
      "wurden, steht ein Fragezeichen.",
    caption: (total) => (total === null ? "Gesehene Personen" : `Personen (${count(total)})`),
    person: "Person",
    employee: "Beschäftigung",
    browsers: "Browser",
    accounts: "Konten",
    devices: "Geräte",
    openFindings: "Offene Befunde",
    failing: "Nicht erfüllt",
    ambiguous: { text: "mehrdeutig", detail: "Adresse mehrerer" },
    licensed: "lizenziert",
    notLicensed: "nicht lizenziert",
    licenceNotKnown: "Lizenz nicht bekannt"
  },
  devices: {
    title: "Geräte",
    partial: "Die Geräte wurden nicht bis zum Ende gelesen: Es kann mehr geben.",
    text: (devices, isRead) =>
      `${counted(devices, "Gerät", "Geräte")}${isRead ? "" : " gesehen"}, jedes einmal: zuerst die der Personen in der ` +
      "Reihenfolge des Verzeichnisses, dann die, die niemandem gehören. Ein Gerät, das die Quelle als gelöscht führt, wird " +
      "gezeigt und von keiner Prüfung erfasst.",
    caption: (devices, isRead) => (isRead ? `Geräte (${count(devices)})` : "Gesehene Geräte"),
    byTrust: "Geräte nach Vertrauensstufe",
    device: "Gerät",
    people: "Personen",
    platform: "Plattform",
    trust: "Vertrauen",
    registered: "Registriert",
    banned: "Gesperrt",
    lastLogin: "Letzte Anmeldung",
    failing: "Nicht erfüllt",
    deleted: "gelöscht",
    score: (score) => `Wert ${score}`
  },
  unowned: {
    title: "Datensätze, die niemandem gehören",
    text:
      "Datensätze ohne Adresse oder Kennung, die zu einer Person führt. Sie zählen in jeder Summe und als Lücken der " +
      "Zuordnung.",
    partial: "Es wurde nicht alles gelesen: Daraus könnte hervorgehen, dass einige davon jemandem gehören.",
    caption: (records, many) => `${records} (${count(many)})`,
    what: (records) => `Datensätzen (${records})`,
    record: "Datensatz",
    kind: "Was es ist",
    lastSeen: "Zuletzt gesehen",
    ownersNotTold: (platform) => `${platform}, Inhaber nicht genannt`,
    browser: (browser, system) => `${browser} unter ${system}`
  }
}
