/**
 * Whether the reports beside a portfolio are those that it speaks of.
 */
import { Effect, FileSystem, Path, Schema } from "effect"
import type { Failure } from "./Failure.ts"
import type { VerifiedTenant } from "./VerifyDocument.ts"

/** What the manifest of a portfolio ends in: its files share a folder with those of other months. */
export const portfolioEnding = ".manifest.json"

const Hash = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/u))

/** A tenant's id makes a path: nothing else may stand in its place. */
export const PortfolioTenants = Schema.Array(
  Schema.Struct({ id: Schema.String.check(Schema.isPattern(/^[a-z0-9][a-z0-9-]{0,62}$/u)), manifestSha256: Hash })
)

/** A month, as the names of portfolios have it. */
export const PortfolioPeriod = Schema.String.check(Schema.isPattern(/^\d{4}-\d{2}$/u))

const month = /^(\d{4}-\d{2})\.manifest\.json$/

/** The months of which a folder has portfolios, by their manifests; none if it is the folder of a report. */
export const portfolioMonths = Effect.fn("cli.portfolioMonths")(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  // A folder that can't be read is told of when it is verified.
  const entries = yield* Effect.orElseSucceed(fs.readDirectory(folder), (): ReadonlyArray<string> => [])
  if (entries.includes("manifest.json")) return null
  const months = entries.flatMap((name) => month.exec(name)?.[1] ?? []).toSorted()
  if (months.length === 0) return null
  const strays = entries.filter((name) => !months.some((each) => isOf(each, name))).toSorted()
  return { months, strays }
})

/** Whether a file of the portfolios' folder is of a month. */
export const isOf = (period: string, name: string): boolean =>
  name.startsWith(period) && /^[.-]/.test(name.slice(period.length))

/** Compares the manifests of the reports beside a portfolio with those that it was made from. */
export const verifyTenants = Effect.fn("cli.verifyTenants")(function* (
  portfolios: string,
  period: string,
  tenants: typeof PortfolioTenants.Type,
  hashOf: (file: string) => Effect.Effect<string | null, Failure, FileSystem.FileSystem>
) {
  const path = yield* Path.Path
  return yield* Effect.forEach(tenants, ({ id, manifestSha256 }) =>
    Effect.map(hashOf(path.join(portfolios, "..", id, period, "manifest.json")), (sha256): VerifiedTenant => {
      const state = sha256 === null ? "not-there" : sha256 === manifestSha256 ? "same" : "different"
      return { tenant: id, state, sha256, expectedSha256: manifestSha256 }
    })
  )
})
