/**
 * Goal: ban, unban and delete from the command line: shown, confirmed, sent once, read back, on record, and nothing of it
 * to whom it was not meant for.
 * Method: the built command line against the sandbox; what went over the wire is read from the sandbox's own log.
 */
import { defaultSandboxSwitches, type Fault } from "@rollcall/sandbox"
import type { ChildProcess } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, writeConfig } from "./harness.ts"

let folder: ReturnType<typeof temporaryFolder>
let running: Awaited<ReturnType<typeof runningSandbox>>

const start = async (...faults: ReadonlyArray<Fault>) => {
  running = await runningSandbox({ rateLimit: false, switches: { ...defaultSandboxSwitches, faults } })
  writeConfig(folder.path, running.sandbox)
}

const restart = async (...faults: ReadonlyArray<Fault>) => {
  await running.stop()
  await start(...faults)
}

beforeEach(async () => {
  folder = temporaryFolder()
  await start()
})

afterEach(async () => {
  await running.stop()
  folder.remove()
})

/** Runs `rollcall device … --tenant acme`. */
const device = (...parameters: ReadonlyArray<string>) =>
  rollcall(folder.path, ["device", ...parameters, "--tenant", "acme"])

const deviceJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await device(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

const requests = () => running.sandbox.requests().filter(({ api }) => api === "banyan")
const written = () => requests().filter(({ method }) => method !== "GET")

/** The trail of acme as `audit` tells it. */
const trail = async () => {
  const { stdout } = await rollcall(folder.path, ["audit", "--tenant", "acme", "--json"])
  return JSON.parse(stdout).tenants[0]
}

interface DeviceRecord {
  readonly DeviceID: string
  readonly SerialNumber: string
  readonly Emails: ReadonlyArray<string>
  readonly Banned: boolean | null
}

const devices = async (): Promise<ReadonlyArray<DeviceRecord>> => (await deviceJson("list", "--live")).document.records

const withSerial = async (serial: string) => (await devices()).filter(({ SerialNumber }) => SerialNumber === serial)

const update = { api: "banyan", path: "/v1/mdm/update_device" } as const

const jane = "C02XK1ACME01"
const placeholder = "To be filled by O.E.M."

/** A device that several people use and that is not banned. */
const sharedDevice = async (): Promise<DeviceRecord> => {
  const shared = (await devices()).find(({ Emails, Banned }) => Emails.length > 1 && Banned === false)
  if (shared === undefined) throw new Error("the sandbox has no shared device")
  return shared
}

describe("device ban and unban", () => {
  it("bans once and on record, says so a second time, and lifts it again", async () => {
    const banned = await deviceJson("ban", jane, "--yes", "--as", "Jo", "--reason", "stolen")
    expect(banned.code, banned.stderr).toBe(0)
    expect(banned.document).toMatchObject({
      schemaVersion: 1,
      tenant: "acme",
      operation: "banyan devices.ban",
      subject: jane,
      outcome: "done",
      before: { devices: [{ SerialNumber: jane, Banned: false }] },
      after: { devices: [{ SerialNumber: jane, Banned: true }] }
    })
    expect(written().map(({ method, url }) => `${method} ${new URL(url, "http://s").pathname}`)).toEqual([
      "POST /api/v1/mdm/update_device"
    ])
    expect((await deviceJson("ban", jane, "--yes")).document.outcome).toBe("already-so")
    expect(written()).toHaveLength(1)

    const lifted = await device("unban", jane, "--yes")
    expect(lifted.code, lifted.stderr).toBe(0)
    expect(lifted.stderr).toMatch(/by Jo: stolen/)
    expect((await withSerial(jane))[0]?.Banned).toBe(false)
    const { outcome, entries } = await trail()
    expect([outcome, entries.map((each: { outcome: string | null }) => each.outcome)]).toEqual([
      "holds",
      [null, "done", null, "done"]
    ])
  })

  it("shows what will happen first, then whom it hits, then what is sent, and sends nothing with --dry-run", async () => {
    const { code, stdout } = await device("ban", jane, "--dry-run")
    expect(code).toBe(0)
    expect(stdout.split("\n")[0]).toMatch(new RegExp(`serial number ${jane} will be BANNED`))
    const order = ["will be BANNED", "Jane.Doe@ACME.example", "no other device", "POST /api/v1/mdm", "Nothing was sent"]
    const places = order.map((words) => stdout.indexOf(words))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(written()).toEqual([])
  })

  it("sends nothing without --yes where nobody can be asked, and ends with 2", async () => {
    const { code, stderr } = await device("ban", jane)
    expect(code).toBe(2)
    for (const words of [jane, "--dry-run", "--yes"]) expect(stderr).toContain(words)
    expect(written()).toEqual([])
  })

  it("refuses a placeholder and a shared serial number until every device is named", async () => {
    const shared = await withSerial(placeholder)
    const ids = shared.flatMap(({ DeviceID }) => ["--device-id", DeviceID])
    expect(shared).toHaveLength(2)
    const lifted = ["--placeholder-serial", "--overwrite-inventory"]
    const refused = await Promise.all(
      [[], ids, ["--placeholder-serial"], [...lifted, ...ids.slice(2)]].map((flags) =>
        device("ban", placeholder, "--yes", ...flags)
      )
    )
    for (const { code, stderr } of refused) {
      expect(code).toBe(2)
      for (const { DeviceID } of shared) expect(stderr).toContain(DeviceID)
    }
    expect(written()).toEqual([])
    const { code, stderr } = await device("ban", placeholder, "--yes", ...lifted, ...ids)
    expect(code, stderr).toBe(0)
    expect((await withSerial(placeholder)).map(({ Banned }) => Banned)).toEqual([true, true])
  })

  it("ends with 4 when there is no such device", async () => {
    const { code, document } = await deviceJson("ban", "no such serial", "--yes")
    expect([code, document.error.code]).toEqual([4, "not-found"])
  })

  it("ends with 5 when the token may only read, on record as not done", async () => {
    await restart({ ...update, kind: "status", status: 403 })
    const { code, document } = await deviceJson("ban", jane, "--yes")
    expect([code, document.outcome, document.error.code]).toEqual([5, "not-done", "refused"])
    expect((await trail()).entries.at(-1).outcome).toBe("not-done")
  })
})

describe("device delete", () => {
  it("takes a device from one person and leaves it to the others", async () => {
    const { SerialNumber, Emails } = await sharedDevice()
    const [email = "", ...others] = Emails
    const { code, stderr, document } = await deviceJson("delete", SerialNumber, "--email", email, "--yes")
    expect(code, stderr).toBe(0)
    expect(document).toMatchObject({ operation: "banyan devices.deleteForOwner", outcome: "done" })
    expect((await withSerial(SerialNumber)).map((each) => each.Emails)).toEqual([others])
    expect(new URL(written()[0]?.url ?? "", "http://s").searchParams.get("Email")).toBe(email)
  })

  it("never takes an empty address for none", async () => {
    const runs = await Promise.all(
      ["", " ", "*@*", "null"].map((email) => device("delete", jane, "--email", email, "--yes"))
    )
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2])
    expect(requests()).toEqual([])
  })

  it("says who vanishes with it, deletes it for everybody, and knows that it did", async () => {
    const preview = await device("delete", jane, "--dry-run")
    expect(preview.stdout).toMatch(/Jane\.Doe@ACME\.example: has no other device/)
    const { code, stderr } = await device("delete", jane, "--yes")
    expect(code, stderr).toBe(0)
    expect(await withSerial(jane)).toEqual([])
    expect(
      (await rollcall(folder.path, ["enduser", "show", "jane.doe@acme.example", "--live", "--tenant", "acme"])).code
    ).toBe(4)
    const again = await deviceJson("delete", jane, "--yes")
    expect([again.code, again.document.outcome]).toEqual([0, "already-so"])
    expect(written()).toHaveLength(1)
  })
})

