// Writes the pages of this folder from the catalogue of checks: `node docs/checks/generate.ts`.
import { readdirSync, rmSync, writeFileSync } from "node:fs"
import { catalogue } from "../../packages/checks/src/catalogue.ts"
import { pagesOf } from "../../packages/checks/src/pages.ts"

const pages = pagesOf(catalogue)
const gone = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".md") && !pages.has(name))

for (const name of gone) rmSync(new URL(name, import.meta.url))
for (const [name, text] of pages) writeFileSync(new URL(name, import.meta.url), text)
