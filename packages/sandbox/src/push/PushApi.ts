/**
 * The fake Push API: its operations, and what stands before them.
 */
import { pushAccessOf } from "../http/access.ts"
import { message, type ApiRequest, type FakeApi, type Reply } from "../http/exchange.ts"
import { makeBucketLimiter, makeWindowLimiter, noLimiter } from "../http/limiters.ts"
import { matchRoute, type Route } from "../http/routing.ts"
import type { PushSwitches } from "../switches.ts"
import type { TenantData } from "../tenants/makeTenants.ts"
import { appBanners, collections, listOnly } from "./collections.ts"
import { refusedQuery, type Operation } from "./operation.ts"
import { makePushStore } from "./store.ts"
import { makePageTokens } from "./tokens.ts"
import { usedBy } from "./uses.ts"
import { deleteLoginMethod, forgetAccount } from "./writes/accounts.ts"
import { addLabel, deleteLabel, updateApp } from "./writes/apps.ts"
import { blockUrl, clearBlockedUrls, updateAppBanner } from "./writes/controls.ts"
import { addGroup, deleteGroup, updateEmployee } from "./writes/employees.ts"
import { mergeEmployees } from "./writes/merge.ts"

/** What a fake Push API is made from. */
export interface PushApiOptions {
  readonly tenants: ReadonlyArray<TenantData>
  readonly switches: PushSwitches
  readonly hasRateLimit: boolean
  readonly seed: number
}

/** Makes the fake Push API. */
export const makePushApi = (options: PushApiOptions): FakeApi => {
  const { switches, tenants } = options
  const limiter = limiterOf(options)
  const tokens = makePageTokens(options.seed, switches)
  const stores = new Map(tenants.map((data) => [data, makePushStore(data.push)]))
  const routes = routesOf(switches)
  return {
    prefix: "",
    tenantOf: (request) => pushAccessOf(tenants, request.headers)?.data.tenant,
    failureBody: (_path, _code, text) => ({ message: text }),
    respond: (request, mutate) => {
      const { atMs, body, method, path, query } = request
      const access = pushAccessOf(tenants, request.headers)
      const store = access === undefined ? undefined : stores.get(access.data)
      if (access === undefined || store === undefined) return refusal(switches.unauthorizedStatus)
      const { isAllowed, waitMs } = limiter.take(access.key, atMs)
      if (!isAllowed) return tooMany(request, waitMs, switches)
      if (access.isReadOnly && method !== "GET") return refusal(switches.readOnlyStatus)
      const match = matchRoute(routes, method, path)
      if (match.kind === "found") {
        const tenantId = access.data.tenant.id
        return match.operation({ tenantId, store, query, body, atMs, switches, tokens, mutate }, match.id)
      }
      if (switches.unknownPath === "gateway") return message(403, "Missing Authentication Token")
      return match.kind === "unknown-path" ? message(404, "Not Found") : message(405, "Method Not Allowed")
    }
  }
}

const limiterOf = ({ hasRateLimit, switches }: PushApiOptions) => {
  if (!hasRateLimit) return noLimiter
  return switches.limiter === "window" ? makeWindowLimiter() : makeBucketLimiter(switches.bucketCapacity)
}

const refusal = (status: 401 | 403) => message(status, status === 401 ? "Unauthorized" : "Forbidden")

const tooMany = (request: ApiRequest, waitMs: number, switches: PushSwitches): Reply => {
  const reply = message(429, "Too Many Requests")
  if (switches.retryAfter === "none") return reply
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  const date = new Date(request.atMs + seconds * 1000).toUTCString()
  return { ...reply, headers: { "retry-after": switches.retryAfter === "date" ? date : String(seconds) } }
}

const blockedUrls: Operation = (context) =>
  refusedQuery(context, []) ?? { status: 200, body: { result: [...context.store.blockedUrls] } }

// The body of operation 34 is in no source.
const unknownBody: Operation = () => message(501, "The sandbox does not serve this operation")

const writes: ReadonlyArray<readonly [method: string, path: string, operation: Operation]> = [
  ["DELETE", "/v1/accounts/{id}", forgetAccount],
  ["DELETE", "/v1/accounts/{id}/loginMethods", deleteLoginMethod],
  ["PATCH", "/v1/apps/{id}", updateApp],
  ["POST", "/v1/apps/{id}/labels", addLabel],
  ["DELETE", "/v1/apps/{id}/labels", deleteLabel],
  ["PATCH", "/v1/employees/{id}", updateEmployee],
  ["POST", "/v1/employees/{id}/groups", addGroup],
  ["DELETE", "/v1/employees/{id}/groups", deleteGroup],
  ["POST", "/v1/employees/{id}/merge", mergeEmployees],
  ["PATCH", "/v1/detections/{id}", unknownBody],
  ["POST", `${appBanners.path}/{id}`, updateAppBanner],
  ["POST", "/v1/controls/blockedUrls", blockUrl],
  ["DELETE", "/v1/controls/blockedUrls", clearBlockedUrls]
]

const routesOf = (switches: PushSwitches): ReadonlyArray<Route<Operation>> => {
  const all: ReadonlyArray<Route<Operation>> = [
    ...[...collections, ...listOnly].map((item) => ({ method: "GET", path: item.path, operation: item.list })),
    ...collections.map((item) => ({ method: "GET", path: `${item.path}/{id}`, operation: item.get })),
    { method: "GET", path: "/v1/accounts/{id}/usedBy", operation: usedBy },
    { method: "GET", path: "/v1/controls/blockedUrls", operation: blockedUrls },
    ...writes.map(([method, path, operation]) => ({
      method,
      path,
      operation: (...args: Parameters<Operation>) => refusedQuery(args[0], []) ?? operation(...args)
    }))
  ]
  return switches.appBanners === "served" ? all : all.filter((route) => !route.path.startsWith(appBanners.path))
}
