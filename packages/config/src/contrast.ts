/**
 * Whether a colour can be read, by the measure of WCAG 2.2.
 *
 * **Source** https://www.w3.org/TR/WCAG22/, "contrast ratio" and "relative luminance".
 */

/** The least contrast of text to its ground (level AA); what is drawn needs 3, so that it is covered too. */
export const textContrastMin = 4.5

/** The ground of a report on a dark screen. */
export const darkGround = "#111827"

/** The contrast of two colours written `#rrggbb`, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** The colour mixed with no more white than it takes to be read on a dark screen. */
export function lightened(colour: string): string {
  const parts = channels(colour)
  for (let white = 0; white < steps; white++) {
    const mixed = parts.map((part) => Math.round(part + ((255 - part) * white) / steps))
    const candidate = `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`
    if (contrast(candidate, darkGround) >= textContrastMin) return candidate
  }
  return "#ffffff"
}

const steps = 20

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((part) => linear(part / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)

const channels = (colour: string): ReadonlyArray<number> =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
