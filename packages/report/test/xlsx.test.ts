import { unzipSync } from "fflate"
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { crc32 } from "node:zlib"
import { describe, expect, it } from "vitest"
import { collected } from "../src/bytes.ts"
import { measured, workbook } from "../src/xlsx/workbook.ts"
import { aDevice, anInput, aPerson } from "./builders.ts"
import { bytesOf, renderAll, textOf } from "./files.ts"
import { sampleInput } from "./sample.ts"
import { readWorkbook } from "./workbooks.ts"
import { all } from "./xml.ts"

const bookOf = async (input: Parameters<typeof renderAll>[0]) =>
  readWorkbook(bytesOf(await renderAll(input, ["xlsx"]), ".xlsx"))

const firstRow = async (sheet: string, input: Parameters<typeof renderAll>[0]) =>
  (await bookOf(input)).get(sheet)?.rows[0] ?? {}

const named = async (name: string) => (await firstRow("People", anInput([aPerson({ name })])))["name"]

describe("the workbook", () => {
  it("holds the tables of the CSV files, row for row", async () => {
    const input = sampleInput(40)
    const book = await bookOf(input)
    const files = await renderAll(input, ["csv"])
    expect([...book.keys()]).toEqual(["About", "People", "Devices", "Findings", "Failures"])
    for (const title of ["People", "Devices", "Findings", "Failures"]) {
      const lines = textOf(files, `${title.toLowerCase()}.csv`).replace("\ufeff", "").trimEnd().split("\r\n")
      const sheet = book.get(title)
      expect(sheet?.rows, title).toHaveLength(lines.length - 1)
      const [header] = all(sheet?.root ?? all(book.get("About")?.root ?? never(), "row")[0] ?? never(), "row")
      expect(
        all(header ?? never(), "t")
          .map(({ text }) => text)
          .join(",")
      ).toBe(lines[0])
    }
  })

  it("has numbers, truth values and times as such, and says not known in words", async () => {
    const device = aDevice("d", { Banned: null, LastLogin: "2026-10-30T08:00:00.123456789Z" })
    const row = await firstRow("Devices", anInput([aPerson({ devices: [device] })]))
    expect(row).toMatchObject({
      trust_score: 78,
      registered: true,
      banned: "not known",
      created_at: "not known",
      last_login: new Date("2026-10-30T08:00:00.123Z")
    })
    expect(row).not.toHaveProperty("os")
  })

  it("keeps a time that is none as the text that it is", async () => {
    const device = aDevice("d", { LastLogin: "yesterday" })
    const row = await firstRow("Devices", anInput([aPerson({ devices: [device] })]))
    expect(row["last_login"]).toBe("yesterday")
  })

  it("freezes the header of every sheet and sets the widths of all columns", async () => {
    for (const [title, { root }] of await bookOf(sampleInput(12))) {
      const [pane] = all(root, "pane")
      expect(pane?.attributes, title).toEqual({
        ySplit: "1",
        topLeftCell: "A2",
        activePane: "bottomLeft",
        state: "frozen"
      })
      const [header] = all(root, "row")
      const widths = all(root, "col").map(({ attributes }) => Number(attributes["width"]))
      expect(widths, title).toHaveLength(header?.children.length ?? 0)
      expect(Math.min(...widths), title).toBeGreaterThanOrEqual(9)
      expect(Math.max(...widths), title).toBeLessThanOrEqual(60)
    }
  })

  it.each(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "constructor", "__proto__", " padded ", "_x0041_"])(
    "holds %j as a text",
    async (name) => {
      expect(await named(name)).toBe(name)
    }
  )

  it("keeps line ends and shows what XML can't hold as replaced", async () => {
    expect(await named("a\r\nb\u0000c\ud800d\u{1f600}e\ufffff")).toBe("a\r\nb\ufffdc\ufffdd\u{1f600}e\ufffdf")
  })

  it("has no formula anywhere", async () => {
    for (const { root } of (await bookOf(sampleInput(12))).values()) expect(all(root, "f")).toEqual([])
  })

  it("cuts a text to what a cell holds, says how much is left out, and counts it", async () => {
    const book = await bookOf(anInput([aPerson({ name: "x".repeat(40_000) })]))
    const name = String(book.get("People")?.rows[0]?.["name"])
    expect(name.length).toBeLessThanOrEqual(32_767)
    const kept = /^x+/.exec(name)?.[0].length ?? 0
    expect(name).toBe(`${"x".repeat(kept)} … [${40_000 - kept} characters left out]`)
    expect(book.get("About")?.rows).toContainEqual({ What: "Texts cut to what a cell holds", Value: 1 })
  })

  it("says on its first sheet what it was made from", async () => {
    const files = await renderAll(sampleInput(12), ["xlsx"])
    const manifest = JSON.parse(textOf(files, "manifest.json"))
    const about = new Map(
      readWorkbook(bytesOf(files, ".xlsx"))
        .get("About")
        ?.rows.map((row) => [row["What"], row["Value"]])
    )
    expect(about.get("Tenant")).toBe("Acme Corporation")
    expect(about.get("Period")).toBe("October 2026")
    expect(about.get("Snapshot")).toBe(manifest.snapshot.id)
    expect(about.get("Snapshot content hash")).toBe(manifest.snapshot.contentHash)
    expect(about.get("SHA-256 of report.json")).toBe(manifest.reportModelSha256)
    expect(about.get("Collection ended")).toEqual(new Date("2026-10-31T18:09:42.000Z"))
  })

  it("is the same bytes each time, and names no time of its making", async () => {
    const [first, second] = [
      await renderAll(sampleInput(12), ["xlsx"]),
      await renderAll(sampleInput(12), ["xlsx"])
    ].map((files) => bytesOf(files, ".xlsx"))
    expect(Buffer.compare(first ?? new Uint8Array(), second ?? new Uint8Array())).toBe(0)
    const header = new DataView((first ?? new Uint8Array()).buffer)
    expect([header.getUint16(10, true), header.getUint16(12, true)]).toEqual([0, 0x21])
  })

  it("goes on in further sheets where a table has more rows than a sheet holds", async () => {
    const table = {
      name: "numbers",
      title: "Numbers",
      columns: ["number"],
      rows: () => Array.from({ length: 5 }, (_, index) => [index])
    }
    const book = readWorkbook(await collected(workbook([measured(table)], 3)))
    expect(Array.from(book, ([title, { rows }]) => [title, rows.map(({ number }) => number)])).toEqual([
      ["Numbers", [0, 1]],
      ["Numbers 2", [2, 3]],
      ["Numbers 3", [4]]
    ])
  })

  it("has a sheet for a table without rows", async () => {
    const book = await bookOf(anInput([]))
    expect(book.get("Failures")?.rows).toEqual([])
  })

  it("has the right checksum for each of its parts", async () => {
    const bytes = bytesOf(await renderAll(sampleInput(12), ["xlsx"]), ".xlsx")
    const archive = Buffer.from(bytes)
    const parts = Object.values(unzipSync(bytes))
    const stated: Array<number> = []
    let at = archive.indexOf("PK\u0001\u0002", 0, "latin1")
    for (; at !== -1; at = archive.indexOf("PK\u0001\u0002", at + 1, "latin1"))
      stated.push(archive.readUInt32LE(at + 16))
    expect(stated).toEqual(parts.map((part) => crc32(part)))
  })

  it("opens in LibreOffice, where it is installed", { timeout: 120_000 }, async ({ skip }) => {
    const input = anInput([
      aPerson({ name: "=1+1" }),
      aPerson({ email: "joe@acme.example", name: "Müge \u{1f600} <b>" })
    ])
    const bytes = bytesOf(await renderAll(input, ["xlsx"]), ".xlsx")
    const folder = mkdtempSync(join(tmpdir(), "rollcall-report-"))
    try {
      writeFileSync(join(folder, "report.xlsx"), bytes)
      // The sheet after the first, as UTF-8 with commas.
      const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
      const { error } = spawnSync(
        "soffice",
        [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", filter, "report.xlsx"],
        { cwd: folder, timeout: 110_000 }
      )
      if (error !== undefined) skip("soffice is not installed")
      const csv = readFileSync(join(folder, "report-People.csv"), "utf8")
      expect(csv).toContain("jane@acme.example,=1+1,jane@acme.example,")
      expect(csv).toContain("joe@acme.example,Müge \u{1f600} <b>,")
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function never(): never {
  throw new Error("there is no such element")
}
