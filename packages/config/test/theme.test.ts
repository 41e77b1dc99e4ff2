import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { type ConfigError, parseConfig } from "../src/index.ts"

const at = { file: "/etc/rollcall/rollcall.yaml", dataFolder: "/data/rollcall" }
const parse = (...lines: ReadonlyArray<string>) => parseConfig(lines.join("\n"), at)

/** Problems as `line: message → next`. */
const problemsIn = (...lines: ReadonlyArray<string>) =>
  Effect.map(Effect.flip(parse(...lines)), (error: ConfigError) =>
    error.problems.map((each) => `${each.line}: ${each.message} → ${each.next}`)
  )

const tenants = ["tenants:", "  acme:", "    push: { apiKey: { env: KEY } }"]

const darkOf = (colour: string) =>
  Effect.map(parse(`theme: { accent: "${colour}" }`, ...tenants), ({ theme }) => theme.accent?.dark ?? "")

describe("theme", () => {
  it.effect("is Rollcall's own where nothing is configured", () =>
    Effect.gen(function* () {
      const config = yield* parse(...tenants)
      expect(config.theme).toEqual({ logo: null, accent: null, coverText: null, provider: null })
      expect(config.tenants[0]?.theme).toEqual(config.theme)
    })
  )

  it.effect("is completed from everyone's, key by key, and says whose the logo is", () =>
    Effect.gen(function* () {
      const config = yield* parse(
        'theme: { logo: brand/logo.png, accent: "#7A1F5C", coverText: Confidential, provider: Northwind }',
        ...tenants,
        '    theme: { logo: acme.PNG, accent: "#005f56", accentDark: "#80E0D0" }',
        "  bolt:",
        "    push: { apiKey: { env: KEY } }"
      )
      const [acme, bolt] = config.tenants
      expect(acme?.theme).toEqual({
        logo: { file: "/etc/rollcall/acme.PNG", where: { file: at.file, line: 5 }, isOwn: true },
        accent: { light: "#005f56", dark: "#80e0d0" },
        coverText: "Confidential",
        provider: "Northwind"
      })
      expect(bolt?.theme).toEqual(config.theme)
      expect(bolt?.theme.logo).toEqual({
        file: "/etc/rollcall/brand/logo.png",
        where: { file: at.file, line: 1 },
        isOwn: false
      })
    })
  )

  it.effect("lightens a colour until it can be read on a dark screen", () =>
    Effect.gen(function* () {
      for (const colour of ["#000000", "#1e3a5f", "#7a1f5c", "#767676"]) {
        const dark = yield* darkOf(colour)
        // What was found is taken when it is written out.
        yield* parse(`theme: { accent: "${colour}", accentDark: "${dark}" }`, ...tenants)
      }
    })
  )

  it.effect("refuses a colour that cannot be read, with the measured contrast and the line", () =>
    Effect.gen(function* () {
      expect(yield* problemsIn("theme:", '  accent: "#777777"', ...tenants)).toEqual([
        "2: theme.accent #777777 cannot be read on white: its contrast is 4.47:1, and text needs 4.5:1 → Choose a darker colour."
      ])
      expect(yield* problemsIn(...tenants, '    theme: { accent: "#767676",', '      accentDark: "#1e3a5f" }')).toEqual(
        [
          "5: tenants.acme.theme.accentDark #1e3a5f cannot be read on a dark screen (#111827): its contrast is 1.54:1, and text needs 4.5:1 → Choose a lighter colour."
        ]
      )
    })
  )

  it.effect("takes what is just enough, and black", () =>
    Effect.gen(function* () {
      yield* parse('theme: { accent: "#767676" }', ...tenants)
      yield* parse('theme: { accent: "#000000" }', ...tenants)
    })
  )

  it.effect("names what is no colour, no PNG file, or stands alone", () =>
    Effect.gen(function* () {
      const problems = yield* problemsIn(
        "theme:",
        "  accent: navy",
        "  logo: logo.svg",
        "  coverTxt: Confidential",
        ...tenants,
        '    theme: { accentDark: "#ffffff" }'
      )
      expect(problems).toEqual([
        expect.stringMatching(/^2: theme\.accent must be a colour like #1e3a5f, but is "navy" → /),
        expect.stringMatching(/^3: theme\.logo must be a PNG file, but is "logo\.svg" → /),
        "4: theme has no key coverTxt → Did you mean coverText?",
        "8: tenants.acme.theme has accentDark without accent → Add accent, the colour on white, beside it."
      ])
    })
  )
})

describe("signing", () => {
  it.effect("is a reference to a key: everyone's, or the tenant's own", () =>
    Effect.gen(function* () {
      const config = yield* parse(
        "signing: { key: { file: signing.pem } }",
        ...tenants,
        "    signing:",
        "      key: { command: [pass, show, acme] }",
        "  bolt:",
        "    push: { apiKey: { env: KEY } }"
      )
      expect(config.signingKey).toEqual({ file: "/etc/rollcall/signing.pem", where: { file: at.file, line: 1 } })
      expect(config.tenants.map(({ signingKey }) => signingKey)).toEqual([
        { command: ["pass", "show", "acme"], where: { file: at.file, line: 6 } },
        config.signingKey
      ])
    })
  )

  it.effect("refuses a key that is written there, without showing it", () =>
    Effect.gen(function* () {
      const problems = yield* problemsIn("signing: { key: s3cr3t }", ...tenants)
      expect(problems).toHaveLength(1)
      expect(problems[0]).toContain("signing.key must say where the secret is kept, never hold it")
      expect(problems.join("")).not.toContain("s3cr3t")
    })
  )
})
