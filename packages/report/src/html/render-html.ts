/**
 * The report as one HTML file that asks for nothing: style and script are inside, and its policy forbids the rest.
 *
 * **Source** guides/reporting.md, section 8.
 */
import type { ReportDocument } from "@rollcall/model"
import type { Block, Cell, Column, Table } from "../blocks.ts"
import { displayText } from "../display.ts"
import type { Identity } from "../identity.ts"
import { partialWarning } from "../reading.ts"
import type { SectionContent } from "../section.ts"
import { periodName } from "../wording.ts"
import Handlebars from "handlebars/runtime.js"
import { chartView } from "./chart-view.ts"
import { script, scriptHash, specifications, style, styleHash } from "./templates.ts"

/** What an HTML file is made of. */
export interface HtmlInput {
  readonly document: ReportDocument
  readonly identity: Identity
  readonly content: ReadonlyArray<SectionContent>
}

/** Renders the HTML file. */
export function renderHtml({ content, document, identity }: HtmlInput): Uint8Array {
  const header = displayText(`${document.tenant.name} · ${periodName(document.period)} · Posture report`)
  const html = fill("page", {
    policy:
      `default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; img-src data:; ` +
      "base-uri 'none'; form-action 'none'",
    title: header,
    header,
    warning: partialWarning(document.snapshot),
    sections: content.map(({ blocks, id, title }) => ({
      id,
      title,
      hasCover: blocks[0]?.kind === "cover",
      body: blocks.map(blockHtml).join("")
    })),
    reportId: identity.reportId,
    modelHash: identity.modelHash,
    generator: `Made by Rollcall ${displayText(document.generator.version)}`,
    style,
    script
  })
  // The formatter of templates takes a document type for a mistake, so it stands here.
  return new TextEncoder().encode(`<!doctype html>\n${html}\n`)
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "cover":
      return fill("cover", {
        title: displayText(block.title),
        subtitle: displayText(block.subtitle),
        period: displayText(block.period)
      })
    case "heading":
      return fill("heading", {
        isLevel2: block.level === 2,
        markClass: block.mark ?? "",
        text: displayText(block.text)
      })
    case "paragraph":
      return fill("paragraph", {
        className: block.role ?? "",
        lead: block.lead ?? null,
        text: displayText(block.text)
      })
    case "facts":
      return fill("facts", {
        entries: block.entries.map(({ name, value }) => ({ name: displayText(name), value: displayText(value) }))
      })
    case "figures":
      return fill("figures", {
        entries: block.entries.map(({ label, note, value }) => ({
          label: displayText(label),
          note: displayText(note),
          value: displayText(value)
        }))
      })
    case "note":
      return fill("note", {
        className: `note ${block.tone}`,
        lead: block.tone === "warning" ? "Warning" : "Note",
        text: displayText(block.text)
      })
    case "table":
      return tableHtml(block)
    case "chart":
      return fill("chart", chartView(block))
  }
}

function tableHtml({ caption, columns, leftOut, rows }: Table): string {
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  return fill("table", {
    caption: displayText(caption),
    columns: columns.map((column) => ({
      title: column.title,
      align: column.align ?? "left",
      width: `${Math.round((column.width / total) * 1000) / 10}%`
    })),
    rows: rows.map((row) => {
      const [head, ...cells] = columns.map((column, index) => cellView(row[index] ?? "–", column))
      return { head, cells }
    }),
    isEmpty: rows.length === 0,
    leftOut
  })
}

function cellView(cell: Cell, { align = "left" }: Column): object {
  if (typeof cell === "string") return { text: displayText(cell), mark: null, detail: null, align }
  return {
    text: displayText(cell.text),
    mark: cell.mark ?? null,
    detail: cell.detail === undefined ? null : displayText(cell.detail),
    align
  }
}

type TemplateName = Block["kind"] | "page"

const templates = new Map(Object.entries(specifications).map(([name, each]) => [name, Handlebars.template(each)]))

function fill(name: TemplateName, view: object): string {
  const template = templates.get(name)
  if (template === undefined) throw new Error(`There is no template ${name}: run scripts/precompile.mjs.`)
  return template(view)
}
