/**
 * Every awkward case that acme promises is there, whatever the seed: other packages' tests rest on them.
 */
import { describe, expect, it } from "vitest"
import { defaultSandboxOptions, makeTenants } from "../src/index.ts"

const count = <T>(list: ReadonlyArray<T>, holds: (item: T) => boolean | undefined) =>
  list.filter((item) => holds(item) === true).length

const isDangling = (ids: ReadonlySet<string>, id: string | null | undefined) => typeof id === "string" && !ids.has(id)

describe.each([1, 42])("acme with seed %i", (seed) => {
  const [data] = makeTenants({ ...defaultSandboxOptions, seed })
  if (data === undefined) throw new Error("no tenant")
  const { push, banyan } = data
  const employeeIds = new Set(push.employees.map((employee) => employee.id))
  const devices = banyan.devices.map((device) => device.record)
  const users = banyan.endUsers.map((user) => user.record)
  const serials = new Set(devices.map((device) => device.SerialNumber))
  const emailsOfDevices = devices.flatMap((device) => device.Emails ?? [])
  const appIds = new Set(push.apps.map((app) => app.id))
  const accountIds = new Set(push.accounts.map((account) => account.id))
  const browserIds = new Set(push.browsers.map((browser) => browser.id))

  const cases: Record<string, number> = {
    "an end user spelled in other letters": count(users, (user) => user.Email === "Jane.Doe@ACME.example"),
    "an alias domain": count(users, (user) => user.Email.endsWith("@acme.test")),
    "known emails twice": count(push.employees, (e) => new Set(e.knownEmails).size < (e.knownEmails ?? []).length),
    "known emails without the primary": count(push.employees, (e) => e.knownEmails?.includes(e.email) === false),
    "no known emails": count(push.employees, (e) => e.knownEmails === undefined),
    "a plus tag": count(users, (user) => user.Email === "nora.berg+vpn@acme.example"),
    "an IDNA domain": count(users, (user) => user.Email.includes("@xn--mnchen-3ya.")),
    "full-width letters": count(users, (user) => user.Email !== user.Email.normalize("NFKC")),
    "an email of two employees": Number(
      count(push.employees, (e) => e.knownEmails?.includes("c.taylor@acme.example")) === 2
    ),
    "an end user tied by it alone": count(users, (user) => user.Email === "c.taylor@acme.example"),
    "a browser whose ties disagree": count(push.browsers, (browser) =>
      push.employees.some(
        (e) => e.email === browser.email && e.id !== browser.employeeId && employeeIds.has(browser.employeeId ?? "")
      )
    ),
    "a browser of an employee who is gone": count(push.browsers, (b) => isDangling(employeeIds, b.employeeId)),
    "a browser of nobody": count(push.browsers, (b) => b.employeeId === undefined && b.email === undefined),
    "an account of an employee who is gone": count(push.accounts, (a) => isDangling(employeeIds, a.employeeId)),
    "an account of nobody": count(push.accounts, (a) => a.employeeId === undefined),
    "an account on an app that is gone": count(push.accounts, (a) => isDangling(appIds, a.appId)),
    "an app of an owner who is gone": count(push.apps, (app) => isDangling(employeeIds, app.ownerId)),
    "a finding of an account that is gone": count(push.findings, (f) => isDangling(accountIds, f.accountId)),
    "a finding tied to nothing": count(push.findings, (f) => f.employeeId === null && f.accountId === null),
    "a finding with the id of an account": count(push.findings, (f) => accountIds.has(f.id)),
    "a detection in a browser that is gone": count(push.detections, (d) => isDangling(browserIds, d.browserId)),
    "an extension in a browser that is gone": count(push.browserExtensions, (x) => isDangling(browserIds, x.browserId)),
    "a contractor": count(users, (user) => user.Email.endsWith("@contractor.example")),
    "a contractor's device": count(emailsOfDevices, (email) => email.endsWith("@contractor.example")),
    "a device of two people": count(devices, (device) => device.Emails?.length === 2),
    "a device of three people": count(devices, (device) => device.Emails?.length === 3),
    "a device of nobody": count(
      devices,
      (device) => device.DeviceFriendlyName === "Reception" && device.Emails?.length === 0
    ),
    "a device without an id": count(devices, (device) => device.DeviceID === ""),
    "two devices with one serial": Number(devices.length > serials.size),
    "an end user with a serial no list has": count(users, (u) => u.SerialNumbers?.some((s) => !serials.has(s))),
    "a device tied by its serial alone": count(
      devices,
      (device) => device.Emails?.length === 0 && users.some((u) => u.SerialNumbers?.includes(device.SerialNumber))
    ),
    "a deleted end user": count(users, (user) => user.is_deleted),
    "a deleted device": count(devices, (device) => device.is_deleted),
    "a banned device": count(devices, (device) => device.Banned === "TRUE"),
    "an active browser of somebody banned": count(
      push.browsers,
      (b) => b.email === "bruno.banks@acme.example" && b.isActive === true
    ),
    "an unknown browser": count(push.browsers, (browser) => browser.browser === "VIVALDI"),
    "an unknown finding": count(push.findings, (finding) => finding.type === "SESSION_TOKEN_EXPOSED"),
    "an unknown level": count(devices, (device) => device.TrustData.Level === "Quarantined"),
    "an unknown method": count(push.accounts, (account) => account.mfaMethods?.includes("PASSKEY_V2")),
    "unknown members": count(push.accounts, (account) => "riskScore" in account),
    "MFA unknown": count(push.accounts, (account) => account.mfaRegistered === null),
    "last use unknown": count(push.accounts, (account) => account.lastUsedTimestamp === null),
    "activity unknown": count(push.browsers, (browser) => browser.isActive === null),
    "a login count of 31 bits": count(users, (user) => user.LoginCount === 2_147_483_647),
    "a login count of more than 32 bits": count(users, (user) => user.LoginCount === 12_884_901_929),
    "a login never": count(users, (user) => user.LastLogin === 0n),
    "no roles": count(users, (user) => user.Roles === null),
    "an empty boolean": count(devices, (device) => device.RegisteredStatus === ""),
    "a boolean in odd letters": count(devices, (device) => device.Banned === "False"),
    "no newer trust block": count(devices, (device) => device.trust === undefined),
    "trust blocks that disagree": count(devices, (d) => d.trust !== undefined && d.trust.level !== d.TrustData.Level),
    "no device management": count(
      devices,
      (device) => device.MdmData.CompliantStatus === "" && device.MdmData.Timestamp === 0n
    ),
    "a compromised device": count(devices, (device) => device.MdmData.CompromisedStatus === "TRUE"),
    "an absent factor": count(devices, (d) => !d.TrustData.Factors.some((f) => f.Name === "UpToDateOS")),
    "a script for a device name": count(devices, (device) => device.DeviceFriendlyName === "<script>alert(1)</script>"),
    "a formula for a name": count(push.employees, (e) => e.lastName === "=cmd|' /C calc'!A0"),
    "a template for a name": count(push.employees, (e) => e.lastName === "{{constructor}}"),
    "a script for a website": count(push.apps, (app) => app.website === "javascript:alert(1)"),
    "an override of the writing direction": count(push.employees, (e) => e.lastName.includes("\u202E")),
    "a name of 300 letters": count(push.employees, (e) => e.lastName.length >= 300),
    "a name equal to another device's serial": count(devices, (device) => serials.has(device.DeviceFriendlyName)),
    "a serial that begins with another": count([...serials], (serial) => serial.startsWith("C02XK1ACME01")) - 1
  }

  it.each(Object.entries(cases))("has %s", (_name, found) => {
    expect(found).toBeGreaterThan(0)
  })

  it("has serials with every character that breaks a URL", () => {
    const missing = [" ", "/", "+", "%", "#", "&", "序"].filter(
      (character) => ![...serials].some((serial) => serial.includes(character))
    )
    expect(missing).toEqual([])
  })

  it("has every trust level, ownership and finding type", () => {
    expect(new Set(devices.map((device) => device.TrustData.Level))).toEqual(
      new Set(["AlwaysDeny", "Low", "Medium", "High", "AlwaysAllow", "Quarantined"])
    )
    expect(new Set(devices.map((device) => device.Ownership))).toEqual(
      new Set(["Corporate Dedicated", "Corporate Shared", "Employee Owned", "Other", "UNKNOWN", "Undefined", ""])
    )
    expect([...new Set(push.findings.map((finding) => finding.type))].toSorted()).toEqual([
      "LEAKED_PASSWORD",
      "MFA_NOT_REGISTERED",
      "PASSWORD_MANAGER_NOT_USED",
      "REUSED_PASSWORD",
      "SESSION_TOKEN_EXPOSED",
      "SHARED_ACCOUNT",
      "STOLEN_CREDENTIALS",
      "UNUSED_THIRD_PARTY_APP",
      "WEAK_PASSWORD"
    ])
  })
})
