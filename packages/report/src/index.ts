/**
 * Monthly posture reports: a roster and its assessment become a report document, and that becomes files.
 */
export type { ReportFile } from "./manifest.ts"
export type { Fonts } from "./Fonts.ts"
export { render, type ReportFormat } from "./render.ts"
export { reportDocument, type ReportInput } from "./report-document.ts"
