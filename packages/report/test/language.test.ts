import { languages, render, reportDocument, reportFormats } from "@rollcall/report"
import { describe, expect, it } from "vitest"
// @boundaries-ignore the German texts are held to the catalogue that they translate
import { catalogue } from "../../checks/src/catalogue.ts"
import type { Block, Cell } from "../src/blocks.ts"
import { english } from "../src/language/english.ts"
import { german } from "../src/language/german.ts"
import { germanChecks } from "../src/language/german-checks.ts"
import type { Language, Texts } from "../src/language/Language.ts"
import { wordingOf } from "../src/language/Wording.ts"
import { contentOf } from "../src/sections.ts"
import { loadFonts } from "./fonts.ts"
import { textOf } from "./files.ts"
import { aCheck, allReadings, anInput, aPerson, aTrend } from "./builders.ts"
import { sampleInput } from "./sample.ts"

/** Values of every sort in a language. */
const valuesIn = ({ count, counted, day, instant, percent, periodName, score, share, shortPeriodName }: Language) => [
  count(1_234_567),
  count(999),
  score(1234.56),
  score(-0.5),
  percent(87.25),
  share(5, 1200),
  counted(1, "x", "y"),
  counted(1000, "x", "y"),
  instant("2026-10-31T18:03:11.000Z"),
  day("2026-10-30T08:00:00.123456789Z"),
  day("2026-12-31"),
  periodName("2026-03"),
  shortPeriodName("2026-12")
]

describe("values", () => {
  it("are written as the language writes them", () => {
    expect(valuesIn(english)).toEqual([
      "1,234,567",
      "999",
      "1,234.6",
      "-0.5",
      "87.3\u202f%",
      "5 of 1,200",
      "1 x",
      "1,000 y",
      "2026-10-31 18:03 UTC",
      "2026-10-30",
      "2026-12-31",
      "March 2026",
      "Dec 2026"
    ])
    expect(valuesIn(german)).toEqual([
      "1.234.567",
      "999",
      "1.234,6",
      "-0,5",
      "87,3\u202f%",
      "5 von 1.200",
      "1 x",
      "1.000 y",
      "31.10.2026 18:03 UTC",
      "30.10.2026",
      "31.12.2026",
      "März 2026",
      "Dez 2026"
    ])
  })

  it("that are not known are never zero", () => {
    expect([german.count(null), german.share(0, null), german.yesNo(null), german.day(null)]).toEqual([
      "nicht bekannt",
      "nicht bekannt",
      "?",
      "?"
    ])
  })
})

/** Every fixed text of a catalogue by its path. */
function fixedTexts(texts: unknown, path = ""): ReadonlyArray<readonly [path: string, text: string]> {
  if (typeof texts === "string") return [[path, texts]]
  if (typeof texts !== "object" || texts === null) return []
  return Object.entries(texts).flatMap(([name, each]) => fixedTexts(each, path === "" ? name : `${path}.${name}`))
}

describe("German", () => {
  it("says nothing in English but what is called so in German too", () => {
    const translated = new Map(fixedTexts(german.texts))
    const alike = fixedTexts(english.texts).filter(([path, text]) => translated.get(path) === text)
    expect([...new Set(alike.map(([, text]) => text))].toSorted()).toEqual(alikeInBoth)
  })

  it("has its own texts for each check of the catalogue, and for no other", () => {
    expect([...germanChecks.keys()].toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted())
    for (const { id, populationText, rationale, remediation, title } of catalogue) {
      const told = Object.values(germanChecks.get(id) ?? {})
      expect(told).toHaveLength(4)
      for (const text of [title, populationText, rationale, remediation]) expect(told).not.toContain(text)
    }
  })

  it("names the failures that it has no words for, and shows them as they are", () => {
    const failures = [1, 2].map((at) => ({
      subject: { kind: "account" as const, id: `a${at}`, email: null },
      detail: `Something new about a${at}.`
    }))
    const words = JSON.stringify(
      contentOf(reportDocument(anInput([], { assessment: { checks: [aCheck("a", { failures })] } })), german)
    )
    expect(words).toContain("Something new about a1.")
    expect(words).toContain("2 Beschreibungen von Abweichungen haben in dieser Version keine deutsche Fassung")
    expect(JSON.stringify(contentOf(reportDocument(anInput()), german))).not.toContain("keine deutsche Fassung")
  })

  it("tells why the score is withheld in the words of the gates", () => {
    const gate = aCheck("source-unread", {
      severity: "gate",
      failures: [{ subject: { kind: "source", id: "push", email: null }, detail: "Nothing of push was read." }]
    })
    const withheld = { score: null, scoreWithExceptions: null, checks: [gate] }
    const scoreWithheld = "The score is withheld: Nothing of push was read."
    const words = (language: Language) =>
      JSON.stringify(
        contentOf(reportDocument(anInput([], { assessment: { ...withheld, scoreWithheld } })), language)[0]
      )
    expect(words(german)).toContain('"Der Score wird nicht ausgewiesen: Von Push Security wurde nichts gelesen."')
    expect(words(english)).toContain(`"${scoreWithheld}"`)
  })
})

