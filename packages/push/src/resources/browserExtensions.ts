import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { BrowserExtension } from "../schema/BrowserExtension.ts"

export type BrowserExtensionsFilters = {
  readonly extensionId?: string
  readonly employeeId?: string
  readonly browserId?: string
  readonly deploymentMode?: string
  readonly permissions?: ReadonlyArray<string>
  readonly hostPermissions?: ReadonlyArray<string>
  readonly enabled?: boolean
}

/**
 * Extensions in enrolled browsers; not every tenant has this list.
 *
 * **Errors** `NotFound` where the source does not have the list.
 *
 * **Source** `GET /v1/browserExtensions`; contracts/push.md, section 3.5, operation 31.
 */
export const browserExtensions = ({ read, spare }: Requests) =>
  listResource<BrowserExtension, BrowserExtensionsFilters>(
    { read, spare },
    {
      name: "browserExtensions",
      path: "/v1/browserExtensions",
      schema: BrowserExtension,
      idOf: (record) => record.id
    }
  )
