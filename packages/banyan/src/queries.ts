/**
 * Paths with queries.
 *
 * **Source** contracts/banyan.md, section 2.3, "Encoding", and section 7, rule 3.
 */

/** Parameters by the name that the API gives them. */
export type Parameters = Readonly<Record<string, string>>

/**
 * A path with its query.
 *
 * **Errors** Throws if the server would decode anything but what was given, which nobody may send: checks of the arguments
 * leave nothing over that could cause it.
 */
export function withQuery(path: string, parameters: Parameters): string {
  const url = `${path}?${new URLSearchParams(parameters)}`
  const decoded = [...new URL(url, "http://server.test").searchParams]
  const isFaithful =
    decoded.length === Object.keys(parameters).length && decoded.every(([name, value]) => parameters[name] === value)
  if (!isFaithful) throw new Error(`the query of ${path} would not arrive as it is`)
  return url
}