const filesIn = (language: Language) =>
  render(reportDocument(sampleInput(12)), new Set(reportFormats), loadFonts(), { language })

describe("a report", () => {
  it("differs by its language only where it is read by people, and in the manifest", async () => {
    const [one, other] = await Promise.all([filesIn(languages.en), filesIn(languages.de)])
    const differing = one.filter(({ bytes }, index) => !Buffer.from(bytes).equals(other[index]?.bytes ?? bytes))
    expect(other.map(({ name }) => name)).toEqual(one.map(({ name }) => name))
    expect(differing.map(({ name }) => name)).toEqual([
      "acme-2026-10-posture.pdf",
      "acme-2026-10-posture.html",
      "manifest.json"
    ])
  })

  it("says which language it is in", async () => {
    const files = await filesIn(languages.de)
    expect(JSON.parse(textOf(files, "manifest.json"))).toMatchObject({ language: "de-DE" })
    expect(textOf(files, ".html")).toContain('<html lang="de-DE">')
    expect(textOf(files, ".html")).toContain(
      "<title>Acme Corporation · Oktober 2026 · Bericht zur Sicherheitslage</title>"
    )
    expect(textOf(files, ".pdf")).toContain("/Lang (de-DE)")
  })
})

const [opening, closing] = ["⟦", "⟧"]

/** The same catalogue with every text between brackets. */
function marked<A>(texts: A): A
function marked(texts: unknown): unknown {
  if (typeof texts === "string") return `${opening}${texts}${closing}`
  if (typeof texts === "function") return (...values: ReadonlyArray<unknown>) => marked(texts(...values))
  if (Array.isArray(texts)) return texts.map(marked)
  if (typeof texts !== "object" || texts === null) return texts
  return Object.fromEntries(Object.entries(texts).map(([name, each]) => [name, marked(each)]))
}

const bracketed = (word: string): string => `${opening}${word}${closing}`

const pseudo: Language = {
  ...english,
  ...wordingOf({
    group: ",",
    decimal: ".",
    months: Array.from({ length: 12 }, (_, month) => bracketed(`M${month}`)),
    date: (year, month, day) => `${year}-${month}-${day}`,
    shareOf: (part, whole) => bracketed(`${part} of ${whole}`),
    and: bracketed("and"),
    yes: bracketed("yes"),
    no: bracketed("no"),
    notKnown: bracketed("not known")
  }),
  texts: marked<Texts>(english.texts)
}

const cellTexts = (cell: Cell): ReadonlyArray<string> =>
  typeof cell === "string" ? [cell] : [cell.text, ...(cell.detail === undefined ? [] : [cell.detail])]

/** Everything that a block shows. */
function shownBy(block: Block): ReadonlyArray<string> {
  switch (block.kind) {
    case "cover":
      return [block.title, block.subtitle, block.period]
    case "heading":
    case "note":
      return [block.text]
    case "paragraph":
      return [block.text, ...(block.lead === undefined ? [] : [block.lead])]
    case "facts":
      return block.entries.flatMap(({ name, value }) => [name, value])
    case "figures":
      return block.entries.flatMap(({ label, note, value }) => [label, note, value])
    case "table":
      return [
        block.caption,
        ...block.columns.map(({ title }) => title),
        ...[...block.rows].flat().flatMap(cellTexts),
        ...(block.leftOut === null ? [] : [block.leftOut])
      ]
    case "chart":
      return [
        block.title,
        block.description,
        ...block.legend.map(({ label }) => label),
        ...block.drawing.shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : []))
      ]
  }
}

/** What stands outside of all brackets. */
function unmarked(text: string): string {
  let depth = 0
  let outside = ""
  for (const character of text) {
    if (character === opening) depth += 1
    else if (character === closing) depth -= 1
    else if (depth === 0) outside += character
  }
  return outside
}

/** The same document with no words in its data. */
function wordless<A>(value: A): A
function wordless(value: unknown): unknown {
  if (typeof value === "string") return value.includes(" ") ? "ÆÆ" : value
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(wordless)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, wordless(each)]))
}

/** Every text of a document. */
function dataOf(value: unknown): ReadonlyArray<string> {
  if (typeof value === "string") return [value]
  if (typeof value !== "object" || value === null) return []
  return Object.values(value).flatMap(dataOf)
}

const ours = new Set([...Object.values(english.texts.severities), ...Object.values(english.texts.kinds), "named"])

const failure = (id: string) => ({
  subject: { kind: "device" as const, id, email: null },
  detail: `ÆÆ${id}`
})

