import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { AuditTrail, SnapshotStore, type StoreError } from "../src/index.ts"
import { layer } from "../src/postgres.ts"
import { asSuperuser, backends, holding, postgresDatabase, withStore } from "./backends.ts"
import { startPostgres } from "./postgres-server.ts"
import { aReading, anEmployee, anEvent, begin, readResource, sealedSnapshot } from "./store.ts"

const at = (url: string) => Layer.fresh(layer({ url: Redacted.make(url) }))

const use = <A, E>(url: string, effect: Effect.Effect<A, E, SnapshotStore | AuditTrail>) =>
  Effect.provide(effect, at(url))

const list = Effect.flatMap(SnapshotStore, (store) => store.list("acme"))

const nameOf = (url: string): string => new URL(url).pathname.slice(1)

describe("both databases", () => {
  /** Ids whose order by locale or by UTF-16 is not the order of their bytes, and JSON that a driver could mistake. */
  const ids = [
    "b",
    "B",
    "a",
    "ä",
    "_",
    "Z",
    "é",
    "10",
    "9",
    "a b",
    "a-b",
    "ab",
    "\u{1f600}",
    "\ufb00",
    "\u007f",
    "\ud800"
  ]
  const texts = ['{"x":"\\u0000"}', '{"x":"\\\\"}', "NULL", "{1,2}", '"\u2028\u{1f600}"', "-0.10e+3", " "]
  const records = ["", ...ids, ...ids].map((id, index) => ({ id, json: texts[index % texts.length] ?? "" }))

  it.effect("give the same content hash and the same bytes in the same order", () =>
    Effect.gen(function* () {
      const [first, second] = yield* Effect.forEach(backends, (backend) =>
        Effect.gen(function* () {
          const { contentHash } = yield* sealedSnapshot("run-1", [records.slice(0, 9), records.slice(9)])
          yield* sealedSnapshot("run-2", [
            ids.map((id) => anEmployee(id, { firstName: id, big: 12345678901234567890n.toString() }))
          ])
          return { contentHash, snapshot: yield* (yield* SnapshotStore).load("acme", "run-2") }
        }).pipe(withStore(backend))
      )
      expect(second).toEqual(first)
      const byBytes = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(second?.snapshot?.records.employees.map(({ id }) => id)).toEqual(byBytes)
    })
  )

  it.effect.each(backends)("$name keeps a page and a document that are larger than a usual message", (backend) =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const page = Array.from({ length: 14_000 }, (_, index) => anEmployee(`e${index}`))
      expect((yield* sealedSnapshot("run-1", [page])).contentHash).toMatch(/^[0-9a-f]{64}$/)
      expect((yield* store.load("acme", "run-1"))?.records.employees).toHaveLength(14_000)
      const document = "x".repeat(17 * 1024 * 1024)
      yield* store.saveAssessment({ tenant: "acme", period: "2026-10", snapshotId: "run-1", document })
      expect((yield* store.assessment("acme", "2026-10"))?.document.length).toBe(document.length)
    }).pipe(withStore(backend))
  )
})

