/**
 * `pnpm bench NAME`: runs one benchmark, which prints a table of ratios and, as its last line, one JSON object.
 */
import { readdirSync } from "node:fs"

const [name = ""] = process.argv.slice(2)
const names = readdirSync(new URL(".", import.meta.url))
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.replace(/\.bench\.ts$/, ""))

if (names.includes(name)) {
  await import(`./${name}.bench.ts`)
} else {
  console.error(`There is no benchmark ${name || "without a name"}. Name one of: ${names.join(", ")}.`)
  process.exitCode = 2
}