const trend = aTrend({
  checks: [
    {
      id: "c0",
      before: { id: "c0", population: 9, pass: 6, fail: 3, notAssessable: 0, excepted: 0, score: 66.7 },
      newlyFailing: [failure("d1").subject],
      fixed: 2,
      stillFailing: 1,
      noLongerAssessable: 0,
      gone: 0
    }
  ],
  people: { joined: [{ id: "e1", name: "ĦĦ", email: "h@x.test" }], left: [{ id: "e2", name: null, email: null }] }
})

const lackingTrend = aTrend({
  differences: ["readings"],
  unread: { before: ["push.accounts"], now: ["push.browsers", "banyan.devices"] },
  checks: trend.checks.concat(
    trend.checks.map((each) =>
      Object.assign({}, each, {
        id: "c9",
        newlyFailing: null,
        fixed: null,
        stillFailing: null,
        noLongerAssessable: null,
        gone: null
      })
    )
  )
})

const texts = { title: "ÆT", populationText: "ÆP", rationale: "ÆR", remediation: "ÆM" }

const manyChecks = (["critical", "high", "medium", "low", "gate"] as const).map((severity, index) =>
  aCheck(`c${index}`, {
    ...texts,
    severity,
    code: `RC-MFA-0${index}`,
    population: 40,
    pass: 4,
    fail: 30,
    notAssessable: 4,
    excepted: 2,
    notAssessableReasons: { field_null: 3, stale: 1 },
    enoughData: index !== 1,
    failures: Array.from({ length: 30 }, (_, at) => failure(`d${at}`)),
    exceptions: [failure("d90")]
  })
)

const uncounted = aCheck("c9", {
  ...texts,
  population: null,
  pass: null,
  fail: null,
  notAssessable: null,
  excepted: null,
  failures: [failure("d3")]
})

const partly = {
  readings: allReadings
    .filter(({ resource }) => resource !== "browsers")
    .map((reading) =>
      reading.resource === "devices"
        ? Object.assign({}, reading, {
            complete: false,
            problem: "ÆProblem",
            drift: ["ÆDrift"],
            refusals: [{ reason: "ÆReason", fingerprint: "00ff" }]
          })
        : reading
    )
}

/** Documents that between them make every section say all that it can. */
const documents = [
  sampleInput(40, { assessment: { checks: [...manyChecks, uncounted], trend } }),
  sampleInput(40, {
    roster: partly,
    assessment: { checks: manyChecks, trend: aTrend({ differences: ["sources"], people: null }), score: null }
  }),
  sampleInput(40, {
    assessment: { checks: [...manyChecks, uncounted], trend: lackingTrend }
  }),
  anInput([aPerson({ ambiguous: true })], {
    roster: {
      sources: ["push"],
      correlation: {
        devicesOwnerNotTold: 2,
        disagreements: [{ kind: "accountOther", id: "o1", employeeId: "1", email: "y@x.test", emailEmployeeId: null }]
      }
    },
    assessment: {
      checks: [uncounted],
      trend: null,
      controls: [
        {
          framework: "soc2",
          id: "CC6.1",
          checks: ["c9"],
          indirect: ["c9"],
          population: 5,
          pass: 3,
          fail: 1,
          notAssessable: 1,
          excepted: 0,
          score: 75,
          coverage: 80
        }
      ]
    }
  })
].map((input) => wordless(reportDocument(input)))

describe("sections", () => {
  it.each(documents.map((document, index) => [index, document] as const))(
    "have no words but those of the language and of the data, document %i",
    (_, document) => {
      const data = dataOf(document).filter((word) => !ours.has(word))
      const foreign = contentOf(document, pseudo)
        .flatMap(({ blocks, title }) => [title].concat(blocks.flatMap(shownBy)))
        .flatMap((shown) => without(unmarked(shown), data))
      expect(foreign).toEqual([])
    }
  )
})

/** The words of a text that are no data; names of products, levels, types and hashes are of no language. */
function without(text: string, data: ReadonlyArray<string>): ReadonlyArray<string> {
  const rest = data
    .filter((each) => each.length > 1 && text.includes(each))
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, each) => left.replaceAll(each, " "), text)
  const words = rest.match(/\p{L}[\p{L}\p{N}_-]*/gu) ?? []
  return words.filter(
    (word) => !namesInAnyLanguage.has(word) && !/^[0-9a-f]{16}$|^[A-Z0-9]+(?:[-_][A-Z0-9]+)+$/.test(word)
  )
}

const namesInAnyLanguage = new Set([
  "Push",
  "Banyan",
  "Security",
  "SHA-256",
  "UTC",
  "AlwaysAllow",
  "AlwaysDeny",
  "High",
  "Medium",
  "Low"
])

const alikeInBoth = [
  "Apps",
  "CIS 8.1",
  "CIS Controls 8.1",
  "ISO 27001",
  "NIST CSF 2.0",
  "Person",
  "SOC 2",
  "SOC 2 (Trust Services Criteria, 2017)",
  "Score",
  "Score."
]
