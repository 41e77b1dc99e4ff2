/**
 * A portfolio as the files that a provider receives.
 */
import { type FileStream, HandedOut, type ReportFile, wholeFiles } from "../files.ts"
import type { Fonts } from "../Fonts.ts"
import type { ReportFormat } from "../formats.ts"
import { sha256 } from "../hash.ts"
import { renderHtml } from "../html/render-html.ts"
import { jsonBytes } from "../json.ts"
import { english } from "../language/english.ts"
import type { Language } from "../language/Language.ts"
import { packed } from "../pdf/attachment.ts"
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
export const renderPortfolio = (...input: Parameters<typeof portfolioFiles>): Promise<ReadonlyArray<ReportFile>> =>
  wholeFiles(portfolioFiles(...input))

async function* portfolioFiles(
  portfolio: Portfolio,
  wanted: ReadonlySet<ReportFormat>,
  fonts: Fonts,
  theme: Theme,
  language: Language = english
): AsyncGenerator<FileStream> {
  const name = portfolio.period
  const jsonName = `${name}.json`
  const json = jsonBytes(portfolio)
  const modelHash = sha256(json)
  const input = {
    name,
    masthead: portfolioMasthead(portfolio, jsonName, language),
    identity: { modelHash, reportId: `portfolio-${name}-${modelHash.slice(0, 12)}` },
    content: themed(
      [
        portfolioSummary(portfolio, language),
        portfolioMissing(portfolio, language),
        portfolioChecks(portfolio, language),
        portfolioMethod(portfolio, language)
      ],
      theme,
      language
    ),
    language,
    theme
  }
  const handedOut = new HandedOut()
  if (wanted.has("pdf"))
    for await (const file of renderPdf({ ...input, packed: await packed([json]), fonts })) yield handedOut.file(file)
  if (wanted.has("html")) for (const file of renderHtml(input)) yield handedOut.file(file)
  yield handedOut.file({ name: jsonName, chunks: [json] })
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
    files: handedOut.entries(),
    reportModelSha256: modelHash
  })
  yield { name: `${name}.manifest.json`, chunks: [manifest] }
}
