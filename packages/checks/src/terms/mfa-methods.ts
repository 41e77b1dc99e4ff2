/**
 * Second factors by what they hold against.
 */

/** Bound to the site that they were registered at: a phishing site gets nothing out of them. */
export const phishingResistant: ReadonlySet<string> = new Set(["WEBAUTHN", "U2F"])

export const strong: ReadonlySet<string> = new Set([
  ...phishingResistant,
  "APP_TOTP",
  "HARDWARE_TOTP",
  "PUSH_NOTIFICATION"
])

const weak: ReadonlySet<string> = new Set([
  "SMS_OTP",
  "PHONE_CALL",
  "EMAIL_OTP",
  "GRID_CARD",
  "APP_PASSWORD",
  "BACKUP_CODES"
])

/** Another system asks for the factor: which one, is not seen. */
export const elsewhere = "EXTERNAL_PROVIDER"

/** Whether this version knows a factor. */
export const isKnownMethod = (method: string): boolean => strong.has(method) || weak.has(method) || method === elsewhere
