/**
 * The structure tree of a PDF, as a program reads it that knows nothing of how it was written.
 */
import { run } from "./tools.ts"

/** An element with its children, and the objects of the pages that its own content stands on. */
export interface Element {
  readonly type: string
  readonly scope: string | null
  readonly actualText: string | null
  readonly pages: ReadonlyArray<string>
  readonly children: ReadonlyArray<Element>
}

/** The tree, and each piece of content whose page and element do not name each other. */
export interface Structure {
  readonly root: Element
  readonly strays: ReadonlyArray<string>
}

type Dictionary = Readonly<Record<string, unknown>>

/** Reads the structure of a PDF. */
export function structureOf(pdf: Uint8Array): Structure {
  const [, objects] = JSON.parse(run("qpdf", ["--json=2", "--json-key=qpdf"], pdf)).qpdf
  const follow = (value: unknown): unknown =>
    typeof value === "string" && value.endsWith(" 0 R") ? objects[`obj:${value}`]?.value : value
  const read = (value: unknown): Dictionary => {
    const found = follow(value)
    return isDictionary(found) ? found : {}
  }
  const list = (value: unknown): ReadonlyArray<unknown> => {
    const found = follow(value)
    return Array.isArray(found) ? found : found === undefined ? [] : [found]
  }

  const owned = new Map<string, string>()
  const elementOf = (reference: unknown): Element => {
    const element = read(reference)
    const pages: Array<string> = []
    const children: Array<Element> = []
    const own = (page: unknown, mark: unknown) => {
      pages.push(String(page))
      owned.set(`${String(page)} ${String(mark)}`, String(reference))
    }
    for (const kid of list(element["/K"])) {
      const held = read(kid)
      if (typeof kid === "number") own(element["/Pg"], kid)
      else if (held["/Type"] === "/MCR") own(held["/Pg"], held["/MCID"])
      else if (held["/S"] !== undefined) children.push(elementOf(kid))
    }
    return {
      type: String(element["/S"]).slice(1),
      scope: textOf(read(element["/A"])["/Scope"]),
      actualText: textOf(element["/ActualText"]),
      pages,
      children
    }
  }

  const catalog = read(read(objects.trailer?.value ?? objects["trailer"])["/Root"])
  const tree = read(catalog["/StructTreeRoot"])
  const root = elementOf(tree["/K"])
  const numbers = list(read(tree["/ParentTree"])["/Nums"])
  const owners = new Map(numbers.flatMap((key, at) => (at % 2 === 0 ? [[key, numbers[at + 1]]] : [])))
  const named = new Map(
    list(read(catalog["/Pages"])["/Kids"]).flatMap((page) =>
      list(owners.get(read(page)["/StructParents"])).map((owner, mark) => [`${String(page)} ${mark}`, String(owner)])
    )
  )
  const places = new Set([...owned.keys(), ...named.keys()])
  return { root, strays: [...places].filter((place) => owned.get(place) !== named.get(place)) }
}

/** All elements of a type, in reading order. */
export const elementsOf = (root: Element, type: string): ReadonlyArray<Element> => [
  ...(root.type === type ? [root] : []),
  ...root.children.flatMap((child) => elementsOf(child, type))
]

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null)

const isDictionary = (value: unknown): value is Dictionary =>
  typeof value === "object" && value !== null && !Array.isArray(value)
