import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { anInput } from "./builders.ts"
import { bytesOf, renderAll, textOf } from "./files.ts"
import { sampleInput } from "./sample.ts"

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

describe("manifest.json", () => {
  it("lists every other file by name, with its size and hash", async () => {
    const files = await renderAll(anInput())
    const expected = files
      .filter(({ name }) => name !== "manifest.json")
      .map(({ bytes, name }) => ({ name, sizeBytes: bytes.byteLength, sha256: sha256(bytes) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    expect(JSON.parse(textOf(files, "manifest.json")).files).toEqual(expected)
  })

  it("names the hash of report.json, and the report id that ends with its first digits", async () => {
    const files = await renderAll(anInput(), ["json"])
    const manifest = JSON.parse(textOf(files, "manifest.json"))
    const hash = sha256(bytesOf(files, "report.json"))
    expect(manifest).toMatchObject({ reportModelSha256: hash, reportId: `acme-2026-10-${hash.slice(0, 12)}` })
  })

  it("holds the snapshot, the records of each resource and only the exceptions that were applied", async () => {
    const manifest = JSON.parse(textOf(await renderAll(sampleInput(12), ["json"]), "manifest.json"))
    expect(manifest).toMatchObject({
      schemaVersion: 1,
      tenant: { id: "acme", name: "Acme Corporation" },
      period: "2026-10",
      generator: { name: "rollcall", version: "0.1.0", catalogue: "1.0.0" },
      snapshot: { id: "01JBH8Q3W5ZK7M9N2P4R6T8V0X", complete: true, finishedAt: "2026-10-31T18:09:42.000Z" }
    })
    expect(manifest.resources).toContainEqual({ source: "banyan", resource: "devices", records: 12 })
    expect(manifest.exceptions).toEqual([
      expect.objectContaining({ check: "account-mfa-missing", approvedBy: "J. Doe", expires: "2026-12-31", covers: 2 })
    ])
  })
})
