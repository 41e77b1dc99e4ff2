/**
 * Goal: the audit trail as a person reads it: actions with their ends, and every way in which its record can be broken.
 * Method: the trail is written through the store and spoilt with SQL; the built command line reads it.
 */
import type { AuditEvent } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect } from "effect"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rollcall, temporaryFolder } from "./harness.ts"

let folder: ReturnType<typeof temporaryFolder>

const config = (tenants: ReadonlyArray<string>) =>
  [
    "store: sqlite:./rollcall.db",
    "tenants:",
    ...tenants.map((id) => `  ${id}: { name: ${id}, push: { apiKey: { env: NO_SUCH_KEY } } }`),
    ""
  ].join("\n")

beforeEach(() => {
  folder = temporaryFolder()
  writeFileSync(join(folder.path, "rollcall.yaml"), config(["acme", "globex"]))
})

afterEach(() => folder.remove())

const database = () => join(folder.path, "rollcall.db")

const anEvent = (event: Partial<AuditEvent>): AuditEvent => ({
  tenant: "acme",
  at: "2026-11-20T09:30:00.000Z",
  actor: "jane",
  operation: "banyan devices.ban",
  subject: "C02XK1",
  phase: "outcome",
  action: "one",
  outcome: "done",
  reason: null,
  before: null,
  after: null,
  ...event
})

const intention = (event: Partial<AuditEvent>) => anEvent({ phase: "intention", outcome: null, ...event })

/** Writes events and gives their entries. */
const record = (...events: ReadonlyArray<AuditEvent>) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      return yield* Effect.forEach(events, (event) => trail.append(event))
    }).pipe(Effect.provide(sqliteLayer({ filename: database() })))
  )

/** Changes the database behind the program's back. */
function spoil(statement: string): void {
  const db = new DatabaseSync(database())
  db.exec(statement)
  db.close()
}

const audit = (...parameters: ReadonlyArray<string>) => rollcall(folder.path, ["audit", ...parameters])

const auditJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await audit(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

const manifest = "ab".repeat(32)

const threeActions = () =>
  record(
    intention({ action: "one", reason: "stolen" }),
    anEvent({ action: "one", reason: "stolen" }),
    anEvent({
      action: "two",
      operation: "report",
      subject: "2026-10",
      after: { snapshot: "s", manifestSha256: manifest }
    }),
    intention({ action: "three", operation: "banyan devices.unban", at: "2026-11-21T08:00:00.000Z" })
  )

describe("audit", () => {
  it("shows each action once with its end, its reason and a report's hash", async () => {
    await threeActions()
    const { code, stdout, stderr } = await audit("--tenant", "acme")
    expect(code, stderr).toBe(0)
    expect(stdout).toContain("acme: 4 entries, the chain holds, 1 action is open")
    expect(stdout).toMatch(/^ *1,2 +2026-11-20 09:30:00 +done +jane +banyan devices\.ban C02XK1$\n^ *reason: stolen$/m)
    expect(stdout).toMatch(new RegExp(`report 2026-10$\\n^ *manifest SHA-256 ${manifest}$`, "m"))
    expect(stdout).toMatch(/^ *4 +2026-11-21 08:00:00 +OPEN .+\n^ *no outcome on record/m)
  })

  it("prints the entries of every tenant as JSON, and what is open", async () => {
    const entries = await threeActions()
    const { code, document } = await auditJson()
    expect(code).toBe(0)
    expect(document).toEqual({
      schemaVersion: 1,
      tenants: [
        {
          tenant: "acme",
          outcome: "holds",
          broken: null,
          entryCount: 4,
          newest: { sequence: 4, hash: entries[3]?.hash },
          open: ["three"],
          entries
        },
        { tenant: "globex", outcome: "holds", broken: null, entryCount: 0, newest: null, open: [], entries: [] }
      ]
    })
  })

  it("shows the newest actions with --limit and checks all the same", async () => {
    await threeActions()
    const shown = await auditJson("--tenant", "acme", "--limit", "1")
    expect(shown.document.tenants[0].entries.map(({ sequence }: { sequence: number }) => sequence)).toEqual([4])
    expect(shown.document.tenants[0].entryCount).toBe(4)
    spoil("UPDATE audit_entry SET event = replace(event, 'stolen', 'lost') WHERE sequence = 1")
    expect((await audit("--tenant", "acme", "--limit", "1")).code).toBe(7)
  })

  it.each([
    ["changed", "UPDATE audit_entry SET event = replace(event, 'stolen', 'lost') WHERE sequence = 2", 2],
    ["removed", "DELETE FROM audit_entry WHERE sequence = 2", 2],
    [
      "reordered",
      `UPDATE audit_entry SET sequence = -2 WHERE sequence = 2;
       UPDATE audit_entry SET sequence = 2 WHERE sequence = 3;
       UPDATE audit_entry SET sequence = 3 WHERE sequence = -2`,
      2
    ],
    ["unreadable", "UPDATE audit_entry SET event = 'nothing' WHERE sequence = 3", 3]
  ])("names an entry that was %s, and ends with 7", async (_, statement, sequence) => {
    await threeActions()
    spoil(statement)
    const { code, stderr } = await audit("--tenant", "acme")
    expect(code).toBe(7)
    expect(stderr).toMatch(new RegExp(`^acme: the audit trail does not hold: entry ${sequence}\\b`, "m"))
  })

  it("says which tenant's trail is broken, and shows the others", async () => {
    await threeActions()
    await record(anEvent({ tenant: "globex" }))
    spoil("UPDATE audit_entry SET hash = 'x' WHERE tenant = 'acme' AND sequence = 4")
    const { code, document } = await auditJson()
    expect(code).toBe(7)
    expect(document.tenants).toMatchObject([
      { tenant: "acme", outcome: "broken", broken: { sequence: 4 }, error: { code: "verification-failed" } },
      { tenant: "globex", outcome: "holds", broken: null, entryCount: 1 }
    ])
  })

  it("sees with --expect that entries were removed from the end", async () => {
    const entries = await threeActions()
    const newest = entries[3]?.hash ?? ""
    const holds = await audit("--tenant", "acme", "--expect", newest)
    expect(holds.code, holds.stderr).toBe(0)
    spoil("DELETE FROM audit_entry WHERE sequence = 4")
    expect((await audit("--tenant", "acme")).code).toBe(0)
    const { code, document } = await auditJson("--tenant", "acme", "--expect", newest)
    expect([code, document.tenants[0].outcome]).toEqual([7, "broken"])
  })

  it("keeps control characters away from the terminal", async () => {
    await record(anEvent({ subject: "\u001b[2Jgone", reason: "a\u001b]0;title\u0007b", actor: "ja\u202ene" }))
    const { stdout } = await audit()
    for (const sign of ["\u001b", "\u0007", "\u202e"]) expect(stdout).not.toContain(sign)
  })

  it("ends with 0 where nothing is on record", async () => {
    const { code, stdout } = await audit()
    expect([code, stdout]).toEqual([0, "acme: nothing on record\n\nglobex: nothing on record\n"])
  })

  it.each([
    [["--tenant", "acmee"], "acme, globex"],
    [["--expect", "ab".repeat(32)], "--tenant"],
    [["--tenant", "acme", "--expect", "abc"], "hash"],
    [["--limit", "0"], "limit"]
  ])("ends with 2 on `rollcall audit %j`", async (parameters, word) => {
    const { code, stderr } = await audit(...parameters)
    expect(code).toBe(2)
    expect(stderr).toContain(word)
  })
})
