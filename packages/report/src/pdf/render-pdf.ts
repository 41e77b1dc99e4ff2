/**
 * The report as PDF: summary, contents, sections, with `report.json` attached.
 */
import type { ReportDocument } from "@rollcall/model"
import type { Block } from "../blocks.ts"
import { displayText } from "../display.ts"
import type { Fonts } from "../Fonts.ts"
import type { Identity } from "../identity.ts"
import { partialWarning } from "../reading.ts"
import type { SectionContent } from "../section.ts"
import { count, periodName } from "../wording.ts"
import { addBookmarks, drawContents, reserveContents } from "./contents.ts"
import { drawBlocks } from "./draw-blocks.ts"
import { Faces } from "./Faces.ts"
import { Flow, type Landmark, measureWidth } from "./Flow.ts"
import { bytesOf, ReportPdf, sheet } from "./ReportPdf.ts"
import { styles } from "./styles.ts"
import { onOneLine, wrap } from "./wrap.ts"

/** What a PDF is made of. */
export interface PdfInput {
  readonly document: ReportDocument
  readonly identity: Identity
  readonly content: ReadonlyArray<SectionContent>
  readonly json: Uint8Array
  readonly fonts: Fonts
}

/** A section begins on a new page unless this much is left of the one before. */
const roomForSection = 330

const fileHeading = "This file"

/** Renders the PDF. */
export async function renderPdf({ content, document, fonts, identity, json }: PdfInput): Promise<Uint8Array> {
  const at = new Date(document.snapshot.finishedAt)
  const title = displayText(`${document.tenant.name}: posture report ${periodName(document.period)}`)
  const pdf = new ReportPdf({
    title,
    subject: "Posture of people, browsers and devices",
    author: `Rollcall ${document.generator.version}`,
    creator: `Rollcall ${document.generator.version}`,
    modelHash: identity.modelHash,
    at
  })
  const flow = new Flow(pdf, new Faces(pdf, fonts))
  const [first, ...rest] = content
  if (first !== undefined) drawSection(flow, first)
  const contents = reserveContents(flow, landmarkLevels(content))
  for (const section of rest) drawSection(flow, section)
  drawBlocks(flow, aboutFile(flow, identity))
  drawContents(flow, contents)
  addBookmarks(flow)
  drawFurniture(flow, document, identity)
  pdf.file(json, {
    name: "report.json",
    type: "application/json",
    description: "The report document: every record and outcome behind this report",
    relationship: "Source",
    creationDate: at,
    modifiedDate: at
  })
  flow.root.end()
  return bytesOf(pdf)
}

function drawSection(flow: Flow, { blocks, title }: SectionContent): void {
  const hasCover = blocks[0]?.kind === "cover"
  if (flow.pageCount === 0 || (!flow.isAtTop && flow.room < roomForSection) || isOnContents(flow)) flow.addPage()
  flow.openSection("Sect")
  flow.skip(34)
  flow.landmark(1, title)
  if (!hasCover) {
    flow.paragraph("H1", title, styles.heading1)
    flow.y += 2
  }
  drawBlocks(flow, blocks)
}

/** The first section after the contents begins a page: the contents are drawn later, and look like an empty page now. */
const isOnContents = (flow: Flow): boolean => flow.landmarks.length === 1

/** The levels of all headings that the contents will list, known before anything is drawn. */
function landmarkLevels(content: ReadonlyArray<SectionContent>): ReadonlyArray<Landmark["level"]> {
  const levels = content.flatMap(({ blocks }): ReadonlyArray<Landmark["level"]> => [
    1,
    ...blocks.flatMap((block) => (block.kind === "heading" && block.level === 2 ? ([2] as const) : []))
  ])
  return [...levels, 2]
}

/** What can only be said of this file when the rest of it is drawn. */
function aboutFile({ cutCellCount, faces }: Flow, { modelHash, reportId }: Identity): ReadonlyArray<Block> {
  const missing = [...faces.missing].toSorted(([a], [b]) => a - b)
  const names = missing.map(([codePoint]) => `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`)
  return [
    { kind: "heading", level: 2, text: fileHeading },
    {
      kind: "facts",
      entries: [
        { name: "Report id", value: reportId },
        { name: "report.json", value: `attached; SHA-256 ${modelHash}` },
        {
          name: "Characters",
          value:
            missing.length === 0
              ? "Every character could be printed"
              : `${count(missing.reduce((sum, [, many]) => sum + many, 0))} printed as a box, no font has them: ` +
                names.slice(0, 20).join(", ") +
                (names.length > 20 ? ` and ${names.length - 20} more` : "")
        },
        {
          name: "Cells",
          value:
            cutCellCount === 0
              ? "Every cell shows its whole text"
              : `${count(cutCellCount)} shortened, ending in “…”; report.json has their whole text`
        }
      ]
    }
  ]
}

/** Header and footer of every page; to the structure they are artifacts. */
function drawFurniture(flow: Flow, document: ReportDocument, { reportId }: Identity): void {
  const warning = partialWarning(document.snapshot)
  const name = displayText(`${document.tenant.name} · ${periodName(document.period)} · Posture report`)
  const header = onOneLine(flow.faces, name, styles.furniture, measureWidth)
  const warningLines = wrap(flow.faces, warning ?? "", styles.furnitureWarning, measureWidth - 12).lines
  // A second line goes up into the margin, and not down to the text.
  const top = 28 - (warningLines.length - 1) * 9
  for (let index = 0; index < flow.pageCount; index++) {
    flow.pdf.switchToPage(index)
    flow.canvas.artifact(() => {
      flow.lines([header], sheet.left, top, styles.furniture)
      if (warning !== null) {
        flow.canvas.shape("high", sheet.left, top + 13.5, 7)
        flow.lines(warningLines, sheet.left + 12, top + 12, styles.furnitureWarning)
      }
      flow.canvas.rule(sheet.left, 799, measureWidth, 0.3, "#9ca3af")
      flow.lines([reportId], sheet.left, 803, styles.furniture)
      flow.lineRight(`page ${index + 1} of ${flow.pageCount}`, sheet.right, 803, styles.furniture)
    }, "Pagination")
  }
}
