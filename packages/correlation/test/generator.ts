/**
 * Snapshots that a seed decides, small in variety so that records meet: few addresses, ids and serial numbers.
 */
import type { SnapshotRecords } from "@rollcall/model"

/** A source of numbers in [0, 1) that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Spellings of few addresses, by letter case, alias, plus tag, width of letters and form of the domain; and what is none. */
const addresses = [
  "a@acme.example",
  "A@acme.test",
  " ａ@ACME.example. ",
  "b@acme.example",
  "b+x@acme.example",
  "b+x@acme.test",
  "+x@acme.example",
  "c@acme.test",
  "c@bücher.example",
  "C@BU\u0308CHER.example",
  "c@xn--bcher-kva.example",
  "c@faß.example",
  "c@fass.example",
  "d@acme.example",
  "İ@acme.example",
  "i\u0307@acme.example",
  "ſ@acme.example",
  "a\u200d@acme.example",
  "none",
  "a@b@c",
  "@acme.example",
  ""
]
const serials = ["S1", "S2", "s1", "", " "]

/** A list in another order. */
export const shuffled = <A>(list: ReadonlyArray<A>, random: () => number): ReadonlyArray<A> =>
  list
    .map((value) => ({ value, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value)

/** The records of one small tenant. */
export function someRecords(random: () => number): Partial<SnapshotRecords> {
  const pick = (list: ReadonlyArray<string>): string => list[Math.floor(random() * list.length)] ?? ""
  const several = <A>(most: number, make: () => A) => Array.from({ length: Math.floor(random() * (most + 1)) }, make)
  /** A member that is told, `null` or absent. */
  const maybe = <A, F extends object>(make: () => A, member: (value: A | null) => F): F | object => {
    const chance = random()
    return chance < 0.15 ? {} : member(chance < 0.25 ? null : make())
  }
  const id = (prefix: string) => `${prefix}${Math.floor(random() * 5)}`
  // A tenant has some of them, so that they meet.
  const some = Array.from({ length: 5 }, () => pick(addresses))
  const address = () => pick(some)
  const employeeId = () =>
    maybe(
      () => id("e"),
      (value) => ({ employeeId: value })
    )
  const email = () => maybe(address, (value) => ({ email: value }))
  return {
    employees: several(4, () => ({
      id: id("e"),
      ...email(),
      ...maybe(
        () => several(2, address),
        (knownEmails) => ({ knownEmails })
      ),
      ...maybe(
        () => "Jo",
        (firstName) => ({ firstName })
      )
    })),
    browsers: several(4, () => ({ id: id("b"), ...employeeId(), ...email() })),
    accounts: several(4, () => ({ id: id("a"), ...employeeId(), ...email() })),
    accountsOther: several(2, () => ({ id: id("a"), ...employeeId(), ...email() })),
    findings: several(4, () => ({
      id: id("f"),
      ...employeeId(),
      ...maybe(
        () => id("a"),
        (accountId) => ({ accountId })
      )
    })),
    endusers: several(4, () => ({
      ...maybe(address, (Email) => ({ Email })),
      ...maybe(
        () => pick(["Ann", " "]),
        (Name) => ({ Name })
      ),
      ...maybe(
        () => several(2, () => pick(serials)),
        (SerialNumbers) => ({ SerialNumbers })
      ),
      ...maybe(
        () => random() < 0.3,
        (is_deleted) => ({ is_deleted })
      )
    })),
    devices: several(5, () => ({
      ...maybe(
        () => pick(["", "d1", "d2"]),
        (DeviceID) => ({ DeviceID })
      ),
      ...maybe(
        () => pick(serials),
        (SerialNumber) => ({ SerialNumber })
      ),
      ...maybe(
        () => several(3, address),
        (Emails) => ({ Emails })
      ),
      serverOnly: 9_007_199_254_740_993n
    }))
  }
}
