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
 * Parses JSON with integers of 16 digits and more, unless they lie within ±(2^53−1), as `bigint`.
 *
 * **Gotchas** Fewer digits are safe in a double however large the number is: `1e18` stays a number.
 *
 * **Errors** Throws a `SyntaxError`, as `JSON.parse` does; its message quotes the text and must not be shown.
 */
export function parseJson(text: string): unknown {
  const integers = longIntegers(text)
  if (integers === null) return JSON.parse(text, keepDigits)
  const value: unknown = JSON.parse(text)
  if (integers.length === 0) return value
  const rest = integers.values()
  return isObject(value) && putBack(value, rest) && rest.next().done === true ? value : JSON.parse(text, keepDigits)
}

/** Writes a value as JSON; a `bigint` becomes bare digits. */
export const stringifyJson = (value: unknown): string => JSON.stringify(value, writeDigits)

/** Writes a value as JSON with the members of every object in one order, so that equal values give equal text. */
export const canonicalJson = (value: unknown): string => stringifyJson(withSortedMembers(value))

/** 2^53−1 has 16 digits. */
const longFrom = 16

/**
 * The integers of a text that a double does not hold, in their order; `null` if this cannot tell which they are.
 *
 * A reviver is told the digits of every number, which costs ten times the parsing itself. Most answers of one source have no
 * number as long as this, and in those of the other all of them are members of objects.
 */
function longIntegers(text: string): Array<bigint> | null {
  const integers: Array<bigint> = []
  let last = longFrom - 1
  while (last < text.length) {
    // A run is looked for from its end: a character that is not of it saves looking at those before.
    let before = last
    while (isNumeric(text.charCodeAt(before))) before -= 1
    if (last - before >= longFrom) {
      const integer = memberInteger(text, before + 1)
      if (integer === null) return null
      if (integer !== undefined) integers.push(integer)
      while (isNumeric(text.charCodeAt(last))) last += 1
      before = last
    }
    last = before + longFrom
  }
  return integers
}

/** Digits and the point, with the slash between them for the sake of a single comparison. */
const isNumeric = (code: number): boolean => code > 45 && code < 58

/** The long integer that a run of digits is, `undefined` if it is none, `null` if it may be one all the same. */
function memberInteger(text: string, at: number): bigint | null | undefined {
  memberDigits.lastIndex = at
  const [digits] = memberDigits.exec(text) ?? []
  if (digits === undefined) {
    otherDigits.lastIndex = at
    return otherDigits.test(text) ? null : undefined
  }
  if (Number.isSafeInteger(Number(digits))) return undefined
  return text.charAt(at - 1) === "-" ? -BigInt(digits) : BigInt(digits)
}

/** A quote after a letter ends a text, and a colon after that makes it a name: nothing within a text looks like this. */
const memberDigits = /(?<=\w"\s*:\s*-?)\d{16,}(?=\s*[,}])/y

/** What an integer may look like elsewhere, be it within a text. */
const otherDigits = /(?<=(?:^|[:,[\s])-?)(?:\d{16}|[\d.]+[eE])/y

/**
 * Gives members that lost digits the integers that they stand for; `false` if the two do not go together.
 *
 * They are visited as the text has them, but for names that are indexes, which come first.
 */
function putBack(
  value: { [name: string]: unknown } | ReadonlyArray<unknown>,
  integers: Iterator<bigint, undefined>
): boolean {
  if (Array.isArray(value)) return value.every((element) => !isObject(element) || putBack(element, integers))
  if (!isObject(value)) return true
  for (const name in value) {
    if (isNumeric(name.charCodeAt(0))) return false
    const member = value[name]
    if (isObject(member)) {
      if (!putBack(member, integers)) return false
    } else if (typeof member === "number" && Math.abs(member) > Number.MAX_SAFE_INTEGER) {
      const integer = integers.next().value
      if (Number(integer) !== member) return false
      value[name] = integer
    }
  }
  return true
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === "object" && value !== null
}

function keepDigits(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value) || context.source === undefined) return value
  return (longNumber.test(context.source) ? integerIn(context.source) : null) ?? value
}

const longNumber = /[\d.]{16}/

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
