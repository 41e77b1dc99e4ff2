/**
 * The text of a configuration to begin with.
 */

/** What only its owner knows of a tenant. */
export interface StarterAnswers {
  readonly id: string
  readonly name: string
  readonly domains: ReadonlyArray<string>
  readonly timezone: string
  /** The environment variable with the key of each source; `null` for a source that the tenant does not have. */
  readonly pushVariable: string | null
  readonly banyanVariable: string | null
}

/** What is written where nobody is asked. */
export const exampleAnswers: StarterAnswers = {
  id: "acme",
  name: "Acme Corporation",
  domains: ["acme.example"],
  timezone: "UTC",
  pushVariable: "ACME_PUSH_API_KEY",
  banyanVariable: "ACME_BANYAN_TOKEN"
}

/** The variable that a tenant's secret may well be called; a name that begins with a digit is none. */
export function variableFor(tenant: string, secret: "PUSH_API_KEY" | "BANYAN_TOKEN"): string {
  const prefix = tenant.toUpperCase().replaceAll("-", "_")
  return /^[0-9]/.test(prefix) ? `ROLLCALL_${prefix}_${secret}` : `${prefix}_${secret}`
}

/**
 * The configuration with a comment for each thing that may be set.
 *
 * **Details** `schemaFile` is a JSON Schema that an editor can complete from.
 */
export const starterConfig = (answers: StarterAnswers, schemaFile: string | null): string =>
  [
    ...(schemaFile === null
      ? [
          "# For completion in an editor: rollcall schema config > rollcall.schema.json, and as the first line here",
          "# # yaml-language-server: $schema=./rollcall.schema.json"
        ]
      : [`# yaml-language-server: $schema=${schemaFile}`]),
    "#",
    "# Rollcall's configuration. Paths start at this file's folder. Secrets are named here and never written here:",
    "#   { env: NAME }   { file: ./path }, readable by its owner alone   { command: [program, argument] }",
    "# See whether all is well: rollcall doctor",
    "",
    "# Where snapshots are kept: one file, or postgres://… for a team.",
    "store: sqlite:./rollcall.db",
    "",
    "# Where reports go: ./reports/TENANT/PERIOD/. `reports: store` keeps them in the store instead, from where",
    "# `rollcall report get` brings them.",
    "reports: ./reports",
    "",
    "# How many tenants are collected at once.",
    "concurrency: 8",
    "",
    "# When workers (`rollcall worker`) collect and report by themselves: by each tenant's clock, the starts spread",
    "# over so many minutes. A tenant's own schedule goes before it, and `schedule: none` switches it off:",
    '# schedule: { monthly: { day: 1, at: "06:00", spread: 60 } }',
    "",
    "# Sign each report's manifest: openssl genpkey -algorithm ed25519 -out signing.pem, and chmod 600 signing.pem",
    "# signing: { key: { file: ./signing.pem } }",
    "",
    "# Your name, logo (PNG) and colour on every report; a tenant's own theme goes before it:",
    '# theme: { provider: Example Ltd, logo: ./logo.png, accent: "#1e3a5f", coverText: Confidential }',
    "",
    "tenants:",
    "  # One block for each organisation; its id is in file names and on the command line.",
    `  ${written(answers.id)}:`,
    `    name: ${JSON.stringify(answers.name)}`,
    "    # Months begin and exceptions expire at midnight here.",
    `    timezone: ${written(answers.timezone)}`,
    "    # The language of its reports, en or de; --lang goes before it.",
    "    # language: de",
    "    # The organisation's own email domains; accounts outside of them are told apart.",
    `    domains: ${JSON.stringify(answers.domains)}`,
    ...(answers.pushVariable === null
      ? []
      : [
          "    push:",
          "      # A read-only key is enough, unless `rollcall push` shall change something.",
          `      apiKey: { env: ${written(answers.pushVariable)} }`
        ]),
    ...(answers.banyanVariable === null
      ? []
      : [
          "    banyan:",
          "      # The secret of an API key; or instead of token, refreshToken, which is exchanged at the start.",
          "      baseUrl: https://net.banyanops.com/api",
          `      token: { env: ${written(answers.banyanVariable)} }`
        ]),
    "    # Addresses of one person in several domains are one person:",
    "    # email: { aliases: { acme.test: acme.example }, ignorePlusTag: false }",
    "    # Thresholds of the checks:",
    "    # parameters: { dormantDays: 60 }",
    "    # Approved waivers; `rollcall checks` lists what there is to except:",
    "    # exceptions:",
    "    #   - check: account-mfa-missing",
    "    #     subject: svc-build@acme.example",
    "    #     reason: sealed break-glass account",
    "    #     approvedBy: J. Doe",
    "    #     expires: 2026-12-31   # the last day it holds",
    ""
  ].join("\n")

/** What YAML might take for something else is written as JSON, which it reads alike. */
const written = (text: string): string =>
  /^[A-Za-z][\w/-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text)
