/**
 * Finds one person or device at the sources themselves, which are asked for nobody else's records where they let one filter.
 *
 * **Details** Whatever an answer has is joined by the same engine as a snapshot: a filter is a hint, and no record is dropped
 * for being spelt in another way. Nor does a filter prove that there is nothing. Where the device API's finds no end user or no
 * device, its lists are read, which come in one answer each. How the Push API compares addresses is tried with one that it has: if
 * it minds letter case, records may have been hidden, and what was asked for by address counts as not read to its end.
 *
 * **Gotchas** The Push API filters employees by their own address only, and not by those that it knows besides: where nobody
 * has the address for their own, all employees are read; where somebody has, another who is known by it is not seen. It does
 * not filter accounts on other apps by employee: that list is read, up to a bound. Names and device ids cannot be asked for,
 * so that whoever looks for one waits for the lists that have them.
 */
import type { BanyanClientShape } from "@rollcall/banyan"
import type { TenantConfig } from "@rollcall/config"
import { correlate, search } from "@rollcall/correlation"
import { isRead, type Person, type ResourceName, type Snapshot, type SnapshotRecords } from "@rollcall/model"
import type { PushClientShape } from "@rollcall/push"
import { decodeRecords, type StoreError } from "@rollcall/store"
import type { SourceError } from "@rollcall/transport"
import { Clock, Effect, Stream } from "effect"
import { storeFailure, sourceFailure } from "./failures.ts"
import { Answers, answersTo, beginningOf, filtered, foundOnes, listed, named, type Request } from "./LookupAnswers.ts"
import { type Found, foundAgain, foundByName, missingIn, waysBy, wantedOf } from "./LookupMatches.ts"
import { type Clue, gatherRecords, type Wanted } from "./LookupRecords.ts"
import { note } from "./Output.ts"
import { tenantOf } from "./StoreWiring.ts"
import { banyanClientOf, httpLayer, pushClientOf, secretPlace } from "./Wiring.ts"

/** Whom and what a query means in a tenant now. */
export const foundLive = Effect.fn("cli.foundLive")(
  function* (tenant: TenantConfig, query: string) {
    const who = tenantOf(tenant)
    const asking = yield* makeAsking(tenant)
    const around = Effect.fnUntraced(function* (wanted: Wanted) {
      const gather = gatherRecords(asking.find, wanted, who.email)
      const near = yield* gather
      return yield* asking.snapshot((yield* asking.proveNone(near)) ? yield* gather : near)
    })
    for (const wanted of waysBy(query, who)) {
      const asked = yield* around(wanted)
      const found = foundByName(asked, query, who)
      if (found === null) continue
      if (tenant.push === null) return found
      if (isRead(asked, "push.browsers") && found.matches.some(({ person }) => isKnownAlone(person))) {
        yield* note(`${tenant.id}: who else may claim the address is not looked for; without --live the snapshot knows`)
        return found
      }
      break
    }
    const lists = yield* asking.names(query)
    const roster = correlate(yield* asking.snapshot(lists), who)
    const matches = search(roster, query, who)
    const people = matches.flatMap(({ person }) => person ?? [])
    if (people.length === 0) return { roster, matches } satisfies Found
    const found = foundAgain(yield* around(wantedOf(people, who)), matches, who)
    const missing = missingIn(found.roster.snapshot)
    if (missing.length > 0) {
      yield* note(
        `${tenant.id}: there may be more in ${missing.join(", ")} than was found; without --live the snapshot knows`
      )
    }
    return found
  },
  (effect, tenant) =>
    effect.pipe(
      Effect.catchTags({
        SourceError: (error: SourceError) =>
          Effect.fail(sourceFailure(error, tenant.id, secretPlace(tenant, error.source))),
        StoreError: (error: StoreError) => Effect.fail(storeFailure(error, tenant.id))
      }),
      Effect.provide(httpLayer)
    )
)

/** Whether somebody is an employee of one address: another who claims a second one is seen only among all employees. */
const isKnownAlone = (person: Person | null): boolean =>
  person !== null && person.employee !== null && person.emails.length <= 1

