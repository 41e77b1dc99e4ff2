/**
 * Finds the operation that a request means.
 */

/** An operation; `{id}` in its path stands for one segment. */
export interface Route<Operation> {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** The operation and the decoded `{id}`, or why there is none. */
export type RouteMatch<Operation> =
  | { readonly kind: "found"; readonly operation: Operation; readonly id: string }
  | { readonly kind: "unknown-path" }
  | { readonly kind: "wrong-method" }

/** Looks a request up in a table of operations. */
export const matchRoute = <Operation>(
  routes: ReadonlyArray<Route<Operation>>,
  method: string,
  path: string
): RouteMatch<Operation> => {
  let isKnownPath = false
  for (const route of routes) {
    const id = idOf(route.path, path)
    if (id === undefined) continue
    if (route.method === method) return { kind: "found", operation: route.operation, id }
    isKnownPath = true
  }
  return { kind: isKnownPath ? "wrong-method" : "unknown-path" }
}

// The segment at `{id}`, an empty text where the pattern has none, or undefined where pattern and path differ.
const idOf = (pattern: string, path: string): string | undefined => {
  const wanted = pattern.split("/")
  const given = path.split("/")
  if (wanted.length !== given.length) return undefined
  let id = ""
  for (const [index, segment] of wanted.entries()) {
    const actual = given[index] ?? ""
    if (segment === "{id}") id = decoded(actual)
    else if (segment !== actual) return undefined
    if (segment === "{id}" && actual === "") return undefined
  }
  return id
}

const decoded = (segment: string) => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
