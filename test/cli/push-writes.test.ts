/**
 * Goal: every write to the Push API from the command line: shown, confirmed, sent once, looked at again, and on record.
 * Method: the built command line against the sandbox; what went over the wire is read from the sandbox's own log.
 */
import { AuditTrail } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect } from "effect"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { pushCommands } from "./push-harness.ts"

const { push, pushJson, written, restart, first, folder } = pushCommands()

const trailOf = (tenant: string) =>
  Effect.runPromise(
    Effect.gen(function* () {
      return yield* (yield* AuditTrail).read(tenant)
    }).pipe(Effect.provide(sqliteLayer({ filename: join(folder(), "rollcall.db") })))
  )

/** What the trail of acme says of each event's end. */
const outcomes = async () => (await trailOf("acme")).entries.map(({ outcome }) => outcome)

const bodyOf = (body: string): unknown => (body === "" ? "" : JSON.parse(body))

/** A write: its words, the request that it makes, and what tells that it was made. */
interface Write {
  readonly words: ReadonlyArray<string>
  readonly request: readonly [method: string, url: string, body: unknown]
  readonly after: unknown
}

const named = (email: string) => (record: Readonly<Record<string, unknown>>) => record["email"] === email

const writes: Readonly<Record<string, () => Promise<Write>>> = {
  "accounts forget": async () => {
    const id = await first("accounts")
    return { words: [id], request: ["DELETE", `/v1/accounts/${id}`, ""], after: null }
  },
  "accounts delete-login-method": async () => {
    const id = await first("accounts", ({ passwordId }) => passwordId !== null)
    return {
      words: [id, "USERNAME_PASSWORD"],
      request: ["DELETE", `/v1/accounts/${id}/loginMethods`, { loginMethod: "USERNAME_PASSWORD" }],
      after: expect.objectContaining({ loginMethods: expect.objectContaining({ passwordLogin: false }) })
    }
  },
  "apps update": async () => {
    const id = await first(
      "apps",
      ({ approvalStatus, ownerId }) => approvalStatus === "UNDER_REVIEW" && ownerId !== null
    )
    return {
      words: [id, "--approval-status", "APPROVED", "--owner-id", ""],
      request: ["PATCH", `/v1/apps/${id}`, { approvalStatus: "APPROVED", ownerId: null }],
      after: expect.objectContaining({ approvalStatus: "APPROVED", ownerId: null })
    }
  },
  "apps add-label": async () => {
    const id = await first("apps")
    return {
      words: [id, "a new label"],
      request: ["POST", `/v1/apps/${id}/labels`, { label: "a new label" }],
      after: expect.objectContaining({ labels: expect.arrayContaining(["a new label"]) })
    }
  },
  "apps delete-label": async () => {
    const id = await first("apps", ({ labels }) => Array.isArray(labels) && labels.includes("critical"))
    return {
      words: [id, "critical"],
      request: ["DELETE", `/v1/apps/${id}/labels`, { label: "critical" }],
      after: expect.objectContaining({ labels: expect.not.arrayContaining(["critical"]) })
    }
  },
  "employees update": async () => {
    const id = await first("employees", named("jane.doe@acme.example"))
    return {
      words: [id, "--groups", "b", "--groups", "a"],
      request: ["PATCH", `/v1/employees/${id}`, { groups: ["b", "a"] }],
      after: expect.objectContaining({ groups: ["b", "a"] })
    }
  },
  "employees add-group": async () => {
    const id = await first("employees")
    return {
      words: [id, "night shift"],
      request: ["POST", `/v1/employees/${id}/groups`, { group: "night shift" }],
      after: expect.objectContaining({ groups: expect.arrayContaining(["night shift"]) })
    }
  },
  "employees delete-group": async () => {
    const id = await first("employees", ({ groups }) => Array.isArray(groups) && groups.includes("everyone"))
    return {
      words: [id, "everyone"],
      request: ["DELETE", `/v1/employees/${id}/groups`, { group: "everyone" }],
      after: expect.objectContaining({ groups: expect.not.arrayContaining(["everyone"]) })
    }
  },
  "employees merge": async () => {
    const id = await first("employees", named("jane.doe@acme.example"))
    const secondary = await first("employees", (employee) => employee["id"] !== id)
    return {
      words: [id, secondary],
      request: ["POST", `/v1/employees/${id}/merge`, { secondaryEmployeeIds: [secondary] }],
      after: { primary: expect.objectContaining({ id }), secondaries: [null] }
    }
  },
  "appBanners set": async () => {
    const id = await first("apps")
    return {
      words: [id, "--enabled", "--mode", "INFORM", "--title", "A new title"],
      request: ["POST", `/v1/controls/appBanners/${id}`, { enabled: true, mode: "INFORM", title: "A new title" }],
      after: expect.objectContaining({ enabled: true, mode: "INFORM", title: "A new title" })
    }
  },
  "blockedUrls add": async () => ({
    words: ["*.new.example", "--path", "/a/*"],
    request: ["POST", "/v1/controls/blockedUrls", { host: "*.new.example", path: "/a/*" }],
    after: expect.arrayContaining(["*://*.new.example/a/*"])
  }),
  "blockedUrls clear": async () => ({
    words: [],
    request: ["DELETE", "/v1/controls/blockedUrls", ""],
    after: []
  })
}

