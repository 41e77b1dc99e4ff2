import { EpochSeconds, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/**
 * An enrolled browser profile.
 *
 * **Source** contracts/push.md, section 4.9.
 */
export const Browser = openRecord({
  id: Schema.NonEmptyString,
  employeeId: maybe(Schema.String),
  /** The employee's address. */
  email: maybe(Schema.String),
  version: maybe(Schema.String),
  tokenType: maybe(openEnum(["INDIVIDUAL", "TEAM"])),
  /** Used by a licensed employee; not "online recently". */
  isActive: maybe(Schema.Boolean),
  browser: maybe(openEnum(["CHROME", "FIREFOX", "EDGE", "SAFARI", "OPERA", "BRAVE", "ARC", "UNKNOWN"])),
  os: maybe(openEnum(["MACOS", "WINDOWS", "LINUX", "CHROME_OS", "IOS", "ANDROID", "UNKNOWN"])),
  extensionVersion: maybe(Schema.String),
  language: maybe(Schema.String),
  /** Address signed in to the browser profile; may be a private one. */
  profileEmail: maybe(Schema.String),
  profileSyncEnabled: maybe(Schema.Boolean),
  creationTimestamp: Schema.optionalKey(EpochSeconds),
  lastOnlineTimestamp: Schema.optionalKey(EpochSeconds)
})
export type Browser = typeof Browser.Type
