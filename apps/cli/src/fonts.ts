/**
 * The fonts that reports are set in: beside the bundle, or in their packages when running from source.
 */
import type { Fonts } from "@rollcall/report"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { fontFiles } from "./font-files.ts"

/** Reads the fonts; those of other scripts only when a text needs them. */
export const loadFonts = (): Fonts => ({
  regular: read("regular"),
  bold: read("bold"),
  arabic: () => read("arabic"),
  hebrew: () => read("hebrew"),
  thai: () => read("thai"),
  korean: () => read("korean"),
  cjk: () => read("cjk")
})

function read(role: keyof typeof fontFiles): Uint8Array {
  const bundled = fileURLToPath(new URL(`../assets/fonts/${role}.ttf`, import.meta.url))
  return readFileSync(existsSync(bundled) ? bundled : fileURLToPath(import.meta.resolve(fontFiles[role])))
}
