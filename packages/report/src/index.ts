/**
 * Monthly posture reports: a roster and its assessment become a report document, and that becomes files.
 */
export { defaultFormats, type ReportFormat, reportFormats } from "./formats.ts"
export { type FileStream, type ReportFile, wholeFile, wholeFiles } from "./files.ts"
export type { Fonts } from "./Fonts.ts"
export type { Language, LanguageCode } from "./language/Language.ts"
export { languages } from "./language/languages.ts"
export {
  type Portfolio,
  portfolioOf,
  type PortfolioPart,
  portfolioPart,
  type UnreportedTenant,
  type WhyNoReport,
  type WhyUnknown
} from "./portfolio/Portfolio.ts"
export { renderPortfolio } from "./portfolio/render.ts"
export { render, type RenderOptions, renderStreams } from "./render.ts"
export { reportDocument, type ReportInput } from "./report-document.ts"
export { type Accent, type Logo, plainTheme, type Theme } from "./theme/Theme.ts"
