/**
 * Who may take from a bucket next: those that lead first, then first come, first served.
 *
 * A list that is read page by page, each page after the one before, is as slow as its round trips. The longest such list of a
 * tenant decides how long a collection run takes, and every wait for a token makes it longer; so it goes first, and the others
 * leave a token for it.
 */
import { Context, Duration, Effect, Latch } from "effect"

/**
 * Whether the requests of an effect lead at the moment when they ask for a token.
 *
 * **Details** All of them lead unless told otherwise, which makes them equal.
 */
export const Leads = Context.Reference<() => boolean>("@rollcall/transport/Leads", { defaultValue: () => () => true })

/** What the line stands at. Both effects answer in milliseconds how long to wait, 0 for: done. */
export interface Counter<E> {
  /** Tokens that it holds at most. */
  readonly burst: number
  /** Takes a token if so many are left after it. */
  readonly takeMs: (reserve: number) => Effect.Effect<number, E>
  /** The same without taking. */
  readonly lookMs: (reserve: number) => Effect.Effect<number, E>
}

/** A line of waiting requests. */
export interface WaitingLine<E> {
  /** Waits for its turn and for a token; interrupted while waiting, it takes none. */
  readonly take: Effect.Effect<void, E>
  readonly spare: SpareTokens<E>
}

/** Waits for tokens that nobody else waits for; none is taken. */
export interface SpareTokens<E> {
  /** For one that is not the reserve. */
  readonly one: Effect.Effect<void, E>
  /** For half of a burst: more of them would soon come to nothing. */
  readonly plenty: Effect.Effect<void, E>
}

interface Waiter {
  readonly leads: () => boolean
  readonly turn: Latch.Latch
}

/** Tokens that those who do not lead leave for those who do. */
const reserveOfLeaders = 1

/** Nobody sleeps for longer without looking whether things have changed: who leads, and whether others wait. */
const sleepMsMax = 50

/** Makes an empty line. Only its head sleeps, and decides anew after each sleep, so that a pause reaches it too. */
export function makeWaitingLine<E>({ burst, takeMs, lookMs }: Counter<E>): WaitingLine<E> {
  const line: Array<Waiter> = []

  const join = (leads: () => boolean): Waiter => {
    const waiter = { leads, turn: Latch.makeUnsafe(false) }
    const place = leads() ? line.findIndex((each) => !each.leads()) : -1
    line.splice(place === -1 ? line.length : place, 0, waiter)
    return waiter
  }

  const leave = (waiter: Waiter) =>
    Effect.sync(() => {
      line.splice(line.indexOf(waiter), 1)
      line[0]?.turn.openUnsafe()
    })

  const untilTaken = Effect.fnUntraced(function* (waiter: Waiter) {
    while (true) {
      if (line[0] !== waiter) {
        waiter.turn.closeUnsafe()
        yield* waiter.turn.await
        continue
      }
      const waitMs = yield* takeMs(waiter.leads() ? 0 : reserveOfLeaders)
      if (waitMs <= 0) return
      yield* sleepMs(waitMs)
    }
  })

  const untilUnused = Effect.fnUntraced(function* (reserve: number) {
    while (true) {
      const waitMs = line.length > 0 ? sleepMsMax : yield* lookMs(reserve)
      if (waitMs <= 0) return
      yield* sleepMs(waitMs)
    }
  })

  return {
    take: Effect.flatMap(Leads, (leads) =>
      Effect.acquireUseRelease(
        Effect.sync(() => join(leads)),
        untilTaken,
        leave
      )
    ),
    spare: {
      one: untilUnused(reserveOfLeaders),
      plenty: untilUnused(Math.max(reserveOfLeaders, Math.floor(burst / 2)))
    }
  }
}

const sleepMs = (waitMs: number) => Effect.sleep(Duration.millis(Math.min(sleepMsMax, Math.ceil(waitMs))))
