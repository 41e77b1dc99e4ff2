/**
 * The catalogue as a folder of Markdown: an index, and a page for each check.
 */
import { defaultParameters, type Framework, frameworks, Parameters, severityWeights } from "@rollcall/model"
import type { CheckDefinition } from "./CheckDefinition.ts"

/** Pages by their file names. */
export const pagesOf = (checks: ReadonlyArray<CheckDefinition>): ReadonlyMap<string, string> =>
  new Map([
    ["README.md", indexOf(checks)],
    ...checks.map((check) => [`${check.id}.md`, pageOf(check, checks)] as const)
  ])

const frameworkNames: Readonly<Record<Framework, string>> = {
  soc2: "SOC 2 (Trust Services Criteria, 2017)",
  iso27001: "ISO/IEC 27001:2022, Annex A",
  csf2: "NIST CSF 2.0",
  cis81: "CIS Controls 8.1"
}

interface Word {
  readonly word: string
  readonly pattern: RegExp
  /** In Markdown. */
  readonly meaning: string
}

/** Words that checks share: what is told here is not repeated in their texts. */
const words: ReadonlyArray<Word> = [
  {
    word: "Account used lately, or in use",
    pattern: /\baccounts? (?:used lately|in use)\b/iu,
    meaning: "One that was last used within `dormantDays`, as far as an enrolled browser saw."
  },
  {
    word: "Active browser",
    pattern: /\bactive (?:desktop )?browsers?\b|\bbrowsers?\b[^.;]* (?:is|are) active\b/iu,
    meaning: "A licensed employee's that was online within `browserStaleDays`."
  },
  {
    word: "Live device",
    pattern: /\blive (?:desktop )?devices?\b/iu,
    meaning: "One that is registered, not banned, and logged in within `deviceDormantDays`."
  },
  {
    word: "Grace period",
    pattern: /\bgrace period\b/iu,
    meaning: "The first `graceDays` of an employee or account."
  },
  {
    word: "Detection that is off",
    pattern: /\bdetection is off\b/iu,
    meaning: "One that `declaredDetections` leaves out; if that is not set, none is taken to be off."
  },
  {
    word: "List of leavers",
    pattern: /\blist of leavers\b/iu,
    meaning: "The parameter `leavers`: addresses, each with a last day."
  },
  {
    word: "The organisation's own domains",
    pattern: /\bthe organisation's (?:own )?domains\b/iu,
    meaning: "The tenant's `domains`, and those that its `email.aliases` take for one of them."
  }
]

function indexOf(checks: ReadonlyArray<CheckDefinition>): string {
  const rows = checks.map((check) => [
    asCode(check.code),
    `[${marked(check.title)}](${check.id}.md)`,
    check.severity,
    marked(check.populationText)
  ])
  return joined([
    "# Checks",
    "What Rollcall judges a roster by. Made from the catalogue by `node docs/checks/generate.ts`; not to be edited.",
    table(["Code", "What holds if it passes", "Severity", "Looks at"], rows),
    "## Words",
    words.map(meaningText).join("\n"),
    "A record that its source marks deleted is outside every check's population. What is not assessable lowers the coverage and not the score."
  ])
}

function pageOf(check: CheckDefinition, checks: ReadonlyArray<CheckDefinition>): string {
  const { code, frameworks: controls, id, predicate, rationale, remediation, title } = check
  return joined([
    `# ${marked(title)}`,
    `${asCode(code)} · ${asCode(id)} · ${severityText(check)}`,
    marked(rationale),
    "## How it is judged",
    [
      `- **Looks at:** ${marked(check.populationText)}.`,
      `- **Pass:** ${marked(predicate.pass)}`,
      `- **Fail:** ${marked(predicate.fail)}`,
      `- **Not assessable:** ${marked(predicate.notAssessable)}`,
      ...wordsOf(check).map(meaningText)
    ].join("\n"),
    "## What to do if it fails",
    marked(remediation),
    "## What it rests on",
    [
      `- **Population:** ${populationText(check)}`,
      `- **Judgement:** ${resourcesText(check.needs) || "nothing else"}.`,
      `- **Parameters:** ${parametersText(check)}`,
      `- **Score group:** ${groupText(check, checks)}`
    ].join("\n"),
    "## What it supports",
    frameworks
      .map((framework) => `- **${frameworkNames[framework]}:** ${controlsText(controls[framework] ?? [])}`)
      .join("\n"),
    "A pass is evidence toward a control and no proof of it.",
    "[All checks](README.md)"
  ])
}

const severityText = ({ severity }: CheckDefinition): string =>
  severity === "gate" ? "gate, never scored" : `severity ${severity}, weight ${severityWeights[severity]}`

const wordsOf = (check: CheckDefinition) => words.filter(({ pattern }) => pattern.test(textOf(check)))

const textOf = ({ populationText, predicate }: CheckDefinition): string =>
  [populationText, ...Object.values(predicate)].join(" ")

const meaningText = ({ word, meaning }: Word): string => `- **${word}:** ${meaning}`

const populationText = ({ population }: CheckDefinition): string =>
  population.length === 0
    ? "no resource alone."
    : `${resourcesText(population)}. Nothing is counted unless all of it was read to its end.`

const resourcesText = (keys: ReadonlyArray<string>): string => keys.map(asCode).join(", ")

/** Those that the check's texts name, themselves or through the words that they use. */
function parametersText(check: CheckDefinition): string {
  const text = [marked(textOf(check)), ...wordsOf(check).map(({ meaning }) => meaning)].join(" ")
  const used = parameterNames.filter((name) => text.includes(asCode(name)))
  return used.length === 0 ? "none." : `${used.map((name) => `${asCode(name)} (${defaultText(name)})`).join(", ")}.`
}

const parameterNames = Object.keys(Parameters.fields)

const defaults: ReadonlyMap<string, unknown> = new Map(Object.entries(defaultParameters))

function defaultText(name: string): string {
  const value = defaults.get(name)
  if (value === undefined) return "no default"
  return `default ${asCode(JSON.stringify(value))}`
}

function groupText({ group, id, severity }: CheckDefinition, checks: ReadonlyArray<CheckDefinition>): string {
  const others = checks.filter((other) => other.group === group && other.id !== id)
  if (others.length === 0 || severity === "gate") return `${asCode(group)}.`
  const links = others.map((other) => `[${other.code}](${other.id}.md)`).join(", ")
  return `${asCode(group)}, with ${links}; a subject counts once in it, with its worst outcome.`
}

const controlsText = (controls: ReadonlyArray<string>): string =>
  controls.length === 0
    ? "none."
    : `${controls.map((id) => (id.endsWith("~") ? `${id.slice(0, -1)} (indirectly)` : id)).join(", ")}.`

const asCode = (text: string): string => `\`${text}\``

/** Names of parameters that are no words as well, and the sources' own values. */
const names = new RegExp(
  String.raw`\b(?:${parameterNames.filter((name) => /[A-Z]/u.test(name)).join("|")}|[A-Z]+(?:_[A-Z]+)+)\b`,
  "gu"
)

/** A text of the catalogue as Markdown. */
const marked = (text: string): string => text.replaceAll(/[\\*<>[\]|`]/gu, String.raw`\$&`).replaceAll(names, asCode)

/** Columns are padded, as the formatter would do. */
function table(header: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (row: ReadonlyArray<string>) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`
  return [line(header), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n")
}

const joined = (blocks: ReadonlyArray<string>): string => `${blocks.join("\n\n")}\n`
