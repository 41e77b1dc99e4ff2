/**
 * The same join in general engines: the ties of every record to its people, by id or address, with the way, in SQL.
 *
 * Addresses are brought to one spelling beforehand, by our own function, as no engine knows how; that counts as loading. The
 * engines need not order anything, nor give people with what they hold: only count their ties.
 */
import { type EmailRules, normaliseEmail, resolveAlias, type SnapshotRecords } from "@rollcall/model"
import { createRequire } from "node:module"
import { DatabaseSync } from "node:sqlite"

/** What a join comes to, for comparison: ties by way in the order of `LinkBy`, and devices of several people. */
export interface Sums {
  readonly ties: ReadonlyArray<number>
  readonly sharedDevices: number
}

type Value = string | null
export type Row = ReadonlyArray<Value>

/** An engine that has its tables. */
export interface Engine {
  readonly load: (table: string, columns: ReadonlyArray<string>, rows: ReadonlyArray<Row>) => Promise<void>
  /** Runs statements, and gives the rows of the last one. */
  readonly run: (statements: ReadonlyArray<string>) => Promise<ReadonlyArray<ReadonlyArray<unknown>>>
}

const columns = {
  employee: ["id"],
  claim: ["employee", "way", "spelling", "mailbox"],
  tied: ["kind", "id", "employee", "account", "spelling", "mailbox"],
  named: ["serial", "spelling", "mailbox"],
  device: ["place", "serial"],
  device_email: ["place", "spelling", "mailbox"]
} as const

/** Puts a snapshot's records into tables, one row for each text that ties them. */
export async function loadInto(engine: Engine, records: SnapshotRecords, rules: EmailRules): Promise<void> {
  const known = new Map<string, Row>()
  /** Some values, and an address as it is spelt and what it stands for. */
  const row = (values: Row, text: string | null | undefined): Row => {
    const found = known.get(text ?? "")
    if (found !== undefined) return values.concat(found)
    const spelling = normaliseEmail(text ?? "")
    const made = [spelling, spelling === null ? null : resolveAlias(spelling, rules)]
    known.set(text ?? "", made)
    return values.concat(made)
  }
  const load = (table: keyof typeof columns, rows: ReadonlyArray<Row>) => engine.load(table, columns[table], rows)
  const { employees, browsers, accounts, findings, endusers, devices } = records
  const claims = employees.flatMap(({ id, email, knownEmails }) => [
    row([id, "1"], email),
    ...(knownEmails ?? []).map((text) => row([id, "2"], text))
  ])
  const tied = (kind: string, list: ReadonlyArray<Browser | Account>) =>
    load(
      "tied",
      list.map(({ id, employeeId, email }) => row([kind, id, employeeId ?? null, null], email))
    )
  await load(
    "employee",
    Array.from(employees, ({ id }) => [id])
  )
  await load(
    "claim",
    claims.filter((each) => each.at(-1) !== null)
  )
  await tied("browser", browsers)
  await tied("account", accounts)
  await load(
    "tied",
    findings.map(({ id, employeeId, accountId }) => row(["finding", id, employeeId ?? null, accountId ?? null], null))
  )
  await load(
    "tied",
    endusers.map(({ Email }) => row(["enduser", Email ?? null, null, null], Email))
  )
  await load(
    "named",
    endusers.flatMap(({ Email, SerialNumbers }) =>
      (SerialNumbers ?? []).filter((each) => each.trim() !== "").map((each) => row([each], Email))
    )
  )
  await load(
    "device",
    devices.map(({ SerialNumber }, place) => [String(place), SerialNumber ?? ""])
  )
  await load(
    "device_email",
    devices.flatMap(({ Emails }, place) => (Emails ?? []).map((text) => row([String(place)], text)))
  )
}

type Browser = SnapshotRecords["browsers"][number]
type Account = SnapshotRecords["accounts"][number]

/** Who an address leads to, and how: of `each.spelling` and `each.mailbox`. */
const owner = "CASE WHEN claimant.count = 1 THEN 'e:' || claimant.employee ELSE 'x:' || each.mailbox END"
const ownersWay = `CASE WHEN claimant.count = 1 THEN COALESCE(spelt.way, '3')
  WHEN each.spelling = each.mailbox THEN '1' ELSE '3' END`
