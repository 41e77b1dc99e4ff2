import { copyFileSync, mkdirSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { defineConfig } from "rolldown"
import { fontFiles } from "./src/font-files.ts"

const fileOf = (specifier: string) => fileURLToPath(import.meta.resolve(specifier))

/** Lays beside the bundle what its code reads at run time: fonts, and the colour profile that pdfkit embeds. */
const copyAssets = {
  name: "copy-assets",
  buildStart: () => rmSync("bundle", { recursive: true, force: true }),
  closeBundle() {
    mkdirSync("bundle/assets/fonts", { recursive: true })
    for (const [role, file] of Object.entries(fontFiles)) {
      const [scope, name] = file.split("/")
      copyFileSync(fileOf(file), `bundle/assets/fonts/${role}.ttf`)
      copyFileSync(fileOf(`${scope}/${name}/LICENSE_FONT`), `bundle/assets/fonts/${role}.LICENSE`)
    }
    const profile = "data/sRGB_IEC61966_2_1.icc"
    mkdirSync("bundle/lib/data", { recursive: true })
    copyFileSync(join(dirname(fileOf("pdfkit")), profile), `bundle/lib/${profile}`)
  }
}

/** Loading Node's cryptography takes a tenth of the time to start, and most commands only might need it. */
const lateCrypto = {
  name: "late-crypto",
  resolveId(specifier: string, importer: string | undefined) {
    const isOurs = importer !== undefined && /^(?!.*node_modules)|platform-node-shared/.test(importer)
    return specifier === "node:crypto" && isOurs ? "\0late-crypto" : null
  },
  load(id: string) {
    if (id !== "\0late-crypto") return null
    const names = ["createHash", "createPrivateKey", "createPublicKey", "randomBytes", "randomUUID", "sign", "verify"]
    return names
      .map((name) => `export const ${name} = (...all) => process.getBuiltinModule("node:crypto").${name}(...all)`)
      .join("\n")
  }
}

// Commands load their work when they run (`src/runs`): parts of their own keep `rollcall --help` at the start-up time of
// the argument parser alone. One file with everything in it took nearly twice as long. What every command needs is one
// part: two dozen small files took a twentieth longer to find.
export default defineConfig({
  input: { rollcall: "src/bin.ts", main: "src/main.ts" },
  platform: "node",
  output: {
    dir: "bundle",
    format: "esm",
    minify: true,
    entryFileNames: ({ name }) => (name === "rollcall" ? "bin/rollcall.mjs" : "lib/[name].mjs"),
    chunkFileNames: "lib/[name]-[hash].mjs",
    // The first file must stay alone: an old Node reads it, and could not read the rest.
    codeSplitting: {
      groups: [
        { name: "base", tags: ["$initial"], test: (id) => !id.endsWith("/src/bin.ts") },
        // With all that it imports: commands that read the store need nearly the same.
        { name: "stored", test: /\/src\/runs\/lookup\.ts$/ }
      ]
    }
  },
  plugins: [copyAssets, lateCrypto]
})
