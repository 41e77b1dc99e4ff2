import { catalogue, catalogueVersion } from "@rollcall/checks"
import { Effect, Option } from "effect"
import { Failure } from "../Failure.ts"
import { print } from "../Output.ts"
import { table } from "../Table.ts"

type Check = (typeof catalogue)[number]

export const run = Effect.fn("cli.checks")(function* (id: Option.Option<string>) {
  const wanted = Option.getOrUndefined(id)
  const checks = catalogue.filter((each) => wanted === undefined || isNamed(each, wanted))
  if (checks.length === 0) {
    return yield* new Failure({
      code: "usage",
      summary: `there is no check ${wanted}.`,
      where: {},
      next: `name one of: ${catalogue.map((each) => each.id).join(", ")}.`
    })
  }
  yield* print(
    () => JSON.stringify({ schemaVersion: 1, catalogue: catalogueVersion, checks: checks.map(checkDocument) }, null, 2),
    () => (wanted === undefined ? catalogueLines(checks) : checks.flatMap(checkLines))
  )
})

const isNamed = (check: Check, name: string): boolean =>
  check.id === name.toLowerCase() || check.code === name.toUpperCase()

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
