import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { type NewRun, ReportRuns } from "../src/index.ts"
import { backends, withStore } from "./backends.ts"

const acme: NewRun = {
  tenant: "acme",
  period: "2026-10",
  attempt: 1,
  execution: "e1",
  origin: "submitted",
  request: "{}",
  submittedAt: "2026-11-01T06:00:00.000Z"
}
const at = "2026-11-01T06:00:05.000Z"
const step = (name: string, attempt = 1) => ({ ...acme, attempt, step: name, runner: "host:1", at })

describe.each(backends)("report runs in $name", (backend) => {
  it.effect("are submitted once, and again only as a later attempt", () =>
    Effect.gen(function* () {
      const runs = yield* ReportRuns
      expect(yield* runs.find(acme)).toBeNull()
      expect(yield* runs.submit(acme)).toMatchObject({ state: "waiting", attempt: 1, step: null, runner: null })
      expect(yield* runs.submit({ ...acme, submittedAt: "2026-11-02T06:00:00.000Z" })).toMatchObject({
        submittedAt: acme.submittedAt
      })
      yield* runs.begin(step("collect"))
      yield* runs.end({ ...acme, state: "failed", outcome: "why", at })
      expect(yield* runs.submit({ ...acme, attempt: 2, execution: "e2" })).toMatchObject({
        state: "waiting",
        attempt: 2,
        execution: "e2",
        step: null,
        startedAt: null,
        outcome: null
      })
    }).pipe(withStore(backend))
  )

  it.effect("say of a step whether it was begun before, and since when the run is under way", () =>
    Effect.gen(function* () {
      const runs = yield* ReportRuns
      yield* runs.submit(acme)
      expect(yield* runs.begin(step("collect"))).toEqual({ isAgain: false, startedAt: at })
      const later = { at: "2026-11-01T07:00:00.000Z", runner: "host:2" }
      expect(yield* runs.begin({ ...step("collect"), ...later })).toEqual({ isAgain: true, startedAt: at })
      expect(yield* runs.begin({ ...step("render"), ...later })).toEqual({ isAgain: false, startedAt: at })
      expect(yield* runs.find(acme)).toMatchObject({ state: "running", step: "render", runner: "host:2" })
    }).pipe(withStore(backend))
  )

  it.effect("let no step begin of an attempt that ended or was followed by another", () =>
    Effect.gen(function* () {
      const runs = yield* ReportRuns
      expect(yield* runs.begin(step("collect"))).toBeNull()
      yield* runs.submit(acme)
      yield* runs.submit({ ...acme, attempt: 2 })
      expect(yield* runs.begin(step("collect", 1))).toBeNull()
      expect(yield* runs.end({ ...acme, attempt: 2, state: "cancelled", outcome: null, at })).toBe(true)
      expect(yield* runs.begin(step("collect", 2))).toBeNull()
      expect(yield* runs.end({ ...acme, attempt: 2, state: "done", outcome: "{}", at })).toBe(false)
      expect(yield* runs.find(acme)).toMatchObject({ state: "cancelled", attempt: 2 })
    }).pipe(withStore(backend))
  )

  it.effect("are cancelled only before the step that writes", () =>
    Effect.gen(function* () {
      const runs = yield* ReportRuns
      const cancel = (tenant: string) => runs.cancel({ ...acme, tenant, before: ["collect"], at })
      yield* Effect.forEach(["acme", "bolt", "cord"], (tenant) => runs.submit({ ...acme, tenant }))
      yield* runs.begin({ ...step("collect"), tenant: "bolt" })
      yield* runs.begin({ ...step("render"), tenant: "cord" })
      expect([yield* cancel("acme"), yield* cancel("bolt"), yield* cancel("cord")]).toEqual([true, true, false])
      expect(yield* cancel("acme")).toBe(false)
      expect((yield* runs.list({})).map(({ state }) => state)).toEqual(["cancelled", "cancelled", "running"])
    }).pipe(withStore(backend))
  )

  it.effect("are listed by period, counted by state and forgotten once they have ended", () =>
    Effect.gen(function* () {
      const runs = yield* ReportRuns
      const bolt = { ...acme, tenant: "bolt", submittedAt: "2026-11-01T05:00:00.000Z" }
      const older = { ...acme, period: "2026-09", execution: null }
      for (const each of [acme, bolt, older]) yield* runs.submit(each)
      yield* runs.begin(step("collect"))
      yield* runs.end({ ...acme, state: "done", outcome: "{}", at })
      expect((yield* runs.list({})).map(({ tenant, period }) => `${tenant} ${period}`)).toEqual([
        "acme 2026-09",
        "acme 2026-10",
        "bolt 2026-10"
      ])
      expect((yield* runs.list({ period: "2026-09" })).map(({ tenant }) => tenant)).toEqual(["acme"])
      expect(yield* runs.counts).toEqual([
        { state: "done", runs: 1, oldest: acme.submittedAt },
        { state: "waiting", runs: 2, oldest: bolt.submittedAt }
      ])
      expect(yield* runs.silent("2026-11-02", 10)).toEqual(["e1"])
      expect(yield* runs.silent("2026-11-01", 10)).toEqual([])
      expect(yield* runs.doneSince(acme.submittedAt)).toBe(1)
      expect(yield* runs.doneSince("2026-11-02")).toBe(0)
      expect(yield* runs.settled("2026-11-02", 10)).toEqual([
        { tenant: "acme", period: "2026-10", attempt: 1, execution: "e1" }
      ])
      yield* runs.forgotten(acme)
      expect(yield* runs.settled("2026-11-02", 10)).toEqual([])
      yield* runs.remove([acme, bolt])
      expect((yield* runs.list({})).map(({ tenant }) => tenant)).toEqual(["acme", "bolt"])
    }).pipe(withStore(backend))
  )
})
