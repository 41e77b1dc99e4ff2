/**
 * The v2 lists, in their envelope (contracts/banyan.md, operations 7 and 9, sections 4.8 and 4.9).
 */
import type { Reply } from "../http/exchange.ts"
import type { Json, JsonObject } from "../http/json.ts"
import { makeSortedViews, parametersOf, partial, slice, wholeNumber, type Fields, type Orders } from "./listing.ts"
import type { BanyanState, Device, EndUser, TrustData } from "./state.ts"
import type { BanyanRead } from "./v1.ts"

/** Wraps the answer of a v2 operation. */
export const envelope = (data: Json): Reply => ({
  status: 200,
  body: { request_id: "", error_code: 0, error_description: "", data }
})

/** A refusal by a v2 operation. */
export const failureV2 = (status: number, text: string): Reply => ({
  status,
  body: { request_id: "", error_code: status, error_description: text, data: null }
})

interface Definition<T> {
  readonly member: "endusers" | "devices"
  readonly limitDefault: number
  readonly records: (banyan: BanyanState) => ReadonlyArray<T>
  readonly fields: Fields<T>
  readonly orders: Orders<T>
  readonly lastLogin: (record: T) => bigint
  readonly write: (record: T, banyan: BanyanState) => JsonObject
}

interface Common {
  readonly isActive: boolean
  readonly createdAt: bigint
}

const list = <T extends Common>(definition: Definition<T>): BanyanRead => {
  const views = makeSortedViews<T>()
  return ({ data, query, switches, mutate }) => {
    const parameters = parametersOf(query, "exact-case")
    const skip = wholeNumber(parameters.get("skip"), 0, 0)
    const limit = wholeNumber(parameters.get("limit"), definition.limitDefault, 1)
    if (skip === undefined || limit === undefined) return failureV2(400, "skip and limit are whole numbers")
    const orderBy = parameters.get("order_by") ?? "created_at"
    const direction = parameters.get("order") === "asc" ? "asc" : "desc"
    const key = Object.hasOwn(definition.orders, orderBy) ? definition.orders[orderBy] : undefined
    const all = definition.records(data.banyan)
    const records = key === undefined ? all : views.view(data.banyan, all, orderBy, direction, key)
    const page = slice(records, matching(definition, parameters), skip, Math.min(limit, switches.pageCap))
    return envelope({
      [definition.member]: page.records.map((record) => mutate(definition.write(record, data.banyan))),
      count: page.count
    })
  }
}

const matching = <T extends Common>(definition: Definition<T>, parameters: ReadonlyMap<string, string>) => {
  const conditions: Array<(record: T) => boolean> = []
  const parts = partial(definition.fields, parameters)
  if (parts !== undefined) conditions.push(parts)
  // Without `active=true` inactive records are listed too.
  if (parameters.get("active") === "true") conditions.push((record) => record.isActive)
  const before = nanoseconds(parameters.get("last_login_before"))
  if (before !== undefined) conditions.push((record) => definition.lastLogin(record) < before)
  const after = nanoseconds(parameters.get("last_login_after"))
  if (after !== undefined) conditions.push((record) => definition.lastLogin(record) > after)
  return conditions.length === 0 ? undefined : (record: T) => conditions.every((condition) => condition(record))
}

const nanoseconds = (text: string | undefined) =>
  text !== undefined && /^\d{1,20}$/.test(text) ? BigInt(text) : undefined

/** Makes `GET /v2/enduser`. */
export const listEndUsersV2 = (): BanyanRead =>
  list<EndUser>({
    member: "endusers",
    limitDefault: 100,
    records: (banyan) => banyan.endUsers,
    fields: {
      email: ({ record }) => [record.Email],
      name: ({ record }) => [record.Name],
      serial_number: ({ record }) => record.SerialNumbers ?? [],
      role_names: ({ record }) => record.Roles ?? []
    },
    orders: {
      created_at: (item) => item.createdAt,
      email: ({ record }) => record.Email,
      name: ({ record }) => record.Name,
      last_login: ({ record }) => record.LastLogin ?? 0n
    },
    lastLogin: ({ record }) => record.LastLogin ?? 0n,
    write: (item, banyan) => ({
      id: item.id,
      org_id: banyan.orgId,
      email: item.record.Email,
      name: item.record.Name,
      created_at: item.createdAt,
      invited_at: 0,
      last_login: item.record.LastLogin ?? 0n,
      status: item.isActive ? "active" : "inactive",
      security_roles: item.record.Roles
    })
  })

/** Makes `GET /v2/devices`. */
export const listDevicesV2 = (): BanyanRead =>
  list<Device>({
    member: "devices",
    limitDefault: 10,
    records: (banyan) => banyan.devices,
    fields: {
      id: (item) => [item.id],
      serial_number: ({ record }) => [record.SerialNumber],
      email: ({ record }) => record.Emails ?? [],
      name: ({ record }) => [record.DeviceFriendlyName],
      model: ({ record }) => [record.Model],
      platform: ({ record }) => [record.Platform],
      ownership: ({ record }) => [record.Ownership],
      architecture: ({ record }) => [record.Architecture],
      os: ({ record }) => [record.OS],
      source: ({ record }) => [record.MdmData.Source],
      app_version: ({ record }) => [record.AppVersion],
      trust_level: ({ record }) => [record.TrustData.Level],
      role_names: ({ record }) => record.Roles ?? [],
      banned: ({ record }) => [String(isTrue(record.Banned))]
    },
    orders: {
      created_at: (item) => item.createdAt,
      serial_number: ({ record }) => record.SerialNumber,
      name: ({ record }) => record.DeviceFriendlyName,
      last_login: ({ record }) => record.LastLogin ?? 0n
    },
    lastLogin: ({ record }) => record.LastLogin ?? 0n,
    write: ({ id, createdAt, record }) => ({
      id,
      serial_number: record.SerialNumber,
      name: record.DeviceFriendlyName,
      model: record.Model,
      ownership: record.Ownership,
      platform: record.Platform,
      architecture: record.Architecture,
      source: record.MdmData.Source,
      banned: isTrue(record.Banned),
      os: record.OS,
      mdm_present: false,
      mdm_vendor_name: "",
      mdm_vendor_udid: "",
      mdm_compliant: record.MdmData.CompliantStatus,
      app_version: record.AppVersion,
      trust_level: record.TrustData.Level,
      trust_status: record.trust?.status ?? "",
      created_at: createdAt,
      last_login: record.LastLogin ?? 0n,
      extra_details: {
        trust: record.trust,
        trustscore: trustScore(record.TrustData),
        role_names: record.Roles,
        emails: record.Emails ?? [],
        number_of_users: new Set(record.Emails).size
      }
    })
  })

const trustScore = (trust: TrustData): JsonObject => ({
  entity_trustscore: trust.EntityTrustscore,
  override_trustscore: trust.OverrideTrustscore,
  access_trustscore: trust.AccessTrustscore,
  override_active: isTrue(trust.OverrideActive),
  trust_level: trust.Level,
  updated_at: trust.UpdatedAt
})

const isTrue = (text: string) => text.toLowerCase() === "true"
