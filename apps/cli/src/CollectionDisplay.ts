/**
 * What is shown while tenants are collected: lines redrawn in place at a terminal, else a log line for each resource.
 */
import type { Progress } from "@rollcall/collect"
import type { SnapshotHeader } from "@rollcall/model"
import { Console, Context, Effect, Schedule, type Scope } from "effect"
import { ErrorScreen, type Screen } from "./ErrorScreen.ts"
import { cut } from "./FittedTable.ts"
import { LogsAreJson } from "./LogFormat.ts"
import { type Area, makeArea } from "./ScreenArea.ts"
import { begun, monotonicMs, progressLine, type TenantProgress, withEvent } from "./TenantProgress.ts"

/** Is told how one tenant's collection goes. */
export interface Watch {
  readonly event: (event: Progress) => Effect.Effect<void>
  /** A source refused for the rate (429) and wants to be left alone for so long. */
  readonly refused: (waitMs: number) => Effect.Effect<void>
}

interface Display {
  /** Shows a tenant until the scope ends. */
  readonly begin: (tenant: string, before: SnapshotHeader | null) => Effect.Effect<Watch, never, Scope.Scope>
}

/** Log lines: what a file or a machine is given. */
const plain: Display = {
  begin: (tenant) =>
    Effect.sync(() => {
      let waitsUntilMs = 0
      return {
        event: logged,
        refused: (waitMs) =>
          Effect.flatMap(monotonicMs, (nowMs) => {
            // Several requests under way are refused together; that is one wait.
            if (nowMs < waitsUntilMs) return Effect.void
            waitsUntilMs = nowMs + waitMs
            return Effect.logInfo(`${tenant}: too fast for a source (429), waits ${Math.ceil(waitMs / 1000)} s`).pipe(
              Effect.annotateLogs({ tenant, waitMs })
            )
          })
      }
    })
}

const silent: Display = {
  begin: () => Effect.succeed({ event: () => Effect.void, refused: () => Effect.void })
}

/** Whoever collects asks here; log lines unless {@link withCollectionDisplay} says otherwise. */
export const CollectionDisplay = Context.Reference<Display>("@rollcall/cli/CollectionDisplay", {
  defaultValue: () => plain
})

/** Runs something that collects with the display that fits where standard error goes. */
export const withCollectionDisplay = <A, E, R>(
  options: { readonly quiet: boolean },
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    if (options.quiet) return yield* Effect.provideService(effect, CollectionDisplay, silent)
    const screen = yield* ErrorScreen
    if (screen === null || (yield* LogsAreJson)) return yield* effect
    return yield* drawn(screen, effect)
  })

function logged(event: Progress): Effect.Effect<void> {
  if (event.kind === "page" || event.kind === "kept") return Effect.void
  const { tenant, source, resource, pages, records } = event
  const name = `${tenant}: ${source} ${resource}`
  const members = { tenant, source, resource, pages, records, kind: event.kind }
  if (event.kind === "failed") {
    return Effect.annotateLogs(Effect.logWarning(`${name} not read to its end`), members)
  }
  const text = pages === 0 ? "not offered" : `${records} in ${pages === 1 ? "1 page" : `${pages} pages`}`
  return Effect.annotateLogs(Effect.logInfo(`${name} ${text}`), members)
}

/** Often enough to look alive; a terminal far away must not be flooded. */
const redrawEvery = "125 millis"

const drawn = <A, E, R>(screen: Screen, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.scoped(
    Effect.gen(function* () {
      const area = makeArea(screen)
      const running = new Map<string, TenantProgress>()
      const redraw = Effect.map(monotonicMs, (nowMs) => area.show(linesOf(running, nowMs, screen)))
      yield* Effect.addFinalizer(() => Effect.sync(area.clear))
      yield* Effect.forkScoped(Effect.repeat(redraw, Schedule.spaced(redrawEvery)))
      const console = yield* Console.Console
      return yield* effect.pipe(
        Effect.provideService(CollectionDisplay, { begin: (tenant, before) => beginIn(running, tenant, before) }),
        Effect.provideService(Console.Console, writingAbove(area, console))
      )
    })
  )

/** What else is said meanwhile goes above the lines, which are drawn again below it. */
const writingAbove = (area: Area, console: Console.Console): Console.Console =>
  new Proxy(console, {
    get: (target, name) => {
      if (name === "error" || name === "log") area.clear()
      return Reflect.get(target, name)
    }
  })

const beginIn = (running: Map<string, TenantProgress>, tenant: string, before: SnapshotHeader | null) =>
  Effect.gen(function* () {
    const change = (how: (progress: TenantProgress) => TenantProgress) =>
      Effect.sync(() => {
        const progress = running.get(tenant)
        if (progress !== undefined) running.set(tenant, how(progress))
      })
    running.set(tenant, begun(tenant, yield* monotonicMs, before))
    yield* Effect.addFinalizer(() => Effect.sync(() => running.delete(tenant)))
    const watch: Watch = {
      event: (event) => change((progress) => withEvent(progress, event)),
      refused: (waitMs) =>
        Effect.flatMap(monotonicMs, (nowMs) => change((progress) => ({ ...progress, waitsUntilMs: nowMs + waitMs })))
    }
    return watch
  })

/** One line for each tenant, as many as the screen has room for. */
function linesOf(running: ReadonlyMap<string, TenantProgress>, nowMs: number, screen: Screen): ReadonlyArray<string> {
  const { columns, rows } = screen.size()
  const room = Math.max(1, rows - 2)
  const all = [...running.values()]
  const shown = all.length > room ? all.slice(0, room - 1) : all
  const nameWidth = shown.reduce((width, { tenant }) => Math.max(width, tenant.length), 0)
  const lines = shown.map((progress) => progressLine(progress, nowMs, nameWidth))
  const rest = all.length - shown.length
  // The last column stays free: some terminals begin a new line as soon as it is written.
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].map((line) => cut(line, Math.max(1, columns - 1)))
}
