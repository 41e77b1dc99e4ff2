/**
 * Devices as the device API lists them, made up by number, with the exact digits of their times on the wire.
 */
import { scattered, uuid } from "./account-pages.ts"

/** Devices on a page: the largest number proven to be granted. */
export const devicesOnPage = 1000

/** The text of a page. */
export function devicePage(page: number): string {
  const devices = Array.from({ length: devicesOnPage }, (_, index) => device(page * devicesOnPage + index))
  // `JSON.stringify` cannot write digits that a double cannot hold: they are texts until here.
  return JSON.stringify({ devices, count: devicesOnPage }).replaceAll(/"(\d{19})"/g, "$1")
}

const factorNames = ["AutoUpdateEnabled", "DiskEncryptionEnabled", "FirewallEnabled", "ScreenLockEnabled"]

const device = (number: number) => ({
  DeviceID: uuid(number, 0),
  SerialNumber: uuid(number, 1).replaceAll("-", ""),
  DeviceFriendlyName: `Jack’s phone ${number}`,
  Emails: [`person.${number % 700}@example.com`],
  CreatedAt: nanos(number, 2),
  LastLogin: nanos(number, 3),
  LoginCount: number % 900,
  Ownership: "Employee Owned",
  Platform: "Android",
  Model: "AOSP on IA Emulator",
  Architecture: "i686",
  RegisteredStatus: "TRUE",
  MdmData: {
    Timestamp: number % 3 === 0 ? 0 : nanos(number, 4),
    Source: "BNN",
    CompromisedStatus: "FALSE",
    CompliantStatus: ""
  },
  trust: {
    value: 100,
    level: "High",
    status: "Reporting",
    last_evaluated: {
      last_evaluated_at: 1_603_985_589_951,
      last_evaluated_value: 80,
      last_evaluated_level: "High",
      last_evaluated_factors: factors(number % 3)
    },
    expired_at: 1_603_985_580_051,
    factors: factors(number % 4)
  },
  TrustData: {
    EntityTrustscore: 99,
    OverrideTrustscore: 100,
    AccessTrustscore: 99,
    OverrideActive: "FALSE",
    Level: "High",
    UpdatedAt: nanos(number, 5),
    Factors: factorNames.slice(number % 4).map((Name) => ({
      Name,
      Value: "true",
      Type: "internal",
      Source: "banyan",
      Description: "",
      RemediationDescription: "",
      RemediationURL: ""
    }))
  },
  Roles: ["all-qa-users", "all-engineering-users"],
  Banned: "FALSE",
  OS: "",
  AppVersion: ""
})

const factors = (from: number) =>
  factorNames.slice(from).map((name) => ({
    name,
    value: "true",
    type: "internal",
    source: "banyan",
    description: "",
    remediation: { description: "", url: "" }
  }))

/** Digits of an instant of the years around 2020. */
const nanos = (number: number, salt: number): string =>
  `15${String(scattered(number, salt) % 100_000_000).padStart(8, "0")}${String(scattered(number, salt + 8) % 1_000_000_000).padStart(9, "0")}`
