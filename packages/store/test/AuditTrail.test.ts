import { describe, expect, it } from "@effect/vitest"
import type { AuditEvent } from "@rollcall/model"
import { Effect, Layer } from "effect"
import { SqlClient } from "effect/sql"
import { AuditTrail } from "../src/index.ts"
import { services } from "../src/services.ts"
import * as SqliteClient from "../src/SqliteClient.ts"
import { temporaryFile } from "./store.ts"

const anEvent = (subject: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  tenant: "acme",
  at: "2026-10-31T09:00:00.000Z",
  actor: "jane",
  operation: "report",
  subject,
  phase: "outcome",
  action: "a1",
  outcome: "done",
  reason: null,
  before: null,
  after: { manifest: "abc" },
  ...more
})

const withTrail = <A, E>(effect: Effect.Effect<A, E, AuditTrail | SqlClient.SqlClient>) =>
  Effect.flatMap(temporaryFile, (filename) =>
    Effect.provide(effect, Layer.provideMerge(services, SqliteClient.layer({ filename })))
  )

const append = (event: AuditEvent) => Effect.flatMap(AuditTrail, (trail) => trail.append(event))
const read = (tenant: string) => Effect.flatMap(AuditTrail, (trail) => trail.read(tenant))
const appendThree = Effect.forEach(["one", "two", "three"], (subject) => append(anEvent(subject)))

describe("AuditTrail", () => {
  it.effect("chains each tenant's entries by themselves", () =>
    withTrail(
      Effect.gen(function* () {
        yield* append(anEvent("one"))
        yield* append(anEvent("other", { tenant: "bolt" }))
        yield* append(anEvent("two"))
        const { entries, broken } = yield* read("acme")
        expect(broken).toBeNull()
        expect(entries.map(({ subject, sequence }) => [subject, sequence])).toEqual([
          ["one", 1],
          ["two", 2]
        ])
        expect(entries[1]?.previousHash).toBe(entries[0]?.hash)
        expect(entries[0]).toMatchObject(anEvent("one"))
      })
    )
  )

  it.effect.each([
    ["a changed entry", "UPDATE audit_entry SET event = replace(event, 'two', '2') WHERE sequence = 2", 2, "changed"],
    ["a removed entry", "DELETE FROM audit_entry WHERE sequence = 2", 2, "missing"],
    [
      "a rewritten entry",
      "UPDATE audit_entry SET previous_hash = hash, hash = previous_hash WHERE sequence = 3",
      3,
      "does not follow"
    ]
  ] as const)("finds %s", ([, tampering, sequence, why]) =>
    withTrail(
      Effect.gen(function* () {
        yield* appendThree
        yield* Effect.flatMap(SqlClient.SqlClient, (sql) => sql.unsafe(tampering))
        const { broken } = yield* read("acme")
        expect(broken?.sequence).toBe(sequence)
        expect(broken?.why).toContain(why)
      })
    )
  )

  it.effect("is empty and holds for a tenant without entries", () =>
    withTrail(
      Effect.gen(function* () {
        expect(yield* read("acme")).toEqual({ entries: [], broken: null })
      })
    )
  )
})
