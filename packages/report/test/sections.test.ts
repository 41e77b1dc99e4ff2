import type { ReportDocument, Trend } from "@rollcall/model"
import { readdirSync } from "node:fs"
import { reportDocument } from "@rollcall/report"
import { describe, expect, it } from "vitest"
import { personAnchors } from "../src/anchors.ts"
import { type Block, cellText, type Row, type Table } from "../src/blocks.ts"
import { english } from "../src/language/english.ts"
import { sections } from "../src/sections.ts"
import { aCheck, aDevice, aFinding, allReadings, anInput, aPerson, aTrend } from "./builders.ts"
import { sampleInput } from "./sample.ts"

type Input = ReturnType<typeof anInput>

const blocksOf = (id: string, input: Input): ReadonlyArray<Block> =>
  blocksIn(reportDocument(input), (section) => section === id)

function blocksIn(document: ReportDocument, isWanted: (id: string) => boolean): ReadonlyArray<Block> {
  const anchors = personAnchors(document.people)
  return sections
    .filter(({ id }) => isWanted(id))
    .flatMap((section) => section.of(document, english, anchors)?.blocks ?? [])
    .map((block) => (block.kind === "table" ? withRows(block) : block))
}

/** A table whose rows are made. */
type MadeTable = Table & { readonly rows: ReadonlyArray<Row> }

const withRows = (table: Table): MadeTable => ({ ...table, rows: [...table.rows] })

const tablesOf = (id: string, input: Input): ReadonlyArray<MadeTable> => tablesIn(blocksOf(id, input))

const tablesIn = (blocks: ReadonlyArray<Block>): ReadonlyArray<MadeTable> =>
  blocks.filter((block) => block.kind === "table").map(withRows)

const cellsOf = (table: MadeTable | undefined): ReadonlyArray<ReadonlyArray<string>> =>
  (table?.rows ?? []).map((row) => row.map(cellText))

/** All words of a section, in order. */
const wordsOf = (id: string, input: Input): string => JSON.stringify(blocksOf(id, input))

const figure = (input: Input, label: string) =>
  blocksOf("summary", input)
    .flatMap((block) => (block.kind === "figures" ? block.entries : []))
    .find((entry) => entry.label === label)

const failure = (id: string, email: string | null = null) => ({
  subject: { kind: "account" as const, id, email },
  detail: `Account ${id} has no second factor.`
})

const pushOnly = { readings: allReadings.filter((reading) => reading.source === "push"), sources: ["push"] as const }

/** A snapshot in which one resource was not read to its end. */
const without = (resource: string) => ({
  readings: allReadings.map((reading) =>
    reading.resource === resource ? Object.assign({}, reading, { complete: false, records: 0 }) : reading
  )
})

describe("sections", () => {
  it("are the files of their folder, named by their ids", () => {
    const files = readdirSync(new URL("../src/sections/", import.meta.url)).map((name) => name.replace(/\.ts$/, ""))
    expect(sections.map((section) => section.id).toSorted()).toEqual(files.toSorted())
  })

  it("print totals that are the rows of their tables", () => {
    const input = sampleInput(40)
    const { summary } = reportDocument(input)
    const [people] = tablesOf("people", input)
    const [devices] = tablesOf("devices", input)
    expect(people?.rows).toHaveLength(summary.people ?? -1)
    expect(people?.caption).toBe("People (40)")
    expect(devices?.rows).toHaveLength(summary.devices ?? -1)
    expect(figure(input, "Devices")?.value).toBe(String(summary.devices))
  })

  it("have as many cells in every row as there are columns", () => {
    const document = reportDocument(sampleInput(40))
    const tables = tablesIn(blocksIn(document, () => true))
    for (const { caption, columns, rows } of tables) {
      for (const row of rows) expect(row, caption).toHaveLength(columns.length)
    }
  })
})

/** A check's movement, with so many new failures. */
const worsened = (id: string, many: number) => ({
  id,
  before: { id, population: 9, pass: 9, fail: 0, notAssessable: 0, excepted: 0, score: 100 },
  newlyFailing: Array.from({ length: many }, (_, index) => failure(String(index)).subject),
  fixed: 0,
  stillFailing: 0,
  noLongerAssessable: 0,
  gone: 0
})

