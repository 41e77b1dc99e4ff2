/**
 * Goal: whoever looks after all tenants sees them side by side, and nobody sees a person who is not theirs.
 * Method: reports over stored snapshots of tenants whose people, devices and addresses are canaries, with one tenant that has
 * nothing and one that was read in part; then every file is searched, and the same search shown to find what is there.
 */
import { Schema, SchemaRepresentation } from "effect"
import { createHash, generateKeyPairSync } from "node:crypto"
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { findProgram, outputOf } from "../report/tools.ts"
import { rollcall, temporaryFolder } from "./harness.ts"
import { keepSnapshots, writeOfflineConfig } from "./stored-snapshots.ts"

const folder = temporaryFolder()
const period = "2026-10"

afterAll(() => folder.remove())

/** What names somebody or something of one tenant. */
const canariesOf = (tenant: string) => ({
  id: `${tenant}-canary-employee`,
  email: `canary.${tenant}@acme.example`,
  firstName: `Firstcanary${tenant}`,
  lastName: `Lastcanary${tenant}`,
  account: `${tenant}-canary-account`,
  browser: `${tenant}-canary-browser`,
  device: `${tenant}-canary-device`,
  serial: `SERIALCANARY${tenant.toUpperCase()}`,
  deviceName: `Canarymac${tenant}`
})

function recordsOf(tenant: string, mfaRegistered = false) {
  const { account, browser, device, deviceName, email, firstName, id, lastName, serial } = canariesOf(tenant)
  return {
    employees: { [id]: { id, email, firstName, lastName, licensed: true, creationTimestamp: 1_600_000_000 } },
    browsers: {
      [browser]: {
        id: browser,
        employeeId: id,
        email,
        browser: "CHROME",
        os: "MACOS",
        version: "140.0",
        lastOnlineTimestamp: 1_793_400_000
      }
    },
    accounts: {
      [account]: {
        id: account,
        employeeId: id,
        email,
        appType: "ATLASSIAN",
        appId: "p1",
        mfaRegistered,
        loginMethods: { passwordLogin: true },
        creationTimestamp: 1_600_000_000,
        lastUsedTimestamp: 1_793_400_000
      }
    },
    apps: { p1: { id: "p1", type: "ATLASSIAN", friendlyName: "Atlassian", approvalStatus: "APPROVED" } },
    endusers: { [email]: { Email: email, Name: `${firstName} ${lastName}`, SerialNumbers: [serial] } },
    devices: {
      [device]: {
        DeviceID: device,
        SerialNumber: serial,
        DeviceFriendlyName: deviceName,
        Emails: [email],
        Platform: "Darwin",
        Banned: "FALSE",
        RegisteredStatus: "TRUE",
        LastLogin: 1_793_400_000_123_456_789n
      }
    }
  }
}

/** Acme and Globex have both months; Hooli was read in part, and Initech not at all. */
beforeAll(async () => {
  configure()
  await keepSnapshots(
    folder.path,
    { id: "acme-09", tenant: "acme", finishedAt: "2026-09-30T02:05:00.000Z", records: recordsOf("acme") },
    { id: "acme-10", tenant: "acme", records: recordsOf("acme", true) },
    { id: "globex-09", tenant: "globex", finishedAt: "2026-09-30T02:05:00.000Z", records: recordsOf("globex") },
    { id: "globex-10", tenant: "globex", records: recordsOf("globex", true) },
    {
      id: "hooli-10",
      tenant: "hooli",
      records: recordsOf("hooli"),
      readings: { devices: { complete: false, problem: `canary.hooli@acme.example broke it` } }
    }
  )
  const before = await rollcall(folder.path, ["report", "acme", "globex", "--period", "2026-09", "--format", "json"])
  if (before.code !== 0) throw new Error(before.stderr)
})

/** Globex is judged by other parameters than in the month before. */
function configure(first: ReadonlyArray<string> = [], globex: ReadonlyArray<string> = []): void {
  const exception = [
    "exceptions:",
    "  - check: account-mfa-missing",
    "    subject: canary.acme@acme.example",
    "    reason: canary reason",
    "    approvedBy: Canary Approver",
    "    expires: 2027-12-31"
  ]
  writeOfflineConfig(folder.path, { acme: exception, globex, hooli: [], initech: [] })
  const file = join(folder.path, "rollcall.yaml")
  writeFileSync(file, [...first, readFileSync(file, "utf8")].join("\n"))
}

