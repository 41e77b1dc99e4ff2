/**
 * `rollcall push RESOURCE VERB`: the Push API's own operations.
 */
import { Command } from "effect/cli"
import { accounts } from "./push/accounts.ts"
import { accountsOther } from "./push/accountsOther.ts"
import { appBanners } from "./push/appBanners.ts"
import { apps } from "./push/apps.ts"
import { appsOther } from "./push/appsOther.ts"
import { blockedUrls } from "./push/blockedUrls.ts"
import { browserExtensions } from "./push/browserExtensions.ts"
import { browsers } from "./push/browsers.ts"
import { detections } from "./push/detections.ts"
import { employees } from "./push/employees.ts"
import { findings } from "./push/findings.ts"

export const push = Command.make("push").pipe(
  Command.withSubcommands([
    employees,
    browsers,
    accounts,
    accountsOther,
    apps,
    appsOther,
    findings,
    detections,
    browserExtensions,
    appBanners,
    blockedUrls
  ]),
  Command.withExamples([
    { command: "rollcall push employees list --tenant acme --no-licensed", description: "Who has no licence" },
    { command: "rollcall push accounts list --ndjson > accounts.ndjson", description: "A large list, line by line" },
    { command: "rollcall push apps add-label 2a2197de-… GenAI --dry-run", description: "What a write would send" }
  ])
)
