/** Sections as plain HTML to be printed: headings, paragraphs and tables in the report's type sizes, and nothing else. */
// @boundaries-ignore what is printed are the report's own blocks
import { type Block, type Cell, cellText } from "../../packages/report/src/blocks.ts"
// @boundaries-ignore the same
import type { SectionContent } from "../../packages/report/src/section.ts"

const style = `
@page { size: A4; margin: 64pt 48pt 56pt }
body { font: 9.5pt/13.5pt "Noto Sans", "DejaVu Sans", sans-serif; margin: 0 }
table { width: 100%; border-collapse: collapse; font-size: 7.5pt; line-height: 9.5pt; table-layout: fixed }
thead { display: table-header-group }
tr { break-inside: avoid; border-bottom: 0.3pt solid #9ca3af }
th, td { text-align: left; vertical-align: top; padding: 2pt 8pt 2pt 0; overflow-wrap: anywhere }
small { display: block; font-size: 7pt; color: #4b5563 }`

/** A whole page. */
export const plainHtml = (content: ReadonlyArray<SectionContent>): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Posture report</title><style>${style}</style><main>` +
  `${content.map(({ blocks, title }) => `<h1>${escaped(title)}</h1>${blocks.map(blockHtml).join("")}`).join("")}</main></html>`

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`
    case "paragraph":
    case "note":
      return `<p>${escaped(block.text)}</p>`
    case "facts":
      return `<table>${block.entries.map(({ name, value }) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join("")}</table>`
    case "table": {
      const heads = block.columns.map(({ title, width }) => `<th scope="col" width="${width}%">${escaped(title)}</th>`)
      const rows = Array.from(
        block.rows,
        ([first = "–", ...others]) =>
          `<tr><th scope="row">${cellHtml(first)}</th>${others.map((cell) => `<td>${cellHtml(cell)}</td>`).join("")}</tr>`
      )
      return `<table><caption>${escaped(block.caption)}</caption><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`
    }
    case "chart":
    case "cover":
    case "figures":
      return ""
  }
}

const cellHtml = (cell: Cell): string => {
  const detail = typeof cell === "string" ? undefined : cell.detail
  return escaped(cellText(cell)) + (detail === undefined ? "" : `<small>${escaped(detail)}</small>`)
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)
