/**
 * The workflow as a process executes it that works for itself: each run belongs to a group, which is that process's for the time.
 */
import { ClusterSchema } from "effect/cluster"
import { createHash } from "node:crypto"
import { ReportRun } from "./ReportRun.ts"

/** The group of a tenant's runs for a period; the engine's tables have room for 50 characters. */
export const groupOf = ({ tenant, period }: { readonly tenant: string; readonly period: string }): string =>
  `run-${createHash("sha256").update(`${tenant} ${period}`).digest("hex").slice(0, 24)}`

/** The workflow with the groups of executions, by their ids; another one has none. */
export const grouped = (groups: ReadonlyMap<string, string>): typeof ReportRun =>
  ReportRun.annotate(ClusterSchema.ShardGroup, (executionId) => groups.get(executionId) ?? "default")