/** One of which it is not known what moved. */
const notKnown = (id: string) => ({ ...worsened(id, 0), newlyFailing: null, gone: null })

describe("summary", () => {
  it("puts score, score with exceptions, coverage and the month before side by side", () => {
    const values = ["Score", "With exceptions", "Coverage", "Month before"].map(
      (label) => figure(anInput(), label)?.value
    )
    expect(values).toEqual(["83.4", "84.1", "91.2\u202f%", "80.1"])
  })

  it.each([
    ["September 2026; ▲ 3.3 since", 83.4, {}],
    ["September 2026; ▼ 0.1 since", 80, {}],
    ["September 2026; unchanged", 80.1, {}],
    ["September 2026", null, {}],
    [
      "September 2026; not comparable, the check catalogue and the parameters changed",
      83.4,
      { differences: ["catalogue", "parameters"] as const }
    ]
  ])("draws an arrow only where like is compared with like: %s", (note, score, trend) => {
    const input = anInput([], { assessment: { score, trend: aTrend(trend) } })
    expect(figure(input, "Month before")?.note).toBe(note)
  })

  it("says that the month before was not assessed", () => {
    const input = anInput([], { assessment: { trend: null } })
    expect(figure(input, "Month before")).toMatchObject({ value: "–", note: "not assessed" })
  })

  it("gives the reason in place of a score that is withheld", () => {
    const input = anInput([], {
      assessment: {
        score: null,
        scoreWithExceptions: null,
        scoreWithheld: "The score is withheld: the join is too thin."
      }
    })
    expect(figure(input, "Score")?.value).toBe("withheld")
    expect(wordsOf("summary", input)).toContain('"The score is withheld: the join is too thin."')
    expect(blocksOf("summary", input).some((block) => block.kind === "chart")).toBe(false)
    expect(blocksOf("summary", anInput()).some((block) => block.kind === "chart")).toBe(true)
  })

  it("names what to do first, gravest first, with whom it concerns", () => {
    const failures = ["a", "b", "c", "d", "e"].map((name) => failure(name, `${name}@acme.example`))
    const checks = [
      aCheck("low", { severity: "low", population: 9, fail: 1, failures: [failure("1")] }),
      aCheck("bad", { severity: "critical", population: 9, fail: 5, failures, remediation: "Mend it." })
    ]
    const [table] = tablesOf("summary", anInput([], { assessment: { checks } }))
    expect(table?.rows[0]).toEqual([
      expect.objectContaining({ detail: "Mend it." }),
      { text: "critical", mark: "critical" },
      "5 of 9",
      expect.objectContaining({ text: "a@acme.example, b@acme.example", detail: "and 3 more" })
    ])
    expect(table?.rows[1]?.at(-1)).toEqual({ text: "1 × account" })
  })

  it("says what got worse, most new failures first, and nothing where the months can't be compared", () => {
    const checks = [aCheck("a", { title: "A holds" }), aCheck("b", { title: "B holds" })]
    const wordsWith = (trend: Partial<Trend>) =>
      wordsOf("summary", anInput([], { assessment: { checks, trend: aTrend(trend) } }))
    const both = [worsened("a", 1), worsened("b", 2)]
    expect(wordsWith({ checks: both })).toContain("New failures: B holds (2 new); A holds (1 new).")
    expect(wordsWith({ checks: [] })).toContain("No check has a failure that it did not have then.")
    expect(wordsWith({ checks: both, differences: ["parameters"] })).not.toContain("What got worse")
  })

  describe("of checks that one of the months could not read", () => {
    const uncounted = { population: null, pass: null, fail: null, notAssessable: null, excepted: null }
    const checks = [
      aCheck("a", { title: "A holds", population: 9 }),
      aCheck("b", { title: "B holds", ...uncounted }),
      aCheck("c", { title: "C holds", population: 9 })
    ]
    const wordsWith = (...moved: Trend["checks"]) => {
      const trend = aTrend({ differences: ["readings"], checks: moved })
      return wordsOf("summary", anInput([], { assessment: { checks, trend } }))
    }

    it("says for how many it is not known what got worse, beside what is known", () => {
      const words = wordsWith(worsened("a", 1), notKnown("b"), notKnown("c"))
      expect(words).toContain("New failures: A holds (1 new). For 2 checks it is not known")
    })

    it("does not say of them that nothing got worse", () => {
      const words = wordsWith(worsened("a", 0), notKnown("b"), worsened("c", 0))
      expect(words).toContain("None of the checks that can be compared has a failure that it did not have then.")
      expect(words).toContain("For 1 check it is not known")
      expect(words).not.toContain("No check has a failure")
      expect(wordsWith(notKnown("a"))).not.toContain("a failure that it did not have")
    })

    it("says nothing of checks of a source that the tenant has none of", () => {
      const others = aCheck("b", { ...uncounted, populationResources: ["banyan.devices"] })
      const trend = aTrend({ checks: [worsened("a", 0), notKnown("b")] })
      const input = anInput([], { roster: pushOnly, assessment: { checks: [aCheck("a"), others], trend } })
      expect(wordsOf("summary", input)).toContain("No check has a failure that it did not have then.")
    })

    it("counts one that was seen to fail newly among them, too", () => {
      expect(wordsWith(worsened("b", 2))).toContain("New failures: B holds (2 new). For 1 check it is not known")
    })
  })

  it("says in one sentence how the checks turned out, gates apart", () => {
    const checks = [
      aCheck("a", { severity: "critical", population: 2, pass: 1, fail: 1, failures: [failure("1")] }),
      aCheck("b", { population: 2, pass: 2 }),
      aCheck("c", { population: 2, notAssessable: 2 }),
      aCheck("d", { severity: "gate", population: 2, pass: 2 })
    ]
    expect(wordsOf("summary", anInput([], { assessment: { checks } }))).toContain(
      "Of 3 checks, 1 found no failure, 1 found failures (1 critical) and 1 could not decide on anything. " +
        "The data passed every evidence gate."
    )
  })

  it("does not say that a gate was passed whose failure an exception covers", () => {
    const checks = [
      aCheck("a", { severity: "gate", population: 2, pass: 2 }),
      aCheck("b", { severity: "gate", population: 2, pass: 1, excepted: 1, exceptions: [failure("1")] })
    ]
    expect(wordsOf("summary", anInput([], { assessment: { checks } }))).toContain(
      "The data failed 1 of 2 evidence gates."
    )
  })

  it("does not say that a gate was passed which could not be decided", () => {
    const checks = [
      aCheck("a", { severity: "gate", population: 2, pass: 2 }),
      aCheck("b", { severity: "gate", population: 3, notAssessable: 3 })
    ]
    expect(wordsOf("summary", anInput([], { assessment: { checks } }))).toContain(
      "The data passed 1 of 2 evidence gates; the others could not be decided."
    )
  })

  it("prints not known for what was not read, never zero", () => {
    const input = anInput([], { roster: pushOnly })
    expect(figure(input, "Devices")).toMatchObject({ value: "not known", note: "end users: not known" })
  })

  it("counts a finding as open unless it is resolved", () => {
    const findings = [aFinding("a"), aFinding("b", { state: "RESOLVED" }), aFinding("c", { state: null })]
    expect(figure(anInput([aPerson({ findings })]), "Open findings")).toMatchObject({
      value: "2",
      note: "of 3 findings"
    })
  })
})

