/**
 * Every write of the client against a sandbox, and what later reads must show of it in the sandbox's reading of the contract.
 */
import { assert } from "@effect/vitest"
import type { ArgumentError, PushClientShape, SourceError } from "@rollcall/push"
import { Effect } from "effect"
import { readToEnd } from "./reading.ts"
import { absence, servedFindings, tagOf, unknownId } from "./sandbox-reads.ts"
import { held, oneOf, type Sandboxed } from "./sandboxed.ts"

type Write = (client: PushClientShape) => Effect.Effect<unknown, SourceError | ArgumentError>

/** Counted in code points; each is two UTF-16 units. */
const faces = (count: number) => "🙂".repeat(count)

/** One call of each write, with arguments that the sandbox accepts by default. */
export const everyWrite: ReadonlyArray<readonly [name: string, write: Write]> = (() => {
  const [one, two] = [oneOf(held.employees), oneOf(held.employees.slice(1))]
  const account = oneOf(held.accounts, ({ loginMethods }) => loginMethods.samlLogin !== null)
  const app = oneOf(held.apps, ({ labels }) => labels.length > 0)
  return [
    ["accounts.deleteLoginMethod", ({ accounts }) => accounts.deleteLoginMethod(account.id, "SAML")],
    ["accounts.forget", ({ accounts }) => accounts.forget(account.id)],
    ["apps.update", ({ apps }) => apps.update(app.id, { notes: "looked at" })],
    ["apps.addLabel", ({ apps }) => apps.addLabel(app.id, "new")],
    ["apps.deleteLabel", ({ apps }) => apps.deleteLabel(app.id, oneOf(app.labels))],
    ["employees.update", ({ employees }) => employees.update(one.id, { groups: ["only"] })],
    ["employees.addGroup", ({ employees }) => employees.addGroup(one.id, "new")],
    ["employees.deleteGroup", ({ employees }) => employees.deleteGroup(two.id, oneOf(two.groups))],
    ["employees.merge", ({ employees }) => employees.merge(one.id, [two.id])],
    ["appBanners.set", ({ appBanners }) => appBanners.set(app.id, { enabled: true, title: "new" })],
    ["blockedUrls.add", ({ blockedUrls }) => blockedUrls.add({ host: "new.example" })],
    ["blockedUrls.clear", ({ blockedUrls }) => blockedUrls.clear()]
  ]
})()

const tagFor = (status: 401 | 403) => (status === 401 ? "Unauthorized" : "Forbidden")

/** A read-only key and a wrong one are refused everywhere, and each request is sent once. */
export const refusesKeys = Effect.fnUntraced(function* (sandbox: Sandboxed) {
  const { switches, requests } = sandbox
  const readOnlyClient = yield* sandbox.readOnlyClient
  const strangersClient = yield* sandbox.strangersClient
  const before = requests().length
  for (const [name, write] of everyWrite) {
    assert.strictEqual(tagOf(yield* Effect.flip(write(readOnlyClient))), tagFor(switches.readOnlyStatus), name)
    assert.strictEqual(tagOf(yield* Effect.flip(write(strangersClient))), tagFor(switches.unauthorizedStatus), name)
  }
  assert.strictEqual(requests().length - before, 2 * everyWrite.length)
  const { ids, problem } = yield* readToEnd(readOnlyClient.employees.pages())
  assert.deepStrictEqual({ ids, problem }, { ids: held.employees.map(({ id }) => id), problem: null })
  const read = yield* Effect.flip(strangersClient.employees.list())
  assert.strictEqual(tagOf(read), tagFor(switches.unauthorizedStatus))
})

/** Writes everything that can be written, and later reads show what the contract says of it. */
export const writesEverything = Effect.fnUntraced(function* (sandbox: Sandboxed) {
  yield* forgets(sandbox)
  yield* deletesLoginMethods(sandbox)
  yield* updatesApps(sandbox)
  yield* labelsApps(sandbox)
  yield* updatesEmployees(sandbox)
  yield* groupsEmployees(sandbox)
  yield* merges(sandbox)
  yield* setsBanners(sandbox)
  yield* blocksUrls(sandbox)
})

/** The tag of the failure that a call must end in. */
const failing = (call: Effect.Effect<unknown, SourceError | ArgumentError>) => Effect.map(Effect.flip(call), tagOf)

const forgets = Effect.fnUntraced(function* ({ client }: Sandboxed) {
  const { id, employeeId } = oneOf(held.accounts.toReversed(), (account) => account.employeeId !== undefined)
  assert.isUndefined(yield* client.accounts.forget(id))
  assert.strictEqual(yield* failing(client.accounts.get(id)), "NotFound")
  assert.strictEqual(yield* failing(client.accounts.forget(id)), "NotFound")
  const { ids } = yield* readToEnd(client.accounts.pages(employeeId === undefined ? {} : { employeeId }))
  const theirs = held.accounts.filter((account) => account.employeeId === employeeId && account.id !== id)
  assert.deepStrictEqual(
    ids,
    theirs.map((account) => account.id)
  )
})

