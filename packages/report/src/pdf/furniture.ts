/**
 * Header and footer: what every page says of the report and of itself. To the structure they are artifacts.
 */
import { displayText } from "../display.ts"
import type { Identity } from "../identity.ts"
import type { Texts } from "../language/Language.ts"
import type { Masthead } from "../masthead.ts"
import { ink } from "../palette.ts"
import { baseline } from "./Canvas.ts"
import { measureWidth } from "./Flow.ts"
import type { Page } from "./Page.ts"
import { sheet } from "./ReportPdf.ts"
import { styles } from "./styles.ts"
import type { Volume } from "./Volume.ts"
import { onOneLine, wrap } from "./wrap.ts"

const footRule = 799
const foot = 803 + baseline(styles.furniture)

/** Draws what is alike on all pages. */
export function drawFrame(
  { canvas, faces }: Volume,
  { running, warning }: Masthead,
  { reportId }: Identity,
  volume: { readonly number: number; readonly of: number },
  { print }: Texts
): void {
  const name = displayText(running)
  const warningLines = wrap(faces, warning ?? "", styles.furnitureWarning, measureWidth - 12).lines
  // A second line goes up into the margin, and not down to the text.
  const top = 28 - (warningLines.length - 1) * 9
  const head = onOneLine(faces, name, styles.furniture, measureWidth)
  canvas.text(head, sheet.left, top + baseline(styles.furniture), styles.furniture)
  if (warning !== null) {
    const style = styles.furnitureWarning
    canvas.shape("high", sheet.left, top + 13.5, 7)
    warningLines.forEach((line, index) =>
      canvas.text(line, sheet.left + 12, top + 12 + index * style.leading + baseline(style), style)
    )
  }
  const which = volume.of === 1 ? reportId : `${reportId} · ${print.volumeOf(volume.number, volume.of)}`
  canvas.rule(sheet.left, footRule, measureWidth, 0.3, ink.rule)
  canvas.text(which, sheet.left, foot, styles.furniture)
}

/** Draws the number of a page. */
export function drawPageNumber({ canvas, pages }: Volume, { index }: Page, { print }: Texts): void {
  canvas.textRight(print.pageOf(index + 1, pages.length), sheet.right, foot, styles.furniture)
}
