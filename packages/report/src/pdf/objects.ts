/**
 * The syntax of PDF objects that are written as text.
 */

/** What another object says to point at this one. */
export const reference = (id: number): string => `${id} 0 R`

/** References to several objects, as an array. */
export const references = (ids: ReadonlyArray<number>): string => `[${ids.map(reference).join(" ")}]`

/** A number with as many digits as paper can show. */
export const number = (value: number): string => String(Math.round(value * 100) / 100)

/** A text: as it is where it is plain, else in UTF-16. */
export const textString = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? `(${text.replace(/[()\\]/g, "\\$&")})` : hexText(text)

function hexText(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, "0"))
  return `<feff${units.join("")}>`
}

/** An instant, as PDF writes it. */
export const dateString = (at: Date): string => `(D:${at.toISOString().replace(/\D/g, "").slice(0, 14)}Z)`

/**
 * Text that pdfkit's serialiser writes as it is.
 *
 * **Gotchas** It takes any other object for a dictionary, by its tag.
 */
export class Written {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get [Symbol.toStringTag](): string {
    return "Written"
  }

  toString(): string {
    return this.#text
  }
}
