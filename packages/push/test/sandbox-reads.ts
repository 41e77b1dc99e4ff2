/**
 * Every read of the client against a sandbox, and what must come of it in the sandbox's reading of the contract.
 */
import { assert } from "@effect/vitest"
import type {
  ArgumentError,
  ListResource,
  Page,
  Position,
  PushClientShape,
  ReadRecord,
  SourceError
} from "@rollcall/push"
import type { PushState, PushSwitches } from "@rollcall/sandbox"
import { Effect, type Stream } from "effect"
import { readToEnd } from "./reading.ts"
import { held, oneOf, type Sandboxed } from "./sandboxed.ts"

type ListName = Exclude<keyof PushState, "bulkAccounts" | "furtherUses">

/** Every list, and whether a source shows it with page tokens. */
export const lists: ReadonlyArray<readonly [name: ListName, hasDocumentedToken: boolean]> = [
  ["employees", true],
  ["browsers", true],
  ["accounts", true],
  ["accountsOther", false],
  ["apps", false],
  ["appsOther", false],
  ["findings", true],
  ["detections", true],
  ["browserExtensions", true],
  ["appBanners", false],
  ["blockedUrls", false]
]

type GetName = Exclude<ListName, "browserExtensions" | "blockedUrls">
const withGet: ReadonlyArray<GetName> = [
  "employees",
  "browsers",
  "accounts",
  "accountsOther",
  "apps",
  "appsOther",
  "findings",
  "detections",
  "appBanners"
]

export const unknownId = "00000000-0000-4000-a000-000000000000"
const offsetsUsed = "read with offsets: records may have been missed"

/** The whole of a list. */
export const pagesOf = (client: PushClientShape, name: ListName): Stream.Stream<Page<unknown>, SourceError> =>
  client[name].pages()

const getOf = (
  client: PushClientShape,
  name: GetName,
  id: string
): Effect.Effect<ReadRecord<unknown>, SourceError | ArgumentError> => client[name].get(id)

/** What the client makes of operations that are not there. */
export const absence = ({ unknownPath }: PushSwitches) => (unknownPath === "gateway" ? "Forbidden" : "NotFound")

const newerMembers = new Set(["fedCmLogin", "knownEmails", "language", "profileEmail", "profileSyncEnabled"])

/** A value as the sandbox's generation writes it. */
export const asWritten = (value: unknown, { generation }: PushSwitches): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, member: unknown) =>
      generation === "003" && newerMembers.has(name) ? undefined : member
    )
  )

/** The records that a whole reading of a list must bring, in their order. */
function expected(name: ListName, switches: PushSwitches): unknown {
  if (name === "findings") return asWritten(servedFindings(switches), switches)
  // The client reads the enabled ones first.
  if (name === "appBanners") return held.appBanners.toSorted((a, b) => Number(b.enabled) - Number(a.enabled))
  return asWritten(held[name], switches)
}

/** Findings of a newer type are not served in the older generation. */
export const servedFindings = ({ generation }: PushSwitches): PushState["findings"] =>
  held.findings.filter(({ type }) => generation === "newest" || type !== "STOLEN_CREDENTIALS")

/** Reads everything that can be read, and nothing is lost, doubled or changed. */
export const readsEverything = Effect.fnUntraced(function* (sandbox: Sandboxed) {
  yield* readsWholeLists(sandbox)
  yield* readsPageByPage(sandbox)
  yield* readsById(sandbox)
  yield* readsUses(sandbox)
  yield* readsFiltered(sandbox)
})

const readsWholeLists = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  for (const [name, hasDocumentedToken] of lists) {
    const { records, refusals, duplicates, drift, problem, pages } = yield* readToEnd(pagesOf(client, name))
    const isThere = name !== "appBanners" || switches.appBanners === "served"
    assert.strictEqual(problem?._tag ?? null, isThere ? null : absence(switches), name)
    if (!isThere) continue
    const got = records.map(({ raw }) => raw)
    assert.deepStrictEqual(
      { got, refusals, duplicates },
      { got: expected(name, switches), refusals: [], duplicates: 0 }
    )
    const hasToken = switches.generation === "newest" && tokensOn(switches, hasDocumentedToken)
    const isPaged = name !== "appBanners" && pages > 1
    assert.deepStrictEqual(drift, isPaged && !hasToken ? [offsetsUsed] : [], name)
  }
})

