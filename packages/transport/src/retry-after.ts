/**
 * The wait that a `Retry-After` header asks for in milliseconds, `null` if there is none or it makes no sense.
 *
 * **Details** Seconds or an HTTP date. A date is measured from the answer's own `Date` where it has one, since this
 * machine's clock may be off by more than the wait.
 */
export function retryAfterMs(headers: { readonly [name: string]: string | undefined }, nowMs: number): number | null {
  const value = headers["retry-after"]?.trim() ?? ""
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER)
  const until = httpDateMs(value)
  if (until === null) return null
  return Math.max(0, until - (httpDateMs(headers["date"] ?? "") ?? nowMs))
}

/** `Date.parse` makes dates out of almost anything, so the form is checked first. */
function httpDateMs(text: string): number | null {
  if (!/^[A-Z][a-z]{2,8},? .{7,22} GMT$/.test(text)) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}
