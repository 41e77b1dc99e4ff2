import { describe, expect, it } from "@effect/vitest"
import type { ResourceName } from "@rollcall/model"
import { Effect, Stream } from "effect"
import { decodeRecords, keysOf, type RecordKey, type RecordText, SnapshotStore } from "../src/index.ts"
import { backends, withStore } from "./backends.ts"
import { aReading, begin, sealedSnapshot, anEmployee } from "./store.ts"

const text = (id: string, value: object): RecordText => ({ id, json: JSON.stringify({ id, ...value }) })

/** Two people with everything, and devices of nobody. */
const records: Readonly<Partial<Record<ResourceName, ReadonlyArray<RecordText>>>> = {
  employees: [
    text("e1", { email: "Jane.Doe@ACME.example", knownEmails: ["jane@old.example", "jd+sales@acme.example"] }),
    text("e2", { email: "joe@acme.example", knownEmails: [] })
  ],
  accounts: [
    text("a1", { employeeId: "e1", email: "jane.doe@acme.example" }),
    text("a2", { employeeId: null, email: "jane@old.example" }),
    text("a3", { employeeId: "e2", email: 'joe"quote@acme.example' }),
    text("a4", { employeeId: "e2", email: null })
  ],
  findings: [text("f1", { employeeId: "e1", accountId: "a1" }), text("f2", { accountId: "a3" })],
  endusers: [{ id: "jane.doe@acme.example", json: '{"Email":"jane.doe@acme.example","SerialNumbers":["S1","S 2"]}' }],
  devices: [
    {
      id: "d1",
      json: '{"DeviceID":"d1", "SerialNumber" : "S1", "Emails":[ "jane.doe@acme.example" ,"joe@acme.example"]}'
    },
    { id: "d2", json: '{"DeviceID":"d2","SerialNumber":"S\\u00201","Emails":["j\\u006fe@acme.example"]}' },
    { id: "d3", json: '{"DeviceID":"d3","SerialNumber":"S3","Emails":[]}' }
  ]
}

const filled = Effect.gen(function* () {
  const store = yield* SnapshotStore
  yield* begin("run-1", { sources: ["push", "banyan"] })
  for (const [resource, list] of [
    ["employees", records.employees],
    ["accounts", records.accounts],
    ["findings", records.findings],
    ["endusers", records.endusers],
    ["devices", records.devices]
  ] as const) {
    const source = resource === "endusers" || resource === "devices" ? "banyan" : "push"
    yield* store.openResource("run-1", source, resource)
    for (const record of list ?? []) yield* store.append("run-1", source, resource, [record], null)
    yield* store.closeResource("run-1", aReading(resource, { source, records: list?.length ?? 0 }))
  }
  yield* store.seal("run-1", "2026-10-31T09:00:00.000Z")
  return store
})

const cases: ReadonlyArray<readonly [what: string, key: RecordKey, ids: ReadonlyArray<string>]> = [
  [
    "an address, whatever its letter case",
    { kind: "email", value: "jane.doe@acme.example" },
    ["d1", "jane.doe@acme.example", "a1", "e1"]
  ],
  ["a known address", { kind: "email", value: "jane@old.example" }, ["a2", "e1"]],
  ["an address with a tag", { kind: "email", value: "jd+sales@acme.example" }, ["e1"]],
  ["an address that has a tag there", { kind: "mailbox", value: "jd@acme.example" }, ["e1"]],
  ["an address that is escaped there", { kind: "email", value: "joe@acme.example" }, ["d1", "d2", "e2"]],
  ["an address with a sign that must be escaped", { kind: "email", value: 'joe"quote@acme.example' }, ["a3"]],
  ["an employee", { kind: "employee", value: "e1" }, ["a1", "f1"]],
  ["an account", { kind: "account", value: "a3" }, ["f2"]],
  ["its id", { kind: "id", value: "e2" }, ["e2"]],
  ["a serial number", { kind: "serial", value: "S1" }, ["d1", "jane.doe@acme.example"]],
  ["a serial number that is escaped there", { kind: "serial", value: "S 1" }, ["d2"]],
  ["that it names no address", { kind: "untold", value: "email" }, ["d3", "a4"]],
  ["nothing that is there", { kind: "email", value: "nobody@acme.example" }, []],
  ["an address asked for as something else", { kind: "serial", value: "jane.doe@acme.example" }, []]
]

