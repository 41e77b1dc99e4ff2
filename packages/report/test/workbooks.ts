/**
 * Reads a workbook back, as a spreadsheet would.
 */
import { strFromU8, unzipSync } from "fflate"
import { all, type Element, parseXml } from "./xml.ts"

/** A sheet as it is read: cells by row, each with its type. */
export interface ReadSheet {
  readonly root: Element
  readonly rows: ReadonlyArray<Readonly<Record<string, string | number | boolean | Date>>>
}

/** The sheets of a workbook by their titles; every part of it must be well-formed XML. */
export function readWorkbook(bytes: Uint8Array): ReadonlyMap<string, ReadSheet> {
  const parts = new Map(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, parseXml(strFromU8(content))] as const)
  )
  const part = (name: string) => {
    const found = parts.get(name)
    if (found === undefined) throw new Error(`the workbook has no ${name}`)
    return found
  }
  const declared = all(part("[Content_Types].xml"), "Override").map(({ attributes }) => attributes["PartName"])
  for (const name of declared) part(String(name).slice(1))
  const targets = new Map(
    all(part("xl/_rels/workbook.xml.rels"), "Relationship").map(({ attributes }) => [
      attributes["Id"],
      attributes["Target"]
    ])
  )
  const formats = all(all(part("xl/styles.xml"), "cellXfs")[0] ?? part("xl/styles.xml"), "xf").map(({ attributes }) =>
    Number(attributes["numFmtId"])
  )
  return new Map(
    all(part("xl/workbook.xml"), "sheet").map(({ attributes }) => {
      const root = part(`xl/${targets.get(attributes["r:id"])}`)
      return [attributes["name"] ?? "", { root, rows: rowsOf(root, formats) }]
    })
  )
}

/** Each row under the titles of the first. */
function rowsOf(root: Element, formats: ReadonlyArray<number>): ReadSheet["rows"] {
  const rows = all(root, "row").map(
    ({ attributes, children }) =>
      new Map(
        children.map((cell) => [
          (cell.attributes["r"] ?? "").replace(new RegExp(`${attributes["r"]}$`), ""),
          valueOf(cell, formats)
        ])
      )
  )
  const [header, ...rest] = rows
  return rest.map((row) =>
    Object.fromEntries(Array.from(row, ([letters, value]) => [String(header?.get(letters)), value]))
  )
}

function valueOf(cell: Element, formats: ReadonlyArray<number>): string | number | boolean | Date {
  const { s, t } = cell.attributes
  if (t === "inlineStr") {
    const [text] = all(cell, "t")
    return (text?.text ?? "").replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16))
    )
  }
  const value = all(cell, "v")[0]?.text ?? ""
  if (t === "b") return value === "1"
  // Formats from 164 on are the workbook's own: here, of times.
  return (formats[Number(s ?? 0)] ?? 0) >= 164
    ? new Date(Math.round((Number(value) - 25_569) * 86_400_000))
    : Number(value)
}
