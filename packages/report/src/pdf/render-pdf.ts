/**
 * The report as PDF: summary, contents, sections, with `report.json` attached; in volumes if it is long.
 */
import type { Block } from "../blocks.ts"
import { displayText } from "../display.ts"
import type { FileStream } from "../files.ts"
import type { Fonts } from "../Fonts.ts"
import type { Identity } from "../identity.ts"
import { english } from "../language/english.ts"
import type { Language, Texts } from "../language/Language.ts"
import type { Masthead } from "../masthead.ts"
import type { SectionContent } from "../section.ts"
import type { Theme } from "../theme/Theme.ts"
import { attach, type PackedFile } from "./attachment.ts"
import { drawContents, reserveContents } from "./contents.ts"
import { drawBlocks } from "./draw-blocks.ts"
import { Flow } from "./Flow.ts"
import { drawFrame, drawPageNumber } from "./furniture.ts"
import type { PdfDescription } from "./ReportPdf.ts"
import { styles } from "./styles.ts"
import type { Landmark } from "./Volume.ts"

/** What a PDF is made of. */
export interface PdfInput {
  readonly masthead: Masthead
  readonly theme: Theme
  /** English, if nothing else is told. */
  readonly language?: Language
  readonly identity: Identity
  readonly content: ReadonlyArray<SectionContent>
  /** What it was made from, to be attached; `null` for nothing. */
  readonly packed: PackedFile | null
  readonly fonts: Fonts
  /** The file's name without its ending. */
  readonly name: string
  /** Pages of one volume; `volumePagesMax` if left out. */
  readonly volumePagesMax?: number
}

/** A section begins on a new page unless this much is left of the one before. */
const roomForSection = 330

/**
 * Renders the PDF: one file, or the volumes of a long report.
 *
 * **Details** The second volume is called `…-vol-2.pdf`. Each is sound by itself; the first has the contents of all, and
 * `report.json` attached if it is not too large for that.
 */
export async function* renderPdf(input: PdfInput): AsyncGenerator<FileStream> {
  const { content, fonts, identity, packed, language = english, masthead, name } = input
  const description = describe(masthead, identity, language)
  const flow = new Flow(description, fonts, input.theme, input.volumePagesMax)
  const [first, ...rest] = content
  if (first !== undefined) await drawSection(flow, first)
  flow.closeSection()
  const contents = reserveContents(flow, landmarkLevels(content))
  flow.addPage()
  // oxlint-disable-next-line no-await-in-loop -- sections stand below one another
  for (const section of rest) await drawSection(flow, section)
  await drawBlocks(flow, aboutFile(flow, identity, masthead.data.name, packed !== null))
  flow.closeSection()

  const { volumes } = flow
  const names = volumes.map(({ number }) => fileName(name, number))
  drawContents(flow, contents, names)
  if (packed !== null) await attach(flow.first.pdf, { ...masthead.data, file: packed, at: description.at })
  for (const [index, volume] of volumes.entries()) {
    const place = { number: volume.number, of: volumes.length }
    if (place.of > 1) {
      volume.pdf.info.Title = `${description.title}, ${flow.texts.print.volumeOf(place.number, place.of)}`
    }
    volume.end(
      () => drawFrame(volume, masthead, identity, place, flow.texts),
      (page) => drawPageNumber(volume, page, flow.texts)
    )
    yield { name: names[index] ?? "", chunks: volume.pdf.takeChunks() }
  }
}

const fileName = (name: string, volume: number): string => `${name}${volume === 1 ? "" : `-vol-${volume}`}.pdf`

const describe = (masthead: Masthead, { modelHash }: Identity, language: Language): PdfDescription => ({
  title: displayText(masthead.title),
  subject: masthead.subject,
  author: `Rollcall ${masthead.version}`,
  creator: `Rollcall ${masthead.version}`,
  modelHash,
  language,
  at: new Date(masthead.at)
})

async function drawSection(flow: Flow, { blocks, title }: SectionContent): Promise<void> {
  flow.closeSection()
  if (flow.room < roomForSection) flow.nextPage()
  flow.openSection(title)
  flow.skip(34)
  flow.landmark(1, title)
  if (blocks[0]?.kind !== "cover") {
    flow.paragraph("H1", title, styles.heading1)
    flow.y += 2
  }
  await drawBlocks(flow, blocks)
}

/** The levels of all headings that the contents will list, known before anything is drawn. */
function landmarkLevels(content: ReadonlyArray<SectionContent>): ReadonlyArray<Landmark["level"]> {
  const levels = content.flatMap(({ blocks }): ReadonlyArray<Landmark["level"]> => [
    1,
    ...blocks.flatMap((block) => (block.kind === "heading" && block.level === 2 ? ([2] as const) : []))
  ])
  return [...levels, 2]
}

/** What can only be said of this file when the rest of it is drawn. */
function aboutFile(
  flow: Flow,
  { modelHash, reportId }: Identity,
  dataName: string,
  isAttached: boolean
): ReadonlyArray<Block> {
  const { cutCellCount, volumes } = flow
  const { count } = flow.language
  const { thisFile: texts } = flow.texts.print
  return [
    { kind: "heading", level: 2, text: texts.title },
    {
      kind: "facts",
      entries: [
        { name: texts.reportId, value: reportId },
        ...(volumes.length === 1 ? [] : [{ name: texts.volumes, value: count(volumes.length) }]),
        {
          name: dataName,
          value: `${isAttached ? texts.attached(volumes.length) : texts.notAttached}; SHA-256 ${modelHash}`
        },
        { name: texts.characters, value: missingWords(missingOf(flow), texts) },
        { name: texts.cells, value: cutCellCount === 0 ? texts.noneCut : texts.cut(cutCellCount, dataName) }
      ]
    }
  ]
}

/** Characters that no font has, of all volumes, with how often each was drawn. */
function missingOf({ volumes }: Flow): ReadonlyMap<number, number> {
  const missing = new Map<number, number>()
  for (const [codePoint, many] of volumes.flatMap(({ faces }) => [...faces.missing])) {
    missing.set(codePoint, (missing.get(codePoint) ?? 0) + many)
  }
  return missing
}

function missingWords(missing: ReadonlyMap<number, number>, texts: Texts["print"]["thisFile"]): string {
  if (missing.size === 0) return texts.allPrinted
  const names = [...missing.keys()]
    .toSorted((a, b) => a - b)
    .map((codePoint) => `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`)
  const total = [...missing.values()].reduce((sum, many) => sum + many, 0)
  return texts.notPrinted(total, names.slice(0, 20), Math.max(0, names.length - 20))
}
