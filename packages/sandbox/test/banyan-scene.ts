/**
 * The contract's worked example on a sandbox: U1–D1, U1–D2, U2–D1, U3–D3, and ways to look at what is left of it.
 */
import { Effect } from "effect"
import { ask, rows, start, type Changes, type Client } from "./harness.ts"

/** The address of an end user of the scene. */
export const email = (name: string) => `${name.toLowerCase()}@scene.example`

/** Starts a sandbox in which the mappings of the worked example are registered. */
export const startScene = Effect.fnUntraced(function* (changes: Changes = {}) {
  const client = yield* start({ tenants: 1, ...changes })
  const apps = yield* Effect.fromNullishOr(client.sandbox.appSideOf("acme"))
  for (const [user, device] of [
    ["U1", "D1"],
    ["U1", "D2"],
    ["U2", "D1"],
    ["U3", "D3"]
  ] as const) {
    apps.register(device, email(user))
  }
  for (const device of ["D1", "D2", "D3"]) apps.report(device)
  return { ...client, apps }
})

/** A started scene. */
export type Scene = Effect.Success<ReturnType<typeof startScene>>

const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

const name = (address: unknown) => String(address).slice(0, 2).toUpperCase()

/** What the v1 lists say of the scene: mappings as each side tells them, and who is there at all. */
export const told = Effect.fnUntraced(function* (scene: Scene) {
  const users = rows((yield* scene.banyan("/v1/endusers?email=@scene.example")).json)
  const devices = rows((yield* scene.banyan("/v1/devices")).json).filter(({ SerialNumber }) =>
    /^D\d$/.test(String(SerialNumber))
  )
  return {
    users: users.map(({ Email }) => name(Email)).toSorted(),
    devices: devices.map(({ SerialNumber }) => String(SerialNumber)).toSorted(),
    byUsers: users
      .flatMap((user) => list(user["SerialNumbers"]).map((serial) => `${name(user["Email"])}–${serial}`))
      .toSorted(),
    byDevices: devices
      .flatMap((device) =>
        list(device["Emails"]).map((address) => `${name(address)}–${String(device["SerialNumber"])}`)
      )
      .toSorted()
  }
})

/** The certificates of the scene, each by its mapping. */
export const certificates = ({ apps }: Scene) =>
  apps
    .mappings()
    .filter(({ emails }) => emails[0]?.endsWith("@scene.example"))
    .map((mapping): [name: string, isRevoked: boolean] => [
      `${name(mapping.emails[0])}–${mapping.serialNumber}`,
      mapping.isRevoked
    ])

/** Sends a body as JSON with the tenant's token, or with the headers given. */
export const sendJson = (
  { sandbox, tenant }: Client,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = { "content-type": "application/json" }
) =>
  ask(sandbox.banyanUrl + path, {
    method,
    headers: { authorization: `Bearer ${tenant.banyanToken}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body)
  })

/** The one device with a serial number, as a bare v1 list tells it. */
export const deviceOf = Effect.fnUntraced(function* (client: Pick<Client, "banyan">, serialNumber: string) {
  const devices = rows((yield* client.banyan(`/v1/devices?serialnumber=${encodeURIComponent(serialNumber)}`)).json)
  return yield* Effect.fromNullishOr(devices.find((device) => device["SerialNumber"] === serialNumber))
})