async function reportAll(...parameters: ReadonlyArray<string>) {
  const run = await rollcall(folder.path, [
    "report",
    "--all",
    "--period",
    period,
    "--allow-partial",
    "--json",
    ...parameters
  ])
  return { ...run, document: JSON.parse(run.stdout) }
}

const portfolioFile = (root: string, ending: string) => join(folder.path, root, "_portfolio", `${period}${ending}`)

const languageIn = (root: string) => /<html lang="(\w+)/.exec(readFileSync(portfolioFile(root, ".html"), "utf8"))?.[1]

const portfolioIn = (root: string) => JSON.parse(readFileSync(portfolioFile(root, ".json"), "utf8"))

const [pdftotext, pdfdetach] = [findProgram("pdftotext"), findProgram("pdfdetach")]

/** A file's text, with what a PDF shows and what is attached to it. */
function readable(file: string): string {
  const text = readFileSync(file, "utf8")
  if (!file.endsWith(".pdf") || pdftotext === undefined || pdfdetach === undefined) return text
  const attached = join(folder.path, "attached.json")
  outputOf(pdfdetach, "-save", "1", "-o", attached, file)
  return [text, outputOf(pdftotext, "-layout", file, "-"), readFileSync(attached, "utf8")].join("\n")
}

const allIn = (place: string): string =>
  readdirSync(place)
    .map((name) => readable(join(place, name)))
    .join("\n")

const found = (text: string, words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const searched = text.toLowerCase().replaceAll(/\s+/g, "")
  return words.filter((word) => searched.includes(word.toLowerCase().replaceAll(/\s+/g, "")))
}

