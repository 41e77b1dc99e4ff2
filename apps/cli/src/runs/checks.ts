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

const checkDocument = ({
  id,
  code,
  title,
  severity,
  populationText,
  predicate,
  rationale,
  remediation,
  frameworks,
  needs
}: Check) => ({
  id,
  code,
  title,
  severity,
  population: populationText,
  predicate,
  rationale,
  remediation,
  frameworks,
  needs
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
  `Rests on      ${check.needs.join(", ")}`,
  `Supports      ${Object.entries(check.frameworks)
    .map(([framework, controls]) => `${framework}: ${controls.join(", ")}`)
    .join(" · ")}`
]