describe("collection", () => {
  it("does not give the records that were read for all there are", () => {
    const [table] = tablesOf("collection", anInput([], { roster: without("devices") }))
    expect(cellsOf(table).find(([title]) => title === "Devices")?.[1]).toBe("0 read")
  })

  it("names a source that is not configured", () => {
    expect(wordsOf("collection", anInput([], { roster: pushOnly }))).toContain("Banyan Security is not configured")
  })

  it("tells a resource that is not offered from one that was not read", () => {
    const readings = allReadings
      .filter((reading) => reading.resource !== "endusers")
      .map((reading) =>
        reading.resource === "detections" ? Object.assign({}, reading, { offered: false, complete: false }) : reading
      )
    const rows = cellsOf(tablesOf("collection", anInput([], { roster: { readings } }))[0])
    expect(rows.find(([title]) => title === "Detections")).toEqual(["Detections", "–", "1", "–", "–", "–", "no", "–"])
    expect(rows.find(([title]) => title === "End users")?.slice(1)).toContain("not read")
  })

  it("lists problems, drift and refusals", () => {
    const readings = allReadings.map((reading) =>
      reading.resource === "devices"
        ? Object.assign({}, reading, {
            complete: false,
            problem: "The source refused the key.",
            drift: ["the total changed"],
            refused: 1,
            refusals: [{ reason: "LastLogin: expected a UNIX time", fingerprint: "00ff" }]
          })
        : reading
    )
    const [, remarks] = tablesOf("collection", anInput([], { roster: { readings } }))
    expect(cellsOf(remarks).map((row) => row[2])).toEqual([
      "The source refused the key.",
      "the total changed",
      "LastLogin: expected a UNIX time (record 00ff)"
    ])
  })
})

