import { describe, expect, it } from "vitest"
import { domainToASCII } from "node:url"
import { defaultSandboxOptions, makeTenants, type TenantData } from "../src/index.ts"

const day = 86_400_000
const options = defaultSandboxOptions

const acmeOf = (changes: Partial<typeof options> = {}): TenantData => {
  const [data] = makeTenants({ ...options, ...changes })
  if (data === undefined) throw new Error("no tenant")
  return data
}

/** The product's normalisation of an address, written again so that this package depends on none. */
const normalised = (email: string, { tenant }: TenantData) => {
  const plain = email.normalize("NFKC").trim().toLowerCase()
  const at = plain.lastIndexOf("@")
  const domain = domainToASCII(plain.slice(at + 1))
  return `${plain.slice(0, at)}@${tenant.aliases[domain] ?? domain}`
}

const ownersByEmail = (data: TenantData) => {
  const owners = new Map<string, Set<string>>()
  for (const employee of data.push.employees) {
    for (const email of [employee.email, ...(employee.knownEmails ?? [])]) {
      const key = normalised(email, data)
      owners.set(key, new Set([...(owners.get(key) ?? []), employee.id]))
    }
  }
  return owners
}

describe("makeTenants", () => {
  it("gives equal data for equal options, other data for another seed", () => {
    expect(makeTenants(options)).toEqual(makeTenants(options))
    expect(acmeOf({ seed: 2 }).push.employees).not.toEqual(acmeOf().push.employees)
  })

  it("moves every time with the day and nothing within it", () => {
    expect(acmeOf({ asOf: options.asOf + day - 1 })).toEqual(acmeOf())
    const tomorrow = acmeOf({ asOf: options.asOf + day })
    const today = acmeOf()
    expect(tomorrow.push.accounts.map((account) => account.id)).toEqual(today.push.accounts.map(({ id }) => id))
    const [later] = tomorrow.push.employees
    const [sooner] = today.push.employees
    expect((later?.creationTimestamp ?? 0) - (sooner?.creationTimestamp ?? 0)).toBe(day / 1000)
  })

  it("makes a tenant the same whatever others there are", () => {
    expect(makeTenants({ ...options, tenants: 7 }).slice(0, 2)).toEqual(makeTenants(options))
    const ids = makeTenants({ ...options, tenants: 7, people: 5 }).map(({ tenant }) => tenant.id)
    expect(new Set(ids).size).toBe(7)
  })

  it("makes acme and globex of their usual size", () => {
    const [acme, globex] = makeTenants(options)
    expect(acme?.tenant).toMatchObject({
      id: "acme",
      name: "Acme Corporation",
      timezone: "Europe/Berlin",
      domains: ["acme.example", "acme.test"],
      aliases: { "acme.test": "acme.example" }
    })
    expect(globex?.tenant).toMatchObject({ id: "globex", domains: ["globex.example"] })
    expect([acme?.push.employees.length, globex?.push.employees.length]).toEqual([120, 40])
    expect(acme?.push.accounts.length).toBeGreaterThan(800)
    expect(acme?.banyan.devices.length).toBeGreaterThan(140)
  })

  it("gives each of many people an address of their own", () => {
    const emails = acmeOf({ people: 1500 }).push.employees.map((employee) => employee.email)
    expect(new Set(emails).size).toBe(1500)
  })

  it("places no time after the day it is made for", () => {
    const { push, banyan } = acmeOf()
    const seconds = [push.accounts, push.employees, push.findings].flat().map((record) => record.creationTimestamp)
    expect(Math.max(...seconds) * 1000).toBeLessThan(options.asOf)
    const latest = BigInt(options.asOf) * 1_000_000n
    expect(banyan.devices.every(({ record }) => record.TrustData.UpdatedAt < latest)).toBe(true)
  })

  it("uses only domains that belong to nobody", () => {
    const text = JSON.stringify(makeTenants(options), (_name, value: unknown) =>
      typeof value === "bigint" ? String(value) : value
    )
    const domains = [...text.matchAll(/@([\p{L}\d.-]+)/gu)].map(([, domain = ""]) => domain)
    expect(domains.filter((domain) => !/\.(example|test)$/i.test(domain))).toEqual([])
  })

  it.each([0, 1, 2])("joins nine in ten in both directions (tenant %i)", (index) => {
    const data = makeTenants({ ...options, tenants: 3 })[index]
    if (data === undefined) throw new Error("no tenant")
    const owners = ownersByEmail(data)
    const ownerOf = (email: string) => {
      const ids = [...(owners.get(normalised(email, data)) ?? [])]
      return ids.length === 1 ? ids[0] : undefined
    }
    const users = data.banyan.endUsers.map((user) => ownerOf(user.record.Email))
    const devices = data.banyan.devices.flatMap((device) => (device.record.Emails ?? []).map(ownerOf))
    const covered = new Set([...users, ...devices].filter((id) => id !== undefined))
    expect(covered.size / data.push.employees.length).toBeGreaterThanOrEqual(0.9)
    expect(users.filter((id) => id !== undefined).length / users.length).toBeGreaterThanOrEqual(0.9)
  })
})

describe("Jane Doe", () => {
  it("is the same for every seed and day", () => {
    for (const seed of [1, 7, 99]) {
      const { push, banyan } = acmeOf({ seed })
      const jane = push.employees.find((employee) => employee.email === "jane.doe@acme.example")
      const own = (record: { readonly employeeId?: string | null }) => record.employeeId === jane?.id
      const accounts = push.accounts.filter(own)
      expect(jane).toMatchObject({ firstName: "Jane", lastName: "Doe", licensed: true })
      expect(jane?.knownEmails).toContain("jdoe@acme.example")
      expect(push.browsers.filter(own)).toHaveLength(2)
      expect(accounts).toHaveLength(8)
      expect(accounts.filter((account) => account.mfaRegistered === false)).toHaveLength(1)
      expect(push.findings.filter(own).map(({ state, type }) => [state, type])).toEqual([
        ["OPEN", "MFA_NOT_REGISTERED"]
      ])
      const user = banyan.endUsers.find(({ record }) => record.Email === "Jane.Doe@ACME.example")
      expect(user?.record.SerialNumbers).toEqual(["C02XK1ACME01"])
      const devices = banyan.devices.filter(({ record }) => record.Emails?.some((email) => /jane\.doe@/i.test(email)))
      expect(devices.map(({ record }) => [record.SerialNumber, record.DeviceFriendlyName, record.Banned])).toEqual([
        ["C02XK1ACME01", "Jane’s MacBook Pro", "FALSE"]
      ])
    }
  })
})
