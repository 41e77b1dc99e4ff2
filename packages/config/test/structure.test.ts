import { describe, expect, it } from "vitest"
import { configJsonSchema } from "../src/index.ts"

describe("configJsonSchema", () => {
  it("describes every top-level key, closed against others", () => {
    expect(configJsonSchema()).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      required: ["tenants"],
      additionalProperties: false,
      properties: { concurrency: { type: "integer", description: expect.stringContaining("default 8") } }
    })
  })

  it("describes a schedule for all tenants and for one", () => {
    const text = JSON.stringify(configJsonSchema())
    expect(text.split('"monthly"').length - 1).toBeGreaterThanOrEqual(2)
    expect(text).toContain("Minutes over which the starts of all tenants are spread; default 60")
  })

  it("names types of finding by their form, as there may be newer ones", () => {
    const [, findingSla] = /"findingSla":(\{.*?\}\},?[^}]*\})/.exec(JSON.stringify(configJsonSchema())) ?? []
    expect(JSON.parse(findingSla ?? "null")).toMatchObject({
      patternProperties: { "^([A-Z0-9_]+|others)$": { type: "integer", minimum: 1, maximum: 3650 } },
      additionalProperties: false
    })
  })

  it("limits tenant ids and tells defaults of parameters", () => {
    const text = JSON.stringify(configJsonSchema())
    expect(text).toContain('"^[a-z0-9][a-z0-9-]{0,62}$"')
    expect(text).toContain('"default":45')
    expect(text).toContain('"IANA name; default UTC"')
  })
})