const methods = [
  ["USERNAME_PASSWORD", "passwordLogin", false],
  ["OKTA_SWA", "oktaSwaLogin", false],
  ["OIDC", "oidcLogin", null],
  ["SAML", "samlLogin", null]
] as const

const deletesLoginMethods = Effect.fnUntraced(function* ({ client }: Sandboxed) {
  for (const [method, member, without] of methods) {
    const { id } = oneOf(held.accounts, ({ loginMethods }) => Boolean(loginMethods[member]))
    const before = (yield* client.accounts.get(id)).value
    const wanted = {
      ...before,
      ...(method === "USERNAME_PASSWORD" ? { passwordId: null } : {}),
      loginMethods: { ...before.loginMethods, [member]: without }
    }
    assert.deepStrictEqual(yield* client.accounts.deleteLoginMethod(id, method), wanted)
    assert.deepStrictEqual((yield* client.accounts.get(id)).value, wanted)
    assert.strictEqual(yield* failing(client.accounts.deleteLoginMethod(id, method)), "Rejected")
  }
  assert.strictEqual(yield* failing(client.accounts.deleteLoginMethod(unknownId, "SAML")), "NotFound")
})

const updatesApps = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  const app = oneOf(held.apps, ({ ownerId }) => ownerId !== null)
  const described = { approvalStatus: "NOT_APPROVED", sensitivityLevel: null, notes: "" } as const
  const updated = yield* client.apps.update(app.id, described)
  assert.deepInclude(updated, { ...described, ownerId: app.ownerId })
  assert.deepStrictEqual((yield* client.apps.get(app.id)).value, updated)

  const owner = oneOf(held.employees, ({ id }) => id !== app.ownerId)
  const owned = client.apps.update(app.id, { ownerId: owner.id })
  const orphaned = client.apps.update(app.id, { ownerId: unknownId })
  if (switches.ownerId === "stored") {
    assert.strictEqual(yield* failing(orphaned), "Rejected")
    assert.strictEqual((yield* owned).ownerId, owner.id)
    assert.isNull((yield* client.apps.update(app.id, { ownerId: null })).ownerId)
  } else if (switches.unknownInput === "refused") {
    assert.strictEqual(yield* failing(owned), "Rejected")
  } else {
    assert.strictEqual((yield* owned).ownerId, app.ownerId)
    assert.strictEqual((yield* orphaned).ownerId, app.ownerId)
  }
  assert.strictEqual(yield* failing(client.apps.update(unknownId, described)), "NotFound")
})

const labelsApps = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  const { id, labels } = oneOf(held.apps, (app) => app.labels.length > 0)
  const label = faces(50)
  const isLong = switches.textLength === "utf-16"
  if (isLong) assert.strictEqual(yield* failing(client.apps.addLabel(id, label)), "Rejected")
  const wanted = isLong ? "short" : label
  assert.deepStrictEqual(yield* client.apps.addLabel(id, wanted), [...labels, wanted])
  assert.deepStrictEqual(yield* client.apps.addLabel(id, wanted), [...labels, wanted])
  assert.deepStrictEqual((yield* client.apps.get(id)).value.labels, [...labels, wanted])
  assert.deepStrictEqual(yield* client.apps.deleteLabel(id, wanted), labels)
  const again = yield* Effect.flip(client.apps.deleteLabel(id, wanted))
  assert.include(again.message, "the record is there, but does not have this label")
  for (const call of [client.apps.addLabel, client.apps.deleteLabel]) {
    const unknown = yield* Effect.flip(call(unknownId, "x"))
    assert.strictEqual(tagOf(unknown), "NotFound")
    assert.notInclude(unknown.message, "the record is there")
  }
})

const updatesEmployees = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  const { id } = oneOf(held.employees, ({ licensed }) => licensed)
  const groups = ["z", "a"]
  assert.deepStrictEqual((yield* client.employees.update(id, { groups }))?.groups, groups)
  const unlicensed = yield* client.employees.update(id, { licensed: false })
  assert.deepStrictEqual((yield* client.employees.get(id)).value, unlicensed)
  assert.deepInclude(unlicensed, { licensed: false, groups })

  // Has no accounts, and a licence only from here on.
  const { id: idle } = oneOf(held.employees, ({ email }) => email.startsWith("uli.unlicensed@"))
  if (switches.licenseCountMax === undefined) {
    assert.deepInclude(yield* client.employees.update(idle, { licensed: true }), { id: idle, licensed: true })
    assert.isNull(yield* client.employees.update(idle, { licensed: false }))
    assert.strictEqual(yield* failing(client.employees.get(idle)), "NotFound")
  } else {
    const refusal = yield* Effect.flip(client.employees.update(idle, { licensed: true }))
    assert.deepInclude(refusal._tag === "SourceError" ? refusal.reason : refusal, {
      _tag: "Rejected",
      code: "EXCEEDED_MAX_LICENSED_EMPLOYEES"
    })
    assert.isFalse((yield* client.employees.get(idle)).value.licensed)
  }
  assert.strictEqual(yield* failing(client.employees.update(unknownId, { groups })), "NotFound")
})