const addressed = `LEFT JOIN claimant ON claimant.mailbox = each.mailbox
  LEFT JOIN spelt ON spelt.employee = claimant.employee AND spelt.spelling = each.spelling`

/** The join, statement by statement. */
const statements = [
  `CREATE TABLE claimant AS SELECT mailbox, COUNT(DISTINCT employee) AS count, MIN(employee) AS employee
   FROM claim GROUP BY mailbox`,
  "CREATE TABLE spelt AS SELECT employee, spelling, MIN(way) AS way FROM claim GROUP BY employee, spelling",
  `CREATE TABLE tie AS SELECT each.kind, each.id,
     CASE WHEN employee.id IS NOT NULL THEN 'e:' || employee.id WHEN each.mailbox IS NOT NULL THEN ${owner} END AS person,
     CASE WHEN employee.id IS NOT NULL THEN '0' ELSE ${ownersWay} END AS way
   FROM tied AS each LEFT JOIN employee ON employee.id = each.employee ${addressed}`,
  `CREATE TABLE finding_tie AS SELECT account.person FROM tied AS each JOIN tie AS account ON account.id = each.account
   LEFT JOIN employee ON employee.id = each.employee
   WHERE each.kind = 'finding' AND account.kind = 'account' AND employee.id IS NULL AND account.person IS NOT NULL`,
  `CREATE TABLE device_way AS
   SELECT each.place, ${owner} AS person, ${ownersWay} AS way, claimant.count > 1 AS ambiguous
     FROM device_email AS each ${addressed} WHERE each.mailbox IS NOT NULL
   UNION ALL SELECT device.place, ${owner} AS person, '5' AS way, claimant.count > 1 AS ambiguous
     FROM device JOIN named AS each ON each.serial = device.serial
     LEFT JOIN claimant ON claimant.mailbox = each.mailbox WHERE each.mailbox IS NOT NULL`,
  `CREATE TABLE settled AS SELECT DISTINCT place FROM device_way WHERE ambiguous IS NULL OR NOT ambiguous`,
  `CREATE TABLE device_tie AS SELECT device_way.place, person, MIN(way) AS way FROM device_way
   LEFT JOIN settled ON settled.place = device_way.place
   WHERE settled.place IS NULL OR ambiguous IS NULL OR NOT ambiguous GROUP BY device_way.place, person`,
  `SELECT name, COUNT(*) AS count FROM (
     SELECT way AS name FROM tie WHERE person IS NOT NULL
     UNION ALL SELECT '4' AS name FROM finding_tie
     UNION ALL SELECT way AS name FROM device_tie
     UNION ALL SELECT 'shared' AS name FROM (SELECT place FROM device_tie GROUP BY place HAVING COUNT(*) > 1) AS several
   ) AS counted GROUP BY name`
]

export async function joinIn(engine: Engine): Promise<Sums> {
  const counts = new Map((await engine.run(statements)).map(([name, count]) => [String(name), Number(count)]))
  const ties = ["0", "1", "2", "3", "4", "5"].map((way) => counts.get(way) ?? 0)
  return { ties, sharedDevices: counts.get("shared") ?? 0 }
}

const created = (table: string, names: ReadonlyArray<string>) =>
  `CREATE TABLE IF NOT EXISTS ${table} (${names.map((name) => `${name} TEXT`).join(", ")})`

export async function sqlite(): Promise<Engine> {
  const database = new DatabaseSync(":memory:")
  return {
    load: async (table, names, rows) => {
      database.exec(created(table, names))
      const insert = database.prepare(`INSERT INTO ${table} VALUES (${names.map(() => "?").join(", ")})`)
      database.exec("BEGIN")
      for (const row of rows) insert.run(...row)
      database.exec("COMMIT")
    },
    run: async (all) => {
      // Without them it would make an index of its own for each query.
      database.exec("CREATE INDEX employee_id ON employee (id); CREATE INDEX named_serial ON named (serial)")
      for (const statement of all.slice(0, -1)) {
        database.exec(statement)
        const [, table] = /^CREATE TABLE (claimant|spelt|settled)/.exec(statement) ?? []
        const key = { claimant: "mailbox", spelt: "employee, spelling", settled: "place" }[table ?? ""]
        if (key !== undefined) database.exec(`CREATE INDEX ${table}_key ON ${table} (${key})`)
        if (statement.startsWith("CREATE TABLE tie")) database.exec("CREATE INDEX tie_id ON tie (id)")
      }
      return database
        .prepare(all.at(-1) ?? "")
        .all()
        .map(Object.values)
    }
  }
}

