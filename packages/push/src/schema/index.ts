/**
 * The records of Push Security's REST API v1, with the source's own member names.
 *
 * Members that the source may leave out or send as `null` are typed so; both mean *unknown*. Times are ISO 8601 text.
 * Unknown members and unknown enum values are kept.
 *
 * **Source** contracts/push.md, section 4.
 */
export { Account } from "./Account.ts"
export { AccountOther } from "./AccountOther.ts"
export { AccountUse } from "./AccountUse.ts"
export { App } from "./App.ts"
export { AppBanner } from "./AppBanner.ts"
export { AppOther } from "./AppOther.ts"
export { BlockedUrl } from "./BlockedUrl.ts"
export { Browser } from "./Browser.ts"
export { BrowserExtension } from "./BrowserExtension.ts"
export { Detection } from "./Detection.ts"
export { Employee, EmployeeRef } from "./Employee.ts"
export { Finding, findingTypes } from "./Finding.ts"
export { LoginMethods } from "./LoginMethods.ts"
export { parseJson, stringifyJson } from "@rollcall/transport/json"