const gapsOf = (input: Input) =>
  new Map(cellsOf(tablesOf("correlation", input)[0]).map(([what, number]) => [what, number]))

describe("correlation", () => {
  it("prints every number with its population, and not known where there is none", () => {
    const one = aPerson({ devices: [aDevice("a")] })
    expect(
      gapsOf(anInput([one], { roster: { correlation: { sharedDevices: 1 } } })).get(
        "Devices of several people (shared)"
      )
    ).toBe("1 of 1")
    const unknown = gapsOf(anInput([], { roster: { ...pushOnly, correlation: { employeesWithDevice: null } } }))
    expect(unknown.get("Employees with a device")).toBe("not known")
  })

  it("lists ambiguous addresses and disagreements", () => {
    const correlation = {
      ambiguousEmails: [{ email: "x@acme.example", employeeIds: ["1", "2"] }],
      disagreements: [
        { kind: "browser" as const, id: "b1", employeeId: "1", email: "y@acme.example", emailEmployeeId: null }
      ]
    }
    const [, ambiguous, disagreements] = tablesOf("correlation", anInput([], { roster: { correlation } }))
    expect(cellsOf(ambiguous)).toEqual([["x@acme.example", "1; 2"]])
    expect(cellsOf(disagreements)).toEqual([["b1", "1", "y@acme.example", "several (ambiguous)"]])
  })

  it("claims nothing about addresses and records that were not read", () => {
    const words = wordsOf("correlation", anInput([], { roster: without("employees") }))
    expect(words).toContain("Whether an address is claimed by more than one employee is not known")
    expect(words).toContain("Whether a record names one person by its id and another by its address is not known")
  })

  it("warns that devices without told owners may belong to somebody", () => {
    const warning = "may belong to employees who are counted as without a device"
    const input = anInput([], { roster: { correlation: { devicesOwnerNotTold: 2 } } })
    expect(wordsOf("correlation", input)).toContain(warning)
    expect(wordsOf("correlation", anInput())).not.toContain(warning)
  })
})

describe("checks", () => {
  it("come worst first, gates last, with every count", () => {
    const checks = [
      aCheck("gate", { severity: "gate", population: 2, pass: 2 }),
      aCheck("low", { severity: "low", population: 1, pass: 1, score: 100, coverage: 100 }),
      aCheck("all", {
        severity: "critical",
        population: 900,
        pass: 700,
        fail: 150,
        notAssessable: 45,
        excepted: 5,
        score: 82.4,
        coverage: 95
      })
    ]
    const rows = cellsOf(tablesOf("checks", anInput([], { assessment: { checks } }))[0])
    expect(rows.map((row) => row[1])).toEqual(["critical", "low", "gate"])
    expect(rows[0]?.slice(2)).toEqual(["900", "700", "150", "45", "5", "82.4", "95.0\u202f%"])
  })

  it("print not known for a check without counts, and the failures that were seen", () => {
    const checks = [
      aCheck("a", {
        population: null,
        pass: null,
        fail: null,
        notAssessable: null,
        excepted: null,
        failures: [failure("1")]
      })
    ]
    const input = anInput([], { assessment: { checks } })
    expect(cellsOf(tablesOf("checks", input)[0])[0]?.slice(2, 7)).toEqual([
      "not known",
      "not known",
      "1 seen",
      "not known",
      "not known"
    ])
    expect(wordsOf("check-details", input)).toContain("How many subjects there are is not known")
    expect(tablesOf("check-details", input)[0]?.rows).toHaveLength(1)
  })
})

