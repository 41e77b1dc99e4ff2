/**
 * Push browsers: what staff and a few strangers enrolled.
 */
import type { Browser } from "../push/state.ts"
import type { Calendar } from "./calendar.ts"
import type { NonEmpty, Random } from "./random.ts"
import type { DesktopPlatform, StaffMember } from "./staff.ts"

const browserTypes: Record<DesktopPlatform, NonEmpty<readonly [string, number]>> = {
  macos: [
    ["CHROME", 60],
    ["SAFARI", 14],
    ["ARC", 8],
    ["FIREFOX", 10],
    ["BRAVE", 8]
  ],
  windows: [
    ["CHROME", 52],
    ["EDGE", 38],
    ["FIREFOX", 8],
    ["OPERA", 2]
  ],
  linux: [
    ["CHROME", 45],
    ["FIREFOX", 55]
  ]
}

const osTypes: Record<DesktopPlatform, string> = { macos: "MACOS", windows: "WINDOWS", linux: "LINUX" }

const versions: Record<string, NonEmpty<readonly [string, number]>> = {
  FIREFOX: [
    ["143.0.1", 85],
    ["128.9.0", 15]
  ],
  SAFARI: [
    ["18.6", 90],
    ["17.5", 10]
  ]
}
const chromiumVersions: NonEmpty<readonly [string, number]> = [
  ["141.0.0.0", 84],
  ["138.0.0.0", 10],
  ["125.0.0.0", 6]
]

/** Makes the browsers of all staff: two for most, and none for who is not licensed. */
export const makeBrowsers = (staff: ReadonlyArray<StaffMember>, calendar: Calendar, random: Random): Array<Browser> =>
  staff.flatMap((member) => {
    if (member.traits.hasBrowsers === false || !member.isLicensed) return []
    const count = member.isFixed
      ? 2
      : random.weighted<number>([
          [1, 22],
          [2, 54],
          [3, 24]
        ])
    return Array.from({ length: count }, (_, index) => browserOf(member, index, calendar, random))
  })

const browserOf = (member: StaffMember, index: number, calendar: Calendar, random: Random): Browser => {
  const type = index === 0 ? "CHROME" : random.weighted(browserTypes[member.platform])
  const agesDays = member.idleDays + index * random.next() * 4
  const isForgotten = !member.isFixed && index > 0 && random.chance(0.1)
  const profile = profileOf(member, random)
  return {
    id: random.uuid(),
    employeeId: member.id,
    email: member.pushEmail,
    version: random.weighted(versions[type] ?? chromiumVersions),
    tokenType: random.chance(0.85) ? "TEAM" : "INDIVIDUAL",
    isActive: member.isLicensed,
    browser: type,
    os: otherMachine(member, index, random) ?? osTypes[member.platform],
    extensionVersion: random.weighted([
      ["1.78.2", 80],
      ["1.77.0", 14],
      ["1.66.17", 6]
    ]),
    language: random.weighted([
      ["en-GB", 50],
      ["en-US", 30],
      ["de-DE", 20]
    ]),
    profileEmail: profile.email,
    profileSyncEnabled: profile.isSynced,
    creationTimestamp: calendar.secondsAgo(Math.max(agesDays + 1, member.hiredDaysAgo * random.next())),
    lastOnlineTimestamp: calendar.secondsAgo(isForgotten ? random.int(40, 150) : agesDays)
  }
}

const profileOf = (member: StaffMember, random: Random): { email: string | null; isSynced: boolean } => {
  const privateEmail = `${member.email.replace(/@.*/, "")}@mail.example`
  const drawn = random.weighted([
    [{ email: member.email, isSynced: true }, 58],
    [{ email: member.email, isSynced: false }, 20],
    [{ email: privateEmail, isSynced: true }, 6],
    [{ email: privateEmail, isSynced: false }, 4],
    [{ email: null, isSynced: false }, 12]
  ])
  return member.isFixed ? { email: member.email, isSynced: true } : drawn
}

// A second machine of another make, which no device record explains.
const otherMachine = (member: StaffMember, index: number, random: Random): string | undefined => {
  const drawn = random.weighted<string | undefined>([
    [undefined, 90],
    ["WINDOWS", 4],
    ["MACOS", 3],
    ["CHROME_OS", 2],
    ["ANDROID", 1]
  ])
  return index === 0 || member.isFixed ? undefined : drawn
}
