/**
 * Both source APIs as local HTTP servers with made-up tenants, written from the contracts alone.
 *
 * It shares no schema with the clients: a wrong schema there fails here instead of agreeing with itself.
 */
export { startSandbox, type Sandbox } from "./Sandbox.ts"
export { SandboxError } from "./http/serve.ts"
export type { Json, JsonObject } from "./http/json.ts"
export type { RecordedRequest } from "./http/record.ts"
export { defaultSandboxOptions, type SandboxOptions, type TenantOptions } from "./options.ts"
export {
  defaultSandboxSwitches,
  type BanyanSwitches,
  type Fault,
  type PushSwitches,
  type SandboxApi,
  type SandboxSwitches
} from "./switches.ts"
export type { Mutate } from "./http/exchange.ts"
export {
  inMember,
  onlyRecord,
  withExtraMembers,
  withNullMember,
  withNumbersAsText,
  withoutMember,
  withUnknownValue,
  withWrongType
} from "./mutations.ts"
export { makeTenants, type SandboxTenant, type TenantData } from "./tenants/makeTenants.ts"
export type { AppSide } from "./banyan/app-side.ts"
export type { Mapping } from "./banyan/mappings.ts"
export type { BanyanState } from "./banyan/state.ts"
export type { PushState } from "./push/state.ts"
