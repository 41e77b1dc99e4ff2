/**
 * The v1 lists: a bare array, or an object where the query pages (contracts/banyan.md, sections 2 and 6, F3 to F8).
 */
import type { JsonObject } from "../http/json.ts"
import {
  cutPage,
  filterOf,
  orderOf,
  parametersOf,
  plainFilters,
  wholeNumber,
  type Fields,
  type ListSource,
  type Orders
} from "./listing.ts"
import { messageV1, type Operation } from "./operation.ts"
import type { Device, EndUser } from "./state.ts"
import type { BanyanStore } from "./store.ts"
import type { Row } from "./table.ts"

interface Definition<T extends Row> {
  readonly member: "endusers" | "devices"
  readonly source: (store: BanyanStore) => ListSource<T>
  /** By parameter name in lower case; names match in any case. */
  readonly fields: Fields<T>
  readonly orders: Orders<T>
  readonly write: (record: T, isSample: boolean) => JsonObject
}

/** Without `limit`, but with `skip`: the default that v2 documents. */
const limitDefault = 10

const list =
  <T extends Row>(definition: Definition<T>): Operation =>
  ({ request, store, switches, mutate }) => {
    const parameters = parametersOf(request.query, "any-case")
    const { table, unrest } = definition.source(store)
    const direction = parameters.get("order")?.toLowerCase() === "desc" ? "desc" : "asc"
    const matching = table.view({
      order: orderOf(definition.orders, (parameters.get("orderby") ?? "").toLowerCase(), direction),
      filter: filterOf(plainFilters(definition.fields, parameters, switches))
    })
    if (!parameters.has("skip") && !parameters.has("limit")) {
      return { status: 200, body: matching.map((record) => mutate(definition.write(record, false))) }
    }
    const skip = wholeNumber(parameters.get("skip"), 0, 0)
    const limit = wholeNumber(parameters.get("limit"), limitDefault, 1)
    if (skip === undefined || limit === undefined) return messageV1(400, "skip and limit are whole numbers")
    const { records, count } = cutPage(matching, unrest, skip, limit)
    const isSample = switches.pagedFields === "sample"
    const page = records.map((record) => mutate(definition.write(record, isSample)))
    return { status: 200, body: { [definition.member]: page, count } }
  }

/** `GET /v1/endusers`. */
export const listEndUsers: Operation = list<EndUser>({
  member: "endusers",
  source: ({ endUsers, unrest }) => ({ table: endUsers, unrest: unrest.endUsers }),
  fields: {
    email: ({ record }) => [record.Email],
    name: ({ record }) => [record.Name],
    serialnumber: ({ record }) => record.SerialNumbers ?? []
  },
  orders: {
    email: ({ record }) => record.Email,
    name: ({ record }) => record.Name
  },
  write: ({ record }, isSample) => {
    if (!isSample) return record
    const { LastLogin: _lastLogin, LoginCount: _loginCount, SerialNumbers: _serialNumbers, ...sample } = record
    return sample
  }
})

/** `GET /v1/devices`. */
export const listDevices: Operation = list<Device>({
  member: "devices",
  source: ({ devices, unrest }) => ({ table: devices, unrest: unrest.devices }),
  fields: {
    email: ({ record }) => record.Emails ?? [],
    serialnumber: ({ record }) => [record.SerialNumber],
    model: ({ record }) => [record.Model],
    devicefriendlyname: ({ record }) => [record.DeviceFriendlyName]
  },
  orders: {
    serialnumber: ({ record }) => record.SerialNumber,
    devicefriendlyname: ({ record }) => record.DeviceFriendlyName,
    model: ({ record }) => record.Model
  },
  write: ({ record }, isSample) => {
    if (!isSample) return record
    const { LastLogin: _lastLogin, LoginCount: _loginCount, Emails: _emails, ...sample } = record
    return sample
  }
})
