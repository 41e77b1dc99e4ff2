/**
 * Goal: whatever of the contract's open questions is answered in which way, lists are read to their end and writes do what they
 * say, once.
 * Method: every operation against a sandbox in each reading of contracts/banyan.md, section 6.
 */
import { assert, describe, it } from "@effect/vitest"
import type { BanyanClientShape, Page, ReadRecord, SourceError } from "@rollcall/banyan"
import { Effect, Ref, Result, Stream } from "effect"
import { held, type SandboxChanges, sandboxed, sharedDevice, soleDevice } from "./sandboxed.ts"

/** Walks a list to its end or its failure; what a reading brought before it restarted no longer holds. */
const walked = Effect.fnUntraced(function* <A>(pages: Stream.Stream<Page<A>, SourceError>) {
  const records = yield* Ref.make<ReadonlyArray<ReadRecord<A>>>([])
  const drift = yield* Ref.make<ReadonlyArray<string>>([])
  const end = yield* pages.pipe(
    Stream.runForEach((page) =>
      Effect.andThen(
        Ref.update(records, (before) => [...(page.restarts === true ? [] : before), ...page.records]),
        Ref.update(drift, (before) => [...before, ...page.drift])
      )
    ),
    Effect.result
  )
  const read = yield* Ref.get(records)
  return {
    ids: read.map(({ id }) => id).toSorted(),
    drift: yield* Ref.get(drift),
    problem: Result.isFailure(end) ? end.failure.reason._tag : null
  }
})

const held1 = {
  devices: held.devices
    .map(({ record }) => (record.DeviceID === "" ? record.SerialNumber : record.DeviceID))
    .toSorted(),
  endusers: held.endUsers.map(({ record }) => record.Email).toSorted()
}
const held2 = {
  devices: held.devices.map(({ id }) => id).toSorted(),
  endusers: held.endUsers.map(({ id }) => id).toSorted()
}

const readings: ReadonlyArray<readonly [name: string, changes: SandboxChanges]> = [
  ["pages that lack the links", { pagedFields: "sample" }],
  ["pages that have the links", { pagedFields: "full" }],
  ["a page cap of 7", { pageCap: 7 }],
  ["a short page now and then", { shortPageEvery: 3 }]
]

describe.each(readings)("with %s", (_, changes) => {
  it.live("every list is read to its end", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed(changes)
      const whole = { drift: [], problem: null }
      assert.deepStrictEqual(yield* walked(client.devices.pages()), { ids: held1.devices, ...whole })
      assert.deepStrictEqual(yield* walked(client.endusers.pages()), { ids: held1.endusers, ...whole })
      assert.deepStrictEqual(yield* walked(client.devicesV2.pages()), { ids: held2.devices, ...whole })
      assert.deepStrictEqual(yield* walked(client.endusersV2.pages()), { ids: held2.endusers, ...whole })
    })
  )

  it.live("a list read with one request has the same records, and all links", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed(changes)
      const { records } = yield* client.devices.all()
      assert.deepStrictEqual(records.map(({ id }) => id).toSorted(), held1.devices)
      assert.isTrue(records.every(({ value }) => value.Emails !== undefined))
    })
  )
})

describe.each(["partial", "exact"] as const)("with filters that match %s values", (filters) => {
  it.live(
    "every serial number and address that is there finds its own records",
    () =>
      Effect.gen(function* () {
        const { client } = yield* sandboxed({ filters })
        for (const { record } of held.devices) {
          const found = yield* client.devices.withSerialNumber(record.SerialNumber)
          const same = held.devices.filter((each) => each.record.SerialNumber === record.SerialNumber)
          assert.lengthOf(found, same.length, record.SerialNumber)
        }
        for (const { id, record } of held.endUsers) {
          const found = yield* client.endusersV2.withEmail(record.Email)
          assert.deepStrictEqual(
            found.map((each) => each.id),
            [id]
          )
        }
      }),
    30_000
  )
})