describe("the portfolio of several tenants", () => {
  let run: Awaited<ReturnType<typeof reportAll>>

  beforeAll(async () => {
    configure([], ["parameters: { dormantDays: 61 }"])
    run = await reportAll()
  })

  it("is written beside the reports, though one tenant has none, and ends with 3", () => {
    expect(run.code, run.stderr).toBe(3)
    expect(run.document.portfolio).toEqual({
      outcome: "written",
      folder: join(folder.path, "reports", "_portfolio"),
      files: [`${period}.pdf`, `${period}.html`, `${period}.json`, `${period}.manifest.json`]
    })
    expect(readdirSync(join(folder.path, "reports", "_portfolio")).toSorted()).toEqual(
      run.document.portfolio.files.toSorted()
    )
  })

  it("has a published schema", async () => {
    const { stdout } = await rollcall(folder.path, ["schema", "portfolio"])
    const { $schema: _, $defs: definitions = {}, ...schema } = JSON.parse(stdout)
    const is = Schema.is(
      SchemaRepresentation.fromJsonSchemaDocument(
        { dialect: "draft-2020-12", schema, definitions },
        { patterns: "apply" }
      )
    )
    const portfolio = portfolioIn("reports")
    expect(is(portfolio)).toBe(true)
    expect(is({ ...portfolio, period: 10 })).toBe(false)
  })

  it("has each tenant, with what is missing and why", () => {
    expect(portfolioIn("reports").tenants).toMatchObject([
      { id: "acme", report: "written", snapshot: { id: "acme-10", complete: true, unread: [] } },
      { id: "globex", report: "written", snapshot: { complete: true } },
      {
        id: "hooli",
        report: "written",
        snapshot: { complete: false, unread: [{ source: "banyan", resource: "devices" }] }
      },
      { id: "initech", report: "none", why: "no-snapshot", source: null }
    ])
    const text = readable(portfolioFile("reports", ".html"))
    expect(text).toContain("No complete snapshot speaks for the period.")
    expect(text).toContain("Banyan Security: devices")
  })

  it("has the numbers of each tenant's own report, and its manifest's hash", () => {
    for (const tenant of portfolioIn("reports").tenants.slice(0, 3)) {
      const report = JSON.parse(readFileSync(join(folder.path, "reports", tenant.id, period, "report.json"), "utf8"))
      expect(tenant.figures).toEqual({
        score: report.summary.score,
        scoreWithExceptions: report.summary.scoreWithExceptions,
        coverage: report.summary.coverage
      })
      expect(
        tenant.outcomes.map(({ id, fail, population }: Record<string, unknown>) => [id, fail, population])
      ).toEqual(report.checks.map(({ id, fail, population }: Record<string, unknown>) => [id, fail, population]))
      const manifest = readFileSync(join(folder.path, "reports", tenant.id, period, "manifest.json"))
      expect(tenant.manifestSha256).toBe(createHash("sha256").update(manifest).digest("hex"))
    }
  })

  it("shows a change where like is compared with like, and no arrow elsewhere", () => {
    const html = readFileSync(portfolioFile("reports", ".html"), "utf8")
    const rowOf = (tenant: string) =>
      html
        .split("<tr")
        .slice(1)
        .find((row) => new RegExp(`>\\s*${tenant}\\b`).test(row)) ?? ""
    expect(rowOf("acme")).toMatch(/▲|▼|unchanged/)
    expect(rowOf("globex")).toContain("not comparable: the parameters changed")
    expect(rowOf("globex")).not.toMatch(/[▲▼]/)
    expect(rowOf("hooli")).toContain("not assessed then")
  })

  it("names no person and no device of any tenant", () => {
    const words = ["acme", "globex", "hooli"].flatMap((tenant) => Object.values(canariesOf(tenant)))
    const named = [...words, "canary reason", "Canary Approver"]
    for (const tenant of ["acme", "globex", "hooli"]) {
      const own = found(allIn(join(folder.path, "reports", tenant, period)), Object.values(canariesOf(tenant)))
      expect(own, `the search finds what is there of ${tenant}`).toEqual(Object.values(canariesOf(tenant)))
    }
    expect(found(allIn(join(folder.path, "reports", "_portfolio")), named)).toEqual([])
  })

  it("leaves every tenant's own report without a word of another", () => {
    const tenants = ["acme", "globex", "hooli", "initech"]
    for (const tenant of tenants.slice(0, 3)) {
      const others = tenants.filter((other) => other !== tenant)
      // Everybody's addresses end in acme.example.
      const words = others.flatMap((other) =>
        (other === "acme" ? [] : [other]).concat(Object.values(canariesOf(other)))
      )
      expect(found(allIn(join(folder.path, "reports", tenant, period)), words), tenant).toEqual([])
    }
  })

  it("has the same bytes when it is made again", async () => {
    await reportAll("--out", "again")
    for (const name of readdirSync(join(folder.path, "again", "_portfolio"))) {
      const again = readFileSync(join(folder.path, "again", "_portfolio", name))
      expect(again.equals(readFileSync(join(folder.path, "reports", "_portfolio", name))), name).toBe(true)
    }
  })

  it("is told in the language of --lang", async () => {
    await reportAll("--out", "german", "--lang", "de", "--format", "html")
    expect(readFileSync(portfolioFile("german", ".html"), "utf8")).toContain("Prüfungen nach Mandant")
    const [english, german] = ["reports", "german"].map((root) =>
      readFileSync(portfolioFile(root, ".json"), "utf8").replaceAll(/"manifestSha256": "\w+"/g, "")
    )
    expect(german).toBe(english)
  })

  it("is told in the language that all tenants have, unless --lang says otherwise", async () => {
    configure()
    const file = join(folder.path, "rollcall.yaml")
    const original = readFileSync(file, "utf8")
    writeFileSync(file, original.replaceAll(/^ {4}domains:/gm, "    language: de\n    domains:"))
    await reportAll("--out", "all german", "--format", "html")
    await reportAll("--out", "one english", "--format", "html", "--lang", "en")
    expect([languageIn("all german"), languageIn("one english")]).toEqual(["de", "en"])
    writeFileSync(file, original)
  })

  it("keeps to --format, and leaves no file of another run of the period", async () => {
    await reportAll("--out", "limited")
    writeFileSync(portfolioFile("limited", "-vol-2.pdf"), "left over")
    writeFileSync(join(folder.path, "limited", "_portfolio", "2026-1.pdf"), "of somebody else")
    await reportAll("--out", "limited", "--format", "html")
    expect(readdirSync(join(folder.path, "limited", "_portfolio")).toSorted()).toEqual([
      "2026-1.pdf",
      `${period}.html`,
      `${period}.json`,
      `${period}.manifest.json`
    ])
  })
})

const verify = async (manifest: string, ...parameters: ReadonlyArray<string>) => {
  const run = await rollcall(folder.path, ["verify", manifest, "--json", ...parameters])
  return { code: run.code, document: JSON.parse(run.stdout) }
}

const statesOf = ({ tenants }: { tenants: ReadonlyArray<{ tenant: string; state: string }> }) =>
  tenants.map(({ state, tenant }) => `${tenant} ${state}`)

