/**
 * Goal: a provider's brand is on every report, can be read, and changes nothing but the looks.
 * Method: the built command line makes reports with and without a theme from one stored snapshot; logos are spoilt in turn.
 */
import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { findProgram, outputOf } from "../report/tools.ts"
import { rollcall, type Run, temporaryFolder } from "./harness.ts"
import { keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

const folder = temporaryFolder()

/** One red sample. */
const redDot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"

afterAll(() => folder.remove())

beforeAll(async () => {
  await keepSnapshots(folder.path, { id: "a1", records: someRecords })
  writeFileSync(join(folder.path, "logo.png"), Buffer.from(redDot, "base64"))
})

function report(out: string, theme: string | null, own: ReadonlyArray<string> = []): Promise<Run> {
  writeOfflineConfig(folder.path, { acme: own })
  const file = join(folder.path, "rollcall.yaml")
  if (theme !== null) writeFileSync(file, `theme: ${theme}\n${readFileSync(file, "utf8")}`)
  return rollcall(folder.path, ["report", "acme", "--period", "2026-10", "--out", out])
}

async function mustReport(...parameters: Parameters<typeof report>): Promise<void> {
  const { code, stderr } = await report(...parameters)
  if (code !== 0) throw new Error(stderr)
}

const filesOf = (out: string) => join(folder.path, out, "acme", "2026-10")
const htmlOf = (out: string) => readFileSync(join(filesOf(out), "acme-2026-10-posture.html"), "utf8")
const pdfOf = (out: string) => join(filesOf(out), "acme-2026-10-posture.pdf")

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64").replace(/=+$/, "")

const full = '{ logo: logo.png, accent: "#7a1f5c", coverText: "<b>Confidential</b>", provider: Northwind }'

describe("a themed report", () => {
  beforeAll(async () => {
    await mustReport("plain", null)
    await mustReport("themed", full)
    await mustReport("again", full)
  })

  it("has logo, colours and words in HTML, with its style allowed by the page's own policy", () => {
    const html = htmlOf("themed")
    expect(html).toMatch(/<img\s+class="logo"\s+src="data:image\/png;base64,[\w+/]+=*"\s+alt="Logo of Northwind"/)
    expect(html).toContain("--accent:#7a1f5c")
    expect(html).toContain("&lt;b&gt;Confidential&lt;/b&gt;")
    expect(html).toContain("Prepared by Northwind")
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ""
    expect(html).toContain(`sha256-${hashOf(style)}`)
  })

  it("has the same bytes when it is made again, and names the theme in its manifest", () => {
    for (const name of readdirSync(filesOf("themed"))) {
      const [one, other] = ["themed", "again"].map((out) => readFileSync(join(filesOf(out), name)))
      expect(one?.equals(other ?? Buffer.alloc(0)), name).toBe(true)
    }
    const manifest = JSON.parse(readFileSync(join(filesOf("themed"), "manifest.json"), "utf8"))
    expect(manifest.theme).toMatchObject({ accent: { light: "#7a1f5c" }, provider: "Northwind" })
  })

  it("has the same data as one without a theme", () => {
    for (const name of ["report.json", "people.csv", "devices.csv", "findings.csv"]) {
      const [one, other] = ["themed", "plain"].map((out) => readFileSync(join(filesOf(out), name), "utf8"))
      expect(one, name).toBe(other)
    }
    expect(htmlOf("plain")).not.toContain("<img")
    expect(JSON.parse(readFileSync(join(filesOf("plain"), "manifest.json"), "utf8")).theme).toBeNull()
  })

  const pdfinfo = findProgram("pdfinfo")
  const pdfimages = findProgram("pdfimages")
  const pdftotext = findProgram("pdftotext")

  it.skipIf(pdfimages === undefined)("has the logo in the PDF once, without transparency", () => {
    const images = outputOf(pdfimages ?? "", "-list", pdfOf("themed"))
      .trim()
      .split("\n")
      .slice(2)
    expect(images).toHaveLength(1)
    expect(images[0]).toMatch(/ image +1 +1 +rgb +3 +8 /)
  })

  it.skipIf(pdfinfo === undefined)("has the logo in the structure, as a figure before the title", () => {
    const structure = outputOf(pdfinfo ?? "", "-struct", pdfOf("themed"))
    expect(structure.indexOf("Figure")).toBeGreaterThan(0)
    expect(structure.indexOf("Figure")).toBeLessThan(structure.indexOf("H1"))
  })

  it.skipIf(pdftotext === undefined)("has its words in the PDF", () => {
    const text = outputOf(pdftotext ?? "", "-l", "1", pdfOf("themed"), "-")
    expect(text).toContain("<b>Confidential</b>")
    expect(text).toContain("Prepared by Northwind")
  })
})

const spoil = (name: string, bytes: Buffer | string) => writeFileSync(join(folder.path, name), bytes)

describe("a theme", () => {
  it("is the tenant's own where it has one, and its logo is called its own", async () => {
    const own = ['theme: { logo: logo.png, accent: "#005f56" }']
    expect((await report("own", full, own)).code).toBe(0)
    expect(htmlOf("own")).toContain("--accent:#005f56")
    expect(htmlOf("own")).toContain('alt="Logo of acme"')
    expect(htmlOf("own")).toContain("Prepared by Northwind")
  })

  it("is refused where its colour cannot be read, with the measure and the line", async () => {
    const { code, stderr } = await report("pale", '{ accent: "#cccccc" }')
    expect(code).toBe(2)
    expect(stderr).toMatch(/rollcall\.yaml:1: theme\.accent #cccccc cannot be read on white: its contrast is 1\.6:1/)
  })

  it.each([
    ["is not there", () => {}, "cannot be read"],
    ["is a drawing with a script", () => spoil("bad.png", "<svg><script>alert(1)</script></svg>"), "is no PNG picture"],
    ["is damaged", () => spoil("bad.png", Buffer.from(redDot, "base64").subarray(0, 60)), "is damaged"],
    ["is too large", () => spoil("bad.png", Buffer.alloc(600_000)), "has more than 512 KiB"],
    ["is a folder", () => mkdirSync(join(folder.path, "folder.png")), "is no file"],
    ["has no end", () => symlinkSync("/dev/zero", join(folder.path, "endless.png")), "is no file"]
  ])("is refused where its logo %s", async (what, make, words) => {
    make()
    const name = what === "is a folder" ? "folder.png" : what === "has no end" ? "endless.png" : "bad.png"
    const { code, stderr } = await report("bad", `{ logo: ${name} }`)
    expect(code).toBe(2)
    expect(stderr).toContain(`${name} ${words}`)
    expect(stderr).toContain("rollcall.yaml:1")
  })
})
