/**
 * How near a collection comes to the least time that the rate limit allows, and whether it is ever refused.
 *
 * Least time for N pages: (N − 20) / 10 s, as a bucket of ten and ten a second admit twenty in the first second. Contenders
 * read all lists of one tenant from a server of their own, side by side: this client; a loop that asks for one page after
 * the other and waits a second when refused; and two well-known libraries in front of a plain fetch.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { PushClient } from "@rollcall/push"
import { RateLimiters, makeRateLimiters } from "@rollcall/transport"
import Bottleneck from "bottleneck"
import { Effect, Redacted, Stream } from "effect"
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import pThrottle from "p-throttle"
import { printTable } from "./table.ts"

export interface Setting {
  readonly people: number
  readonly latencyMs: number
  readonly jitterMs: number
  readonly tokens: "all" | "none"
  readonly limiter: "bucket" | "window"
}

export interface Server {
  readonly url: string
  readonly key: string
}

type Contender = (server: Server) => Promise<void>

/** Lists as plain code reads them. */
const paths = [
  "employees",
  "browsers",
  "accounts",
  "accountsOther",
  "apps",
  "appsOther",
  "findings",
  "detections",
  "browserExtensions",
  "controls/appBanners"
]

const rollcall: Contender = ({ url, key }) =>
  Effect.gen(function* () {
    const client = yield* PushClient.make({ baseUrl: url, apiKey: Redacted.make(key) })
    const lists = [
      client.employees,
      client.browsers,
      client.accounts,
      client.accountsOther,
      client.apps,
      client.appsOther,
      client.findings,
      client.detections,
      client.browserExtensions,
      client.appBanners
    ]
    yield* Effect.forEach(lists, (list) => Stream.runDrain(list.pages()), { concurrency: "unbounded", discard: true })
  }).pipe(
    Effect.provideService(RateLimiters, makeRateLimiters()),
    Effect.provide(NodeHttpClient.layerUndici),
    Effect.runPromise
  )

interface Paging {
  readonly moreResults?: boolean
  readonly next?: string
  readonly nextToken?: string
}

/** Reads one list with a given way of asking; waits a second when refused, as the plainest code does. */
async function readList(server: Server, path: string, ask: (url: string) => Promise<Response>): Promise<void> {
  let query = "limit=50"
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next one is
    const response = await ask(`${server.url}/v1/${path}?${query}`)
    if (response.status === 429) {
      // oxlint-disable-next-line no-await-in-loop -- waiting is the point
      await new Promise((resolve) => setTimeout(resolve, 1000))
      continue
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    const { paging }: { paging?: Paging } = JSON.parse(await response.text())
    if (paging?.moreResults !== true) return
    query = paging.nextToken === undefined ? `limit=50&offset=${paging.next}` : `limit=50&nextToken=${paging.nextToken}`
  }
}

const asker =
  ({ key }: Server) =>
  (url: string) =>
    fetch(url, { headers: { "x-api-key": key } })

const naive: Contender = async (server) => {
  for (const path of paths) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what it measures
    await readList(server, path, asker(server))
  }
}

const bottleneck: Contender = async (server) => {
  const limiter = new Bottleneck({
    reservoir: 10,
    reservoirIncreaseAmount: 10,
    reservoirIncreaseInterval: 1000,
    maxConcurrent: 10
  })
  const ask = limiter.wrap(asker(server))
  await Promise.all(paths.map((path) => readList(server, path, ask)))
  await limiter.disconnect()
}

const throttle: Contender = async (server) => {
  const ask = pThrottle({ limit: 10, interval: 1000 })(asker(server))
  await Promise.all(paths.map((path) => readList(server, path, ask)))
}

const contenders: Readonly<Record<string, Contender>> = { rollcall, naive, bottleneck, "p-throttle": throttle }

/** A server in a process of its own, so that its work does not hold the clients up. */
const serve = async (setting: Setting) => {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("./server.ts", import.meta.url)), JSON.stringify(setting)],
    {
      stdio: ["pipe", "pipe", "inherit"]
    }
  )
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => JSON.parse((await lines.next()).value ?? "null")
  const server: Server = await next()
  const statuses = async (): Promise<ReadonlyArray<number>> => {
    child.stdin.end()
    return next()
  }
  return { server, statuses }
}

const measure = async (name: string, setting: Setting, { server, statuses }: Awaited<ReturnType<typeof serve>>) => {
  const startedMs = performance.now()
  await contenders[name]?.(server)
  const seconds = (performance.now() - startedMs) / 1000
  const answered = await statuses()
  const refused = answered.filter((status) => status === 429).length
  const pages = answered.length - refused
  return { ...setting, contender: name, pages, refused, seconds, ratio: seconds / ((pages - 20) / 10) }
}

const plain = { jitterMs: 0, tokens: "all", limiter: "bucket" } as const

/** Every contender by tokens, without delays that vary; this client also by offsets and against a strict server far away. */
function runsOf(people: number): ReadonlyArray<readonly [string, Setting]> {
  const others = Object.keys(contenders).filter((name) => name !== "naive")
  return [
    ...[5, 150].map((latencyMs) => ["naive", { ...plain, people, latencyMs }] as const),
    ...[5, 150, 800].flatMap((latencyMs) => others.map((name) => [name, { ...plain, people, latencyMs }] as const)),
    ...[5, 150, 800].map((latencyMs) => ["rollcall", { ...plain, people, latencyMs, tokens: "none" }] as const),
    ...[5, 150].map((latencyMs) => ["rollcall", { ...plain, people, latencyMs, jitterMs: 40 }] as const),
    ...[5, 150].map(
      (latencyMs) => ["rollcall", { ...plain, people, latencyMs, jitterMs: 40, limiter: "window" }] as const
    )
  ]
}

const settings = process.argv.includes("--quick") ? runsOf(300) : [...runsOf(1050), ...runsOf(2150)]

// All wait far more than they work, so that they do not disturb each other side by side once the servers are up.
const servers = await Promise.all(settings.map(([, setting]) => serve(setting)))
const figures = await Promise.all(
  settings.flatMap(([name, setting], index) => {
    const server = servers[index]
    return server === undefined ? [] : [measure(name, setting, server)]
  })
)

printTable(
  ["contender", "paging", "server", "latency ms", "jitter ms", "pages", "429", "seconds", "of least time"],
  figures.map((each) => [
    each.contender,
    each.tokens === "all" ? "tokens" : "offsets",
    each.limiter,
    String(each.latencyMs),
    String(each.jitterMs),
    String(each.pages),
    String(each.refused),
    each.seconds.toFixed(1),
    each.ratio.toFixed(3)
  ])
)
console.log(JSON.stringify({ bench: "collect", figures }))
