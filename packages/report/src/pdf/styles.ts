/**
 * Type of the printed report: sizes, leading and weights in points.
 *
 * **Source** guides/reporting.md, section 11.
 */
import { ink } from "../palette.ts"
import type { Style } from "./wrap.ts"

/** Every style that is used. */
export const styles = {
  cover: { size: 24, leading: 30, weight: "bold", color: ink.strong },
  coverSubtitle: { size: 16, leading: 22, weight: "bold", color: ink.accent },
  coverPeriod: { size: 12, leading: 17, weight: "regular", color: ink.muted },
  coverRemark: { size: 9, leading: 13, weight: "regular", color: ink.muted },
  heading1: { size: 18, leading: 24, weight: "bold", color: ink.strong },
  heading2: { size: 13, leading: 17, weight: "bold", color: ink.strong },
  heading3: { size: 10.5, leading: 14, weight: "bold", color: ink.strong },
  verdict: { size: 12, leading: 17, weight: "regular", color: ink.strong },
  body: { size: 9.5, leading: 13.5, weight: "regular", color: ink.text },
  lead: { size: 9.5, leading: 13.5, weight: "bold", color: ink.text },
  name: { size: 8.5, leading: 13, weight: "regular", color: ink.muted },
  value: { size: 8.5, leading: 13, weight: "regular", color: ink.text },
  caption: { size: 9, leading: 13, weight: "bold", color: ink.text },
  columnTitle: { size: 7.5, leading: 10, weight: "bold", color: ink.muted },
  cell: { size: 8, leading: 11, weight: "regular", color: ink.text },
  cellDetail: { size: 7, leading: 9.5, weight: "regular", color: ink.muted },
  small: { size: 8, leading: 11, weight: "regular", color: ink.muted },
  chartLabel: { size: 7.5, leading: 10, weight: "regular", color: ink.muted },
  chartValue: { size: 8, leading: 10, weight: "bold", color: ink.strong },
  figure: { size: 20, leading: 25, weight: "bold", color: ink.strong },
  figureLabel: { size: 8.5, leading: 12, weight: "bold", color: ink.muted },
  furniture: { size: 8, leading: 11, weight: "regular", color: ink.muted },
  furnitureWarning: { size: 8, leading: 11, weight: "bold", color: "#a63c06" }
} satisfies Readonly<Record<string, Style>>
