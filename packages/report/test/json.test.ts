import { describe, expect, it } from "vitest"
import { jsonBytes } from "../src/json.ts"
import { aDevice, anInput, aPerson } from "./builders.ts"
import { renderAll, textOf } from "./files.ts"

const jsonOf = async (device: Parameters<typeof aDevice>[1]) =>
  textOf(await renderAll(anInput([aPerson({ devices: [aDevice("a", device)] })]), ["json"]), "report.json")

describe("report.json", () => {
  it("is indented by two and ends with a line end", async () => {
    const text = await jsonOf({})
    expect(text.startsWith('{\n  "schemaVersion": 1,\n')).toBe(true)
    expect(text.endsWith("\n}\n")).toBe(true)
  })

  it("writes integers beyond the safe ones with every digit", async () => {
    expect(await jsonOf({ vendorStamp: 1_698_765_432_123_456_789n })).toContain('"vendorStamp": 1698765432123456789')
  })

  it("stays valid with half a surrogate pair, control characters and line separators in a name", async () => {
    const name = "a\ud800b\u0000\u001f\u2028</script>"
    const { people } = JSON.parse(await jsonOf({ DeviceFriendlyName: name }))
    expect(people[0].devices[0].DeviceFriendlyName).toBe(name)
  })
})

describe("long documents", () => {
  const long = Array.from({ length: 450 }, (_, index) =>
    index % 2 === 1 ? { index, text: "a\nb", none: undefined, inner: [[], {}] } : [index, null]
  )

  it.each([
    ["a long list", long],
    ["a long list below others", { first: [], checks: [{ failures: long }, { failures: long, more: {} }], last: long }],
    ["a long list far below", { a: { b: { c: { d: { e: long } } } } }],
    ["a list without anything", [undefined, { only: undefined }]],
    ["a date", { at: new Date(0) }]
  ])("are written like short ones: %s", (_, value) => {
    expect(new TextDecoder().decode(jsonBytes(value))).toBe(`${JSON.stringify(value, null, 2)}\n`)
  })

  it("keep every digit of a number among many", () => {
    const stamps = Array.from({ length: 300 }, (_, index) => BigInt(index) + 2n ** 64n)
    const text = new TextDecoder().decode(jsonBytes({ stamps }))
    expect(text.match(/\d+/g)).toEqual(stamps.map(String))
  })
})
