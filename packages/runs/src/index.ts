/**
 * Durable runs: one tenant's report for one period, made once, whoever dies on the way.
 */
export * from "./ReportRun.ts"
export { clientEngine, clusterEngine, type Engine, localEngine, lockExpiration, memoryEngine } from "./engines.ts"
export { forget, lookAgain } from "./executions.ts"
export { grouped, groupOf } from "./groups.ts"
export { type Due, dueOf, lastDue, type MonthlySchedule, nextDue, type Scheduled } from "./schedule.ts"