describe("check-details", () => {
  it("shows the first 25 failures and says how many there are", () => {
    const failures = Array.from({ length: 26 }, (_, index) => failure(`account-${index}`))
    const [table] = tablesOf("check-details", anInput([], { assessment: { checks: [aCheck("a", { failures })] } }))
    expect(table?.rows).toHaveLength(25)
    expect(table?.leftOut).toBe("First 25 of 26 failures; the whole list is in report.json.")
  })

  it("leaves nothing out of 25 failures", () => {
    const failures = Array.from({ length: 25 }, (_, index) => failure(`account-${index}`))
    const [table] = tablesOf("check-details", anInput([], { assessment: { checks: [aCheck("a", { failures })] } }))
    expect(table?.leftOut).toBeNull()
  })

  it("says that it supports controls, and which only indirectly", () => {
    const words = wordsOf("check-details", anInput([], { assessment: { checks: [aCheck("a")] } }))
    expect(words).toContain("SOC 2 CC6.1; ISO 27001 A.8.5, A.5.17 (indirectly)")
    expect(words).not.toMatch(/compl(y|ies|iant)/i)
  })

  it("gives the reasons for what is not assessable, an unknown one by its code", () => {
    const check = aCheck("a", {
      population: 10,
      pass: 4,
      notAssessable: 6,
      notAssessableReasons: { field_null: 5, brand_new: 1 },
      enoughData: false
    })
    expect(wordsOf("check-details", anInput([], { assessment: { checks: [check] } }))).toContain(
      "6 of 10: 5 because the source does not know and 1 because brand_new. That is too many"
    )
  })
})

describe("failures-by-person", () => {
  it("lists each person with the ids of failing checks, the gravest first", () => {
    const checks = [
      aCheck("low-one", { severity: "low", failures: [failure("1", "a@x.test")] }),
      aCheck("bad-one", { severity: "critical", failures: [failure("2", "b@x.test")] })
    ]
    const people = ["a@x.test", "b@x.test", "c@x.test"].map((email) => aPerson({ email, name: email }))
    const input = anInput(people, { assessment: { checks } })
    expect(cellsOf(tablesOf("failures-by-person", input)[0])).toEqual([
      ["b@x.test", "critical", "1", "bad-one"],
      ["a@x.test", "low", "1", "low-one"]
    ])
    expect(wordsOf("failures-by-person", input)).toContain("2 people of 3")
  })

  it("gives no population and no all-clear where people or checks are not known", () => {
    const checks = [aCheck("a", { failures: [failure("1", "jane@acme.example")] })]
    const some = anInput([aPerson()], { roster: without("employees"), assessment: { checks } })
    expect(wordsOf("failures-by-person", some)).toContain("1 person (of how many is not known)")
    const none = anInput([aPerson()], { roster: without("employees") })
    expect(wordsOf("failures-by-person", none)).toContain("Among what was read, no check fails for anyone.")
  })
})

describe("exceptions", () => {
  it("are left out where there are none, and grouped by what became of them", () => {
    expect(blocksOf("exceptions", anInput())).toEqual([])
    expect(tablesOf("exceptions", sampleInput(12)).map((table) => table.caption)).toEqual([
      "Applied: the failures they cover count as excepted (1)",
      "Expired: without effect (1)"
    ])
  })

  it.each([
    ["2026-11-30", { detail: "expires soon" }],
    ["2026-12-01", {}],
    ["2027-11-01", {}],
    ["2027-11-02", { detail: "longer than a year" }]
  ])("say whether %s is near or too far", (expires, remark) => {
    const exceptions = [
      { check: "a", subject: "s", reason: "r", approvedBy: "b", expires, state: "applied" as const, covers: 1 }
    ]
    const [table] = tablesOf("exceptions", anInput([], { assessment: { exceptions } }))
    expect(table?.rows[0]?.[3]).toEqual({ text: expires, ...remark })
  })
})