/** Both clients, and what they gave so far. */
const makeAsking = Effect.fnUntraced(function* ({ id, push: pushConfig, banyan: banyanConfig }: TenantConfig) {
  const push = pushConfig === null ? null : yield* yield* pushClientOf(id, pushConfig)
  const banyan = banyanConfig === null ? null : yield* yield* banyanClientOf(id, banyanConfig)
  const startedAt = new Date(yield* Clock.currentTimeMillis).toISOString()
  const answers = new Answers()
  const clues = new Set<string>()
  const asked: { addresses: boolean; abroad: boolean; isCaseIgnored?: boolean } = { addresses: false, abroad: false }

  const network = yield* once(
    banyan === null
      ? []
      : [
          listed("endusers", Stream.fromEffect(banyan.endusers.all())),
          listed("devices", Stream.fromEffect(banyan.devices.all()))
        ]
  )
  const employees = yield* once(push === null ? [] : [listed("employees", push.employees.pages())])
  const others = yield* once(push === null ? [] : [beginningOf("accountsOther", push.accountsOther.pages())])

  const isCaseIgnored = Effect.fnUntraced(function* ({ employees: known }: SnapshotRecords) {
    if (push === null) return true
    return (asked.isCaseIgnored ??= yield* ignoresCase(push, known))
  })

  const keep = Effect.fnUntraced(function* (requests: ReadonlyArray<Request>) {
    for (const each of yield* answersTo(requests)) answers.add(each)
    return yield* decodeRecords(answers.records)
  })

  const isNew = ({ kind, value, of }: Clue): boolean => {
    const name = [kind, of, value].join(" ")
    return !clues.has(name) && clues.add(name).has(name)
  }

  const askFor = (clue: Clue): ReadonlyArray<Request> => {
    const requests = banyan === null ? [] : askBanyan(banyan, clue)
    if (push === null) return requests
    if (clue.kind === "email") {
      asked.addresses = true
      // Sources may write the letters that a domain has instead of what stands for them.
      if (/[@.]xn--/.test(clue.value)) asked.abroad = true
    }
    return [...requests, ...askPush(push, clue), ...(clue.kind === "employee" ? others : [])]
  }

  return {
    find: (wanted: ReadonlyArray<Clue>) => keep(wanted.filter(isNew).flatMap(askFor)),
    /** Where a filter found none of a list of the device API, its lists are read; answers whether they were. */
    proveNone: Effect.fnUntraced(function* ({ devices, endusers }: SnapshotRecords) {
      if (devices.length > 0 && endusers.length > 0) return false
      yield* keep(network)
      return network.length > 0
    }),
    /** All that names and addresses come from; of what has only addresses, those that the query is part of. */
    names: (query: string) =>
      keep([...network, ...employees, ...(push === null || /\s/u.test(query) ? [] : withPartOfAddress(push, query))]),
    /** Records as if they had been collected. */
    snapshot: Effect.fnUntraced(function* (records: SnapshotRecords): Effect.fn.Return<Snapshot, SourceError> {
      const sources = [...(push === null ? [] : ["push" as const]), ...(banyan === null ? [] : ["banyan" as const])]
      const isHidden = asked.addresses && (asked.abroad || !(yield* isCaseIgnored(records)))
      return {
        id: "live",
        tenant: id,
        startedAt,
        finishedAt: startedAt,
        complete: false,
        contentHash: "",
        sources,
        resources: answers.readings(sources, isHidden ? byAddress : [], startedAt),
        records
      }
    })
  }
})

/** Requests that are sent once, however often their answer is asked for. */
const once = (requests: ReadonlyArray<Request>) => Effect.forEach(requests, (request) => Effect.cached(request))

/** What is asked for by address, and findings, which may belong to an account that is. */
const byAddress: ReadonlyArray<ResourceName> = ["browsers", "accounts", "accountsOther", "findings"]

/** Whether the Push API finds an address whatever its letter case: one of an employee's is asked for in another one. */
const ignoresCase = Effect.fnUntraced(
  function* (push: PushClientShape, known: SnapshotRecords["employees"]) {
    const some = known.length > 0 ? known : (yield* push.employees.list()).records.map(({ value }) => value)
    for (const { id, email } of some) {
      const other = email === email?.toUpperCase() ? email?.toLowerCase() : email?.toUpperCase()
      if (other === undefined || other === email) continue
      const again = yield* push.employees.list({ email: other })
      return again.records.some((each) => each.id === id)
    }
    return false
  },
  Effect.catchTag("ArgumentError", () => Effect.succeed(false))
)

function askPush(push: PushClientShape, { kind, value, of }: Clue): Array<Request> {
  switch (kind) {
    case "email":
      return [filtered("employees", push.employees.pages({ email: value })), ...withPartOfAddress(push, value)]
    case "mailbox":
      return withPartOfAddress(push, `${value.slice(0, value.indexOf("@"))}+`)
    case "employee":
      return [
        filtered("browsers", push.browsers.pages({ employeeId: value })),
        filtered("accounts", push.accounts.pages({ employeeId: value })),
        filtered("findings", push.findings.pages({ employeeId: value }))
      ]
    case "account":
      return [filtered("findings", push.findings.pages({ accountId: value }))]
    case "id":
      if (of === "employees") return [named(of, push.employees.get(value))]
      if (of === "accounts") return [named(of, push.accounts.get(value))]
      return of === "apps" ? [named(of, push.apps.get(value))] : []
    case "serial":
      return []
  }
}

function askBanyan(banyan: BanyanClientShape, { kind, value }: Clue): Array<Request> {
  if (kind === "email") {
    return [
      foundOnes("endusers", banyan.endusers.withEmail(value)),
      foundOnes("devices", banyan.devices.ofOwner(value))
    ]
  }
  if (kind !== "serial") return []
  return [
    foundOnes("devices", banyan.devices.withSerialNumber(value)),
    filtered("endusers", banyan.endusers.pages({ serialNumber: value }))
  ]
}

const withPartOfAddress = (push: PushClientShape, email: string): Array<Request> => [
  filtered("browsers", push.browsers.pages({ email })),
  filtered("accounts", push.accounts.pages({ email })),
  filtered("accountsOther", push.accountsOther.pages({ email }))
]
