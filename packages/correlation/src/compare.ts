/**
 * Two rosters of one tenant compared: who and what came, went or changed.
 *
 * An absence counts only where its list was read to its end: what is missing from a list half read has not gone.
 */
import { provesAbsence, type Owned, type Person, type ResourceKey, type Roster, type Source } from "@rollcall/model"
import {
  type Aspect,
  browserAspects,
  type Change,
  changesOf,
  deviceAspects,
  type Pair,
  personAspects
} from "./aspects.ts"

/** What is told of a person, device or browser. */
export interface ComparedSubject {
  /** Of a person the employee's id, else the address; of a device `DeviceID`, else serial number; of a browser its id. */
  readonly id: string
  /** What people call it: a name; serial number and friendly name; browser and operating system. */
  readonly names: ReadonlyArray<string>
  /** The person's address; of a device or browser those of its people. */
  readonly emails: ReadonlyArray<string>
}

/** One kind of subject in both rosters. */
export interface Comparison {
  /** Only in the later roster; `null` if what the earlier one lacks proves nothing. */
  readonly came: ReadonlyArray<ComparedSubject> | null
  /** Only in the earlier roster; `null` if what the later one lacks proves nothing. */
  readonly went: ReadonlyArray<ComparedSubject> | null
  /** In both, with what changed. */
  readonly changed: ReadonlyArray<ComparedSubject & { readonly changes: ReadonlyArray<Change> }>
  /** How many are in both as they were. */
  readonly same: number
}

/** What changed from one roster to another. */
export interface RosterComparison {
  readonly people: Comparison
  readonly devices: Comparison
  readonly browsers: Comparison
}

/**
 * Compares two rosters of one tenant.
 *
 * **Details** A person is the same by employee id, else by address; a device or browser by its identity in the roster. What
 * only tells when something was seen last is no change. Linear in the records of both.
 */
export function compareRosters(before: Roster, after: Roster): RosterComparison {
  const sources = new Set([...before.snapshot.sources, ...after.snapshot.sources])
  // Of a source that neither has there is nothing to miss.
  const reading =
    ({ snapshot }: Roster) =>
    (key: ResourceKey) =>
      provesAbsence(snapshot, key) || !Array.from(sources).some((source) => key.startsWith(`${source}.`))
  const read = { before: reading(before), after: reading(after) }
  const compared = <T>({ source, needs, all, match, subject, aspects }: Kind<T>) => {
    const { pairs, came, went } = match(all(before), all(after))
    const changed = pairs.flatMap((pair) => {
      const changes = changesOf(pair, aspects, read)
      return changes.length === 0 ? [] : [{ ...subject(pair.after), changes }]
    })
    const isThere = source === null || sources.has(source)
    const comparison: Comparison = {
      came: isThere && needs.every(read.before) ? came.map(subject) : null,
      went: isThere && needs.every(read.after) ? went.map(subject) : null,
      changed,
      same: pairs.length - changed.length
    }
    return comparison
  }
  return { people: compared(people), devices: compared(devices), browsers: compared(browsers) }
}

/** How subjects of one kind are compared. */
interface Kind<T> {
  /** The one source that has them; `null` if each has. */
  readonly source: Source | null
  /** What must have been read to its end for an absence to count. */
  readonly needs: ReadonlyArray<ResourceKey>
  readonly all: (roster: Roster) => ReadonlyArray<T>
  readonly match: (before: ReadonlyArray<T>, after: ReadonlyArray<T>) => Matched<T>
  readonly subject: (value: T) => ComparedSubject
  readonly aspects: ReadonlyArray<Aspect<T>>
}

interface Matched<T> {
  readonly pairs: ReadonlyArray<Pair<T>>
  readonly came: ReadonlyArray<T>
  readonly went: ReadonlyArray<T>
}

const isText = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== ""

const texts = (...all: ReadonlyArray<string | null | undefined>): ReadonlyArray<string> => all.filter(isText)

const people: Kind<Person> = {
  source: null,
  // An address that no employee claims makes a person too, whatever brings it.
  needs: [
    "push.employees",
    "push.browsers",
    "push.accounts",
    "push.accountsOther",
    "banyan.endusers",
    "banyan.devices"
  ],
  all: (roster) => roster.people,
  match: matchPeople,
  subject: ({ employee, email, name }) => ({
    id: employee?.id ?? email ?? "",
    names: texts(name),
    emails: texts(email)
  }),
  aspects: personAspects
}

const ownersOf = ({ owners }: Owned<unknown>): ReadonlyArray<string> => texts(...owners.map(({ email }) => email))

const devices: Kind<Roster["devices"][number]> = {
  source: "banyan",
  needs: ["banyan.devices"],
  all: (roster) => roster.devices,
  match: (before, after) => matchBy(before, after, [({ id }) => id]),
  subject: (device) => ({
    id: device.id,
    names: texts(device.record.SerialNumber, device.record.DeviceFriendlyName),
    emails: ownersOf(device)
  }),
  aspects: deviceAspects
}

const browsers: Kind<Roster["browsers"][number]> = {
  source: "push",
  needs: ["push.browsers"],
  all: (roster) => roster.browsers,
  match: (before, after) => matchBy(before, after, [({ id }) => id]),
  subject: (browser) => ({
    id: browser.id,
    names: texts(browser.record.browser, browser.record.os),
    emails: ownersOf(browser)
  }),
  aspects: browserAspects
}

/** An address may be claimed by several: who is alike in having an employee record goes first. */
function matchPeople(before: ReadonlyArray<Person>, after: ReadonlyArray<Person>): Matched<Person> {
  return matchBy(before, after, [
    ({ employee }) => employee?.id ?? null,
    ({ employee, ambiguous, email }) => (email === null ? null : `${employee === null} ${ambiguous} ${email}`),
    ({ email }) => email
  ])
}

/** Pairs by the first key, the rest by the next; where several share a key, in their order. */
function matchBy<T>(
  before: ReadonlyArray<T>,
  after: ReadonlyArray<T>,
  keys: ReadonlyArray<(value: T) => string | null>
): Matched<T> {
  const pairs = new Map<T, T>()
  const taken = new Set<T>()
  for (const key of keys) {
    const waiting = new Map<string, Array<T>>()
    for (const value of before) {
      const text = taken.has(value) ? null : key(value)
      if (text === null) continue
      const same = waiting.get(text)
      if (same === undefined) waiting.set(text, [value])
      else same.push(value)
    }
    for (const lists of waiting.values()) lists.reverse()
    for (const value of after) {
      const text = pairs.has(value) ? null : key(value)
      const earlier = text === null ? undefined : waiting.get(text)?.pop()
      if (earlier === undefined) continue
      pairs.set(value, earlier)
      taken.add(earlier)
    }
  }
  return {
    pairs: after.flatMap((value) => {
      const earlier = pairs.get(value)
      return earlier === undefined ? [] : [{ before: earlier, after: value }]
    }),
    came: after.filter((value) => !pairs.has(value)),
    went: before.filter((value) => !taken.has(value))
  }
}
