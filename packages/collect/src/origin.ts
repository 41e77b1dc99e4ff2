/**
 * Where a run reads from, so that the records of two systems do not end up in one snapshot.
 */
import type { Source } from "@rollcall/model"

/**
 * Sources with their base addresses as one text, the same for addresses that mean the same.
 *
 * **Details** A key is no part of it: keys are changed while runs are under way, and for good reasons.
 */
export const originOf = (
  sources: ReadonlyArray<Source>,
  addresses: Readonly<Partial<Record<Source, string>>> = {}
): string =>
  JSON.stringify(
    Object.fromEntries(sources.toSorted().map((source) => [source, normalised(addresses[source] ?? null)]))
  )

/** Letter case of the host, a standard port and slashes at the end make no difference. */
function normalised(address: string | null): string | null {
  const url = address === null ? null : URL.parse(address)
  return url === null ? address : url.href.replace(/\/+$/, "")
}
