/**
 * Which package may import which: the map of the house, as data.
 */

export interface PackageRule {
  /** Ours that it may import, by full import path without `@rollcall/`. */
  readonly ours: ReadonlyArray<string>
  /** Pure: no Node module, no platform package, no ambient clock, randomness or environment. */
  readonly isPure: boolean
  /** Node modules that a pure package may calculate with: the same bytes in give the same bytes out. */
  readonly calculatesWith?: ReadonlyArray<string>
}

export const rules: Readonly<Record<string, PackageRule>> = {
  transport: { ours: [], isPure: false },
  push: { ours: ["transport", "transport/wire", "transport/json"], isPure: false },
  banyan: { ours: ["transport", "transport/wire", "transport/json"], isPure: false },
  model: { ours: ["push/schema", "banyan/schema"], isPure: true },
  correlation: { ours: ["model"], isPure: true },
  checks: { ours: ["model"], isPure: true },
  report: {
    ours: ["model"],
    isPure: true,
    calculatesWith: ["node:crypto", "node:events", "node:timers/promises", "node:util", "node:zlib"]
  },
  store: { ours: ["model", "transport"], isPure: false },
  config: { ours: ["model"], isPure: false },
  collect: { ours: ["push", "push/schema", "banyan", "banyan/schema", "model", "store"], isPure: false },
  actions: { ours: ["banyan", "banyan/schema", "model", "store"], isPure: false },
  runs: { ours: ["model", "store"], isPure: false },
  sandbox: { ours: [], isPure: false }
}