const tokensOn = ({ tokens }: PushSwitches, hasDocumentedToken: boolean) =>
  tokens === "all" || (tokens === "documented" && hasDocumentedToken)

/** Each page by the position that the one before it gave, with a limit that no list divides by. */
const readsPageByPage = Effect.fnUntraced(function* ({ client }: Sandboxed) {
  for (const name of ["apps", "findings"] as const) {
    const list: ListResource<{ readonly id: string }, object> = client[name]
    const ids: Array<string> = []
    let at: Position | null | undefined
    for (let pages = 0; pages < 100 && at !== null; pages += 1) {
      const page = yield* list.list({}, at, 7)
      ids.push(...page.records.map(({ id }) => id))
      at = page.next
    }
    const wanted = yield* readToEnd(list.pages())
    assert.deepStrictEqual(ids, wanted.ids, name)
    assert.isAbove(ids.length, 7, name)
  }
})

const readsById = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  for (const name of withGet) {
    const isThere = name !== "appBanners" || switches.appBanners === "served"
    if (isThere) {
      const records = name === "findings" ? servedFindings(switches) : held[name]
      for (const record of [records.at(0), records.at(-1)]) {
        const { id, raw } = yield* getOf(client, name, record?.id ?? "")
        assert.deepStrictEqual({ id, raw }, { id: record?.id, raw: asWritten(record, switches) }, name)
      }
    }
    const error = yield* Effect.flip(getOf(client, name, unknownId))
    assert.deepInclude(error, { _tag: "SourceError", operation: `${name}.get` })
    assert.strictEqual(tagOf(error), isThere ? "NotFound" : absence(switches), name)
  }
  assert.strictEqual(tagOf(yield* Effect.flip(client.accountsOther.get("not-a-uuid"))), "NotFound")
})

/** The reason's tag; anything that is no answer of the source is a defect of the test. */
export function tagOf(error: SourceError | ArgumentError): string {
  return error._tag === "SourceError" ? error.reason._tag : error.message
}

const readsUses = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  const [id, further] = oneOf([...held.furtherUses])
  const account = oneOf(held.accounts, (each) => each.id === id)
  const employees = [account.employeeId, ...further.map(({ employeeId }) => employeeId)]
  const uses = yield* client.accounts.usedBy(id)
  assert.isAbove(employees.length, 1)
  assert.deepStrictEqual(
    uses.map(({ employeeId }) => employeeId),
    switches.usedBy === "object" ? employees.slice(0, 1) : employees
  )
  assert.strictEqual(tagOf(yield* Effect.flip(client.accounts.usedBy(unknownId))), "NotFound")
})

const idsOf = <A>(pages: Stream.Stream<Page<A>, SourceError>) =>
  Effect.map(readToEnd(pages), ({ ids, problem }) => ({ ids, problem }))

const all = (records: ReadonlyArray<{ readonly id: string }>) => ({ ids: records.map(({ id }) => id), problem: null })

const readsFiltered = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  const employee = oneOf(held.employees, ({ groups }) => groups.length > 1)
  const [group = ""] = employee.groups
  const inGroup = held.employees.filter(({ groups }) => groups.includes(group))
  const groups = yield* idsOf(client.employees.pages({ groups: [group, "no such group"] }))
  assert.deepStrictEqual(groups, all(switches.groupsFilter === "any" ? inGroup : []))

  const { creationTimestamp: second } = oneOf(held.apps.slice(3))
  const then = yield* idsOf(client.apps.pages({ creationTimestampAfter: second, creationTimestampBefore: second }))
  const madeThen = held.apps.filter(({ creationTimestamp }) => creationTimestamp === second)
  assert.deepStrictEqual(then, all(switches.timeBounds === "inclusive" ? madeThen : []))

  const someone = employee.email.slice(0, -2)
  const matching = held.employees.filter(({ email }) => email.toLowerCase().includes(someone.toLowerCase()))
  assert.deepStrictEqual(yield* idsOf(client.employees.pages({ email: someone.toUpperCase() })), all(matching))

  assert.deepStrictEqual(yield* idsOf(client.browsers.pages({ email: "nobody@nowhere" })), all([]))
  assert.deepStrictEqual(yield* idsOf(client.findings.pages({ state: "NO_SUCH_STATE" })), all([]))
})
