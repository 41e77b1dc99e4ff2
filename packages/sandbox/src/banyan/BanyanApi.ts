/**
 * The fake Banyan API: its operations, and what stands before them.
 */
import { makeBearerTokens, type Bearer, type BearerTokens } from "../http/access.ts"
import type { ApiRequest, FakeApi, Reply } from "../http/exchange.ts"
import { matchRoute, type Route } from "../http/routing.ts"
import type { BanyanSwitches } from "../switches.ts"
import type { TenantData } from "../tenants/makeTenants.ts"
import { listDevices, listEndUsers, messageV1, type BanyanRead } from "./v1.ts"
import { failureV2, listDevicesV2, listEndUsersV2 } from "./v2.ts"

/** What a fake Banyan API is made from. */
export interface BanyanApiOptions {
  readonly tenants: ReadonlyArray<TenantData>
  readonly switches: BanyanSwitches
}

/** Makes the fake Banyan API. */
export const makeBanyanApi = ({ switches, tenants }: BanyanApiOptions): FakeApi => {
  const tokens = makeBearerTokens(tenants, switches.tokenTtlMs)
  const routes = makeRoutes()
  return {
    prefix: "/api",
    tenantOf: (request) => tokens.identify(request.headers, request.atMs)?.data.tenant,
    respond: (request, mutate) => {
      const match = matchRoute(routes, request.method, request.path)
      const bearer = tokens.identify(request.headers, request.atMs)
      if (match.kind === "found" && match.operation === "exchange") return exchange(bearer, request, tokens)
      if (bearer === undefined || (bearer.kind !== "api-key" && bearer.kind !== "access-token")) {
        return refuse(request, 401, "Unauthorized")
      }
      if (match.kind === "unknown-path") return refuse(request, 404, "Not Found")
      if (match.kind === "wrong-method") return refuse(request, 405, "Method Not Allowed")
      if (typeof match.operation === "string") return refuse(request, 501, "The sandbox does not serve this operation")
      return match.operation({ data: bearer.data, query: request.query, switches, mutate })
    }
  }
}

// An API key comes back as it is: the exchange is harmless for one (contracts/banyan.md, section 1.2).
const exchange = (bearer: Bearer | undefined, request: ApiRequest, tokens: BearerTokens): Reply => {
  if (bearer?.kind === "refresh-token") return messageV1(200, tokens.issue(bearer.data, request.atMs))
  if (bearer?.kind === "api-key") return messageV1(200, bearer.token)
  return messageV1(401, "Unauthorized")
}

const refuse = (request: ApiRequest, status: number, text: string): Reply =>
  request.path.startsWith("/v2/") ? failureV2(status, text) : messageV1(status, text)

const notYet: ReadonlyArray<readonly [method: string, path: string]> = [
  ["DELETE", "/v1/v1/delete_device"],
  ["DELETE", "/v1/delete_device"],
  ["POST", "/v1/mdm/update_device"],
  ["DELETE", "/v2/endusers"],
  ["GET", "/v2/enduser/{id}"],
  ["DELETE", "/v2/devices"],
  ["POST", "/v1/set_max_trust_level"],
  ["GET", "/v1/trustscore"],
  ["GET", "/v1/audit_logs"]
]

const makeRoutes = (): ReadonlyArray<Route<BanyanRead | "exchange" | "not-yet">> => [
  { method: "GET", path: "/v1/endusers", operation: listEndUsers() },
  { method: "GET", path: "/v1/devices", operation: listDevices() },
  { method: "GET", path: "/v2/enduser", operation: listEndUsersV2() },
  { method: "GET", path: "/v2/devices", operation: listDevicesV2() },
  { method: "POST", path: "/v1/refresh_token", operation: "exchange" },
  ...notYet.map(([method, path]) => ({ method, path, operation: "not-yet" as const }))
]
