import { describe, expect, it } from "@effect/vitest"
import type { AuditEvent } from "@rollcall/model"
import { Effect } from "effect"
import { AuditTrail } from "../src/index.ts"
import { backends, withStore } from "./backends.ts"
import { anEvent } from "./store.ts"

const append = (event: AuditEvent) => Effect.flatMap(AuditTrail, (trail) => trail.append(event))
const read = (tenant: string) => Effect.flatMap(AuditTrail, (trail) => trail.read(tenant))
const appendThree = Effect.forEach(["one", "two", "three"], (subject) => append(anEvent(subject)))

describe.each(backends)("AuditTrail in $name", (backend) => {
  const withTrail = withStore(backend)

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
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      const { broken } = yield* Effect.provide(
        Effect.andThen(Effect.andThen(appendThree, tamper(tampering)), read("acme")),
        layer
      )
      expect(broken?.sequence).toBe(sequence)
      expect(broken?.why).toContain(why)
    })
  )

  it.effect("is empty and holds for a tenant without entries", () =>
    withTrail(
      Effect.gen(function* () {
        expect(yield* read("acme")).toEqual({ entries: [], broken: null })
      })
    )
  )
})
