/**
 * The accessibility rules of axe-core, run inside a page.
 */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Page } from "playwright-core"

const axeSource = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8")

/** What is laid out only when it is looked at could not be judged. */
const layOutAll = `{
  const sheet = new CSSStyleSheet()
  sheet.replaceSync("* { content-visibility: visible !important }")
  document.adoptedStyleSheets = [sheet]
}`

/**
 * Each violation as `rule: selector, selector`, of all rules of WCAG 2.2, also those that axe-core leaves out by default.
 *
 * **Details** The page's own content policy does not hold for evaluated code.
 */
export async function accessibilityViolations(page: Page): Promise<ReadonlyArray<string>> {
  await page.evaluate(layOutAll)
  await page.evaluate(axeSource)
  return page.evaluate(`axe.run({ rules: { "target-size": { enabled: true } } }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ target }) => target.join(" ")).join(", ")))`)
}
