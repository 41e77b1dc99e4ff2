import { languages, plainTheme, portfolioOf, portfolioPart, renderPortfolio, reportDocument } from "@rollcall/report"
import { describe, expect, it } from "vitest"
import { aCheck, allReadings, anInput, aTrend } from "./builders.ts"
import { loadFonts } from "./fonts.ts"

const uncounted = { population: null, pass: null, fail: null, notAssessable: null, excepted: null, enoughData: false }

/** A tenant's part, with a check of each source that could not be counted, and one that could. */
function partOf(id: string, changes: NonNullable<Parameters<typeof anInput>[1]>["roster"]) {
  const checks = [
    aCheck("device-trust-low", { ...uncounted, populationResources: ["banyan.devices"] }),
    aCheck("account-mfa-missing", { ...uncounted, populationResources: ["push.accounts"] }),
    aCheck("employee-unlicensed", { population: 4, pass: 3, fail: 1, score: 75, coverage: 100 })
  ]
  const input = anInput([], { roster: changes, assessment: { checks } })
  return portfolioPart(reportDocument({ ...input, tenant: { ...input.tenant, id, name: id } }), "0".repeat(64))
}

const whyOf = ({ tenant }: ReturnType<typeof partOf>) => tenant.outcomes.map(({ unknown }) => unknown)

const changed = (resource: string, changes: Partial<(typeof allReadings)[number]>) =>
  allReadings.map((reading) => (reading.resource === resource ? Object.assign({}, reading, changes) : reading))

const pushAlone = partOf("push-alone", {
  sources: ["push"],
  readings: changed("accounts", { complete: false }).filter(({ source }) => source === "push")
})
const notOffered = partOf("unasked", { readings: changed("devices", { offered: false }) })

const htmlOf = async (code: "en" | "de") => {
  const portfolio = portfolioOf("2026-10", null, [
    pushAlone,
    notOffered,
    { id: "gone", name: "Gone", report: "none", why: "refused", source: "push", operation: "employees.list" }
  ])
  if (portfolio === null) throw new Error("there is no portfolio")
  const files = await renderPortfolio(portfolio, new Set(["html"]), loadFonts(), plainTheme, languages[code])
  return Object.fromEntries(
    files.map(({ bytes, name }) => [name.slice("2026-10.".length), Buffer.from(bytes).toString()])
  )
}

describe("a portfolio", () => {
  it("tells a source that is not configured from one that was not read, and from what it does not offer", () => {
    expect(whyOf(pushAlone)).toEqual(["not-configured", "not-read", null])
    expect(whyOf(notOffered)).toEqual(["not-offered", "not-read", null])
  })

  it("says so in its table", async () => {
    const { html = "" } = await htmlOf("en")
    for (const words of ["source not configured", "not offered by the source", "not read to its end"])
      expect([words, html.includes(words)]).toEqual([words, true])
  })

  it("draws no arrow beside a month that read other resources, and says why", async () => {
    const input = anInput([], { assessment: { trend: aTrend({ differences: ["readings"] }) } })
    const part = portfolioPart(reportDocument(input), "0".repeat(64))
    expect(part.tenant.before?.differences).toEqual(["readings"])
    const portfolio = portfolioOf("2026-10", null, [part])
    if (portfolio === null) throw new Error("there is no portfolio")
    const [html] = await renderPortfolio(portfolio, new Set(["html"]), loadFonts(), plainTheme)
    const words = Buffer.from(html?.bytes ?? []).toString()
    expect(words).toContain("not comparable: the resources that were read changed")
    expect(words).not.toMatch(/[▲▼] \d/)
  })

  it("is told in the language that was chosen, and its document in none", async () => {
    const [english, german] = [await htmlOf("en"), await htmlOf("de")]
    expect(german["json"]).toBe(english["json"])
    const html = german["html"] ?? ""
    expect(html).toContain('<html lang="de-DE"')
    for (const words of [
      "Von 3 Mandanten haben 2 einen Bericht und 1 keinen; 1 der Berichte beruht auf einem unvollständigen Datenstand.",
      "Quelle nicht eingerichtet",
      "Eine Quelle wies den Schlüssel zurück.",
      "Geräte haben die vereinbarte Vertrauensstufe oder eine höhere",
      "25,0\u202f%"
    ]) {
      expect([words, html.includes(words)]).toEqual([words, true])
    }
    const text = html.slice(html.indexOf("<main")).replaceAll(/<script[\s\S]*?<\/script>|<[^>]+>/g, " ")
    expect(text.match(/\b(?:the|of|and|not|with|report|snapshot|tenant)\b/gi) ?? []).toEqual([])
  })
})