describe("people", () => {
  it("tells an ambiguous address and a stranger from an employee", () => {
    const people = [aPerson({ ambiguous: true }), aPerson({ email: "b@x.test", name: null })]
    const rows = cellsOf(tablesOf("people", anInput(people))[0])
    expect(rows.map((row) => [row[0], row[1]])).toEqual([
      ["Jane Doe", "ambiguous"],
      ["b@x.test", "no"]
    ])
  })

  it("prints a question mark for what rests on a source that is not configured", () => {
    const rows = cellsOf(tablesOf("people", anInput([aPerson()], { roster: pushOnly }))[0])
    expect(rows[0]?.slice(2, 6)).toEqual(["0", "0", "?", "0"])
  })

  it("prints a question mark for devices where end users, who name devices too, were not read", () => {
    const [table] = tablesOf("people", anInput([aPerson()], { roster: without("endusers") }))
    expect(cellsOf(table)[0]?.slice(4)).toEqual(["?", "0", "?"])
  })

  it("prints a question mark for findings where accounts, which they may name, were not read", () => {
    const [table] = tablesOf("people", anInput([aPerson()], { roster: without("accounts") }))
    expect(cellsOf(table)[0]?.slice(2)).toEqual(["0", "?", "0", "?", "?"])
  })

  it("does not know what anybody holds where employees, who own several addresses, were not read", () => {
    const [table] = tablesOf("people", anInput([aPerson()], { roster: without("employees") }))
    expect(cellsOf(table)[0]?.slice(1)).toEqual(["?", "?", "?", "?", "?", "?"])
  })

  it("does not give the people who were seen for all people", () => {
    const input = anInput([aPerson()], { roster: without("employees") })
    expect(tablesOf("people", input)[0]?.caption).toBe("People seen")
    expect(wordsOf("people", input)).toContain("1 person seen, how many there are is not known")
  })
})

describe("devices", () => {
  it("are those seen where the list was not read to its end, and what fails for them is not known", () => {
    const input = anInput([aPerson({ devices: [aDevice("d")] })], { roster: without("devices") })
    const [table] = tablesOf("devices", input)
    expect(table?.caption).toBe("Devices seen")
    expect(cellsOf(table)[0]?.at(-1)).toBe("?")
  })

  it("shows a deleted device as such, and what is not known as a question mark", () => {
    const device = aDevice("d", {
      is_deleted: true,
      Banned: null,
      LastLogin: null,
      trust: null,
      TrustData: { Level: "Low" }
    })
    const [table] = tablesOf("devices", anInput([aPerson({ devices: [device] })]))
    expect(table?.rows[0]?.slice(2)).toEqual([
      { text: "Darwin", detail: "deleted" },
      { text: "Low", detail: "score ?" },
      "yes",
      "?",
      "?",
      "0"
    ])
  })

  it("counts the checks that fail for a device", () => {
    const failures = [1, 2].map((at) => ({
      subject: { kind: "device" as const, id: "d", email: null },
      detail: `seen ${at}`
    }))
    const input = anInput([aPerson({ devices: [aDevice("d")] })], {
      assessment: { checks: [aCheck("a", { failures })] }
    })
    expect(cellsOf(tablesOf("devices", input)[0])[0]?.at(-1)).toBe("1")
  })
})

const withTrend = (trend: Partial<Trend> | null) =>
  anInput([], { assessment: { checks: [aCheck("a")], trend: trend === null ? null : aTrend(trend) } })

