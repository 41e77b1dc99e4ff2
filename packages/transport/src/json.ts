/**
 * JSON without loss: integers that a double cannot hold come as `bigint` and go back as the same digits.
 *
 * **Source** contracts/banyan.md, section 1.5.
 */

// Node 24 has both, the `es2024` library of TypeScript describes neither.
declare global {
  interface JSON {
    rawJSON(text: string): unknown
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
    ): unknown
  }
}

/**
 * Parses JSON with every integer outside ±(2^53−1) as a `bigint`.
 *
 * **Errors** Throws a `SyntaxError`, as `JSON.parse` does; its message quotes the text and must not be shown.
 */
export const parseJson = (text: string): unknown =>
  mayHoldLongInteger.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)

/** Writes a value as JSON; a `bigint` becomes bare digits. */
export const stringifyJson = (value: unknown): string => JSON.stringify(value, writeDigits)

/** Writes a value as JSON with the members of every object in one order, so that equal values give equal text. */
export const canonicalJson = (value: unknown): string => stringifyJson(withSortedMembers(value))

/** 2^53−1 has 16 digits, and an exponent may stand for more. A reviver costs ten times the parsing itself, and most answers of one source need none. */
const mayHoldLongInteger = /(?:^|[:,[\s])-?(?:\d{16}|\d[\d.]*[eE])/

function keepDigits(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value
  return (context.source === undefined ? null : integerIn(context.source)) ?? value
}

/** The integer that a JSON number stands for, written with a fraction or an exponent or without; `null` for any other. */
function integerIn(source: string): bigint | null {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(source) ?? []
  const digits = whole + fraction
  const wholeLength = whole.length + Number(exponent)
  if (digits === "" || wholeLength < 1 || /[1-9]/.test(digits.slice(wholeLength))) return null
  // No unit of time makes an instant this long: such a number is an estimate, and its exponent says so.
  if (wholeLength > digits.length + 20) return null
  return BigInt(sign + digits.slice(0, wholeLength).padEnd(wholeLength, "0"))
}

function writeDigits(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? JSON.rawJSON(String(value)) : value
}

function withSortedMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedMembers)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, withSortedMembers(member)])
  )
}