const groupsEmployees = Effect.fnUntraced(function* ({ client }: Sandboxed) {
  const { id, groups } = oneOf(held.employees.slice(2))
  assert.deepStrictEqual(yield* client.employees.addGroup(id, "new"), [...groups, "new"])
  assert.deepStrictEqual(yield* client.employees.addGroup(id, "new"), [...groups, "new"])
  assert.deepStrictEqual((yield* client.employees.get(id)).value.groups, [...groups, "new"])
  assert.deepStrictEqual(yield* client.employees.deleteGroup(id, "new"), groups)
  const again = yield* Effect.flip(client.employees.deleteGroup(id, "new"))
  assert.include(again.message, "the record is there, but does not have this group")
  assert.strictEqual(yield* failing(client.employees.addGroup(unknownId, "new")), "NotFound")
  assert.strictEqual(yield* failing(client.employees.deleteGroup(unknownId, "new")), "NotFound")
})

const merges = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  const [primary, secondary] = [oneOf(held.employees.slice(3)), oneOf(held.employees.slice(4))]
  const isTheirs = ({ employeeId }: { readonly employeeId?: string | null }) =>
    employeeId === primary.id || employeeId === secondary.id
  assert.strictEqual(yield* failing(client.employees.merge(primary.id, [secondary.id, unknownId])), "NotFound")
  assert.strictEqual(yield* failing(client.employees.merge(unknownId, [secondary.id])), "NotFound")
  assert.strictEqual((yield* client.employees.get(secondary.id)).id, secondary.id)

  const merged = yield* client.employees.merge(primary.id, [secondary.id])
  assert.deepStrictEqual((yield* client.employees.get(primary.id)).value, merged)
  assert.sameMembers([...(merged.groups ?? [])], [...new Set([...primary.groups, ...secondary.groups])])
  if (switches.generation === "newest") {
    assert.includeMembers([...(merged.knownEmails ?? [])], [primary.email, secondary.email])
  }
  assert.strictEqual(yield* failing(client.employees.get(secondary.id)), "NotFound")
  const idsOf = (records: ReadonlyArray<{ readonly id: string; readonly employeeId?: string | null }>) =>
    records.filter(isTheirs).map(({ id }) => id)
  const browsers = yield* readToEnd(client.browsers.pages({ employeeId: primary.id }))
  assert.deepStrictEqual(browsers.ids, idsOf(held.browsers))
  const findings = yield* readToEnd(client.findings.pages({ employeeId: primary.id }))
  assert.deepStrictEqual(findings.ids, idsOf(servedFindings(switches)))
})

const setsBanners = Effect.fnUntraced(function* ({ client, switches }: Sandboxed) {
  const app = oneOf(held.apps, ({ id }) => held.appBanners.every((banner) => banner.id !== id))
  const update = {
    enabled: false,
    title: faces(75),
    subtext: "see [help](https://help.example)",
    mode: "BLOCK"
  } as const
  const set = client.appBanners.set(app.id, update)
  if (switches.appBanners === "withdrawn") {
    assert.strictEqual(yield* failing(set), absence(switches))
    return
  }
  if (switches.textLength === "utf-16") assert.strictEqual(yield* failing(set), "Rejected")
  const wanted = { ...update, title: switches.textLength === "utf-16" ? "short" : update.title }
  const banner = yield* client.appBanners.set(app.id, wanted)
  assert.deepInclude(banner, wanted)
  assert.deepStrictEqual((yield* client.appBanners.get(app.id)).value, banner)
  const kept = yield* client.appBanners.set(app.id, { enabled: true })
  assert.deepStrictEqual(kept, { ...banner, enabled: true })
  const { ids, problem } = yield* readToEnd(client.appBanners.pages())
  assert.sameMembers([...ids], [...held.appBanners.map(({ id }) => id), app.id])
  assert.isNull(problem)
  assert.strictEqual(yield* failing(client.appBanners.set(unknownId, { enabled: true })), "NotFound")
})

const blocksUrls = Effect.fnUntraced(function* ({ client }: Sandboxed) {
  const blocked = Effect.map(readToEnd(client.blockedUrls.pages()), ({ ids }) => ids)
  assert.strictEqual(yield* client.blockedUrls.add({ host: "*.new.example" }), "*://*.new.example/*")
  assert.strictEqual(yield* client.blockedUrls.add({ host: "*.new.example" }), "*://*.new.example/*")
  assert.strictEqual(yield* client.blockedUrls.add({ host: "a.example", path: "/b*" }), "*://a.example/b*")
  assert.deepStrictEqual(yield* blocked, [...held.blockedUrls, "*://*.new.example/*", "*://a.example/b*"])
  assert.isUndefined(yield* client.blockedUrls.clear())
  assert.deepStrictEqual(yield* blocked, [])
})
