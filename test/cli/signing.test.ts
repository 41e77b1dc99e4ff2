/**
 * Goal: whoever has a report's folder and the maker's public key learns whether the maker made it.
 * Method: a report is signed by the built command line, and checked by it and by OpenSSL; then all three of report, signature
 * and key are exchanged. The private key is looked for in everything that was written.
 */
import { execFileSync } from "node:child_process"
import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { rollcall, type Run, temporaryFolder } from "./harness.ts"
import { keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

const { privateKey, publicKey } = generateKeyPairSync("ed25519")
const folder = temporaryFolder()
const said: Array<Run> = []
let made: string
let report: string
let round = 0

const pemOf = (key: KeyObject) =>
  key.export({ format: "pem", type: key.type === "private" ? "pkcs8" : "spki" }).toString()

function keyFile(name: string, text: string, mode = 0o600): string {
  const file = join(folder.path, name)
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

async function reportWith(parameters: ReadonlyArray<string> = []): Promise<Run> {
  const run = await rollcall(folder.path, ["report", "acme", "--period", "2026-10", "--format", "csv", ...parameters])
  said.push(run)
  return run
}

/** Signing for everyone goes before the tenants; a tenant's own, among its lines. */
function configure(signing: ReadonlyArray<string>, own: ReadonlyArray<string> = []): void {
  writeOfflineConfig(folder.path, { acme: own })
  const file = join(folder.path, "rollcall.yaml")
  writeFileSync(file, [...signing, readFileSync(file, "utf8")].join("\n"))
}

beforeAll(async () => {
  configure(["signing: { key: { file: signing.pem } }"])
  keyFile("signing.pem", pemOf(privateKey))
  keyFile("public.pem", pemOf(publicKey), 0o644)
  await keepSnapshots(folder.path, { id: "a1", records: someRecords })
  const run = await reportWith(["--log-level", "debug"])
  if (run.code !== 0) throw new Error(run.stderr)
  made = join(folder.path, "reports", "acme", "2026-10")
})

afterAll(() => folder.remove())

beforeEach(() => {
  round += 1
  report = join(folder.path, `copy ${round}`)
  cpSync(made, report, { recursive: true })
})

async function verify(...parameters: ReadonlyArray<string>) {
  const run = await rollcall(folder.path, ["verify", report, "--json", ...parameters])
  said.push(run)
  return { code: run.code, document: JSON.parse(run.stdout) }
}

const withKey = (file = "public.pem") => verify("--public-key", file)

describe("a signed report", () => {
  it("holds by its maker's public key, and names it", async () => {
    const { code, document } = await withKey()
    expect(code).toBe(0)
    expect(document.signature).toMatchObject({
      state: "holds",
      publicKeySha256: expect.stringMatching(/^[0-9a-f]{64}$/)
    })
    expect(document.files.map(({ name }: { name: string }) => name)).not.toContain("manifest.json.sig")
    expect(document.files.every(({ state }: { state: string }) => state === "unchanged")).toBe(true)
    const words = await rollcall(folder.path, ["verify", report, "--public-key", "public.pem"])
    expect(words.stdout).toMatch(/^ +signed: manifest\.json\.sig was made with the private key of .+public\.pem$/m)
  })

  it("holds by OpenSSL", () => {
    const files = ["-in", join(report, "manifest.json"), "-sigfile", join(report, "manifest.json.sig")]
    const key = ["-pubin", "-inkey", join(folder.path, "public.pem")]
    expect(execFileSync("openssl", ["pkeyutl", "-verify", "-rawin", ...key, ...files]).toString()).toContain(
      "Verified Successfully"
    )
  })

  it("holds without a key too, and the signature is said not to be checked", async () => {
    const { code, document } = await verify()
    expect([code, document.signature.state]).toEqual([0, "not-checked"])
    expect(document.signature.detail).toContain("--public-key")
  })

  it("has the same bytes when it is made again", async () => {
    expect((await reportWith(["--out", "again"])).code).toBe(0)
    const again = join(folder.path, "again", "acme", "2026-10")
    expect(readdirSync(again)).toEqual(readdirSync(made))
    for (const name of readdirSync(made)) {
      expect(readFileSync(join(again, name)).equals(readFileSync(join(made, name))), name).toBe(true)
    }
  })

  it("has no trace of the private key anywhere", async () => {
    await withKey("signing.pem")
    const bare = pemOf(privateKey).split("\n")[1] ?? ""
    const raw = privateKey.export({ format: "der", type: "pkcs8" }).subarray(-32)
    expect(bare.length).toBeGreaterThan(40)
    const forms = [bare, bare.slice(-20), raw.toString("hex"), raw.toString("base64").slice(0, -2), raw]
    const places = readdirSync(folder.path, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder.path, name))
      .filter((file) => statSync(file).isFile() && !file.endsWith(".pem"))
      .map((file) => [file, readFileSync(file)] as const)
    const words = Buffer.from(said.map(({ stdout, stderr }) => `${stdout}${stderr}`).join("\n"))
    expect(words.includes("signing")).toBe(true)
    for (const [place, bytes] of [["outputs", words] as const, ...places]) {
      for (const form of forms) expect(bytes.includes(form), place).toBe(false)
    }
  })
})

const changeManifest = () => {
  const file = join(report, "manifest.json")
  writeFileSync(file, readFileSync(file, "utf8").replace("acme-2026-10", "acme-2026-11"))
}
const makeOtherKey = () => keyFile("other.pem", pemOf(generateKeyPairSync("ed25519").publicKey))

describe("verify with a public key ends with 7 where", () => {
  it.each([
    ["the manifest was changed", "wrong", "was not made for this manifest.json", changeManifest],
    ["the key is another one", "wrong", "was not made for this manifest.json", makeOtherKey],
    [
      "the key is of another type",
      "wrong",
      "type rsa, not ed25519",
      () => keyFile("other.pem", pemOf(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey))
    ],
    ["there is no signature", "missing", "there is no", () => rmSync(join(report, "manifest.json.sig"))],
    [
      "the signature was changed",
      "wrong",
      "was not made for this",
      () => {
        const file = join(report, "manifest.json.sig")
        const bytes = readFileSync(file)
        bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
        writeFileSync(file, bytes)
      }
    ],
    ["the signature is none", "wrong", "64 bytes", () => writeFileSync(join(report, "manifest.json.sig"), "signed")],
    [
      "the signature is a folder",
      "wrong",
      "64 bytes",
      () => {
        rmSync(join(report, "manifest.json.sig"))
        mkdirSync(join(report, "manifest.json.sig"))
      }
    ]
  ])("%s", async (_, state, words, spoil) => {
    const key = spoil() ?? "public.pem"
    const { code, document } = await withKey(key)
    expect([code, document.outcome, document.signature.state]).toEqual([7, "broken", state])
    expect(document.error.message).toContain(words)
  })
})

describe("verify", () => {
  it("ends with 7 where what should be the signature is none, even if nobody wants it checked", async () => {
    writeFileSync(join(report, "manifest.json.sig"), "signed")
    const { code, document } = await verify()
    expect([code, document.signature.state]).toEqual([7, "wrong"])
  })

  it.each([
    ["is not there", "nowhere.pem", "cannot be read"],
    ["is a private key", "signing.pem", "private key"],
    ["is no key", "rollcall.yaml", "no public key"]
  ])("ends with 2 where the public key %s", async (_, file, words) => {
    const { code, document } = await withKey(file)
    expect([code, document.error.code]).toEqual([2, "usage"])
    expect(document.error.message).toContain(words)
  })
})

describe("a report that is to be signed", () => {
  it.each([
    ["can be read by others", () => keyFile("spoilt.pem", pemOf(privateKey), 0o644), "can be read by others"],
    ["is not there", () => rmSync(join(folder.path, "spoilt.pem"), { force: true }), "does not exist"],
    ["is no key", () => keyFile("spoilt.pem", "s3cr3t-but-no-key"), "no private key in PEM"],
    [
      "is of another type",
      () => keyFile("spoilt.pem", pemOf(generateKeyPairSync("x25519").privateKey)),
      "type x25519, not ed25519"
    ]
  ])("is not written where the key %s", async (_, spoil, words) => {
    spoil()
    configure(["signing: { key: { file: spoilt.pem } }"])
    const run = await reportWith(["--out", "unsigned"])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain(words)
    expect(run.stderr).toContain("rollcall.yaml:1")
    expect(run.stderr).not.toContain("s3cr3t")
    expect(() => readdirSync(join(folder.path, "unsigned", "acme"))).toThrow("ENOENT")
  })

  it("is signed with its tenant's own key, if it has one", async () => {
    const own = generateKeyPairSync("ed25519").privateKey
    keyFile("own.pem", pemOf(own))
    keyFile("own-public.pem", pemOf(createPublicKey(own)))
    configure(["signing: { key: { file: signing.pem } }"], ["signing: { key: { file: own.pem } }"])
    expect((await reportWith(["--out", "own"])).code).toBe(0)
    report = join(folder.path, "own", "acme", "2026-10")
    expect((await withKey("own-public.pem")).code).toBe(0)
    expect((await withKey("public.pem")).code).toBe(7)
  })

  it("is not signed where no key is configured, which is said", async () => {
    configure([])
    expect((await reportWith(["--out", "plain"])).code).toBe(0)
    report = join(folder.path, "plain", "acme", "2026-10")
    expect((await verify()).document.signature.state).toBe("none")
  })
})
