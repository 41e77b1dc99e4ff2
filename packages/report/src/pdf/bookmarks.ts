/**
 * The bookmarks of a volume: its sections, closed over their headings.
 */
import { reference, textString } from "./objects.ts"
import type { ReportPdf } from "./ReportPdf.ts"

interface Entry {
  readonly level: 1 | 2
  readonly text: string
}

interface Item<E> {
  readonly id: number
  readonly entry: E
  readonly children: Array<Item<E>>
}

/** Writes the bookmarks and gives the object that holds them. */
export function bookmarks<E extends Entry>(
  pdf: ReportPdf,
  entries: ReadonlyArray<E>,
  placeOf: (entry: E) => string
): number {
  const top: Array<Item<E>> = []
  for (const entry of entries) {
    const siblings = entry.level === 1 ? top : (top.at(-1)?.children ?? top)
    siblings.push({ id: pdf.reserve(), entry, children: [] })
  }
  const write = (items: ReadonlyArray<Item<E>>, parent: number): void => {
    items.forEach(({ children, entry, id }, index) => {
      const [before, after] = [items[index - 1], items[index + 1]]
      pdf.pack(
        `<</Title${textString(entry.text)}/Parent ${reference(parent)}/Dest${placeOf(entry)}` +
          (before === undefined ? "" : `/Prev ${reference(before.id)}`) +
          (after === undefined ? "" : `/Next ${reference(after.id)}`) +
          `${ends(children, -children.length)}>>`,
        id
      )
      write(children, id)
    })
  }
  const root = pdf.reserve()
  write(top, root)
  return pdf.pack(`<</Type/Outlines${ends(top, top.length)}>>`, root)
}

/** The first and last item below another; a negative count is one of items that do not show yet. */
function ends(items: ReadonlyArray<Item<unknown>>, count: number): string {
  const [first, last] = [items.at(0), items.at(-1)]
  return first === undefined || last === undefined
    ? ""
    : `/First ${reference(first.id)}/Last ${reference(last.id)}/Count ${count}`
}