describe("a list that changes while it is read", () => {
  it.live.each(["appears", "disappears"] as const)("once is read again, and then whole: a record that %s", (change) =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed({ changesWhilePaging: change, changeCountMax: 1, pageCap: 10 })
      const { ids, drift, problem } = yield* walked(client.devices.pages())
      const difference = change === "appears" ? 1 : -1
      assert.deepStrictEqual([ids.length - held1.devices.length, problem], [difference, null])
      assert.match(drift.join(), /it was read again/)
    })
  )

  it.live.each(["appears", "disappears"] as const)("without end is never taken for whole: records that %s", (change) =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed({ changesWhilePaging: change, pageCap: 10 })
      const { problem } = yield* walked(client.devices.pages())
      assert.strictEqual(problem, "Incomplete")
    })
  )
})

const deletions: ReadonlyArray<readonly [name: string, changes: SandboxChanges, requests: number]> = [
  ["at the documented path", { deletePath: "doubled" }, 1],
  ["at both paths", { deletePath: "both" }, 1],
  ["at the other path alone", { deletePath: "single" }, 3],
  [
    "at the other path alone, with pages of HTML for what is not there",
    { deletePath: "single", missingRoute: "html" },
    3
  ]
]

describe.each(deletions)("a deletion %s", (_, changes, times) => {
  it.live("takes a shared device from one owner and leaves it to the others", () =>
    Effect.gen(function* () {
      const { client, requests } = yield* sandboxed(changes)
      const [email = ""] = sharedDevice.emails
      yield* client.devices.deleteForOwner(sharedDevice.serialNumber, email)
      assert.lengthOf(requests(), times)
      const [device, ...more] = yield* client.devices.withSerialNumber(sharedDevice.serialNumber)
      assert.deepStrictEqual(
        [device?.value.Emails?.includes(email), (device?.value.Emails ?? []).length > 0, more],
        [false, true, []]
      )
    })
  )

  it.live("removes a device, and its owner who has no other", () =>
    Effect.gen(function* () {
      const { client, requests } = yield* sandboxed(changes)
      const [email = ""] = soleDevice.emails
      assert.lengthOf(yield* client.endusers.withEmail(email), 1)
      const before = requests().length
      yield* client.devices.delete(soleDevice.serialNumber)
      assert.strictEqual(requests().length - before, times)
      assert.deepStrictEqual(yield* client.devices.withSerialNumber(soleDevice.serialNumber), [])
      assert.deepStrictEqual(yield* client.endusers.withEmail(email), [])
    })
  )

  it.live("is refused the second time", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed(changes)
      yield* client.devices.delete(soleDevice.serialNumber)
      const error = yield* Effect.flip(client.devices.delete(soleDevice.serialNumber))
      assert.deepInclude(error._tag === "SourceError" ? error.reason : null, { _tag: "Rejected", status: 400 })
    })
  )
})

const updates: ReadonlyArray<readonly [name: string, changes: SandboxChanges]> = [
  ["a list in answer", { updateReply: "array" }],
  ["an object in answer", { updateReply: "object" }],
  ["what is left out blanked", { omitted: "blank" }],
  ["what is left out kept", { omitted: "keep" }]
]

const inventoryOf = (device: ReadRecord<{ readonly [name: string]: unknown }> | undefined) => {
  const { Model, Ownership, Platform, Architecture } = device?.value ?? {}
  return { Model, Ownership, Platform, Architecture }
}

describe.each(updates)("an update with %s", (_, changes) => {
  it.live("bans a device, lifts the ban, and leaves the inventory as it was", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed(changes)
      const { serialNumber, record } = soleDevice
      const { Model, Ownership, Platform, Architecture } = record
      for (const Banned of [true, false]) {
        yield* client.devices.update(serialNumber, { Model, Ownership, Platform, Architecture, Banned })
        const [device] = yield* client.devices.withSerialNumber(serialNumber)
        assert.strictEqual(device?.value.Banned, Banned)
        assert.deepStrictEqual(inventoryOf(device), { Model, Ownership, Platform, Architecture })
      }
    })
  )
})

