import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { aCheck, aDevice, allReadings, anInput, aPerson } from "./builders.ts"
import { renderAll, textOf } from "./files.ts"
import { awkwardNames, sampleInput } from "./sample.ts"

const templates = new URL("../templates/", import.meta.url)
const templateNames = readdirSync(templates).filter((name) => name.endsWith(".hbs"))
const template = (name: string) => readFileSync(new URL(name, templates), "utf8")

const hostile = `<script>alert(1)</script>"' onmouseover="x" javascript:alert(1) {{name}} \u202edaol`

const htmlOf = async (input: Parameters<typeof renderAll>[0]) => textOf(await renderAll(input, ["html"]), ".html")

const matches = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), (match) => match[1] ?? "")

const allowed = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`

describe("HTML report", () => {
  let html = ""
  beforeAll(async () => {
    html = await htmlOf(sampleInput(40))
  })

  it("has one first heading, and every name as it is written", () => {
    expect(matches(html, /<(h1)[ >]/g)).toHaveLength(1)
    for (const name of awkwardNames) expect(html).toContain(`>${name}<`)
  })

  it("has a caption, titled columns and named rows in every table", () => {
    const tables = matches(html, /<table>(.*?)<\/table>/gs)
    expect(tables.length).toBeGreaterThan(10)
    for (const table of tables) {
      expect(table).toMatch(/^\s*<caption>[^<]+<\/caption>/)
      expect(table).toContain('<th scope="col"')
      expect(table).toContain('<th scope="row"')
    }
  })

  it("leads from the navigation to every section", () => {
    const links = matches(html, /<li><a href="#([^"]+)"/g)
    expect(links).toEqual(matches(html, /<section id="([^"]+)"/g))
    expect(new Set(links).size).toBe(links.length)
  })

  it("names each place once, and leads to none that is not there", () => {
    const ids = matches(html, / id="([^"]*)"/g)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = matches(html, / href="#([^"]*)"/g)
    expect(targets.length).toBeGreaterThan(100)
    expect(targets.filter((target) => !ids.includes(target))).toEqual([])
  })

  it("leads from a failure to the person's row, and from the person's failing checks to the check", () => {
    const row = /<tr>(?:(?!<tr>).)*id="person-person0001@acme\.example".*?<\/tr>/s.exec(html)?.[0] ?? ""
    expect(row).toContain('href="#failures-of-person-person0001@acme.example"')
    const failures =
      /<tr>(?:(?!<tr>).)*id="failures-of-person-person0001@acme\.example".*?<\/tr>/s.exec(html)?.[0] ?? ""
    expect(failures).toContain('href="#person-person0001@acme.example"')
    expect(failures).toContain('href="#check-account-mfa-missing"')
    const [, detail = ""] = html.split('<h3 id="check-account-mfa-missing"')
    expect(detail.split("<h3")[0]).toContain('href="#person-person0001@acme.example"')
  })

  it("asks for nothing from outside", () => {
    expect(html).not.toMatch(/\b(src|srcset|poster|data|action|formaction)\s*=/)
    expect(matches(html, /href="([^"]*)"/g).filter((target) => !target.startsWith("#"))).toEqual([])
    expect(html).not.toMatch(/@import|url\((?!#)/)
  })

  it("allows only its own style and script", () => {
    const [style = ""] = matches(html, /<style>(.*?)<\/style>/gs)
    const [script = ""] = matches(html, /<script>(.*?)<\/script>/gs)
    const [policy] = matches(html, /http-equiv="Content-Security-Policy" content="([^"]+)"/g)
    const decoded = policy?.replaceAll("&#x27;", "'").replaceAll("&#x3D;", "=")
    expect(decoded).toContain("default-src 'none'")
    expect(decoded).toContain(`style-src ${allowed(style)}`)
    expect(decoded).toContain(`script-src ${allowed(script)}`)
    expect(html).not.toMatch(/ style=| on[a-z]+="/)
  })

  it("shows hostile text as text", async () => {
    const person = aPerson({ name: hostile, devices: [aDevice("d", { DeviceFriendlyName: hostile })] })
    const failures = [{ subject: { kind: "app" as const, id: hostile, email: null }, detail: hostile }]
    const text = await htmlOf(
      anInput([person], {
        assessment: {
          checks: [aCheck("app", { title: hostile, rationale: hostile, failures, population: 1, fail: 1 })]
        },
        input: { tenant: { ...anInput().tenant, name: hostile } }
      })
    )
    expect(matches(text, /<(script)/g)).toHaveLength(1)
    expect(text).not.toMatch(/<[^>]* onmouseover=/)
    expect(text).not.toContain("\u202e")
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27; onmouseover&#x3D;")
  })

  it("says what a partial snapshot lacks above everything else", async () => {
    const readings = allReadings.map((reading) =>
      reading.resource === "devices" ? Object.assign({}, reading, { complete: false }) : reading
    )
    const text = await htmlOf(anInput([aPerson()], { roster: { readings } }))
    const warning = "Partial data: not read to the end: Banyan Security devices."
    expect(text).toContain(`<p class="partial"><strong>Warning:</strong> ${warning}</p>`)
    expect(text.indexOf(warning)).toBeLessThan(text.indexOf("<h1"))
    expect(html).not.toContain("Partial data")
  })
})

describe("templates", () => {
  it("are compiled as they are", async () => {
    const { generated } = await import("../scripts/precompile.mjs")
    expect(readFileSync(new URL("../src/html/templates.ts", import.meta.url), "utf8")).toBe(generated())
  })

  it("quote every attribute, and leave only our own markup, style and script unescaped", () => {
    const unescaped = templateNames.flatMap((name) => matches(template(name), /\{\{\{([^}]+)\}\}\}/g))
    expect(unescaped.toSorted()).toEqual(["rows", "script", "style", "this.body"])
    for (const name of templateNames) expect(template(name), name).not.toMatch(/=\s*\{\{/)
  })
})
