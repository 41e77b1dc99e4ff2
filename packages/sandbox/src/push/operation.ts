/**
 * What an operation of the fake Push API works with, and the refusals they have in common.
 */
import { message, type Mutate, type Reply } from "../http/exchange.ts"
import type { PushSwitches } from "../switches.ts"
import type { PushStore } from "./store.ts"
import type { PageTokens } from "./tokens.ts"

/** A request that has passed the gate. */
export interface PushContext {
  readonly tenantId: string
  readonly store: PushStore
  readonly query: URLSearchParams
  readonly body: string
  readonly atMs: number
  readonly switches: PushSwitches
  readonly tokens: PageTokens
  readonly mutate: Mutate
}

/** Carries a request out; nothing of it happens if it is refused. */
export type Operation = (context: PushContext, id: string) => Reply

/** A refusal of something about the request. */
export const badRequest = (why: string): Reply => message(400, `Bad Request: ${why}`)

/** The answer to an unknown id, with its label where one is documented (section 6, row 15). */
export const notFound = ({ switches }: PushContext, label?: string): Reply =>
  label === undefined ? message(switches.undocumentedNotFound, "Not Found") : message(404, label)

/** Refuses query parameters that an operation does not have, where the switch says so (section 6, row 18). */
export const refusedQuery = (context: PushContext, known: ReadonlyArray<string>): Reply | undefined => {
  if (context.switches.unknownInput === "ignored") return undefined
  const unknown = [...context.query.keys()].find((name) => !known.includes(name))
  return unknown === undefined ? undefined : badRequest(`unknown parameter ${unknown}`)
}
