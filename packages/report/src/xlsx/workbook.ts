/**
 * Tables as a workbook: a sheet for each, its header in sight while the rows scroll.
 *
 * **Details** Written here because the libraries that write workbooks stamp them with the time of day, and the one tried
 * took ten times as long.
 *
 * **Source** ECMA-376 part 1, section 18; part 2 for the package around it.
 */
import type { DataTable } from "../tables/DataTable.ts"
import { cell, styles, textCell, textLengthMax } from "./cells.ts"
import { type Entry, zip } from "./zip.ts"

/** What a sheet can hold, its header among it. */
const rowsMax = 1_048_576

/** A column is as wide as its longest value, between these. */
const widthMin = 9
const widthMax = 60

/** A table with what must be known of it before its first row is written. */
export interface MeasuredTable {
  readonly table: DataTable
  readonly rowCount: number
  /** Texts that are longer than a cell can hold. */
  readonly cutCount: number
  /** Of the columns, in characters. */
  readonly widths: ReadonlyArray<number>
}

interface Sheet extends MeasuredTable {
  readonly title: string
  /** The first row of the table that this sheet holds, and the one after its last. */
  readonly from: number
  readonly until: number
}

/** Reads a table once. */
export function measured(table: DataTable): MeasuredTable {
  const longest = table.columns.map((name) => name.length)
  let rowCount = 0
  let cutCount = 0
  for (const row of table.rows()) {
    rowCount += 1
    for (const [index, value] of row.entries()) {
      const length = typeof value === "object" && value !== null ? 19 : String(value ?? "not known").length
      if (length > (longest[index] ?? 0)) longest[index] = length
      if (length > textLengthMax) cutCount += 1
    }
  }
  return {
    table,
    rowCount,
    cutCount,
    widths: longest.map((length) => Math.min(widthMax, Math.max(widthMin, length + 2)))
  }
}

/**
 * The workbook in chunks.
 *
 * **Details** A table with more rows than a sheet holds goes on in further sheets.
 */
export function workbook(tables: ReadonlyArray<MeasuredTable>, sheetRowsMax = rowsMax): Generator<Uint8Array> {
  const sheets = tables.flatMap((table) => sheetsOf(table, sheetRowsMax - 1))
  const numbers = sheets.map((_, index) => index + 1)
  return zip([
    entry("[Content_Types].xml", contentTypes(numbers)),
    entry("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])),
    entry("xl/workbook.xml", workbookMarkup(sheets.map(({ title }) => title))),
    entry(
      "xl/_rels/workbook.xml.rels",
      relations([
        ...numbers.map((number) => ["worksheet", `worksheets/sheet${number}.xml`] as const),
        ["styles", "styles.xml"]
      ])
    ),
    entry("xl/styles.xml", styleSheet),
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, text: sheetMarkup(sheet) }))
  ])
}

const sheetsOf = (measurements: MeasuredTable, rowsEach: number): ReadonlyArray<Sheet> =>
  Array.from({ length: Math.max(1, Math.ceil(measurements.rowCount / rowsEach)) }, (_, index) => ({
    ...measurements,
    title: index === 0 ? measurements.table.title : `${measurements.table.title} ${index + 1}`,
    from: index * rowsEach,
    until: (index + 1) * rowsEach
  }))

function* sheetMarkup({ from, table, until, widths }: Sheet): Generator<string> {
  const { columns, rows } = table
  const letters = columns.map((_, index) => columnLetters(index))
  yield (
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
  )
  yield* widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
  yield "</cols><sheetData>"
  yield `<row r="1">${columns.map((name, index) => textCell(name, `${letters[index]}1`, styles.header)).join("")}</row>`
  let position = 0
  for (const row of rows()) {
    if (position >= until) break
    if (position >= from) {
      const number = position - from + 2
      yield `<row r="${number}">${row.map((value, index) => cell(value, `${letters[index]}${number}`)).join("")}</row>`
    }
    position += 1
  }
  yield "</sheetData></worksheet>"
}

/** A to Z, then AA, AB and so on. */
const columnLetters = (index: number): string =>
  (index < 26 ? "" : columnLetters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const packageNames = "http://schemas.openxmlformats.org/package/2006"
const documentType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

const entry = (name: string, markup: string): Entry => ({ name, text: [declaration, markup] })

const contentTypes = (numbers: ReadonlyArray<number>): string =>
  [
    `<Types xmlns="${packageNames}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${documentType}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${documentType}.styles+xml"/>`,
    ...numbers.map(
      (number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${documentType}.worksheet+xml"/>`
    ),
    "</Types>"
  ].join("")

const relations = (targets: ReadonlyArray<readonly [type: string, target: string]>): string =>
  [
    `<Relationships xmlns="${packageNames}/relationships">`,
    ...targets.map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${officeRelations}/${type}" Target="${target}"/>`
    ),
    "</Relationships>"
  ].join("")

const workbookMarkup = (titles: ReadonlyArray<string>): string =>
  [
    `<workbook xmlns="${main}" xmlns:r="${officeRelations}"><bookViews><workbookView/></bookViews><sheets>`,
    ...titles.map((title, index) => `<sheet name="${title}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`),
    "</sheets></workbook>"
  ].join("")

/** The four styles, in the order of `styles`: none, text (format 49), a time, a header. */
const styleSheet = [
  `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
].join("")
