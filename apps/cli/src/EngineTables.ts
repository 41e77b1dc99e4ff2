/**
 * What is said where an engine cannot make its tables: it takes a database that refuses for a mistake, and dies of it.
 */
import { storeErrorOf } from "@rollcall/store"
import { Effect } from "effect"
import { SqlError } from "effect/sql"
import type { Failure } from "./Failure.ts"
import { storeFailure } from "./failures.ts"

/** Tells a database's refusal as the store's failure that it is. */
export const withTables = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | Failure, R> =>
  Effect.catchDefect(effect, (defect) =>
    SqlError.isSqlError(defect)
      ? Effect.fail(storeFailure(storeErrorOf("prepare the tables of runs", defect)))
      : Effect.die(defect)
  )