describe("several processes", () => {
  it.effect.each(backends)("make the tables of one new $name database together", (backend) =>
    Effect.gen(function* () {
      const database = yield* backend.database
      const lists = yield* Effect.forEach(
        Array.from({ length: 4 }),
        () => Effect.provide(list, Layer.fresh(database.layer)),
        { concurrency: "unbounded" }
      )
      expect(lists).toEqual([[], [], [], []])
    })
  )

  it.effect.each(backends)("append to one tenant's audit trail in $name and leave a whole chain", (backend) =>
    Effect.gen(function* () {
      const database = yield* backend.database
      const appendTen = Effect.forEach(
        Array.from({ length: 10 }, (_, index) => `entry ${index}`),
        (subject) => Effect.flatMap(AuditTrail, (trail) => trail.append(anEvent(subject))),
        { concurrency: 3 }
      )
      const first = yield* Layer.build(Layer.fresh(database.layer))
      const second = yield* Layer.build(Layer.fresh(database.layer))
      yield* Effect.all([Effect.provide(appendTen, first), Effect.provide(appendTen, second)], {
        concurrency: "unbounded"
      })
      const trail = yield* Effect.provide(
        Effect.flatMap(AuditTrail, (each) => each.read("acme")),
        first
      )
      expect(trail.broken).toBeNull()
      expect(trail.entries).toHaveLength(20)
    })
  )

  it.effect.each(backends)("cannot add to a $name snapshot while it is sealed", (backend) =>
    Effect.gen(function* () {
      const database = yield* backend.database
      const first = yield* Layer.build(Layer.fresh(database.layer))
      const second = yield* Layer.build(Layer.fresh(database.layer))
      const store = yield* Effect.provide(SnapshotStore, first)
      const other = yield* Effect.provide(SnapshotStore, second)
      for (let round = 1; round <= 10; round += 1) {
        const id = `run-${round}`
        yield* Effect.provide(begin(id), first)
        yield* Effect.provide(readResource(id, "employees", [anEmployee("a")]), first)
        const intrusion = Effect.gen(function* () {
          yield* other.openResource(id, "push", "employees")
          yield* other.append(id, "push", "employees", [anEmployee("b")], null)
          yield* other.closeResource(id, aReading("employees", { records: 1 }))
        })
        const sealing = Effect.match(store.seal(id, "2026-10-31T09:00:00.000Z"), {
          onSuccess: () => "sealed",
          onFailure: ({ reason }) => reason
        })
        const [ending] = yield* Effect.all([sealing, Effect.result(intrusion)], { concurrency: "unbounded" })
        expect(["sealed", "busy"]).toContain(ending)
        yield* Effect.result(store.seal(id, "2026-10-31T09:00:00.000Z"))
        expect((yield* store.load("acme", id))?.records.employees).toHaveLength(1)
      }
    })
  )
})

/** What an effect fails with; no form of it shows a password. */
const failure = <A>(url: string, effect: Effect.Effect<A, StoreError, SnapshotStore>) =>
  Effect.map(Effect.flip(use(url, effect)), (error) => {
    expect(`${error.message} ${error.next} ${String(error.cause)} ${JSON.stringify(error)}`).not.toMatch(
      /owner%2Fof|owner\/of|(?<!pas)sword/
    )
    return error
  })