describe("push writes", () => {
  it.each(Object.keys(writes))("does `%s` once and on record, and not again", async (name) => {
    const write = await writes[name]?.()
    const words = [...name.split(" "), ...(write?.words ?? []), "--yes", "--reason", "a ticket"]
    const { code, stderr, document } = await pushJson(...words, "--as", "Jane")
    expect(code, stderr).toBe(0)
    expect(document.outcome).toBe("done")
    expect(document.after).toEqual(write?.after)
    expect(written().map(({ method, url, body }) => [method, url, bodyOf(body)])).toEqual([write?.request])

    const { entries, broken } = await trailOf("acme")
    const told = { operation: document.operation, subject: document.subject, actor: "Jane", reason: "a ticket" }
    expect(broken).toBeNull()
    expect(entries).toMatchObject([
      { ...told, phase: "intention", outcome: null, before: document.before },
      { ...told, phase: "outcome", outcome: "done", before: document.before, after: document.after }
    ])

    // What is gone cannot be found again; anything else is so already.
    const again = await pushJson(...words)
    const isGone = name === "accounts forget" || name === "employees merge"
    expect([again.code, again.document.outcome]).toEqual(isGone ? [4, undefined] : [0, "already-so"])
    expect(written()).toHaveLength(1)
  })

  it.each(Object.keys(writes))("shows with --dry-run what `%s` would send, and sends nothing", async (name) => {
    const write = await writes[name]?.()
    const { code, stderr, document } = await pushJson(...name.split(" "), ...(write?.words ?? []), "--dry-run")
    expect(code, stderr).toBe(0)
    const [method, path, body] = write?.request ?? []
    expect(document).toMatchObject({ outcome: "dry-run", after: null, request: { method, path } })
    expect(document.request.body === null ? "" : JSON.parse(document.request.body)).toEqual(body)
    expect(written()).toEqual([])
    expect(existsSync(join(folder(), "rollcall.db"))).toBe(false)
  })

  it("sends nothing without --yes where nobody can be asked, and ends with 2", async () => {
    const id = await first("apps")
    const run = await push("apps", "add-label", id, "new")
    expect(run.code).toBe(2)
    for (const word of [id, "POST", '{"label":"new"}', "--dry-run", "--yes"]) expect(run.stderr).toContain(word)
    expect(written()).toEqual([])
  })

  it("takes the licence, and an employee without accounts with it", async () => {
    const { document: employees } = await pushJson("employees", "list", "--licensed")
    const { document: accounts } = await pushJson("accounts", "list")
    const accountsOf = ({ id }: { readonly id: string }): ReadonlyArray<{ readonly id: string }> =>
      accounts.records.filter(({ employeeId }: { employeeId: string }) => employeeId === id)
    const { document: others } = await pushJson("accountsOther", "list")
    const ownsOther = new Set(others.records.map(({ employeeId }: { employeeId: string }) => employeeId))
    const [employee] = employees.records
      .filter(({ id }: { id: string }) => !ownsOther.has(id))
      .toSorted((a: { id: string }, b: { id: string }) => accountsOf(a).length - accountsOf(b).length)
    const { id } = employee
    await Promise.all(accountsOf(employee).map((account) => push("accounts", "forget", account.id, "--yes")))
    const { code, stderr, document } = await pushJson("employees", "update", id, "--no-licensed", "--yes")
    expect(code, stderr).toBe(0)
    expect([document.outcome, document.after]).toEqual(["done", null])
  })

  describe("when the answer is lost", () => {
    const label = { path: "/v1/apps", method: "POST" }

    it("finds the write done and ends with 0", async () => {
      await restart({ ...label, kind: "cut" })
      const { code, document } = await pushJson("apps", "add-label", await first("apps"), "new", "--yes")
      expect([code, document.outcome]).toEqual([0, "done"])
      expect(written()).toHaveLength(1)
      expect(await outcomes()).toEqual([null, "done"])
    })

    it("finds the write not done and ends with 1", async () => {
      await restart({ ...label, kind: "reset" })
      const { code, document } = await pushJson("apps", "add-label", await first("apps"), "new", "--yes")
      expect([code, document.outcome, document.error.code]).toEqual([1, "not-done", "unreachable"])
      expect(written()).toHaveLength(1)
      expect(await outcomes()).toEqual([null, "not-done"])
    })

    it("says how to find out when the state cannot be read either, and ends with 1", async () => {
      await restart({ ...label, kind: "cut" })
      const id = await first("apps")
      await restart(
        { ...label, kind: "cut" },
        { path: `/v1/apps/${id}`, method: "GET", kind: "status", status: 403, after: 1 }
      )
      const { code, document } = await pushJson("apps", "add-label", id, "new", "--yes")
      expect([code, document.outcome, document.after]).toEqual([1, "unknown", null])
      expect(document.error.next).toContain(`rollcall push apps get ${id} --tenant acme`)
      expect(await outcomes()).toEqual([null, "unknown"])
    })
  })

  it("ends with 5 when the key may only read, on record as not done", async () => {
    await restart({ path: "/v1/apps", method: "POST", kind: "status", status: 403 })
    const { code, document } = await pushJson("apps", "add-label", await first("apps"), "new", "--yes")
    expect([code, document.outcome, document.error.code]).toEqual([5, "not-done", "refused"])
    expect(document.after).toEqual(document.before)
  })
})
