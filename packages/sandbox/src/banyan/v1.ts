/**
 * The v1 lists: a bare array, or an object where the query pages (contracts/banyan.md, sections 2 and 6, F3 to F8).
 */
import type { Mutate, Reply } from "../http/exchange.ts"
import type { JsonObject } from "../http/json.ts"
import type { BanyanSwitches } from "../switches.ts"
import type { TenantData } from "../tenants/makeTenants.ts"
import { makeSortedViews, parametersOf, partial, slice, wholeNumber, type Fields, type Orders } from "./listing.ts"
import type { BanyanState, Device, EndUser } from "./state.ts"

/** What a read works with. */
export interface BanyanContext {
  readonly data: TenantData
  readonly query: URLSearchParams
  readonly switches: BanyanSwitches
  readonly mutate: Mutate
}

/** A read of the directory. */
export type BanyanRead = (context: BanyanContext) => Reply

/** An answer of v1 that is no list. */
export const messageV1 = (status: number, text: string): Reply => ({ status, body: { Message: text } })

interface Definition<T> {
  readonly member: "endusers" | "devices"
  readonly records: (banyan: BanyanState) => ReadonlyArray<T>
  /** By parameter name in lower case; names match in any case. */
  readonly fields: Fields<T>
  readonly orders: Orders<T>
  readonly write: (record: T, isSample: boolean) => JsonObject
}

/** Without `limit`, but with `skip`: the default that v2 documents. */
const limitDefault = 10

const list = <T>(definition: Definition<T>): BanyanRead => {
  const views = makeSortedViews<T>()
  return ({ data, query, switches, mutate }) => {
    const parameters = parametersOf(query, "any-case")
    const orderBy = (parameters.get("orderby") ?? "").toLowerCase()
    const direction = parameters.get("order")?.toLowerCase() === "desc" ? "desc" : "asc"
    const key = Object.hasOwn(definition.orders, orderBy) ? definition.orders[orderBy] : undefined
    const all = definition.records(data.banyan)
    const records = key === undefined ? all : views.view(data.banyan, all, orderBy, direction, key)
    const matches = partial(definition.fields, parameters)
    if (!parameters.has("skip") && !parameters.has("limit")) {
      const whole = slice(records, matches, 0, records.length)
      return { status: 200, body: whole.records.map((record) => mutate(definition.write(record, false))) }
    }
    const skip = wholeNumber(parameters.get("skip"), 0, 0)
    const limit = wholeNumber(parameters.get("limit"), limitDefault, 1)
    if (skip === undefined || limit === undefined) return messageV1(400, "skip and limit are whole numbers")
    const page = slice(records, matches, skip, Math.min(limit, switches.pageCap))
    const isSample = switches.pagedFields === "sample"
    return {
      status: 200,
      body: {
        [definition.member]: page.records.map((record) => mutate(definition.write(record, isSample))),
        count: page.count
      }
    }
  }
}

/** Makes `GET /v1/endusers`. */
export const listEndUsers = (): BanyanRead =>
  list<EndUser>({
    member: "endusers",
    records: (banyan) => banyan.endUsers,
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

/** Makes `GET /v1/devices`. */
export const listDevices = (): BanyanRead =>
  list<Device>({
    member: "devices",
    records: (banyan) => banyan.devices,
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
