import { maybe, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/** Login methods that can be deleted from an account; none is known for vendor SSO or FedCM. */
export const deletableLoginMethods = ["USERNAME_PASSWORD", "OKTA_SWA", "OIDC", "SAML"] as const

/**
 * The ways into an account that were seen in use.
 *
 * **Source** contracts/push.md, section 4.2.
 */
export const LoginMethods = openRecord({
  /** A password login was seen. */
  passwordLogin: maybe(Schema.Boolean),
  /** Identity provider of an OIDC login; `null` is none. */
  oidcLogin: maybe(Schema.String),
  /** Identity provider of a SAML login; `null` is none. */
  samlLogin: maybe(Schema.String),
  /** An Okta SWA login was seen: a replayed password, not single sign-on. */
  oktaSwaLogin: maybe(Schema.Boolean),
  /** Provider of a vendor's own single sign-on; `null` is none. */
  vendorSsoLogin: maybe(Schema.String),
  /** Identity provider of a FedCM login; absent in older answers. */
  fedCmLogin: maybe(Schema.String)
})
export type LoginMethods = typeof LoginMethods.Type
