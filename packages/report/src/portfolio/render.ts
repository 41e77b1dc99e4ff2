/**
 * A portfolio as the files that a provider receives.
 */
import type { Fonts } from "../Fonts.ts"
import type { ReportFormat } from "../formats.ts"
import { sha256 } from "../hash.ts"
import { renderHtml } from "../html/render-html.ts"
import { jsonBytes } from "../json.ts"
import { english } from "../language/english.ts"
import type { ReportFile } from "../manifest.ts"
import { renderPdf } from "../pdf/render-pdf.ts"
import { themed } from "../theme/themed.ts"
import { type Theme, themeJson } from "../theme/Theme.ts"
import { portfolioChecks } from "./checks.ts"
import { portfolioMasthead } from "./masthead.ts"
import { portfolioMethod } from "./method.ts"
import { portfolioMissing } from "./missing.ts"
import { isReported, type Portfolio } from "./Portfolio.ts"
import { portfolioSummary } from "./summary.ts"

/**
 * Renders a portfolio to its files, the manifest last: `2026-10.html`, `.pdf`, `.json` and `.manifest.json`.
 *
 * **Details** Pure, as `render` is. Of the formats, HTML and PDF are looked at; the document itself always comes.
 */
export async function renderPortfolio(
  portfolio: Portfolio,
  wanted: ReadonlySet<ReportFormat>,
  fonts: Fonts,
  theme: Theme
): Promise<ReadonlyArray<ReportFile>> {
  const name = portfolio.period
  const json = { name: `${name}.json`, bytes: jsonBytes(portfolio) }
  const modelHash = sha256(json.bytes)
  const input = {
    name,
    masthead: portfolioMasthead(portfolio, json.name),
    identity: { modelHash, reportId: `portfolio-${name}-${modelHash.slice(0, 12)}` },
    content: themed(
      [
        portfolioSummary(portfolio),
        portfolioMissing(portfolio),
        portfolioChecks(portfolio),
        portfolioMethod(portfolio)
      ],
      theme,
      english
    ),
    theme
  }
  const files = [
    ...(wanted.has("pdf") ? await renderPdf({ ...input, json: json.bytes, fonts }) : []),
    ...(wanted.has("html") ? renderHtml(input) : []),
    json
  ]
  const manifest = jsonBytes({
    schemaVersion: 1,
    reportId: input.identity.reportId,
    kind: "portfolio",
    period: portfolio.period,
    generator: portfolio.generator,
    theme: themeJson(theme),
    tenants: portfolio.tenants
      .filter(isReported)
      .map(({ id, manifestSha256, snapshot }) => ({ id, snapshot: snapshot.id, manifestSha256 })),
    files: files
      .map(({ bytes, name: fileName }) => ({ name: fileName, sizeBytes: bytes.byteLength, sha256: sha256(bytes) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    reportModelSha256: modelHash
  })
  return [...files, { name: `${name}.manifest.json`, bytes: manifest }]
}
