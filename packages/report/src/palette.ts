/**
 * The report's colours, on paper and on screen. Lightness falls with severity, so that the order survives a grey printer.
 *
 * **Source** guides/reporting.md, section 11.
 */
import type { Mark } from "./blocks.ts"

/** Colours of text, rules and grounds. */
export const ink = {
  text: "#1f2937",
  muted: "#4b5563",
  rule: "#9ca3af",
  hairline: "#d1d5db",
  strong: "#111827",
  tint: "#f3f4f6",
  warningTint: "#fdf3e1",
  accent: "#1e3a5f"
} as const

/** How a mark is filled; `null` is hatched. */
export const fills: Readonly<Record<Mark, string | null>> = {
  critical: "#6b1220",
  high: "#b8470f",
  medium: "#d08a00",
  low: "#9bb8d3",
  gate: "#374151",
  pass: "#cfe8d6",
  excepted: "#e5e7eb",
  unknown: null
}

/** Colour of a mark's shape and word on white. */
export const markInks: Readonly<Record<Mark, string>> = {
  critical: "#8b1a1a",
  high: "#a63c06",
  medium: "#7a5200",
  low: "#475569",
  gate: "#1f2937",
  pass: "#1f6b3f",
  excepted: "#4b5563",
  unknown: "#4b5563"
}
