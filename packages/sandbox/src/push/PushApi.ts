/**
 * The fake Push API: its operations, and what stands before them.
 */
import { makeRateLimiter, pushTenantOf } from "../http/access.ts"
import { message, type ApiRequest, type FakeApi, type Reply } from "../http/exchange.ts"
import { matchRoute, type Route } from "../http/routing.ts"
import type { PushSwitches } from "../switches.ts"
import type { TenantData } from "../tenants/makeTenants.ts"
import { appBanners, collections, listOnly, usedBy, type PushContext } from "./collections.ts"
import { makePageTokens } from "./paging.ts"

/** What a fake Push API is made from. */
export interface PushApiOptions {
  readonly tenants: ReadonlyArray<TenantData>
  readonly switches: PushSwitches
  readonly hasRateLimit: boolean
  readonly seed: number
}

type Operation = (context: PushContext, id: string) => Reply

/** Makes the fake Push API. */
export const makePushApi = (options: PushApiOptions): FakeApi => {
  const { switches, tenants } = options
  const limiter = makeRateLimiter()
  const tokens = makePageTokens(options.seed)
  const routes = routesOf(switches)
  return {
    prefix: "",
    tenantOf: (request) => pushTenantOf(tenants, request.headers)?.tenant,
    respond: (request, mutate) => {
      const data = pushTenantOf(tenants, request.headers)
      if (data === undefined) {
        return message(switches.unauthorizedStatus, switches.unauthorizedStatus === 401 ? "Unauthorized" : "Forbidden")
      }
      const { isAllowed, waitMs } = limiter.take(data.tenant.pushApiKey, request.atMs)
      if (options.hasRateLimit && !isAllowed) return tooMany(request, waitMs, switches)
      const match = matchRoute(routes, request.method, request.path)
      if (match.kind === "unknown-path") return message(404, "Not Found")
      if (match.kind === "wrong-method") return message(405, "Method Not Allowed")
      return match.operation({ data, query: request.query, switches, tokens, mutate }, match.id)
    }
  }
}

const tooMany = (request: ApiRequest, waitMs: number, switches: PushSwitches): Reply => {
  const reply = message(429, "Too Many Requests")
  if (switches.retryAfter === "none") return reply
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  const date = new Date(request.atMs + seconds * 1000).toUTCString()
  return { ...reply, headers: { "retry-after": switches.retryAfter === "date" ? date : String(seconds) } }
}

const blockedUrls: Operation = ({ data }) => ({ status: 200, body: { result: data.push.blockedUrls } })

const notYet: Operation = () => message(501, "The sandbox does not serve this operation")

const writes: ReadonlyArray<readonly [method: string, path: string]> = [
  ["DELETE", "/v1/accounts/{id}"],
  ["DELETE", "/v1/accounts/{id}/loginMethods"],
  ["PATCH", "/v1/apps/{id}"],
  ["POST", "/v1/apps/{id}/labels"],
  ["DELETE", "/v1/apps/{id}/labels"],
  ["PATCH", "/v1/employees/{id}"],
  ["POST", "/v1/employees/{id}/groups"],
  ["DELETE", "/v1/employees/{id}/groups"],
  ["POST", "/v1/employees/{id}/merge"],
  ["PATCH", "/v1/detections/{id}"],
  ["POST", "/v1/controls/appBanners/{id}"],
  ["POST", "/v1/controls/blockedUrls"],
  ["DELETE", "/v1/controls/blockedUrls"]
]

const routesOf = (switches: PushSwitches): ReadonlyArray<Route<Operation>> => {
  const all: ReadonlyArray<Route<Operation>> = [
    ...[...collections, ...listOnly].map((item) => ({ method: "GET", path: item.path, operation: item.list })),
    ...collections.map((item) => ({ method: "GET", path: `${item.path}/{id}`, operation: item.get })),
    { method: "GET", path: "/v1/accounts/{id}/usedBy", operation: usedBy },
    { method: "GET", path: "/v1/controls/blockedUrls", operation: blockedUrls },
    ...writes.map(([method, path]) => ({ method, path, operation: notYet }))
  ]
  return switches.appBanners === "served" ? all : all.filter((route) => !route.path.startsWith(appBanners.path))
}
