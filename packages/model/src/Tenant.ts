/**
 * An organisation looked after, as the engine needs to know it: no key, no address of a source.
 */
import { Schema } from "effect"

/** A tenant's id: lower-case letters, digits and hyphens, at most 63 characters. */
export const TenantId = Schema.String.check(
  Schema.isPattern(/^[a-z0-9][a-z0-9-]{0,62}$/u, {
    message: "must be 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit"
  })
)
export type TenantId = typeof TenantId.Type

/** What correlation and checks are told about a tenant. */
export interface Tenant {
  readonly id: TenantId
  readonly name: string
  /** IANA name, such as `Europe/Berlin`; periods and expiry dates are its calendar's. */
  readonly timezone: string
  /** The organisation's own email domains; `null` if none was configured. */
  readonly domains: ReadonlyArray<string> | null
  readonly email: EmailRules
}

/** How addresses of one tenant are brought to one spelling. */
export interface EmailRules {
  /** Domain to the domain that it stands for. */
  readonly aliases: Readonly<Record<string, string>>
  /** Whether `jane+news@x` is `jane@x`. */
  readonly ignorePlusTag: boolean
  /** Address to the address of the person whose it is, both as the other rules leave them; see `addressRules`. */
  readonly addresses?: Readonly<Record<string, string>>
}