describe("when an answer is lost", () => {
  it("finds the ban done and ends with 0", async () => {
    await restart({ ...update, kind: "cut" })
    const { code, document } = await deviceJson("ban", jane, "--yes")
    expect([code, document.outcome]).toEqual([0, "done"])
    expect(written()).toHaveLength(1)
  })

  it("finds the ban not done and ends with 1", async () => {
    await restart({ ...update, kind: "reset" })
    const { code, document } = await deviceJson("ban", jane, "--yes")
    expect([code, document.outcome, document.error.code]).toEqual([1, "not-done", "unreachable"])
    expect(written()).toHaveLength(1)
  })

  it("settles by reading what a killed process has left", async () => {
    await restart({ ...update, kind: "slow", delayMs: 60_000, count: 1 })
    const children: Array<ChildProcess> = []
    const killed = rollcall(folder.path, ["device", "ban", jane, "--yes", "--tenant", "acme"], {}, (child) =>
      children.push(child)
    )
    await expect.poll(written, { timeout: 30_000 }).toHaveLength(1)
    children[0]?.kill("SIGKILL")
    await killed
    const { code, stderr } = await rollcall(folder.path, ["audit", "--tenant", "acme"])
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/banyan devices\.ban C02XK1ACME01.+ was cut short; it was done, and that is on record now/)
    const { open, entries } = await trail()
    expect([open, entries.at(-1).outcome, entries.at(-1).settled]).toEqual([[], "done", true])
    expect((await deviceJson("ban", jane, "--yes")).document.outcome).toBe("already-so")
    expect(written()).toHaveLength(1)
  })
})

