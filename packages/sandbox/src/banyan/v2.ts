/**
 * The v2 reads, in their envelope (contracts/banyan.md, operations 7 to 9, sections 4.8 and 4.9).
 */
import type { JsonObject } from "../http/json.ts"
import {
  cutPage,
  filterOf,
  isTrue,
  nanoseconds,
  orderOf,
  parametersOf,
  plainFilters,
  wholeNumber,
  type Fields,
  type ListSource,
  type Orders
} from "./listing.ts"
import { envelope, failureV2, type Operation } from "./operation.ts"
import type { Device, EndUser, TrustData } from "./state.ts"
import type { BanyanStore } from "./store.ts"
import type { Filter, Row } from "./table.ts"

interface Definition<T extends Row> {
  readonly member: "endusers" | "devices"
  readonly limitDefault: number
  readonly source: (store: BanyanStore) => ListSource<T>
  readonly fields: Fields<T>
  readonly orders: Orders<T>
  readonly write: (record: T, store: BanyanStore) => JsonObject
}

interface Common extends Row {
  readonly isActive: boolean
  readonly record: { readonly LastLogin?: bigint }
}

const list =
  <T extends Common>(definition: Definition<T>): Operation =>
  ({ request, store, switches, mutate }) => {
    const parameters = parametersOf(request.query, "exact-case")
    const skip = wholeNumber(parameters.get("skip"), 0, 0)
    const limit = wholeNumber(parameters.get("limit"), definition.limitDefault, 1)
    if (skip === undefined || limit === undefined) return failureV2(400, "skip and limit are whole numbers")
    const common = commonFilters<T>(parameters)
    if (common === undefined) return failureV2(400, "last_login_before and last_login_after are nanoseconds")
    const { table, unrest } = definition.source(store)
    const direction = parameters.get("order") === "asc" ? "asc" : "desc"
    const matching = table.view({
      order: orderOf(definition.orders, parameters.get("order_by") ?? "created_at", direction),
      filter: filterOf([...plainFilters(definition.fields, parameters, switches), ...common])
    })
    const { records, count } = cutPage(matching, unrest, skip, limit)
    return envelope({ [definition.member]: records.map((record) => mutate(definition.write(record, store))), count })
  }

// What both lists can be asked for, or undefined where a time cannot be read.
const commonFilters = <T extends Common>(parameters: ReadonlyMap<string, string>) => {
  const before = nanoseconds(parameters.get("last_login_before"), never)
  const after = nanoseconds(parameters.get("last_login_after"), -1n)
  if (before === undefined || after === undefined) return undefined
  const filters: Array<Filter<T>> = []
  // Without `active=true` inactive records are listed too.
  if (parameters.get("active") === "true") filters.push({ name: "active", matches: ({ isActive }) => isActive })
  if (before !== never || after !== -1n) {
    filters.push({
      name: `login ${after}-${before}`,
      matches: (item) => lastLogin(item) < before && lastLogin(item) > after
    })
  }
  return filters
}

const never = 2n ** 70n

const lastLogin = ({ record }: Common) => record.LastLogin ?? 0n

/** `GET /v2/enduser`. */
export const listEndUsersV2: Operation = list<EndUser>({
  member: "endusers",
  limitDefault: 100,
  source: ({ endUsers, unrest }) => ({ table: endUsers, unrest: unrest.endUsers }),
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
    last_login: lastLogin
  },
  write: (item, { orgId }) => writeEndUser(item, orgId)
})

const writeEndUser = ({ id, createdAt, invitedAt, isActive, record }: EndUser, orgId: string): JsonObject => ({
  id,
  org_id: orgId,
  email: record.Email,
  name: record.Name,
  created_at: createdAt,
  invited_at: invitedAt,
  last_login: record.LastLogin ?? 0n,
  status: isActive ? "active" : "inactive",
  security_roles: record.Roles
})

/** `GET /v2/enduser/{id}`; an unknown id is 400, as it is for the writes of v2, and 404 stands for an unknown path. */
export const getEndUserV2: Operation = ({ request, store, mutate }, id) => {
  const endUser = store.endUsers.find(id)
  const isHidden = request.query.get("active") === "true" && endUser?.isActive !== true
  if (endUser === undefined || isHidden) return failureV2(400, "record not found")
  return envelope(mutate({ ...writeEndUser(endUser, store.orgId), trust_data: endUser.record.TrustData }))
}

/** `GET /v2/devices`. */
export const listDevicesV2: Operation = list<Device>({
  member: "devices",
  limitDefault: 10,
  source: ({ devices, unrest }) => ({ table: devices, unrest: unrest.devices }),
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
    trustscore_status: ({ record }) => [record.trust?.status ?? ""],
    role_names: ({ record }) => record.Roles ?? [],
    banned: ({ record }) => [String(isTrue(record.Banned))],
    mdm_present: () => ["false"],
    mdm_vendor_name: () => [""]
  },
  orders: {
    created_at: (item) => item.createdAt,
    serial_number: ({ record }) => record.SerialNumber,
    name: ({ record }) => record.DeviceFriendlyName,
    model: ({ record }) => record.Model,
    last_login: lastLogin
  },
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
      number_of_users: new Set(record.Emails?.map((email) => email.toLowerCase())).size
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
