import type { ArgumentError, ReadRecord, SourceError } from "@rollcall/transport"
import type { Effect } from "effect"
import { dataIn } from "../answers.ts"
import { deactivation } from "../deactivation.ts"
import type { FilterDefinitions } from "../filters.ts"
import { isSameEmail } from "../identifiers.ts"
import { makeList, type PagedResource } from "../ListResource.ts"
import { DeviceV2 } from "../schema/DeviceV2.ts"
import type { Calls } from "../tokens.ts"
import type { OnlyActive } from "./endusersV2.ts"

export type DevicesV2Filters = {
  readonly id?: string
  readonly serialNumber?: string
  /** Address of an owner. */
  readonly email?: string
  /** The friendly name. */
  readonly name?: string
  readonly model?: string
  readonly platform?: string
  readonly ownership?: string
  readonly source?: string
  readonly os?: string
  readonly appVersion?: string
  readonly trustLevel?: string
  readonly banned?: boolean
  readonly mdmPresent?: boolean
  readonly mdmVendorName?: string
  /** This and those below are a hint only: a record does not tell, or tells it in several ways. */
  readonly architecture?: string
  readonly roleNames?: string
  readonly trustscoreStatus?: string
  /** Without it, inactive devices are listed too. */
  readonly active?: true
  /** UNIX nanoseconds. */
  readonly lastLoginBefore?: bigint
  /** UNIX nanoseconds. */
  readonly lastLoginAfter?: bigint
}

/** Devices as v2 of the device API knows them. */
export interface DevicesV2Resource extends PagedResource<DeviceV2, DevicesV2Filters> {
  /**
   * Reads the devices with exactly this serial number, inactive ones too unless told otherwise.
   *
   * **Errors** `SchemaMismatch` also if one record of the answer could not be understood: it might be one of them.
   */
  readonly withSerialNumber: (
    serialNumber: string,
    only?: OnlyActive
  ) => Effect.Effect<ReadonlyArray<ReadRecord<DeviceV2>>, SourceError | ArgumentError>

  /**
   * Marks one device inactive, and every user of it who has no other active device.
   *
   * **Errors** `Rejected` for an id that is unknown or inactive already.
   *
   * **Source** `DELETE /v2/devices`, operation 10.
   */
  readonly deactivate: (id: string) => Effect.Effect<void, SourceError | ArgumentError>
}

/**
 * Devices as v2 of the device API knows them, active or not.
 *
 * **Source** `GET /v2/devices`; contracts/banyan.md, section 3.2, operations 9 and 10.
 */
export const devicesV2 = ({ read, write }: Calls, pageSize: number): DevicesV2Resource => {
  const { findPaged, pages } = makeList<DeviceV2, DevicesV2Filters>(
    { read, pageSize },
    {
      name: "devicesV2",
      path: "/v2/devices",
      member: "devices",
      // In the order of creation, what is added while the list is read comes last.
      order: { order_by: "created_at", order: "asc" },
      filters,
      unwrap: dataIn,
      schema: DeviceV2,
      identify: ({ id }) => ({ key: id, id })
    }
  )
  return {
    pages,
    withSerialNumber: (serialNumber, only) => findPaged("devicesV2.withSerialNumber", { ...only, serialNumber }),
    deactivate: deactivation(write, { operation: "devicesV2.deactivate", path: "/v2/devices", member: "device_ids" })
  }
}

const equals =
  (
    name:
      | "id"
      | "serial_number"
      | "name"
      | "model"
      | "ownership"
      | "source"
      | "os"
      | "app_version"
      | "trust_level"
      | "mdm_vendor_name"
  ) =>
  (device: DeviceV2, wanted: string): boolean =>
    device[name] === wanted

const filters = {
  id: { parameter: "id", isMet: equals("id") },
  serialNumber: { parameter: "serial_number", isMet: equals("serial_number") },
  email: {
    parameter: "email",
    isMet: ({ extra_details: details }, wanted) => details?.emails?.some((each) => isSameEmail(each, wanted)) ?? true
  },
  name: { parameter: "name", isMet: equals("name") },
  model: { parameter: "model", isMet: equals("model") },
  platform: {
    parameter: "platform",
    isMet: ({ platform }, wanted) => platform?.toLowerCase() === wanted.toLowerCase()
  },
  ownership: { parameter: "ownership", isMet: equals("ownership") },
  source: { parameter: "source", isMet: equals("source") },
  os: { parameter: "os", isMet: equals("os") },
  appVersion: { parameter: "app_version", isMet: equals("app_version") },
  trustLevel: { parameter: "trust_level", isMet: equals("trust_level") },
  banned: { parameter: "banned", isMet: ({ banned }, wanted) => String(banned) === wanted },
  mdmPresent: { parameter: "mdm_present", isMet: ({ mdm_present: present }, wanted) => String(present) === wanted },
  mdmVendorName: { parameter: "mdm_vendor_name", isMet: equals("mdm_vendor_name") },
  architecture: { parameter: "architecture" },
  roleNames: { parameter: "role_names" },
  trustscoreStatus: { parameter: "trustscore_status" },
  active: { parameter: "active" },
  lastLoginBefore: { parameter: "last_login_before" },
  lastLoginAfter: { parameter: "last_login_after" }
} as const satisfies FilterDefinitions<DeviceV2, DevicesV2Filters>