describe("verify of a portfolio", () => {
  it("tells by its manifest whether it is as it was written", async () => {
    configure()
    await reportAll("--out", "verified")
    const manifest = portfolioFile("verified", ".manifest.json")
    expect(await verify(manifest)).toMatchObject({
      code: 0,
      document: { tenant: null, period, snapshot: null, outcome: "holds", trail: { state: "not-compared" } }
    })
    writeFileSync(portfolioFile("verified", ".html"), "changed")
    writeFileSync(portfolioFile("verified", "-more.html"), "extra")
    const { code, document } = await verify(manifest)
    expect(code).toBe(7)
    expect(
      document.files
        .filter(({ state }: { state: string }) => state !== "unchanged")
        .map(({ name, state }: { name: string; state: string }) => [name, state])
    ).toEqual([
      [`${period}-more.html`, "extra"],
      [`${period}.html`, "changed"]
    ])
  })

  it("tells by its folder, of every month in it and of the reports beside it", async () => {
    configure()
    await reportAll("--out", "whole")
    const place = join(folder.path, "whole", "_portfolio")
    const holds = await verify(place)
    expect(holds).toMatchObject({
      code: 0,
      document: { outcome: "holds", extra: [], portfolios: [{ period, outcome: "holds" }] }
    })
    expect(statesOf(holds.document.portfolios[0])).toEqual(["acme same", "globex same", "hooli same"])
    const again = await rollcall(folder.path, [
      "report",
      "acme",
      "--period",
      period,
      "--format",
      "csv",
      "--out",
      "whole"
    ])
    expect(again.code, again.stderr).toBe(0)
    rmSync(join(folder.path, "whole", "globex"), { recursive: true })
    const replaced = await rollcall(folder.path, ["verify", place, "--json"])
    const { error, portfolios } = JSON.parse(replaced.stdout)
    expect([replaced.code, portfolios[0].outcome]).toEqual([7, "broken"])
    expect(statesOf(portfolios[0])).toEqual(["acme different", "globex not-there", "hooli same"])
    expect(error.message).toContain("the report of acme beside it is not the one that it speaks of")
  })

  it("finds files in its folder that belong to no month's portfolio", async () => {
    configure()
    await reportAll("--out", "strays")
    writeFileSync(join(folder.path, "strays", "_portfolio", "2026-09.pdf"), "of no manifest")
    const { code, document } = await verify(join(folder.path, "strays", "_portfolio"))
    expect([code, document.outcome, document.extra]).toEqual([7, "broken", ["2026-09.pdf"]])
  })

  it("checks its signature, made with the key that is for all", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519", {
      privateKeyEncoding: { format: "pem", type: "pkcs8" },
      publicKeyEncoding: { format: "pem", type: "spki" }
    })
    writeFileSync(join(folder.path, "signing.pem"), privateKey)
    chmodSync(join(folder.path, "signing.pem"), 0o600)
    writeFileSync(join(folder.path, "public.pem"), publicKey)
    configure(["signing: { key: { file: signing.pem } }"])
    const { document } = await reportAll("--out", "signed")
    expect(document.portfolio.files).toContain(`${period}.manifest.json.sig`)
    const manifest = portfolioFile("signed", ".manifest.json")
    expect(await verify(manifest, "--public-key", "public.pem")).toMatchObject({
      code: 0,
      document: { signature: { state: "holds" } }
    })
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("portfolio-", "Portfolio-"))
    expect((await verify(manifest, "--public-key", "public.pem")).code).toBe(7)
  })
})

describe("no portfolio is written where", () => {
  it("tenants are named, and not all", async () => {
    configure()
    const run = await rollcall(folder.path, [
      "report",
      "acme",
      "globex",
      "--period",
      period,
      "--json",
      "--out",
      "named"
    ])
    expect(run.code, run.stderr).toBe(0)
    expect(JSON.parse(run.stdout).portfolio).toBeNull()
    expect(existsSync(join(folder.path, "named", "_portfolio"))).toBe(false)
  })

  it("there is one tenant only, or no tenant has a report", async () => {
    const run = await rollcall(folder.path, ["report", "--all", "--period", "2031-01", "--json", "--out", "none"])
    expect(run.code).toBe(4)
    expect(JSON.parse(run.stdout)).toMatchObject({ tenants: [{}, {}, {}, {}], portfolio: null })
    writeOfflineConfig(folder.path, { acme: [] })
    const { code, document: alone } = await reportAll("--out", "none")
    expect([code, alone.portfolio]).toEqual([0, null])
    expect(existsSync(join(folder.path, "none", "_portfolio"))).toBe(false)
  })
})
