import { catalogue, catalogueVersion } from "@rollcall/checks"
import { Effect, Option } from "effect"
import { checkNamed } from "../CheckArgument.ts"
import { print } from "../Output.ts"
import { table } from "../Table.ts"

type Check = (typeof catalogue)[number]

export const run = Effect.fn("cli.checks")(function* (id: Option.Option<string>) {
  const wanted = Option.getOrUndefined(id)
  const checks = wanted === undefined ? catalogue : [yield* checkNamed(wanted)]
  yield* print(
    () => JSON.stringify({ schemaVersion: 1, catalogue: catalogueVersion, checks: checks.map(checkDocument) }, null, 2),
    () => (wanted === undefined ? catalogueLines(checks) : checks.flatMap(checkLines))
  )
})

/** Every resource that a check's outcomes rest on. */
const restsOn = ({ population, needs }: Check): ReadonlyArray<string> => [...new Set([...population, ...needs])]

const checkDocument = (check: Check) => ({
  id: check.id,
  code: check.code,
  title: check.title,
  severity: check.severity,
  population: check.populationText,
  predicate: check.predicate,
  rationale: check.rationale,
  remediation: check.remediation,
  frameworks: check.frameworks,
  needs: restsOn(check)
})

const catalogueLines = (checks: ReadonlyArray<Check>): ReadonlyArray<string> => [
  ...table(
    ["CODE", "ID", "SEVERITY", "TITLE"],
    checks.map(({ code, id, severity, title }) => [code, id, severity, title])
  ),
  "",
  `${checks.length} checks, catalogue ${catalogueVersion}. \`rollcall checks ID\` shows one in full.`
]

const checkLines = (check: Check): ReadonlyArray<string> => [
  `${check.title} (${check.code} ${check.id}, ${check.severity})`,
  "",
  `Population    ${check.populationText}`,
  `Pass          ${check.predicate.pass}`,
  `Fail          ${check.predicate.fail}`,
  `Not assessed  ${check.predicate.notAssessable}`,
  `Rationale     ${check.rationale}`,
  `Remediation   ${check.remediation}`,
  `Rests on      ${restsOn(check).join(", ") || "the run itself and the other checks"}`,
  `Supports      ${Object.entries(check.frameworks)
    .map(([framework, controls]) => `${framework}: ${controls.join(", ")}`)
    .join(" · ")}`
]
