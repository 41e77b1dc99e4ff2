/**
 * A list of records that requests read in many orders and sometimes change.
 */

/** What a record needs to stand in a list. */
export interface Row {
  readonly id: string
  readonly createdAt: bigint
}

/** What is asked of a list; without an order the records come as they were put in. */
export interface Question<T> {
  readonly order: Order<T> | undefined
  readonly filter: Filter<T> | undefined
}

/** An order; the name tells it from every other of the list. */
export interface Order<T> {
  readonly name: string
  readonly key: (record: T) => string | bigint
  readonly direction: "asc" | "desc"
}

/** A filter; the name tells it from every other of the list. */
export interface Filter<T> {
  readonly name: string
  readonly matches: (record: T) => boolean
}

/** A list of records. */
export interface Table<T extends Row> {
  readonly all: () => ReadonlyArray<T>
  readonly find: (id: string) => T | undefined
  /**
   * The records that answer a question.
   *
   * **Details** Every order, and the matches of the latest question, are kept until a record changes: a walk through
   * 100,000 devices asks the same with every page.
   */
  readonly view: (question: Question<T>) => ReadonlyArray<T>
  /** Puts a record in the place of the one with its id, or behind all others. */
  readonly put: (record: T) => void
  readonly remove: (id: string) => void
  /** Moves a record behind all others in every order. */
  readonly moveToEnd: (id: string) => void
}

/** Makes a table of records. */
export const makeTable = <T extends Row>(records: ReadonlyArray<T>): Table<T> => {
  const byId = new Map(records.map((record) => [record.id, record]))
  const moved = new Set<string>()
  const orders = new Map<string, ReadonlyArray<T>>()
  let latest: { readonly name: string; readonly matches: ReadonlyArray<T> } | undefined

  const changed = () => {
    orders.clear()
    latest = undefined
  }
  const ordered = (order: Order<T> | undefined): ReadonlyArray<T> => {
    const name = order === undefined ? "" : `${order.name} ${order.direction}`
    const known = orders.get(name)
    if (known !== undefined) return known
    const list = withMovedLast(order === undefined ? [...byId.values()] : sorted([...byId.values()], order), moved)
    orders.set(name, list)
    return list
  }
  return {
    all: () => ordered(undefined),
    find: (id) => byId.get(id),
    view: ({ order, filter }) => {
      const list = ordered(order)
      if (filter === undefined) return list
      const name = `${order?.name} ${order?.direction} ${filter.name}`
      if (latest?.name !== name) latest = { name, matches: list.filter(filter.matches) }
      return latest.matches
    },
    put: (record) => {
      byId.set(record.id, record)
      changed()
    },
    remove: (id) => {
      byId.delete(id)
      changed()
    },
    moveToEnd: (id) => {
      // A set keeps the order in which its members came.
      moved.delete(id)
      moved.add(id)
      changed()
    }
  }
}

/** A creation time later than that of every record, in nanoseconds and as odd as they are. */
export const nextCreatedAt = <T extends Row>(table: Table<T>): bigint =>
  table.all().reduce((latest, { createdAt }) => (createdAt > latest ? createdAt : latest), 1n) + 2n

const withMovedLast = <T extends Row>(records: ReadonlyArray<T>, moved: ReadonlySet<string>): ReadonlyArray<T> => {
  if (moved.size === 0) return records
  const last = new Map(records.filter(({ id }) => moved.has(id)).map((record) => [record.id, record]))
  return [...records.filter(({ id }) => !moved.has(id)), ...[...moved].flatMap((id) => last.get(id) ?? [])]
}

// The keys are read once for each record, not once for each comparison.
const sorted = <T>(records: ReadonlyArray<T>, { direction, key }: Order<T>): ReadonlyArray<T> => {
  const sign = direction === "asc" ? 1 : -1
  return records
    .map((record) => ({ record, key: key(record) }))
    .toSorted((one, other) => sign * compare(one.key, other.key))
    .map(({ record }) => record)
}

const compare = (one: string | bigint, other: string | bigint) => (one < other ? -1 : one > other ? 1 : 0)