describe.each(backends)("records in $name", (backend) => {
  it.effect("are found by everything that they name", () =>
    Effect.gen(function* () {
      const store = yield* filled
      for (const [what, key, ids] of cases) {
        const found = yield* store.find("acme", "run-1", [key])
        expect(
          found.map(({ id }) => id),
          what
        ).toEqual(ids)
      }
    }).pipe(withStore(backend))
  )

  it.effect("are found once by several keys, as they came, and can be decoded", () =>
    Effect.gen(function* () {
      const store = yield* filled
      const found = yield* store.find("acme", "run-1", [
        { kind: "email", value: "jane.doe@acme.example" },
        { kind: "email", value: "jane@old.example" },
        { kind: "employee", value: "e1" }
      ])
      expect(found.map(({ resource, id }) => `${resource} ${id}`)).toEqual([
        "devices d1",
        "endusers jane.doe@acme.example",
        "accounts a1",
        "accounts a2",
        "employees e1",
        "findings f1"
      ])
      expect(found[0]?.json).toBe(records.devices?.[0]?.json)
      const decoded = yield* decodeRecords(found.filter(({ resource }) => resource === "endusers"))
      expect(decoded.endusers.map(({ Email }) => Email)).toEqual(["jane.doe@acme.example"])
      expect(decoded.employees).toEqual([])
    }).pipe(withStore(backend))
  )

  it.effect("of another tenant or of no snapshot are not found", () =>
    Effect.gen(function* () {
      const store = yield* filled
      const key: RecordKey = { kind: "id", value: "e1" }
      yield* begin("run-2")
      expect(yield* store.find("bolt", "run-1", [key])).toEqual([])
      expect(yield* store.find("acme", "run-2", [key])).toEqual([])
      expect(yield* store.find("acme", "run-1", [])).toEqual([])
      expect(yield* Stream.runCollect(store.records("bolt", "run-1", "employees"))).toEqual([])
      expect(yield* Stream.runCollect(store.records("acme", "run-2", "employees"))).toEqual([])
    }).pipe(withStore(backend))
  )

  it.effect("are found among thousands in any order, and read in canonical order", () =>
    Effect.gen(function* () {
      const ids = Array.from({ length: 6000 }, (_, index) => `${(index * 7919) % 6000}`)
      const pages = Array.from({ length: 60 }, (_, page) =>
        ids
          .slice(page * 100, (page + 1) * 100)
          .map((id) => anEmployee(id, { email: `p${id}@acme.example`, note: "x".repeat(99) }))
      )
      yield* sealedSnapshot("run-1", pages)
      const store = yield* SnapshotStore
      for (const id of ["0", "1", "77", "5999"]) {
        const found = yield* store.find("acme", "run-1", [{ kind: "email", value: `p${id}@acme.example` }])
        expect(found.map((each) => each.id)).toEqual([id])
      }
      const read = yield* Stream.runCollect(store.records("acme", "run-1", "employees"))
      expect(read.map(({ id }) => id)).toEqual(ids.toSorted())
    }).pipe(withStore(backend))
  )

  it.effect("are found beside others of their page, and not by what only looks like a name", () =>
    Effect.gen(function* () {
      const page: ReadonlyArray<RecordText> = [
        { id: '"email":"id@acme.example"', json: '{"id":"x","workemail":"work@acme.example","note":"email"}' },
        text("plain", { email: "plain@acme.example", more: [{ email: "deep@acme.example" }] }),
        { id: "spaced", json: '{"email" :\t"spaced@acme.example" ,"knownEmails":\n[ "known@acme.example" ]}' }
      ]
      const escaped: RecordText = { id: "escaped", json: '{"e\\u006dail":"escaped@acme.example"}' }
      yield* sealedSnapshot("run-1", [page])
      yield* sealedSnapshot("run-2", [[...page, escaped]])
      const store = yield* SnapshotStore
      const idsOf = (run: string, value: string) =>
        Effect.map(store.find("acme", run, [{ kind: "email", value: `${value}@acme.example` }]), (found) =>
          found.map(({ id }) => id)
        )
      for (const run of ["run-1", "run-2"]) {
        for (const value of ["plain", "spaced"]) expect(yield* idsOf(run, value)).toEqual([value])
        expect(yield* idsOf(run, "deep")).toEqual(["plain"])
        expect(yield* idsOf(run, "known")).toEqual(["spaced"])
        for (const value of ["id", "work"]) expect(yield* idsOf(run, value)).toEqual([])
      }
      expect(yield* idsOf("run-2", "escaped")).toEqual(["escaped"])
    }).pipe(withStore(backend))
  )

  it.effect("on a damaged page are no answer but an error", () =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      const error = yield* Effect.gen(function* () {
        const store = yield* filled
        yield* tamper(
          `UPDATE record_page SET body = ${backend.literal(Buffer.from("no page"))} WHERE resource = 'accounts'`
        )
        return yield* Effect.flip(store.find("acme", "run-1", [{ kind: "employee", value: "e1" }]))
      }).pipe(Effect.provide(layer))
      expect(error).toMatchObject({ reason: "corrupt", detail: "page 0 of push accounts in run-1 is damaged" })
    })
  )
})

describe("keysOf", () => {
  it("names the same whether a record has escapes or not", () => {
    const record = {
      employeeId: "e1",
      email: "Jane+x@ACME.example",
      nested: { list: [{ email: "deep@acme.example" }] },
      x: ["email"]
    }
    const plain = keysOf("accounts", { id: "a", json: JSON.stringify(record, null, 2) })
    const escaped = keysOf("accounts", { id: "a", json: JSON.stringify({ ...record, note: "\\" }) })
    expect(plain).toEqual([
      { kind: "id", value: "a" },
      { kind: "employee", value: "e1" },
      { kind: "email", value: "jane+x@acme.example" },
      { kind: "mailbox", value: "jane@acme.example" },
      { kind: "email", value: "deep@acme.example" }
    ])
    expect(escaped).toEqual(plain)
  })

  it("takes nothing from what is no address, no JSON or cut short", () => {
    for (const json of [
      '{"email":"no address"}',
      '{"email":null}',
      '{"email":"cut@acme.example',
      '{"email":"a@b.example\\',
      ""
    ]) {
      expect(keysOf("accountsOther", { id: "a", json })).toEqual([{ kind: "id", value: "a" }])
      expect(keysOf("accounts", { id: "a", json })).toEqual([
        { kind: "id", value: "a" },
        { kind: "untold", value: "email" }
      ])
    }
  })
})
