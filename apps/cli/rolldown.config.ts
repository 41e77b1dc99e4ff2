import { copyFileSync, mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { defineConfig } from "rolldown"
import { fontFiles } from "./src/font-files.ts"

/** Lays the fonts beside the bundle, under the names that `src/fonts.ts` looks for. */
const copyFonts = {
  name: "copy-fonts",
  closeBundle() {
    mkdirSync("bundle/assets/fonts", { recursive: true })
    for (const [role, file] of Object.entries(fontFiles)) {
      copyFileSync(fileURLToPath(import.meta.resolve(file)), `bundle/assets/fonts/${role}.ttf`)
    }
    copyFileSync(
      fileURLToPath(import.meta.resolve("@expo-google-fonts/noto-sans/LICENSE_FONT")),
      "bundle/assets/fonts/LICENSE"
    )
  }
}

export default defineConfig({
  input: "src/main.ts",
  platform: "node",
  output: { file: "bundle/bin/rollcall.mjs", format: "esm", minify: true, codeSplitting: false },
  plugins: [copyFonts]
})
