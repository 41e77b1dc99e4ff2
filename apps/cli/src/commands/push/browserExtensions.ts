/**
 * `rollcall push browserExtensions`: extensions in enrolled browsers.
 */
import { Command } from "effect/cli"
import { booleanFlag, textFlag, textsFlag } from "../../MemberFlags.ts"
import { listVerb } from "../../PushResource.ts"

const resource = {
  name: "browserExtensions",
  one: "browser extension",
  columns: ["id", "name", "extensionId", "deploymentMode", "enabled", "permissions"]
}

const list = listVerb(
  resource,
  {
    extensionId: textFlag("extensionId", "With this id in the browser's store"),
    employeeId: textFlag("employeeId", "Of this employee"),
    browserId: textFlag("browserId", "In this browser"),
    deploymentMode: textFlag("deploymentMode", "Installed this way, such as MANUAL"),
    permissions: textsFlag("permissions", "With this permission"),
    hostPermissions: textsFlag("hostPermissions", "With this URL pattern"),
    enabled: booleanFlag("enabled", "Only enabled, or with --no-enabled only disabled")
  },
  (client, filters) => client.browserExtensions.pages(filters)
)

export const browserExtensions = Command.make("browserExtensions").pipe(
  Command.withDescription("Extensions in enrolled browsers"),
  Command.withSubcommands([list])
)
