/**
 * Staff with a part to play: each brings a case that real data has and made-up data usually lacks.
 *
 * In addresses `{domain}` stands for the tenant's domain, `{DOMAIN}` for it with its first label in capitals, and
 * `{alias}` for the second domain, where the tenant has one.
 */

/** What can be odd about a member of staff; every trait is optional. */
export interface Traits {
  /** All known addresses; `"absent"` leaves the member out. Default: the primary, and for some a short form. */
  readonly knownEmails?: "absent" | ReadonlyArray<string>
  /** The primary address as Push spells it. */
  readonly pushEmail?: string
  /** The address as the identity provider gave it to Banyan. */
  readonly endUserEmail?: string
  readonly hasEndUser?: false
  readonly hasDevices?: false
  readonly hasBrowsers?: false
  readonly department?: string
  /** Leaves department and location out, as a directory without them does. */
  readonly hasNoDirectoryData?: true
  readonly isUnlicensed?: true
  readonly hiredDaysAgo?: number
  /** Nothing was seen of this person for so long. */
  readonly idleDays?: number
  readonly devicesAreBanned?: true
  readonly deviceSerial?: string
  readonly deviceName?: string
  readonly deviceLevel?: string
  readonly ownership?: string
  readonly platform?: "macos" | "windows" | "linux"
  /** The device lists nobody; only the end user's serial numbers tie it to this person. */
  readonly deviceListsNobody?: true
  /** The end user also names a serial that no device has. */
  readonly phantomSerial?: string
  readonly isDeletedInBanyan?: true
  readonly loginCount?: number
  readonly hasNeverLoggedIn?: true
  readonly hasNullRoles?: true
}

/** A named member of staff. */
export interface CastMember extends Traits {
  readonly given: string
  readonly family: string
  /** The part of the address before the `@`. */
  readonly local: string
}

/** The person that demonstrations and tests may rely on; acme only. */
export const jane: CastMember = {
  given: "Jane",
  family: "Doe",
  local: "jane.doe",
  knownEmails: ["jane.doe@{domain}", "jdoe@{domain}"],
  endUserEmail: "Jane.Doe@{DOMAIN}",
  department: "Finance",
  platform: "macos",
  deviceSerial: "C02XK1ACME01",
  deviceName: "Jane’s MacBook Pro",
  deviceLevel: "High",
  ownership: "Corporate Dedicated",
  hiredDaysAgo: 900,
  idleDays: 0.6
}

// Long enough to break a table that trusts names.
const longName = `von ${"und zu ".repeat(42)}Ende`

