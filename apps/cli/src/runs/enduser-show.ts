import type { EndUser } from "@rollcall/banyan/schema"
import { type Owned, resolveAlias, stringifyJson } from "@rollcall/model"
import { Effect, type Option } from "effect"
import { endUserCard } from "../BanyanCards.ts"
import { absence, type BanyanDirectory, lookedUp, tellGaps } from "../BanyanDirectory.ts"
import { ownersOf } from "../BanyanText.ts"
import { typedEmail } from "../EmailArgument.ts"
import { print } from "../Output.ts"
import { apart } from "../Table.ts"
import { httpLayer } from "../Wiring.ts"

export interface EndUserShowInput {
  readonly email: string
  readonly tenant: Option.Option<string>
  readonly live: boolean
}

export const run = Effect.fn("cli.endUserShow")(function* (input: EndUserShowInput) {
  const email = yield* typedEmail(input.email)
  const all = yield* lookedUp(input, { email })
  const key = resolveAlias(email, all.tenant.email)
  const found = all.endusers.filter(({ owners }) => owners.some(({ emails }) => emails.includes(key)))
  if (found.length === 0) {
    return yield* absence(
      all,
      "endusers",
      `no end user has the address ${email}`,
      "`rollcall lookup` finds people by name as well."
    )
  }
  yield* tellGaps(all, "devices", "endusers")
  yield* print(
    () => stringifyJson(showDocument(all, email, found)),
    () => apart(found.map(endUserCard))
  )
}, Effect.provide(httpLayer))

const showDocument = (
  { tenant, snapshot, devices }: BanyanDirectory,
  email: string,
  found: ReadonlyArray<Owned<EndUser>>
) => ({
  schemaVersion: 1,
  tenant: tenant.id,
  snapshot,
  email,
  endusers: found.map(({ record, owners }) => ({
    enduser: record,
    devices: devices
      .filter((device) => device.owners.some((person) => owners.includes(person)))
      .map((device) => ({ id: device.id, owners: ownersOf(device), device: device.record }))
  }))
})
