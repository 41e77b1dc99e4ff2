/**
 * How a report looks where that is not Rollcall's own: the reader's logo, colour and words on the first page.
 *
 * **Details** A theme is no part of the report document: two reports that differ in nothing else have one `report.json`.
 */
import { sha256 } from "../hash.ts"

/** A picture of a few colours to a sample, in both forms that renderers take. */
export interface Logo {
  readonly width: number
  readonly height: number
  /** A PNG file with nothing in it but the picture. */
  readonly png: Uint8Array
  /** Red, green and blue of each sample on white, eight bits each, row by row. */
  readonly rgb: Uint8Array
  /** Whose it is. */
  readonly owner: string
}

/** The accent colour; each can be read on its ground. */
export interface Accent {
  readonly light: string
  readonly dark: string
}

/** What a theme sets; `null` stands for Rollcall's own, or for nothing. */
export interface Theme {
  readonly accent: Accent | null
  readonly logo: Logo | null
  readonly coverText: string | null
  /** Who prepared the report. */
  readonly provider: string | null
}

/** Rollcall's own looks. */
export const plainTheme: Theme = { accent: null, logo: null, coverText: null, provider: null }

/** The theme as a manifest names it; `null` for Rollcall's own. */
export const themeJson = ({ accent, coverText, logo, provider }: Theme) =>
  accent === null && logo === null && coverText === null && provider === null
    ? null
    : { accent, coverText, provider, logoSha256: logo === null ? null : sha256(logo.png) }
