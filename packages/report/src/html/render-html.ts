/**
 * The report as HTML that asks for nothing: style and script are inside each file, and its policy forbids the rest.
 *
 * **Source** guides/reporting.md, section 8.
 */
import type { Block, Cover, Table } from "../blocks.ts"
import { encoded } from "../bytes.ts"
import { displayText } from "../display.ts"
import type { FileStream } from "../files.ts"
import type { Identity } from "../identity.ts"
import { english } from "../language/english.ts"
import type { Language, Texts } from "../language/Language.ts"
import type { Masthead } from "../masthead.ts"
import type { SectionContent } from "../section.ts"
import type { Theme } from "../theme/Theme.ts"
import { chartView } from "./chart-view.ts"
import { holdsOf } from "./elsewhere.ts"
import { around, fill, hole } from "./fill.ts"
import { anchorsIn, type Page, type Pages, pagesOf, placesOf } from "./pages.ts"
import { type Hrefs, tableHtml } from "./table-html.ts"
import { script, scriptHash } from "./templates.ts"
import { themeStyle } from "./theme-style.ts"

/** What the HTML files are made of. */
export interface HtmlInput {
  readonly masthead: Masthead
  readonly theme: Theme
  /** English, if nothing else is told. */
  readonly language?: Language
  readonly identity: Identity
  readonly content: ReadonlyArray<SectionContent>
  /** What the files are called by. */
  readonly name: string
}

/** Renders the HTML files: the one that is opened first, then the parts of tables too long for it. */
export function* renderHtml(input: HtmlInput): Generator<FileStream> {
  const { content, language = english, name } = input
  const pages = pagesOf(content, name, language.texts.page)
  const places = placesOf(pages)
  const frame = frameOf(input, language)
  const addresses = new Map(
    [pages.main, ...pages.parts].map(({ fileName }) => [fileName, encodeURIComponent(fileName)])
  )
  for (const page of [pages.main, ...pages.parts]) {
    const hrefs: Hrefs = (to) => {
      const fileName = places.get(to)
      if (fileName === undefined) return undefined
      return fileName === page.fileName ? `#${to}` : `${addresses.get(fileName)}#${to}`
    }
    const speech = { hrefs, texts: language.texts, header: frame.header }
    const [top = "", ...others] = around("page", {
      ...frame,
      ...pageView(page, pages, speech),
      elsewhere: page === pages.main ? elsewhere(pages, hrefs) : []
    })
    yield { name: page.fileName, chunks: encoded(pageHtml(top, page, others, speech)) }
  }
}

/** A page in pieces; `others` stand after the body of each section. */
function* pageHtml(top: string, { content }: Page, others: ReadonlyArray<string>, speech: Speech): Generator<string> {
  // The formatter of templates takes a document type for a mistake, so it stands here.
  yield "<!doctype html>\n"
  yield top
  for (const [index, { blocks }] of content.entries()) {
    for (const block of blocks) yield* blockHtml(block, speech)
    yield others[index] ?? ""
  }
  yield "\n"
}

/** What the index knows of its parts. */
const elsewhere = ({ parts }: Pages, hrefs: Hrefs): ReadonlyArray<object> =>
  parts.map((part) => ({ href: hrefs(part.content[0]?.id ?? ""), holds: holdsOf(anchorsIn(part)) }))

/** What every page has. */
function frameOf({ identity, masthead, theme }: HtmlInput, { tag, texts }: Language) {
  const style = themeStyle(theme)
  return {
    policy:
      `default-src 'none'; style-src '${style.hash}'; script-src '${scriptHash}'; img-src data:; ` +
      "base-uri 'none'; form-action 'none'",
    language: tag,
    file: texts.file,
    words: texts.page,
    header: displayText(masthead.running),
    warning: masthead.warning,
    reportId: identity.reportId,
    modelHash: identity.modelHash,
    generator: texts.file.madeBy(displayText(masthead.version)),
    style: style.text,
    script
  }
}

/** What it takes to say blocks in HTML. */
interface Speech {
  readonly hrefs: Hrefs
  readonly texts: Texts
  /** Stands on every page. */
  readonly header: string
}

function pageView(page: Page, { main, parts }: Pages, speech: Speech): object {
  const { header, hrefs, texts } = speech
  const at = parts.indexOf(page)
  const [previous, next] = [parts[at - 1], at < 0 ? undefined : parts[at + 1]]
  const linkTo = (section: SectionContent, title: string) => ({ href: hrefs(section.id), title })
  return {
    title: at < 0 ? header : [...page.content.map((section) => section.title), header].join(" · "),
    contents: main.content.map((section) => linkTo(section, section.title)),
    neighbours: [
      ...(previous?.content ?? []).map((section) => linkTo(section, texts.page.previous(section.title))),
      ...(next?.content ?? []).map((section) => linkTo(section, texts.page.next(section.title)))
    ],
    hasNeighbours: previous !== undefined || next !== undefined,
    sections: page.content.map(({ blocks, id, title }) => ({
      id,
      title,
      isFirst: at >= 0,
      hasCover: blocks[0]?.kind === "cover",
      body: hole
    }))
  }
}

const blockHtml = (block: Block, speech: Speech): Iterable<string> =>
  block.kind === "table" ? tableHtml(block, speech.texts.table.empty, speech.hrefs) : [shortHtml(block, speech)]

function shortHtml(block: Exclude<Block, Table>, { texts }: Speech): string {
  switch (block.kind) {
    case "cover":
      return fill("cover", {
        title: displayText(block.title),
        subtitle: displayText(block.subtitle),
        period: displayText(block.period),
        remarks: (block.remarks ?? []).map(displayText),
        logo: block.logo === undefined ? null : logoView(block.logo)
      })
    case "heading":
      return fill("heading", {
        isLevel2: block.level === 2,
        className: block.mark === undefined ? "" : `marked ${block.mark}`,
        anchor: block.anchor ?? null,
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
        lead: block.tone === "warning" ? texts.file.warning : texts.file.note,
        text: displayText(block.text)
      })
    case "chart":
      return fill("chart", chartView(block))
  }
}

function logoView({ alternative, height, png, width }: NonNullable<Cover["logo"]>): object {
  const source = `data:image/png;base64,${Buffer.from(png).toString("base64")}`
  return { source, alternative: displayText(alternative), height, width }
}
