/**
 * The fake Banyan API: its operations, and what stands before them.
 */
import { makeBearerTokens, type Bearer, type BearerTokens } from "../http/access.ts"
import type { ApiRequest, FakeApi, Reply } from "../http/exchange.ts"
import type { Json } from "../http/json.ts"
import { matchRoute, type Route } from "../http/routing.ts"
import type { BanyanSwitches } from "../switches.ts"
import type { TenantData } from "../tenants/makeTenants.ts"
import { makeAppSide, type AppSide } from "./app-side.ts"
import { listAuditLogs } from "./list-audit-logs.ts"
import { failureBodyV2, failureV2, messageV1, type Operation } from "./operation.ts"
import { makeBanyanStore } from "./store.ts"
import { listTrustScores } from "./trust-score.ts"
import { listDevices, listEndUsers } from "./v1.ts"
import { getEndUserV2, listDevicesV2, listEndUsersV2 } from "./v2.ts"
import { deactivateDevices, deactivateEndUsers } from "./writes/deactivate.ts"
import { deleteDevice } from "./writes/delete-device.ts"
import { setMaxTrustLevel } from "./writes/set-max-trust-level.ts"
import { updateDevice } from "./writes/update-device.ts"

/** What a fake Banyan API is made from. */
export interface BanyanApiOptions {
  readonly tenants: ReadonlyArray<TenantData>
  readonly switches: BanyanSwitches
}

/** The API, and what happens to a tenant's devices without it. */
export interface BanyanApi extends FakeApi {
  readonly appSideOf: (tenantId: string) => AppSide | undefined
}

/** Makes the fake Banyan API. */
export const makeBanyanApi = ({ switches, tenants }: BanyanApiOptions): BanyanApi => {
  const tokens = makeBearerTokens(tenants, switches.tokenTtlMs)
  const stores = new Map(tenants.map((data) => [data.tenant.id, makeBanyanStore(data, switches)]))
  const routes = routesOf(switches)
  return {
    prefix: "/api",
    tenantOf: (request) => tokens.identify(request.headers, request.atMs)?.data.tenant,
    failureBody,
    appSideOf: (tenantId) => {
      const store = stores.get(tenantId)
      return store === undefined ? undefined : makeAppSide(store)
    },
    respond: (request, mutate) => {
      const match = matchRoute(routes, request.method, request.path)
      const bearer = tokens.identify(request.headers, request.atMs)
      if (match.kind === "found" && match.operation === "exchange") return exchange(bearer, request, tokens)
      const store = bearer === undefined || !admitted.has(bearer.kind) ? undefined : stores.get(bearer.data.tenant.id)
      if (store === undefined) return refuse(request, 401, "Unauthorized")
      if (match.kind !== "found") return missing(request, match.kind, switches)
      if (bearer?.kind === "read-only-key" && request.method !== "GET") {
        return refuse(request, switches.readOnlyStatus, "The key has no right to write")
      }
      return match.operation === "exchange"
        ? refuse(request, 401, "Unauthorized")
        : match.operation({ request, store, switches, mutate }, match.id)
    }
  }
}

const admitted: ReadonlySet<Bearer["kind"]> = new Set(["api-key", "read-only-key", "access-token"])

// An API key comes back as it is: the exchange is harmless for one (contracts/banyan.md, section 1.2).
const exchange = (bearer: Bearer | undefined, request: ApiRequest, tokens: BearerTokens): Reply => {
  if (bearer?.kind === "refresh-token") return messageV1(200, tokens.issue(bearer.data, request.atMs))
  if (bearer?.kind === "api-key" || bearer?.kind === "read-only-key") return messageV1(200, bearer.token)
  return messageV1(401, "Unauthorized")
}

const missing = (request: ApiRequest, kind: "unknown-path" | "wrong-method", switches: BanyanSwitches): Reply => {
  if (switches.missingRoute === "html") return { status: 200, body: undefined, isWebPage: true }
  return kind === "unknown-path" ? refuse(request, 404, "Not Found") : refuse(request, 405, "Method Not Allowed")
}

const isV2 = (path: string) => path.startsWith("/v2/")

const refuse = (request: ApiRequest, status: number, text: string): Reply =>
  isV2(request.path) ? failureV2(status, text) : messageV1(status, text)

// The vendor's client knows two forms of v1 errors; refusals have the one, faults the other.
const failureBody = (path: string, code: number, text: string): Json =>
  isV2(path) ? failureBodyV2(code, text) : { error_code: code, error: text }

const routesOf = (switches: BanyanSwitches): ReadonlyArray<Route<Operation | "exchange">> => {
  const isDoubled = switches.deletePath !== "single"
  const isSingle = switches.deletePath !== "doubled"
  return [
    { method: "GET", path: "/v1/endusers", operation: listEndUsers },
    { method: "GET", path: "/v1/devices", operation: listDevices },
    ...(isDoubled ? [{ method: "DELETE", path: "/v1/v1/delete_device", operation: deleteDevice }] : []),
    ...(isSingle ? [{ method: "DELETE", path: "/v1/delete_device", operation: deleteDevice }] : []),
    { method: "POST", path: "/v1/mdm/update_device", operation: updateDevice },
    { method: "DELETE", path: "/v2/endusers", operation: deactivateEndUsers },
    { method: "POST", path: "/v1/refresh_token", operation: "exchange" },
    { method: "GET", path: "/v2/enduser", operation: listEndUsersV2 },
    { method: "GET", path: "/v2/enduser/{id}", operation: getEndUserV2 },
    { method: "GET", path: "/v2/devices", operation: listDevicesV2 },
    { method: "DELETE", path: "/v2/devices", operation: deactivateDevices },
    { method: "POST", path: "/v1/set_max_trust_level", operation: setMaxTrustLevel },
    { method: "GET", path: "/v1/trustscore", operation: listTrustScores },
    ...(switches.auditLogs === "served" ? [{ method: "GET", path: "/v1/audit_logs", operation: listAuditLogs }] : [])
  ]
}
