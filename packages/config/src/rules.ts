/**
 * Rules about several keys together. They look at the plain document, so that they are reported along with problems of
 * structure and not one after the other.
 */
import { asciiDomain } from "@rollcall/model"
import type { ConfigDocument, KeyPath } from "./ConfigDocument.ts"
import type { ConfigProblem } from "./ConfigError.ts"
import { contrast, darkGround, textContrastMin } from "./contrast.ts"
import { isBlock, readable } from "./problems.ts"

interface Violation {
  readonly path: KeyPath
  readonly message: string
  readonly next: string
}

/** What the document breaks of the rules that span keys. */
export function brokenRules(document: ConfigDocument): ReadonlyArray<ConfigProblem> {
  if (!isBlock(document.value)) return []
  const violations = [...unreadable(["theme"], document.value["theme"]), ...brokenByTenants(document.value["tenants"])]
  return violations.map(({ path, message, next }) => ({ line: document.lineOf(path), message, next }))
}

function brokenByTenants(tenants: unknown): ReadonlyArray<Violation> {
  if (!isBlock(tenants)) return []
  const violations: Array<Violation> = []
  for (const [id, tenant] of Object.entries(tenants)) {
    if (!isBlock(tenant)) continue
    violations.push(
      ...missingSource(id, tenant),
      ...credentials(id, tenant["banyan"]),
      ...aliases(id, tenant["email"]),
      ...unreadable(["tenants", id, "theme"], tenant["theme"])
    )
  }
  if (Object.keys(tenants).length === 0) {
    violations.push({
      path: ["tenants"],
      message: "there is no tenant",
      next: "Add one; `rollcall schema config` says what it holds."
    })
  }
  return violations
}

/** Titles are set in the colour, so that it must stand out as text does. */
function unreadable(path: ReadonlyArray<string>, theme: unknown): ReadonlyArray<Violation> {
  if (!isBlock(theme)) return []
  if ("accentDark" in theme && !("accent" in theme)) {
    const name = path.map(readable).join(".")
    const next = "Add accent, the colour on white, beside it."
    return [{ path: [...path, "accentDark"], message: `${name} has accentDark without accent`, next }]
  }
  return (["accent", "accentDark"] as const).flatMap((key) => {
    const colour = theme[key]
    if (typeof colour !== "string" || !/^#[0-9a-f]{6}$/i.test(colour)) return []
    const { colour: ground, name, direction } = grounds[key]
    const measured = contrast(colour, ground)
    if (measured >= textContrastMin) return []
    return [
      {
        path: [...path, key],
        message: `${[...path, key].map(readable).join(".")} ${colour} cannot be read on ${name}: its contrast is ${ratio(measured)}, and text needs ${ratio(textContrastMin)}`,
        next: `Choose a ${direction} colour.`
      }
    ]
  })
}

const grounds = {
  accent: { colour: "#ffffff", name: "white", direction: "darker" },
  accentDark: { colour: darkGround, name: `a dark screen (${darkGround})`, direction: "lighter" }
} as const

/** Rounded down: what is too little must not look like enough. */
const ratio = (value: number): string => `${(Math.floor(value * 100) / 100).toString()}:1`

function missingSource(id: string, tenant: Readonly<Record<string, unknown>>): ReadonlyArray<Violation> {
  if ("push" in tenant || "banyan" in tenant) return []
  return [
    { path: ["tenants", id], message: `tenants.${readable(id)} has no source`, next: "Add push, banyan or both." }
  ]
}

function credentials(id: string, banyan: unknown): ReadonlyArray<Violation> {
  if (!isBlock(banyan)) return []
  const path = ["tenants", id, "banyan"]
  const name = path.map(readable).join(".")
  if ("token" in banyan && "refreshToken" in banyan) {
    return [
      { path: [...path, "refreshToken"], message: `${name} has two credentials`, next: "Keep token or refreshToken." }
    ]
  }
  if ("token" in banyan || "refreshToken" in banyan) return []
  const next = "Add token (an API key's secret) or refreshToken."
  return [{ path, message: `${name} has no credential`, next }]
}

function aliases(id: string, email: unknown): ReadonlyArray<Violation> {
  const written = isBlock(email) ? email["aliases"] : undefined
  if (!isBlock(written)) return []
  const path = ["tenants", id, "email", "aliases"]
  const targets = new Map<string, string>()
  const violations: Array<Violation> = []
  for (const [domain, target] of Object.entries(written)) {
    const key = asciiDomain(domain)
    if (targets.has(key)) {
      violations.push({
        path: [...path, domain],
        message: `${readable(key)} has two aliases`,
        next: "Keep one of them."
      })
    }
    if (typeof target === "string") targets.set(key, asciiDomain(target))
  }
  for (const domain of Object.keys(written)) {
    if (finalDomain(asciiDomain(domain), targets) === null) {
      const message = `the aliases of ${readable(domain)} lead back to where they began`
      violations.push({
        path: [...path, domain],
        message,
        next: "Let one domain of the circle stand for itself: remove its line."
      })
    }
  }
  return violations
}

/** Where a chain of aliases ends, `null` if it does not. */
export function finalDomain(domain: string, targets: ReadonlyMap<string, string>): string | null {
  const seen = new Set<string>()
  let at = domain
  for (let target = targets.get(at); target !== undefined; target = targets.get(at)) {
    if (seen.has(at)) return null
    seen.add(at)
    at = target
  }
  return at
}
