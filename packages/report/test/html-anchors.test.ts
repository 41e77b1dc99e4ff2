import { describe, expect, it } from "vitest"
import { anEmployee, anInput, aPerson } from "./builders.ts"
import { renderAll, textOf } from "./files.ts"

/** The ids of rows that name people, in the order of the page. */
const personIds = async (people: ReadonlyArray<ReturnType<typeof aPerson>>) => {
  const html = textOf(await renderAll(anInput(people), ["html"]), ".html")
  return Array.from(html.matchAll(/ id="(person-[^"]*)"/g), (match) => match[1] ?? "")
}

const known = (email: string) => aPerson({ email, emails: [email] })

describe("the place of a person", () => {
  it("is named by the address", async () => {
    expect(await personIds([known("jane.doe+a@acme.example")])).toEqual(["person-jane.doe~2b~a@acme.example"])
  })

  it("is named by the employee's id where there is no address", async () => {
    const nobody = aPerson({ email: null, emails: [], employee: anEmployee("emp-7", { email: null }) })
    expect(await personIds([nobody])).toEqual(["person-id-emp-7"])
  })

  it("is never shared", async () => {
    const alike = ["a b@x.example", "a~20~b@x.example", "a\u00a0b@x.example", "é@x.example", "e\u0301@x.example"]
    const ids = await personIds([...alike, "a b@x.example"].map(known))
    expect(new Set(ids).size).toBe(alike.length + 1)
  })

  it("is harmless and short, whatever the address", async () => {
    const hostile = [
      '"><script>',
      "%3Cscript%3E#?&",
      "\ud800@x",
      "\u202emoc",
      `${"x".repeat(10_000)}@a`,
      `${"x".repeat(10_000)}@b`
    ]
    const ids = await personIds(hostile.map(known))
    expect(new Set(ids).size).toBe(hostile.length)
    for (const id of ids) expect(id).toMatch(/^person-[\w.@~-]{1,120}$/)
  })
})
