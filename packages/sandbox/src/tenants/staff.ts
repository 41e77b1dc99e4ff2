/**
 * The people of a tenant, before any API has a record of them.
 */
import { cast, jane, type CastMember, type Traits } from "./cast.ts"
import { departments, familyNames, givenNames, type Department } from "./names.ts"
import type { Profile } from "./profiles.ts"
import type { Random } from "./random.ts"

/** A desktop operating system. */
export type DesktopPlatform = "macos" | "windows" | "linux"

/** A member of staff, with everything that more than one record about them has to agree on. */
export interface StaffMember {
  readonly id: string
  readonly given: string
  readonly family: string
  /** The address everybody knows, in its plain spelling. */
  readonly email: string
  /** The address as Push spells it. */
  readonly pushEmail: string
  readonly knownEmails: ReadonlyArray<string> | undefined
  /** The address as Banyan spells it, or `undefined` for somebody Banyan has never seen. */
  readonly endUserEmail: string | undefined
  readonly department: Department
  readonly location: string
  readonly isLicensed: boolean
  readonly hiredDaysAgo: number
  readonly idleDays: number
  readonly platform: DesktopPlatform
  readonly traits: Traits
  /** Whether this person has a part to play. */
  readonly isCast: boolean
  /** Whether every record of this person is laid down, so that no chance may touch it. */
  readonly isFixed: boolean
}

/** Makes the staff of a tenant: the cast first, then as many ordinary people as it takes. */
export const makeStaff = (profile: Profile, tenantIndex: number, size: number, random: Random): Array<StaffMember> => {
  const parts = castOf(tenantIndex).slice(0, size)
  const members: Array<StaffMember> = []
  const taken = new Set([...parts.map((part) => part.local), "c.taylor"])
  for (let index = 0; index < size; index++) {
    const part = parts[index] ?? extra(random, taken)
    // One ordinary person in eleven is unknown to Banyan, which keeps the joined share safely above nine tenths.
    const isUnknownToBanyan = index >= parts.length && index % 11 === 10
    members.push(member(profile, isUnknownToBanyan ? { ...part, hasEndUser: false as const } : part, random))
  }
  return members
}

const castOf = (tenantIndex: number): ReadonlyArray<CastMember> =>
  tenantIndex === 0 ? [jane, ...cast] : cast.filter((_, index) => index % 2 === tenantIndex % 2)

const extra = (random: Random, taken: Set<string>): CastMember => {
  const given = random.pick(givenNames)
  const family = random.pick(familyNames)
  const plain = `${given}.${family}`.toLowerCase()
  let local = plain
  for (let number = 2; taken.has(local); number++) local = `${plain}${number}`
  taken.add(local)
  // A short form that somebody else has already would make an ambiguous address by accident.
  const short = local.replace(/^(.)[^.]*\./, "$1.")
  if (!random.chance(0.4) || taken.has(short)) return { given, family, local }
  taken.add(short)
  return { given, family, local, knownEmails: [`${local}@{domain}`, `${short}@{domain}`] }
}

const member = (profile: Profile, part: CastMember, random: Random): StaffMember => {
  const address = addressesOf(profile)
  const email = address(`${part.local}@{domain}`)
  // Chance must not take from a part what its case rests on: a licence, a browser, recent activity.
  const isCast = part === jane || cast.includes(part)
  const isLicensed = !random.chance(0.04) || isCast
  const drawn = {
    id: random.uuid(),
    department: random.weighted(departments),
    location: random.pick(profile.locations),
    hiredDaysAgo: random.int(40, 1800),
    idleDays: random.chance(0.04) && !isCast ? random.int(50, 140) : 0.2 + random.next() * 6,
    platform: random.weighted<DesktopPlatform>([
      ["macos", 55],
      ["windows", 37],
      ["linux", 8]
    ]),
    endUserEmail: random.weighted([
      [email, 73],
      [address(`${capitalised(part.local)}@{domain}`), 15],
      [address(`${part.local}@{alias}`), 12]
    ])
  }
  return {
    id: drawn.id,
    given: part.given,
    family: part.family,
    email,
    pushEmail: address(part.pushEmail ?? email),
    knownEmails: knownEmailsOf(part, email, address),
    endUserEmail: part.hasEndUser === false ? undefined : endUserEmailOf(part, drawn.endUserEmail, email, address),
    department: departmentOf(part.department, drawn.department),
    location: drawn.location,
    isLicensed: isLicensed && part.isUnlicensed !== true,
    hiredDaysAgo: part.hiredDaysAgo ?? drawn.hiredDaysAgo,
    idleDays: part.idleDays ?? Math.min(drawn.idleDays, part.hiredDaysAgo ?? Number.POSITIVE_INFINITY),
    platform: part.platform ?? drawn.platform,
    traits: part,
    isCast,
    isFixed: part === jane
  }
}

const departmentOf = (name: string | undefined, drawn: Department): Department => {
  if (name === undefined) return drawn
  return departments.find(([department]) => department.name === name)?.[0] ?? { ...drawn, name }
}

/** Fills the tenant's domains into an address. */
const addressesOf = (profile: Profile) => {
  const [label = "", ...rest] = profile.domain.split(".")
  const shouted = [label.toUpperCase(), ...rest].join(".")
  return (template: string) =>
    template
      .replace("{domain}", profile.domain)
      .replace("{DOMAIN}", shouted)
      .replace("{alias}", profile.aliasDomain ?? profile.domain)
}

const knownEmailsOf = (
  part: CastMember,
  email: string,
  address: (template: string) => string
): ReadonlyArray<string> | undefined => {
  if (part.knownEmails === "absent") return undefined
  return part.knownEmails?.map(address) ?? [email]
}

// A cast member is spelled alike everywhere unless the case is about spelling.
const endUserEmailOf = (
  part: CastMember,
  drawn: string,
  email: string,
  address: (template: string) => string
): string => {
  if (part.endUserEmail !== undefined) return address(part.endUserEmail)
  return cast.includes(part) ? email : drawn
}

const capitalised = (local: string) => local.replace(/(^|\.)\p{Ll}/gu, (start) => start.toUpperCase())
