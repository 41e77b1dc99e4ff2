/**
 * Goal: the Push API from the command line: every list with every filter, every record by its id, every write once and on
 * record.
 * Method: the built command line against the sandbox; what went over the wire is read from the sandbox's own log.
 */
import { defaultSandboxSwitches, type Fault } from "@rollcall/sandbox"
import { AuditTrail } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect } from "effect"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, writeConfig } from "./harness.ts"

let folder: ReturnType<typeof temporaryFolder>
let running: Awaited<ReturnType<typeof runningSandbox>>

const start = async (faults: ReadonlyArray<Omit<Fault, "api">> = []) => {
  running = await runningSandbox({
    people: 40,
    rateLimit: false,
    switches: { ...defaultSandboxSwitches, faults: faults.map((fault) => ({ ...fault, api: "push" as const })) }
  })
  writeConfig(folder.path, running.sandbox)
}

const restart = async (...faults: ReadonlyArray<Omit<Fault, "api">>) => {
  await running.stop()
  await start(faults)
}

beforeEach(async () => {
  folder = temporaryFolder()
  await start()
})

afterEach(async () => {
  await running.stop()
  folder.remove()
})

/** Runs `rollcall push … --tenant acme`. */
const push = (...parameters: ReadonlyArray<string>) =>
  rollcall(folder.path, ["push", ...parameters, "--tenant", "acme"])

const pushJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await push(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

const pushRequests = () => running.sandbox.requests().filter(({ api }) => api === "push")
const written = () => pushRequests().filter(({ method }) => method !== "GET")

/** The first record of a list that is as wanted. */
const first = async (
  resource: string,
  isWanted: (record: Readonly<Record<string, unknown>>) => boolean = () => true
): Promise<string> => {
  const { document } = await pushJson(resource, "list")
  return document.records.find(isWanted).id
}

const trailOf = (tenant: string) =>
  Effect.runPromise(
    Effect.gen(function* () {
      return yield* (yield* AuditTrail).read(tenant)
    }).pipe(Effect.provide(sqliteLayer({ filename: join(folder.path, "rollcall.db") })))
  )

/** What the trail of acme says of each event's end. */
const outcomes = async () => (await trailOf("acme")).entries.map(({ outcome }) => outcome)

const bodyOf = (body: string): unknown => (body === "" ? "" : JSON.parse(body))

const time = "1700000000"

/** Every list with every filter of the contract's section 3. */
const lists = [
  ["employees", { email: "a@b", licensed: "true", groups: "g" }],
  [
    "browsers",
    {
      email: "a@b",
      employeeId: "e",
      browser: "CHROME",
      os: "MACOS",
      lastOnlineTimestampAfter: time,
      lastOnlineTimestampBefore: time
    }
  ],
  [
    "accounts",
    {
      email: "a@b",
      appType: "OKTA",
      employeeId: "e",
      passwordId: "p",
      lastUsedTimestampAfter: time,
      lastUsedTimestampBefore: time
    }
  ],
  ["accountsOther", { email: "a@b", otherAppId: "o", lastUsedTimestampAfter: time, lastUsedTimestampBefore: time }],
  ["apps", { creationTimestampAfter: time, creationTimestampBefore: time }],
  ["appsOther", { creationTimestampAfter: time, creationTimestampBefore: time }],
  [
    "findings",
    {
      state: "OPEN",
      type: "WEAK_PASSWORD",
      employeeId: "e",
      appType: "OKTA",
      accountId: "a",
      passwordId: "p",
      creationTimestampAfter: time,
      creationTimestampBefore: time
    }
  ],
  ["detections", { creationTimestampAfter: time, severity: "HIGH", archived: "true", detectionType: "PHISHING" }],
  [
    "browserExtensions",
    {
      extensionId: "x",
      employeeId: "e",
      browserId: "b",
      deploymentMode: "MANUAL",
      permissions: "tabs",
      hostPermissions: "*://*/*",
      enabled: "true"
    }
  ],
  ["appBanners", { enabled: "true" }],
  ["blockedUrls", {}]
] as const

const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

describe("push RESOURCE list", () => {
  it.each(lists)("reads %s with every filter by the API's own name", async (resource, filters) => {
    const flags = Object.entries(filters).map(([name, value]) => `${flagOf(name)}=${value}`)
    const { code, stderr, document } = await pushJson(resource, "list", ...flags)
    expect(code, stderr).toBe(0)
    expect(document).toMatchObject({ schemaVersion: 1, tenant: "acme", resource, complete: true })
    const [request] = pushRequests()
    const query = Object.fromEntries(new URL(request?.url ?? "", "http://sandbox").searchParams)
    delete query["limit"]
    expect(query).toEqual(filters)
  })

  it("gives every record of every page in the form that is worked with", async () => {
    const { code, document } = await pushJson("accounts", "list")
    expect(code).toBe(0)
    expect(pushRequests().length).toBeGreaterThan(1)
    expect(new Set(document.records.map(({ id }: { id: string }) => id)).size).toBe(document.records.length)
    expect(document.records[0].creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect([document.duplicates, document.refused, document.drift]).toEqual([0, 0, []])
  })

  it("prints the same records with --ndjson, one a line and nothing else", async () => {
    const { document } = await pushJson("accounts", "list")
    const run = await push("accounts", "list", "--ndjson")
    expect(run.code, run.stderr).toBe(0)
    const lines = run.stdout.trimEnd().split("\n")
    expect(lines.map((line) => JSON.parse(line))).toEqual(document.records)
  })

  it("prints a table for a terminal", async () => {
    const run = await push("employees", "list", "--no-licensed")
    expect(run.code, run.stderr).toBe(0)
    const [heads, ...rows] = run.stdout.trimEnd().split("\n")
    expect(heads).toMatch(/^id +email +firstName/)
    expect(rows.every((row) => row.includes("@acme.example"))).toBe(true)
    expect(run.stderr).toMatch(new RegExp(`^${rows.length} records?$`, "m"))
  })

  it("stops at --limit without reading on, and does not call that complete", async () => {
    const { code, document } = await pushJson("accounts", "list", "--limit", "7")
    expect([code, document.records.length, document.complete]).toEqual([0, 7, false])
    expect(pushRequests()).toHaveLength(1)
  })

  it("prints what was read of a list that breaks off, says so, and ends with 1", async () => {
    await restart({ path: "/v1/accounts", kind: "status", status: 400, after: 1 })
    const { code, document } = await pushJson("accounts", "list")
    expect(code).toBe(1)
    expect(document.records).toHaveLength(50)
    expect(document.complete).toBe(false)
    expect(Object.keys(document.error).toSorted()).toEqual(["code", "message", "next", "where"])
  })

  it("ends with 1 when --ndjson breaks off, and says so on standard error", async () => {
    await restart({ path: "/v1/accounts", kind: "status", status: 400, after: 1 })
    const run = await push("accounts", "list", "--ndjson")
    expect([run.code, run.stdout.trimEnd().split("\n").length]).toEqual([1, 50])
    expect(run.stderr).toContain("INCOMPLETE")
  })

  it("counts and names a record that cannot be understood, and keeps the others", async () => {
    await restart({ path: "/v1/apps", kind: "mutate", mutate: (app) => ({ ...app, labels: "no list" }), count: 1 })
    const { code, stderr, document } = await pushJson("apps", "list")
    expect(code).toBe(0)
    expect(document.refused).toBeGreaterThan(0)
    expect(stderr).toMatch(/labels: .+ \(fingerprint [0-9a-f]{16}\)/)
  })

  it("ends with 5 when the key is refused, and says where it is configured", async () => {
    writeFileSync(join(folder.path, "keys", "acme-push"), "wrong-key")
    const { code, document } = await pushJson("accounts", "list")
    expect([code, document.error.code]).toEqual([5, "refused"])
    expect(document.error.next).toContain("keys/acme-push")
  })
})

describe("push RESOURCE get", () => {
  const resources = lists.map(([resource]) => resource)
  const byId = resources.filter((resource) => resource !== "browserExtensions" && resource !== "blockedUrls")

  it.each(byId)("reads one of %s", async (resource) => {
    const { document } = await pushJson(resource, "list", "--limit", "1")
    const [record] = document.records
    const one = await pushJson(resource, "get", record.id)
    expect(one.code, one.stderr).toBe(0)
    expect(one.document).toEqual({ schemaVersion: 1, tenant: "acme", resource, record })
  })

  it("shows every member, nested ones too", async () => {
    const run = await push("accounts", "get", await first("accounts"))
    expect(run.stdout).toMatch(/^loginMethods\.passwordLogin +(yes|no)$/m)
  })

  it("ends with 4 when there is no such record", async () => {
    const { code, document } = await pushJson("accounts", "get", "00000000-0000-4000-8000-000000000000")
    expect([code, document.error.code]).toEqual([4, "not-found"])
  })

  it("reads who uses an account", async () => {
    const id = await first("accounts")
    const { code, document } = await pushJson("accounts", "used-by", id)
    expect(code).toBe(0)
    expect(document).toMatchObject({ schemaVersion: 1, tenant: "acme", resource: "accounts", id })
    expect(document.usedBy[0].employeeId).toBeTypeOf("string")
  })
})

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
    expect(existsSync(join(folder.path, "rollcall.db"))).toBe(false)
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

describe("usage", () => {
  it.each([
    [["apps", "list"], "acme, globex"],
    [["apps", "list", "--tenant", "acmee"], "acme, globex"],
    [["apps", "list", "--tenant", "acme", "--json", "--ndjson"], "--ndjson"],
    [["apps", "list", "--tenant", "acme", "--limit", "0"], "limit"],
    [["apps", "get", " ", "--tenant", "acme"], "blank"],
    [["apps", "get", "..", "--tenant", "acme"], "id"],
    [["findings", "list", "--tenant", "acme", "--creation-timestamp-after", "monday"], "2026-10-01"],
    [["apps", "add-label", "x", "", "--tenant", "acme", "--yes"], "1 to 50"],
    [["apps", "update", "x", "--tenant", "acme", "--yes"], "change something"],
    [["employees", "merge", "x", "x", "--tenant", "acme", "--yes"], "must not hold"],
    [["appBanners", "set", "x", "--title", "t", "--tenant", "acme", "--yes"], "enabled"],
    [["blockedUrls", "add", "https://paste.example", "--tenant", "acme", "--yes"], "domain"]
  ])("ends with 2 on `rollcall push %j` and asks the source nothing", async (parameters, word) => {
    const run = await rollcall(folder.path, ["push", ...parameters])
    expect(run.code, run.stdout).toBe(2)
    expect(`${run.stdout}${run.stderr}`).toContain(word)
    expect(pushRequests()).toEqual([])
  })

  it("ends with 2 on a tenant without the source push", async () => {
    writeConfig(folder.path, running.sandbox, (tenant, lines) =>
      lines.filter((line) => tenant !== "globex" || !line.includes("push:"))
    )
    const run = await rollcall(folder.path, ["push", "apps", "list", "--tenant", "globex"])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain("globex")
    expect(run.stderr).toContain("acme")
  })

  it("needs no --tenant if only one is configured", async () => {
    const file = join(folder.path, "rollcall.yaml")
    writeFileSync(file, readFileSync(file, "utf8").replace(/ {2}globex:[^]*/, ""))
    const run = await rollcall(folder.path, ["push", "apps", "list", "--limit", "1"])
    expect(run.code, run.stderr).toBe(0)
  })
})
