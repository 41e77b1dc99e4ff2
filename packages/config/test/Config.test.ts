import { describe, expect, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { inspect } from "node:util"
import { type ConfigError, parseConfig } from "../src/index.ts"

const at = { file: "/etc/rollcall/rollcall.yaml", dataFolder: "/data/rollcall" }
const parse = (text: string) => parseConfig(text, at)

/** Problems as `line: message → next`. */
const problemsIn = (text: string) =>
  Effect.map(Effect.flip(parse(text)), (error: ConfigError) =>
    error.problems.map((each) => `${each.line}: ${each.message} → ${each.next}`)
  )

/** A correct tenant whose further lines begin at line 4. */
const tenantWith = (...lines: ReadonlyArray<string>) =>
  ["tenants:", "  acme:", "    push: { apiKey: { env: KEY } }", ...lines.map((line) => `    ${line}`)].join("\n")

const example = `
store: sqlite:./rollcall.db
reports: ./out
concurrency: 3
tenants:
  acme:
    name: Acme Corporation
    timezone: Europe/Berlin
    domains: [Acme.Example, bücher.example]
    push:
      apiKey: { env: ACME_PUSH_API_KEY }
      rateLimit: { requestsPerSecond: 5, burst: 2 }
    banyan:
      baseUrl: http://127.0.0.1:8080/api/
      refreshToken: { file: keys/acme }
    email: { aliases: { ACME.test: mail.test, mail.test: acme.example }, ignorePlusTag: true }
    parameters: { dormantDays: 60, declaredDetections: [MFA_OPTIONAL] }
    exceptions:
      - check: account-mfa-missing
        subject: svc-build@acme.example
        reason: sealed break-glass account
        approvedBy: J. Doe
        expires: 2026-12-31
  bolt:
    banyan:
      token: { command: [pass, show, bolt] }
`

describe("parseConfig", () => {
  it.effect("resolves paths, domains, alias chains and the lines of secrets and exceptions", () =>
    Effect.gen(function* () {
      const config = yield* parse(example)
      expect(config).toMatchObject({
        file: at.file,
        store: { sqlite: "/etc/rollcall/rollcall.db" },
        reports: "/etc/rollcall/out",
        concurrency: 3
      })
      expect(config.tenants[0]).toMatchObject({
        id: "acme",
        domains: ["acme.example", "xn--bcher-kva.example"],
        push: {
          apiKey: { env: "ACME_PUSH_API_KEY", where: { file: at.file, line: 11 } },
          rateLimit: { requestsPerSecond: 5, burst: 2 }
        },
        banyan: {
          baseUrl: "http://127.0.0.1:8080/api",
          auth: { refreshToken: { file: "/etc/rollcall/keys/acme", where: { file: at.file, line: 15 } } }
        },
        email: { aliases: { "acme.test": "acme.example", "mail.test": "acme.example" }, ignorePlusTag: true },
        parameters: { dormantDays: 60, graceDays: 14, declaredDetections: ["MFA_OPTIONAL"] }
      })
      expect(config.tenants[0]?.exceptions).toHaveLength(1)
      expect(config.tenants[0]?.exceptionLines).toEqual([
        example.split("\n").findIndex((line) => /- check:/.test(line)) + 1
      ])
    })
  )

  it.effect("tells reports in the store from a folder of that name", () =>
    Effect.gen(function* () {
      expect((yield* parse(`reports: store\n${tenantWith()}`)).reports).toBeNull()
      expect((yield* parse(`reports: ./store\n${tenantWith()}`)).reports).toBe("/etc/rollcall/store")
    })
  )

  it.effect("keeps the address of a database server, and does not show it", () =>
    Effect.gen(function* () {
      const address = "postgres://jane:sword%40fish@db.example/rollcall?sslmode=verify-full"
      const { store } = yield* parse(`store: ${address}\n${tenantWith()}`)
      expect("postgres" in store && Redacted.value(store.postgres)).toBe(address)
      expect(`${JSON.stringify(store)} ${inspect(store)}`).not.toContain("fish")
    })
  )

  it.effect("fills in every default", () =>
    Effect.gen(function* () {
      const config = yield* parse(tenantWith())
      expect(config).toMatchObject({
        store: { sqlite: "/data/rollcall/rollcall.db" },
        reports: "/etc/rollcall/reports",
        concurrency: 8
      })
      expect(config.tenants).toMatchObject([
        {
          name: "acme",
          timezone: "UTC",
          domains: null,
          push: { baseUrl: "https://api.pushsecurity.com", rateLimit: { requestsPerSecond: 10, burst: 10 } },
          banyan: null,
          email: { aliases: {}, ignorePlusTag: false },
          exceptions: []
        }
      ])
    })
  )

  it.effect("takes the language of a tenant's reports, and no other than there is", () =>
    Effect.gen(function* () {
      expect((yield* parse(tenantWith())).tenants[0]?.language).toBe("en")
      expect((yield* parse(tenantWith("language: de"))).tenants[0]?.language).toBe("de")
      const { problems } = yield* Effect.flip(parse(tenantWith("language: fr")))
      expect(problems.map(({ message }) => message).join()).toContain("language")
    })
  )

  it.effect("takes addresses that are told to be somebody's into the rules of the join", () =>
    Effect.gen(function* () {
      const config = yield* parse(tenantWith("parameters: { aliases: { Jane@home.example: jane@acme.example } }"))
      expect(config.tenants[0]?.email.addresses).toEqual({ "jane@home.example": "jane@acme.example" })
    })
  )

  it.effect("takes days for a type of finding that is not known yet, as the source spells it", () =>
    Effect.gen(function* () {
      const findingSla = { SESSION_HIJACKED: 3, "2FA_BYPASSED": 5, WEAK_PASSWORD: 14, others: 60 }
      const config = yield* parse(tenantWith(`parameters: { findingSla: ${JSON.stringify(findingSla)} }`))
      expect(config.tenants[0]?.parameters.findingSla).toEqual(findingSla)
    })
  )

  it.effect("reads JSON", () =>
    Effect.gen(function* () {
      const config = yield* parse('{"tenants": {"acme": {"banyan": {"token": {"env": "TOKEN"}}}}}')
      expect(config.tenants[0]?.banyan?.auth).toHaveProperty("token.env", "TOKEN")
    })
  )

  it.effect("reports all problems together, in the order of the file", () =>
    Effect.gen(function* () {
      const problems = yield* problemsIn(
        [
          "reprots: ./r",
          "concurrency: many",
          ...tenantWith("timezone: Europe/Berlni", "exceptions: [{}]").split("\n")
        ].join("\n")
      )
      expect(problems.map((each) => Number.parseInt(each, 10))).toEqual([1, 2, 6, 7, 7, 7, 7, 7])
      expect(problems[0]).toBe("1: the file has no key reprots → Did you mean reports?")
      expect(problems[1]).toContain("concurrency must be a number, but is text")
      expect(problems[2]).toContain('but is "Europe/Berlni"')
      expect(problems[3]).toContain("tenants.acme.exceptions.0.check is missing")
    })
  )

  it.effect("names the keys that there are where none is near", () =>
    Effect.gen(function* () {
      const [problem] = yield* problemsIn(tenantWith("email: { forwarding: true }"))
      expect(problem).toBe(
        "4: tenants.acme.email has no key forwarding → Remove it; tenants.acme.email takes aliases, ignorePlusTag."
      )
    })
  )

  const mistakes: ReadonlyArray<readonly [what: string, text: string, problem: RegExp]> = [
    ["an empty file", "", /^1: the file must be a block of keys, but is empty → /],
    ["no tenant at all", "tenants: {}", /^1: there is no tenant → .*rollcall schema config/],
    [
      "a tenant id with capitals",
      "tenants:\n  Acme: { push: { apiKey: { env: K } } }",
      /^2: the name Acme must be 1 to 63/
    ],
    ["a tenant without a source", "tenants:\n  acme:\n    name: Acme", /^2: tenants.acme has no source → Add push/],
    ["a source without its key", "tenants:\n  acme:\n    push: {}", /^3: tenants.acme.push.apiKey is missing → /],
    ["a key that stands twice", tenantWith("name: A", "name: B"), /^5: the key name stands twice/],
    ["a number for a name", tenantWith("name: 5"), /^4: tenants.acme.name must be text, but is a number/],
    [
      "a block left empty",
      tenantWith("parameters:"),
      /^4: tenants.acme.parameters must be a block of keys, but is empty/
    ],
    [
      "an address for a domain",
      tenantWith("domains:", "  - jane@acme.example"),
      /^5: tenants.acme.domains.0 must be a domain/
    ],
    [
      "a day that does not exist",
      tenantWith("exceptions:", "  - { check: a, subject: b, reason: c, approvedBy: d,", "      expires: 2026-02-30 }"),
      /^6: tenants.acme.exceptions.0.expires must be a day that exists, but is "2026-02-30"/
    ],
    [
      "a day in another form, told once",
      tenantWith("exceptions:", "  - { check: a, subject: b, reason: c, approvedBy: d,", "      expires: 31.12.2026 }"),
      /^6: tenants.acme.exceptions.0.expires must be a date such as 2026-12-31, but is "31.12.2026"[^;\n]*$/
    ],
    [
      "an approval that says nothing",
      tenantWith("exceptions:", '  - { check: a, subject: b, reason: c, approvedBy: " ", expires: 2026-12-31 }'),
      /^5: tenants.acme.exceptions.0.approvedBy must say something/
    ],
    [
      "a value of a few that there are",
      tenantWith("parameters: { minTrustLevel: medium }"),
      /^4: .*minTrustLevel must be one of AlwaysDeny, Low, Medium, High, but is "medium"/
    ],
    [
      "a parameter out of range",
      tenantWith("parameters: { graceDays: 0 }"),
      /^4: .*graceDays must be .*between 1 and 3650, but is 0/
    ],
    [
      "plain http",
      tenantWith().replace("push: { ", "push: { baseUrl: http://push.example, "),
      /^3: .*baseUrl must be https → .*127/
    ],
    [
      "a host that only looks like loopback",
      tenantWith().replace("push: { ", "push: { baseUrl: http://127.0.0.1.example, "),
      /^3: .*must be https/
    ],
    [
      "the version in an address",
      tenantWith("banyan: { baseUrl: https://net.example/api/v2/, token: { env: T } }"),
      /^4: .*must end before the version → Remove \/v1/
    ],
    [
      "both credentials",
      tenantWith("banyan:", "  token: { env: A }", "  refreshToken: { env: B }"),
      /^6: tenants.acme.banyan has two credentials/
    ],
    ["no credential", tenantWith("banyan: {}"), /^4: tenants.acme.banyan has no credential → Add token/],
    [
      "an address that leads back to itself",
      tenantWith("parameters: { aliases: { a@a.test: b@a.test, b@a.test: a@a.test } }"),
      /^4: tenants.acme.parameters.aliases must each lead/
    ],
    [
      "a misspelt type of finding",
      tenantWith("parameters:", "  findingSla:", "    WEAK_PASSWORD: 14", "    leaked_pasword: 7"),
      /^7: tenants.acme.parameters.findingSla has no type of finding leaked_pasword → Did you mean LEAKED_PASSWORD\?/
    ],
    [
      "a type of finding that is like no other",
      tenantWith("parameters: { findingSla: { everything: 7 } }"),
      /^4: .* has no type of finding everything → Name one of .*STOLEN_CREDENTIALS, others\. Or a newer type/
    ],
    [
      "a type of finding in the letters of another script",
      tenantWith("parameters: { findingSla: { ΝEW_TYPE: 7 } }"),
      /^4: .* has no type of finding ΝEW_TYPE → /
    ],
    [
      "no days for a finding of a newer type",
      tenantWith("parameters:", "  findingSla:", "    WEAK_PASSWORD: 14", "    NEW_TYPE_2: 0"),
      /^7: tenants.acme.parameters.findingSla.NEW_TYPE_2 must be .* but is 0/
    ],
    [
      "a leaver without address",
      tenantWith("parameters: { leavers: [{ address: jane, lastDay: 2026-10-01 }] }"),
      /^4: .*must be an email address/
    ],
    [
      "aliases in a circle",
      tenantWith("email:", "  aliases:", "    a.test: b.test", "    c.test: c.test"),
      /^7: the aliases of c.test lead back/
    ],
    [
      "two aliases of one domain",
      tenantWith("email: { aliases: { a.test: b.test, A.TEST: c.test } }"),
      /^4: a.test has two aliases/
    ],
    ["an unknown store", `store: mysql:x\n${tenantWith()}`, /^1: store must be sqlite:PATH or postgres[^,]* → Write/],
    [
      "a password that ends the address early",
      `store: postgres://jane:1/2@db/rollcall\n${tenantWith()}`,
      /^1: store must be an address like postgres:[^,]* → Percent-encode/
    ],
    [
      "a server's address that cannot be read",
      `store: postgres://jane:a/b@db/x\n${tenantWith()}`,
      /^1: store must be an/
    ],
    ["a quote that is not closed", tenantWith('name: "Acme'), /^4: .* → /],
    ["a tab", "tenants:\n\tacme: {}", /^2: a tab is used for indentation → Replace tabs/],
    ["a second document", `${tenantWith()}\n---\na: 1`, /^4: a second document begins → Remove the line/],
    ["an alias without anchor", tenantWith("name: *acme"), /^4: an alias \(\*\) stands for nothing/],
    ["an alias before its anchor", tenantWith("name: *acme", "timezone: &acme UTC"), /^4: an alias \(\*\) stands for/],
    [
      "a tenant that stands twice",
      `${tenantWith()}\n  acme: { push: { apiKey: { env: K } } }`,
      /^4: the key acme stands twice in one block → /
    ],
    ["a list for a key", "tenants:\n  ? [a]\n  : {}", /^2: a list or a block stands where a key should → Write/],
    [
      "blocks within blocks within blocks",
      `tenants: ${"[".repeat(5000)}${"]".repeat(5000)}`,
      /^1: .* nested too deeply/
    ],
    ["UTF-16", Buffer.from(tenantWith(), "utf16le").toString("utf8"), /^1: the file is not text in UTF-8 → Save it/],
    ["another encoding", tenantWith(Buffer.from("name: Müller", "latin1").toString("utf8")), /^4: .*not text in UTF-8/],
    ["a zero byte", tenantWith("name: a\0b"), /^4: the file is not text in UTF-8/],
    [
      "a merge key",
      "tenants:\n  acme: &a\n    push: { apiKey: { env: K } }\n    <<: {}",
      /^4: tenants.acme has a merge key/
    ],
    ["a key __proto__", tenantWith("__proto__: { name: A }"), /^4: tenants.acme has no key __proto__ → /],
    ["a key constructor", tenantWith("constructor: A"), /^4: tenants.acme has no key constructor → /]
  ]

  const ids: ReadonlyArray<readonly [id: string, shown: string]> = [
    ["__proto__", "__proto__"],
    ["..", ".."],
    ["a/b", "a/b"],
    ["ACME", "ACME"],
    ["-a", "-a"],
    ["ä", "ä"],
    ["~", "~"],
    ["1.5", "1.5"],
    ['""', '""'],
    ['"a\\0b"', '"a\\u0000b"'],
    ['"a\\nb"', '"a\\nb"'],
    ['"a\\e[2Jb"', '"a\\u001b[2Jb"'],
    ["a".repeat(64), "a".repeat(64)],
    ["b".repeat(900), `${"b".repeat(80)}…`]
  ]
  for (const [id, shown] of ids) {
    it.effect(`takes no tenant ${shown.slice(0, 20)}, and shows its name on one line`, () =>
      Effect.gen(function* () {
        const problems = yield* problemsIn(tenantWith().replace("acme", id))
        expect(problems).toEqual([
          `2: the name ${shown} must be 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit → Choose another name.`
        ])
      })
    )
  }

  for (const id of ["constructor", "hasownproperty", "7", "null", "true", "a".repeat(63)]) {
    it.effect(`takes a tenant ${id.slice(0, 20)} like any other`, () =>
      Effect.gen(function* () {
        const { tenants } = yield* parse(tenantWith().replace("acme", id))
        expect(tenants).toMatchObject([{ id, name: id, push: { apiKey: { env: "KEY", where: { line: 3 } } } }])
      })
    )
  }

  it.effect("takes a byte-order mark, and the line ends of Windows", () =>
    Effect.gen(function* () {
      const { tenants } = yield* parse(`\ufeff${tenantWith("name: A")}`.replaceAll("\n", "\r\n"))
      expect(tenants).toMatchObject([{ id: "acme", name: "A", push: { apiKey: { where: { line: 3 } } } }])
    })
  )

  it.effect("looks through aliases to the line of the block that they stand for", () =>
    Effect.gen(function* () {
      const { tenants } = yield* parse(`${tenantWith().replace("acme:", "acme: &a")}\n  bolt: *a`)
      expect(tenants.map(({ id, push }) => [id, push?.apiKey.where.line])).toEqual([
        ["acme", 3],
        ["bolt", 3]
      ])
    })
  )

  const crowds: ReadonlyArray<readonly [what: string, text: string]> = [
    ["names that do not fit", `tenants:\n${Array.from({ length: 10_000 }, (_, i) => `  T${i}: 1\n`).join("")}`],
    [
      "tenants without a source",
      `tenants:\n${Array.from({ length: 2000 }, (_, i) => `  t${i}: { bad: 1 }\n`).join("")}`
    ],
    ["keys that stand twice", `tenants:\n${"  a: 1\n".repeat(10_000)}`]
  ]
  for (const [what, text] of crowds) {
    it.effect(`reports the first hundred of thousands of ${what}, in a time that grows with the file`, () =>
      Effect.gen(function* () {
        const problems = yield* problemsIn(text)
        expect(problems).toHaveLength(101)
        expect(problems.at(-1)).toMatch(/^null: \d+ more problems are not listed → Correct these first/)
      })
    )
  }
  for (const [what, text, problem] of mistakes) {
    it.effect(`reports ${what} with its line and what to do next`, () =>
      Effect.gen(function* () {
        const problems = yield* problemsIn(text)
        expect(problems).toEqual([expect.stringMatching(problem)])
      })
    )
  }

  it.effect("refuses aliases that multiply", () =>
    Effect.gen(function* () {
      const rows = Array.from({ length: 9 }, (_, i) => `x${i + 1}: &x${i + 1} [${Array(9).fill(`*x${i}`).join()}]`)
      expect(yield* problemsIn(["x0: &x0 [lol]", ...rows].join("\n"))).toEqual([
        expect.stringContaining("aliases multiply")
      ])
    })
  )

  it.effect("refuses aliases without number, whatever they stand for", () =>
    Effect.gen(function* () {
      const anchors = Array.from({ length: 20_000 }, (_, i) => `  t${i}: &a${i} 1\n  u${i}: *a${i}\n`)
      expect(yield* problemsIn(`tenants:\n${anchors.join("")}`)).toEqual([expect.stringContaining("aliases multiply")])
    })
  )

  it.effect("takes http for every spelling of loopback", () =>
    Effect.gen(function* () {
      for (const host of ["127.0.0.1:1", "127.9.9.9", "localhost:8080", "[::1]:9"]) {
        const config = yield* parse(tenantWith().replace("push: { ", `push: { baseUrl: "http://${host}", `))
        expect(config.tenants[0]?.push?.baseUrl).toBe(`http://${host}`)
      }
    })
  )

  const leaks = [
    "apiKey: s3cr3t-value",
    "apiKey: { env: s3cr3t-value }",
    'apiKey: "\\qs3cr3t-value"',
    "apiKey: !s3cr3t-value x",
    "apiKey: { s3cr3t-value }",
    "apiKey: [s3cr3t-value",
    "apiKey: *s3cr3t-value",
    "apiKey: { value: s3cr3t-value }",
    "baseUrl: https://user:s3cr3t-value@push.example, apiKey: { env: K }"
  ]
  for (const leak of leaks) {
    it.effect(`never repeats a secret written inline, as in ${leak.replace("s3cr3t-value", "SECRET")}`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(parse(`tenants:\n  acme:\n    push: { ${leak} }`))
        expect(error.problems[0].line).toBe(3)
        expect(`${error.message} ${JSON.stringify(error)}`).not.toContain("s3cr3t")
      })
    )
  }
})
