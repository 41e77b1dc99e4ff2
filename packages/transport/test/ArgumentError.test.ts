import { assert, describe, it } from "@effect/vitest"
import { isNotBlank, isOneOf, keepRulesOf } from "@rollcall/transport"
import { Effect } from "effect"

const keepRules = keepRulesOf("push")

describe("keepRulesOf", () => {
  it.effect("lets pass what keeps all rules", () =>
    keepRules("apps.addLabel", [isNotBlank("label", "a"), isOneOf("mode", "BLOCK", ["BLOCK", "WARN"])])
  )

  it.effect("fails with the first rule that is broken, and says where", () =>
    Effect.gen(function* () {
      const rules = [isNotBlank("label", "a"), isOneOf("mode", "STOP", ["BLOCK", "WARN"]), isNotBlank("title", " ")]
      const error = yield* Effect.flip(keepRules("apps.addLabel", rules))
      assert.deepInclude(error, { _tag: "ArgumentError", source: "push", operation: "apps.addLabel", argument: "mode" })
      assert.strictEqual(error.message, "push apps.addLabel: mode must be one of BLOCK, WARN.")
    })
  )
})