/** What is used of `@duckdb/node-api`. */
interface DuckDb {
  readonly DuckDBInstance: {
    readonly create: (path: string) => Promise<{ readonly connect: () => Promise<Connection> }>
  }
  readonly DuckDBDataChunk: { readonly create: (types: ReadonlyArray<unknown>) => DataChunk }
  readonly VARCHAR: unknown
}
interface Connection {
  readonly run: (sql: string) => Promise<unknown>
  readonly runAndReadAll: (sql: string) => Promise<{ readonly getRows: () => ReadonlyArray<ReadonlyArray<unknown>> }>
  readonly createAppender: (table: string) => Promise<Appender>
}
interface DataChunk {
  readonly setColumns: (columns: ReadonlyArray<ReadonlyArray<Value>>) => void
}
interface Appender {
  readonly appendDataChunk: (chunk: DataChunk) => void
  readonly closeSync: () => void
}

/** Rows that a chunk of DuckDB holds. */
const chunkRows = 2048

export async function duckdb(): Promise<Engine> {
  const { DuckDBInstance, DuckDBDataChunk, VARCHAR }: DuckDb = installed("@duckdb/node-api")
  const connection = await (await DuckDBInstance.create(":memory:")).connect()
  return {
    load: async (table, names, rows) => {
      await connection.run(created(table, names))
      const appender = await connection.createAppender(table)
      for (let from = 0; from < rows.length; from += chunkRows) {
        const some = rows.slice(from, from + chunkRows)
        const chunk = DuckDBDataChunk.create(names.map(() => VARCHAR))
        chunk.setColumns(names.map((_, column) => some.map((row) => row[column] ?? null)))
        appender.appendDataChunk(chunk)
      }
      appender.closeSync()
    },
    run: async (all) => {
      for (const statement of all.slice(0, -1)) {
        // oxlint-disable-next-line no-await-in-loop -- each rests on the one before
        await connection.run(statement)
      }
      return (await connection.runAndReadAll(all.at(-1) ?? "")).getRows()
    }
  }
}

/** What is used of `nodejs-polars`. */
interface PolarsModule {
  readonly DataFrame: (columns: Readonly<Record<string, ReadonlyArray<Value>>>, options: object) => Frame
  readonly SQLContext: new (frames: Readonly<Record<string, Frame>>) => SqlContext
  readonly Utf8: unknown
}
interface Frame {
  readonly vstack: (other: Frame) => Frame
  readonly rows: () => ReadonlyArray<ReadonlyArray<unknown>>
}
interface SqlContext {
  readonly register: (name: string, frame: Frame) => void
  readonly execute: (sql: string) => { readonly collect: () => Promise<Frame> }
}

export async function polars(): Promise<Engine> {
  const { DataFrame, SQLContext, Utf8 }: PolarsModule = installed("nodejs-polars")
  const frames = new Map<string, Frame>()
  return {
    load: async (table, names, rows) => {
      const values = Object.fromEntries(names.map((name, column) => [name, rows.map((row) => row[column] ?? null)]))
      const frame = DataFrame(values, { schema: Object.fromEntries(names.map((name) => [name, Utf8])) })
      frames.set(table, frames.get(table)?.vstack(frame) ?? frame)
    },
    run: async (all) => {
      const context = new SQLContext(Object.fromEntries(frames))
      for (const statement of all.slice(0, -1)) {
        const [, table = "", query = ""] = /^CREATE TABLE (\w+) AS\s(.*)$/s.exec(statement) ?? []
        // oxlint-disable-next-line no-await-in-loop -- each rests on the one before
        context.register(table, await context.execute(query).collect())
      }
      return (await context.execute(all.at(-1) ?? "").collect()).rows()
    }
  }
}

/** A package that need not be there. */
function installed(name: string) {
  return createRequire(import.meta.url)(name)
}
