/**
 * Goal: what can be read through the Push API from the command line: every list with every filter, every record by its id.
 * Method: the built command line against the sandbox; what went over the wire is read from the sandbox's own log.
 */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { pushCommands } from "./push-harness.ts"

const { push, pushJson, pushRequests, restart, first, folder } = pushCommands()

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
    writeFileSync(join(folder(), "keys", "acme-push"), "wrong-key")
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
