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

  it("limits tenant ids and tells defaults of parameters", () => {
    const text = JSON.stringify(configJsonSchema())
    expect(text).toContain('"^[a-z0-9][a-z0-9-]{0,62}$"')
    expect(text).toContain('"default":45')
    expect(text).toContain('"IANA name; default UTC"')
  })
})