describe("changes", () => {
  const then = { id: "a", population: 9, pass: 6, fail: 3, notAssessable: 0, excepted: 0, score: 66.7 }
  const moved = {
    id: "a",
    before: then,
    newlyFailing: [{ kind: "account" as const, id: "a9", email: "x@acme.example" }],
    fixed: 2,
    stillFailing: 1,
    noLongerAssessable: 0,
    gone: 0
  }
  it("show the months in order, the present one last", () => {
    const [months] = tablesOf("changes", withTrend({}))
    expect(cellsOf(months).map(([month, score]) => [month, score])).toEqual([
      ["September 2026", "80.1"],
      ["October 2026", "83.4"]
    ])
  })

  it("count for each check what is new, fixed, undecided and gone, and name what is new", () => {
    const [, checks, newly] = tablesOf("changes", withTrend({ checks: [moved] }))
    expect(cellsOf(checks)[0]?.slice(1)).toEqual(["3", expect.any(String), "1", "2", "0", "0"])
    expect(newly?.rows[0]?.[1]).toEqual({ text: "x@acme.example", detail: "account a9" })
  })

  it("compare no checks, and say why, where the conditions changed", () => {
    const input = withTrend({ differences: ["sources"] })
    expect(tablesOf("changes", input)).toHaveLength(1)
    expect(wordsOf("changes", input)).toContain("The configured sources changed since the month before")
  })

  it("name what one of the months has not read, and compare the checks all the same", () => {
    const unread = { before: ["push.accounts"], now: ["push.employees", "banyan.devices"] }
    const input = withTrend({ differences: ["readings"], unread, checks: [moved] })
    expect(wordsOf("changes", input)).toContain(
      "Not read to the end in September 2026, but in the other month: accounts. Not read to the end in October 2026, but in the other month: employees and devices."
    )
    expect(tablesOf("changes", input)).toHaveLength(3)
  })

  it("say of a check what is not known, and count none of it", () => {
    const unknown = { newlyFailing: null, fixed: null, stillFailing: null, noLongerAssessable: null, gone: null }
    const input = withTrend({ checks: [{ ...moved, ...unknown }] })
    const [, checks] = tablesOf("changes", input)
    expect(cellsOf(checks)[0]?.slice(3)).toEqual(["not known", "not known", "not known", "not known"])
    expect(wordsOf("changes", input)).toContain("For 1 check it is not known what moved")
  })

  it("have no row for a check of which nothing is known that failed in either month", () => {
    const unknown = { newlyFailing: null, fixed: null, stillFailing: null, noLongerAssessable: null, gone: null }
    const input = withTrend({ checks: [{ ...moved, ...unknown, before: { ...then, fail: null, excepted: null } }] })
    expect(tablesOf("changes", input)).toHaveLength(1)
    expect(wordsOf("changes", input)).toContain("For 1 check it is not known what moved")
    expect(wordsOf("changes", input)).not.toContain("nor the other way round")
  })

  it("tell what was seen to fail newly from a count of it", () => {
    const checks = [aCheck("a", { population: null, pass: null, fail: null, notAssessable: null, excepted: null })]
    const input = anInput([], { assessment: { checks, trend: aTrend({ checks: [{ ...moved, gone: null }] }) } })
    expect(cellsOf(tablesOf("changes", input)[1])[0]?.[3]).toBe("1 seen")
  })

  it("mark the months that other conditions set apart from those before them", () => {
    const month = { catalogue: "1.0.0", score: 70, scoreWithExceptions: 70, coverage: 90 }
    const months = [
      { ...month, period: "2026-07", catalogue: "0.9.0" },
      { ...month, period: "2026-08" },
      { ...month, period: "2026-09", differences: ["parameters" as const] }
    ]
    const input = withTrend({ months, differences: ["readings"] })
    expect(tablesOf("changes", input)[0]?.rows.map(([cell]) => cell)).toEqual([
      "July 2026",
      { text: "August 2026", detail: "the check catalogue changed" },
      { text: "September 2026", detail: "the parameters changed" },
      { text: "October 2026", detail: "the resources that were read changed" }
    ])
    const lines = chartsOf("summary", input)
      .at(-1)
      ?.drawing.shapes.filter(({ kind }) => kind === "line")
    expect(lines).toEqual([])
  })

  it("name who joined and who left, or say that it is not known", () => {
    const people = { joined: [{ id: "e1", name: "Jane Doe", email: "jane@acme.example" }], left: [] }
    expect(wordsOf("changes", withTrend({ people }))).toContain("1 employee joined and 0 left.")
    expect(wordsOf("changes", withTrend({ people: null }))).toContain("is not known")
  })

  it("say that there is nothing to compare with", () => {
    expect(wordsOf("changes", withTrend(null))).toContain("The month before was not assessed")
  })
})

