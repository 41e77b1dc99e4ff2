/**
 * Makes tenants: what each source knows of them, and the credentials to ask with.
 */
import type { BanyanState, EndUser } from "../banyan/state.ts"
import type { TenantOptions } from "../options.ts"
import type { BulkAccounts } from "../push/bulk.ts"
import type { Finding, PushState } from "../push/state.ts"
import { compareRows } from "../push/table.ts"
import { makeAccounts, makeAccountsOther } from "./accounts.ts"
import { makeAppBanners, makeApps, makeAppsOther } from "./apps.ts"
import { makeBrowsers } from "./browsers.ts"
import { addBulkDevices } from "./bulk-devices.ts"
import { makeCalendar, type Calendar } from "./calendar.ts"
import { makeBrowserExtensions, makeDetections } from "./detections.ts"
import { devicesOf } from "./devices.ts"
import type { Draft, Oddity } from "./draft.ts"
import { makeEmployees } from "./employees.ts"
import { endUserOf } from "./endusers.ts"
import { makeFindings } from "./findings.ts"
import { addContractors, banyanOddities } from "./oddities-banyan.ts"
import { pushOddities } from "./oddities-push.ts"
import { profileAt, type Profile } from "./profiles.ts"
import { makeRandom, type Random } from "./random.ts"
import { makeStaff, type StaffMember } from "./staff.ts"

/** Who a tenant is, and how to ask for its data. */
export interface SandboxTenant {
  readonly id: string
  readonly name: string
  readonly timezone: string
  readonly domains: ReadonlyArray<string>
  /** A domain on the left stands for the one on the right, as `acme.test` for `acme.example`. */
  readonly aliases: Readonly<Record<string, string>>
  readonly pushApiKey: string
  /** Admits reads alone. */
  readonly pushReadOnlyKey: string
  readonly banyanToken: string
  readonly banyanRefreshToken: string
  /** An API key that admits reads alone. */
  readonly banyanReadOnlyToken: string
}

/** A tenant with everything that the two APIs know of it. */
export interface TenantData {
  readonly tenant: SandboxTenant
  readonly push: PushState
  readonly banyan: BanyanState
}

/**
 * Makes the tenants' data: a pure function of the seed, the numbers and the UTC day of `asOf`.
 *
 * **Details** A tenant does not depend on how many others there are. Another day moves every time and changes nothing
 * else.
 *
 * **Gotchas** All odd cases need room: acme holds every one from 60 people on.
 */
export const makeTenants = (options: TenantOptions): ReadonlyArray<TenantData> =>
  Array.from({ length: options.tenants }, (_, index) => makeTenant(options, index))

const makeTenant = (options: TenantOptions, tenantIndex: number): TenantData => {
  const profile = profileAt(tenantIndex)
  const stream = (subject: string) => makeRandom(`${options.seed}/${profile.id}/${subject}`)
  const calendar = makeCalendar(options.asOf)
  const staff = makeStaff(profile, tenantIndex, options.people ?? profile.people, stream("staff"))
  const push = makePush(staff, profile, calendar, stream, options.bulkAccounts)
  const banyan = makeBanyan(staff, calendar, stream)
  const draft: Draft = { profile, staff, calendar, push, banyan, reserved: reservedRecords(staff, push, banyan) }
  addContractors(draft, stream("contractors"))
  for (const oddity of shareOf(pushOddities, tenantIndex)) oddity.apply(draft, stream(oddity.name))
  for (const oddity of shareOf(banyanOddities, tenantIndex)) oddity.apply(draft, stream(oddity.name))
  addBulkDevices(banyan, options.bulkDevices, calendar, stream("bulk-devices"))
  return { tenant: tenantOf(profile, stream("credentials")), push: inListOrder(push), banyan }
}

const tenantOf = (profile: Profile, random: Random): SandboxTenant => ({
  id: profile.id,
  name: profile.name,
  timezone: profile.timezone,
  domains: profile.aliasDomain === undefined ? [profile.domain] : [profile.domain, profile.aliasDomain],
  aliases: profile.aliasDomain === undefined ? {} : { [profile.aliasDomain]: profile.domain },
  pushApiKey: `push-${profile.id}-${random.hex(32)}`,
  banyanToken: `banyan-${profile.id}-${random.hex(32)}`,
  banyanRefreshToken: `refresh-${profile.id}-${random.hex(32)}`,
  pushReadOnlyKey: `push-ro-${profile.id}-${random.hex(32)}`,
  banyanReadOnlyToken: `banyan-ro-${profile.id}-${random.hex(32)}`
})

