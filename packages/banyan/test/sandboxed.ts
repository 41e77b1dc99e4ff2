/**
 * A client of a sandbox, whose answers are as real as the contract allows, in any reading of it.
 */
import type { BanyanClientShape } from "@rollcall/banyan"
import {
  type BanyanState,
  type BanyanSwitches,
  defaultSandboxOptions,
  type Fault,
  makeTenants,
  startSandbox
} from "@rollcall/sandbox"
import { Effect, Redacted } from "effect"
import { clientOf } from "./reading.ts"

/** What of a sandbox is not as usual. */
export interface SandboxChanges extends Partial<BanyanSwitches> {
  readonly faults?: ReadonlyArray<Omit<Fault, "api">>
}

const { switches: defaults, ...options } = { ...defaultSandboxOptions, tenants: 1, people: 60, rateLimit: false }

/** What the sandbox holds of its one tenant at the start. */
export const held: BanyanState = (() => {
  const [tenant] = makeTenants(options)
  if (tenant === undefined) throw new Error("no tenant")
  return tenant.banyan
})()

/** Starts a sandbox and makes clients for its tenant. */
export const sandboxed = Effect.fnUntraced(function* ({ faults = [], ...switches }: SandboxChanges = {}) {
  const sandbox = yield* startSandbox({
    ...options,
    switches: {
      ...defaults,
      banyan: { ...defaults.banyan, ...switches },
      faults: faults.map((fault) => ({ ...fault, api: "banyan" as const }))
    }
  })
  const tenant = yield* Effect.fromNullishOr(sandbox.tenants[0])
  const client: BanyanClientShape = yield* clientOf(sandbox.banyanUrl, { token: Redacted.make(tenant.banyanToken) }, 50)
  const refreshToken = Redacted.make(tenant.banyanRefreshToken)
  return {
    client,
    refreshingClient: yield* clientOf(sandbox.banyanUrl, { refreshToken }, 50),
    requests: sandbox.requests
  }
})

/** A device as the sandbox holds it. */
interface HeldDevice {
  readonly id: string
  readonly serialNumber: string
  readonly emails: ReadonlyArray<string>
  readonly record: BanyanState["devices"][number]["record"]
}

/** A device with one owner who has no other. */
export const soleDevice: HeldDevice = deviceWhere(([email, ...others], serials) => {
  const isShared = others.length > 0
  return (
    !isShared && held.devices.filter(({ record }) => record.Emails?.includes(email ?? "")).length === 1 && serials === 1
  )
})

/** A device with several owners. */
export const sharedDevice: HeldDevice = deviceWhere(
  (emails, serials) => new Set(emails.map((each) => each.toLowerCase())).size > 1 && serials === 1
)

function deviceWhere(fits: (emails: ReadonlyArray<string>, sameSerial: number) => boolean) {
  const found = held.devices.find(
    ({ isActive, record }) =>
      isActive &&
      record.DeviceID !== "" &&
      record.Banned === "FALSE" &&
      (record.Emails ?? []).length > 0 &&
      fits(record.Emails ?? [], held.devices.filter((each) => each.record.SerialNumber === record.SerialNumber).length)
  )
  if (found === undefined) throw new Error("no such device")
  return {
    serialNumber: found.record.SerialNumber,
    emails: found.record.Emails ?? [],
    id: found.id,
    record: found.record
  }
}
