/**
 * Rollcall's configuration: found, read, explained where it is wrong, and its secrets fetched.
 */
export {
  type BanyanConfig,
  type Config,
  type ConfigPlace,
  type MonthlySchedule,
  parseConfig,
  type PushConfig,
  type SecretRef,
  type StoreConfig,
  type TenantConfig,
  type ThemeConfig,
  type Where
} from "./Config.ts"
export { ConfigError, ConfigProblem } from "./ConfigError.ts"
export { findConfig, type FindOptions, loadConfig } from "./find.ts"
export { readPrivateKey, readSecret, SecretError } from "./Secret.ts"
export { configJsonSchema } from "./structure.ts"
