import { maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/** Modes that Push names today. */
export const appBannerModes = ["INFORM", "ACKNOWLEDGE", "REASON", "BLOCK"] as const

/**
 * A notice shown to employees on an app; its id is the app's.
 *
 * **Source** contracts/push.md, section 4.15.
 */
export const AppBanner = openRecord({
  id: Schema.NonEmptyString,
  appType: maybe(Schema.String),
  enabled: maybe(Schema.Boolean),
  title: maybe(Schema.String),
  /** Markdown links allowed. */
  subtext: maybe(Schema.String),
  mode: maybe(openEnum(appBannerModes)),
  buttonText: maybe(Schema.String),
  allowReasonSubmission: maybe(Schema.Boolean)
})
export type AppBanner = typeof AppBanner.Type
