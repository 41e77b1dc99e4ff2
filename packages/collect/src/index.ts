/**
 * Collection: clients of sources in, snapshot out.
 */
export {
  collect,
  type Collection,
  type CollectOptions,
  type Progress,
  resumableMsMax,
  type Resumed
} from "./collect.ts"
export type { ProgressKind } from "./read-resource.ts"
export type { BanyanLists, LinkedList, PagedList, PushLists, TenantSources } from "./sources.ts"
