/**
 * The report's content on pages that a browser handles well: one, or an index and the parts of its long tables.
 *
 * **Source** guides/reporting.md, decision D7.
 */
import { linked } from "../anchors.ts"
import type { Block, Cell, Table } from "../blocks.ts"
import type { Texts } from "../language/Language.ts"
import type { SectionContent } from "../section.ts"

/** So many table rows stand on one page. */
export const pageRowsMax = 10_000

/** So many rows of a divided table stand on each of its parts. */
export const partRowsMax = 5_000

/** Beside divided tables, one of so many rows stays where it is. */
const indexTableRowsMax = 1_000

/** One HTML file. */
export interface Page {
  readonly fileName: string
  readonly content: ReadonlyArray<SectionContent>
}

/** The page that is opened first, and the parts that it leads to. */
export interface Pages {
  readonly main: Page
  readonly parts: ReadonlyArray<Page>
}

/** Puts content on pages; `name` is what their files are called by. */
export function pagesOf(content: ReadonlyArray<SectionContent>, name: string, texts: Texts["page"]): Pages {
  const fileName = `${name}.html`
  const rowCount = content.flatMap(({ blocks }) => blocks).reduce((sum, block) => sum + rowCountOf(block), 0)
  if (rowCount <= pageRowsMax) return { main: { fileName, content }, parts: [] }
  const divided = content.map((section) => divide(section, name, texts))
  return {
    main: { fileName, content: divided.map((each) => each.section) },
    parts: divided.flatMap((each) => each.parts)
  }
}

/** The file of every place that links lead to. */
export function placesOf({ main, parts }: Pages): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  for (const { content, fileName } of [main, ...parts]) {
    for (const anchor of anchorsIn({ content, fileName })) places.set(anchor, fileName)
  }
  return places
}

/** The places of a part that links lead to. */
export function* anchorsIn({ content }: Page): Generator<string> {
  for (const { blocks, id } of content) {
    yield id
    for (const block of blocks) yield* anchorsOf(block)
  }
}

function* anchorsOf(block: Block): Generator<string> {
  if (block.kind === "heading" && block.anchor !== undefined) yield block.anchor
  if (block.kind !== "table") return
  for (const [head] of block.rows) {
    if (head !== undefined && typeof head !== "string" && head.anchor !== undefined) yield head.anchor
  }
}

const rowCountOf = (block: Block): number => (block.kind === "table" ? block.rows.length : 0)

interface Divided {
  readonly section: SectionContent
  readonly parts: ReadonlyArray<Page>
}

function divide(section: SectionContent, name: string, texts: Texts["page"]): Divided {
  const parts: Array<Page> = []
  const blocks = section.blocks.map((block): Block => {
    if (block.kind !== "table" || block.rows.length <= indexTableRowsMax) return block
    const slices = slicesOf(block, section, parts.length, texts)
    parts.push(...slices.map(({ content }) => ({ fileName: `${name}-${content.id}.html`, content: [content] })))
    return contentsOf(block, slices, texts)
  })
  return { section: { ...section, blocks }, parts }
}

interface Slice {
  readonly content: SectionContent
  readonly title: string
  readonly rows: string
  readonly first: Cell
  readonly last: Cell
}

function slicesOf(
  table: Table,
  { id, title }: SectionContent,
  before: number,
  texts: Texts["page"]
): ReadonlyArray<Slice> {
  const total = table.rows.length
  return Array.from({ length: Math.ceil(total / partRowsMax) }, (_, index) => {
    const rows = table.rows.slice(index * partRowsMax, (index + 1) * partRowsMax)
    const numbers = texts.rows(index * partRowsMax + 1, index * partRowsMax + rows.length)
    const part = texts.part(index + 1, Math.ceil(total / partRowsMax))
    return {
      title: part,
      rows: numbers,
      first: withoutPlace(rows.at(0)?.[0] ?? ""),
      last: withoutPlace(rows.at(-1)?.[0] ?? ""),
      content: {
        id: `${id}-${before + index + 1}`,
        title: texts.partOf(title, part),
        blocks: [
          { kind: "paragraph", text: texts.ofWhole(numbers, total) },
          { ...table, caption: texts.rowsOf(table.caption, numbers), rows }
        ]
      }
    }
  })
}

function withoutPlace(cell: Cell): Cell {
  if (typeof cell === "string") return cell
  const { anchor: _, ...rest } = cell
  return rest
}

/** What stands in a divided table's place. */
function contentsOf(table: Table, slices: ReadonlyArray<Slice>, texts: Texts["page"]): Table {
  const { first, last, part, rows } = texts.partColumns
  return {
    kind: "table",
    caption: table.caption,
    columns: [
      { title: part, width: 16 },
      { title: rows, width: 24 },
      { title: first, width: 30 },
      { title: last, width: 30 }
    ],
    rows: slices.map((slice) => [linked(slice.title, slice.content.id), slice.rows, slice.first, slice.last]),
    leftOut: [texts.divided(table.rows.length, slices.length), table.leftOut].filter((each) => each !== null).join(" ")
  }
}