const makePush = (
  staff: ReadonlyArray<StaffMember>,
  profile: Profile,
  calendar: Calendar,
  stream: (subject: string) => Random,
  bulkAccountCount: number
): PushState => {
  const employees = makeEmployees(staff, calendar)
  const apps = makeApps(staff, calendar, stream("apps"))
  const appsOther = makeAppsOther(calendar, stream("apps-other"))
  const browsers = makeBrowsers(staff, calendar, stream("browsers"))
  const accounts = makeAccounts(staff, apps, calendar, stream("accounts"))
  return {
    employees,
    browsers,
    accounts,
    bulkAccounts: bulkAccountCount === 0 ? undefined : bulkOf(bulkAccountCount, calendar, stream("bulk-accounts")),
    furtherUses: new Map(),
    accountsOther: makeAccountsOther(staff, appsOther, calendar, stream("accounts-other")),
    apps,
    appsOther,
    findings: makeFindings(staff, accounts, calendar, stream("findings")),
    detections: makeDetections(employees, browsers, calendar, stream("detections")),
    browserExtensions: makeBrowserExtensions(browsers, stream("browser-extensions")),
    appBanners: makeAppBanners(apps, profile.domain),
    blockedUrls: [
      "*://*.games.example/*",
      "*://paste.example/*",
      "*://files.example/upload/*",
      "*://login.phish.test/*"
    ]
  }
}

// Older than any ordinary account up to four million of them, so that they come first.
const bulkOf = (count: number, calendar: Calendar, random: Random): BulkAccounts => ({
  count,
  idStem: random.uuid().slice(0, 23),
  firstCreatedAt: calendar.secondsAgo(3300),
  asOf: calendar.secondsAgo(0)
})

const makeBanyan = (
  staff: ReadonlyArray<StaffMember>,
  calendar: Calendar,
  stream: (subject: string) => Random
): BanyanState => {
  const deviceRandom = stream("devices")
  const endUserRandom = stream("endusers")
  const owned = staff.map((member, index) => ({ member, devices: devicesOf(member, index, calendar, deviceRandom) }))
  return {
    orgId: stream("organisation").uuid(),
    devices: owned.flatMap(({ devices }) => devices),
    endUsers: owned.flatMap(({ member, devices }): ReadonlyArray<EndUser> =>
      member.endUserEmail === undefined
        ? []
        : [endUserOf(member, member.endUserEmail, devices, calendar, endUserRandom)]
    )
  }
}

/** Records that oddities leave alone: those of the cast and the fixed person, and a finding of each type. */
const reservedRecords = (staff: ReadonlyArray<StaffMember>, push: PushState, banyan: BanyanState): Set<object> => {
  const castIds = new Set(staff.filter((member) => member.isCast).map((member) => member.id))
  const castEmails = new Set(
    staff.flatMap((member) => (member.isCast ? [member.email, member.endUserEmail?.toLowerCase()] : []))
  )
  const fixedIds = new Set(staff.filter((member) => member.isFixed).map((member) => member.id))
  const isOfCast = (emails: ReadonlyArray<string> | undefined) =>
    emails === undefined || emails.length === 0 || emails.some((email) => castEmails.has(email.toLowerCase()))
  return new Set<object>([
    ...push.browsers.filter(isOf(castIds)),
    ...push.accounts.filter(isOf(fixedIds)),
    ...push.findings.filter(isOf(fixedIds)),
    ...firstOfEachType(push.findings),
    ...banyan.devices.filter((item) => isOfCast(item.record.Emails))
  ])
}

const firstOfEachType = (findings: ReadonlyArray<Finding>) =>
  findings.filter((finding, index) => findings.findIndex((other) => other.type === finding.type) === index)

const isOf = (ids: ReadonlySet<string>) => (record: { readonly employeeId?: string | null }) =>
  typeof record.employeeId === "string" && ids.has(record.employeeId)

const shareOf = (oddities: ReadonlyArray<Oddity>, tenantIndex: number) =>
  tenantIndex === 0 ? oddities : oddities.filter((_, index) => index % 2 === tenantIndex % 2)

const inListOrder = (push: PushState): PushState => ({
  ...push,
  employees: push.employees.toSorted(compareRows),
  browsers: push.browsers.toSorted(compareRows),
  accounts: push.accounts.toSorted(compareRows),
  accountsOther: push.accountsOther.toSorted(compareRows),
  apps: push.apps.toSorted(compareRows),
  appsOther: push.appsOther.toSorted(compareRows),
  findings: push.findings.toSorted(compareRows),
  detections: push.detections.toSorted(compareRows),
  browserExtensions: push.browserExtensions.toSorted(compareRows),
  appBanners: push.appBanners.toSorted(compareRows)
})