describe("controls", () => {
  const control = {
    framework: "soc2" as const,
    id: "CC6.1",
    checks: ["a"],
    indirect: ["b"],
    population: 5,
    pass: 3,
    fail: 1,
    notAssessable: 1,
    excepted: 0,
    score: 75,
    coverage: 80
  }

  it("are shown with their checks, indirect ones in brackets", () => {
    const checks = [
      { ...aCheck("a"), code: "RC-ACC-01" },
      { ...aCheck("b"), code: "RC-DEV-02" }
    ]
    const input = anInput([], { assessment: { checks, controls: [control] } })
    expect(cellsOf(tablesOf("controls", input)[0])).toEqual([
      ["CC6.1", "ACC-01 (DEV-02)", "3", "1", "1", "75.0", "80.0\u202f%"]
    ])
  })

  it("have no counts where only indirect checks support them, and unknown ones where a population is not known", () => {
    const unknown = {
      population: null,
      pass: null,
      fail: null,
      notAssessable: null,
      excepted: null,
      score: null,
      coverage: null
    }
    const controls = [
      { ...control, ...unknown, checks: [] },
      { ...control, ...unknown, id: "CC6.2", indirect: [] }
    ]
    const rows = cellsOf(tablesOf("controls", anInput([], { assessment: { controls } }))[0])
    expect(rows.map((row) => row.slice(1))).toEqual([
      ["(b)", "–", "–", "–", "–", "–"],
      ["a", "not known", "not known", "not known", "–", "–"]
    ])
  })
})

const trusted = (id: string, Level: string | null) => aDevice(id, { trust: null, TrustData: { Level } })

const chartsOf = (id: string, input: Input) => blocksOf(id, input).filter((block) => block.kind === "chart")

describe("charts", () => {
  it("tell every number in words", () => {
    const devices = [
      trusted("a", "High"),
      trusted("b", "High"),
      trusted("c", "Low"),
      trusted("d", null),
      trusted("e", "New")
    ]
    expect(chartsOf("devices", anInput([aPerson({ devices })]))[0]?.description).toBe(
      "High 2, Medium 0, Low 1, AlwaysDeny 0, AlwaysAllow 0, not known 2"
    )
  })

  it("add outcomes up by family, without what has no counts", () => {
    const checks = [
      { ...aCheck("a", { population: 5, pass: 3, fail: 2 }), code: "RC-MFA-01" },
      { ...aCheck("b", { population: 4, pass: 1, notAssessable: 3 }), code: "RC-MFA-02" },
      {
        ...aCheck("c", { population: null, pass: null, fail: null, notAssessable: null, excepted: null }),
        code: "RC-DEV-01"
      }
    ]
    expect(chartsOf("checks", anInput([], { assessment: { checks } }))[0]?.description).toBe(
      "Second factors: pass 4, excepted 0, fail 2, not assessable 3"
    )
  })

  it("join months by a line only where they were judged alike", () => {
    const months = (["x", "x", "1.0.0"] as const).map((catalogue, index) => ({
      period: `2026-0${7 + index}`,
      catalogue,
      score: index === 0 ? null : 70,
      scoreWithExceptions: 70,
      coverage: 90
    }))
    const chart = chartsOf("summary", anInput([], { assessment: { trend: aTrend({ months }) } })).at(-1)
    const lines = chart?.drawing.shapes.filter(({ kind }) => kind === "line")
    expect(lines?.map((line) => (line.kind === "line" ? line.points.length : 0))).toEqual([2])
    expect(chart?.description).toBe("Jul 2026 none, Aug 2026 70.0, Sep 2026 70.0, Oct 2026 83.4")
  })
})

describe("unowned", () => {
  it("lists what is nobody's by kind, and is left out where there is nothing", () => {
    expect(blocksOf("unowned", anInput())).toEqual([])
    expect(wordsOf("unowned", sampleInput(12))).not.toContain("Not everything was read")
    expect(wordsOf("unowned", sampleInput(12, { roster: without("accounts") }))).toContain("Not everything was read")
    expect(tablesOf("unowned", sampleInput(12)).map((table) => table.caption)).toEqual(["Devices (2)", "Findings (1)"])
  })
})