describe("a database in trouble", () => {
  it.live("is unreachable where no server answers", () =>
    Effect.gen(function* () {
      const error = yield* failure("postgres://jane:swordfish@127.0.0.1:1/rollcall", list)
      expect(error.reason).toBe("unreachable")
      expect(error.message).toMatch(/^store, open: 127\.0\.0\.1:1\/rollcall: .*ECONNREFUSED/)
    })
  )

  it.live("is unreachable at an address that cannot be read", () =>
    Effect.gen(function* () {
      const addresses = [
        "postgres://jane:sword#fish@db/rollcall",
        "postgres://jane:1/sword@db/rollcall",
        "postgres://jane:swordfish@[::1/rollcall"
      ]
      for (const address of addresses) {
        expect(yield* failure(address, list), address).toMatchObject({
          reason: "unreachable",
          detail: "the address is not of the form postgres://user:password@host:port/database"
        })
      }
    })
  )

  it.live("is not spoken to without TLS beyond the loopback address, unless the address says so", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      const beyond = owner.replace("127.0.0.1", "0.0.0.0")
      const error = yield* failure(beyond, list)
      expect(error).toMatchObject({ reason: "unreachable", detail: expect.stringContaining("does not support TLS") })
      expect(error.next).toContain("?sslmode=disable")
      expect(yield* use(`${beyond}?sslmode=disable`, list)).toEqual([])
    })
  )

  it.live("refuses a wrong password", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      const error = yield* failure(owner.replace("owner%2Fof%3Atests", "swordfish"), list)
      expect(error).toMatchObject({ reason: "refused", detail: expect.stringContaining("authentication failed") })
    })
  )

  it.live("refuses a user without a password", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      expect((yield* failure(owner.replace(":owner%2Fof%3Atests", ""), list)).reason).toBe("refused")
    })
  )

  it.live("is missing where the server has none of the name", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      expect((yield* failure(`${owner}x`, list)).reason).toBe("missing")
    })
  )

  it.live("forbids to make tables in somebody else's database", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      yield* asSuperuser("postgres", `ALTER DATABASE ${nameOf(owner)} OWNER TO postgres`)
      const error = yield* failure(owner, list)
      expect(error).toMatchObject({ reason: "forbidden", detail: expect.stringContaining("schema public") })
    })
  )

  it.live("is unsuitable with another encoding than UTF-8", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      const name = nameOf(owner)
      yield* asSuperuser("postgres", `DROP DATABASE ${name}`)
      yield* asSuperuser(
        "postgres",
        `CREATE DATABASE ${name} OWNER store_owner TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C' ENCODING 'LATIN1'`
      )
      expect(yield* failure(owner, list)).toMatchObject({
        reason: "unsuitable",
        detail: expect.stringContaining("with the encoding LATIN1")
      })
    })
  )

  it.live("is read, but not written, where it takes no writes", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      const header = yield* use(owner, sealedSnapshot("run-1", [[anEmployee("a")]]))
      yield* asSuperuser("postgres", `ALTER DATABASE ${nameOf(owner)} SET default_transaction_read_only = on`)
      expect(yield* use(owner, list)).toEqual([header])
      expect((yield* failure(owner, begin("run-2"))).reason).toBe("read-only")
    })
  )

  it.live("is busy when it takes no more connections", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      yield* asSuperuser("postgres", `ALTER DATABASE ${nameOf(owner)} CONNECTION LIMIT 0`)
      expect((yield* failure(owner, list)).reason).toBe("busy")
    })
  )

  it.live("is newer when a later version has changed it", () =>
    Effect.gen(function* () {
      const { owner } = yield* postgresDatabase
      yield* use(owner, list)
      yield* asSuperuser(nameOf(owner), "INSERT INTO rollcall_migration (migration_id, name) VALUES (9999, 'later')")
      expect((yield* failure(owner, list)).reason).toBe("newer")
    })
  )

  it.live("fails what is under way when the connection is lost, and serves what comes next", () =>
    Effect.gen(function* () {
      const { owner, superuser } = yield* postgresDatabase
      const cut = asSuperuser(
        "postgres",
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(owner)}' AND wait_event_type = 'Lock'`
      )
      yield* use(
        owner,
        Effect.gen(function* () {
          const store = yield* SnapshotStore
          const ids = ["run-1", "run-2", "run-3"]
          for (const id of ids) {
            yield* begin(id)
            yield* store.openResource(id, "push", "employees")
          }
          // The first that fails interrupts the others, which have nothing left to roll back either.
          const appending = Effect.forEach(
            ids,
            (id) => store.append(id, "push", "employees", [anEmployee("a")], null),
            {
              concurrency: "unbounded",
              discard: true
            }
          )
          // None can end before it is cut, however busy the machine: they wait for a lock.
          const error = yield* holding(superuser, "record_page").pipe(
            Effect.andThen(Effect.raceFirst(Effect.flip(appending), Effect.forever(Effect.delay(cut, "5 millis")))),
            Effect.scoped
          )
          expect(error).toMatchObject({ operation: "append records", reason: "unreachable" })
          yield* readResource("run-1", "employees", [anEmployee("a")])
          yield* store.seal("run-1", "2026-10-31T09:00:00.000Z")
          expect((yield* store.load("acme", "run-1"))?.records.employees).toHaveLength(1)
        })
      )
    })
  )

  it.live("is unreachable while its server is down, and there again with everything afterwards", () =>
    Effect.gen(function* () {
      const server = yield* Effect.acquireRelease(
        Effect.promise(() => startPostgres()),
        (each) => Effect.promise(() => each.remove())
      )
      const url = `postgres://postgres:${encodeURIComponent(server.password)}@127.0.0.1:${server.port}/postgres`
      yield* use(
        url,
        Effect.gen(function* () {
          const header = yield* sealedSnapshot("run-1", [[anEmployee("a")]])
          yield* Effect.promise(() => server.stop())
          expect((yield* Effect.flip(list)).reason).toBe("unreachable")
          expect((yield* Effect.flip(begin("run-2"))).reason).toBe("unreachable")
          yield* Effect.promise(() => server.start())
          expect(yield* list).toEqual([header])
        })
      )
    })
  )
})
