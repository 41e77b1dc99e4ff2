/**
 * Goal: two processes with one key together stay within what the source grants that key.
 * Method: both take as fast as they may from a bucket in one database; what they got is held against the strict bucket.
 */
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "rollcall-bucket-"))
afterAll(() => rmSync(folder, { recursive: true }))

const taker = fileURLToPath(new URL("./taker.ts", import.meta.url))

const take = (durationMs: number): Promise<ReadonlyArray<number>> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [taker, join(folder, "rollcall.db"), String(durationMs)])
    let out = ""
    let err = ""
    child.stdout.on("data", (data: Buffer) => (out += data.toString()))
    child.stderr.on("data", (data: Buffer) => (err += data.toString()))
    child.on("close", (code) =>
      code === 0
        ? resolve(out.trim().split("\n").map(Number))
        : reject(new Error(`the taker ended with ${code}: ${err}`))
    )
  })

it("grants two processes together one process's rate, and each its part", async () => {
  const parts = await Promise.all([take(4000), take(4000)])
  const all = parts.flat().toSorted((a, b) => a - b)
  // The strict bucket: ten at once, and ten more each second; 50 ms are the way from the grant to the print.
  const excesses = all.flatMap((start, from) =>
    all.slice(from).map((end, more) => more + 1 - 10 - ((end - start + 50) / 1000) * 10)
  )
  expect(Math.max(...excesses)).toBeLessThanOrEqual(0)
  expect(all.length).toBeGreaterThan(30)
  for (const part of parts) expect(part.length).toBeGreaterThan(5)
})