describe("a deactivation", () => {
  it.live("of an end user takes their device along, and only once", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed()
      const [email = ""] = soleDevice.emails
      const [endUser] = yield* client.endusersV2.withEmail(email, { active: true })
      const id = endUser?.id ?? ""
      yield* client.endusersV2.deactivate(id)
      assert.deepStrictEqual(yield* client.endusersV2.withEmail(email, { active: true }), [])
      assert.lengthOf(yield* client.endusersV2.withEmail(email), 1)
      assert.deepStrictEqual(yield* client.devicesV2.withSerialNumber(soleDevice.serialNumber, { active: true }), [])
      const error = yield* Effect.flip(client.endusersV2.deactivate(id))
      assert.include(error.message, "record not found")
    })
  )

  it.live("of a device takes its owner along", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed()
      const [device] = yield* client.devicesV2.withSerialNumber(soleDevice.serialNumber)
      yield* client.devicesV2.deactivate(device?.id ?? "")
      assert.deepStrictEqual(yield* client.devicesV2.withSerialNumber(soleDevice.serialNumber, { active: true }), [])
      assert.deepStrictEqual(yield* client.endusersV2.withEmail(soleDevice.emails[0] ?? "", { active: true }), [])
    })
  )
})

describe("end users, trust and the audit log", () => {
  it.live("one end user is read by its id, trust included", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed()
      const [first] = held.endUsers
      const { value } = yield* client.endusersV2.get(first?.id ?? "")
      assert.deepStrictEqual(
        [value.email, value.trust_data?.Level],
        [first?.record.Email, first?.record.TrustData.Level]
      )
      const error = yield* Effect.flip(client.endusersV2.get("nobody"))
      assert.strictEqual(error._tag === "SourceError" ? error.reason._tag : "", "NotFound")
    })
  )

  it.live("a maximum that is set is found among the trust scores", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed()
      const maximum = { level: "Low", reason: "Lost on a train", externalSource: "Rollcall" } as const
      const [email = ""] = soleDevice.emails
      yield* client.trustScores.setMaximumLevelOfDevice(soleDevice.serialNumber, maximum)
      yield* client.trustScores.setMaximumLevelOfEndUser(email, maximum)
      const scores = [
        ...(yield* client.trustScores.ofDevice(soleDevice.serialNumber)),
        ...(yield* client.trustScores.ofEndUser(email))
      ]
      const set = scores.filter(
        ({ TrustType, Level, DeletedAt }) => TrustType === "External" && Level === "Low" && DeletedAt === null
      )
      assert.deepStrictEqual(
        set.map(({ TrustID }) => TrustID),
        [soleDevice.serialNumber, email]
      )
    })
  )

  it.live("a write is found in the audit log", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed()
      yield* client.devices.delete(soleDevice.serialNumber)
      const pages = yield* Stream.runCollect(client.auditLogs.pages({ type: "device", action: "delete" }))
      const messages = pages.flatMap(({ records }) => records.map(({ value }) => value.message))
      assert.include(messages.join("\n"), soleDevice.serialNumber)
    })
  )

  it.live("an audit log that is not there is told as such", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed({ auditLogs: "missing" })
      assert.strictEqual((yield* walked(client.auditLogs.pages())).problem, "NotFound")
    })
  )
})

type Write = (client: BanyanClientShape) => Effect.Effect<unknown, unknown>

const writes: ReadonlyArray<readonly [path: string, write: Write]> = [
  ["/v1/v1/delete_device", (c) => c.devices.delete(soleDevice.serialNumber)],
  ["/v1/mdm/update_device", (c) => c.devices.update(soleDevice.serialNumber, { ...soleDevice.record, Banned: true })],
  ["/v2/devices", (c) => c.devicesV2.deactivate(soleDevice.id)]
]

describe.each(writes)("a write to %s", (path, write) => {
  it.live.each([
    ["fails on the server after it was carried out", { kind: "status", isApplied: true }],
    ["loses its answer", { kind: "reset", isApplied: true }],
    ["is answered with an error code and HTTP 200", { kind: "error-code" }],
    ["is answered with a page of HTML", { kind: "html", status: 500 }]
  ] as const)("that %s is not sent again", ([, fault]) =>
    Effect.gen(function* () {
      const { client, requests } = yield* sandboxed({ faults: [{ ...fault, path, count: 1 }] })
      const result = yield* Effect.result(write(client))
      assert.strictEqual(result._tag, "Failure")
      assert.lengthOf(
        requests().filter(({ method }) => method !== "GET"),
        1
      )
    })
  )

  it.live("with a refresh token is exchanged for and carried out", () =>
    Effect.gen(function* () {
      const { refreshingClient, requests } = yield* sandboxed()
      yield* write(refreshingClient)
      assert.lengthOf(requests(), 2)
    })
  )
})
