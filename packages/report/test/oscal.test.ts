import type { ControlResult } from "@rollcall/model"
import { Ajv } from "ajv"
import formats from "ajv-formats"
import { describe, expect, it } from "vitest"
import { aCheck, anInput } from "./builders.ts"
import { renderAll, textOf } from "./files.ts"
import { sampleInput } from "./sample.ts"
import { oscalSchema } from "./schemas/oscal.ts"

type Input = Parameters<typeof renderAll>[0]

const ajv = new Ajv({ strict: true, allErrors: true })
formats.default(ajv)
const validate = ajv.compile(oscalSchema)

const documentOf = async (input: Input) =>
  JSON.parse(textOf(await renderAll(input, ["oscal"]), "oscal-assessment-results.json"))

const resultOf = async (input: Input) => (await documentOf(input))["assessment-results"].results[0]

const aControl = (id: string, changes: Partial<ControlResult> = {}): ControlResult => ({
  framework: "soc2",
  id,
  checks: ["account-mfa-missing"],
  indirect: [],
  population: 10,
  pass: 10,
  fail: 0,
  notAssessable: 0,
  excepted: 0,
  score: 100,
  coverage: 100,
  ...changes
})

const failure = {
  subject: { kind: "device" as const, id: "dev-1", email: "jane@acme.example" },
  detail: "Laptop *one* has its disk unencrypted."
}

const unread = { population: null, pass: null, fail: null, notAssessable: null, excepted: null }

const withControl = (control: Partial<ControlResult>, check: Parameters<typeof aCheck>[1] = {}) =>
  anInput([], {
    assessment: { checks: [aCheck("account-mfa-missing", check)], controls: [aControl("CC6.1", control)] }
  })

const stateOf = async (...parameters: Parameters<typeof withControl>) => {
  const { findings = [] } = await resultOf(withControl(...parameters))
  return findings.map(({ target }: { target: { status: { state: string } } }) => target.status.state)
}

describe("OSCAL assessment results", () => {
  it.each([
    ["of an organisation", sampleInput(60)],
    [
      "with controls of every framework",
      anInput([], {
        assessment: {
          checks: [aCheck("account-mfa-missing", { failures: [failure], exceptions: [failure] })],
          controls: [
            aControl("CC6.1"),
            aControl("A.8.5", { framework: "iso27001", checks: [], indirect: ["account-mfa-missing"] }),
            aControl("PR.AA-01", { framework: "csf2", notAssessable: 1 }),
            aControl("6.3", { framework: "cis81", population: null, pass: null })
          ]
        }
      })
    ],
    ["of nothing", anInput([])]
  ])("follow the schema: those %s", async (_, input) => {
    expect(validate(await documentOf(input)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
  })

  it("refer only to what they define", async () => {
    const { "assessment-results": results } = await documentOf(sampleInput(60))
    const [result] = results.results
    const defined = new Set(
      Object.values<ReadonlyArray<{ uuid: string }>>(result["local-definitions"]).flatMap((each) =>
        each.map(({ uuid }) => uuid)
      )
    )
    const subjects = result.observations.flatMap(({ subjects: each = [] }) => each)
    expect(subjects.length).toBeGreaterThan(0)
    for (const { "subject-uuid": uuid } of subjects) expect(defined).toContain(uuid)
    const resources = results["back-matter"].resources.map(({ uuid }: { uuid: string }) => `#${uuid}`)
    expect(resources).toContain(results["import-ap"].href)
  })

  it("call a control's objective satisfied only if its checks were decided for all and none failed", async () => {
    expect(await stateOf({})).toEqual(["satisfied"])
    expect(await stateOf({ fail: 1, pass: 9 }, { failures: [failure] })).toEqual(["not-satisfied"])
    expect(await stateOf({ excepted: 1, pass: 9 }, { exceptions: [failure] })).toEqual(["not-satisfied"])
  })

  it("see a failure even where the rest was not read", async () => {
    expect(await stateOf(unread, { failures: [failure] })).toEqual(["not-satisfied"])
  })

  it.each([
    ["some could not be assessed", { notAssessable: 1, pass: 9 }, "1 of 10 could not be assessed"],
    ["not all was read", unread, "not everything that its checks look at was read to its end"],
    ["no check tests it", { ...unread, checks: [] }, "only checks that fit it indirectly support it"],
    ["there is nothing", { population: 0, pass: 0 }, "there was nothing to look at"]
  ])("leave a control without a finding, and say why, where %s", async (_, control, reason) => {
    const result = await resultOf(withControl(control))
    expect(result).not.toHaveProperty("findings")
    expect(result["reviewed-controls"].remarks).toContain(`CC6.1 (${reason})`)
  })

  it("have an observation for each check, with its subjects and what was seen of them", async () => {
    const { observations } = await resultOf(withControl({}, { failures: [failure] }))
    expect(observations).toMatchObject([
      {
        title: "State of account-mfa-missing is good",
        methods: ["TEST"],
        collected: "2026-10-31T18:09:42.000Z",
        subjects: [{ type: "inventory-item", remarks: "Laptop \\*one\\* has its disk unencrypted." }]
      }
    ])
  })

  it("name a subject alike in every month, and the rest by this report", async () => {
    const [first, second] = [withControl({}, { failures: [failure] }), withControl({}, { failures: [failure] })]
    const october = await resultOf(first)
    const november = await resultOf({ ...second, period: "2026-11" })
    const subject = (result: typeof october) => result.observations[0].subjects[0]["subject-uuid"]
    expect(subject(november)).toBe(subject(october))
    expect(november.observations[0].uuid).not.toBe(october.observations[0].uuid)
    expect(await resultOf(first)).toEqual(october)
  })

  it("hold the hash of report.json", async () => {
    const files = await renderAll(sampleInput(12), ["oscal"])
    const { "assessment-results": results } = JSON.parse(textOf(files, "oscal-assessment-results.json"))
    expect(results["back-matter"].resources[1].rlinks[0].hashes[0]).toEqual({
      algorithm: "SHA-256",
      value: JSON.parse(textOf(files, "manifest.json")).reportModelSha256
    })
  })
})
