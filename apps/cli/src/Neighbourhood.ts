/**
 * A device or an end user with everything around them, asked for by identifier: in a large tenant the lists take minutes.
 */
import type { BanyanClientShape, ReadRecord } from "@rollcall/banyan"
import type { Device, EndUser } from "@rollcall/banyan/schema"
import { type EmailRules, normaliseEmail, resolveAlias, spellingsOf, stringifyJson } from "@rollcall/model"
import { Effect, Stream } from "effect"

/** Whom or what somebody looks for. */
export type Wanted = { readonly serial: string } | { readonly email: string }

/** People who are looked at side by side; the client holds the rate. */
const peopleAtOnce = 4

/**
 * Reads what is wanted, the people it is tied to, and all devices of those people with all their owners' names.
 *
 * **Details** In both directions of the join, and under every domain that stands for the same one.
 */
export const neighbourhood = Effect.fnUntraced(function* (
  client: BanyanClientShape,
  wanted: Wanted,
  rules: EmailRules
) {
  const devices = new Records<Device>()
  const endusers = new Records<EndUser>()
  const withSerial = Effect.fnUntraced(function* (serial: string) {
    const found = devices.add(yield* client.devices.withSerialNumber(serial))
    const pages = yield* Stream.runCollect(client.endusers.pages({ serialNumber: serial }))
    const claimants = endusers.add(pages.flatMap(({ records }) => records))
    return [...found.flatMap(({ Emails }) => Emails ?? []), ...claimants.map(({ Email }) => Email ?? "")]
  })
  const withEmail = Effect.fnUntraced(function* (email: string) {
    const people = endusers.add(yield* client.endusers.withEmail(email))
    devices.add(yield* client.devices.ofOwner(email))
    const serials = new Set(people.flatMap(({ SerialNumbers }) => SerialNumbers ?? []))
    // Devices that only the end user knows of.
    const missing = [...serials].filter(
      (serial) => serial.trim() !== "" && !devices.some((each) => each.SerialNumber === serial)
    )
    yield* Effect.forEach(missing, (serial) =>
      Effect.map(client.devices.withSerialNumber(serial), (found) => devices.add(found))
    )
  })
  const emails = "serial" in wanted ? yield* withSerial(wanted.serial) : [wanted.email]
  yield* Effect.forEach(spellings(emails, rules), withEmail, { concurrency: peopleAtOnce, discard: true })
  return { devices: devices.all(), endusers: endusers.all() }
})

/** Every address that the tenant's rules take for one of these. */
function spellings(emails: ReadonlyArray<string>, rules: EmailRules): ReadonlyArray<string> {
  const keys = new Set(
    emails.flatMap((text) => {
      const email = normaliseEmail(text)
      return email === null ? [] : [resolveAlias(email, rules)]
    })
  )
  return [...keys].flatMap((key) => spellingsOf(key, rules))
}

/** Records that several answers hold, each once. */
class Records<A> {
  readonly #byText = new Map<string, A>()

  /** Gives all of the answer's records, new or not. */
  add(records: ReadonlyArray<ReadRecord<A>>): ReadonlyArray<A> {
    for (const { raw, value } of records) this.#byText.set(stringifyJson(raw), value)
    return records.map(({ value }) => value)
  }

  some(isMeant: (record: A) => boolean): boolean {
    return this.all().some(isMeant)
  }

  all(): ReadonlyArray<A> {
    return [...this.#byText.values()]
  }
}