/** The rest of the cast; acme has all of it, every other tenant each second part. */
export const cast: ReadonlyArray<CastMember> = [
  { given: "Łukasz", family: "Wiśniewski", local: "lukasz.wisniewski", endUserEmail: "Lukasz.Wisniewski@{domain}" },
  { given: "Hương", family: "Đặng", local: "huong.dang", deviceName: "Máy của Hương", deviceSerial: "VM 42 7A/01" },
  { given: "Müge", family: "Şahin", local: "muge.sahin", endUserEmail: "muge.sahin@{alias}" },
  { given: "伟", family: "王", local: "wei.wang", deviceSerial: "序列-0042", deviceName: "王伟的 ThinkPad" },
  { given: "محمد", family: "العلي", local: "mohammed.alali", deviceSerial: "5CG+9031", deviceName: "حاسوب محمد" },
  { given: "Seán", family: "O’Brien", local: "sean.obrien", deviceName: "Seán’s Latitude", deviceSerial: "100%7G2K" },
  { given: "Zoë", family: "Brontë", local: "zoe.bronte", deviceSerial: "SN#00017", hasNullRoles: true },
  { given: "Nora", family: "Berg", local: "nora.berg", endUserEmail: "nora.berg+vpn@{domain}" },
  {
    given: "Mallory",
    family: "=cmd|' /C calc'!A0",
    local: "mallory.calc",
    department: "=cmd|' /C calc'!A0",
    deviceName: "<script>alert(1)</script>"
  },
  {
    given: "Vue",
    family: "{{constructor}}",
    local: "vue.constructor",
    deviceName: "{{constructor.constructor('alert(1)')()}}"
  },
  { given: "Avi", family: "gpj.\u202Eexe.Levi", local: "avi.levi", deviceSerial: "R&D-0042" },
  { given: "Maximiliana", family: longName, local: "maximiliana.ende" },
  {
    given: "Chris",
    family: "Taylor",
    local: "chris.taylor",
    knownEmails: ["chris.taylor@{domain}", "c.taylor@{domain}"]
  },
  { given: "Ola", family: "Nordmann", local: "ola.nordmann", deviceSerial: "C02XK1ACME012" },
  {
    given: "Christina",
    family: "Taylor",
    local: "christina.taylor",
    knownEmails: ["christina.taylor@{domain}", "c.taylor@{domain}"]
  },
  {
    given: "Dora",
    family: "Double",
    local: "dora.double",
    knownEmails: ["dora.double@{domain}", "dora@{domain}", "dora.double@{domain}", "Dora@{domain}"]
  },
  { given: "Petra", family: "Primus", local: "petra.primus", knownEmails: ["pp@{domain}", "petra@{alias}"] },
  { given: "Otto", family: "Oldfield", local: "otto.oldfield", knownEmails: "absent", deviceSerial: "PF2QVS0FP1" },
  {
    given: "Björn",
    family: "König",
    local: "bjoern.koenig",
    knownEmails: ["bjoern.koenig@{domain}", "bjoern.koenig@münchen.{domain}"],
    endUserEmail: "bjoern.koenig@xn--mnchen-3ya.{domain}"
  },
  { given: "Emma", family: "Stone", local: "emma.stone", endUserEmail: "ｅｍｍａ.stone@{domain}" },
  { given: "Omar", family: "Haddad", local: "omar.haddad", endUserEmail: "Omar.Haddad@{alias}" },
  { given: "Bruno", family: "Banks", local: "bruno.banks", devicesAreBanned: true },
  { given: "Petronella", family: "Quick", local: "petronella.quick", deviceListsNobody: true },
  { given: "Fergus", family: "Phantom", local: "fergus.phantom", phantomSerial: "C02LOST00001" },
  { given: "Priscilla", family: "Slash", local: "priscilla.slash", department: "/", deviceName: "PF2QVS0FP1" },
  { given: "Noah", family: "Newman", local: "noah.newman", hiredDaysAgo: 5, hasNoDirectoryData: true },
  { given: "Dorian", family: "Gone", local: "dorian.gone", idleDays: 131 },
  { given: "Uli", family: "Unlicensed", local: "uli.unlicensed", isUnlicensed: true, hasBrowsers: false },
  {
    given: "Holly",
    family: "Shout",
    local: "holly.shout",
    pushEmail: "Holly.Shout@{DOMAIN}",
    deviceLevel: "AlwaysAllow"
  },
  { given: "Axel", family: "Archive", local: "axel.archive", isDeletedInBanyan: true },
  {
    given: "Hubert",
    family: "Thirtytwo",
    local: "hubert.thirtytwo",
    loginCount: 2_147_483_647,
    deviceLevel: "AlwaysDeny"
  },
  {
    given: "Selma",
    family: "Sentinel",
    local: "selma.sentinel",
    loginCount: 12_884_901_929,
    deviceLevel: "Quarantined"
  },
  { given: "Nelly", family: "Never", local: "nelly.never", hasNeverLoggedIn: true, ownership: "Undefined" },
  { given: "Norman", family: "Nodevice", local: "norman.nodevice", hasEndUser: false, hasDevices: false },
  { given: "Lotte", family: "Low", local: "lotte.low", deviceLevel: "Low", ownership: "" },
  { given: "Martin", family: "Medium", local: "martin.medium", deviceLevel: "Medium", ownership: "UNKNOWN" },
  { given: "Olivia", family: "Other", local: "olivia.other", ownership: "Other" },
  { given: "Edda", family: "Employeeowned", local: "edda.employeeowned", ownership: "Employee Owned" },
  { given: "Carla", family: "Common", local: "carla.common", ownership: "Corporate Shared" },
  { given: "Nico", family: "Nobrowser", local: "nico.nobrowser", hasBrowsers: false }
]
