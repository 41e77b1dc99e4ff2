/**
 * The accessibility rules of axe-core, run inside a page.
 */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Page } from "playwright-core"

const axeSource = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8")

/** Each violation as `rule: selector, selector`. The page's own content policy does not hold for evaluated code. */
export async function accessibilityViolations(page: Page): Promise<ReadonlyArray<string>> {
  await page.evaluate(axeSource)
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ target }) => target.join(" ")).join(", ")))`)
}