const list = (...lines: ReadonlyArray<string>) => writeFileSync(join(folder.path, "list"), lines.join("\n"))

const outcomesOf = (stdout: string): ReadonlyArray<string> =>
  JSON.parse(stdout).lines.map(({ outcome }: { outcome: string }) => outcome)

describe("--from", () => {
  it("acts on each line once, and skips on a second run what is done", async () => {
    const [one, other] = (await devices()).filter(
      ({ Banned, SerialNumber }) => Banned === false && SerialNumber.length > 8
    )
    list(`\uFEFF${one?.SerialNumber}\r`, "", `${other?.SerialNumber}`, `${one?.SerialNumber}`)
    const first = await device("ban", "--from", "list", "--yes", "--json")
    expect(first.code, first.stderr).toBe(0)
    expect(outcomesOf(first.stdout)).toEqual(["done", "blank", "done", "duplicate"])
    const second = await device("ban", "--from", "list", "--yes", "--json")
    expect(outcomesOf(second.stdout)).toEqual(["already-so", "blank", "already-so", "duplicate"])
    expect(written()).toHaveLength(2)
  })

  it("goes on after a line that cannot be done, says so for that line, and ends with 1", async () => {
    list("no such serial", "*", jane)
    const { code, stdout } = await device("ban", "--from", "list", "--yes")
    expect(code).toBe(1)
    expect(stdout.trimEnd().split("\n")).toEqual([
      "1 no such serial: NOT DONE; nothing was sent",
      "2 *: NOT DONE; nothing was sent",
      `3 ${jane}: done`
    ])
  })

  it("stops where nobody can be asked, and where the key is refused, with that failure's own code", async () => {
    list(jane, "PF0EA9DF")
    const unasked = await device("ban", "--from", "list", "--json")
    expect([unasked.code, outcomesOf(unasked.stdout)]).toEqual([2, ["not-done", "not-tried"]])
    await restart({ ...update, kind: "status", status: 403 })
    const refused = await device("ban", "--from", "list", "--yes", "--json")
    expect([refused.code, outcomesOf(refused.stdout)]).toEqual([5, ["not-done", "not-tried"]])
  })

  it("stops at the first outcome that is not known", async () => {
    await restart(
      { ...update, kind: "cut" },
      { api: "banyan", path: "/v1/devices", kind: "status", status: 403, after: 2 }
    )
    list(jane, "PF0EA9DF")
    const { code, stdout } = await device("ban", "--from", "list", "--yes", "--json")
    expect(code).toBe(1)
    expect(outcomesOf(stdout)).toEqual(["unknown", "not-tried"])
    expect(JSON.parse(stdout).lines[0].error.next).toContain(`rollcall device show ${jane} --live --tenant acme`)
    expect(written()).toHaveLength(1)
  })
})

describe("usage", () => {
  it.each([
    [["ban"], "SERIAL"],
    [["ban", "x", "--from", "list", "--tenant", "acme"], "--from"],
    [["ban", "x", "--yes"], "acme, globex"],
    [["ban", "", "--yes", "--tenant", "acme"], "blank"],
    [["unban", "undefined", "--yes", "--tenant", "acme"], "undefined"],
    [["delete", "%", "--yes", "--tenant", "acme"], "wildcards"],
    [["ban", jane, "--yes", "--tenant", "acme", "--as", " "], "--as"],
    [["ban", "--from", "no-such-file", "--yes", "--tenant", "acme"], "no-such-file"],
    [["ban", "--from", "rollcall.yaml", "--device-id", "x", "--yes", "--tenant", "acme"], "--device-id"]
  ])("ends with 2 on `rollcall device %j` and asks the source nothing", async (parameters, word) => {
    const { code, stdout, stderr } = await rollcall(folder.path, ["device", ...parameters])
    expect(code, stdout).toBe(2)
    expect(`${stdout}${stderr}`).toContain(word)
    expect(requests()).toEqual([])
  })
})
