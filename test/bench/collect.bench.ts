/**
 * How near a collection comes to the least time that the rate limit allows, and whether it is ever refused.
 *
 * What is compared is the time from the arrival of the first request at the server to that of the last that was needed; beside it
 * stands the time from the call to its return, with what it takes to set up a client and to store a snapshot.
 *
 * Least time for N pages: (N − 20) / 10 s, as a bucket of ten and ten a second admit twenty in the first second; or, where tokens
 * make each page wait for the one before, as long as the longest list takes alone, if that is longer. Contenders read all lists
 * of one tenant from a server of their own, side by side: this client; a loop that asks for one page after the other and waits
 * a second when refused; and two well-known libraries in front of a plain fetch.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { collect } from "@rollcall/collect"
import { PushClient } from "@rollcall/push"
import { layer } from "@rollcall/store/sqlite"
import { RateLimiters, makeRateLimiters } from "@rollcall/transport"
import Bottleneck from "bottleneck"
import { Effect, Redacted } from "effect"
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
  /** Of the server's bucket. */
  readonly bucketCapacity: 10 | 20
}

export interface Server {
  readonly url: string
  readonly key: string
}

/** An answer of the server. */
export interface Answered {
  readonly path: string
  readonly status: number | null
  /** When it was asked for, by the server's clock. */
  readonly atMs: number
}

/** Reads all lists; gives the time of the last answer if that is not when it is done. */
type Contender = (server: Server) => Promise<number | void>

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

/** As a collection run reads them, into a store in memory. */
const rollcall: Contender = ({ url, key }) =>
  Effect.gen(function* () {
    const push = yield* PushClient.make({ baseUrl: url, apiKey: Redacted.make(key) })
    let endedAtMs = 0
    const { snapshot } = yield* collect({
      tenant: "bench",
      sources: { push, banyan: null },
      resume: false,
      onProgress: () => Effect.sync(() => (endedAtMs = Date.now()))
    })
    if (!snapshot.complete) throw new Error("the collection is not complete")
    return endedAtMs
  }).pipe(
    Effect.provideService(RateLimiters, makeRateLimiters()),
    Effect.provide([NodeHttpClient.layerUndici, layer({ filename: ":memory:" })]),
    Effect.runPromise
  )

interface Paging {
  readonly moreResults?: boolean
  readonly next?: string
  readonly nextToken?: string
}

/** A way to ask for a page. */
type Ask = (url: string) => Promise<Response>

/** Waits a second when refused, as the plainest code does. */
async function answerTo(url: string, ask: Ask): Promise<{ readonly paging?: Paging }> {
  const response = await ask(url)
  if (response.status !== 429) return JSON.parse(await response.text())
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return answerTo(url, ask)
}

/** Reads a list from a page on: each says where the next one is. */
async function readList(server: Server, path: string, ask: Ask, query = "limit=50"): Promise<void> {
  const { paging } = await answerTo(`${server.url}/v1/${path}?${query}`, ask)
  if (paging?.moreResults !== true) return
  const next = paging.nextToken === undefined ? `offset=${paging.next}` : `nextToken=${paging.nextToken}`
  return readList(server, path, ask, `limit=50&${next}`)
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
  const answers = async (): Promise<ReadonlyArray<Answered>> => {
    child.stdin.end()
    return next()
  }
  return { server, answers }
}

const measure = async (name: string, setting: Setting, { server, answers }: Awaited<ReturnType<typeof serve>>) => {
  const startedMs = performance.now()
  const endedAtMs = (await contenders[name]?.(server)) ?? Date.now()
  const seconds = (performance.now() - startedMs) / 1000
  const answered = await answers()
  const pages = answered.filter(({ status }) => status !== 429)
  const longest = Math.max(...paths.map((path) => pages.filter((each) => each.path === `/v1/${path}`).length))
  const limit = (pages.length - 20) / 10
  // As the server counts: the last request that was needed arrived one latency before its answer.
  const span = (endedAtMs - setting.latencyMs - Math.min(...answered.map(({ atMs }) => atMs))) / 1000
  const least =
    setting.tokens === "all" ? Math.max(limit, (longest * (setting.latencyMs + setting.jitterMs / 2)) / 1000) : limit
  return {
    ...setting,
    contender: name,
    pages: pages.length,
    longest,
    refused: answered.length - pages.length,
    seconds,
    span,
    ratio: span / least
  }
}

const plain = { jitterMs: 0, tokens: "all", limiter: "bucket", bucketCapacity: 20 } as const

/** Every contender by tokens from a plain server; this client by offsets, and from every kind of strict server as well. */
function runsOf(people: number, latencyMs: number): ReadonlyArray<readonly [string, Setting]> {
  const others = Object.keys(contenders).filter((name) => name !== "rollcall")
  const strict = [
    plain,
    { ...plain, jitterMs: 40 },
    { ...plain, jitterMs: 40, bucketCapacity: 10 },
    { ...plain, limiter: "window" },
    { ...plain, jitterMs: 40, limiter: "window" }
  ] as const
  return [
    ...others
      .filter((name) => name !== "naive" || latencyMs < 800)
      .map((name) => [name, { ...plain, people, latencyMs }] as const),
    ...strict.flatMap((each) =>
      (["all", "none"] as const).map((tokens) => ["rollcall", { ...each, people, latencyMs, tokens }] as const)
    )
  ]
}

/** All wait far more than they work, so that those of one latency do not disturb each other side by side. */
async function runSideBySide(runs: ReadonlyArray<readonly [string, Setting]>) {
  const servers = await Promise.all(runs.map(([, setting]) => serve(setting)))
  return Promise.all(
    runs.flatMap(([name, setting], index) => {
      const server = servers[index]
      return server === undefined ? [] : [measure(name, setting, server)]
    })
  )
}

const sizes = process.argv.includes("--quick") ? [1120] : [1120, 2300]
const figures: Array<Awaited<ReturnType<typeof measure>>> = []
for (const people of sizes) {
  for (const latencyMs of [5, 150, 800]) {
    // oxlint-disable-next-line no-await-in-loop -- those of another latency come after
    figures.push(...(await runSideBySide(runsOf(people, latencyMs))))
  }
}

printTable(
  [
    "contender",
    "paging",
    "server",
    "latency ms",
    "jitter ms",
    "pages",
    "longest list",
    "429",
    "in all s",
    "span s",
    "of least time"
  ],
  figures.map((each) => [
    each.contender,
    each.tokens === "all" ? "tokens" : "offsets",
    each.limiter === "window" ? "window of 20" : `bucket of ${each.bucketCapacity}`,
    String(each.latencyMs),
    String(each.jitterMs),
    String(each.pages),
    String(each.longest),
    String(each.refused),
    each.seconds.toFixed(1),
    each.span.toFixed(1),
    each.ratio.toFixed(3)
  ])
)
console.log(JSON.stringify({ bench: "collect", figures }))
