/**
 * Banyan actions against the sandbox over real HTTP, with a real audit trail in SQLite.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { BanyanClient, type BanyanClientShape } from "@rollcall/banyan"
import {
  type BanyanState,
  type BanyanSwitches,
  defaultSandboxOptions,
  defaultSandboxSwitches,
  type Fault,
  makeTenants,
  startSandbox
} from "@rollcall/sandbox"
import { AuditTrail } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect, Layer, Redacted, type Scope } from "effect"
import {
  act,
  type Action,
  type BanyanActionsClient,
  type BanyanActionsError,
  banDevice,
  deactivateEndUser,
  deleteDevice,
  deleteDeviceOfOwner,
  LookAgainWaits,
  natureOf,
  type Order,
  type Place,
  rehearse,
  unbanDevice
} from "../src/index.ts"
import { order } from "./texts.ts"

/** What a test changes about the sandbox. */
export interface Changes {
  readonly banyan?: Partial<BanyanSwitches>
  readonly faults?: ReadonlyArray<Omit<Fault, "api">>
  readonly isReadOnly?: boolean
}

export type BanyanPlace = Place<BanyanActionsClient, BanyanActionsError>

// Sixty people are as few as hold every odd case.
const options = { ...defaultSandboxOptions, tenants: 1, people: 60 }

/** What the sandbox holds of acme at its start. */
export const acme: BanyanState = stateOf()

function stateOf(): BanyanState {
  const [data] = makeTenants(options)
  if (data === undefined) throw new Error("the sandbox made no tenant")
  return data.banyan
}

/** The serial number of a device that is as the test wants it. */
export function serialOf(fits: (device: BanyanState["devices"][number]["record"]) => boolean): string {
  const found = acme.devices.find(({ record }) => fits(record))
  if (found === undefined) throw new Error("the sandbox has no such device")
  return found.record.SerialNumber
}

/** A sandbox with acme, a client for it, and everything that tells what was done. */
export const aBanyan = Effect.fnUntraced(function* ({ banyan, faults = [], isReadOnly = false }: Changes = {}) {
  const sandbox = yield* startSandbox({
    ...options,
    switches: {
      ...defaultSandboxSwitches,
      banyan: { ...defaultSandboxSwitches.banyan, ...banyan },
      faults: faults.map((fault) => ({ api: "banyan", ...fault }))
    }
  })
  const tenant = yield* Effect.fromNullishOr(sandbox.tenants[0])
  const http = yield* Layer.build(NodeHttpClient.layerUndici)
  const makeClient = BanyanClient.make({
    baseUrl: sandbox.banyanUrl,
    auth: { token: Redacted.make(isReadOnly ? tenant.banyanReadOnlyToken : tenant.banyanToken) },
    rateLimit: { requestsPerSecond: 10_000, burst: 1000 }
  })
  const client: BanyanClientShape = yield* Effect.provide(makeClient, http)
  const trail = yield* AuditTrail
  const place: BanyanPlace = {
    tenant: tenant.id,
    source: "banyan",
    client,
    rehearse: (send) => rehearse(makeClient, send),
    natureOf,
    withTrail: Effect.provideService(AuditTrail, trail)
  }
  const requests = () => sandbox.requests().filter(({ api }) => api === "banyan")
  return {
    client,
    place,
    appSide: yield* Effect.fromNullishOr(sandbox.appSideOf(tenant.id)),
    requests,
    writes: () => requests().filter(({ method }) => method !== "GET"),
    marks: () => requests().flatMap(({ mark }) => mark ?? []),
    entries: Effect.map(trail.read(tenant.id), ({ entries, broken }) => {
      if (broken !== null) throw new Error(`the chain is broken: ${broken.why}`)
      return entries
    }),
    run: <S>(action: Action<BanyanActionsClient, BanyanActionsError, S>, how: Partial<Order> = {}) =>
      act(action, place, { ...order, ...how }).pipe(Effect.provideService(LookAgainWaits, [10]))
  }
})

/** Gives a test a trail of its own, and an end to what it started. */
export const inScope = <A, E>(effect: Effect.Effect<A, E, AuditTrail | Scope.Scope>) =>
  Effect.scoped(Effect.provide(effect, sqliteLayer({ filename: ":memory:" })))

/** Jane's device. */
export const janes = "C02XK1ACME01"
export const jane = "Jane.Doe@ACME.example"

/** A device that was banned before the test. */
export const banned = serialOf(({ Banned, is_deleted }) => Banned === "TRUE" && is_deleted !== true)

/** A device with several people. */
export const shared = serialOf(({ Emails, Banned }) => Emails?.length === 3 && Banned === "FALSE")

type Banyan = Effect.Success<ReturnType<typeof aBanyan>>

/** One of each action, on something of which there is one, and the path that it writes to. */
export const oneOfEach = {
  ban: { perform: (banyan: Banyan) => banyan.run(banDevice(janes)), path: "/v1/mdm/update_device" },
  unban: { perform: (banyan: Banyan) => banyan.run(unbanDevice(banned)), path: "/v1/mdm/update_device" },
  delete: { perform: (banyan: Banyan) => banyan.run(deleteDevice(janes)), path: "/v1/v1/delete_device" },
  "delete for owner": {
    perform: (banyan: Banyan) => banyan.run(deleteDeviceOfOwner(janes, jane)),
    path: "/v1/v1/delete_device"
  },
  deactivate: { perform: (banyan: Banyan) => banyan.run(deactivateEndUser(jane)), path: "/v2/endusers" }
} as const
export type Name = keyof typeof oneOfEach
export const names: ReadonlyArray<Name> = ["ban", "unban", "delete", "delete for owner", "deactivate"]
