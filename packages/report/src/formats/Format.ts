/**
 * One way of handing the report out: what it is made of, and the files that it becomes.
 */
import type { ReportDocument } from "@rollcall/model"
import type { FileStream } from "../files.ts"
import type { Fonts } from "../Fonts.ts"
import type { Identity } from "../identity.ts"
import type { Language } from "../language/Language.ts"
import type { Masthead } from "../masthead.ts"
import type { PackedFile } from "../pdf/attachment.ts"
import type { SectionContent } from "../section.ts"
import type { Theme } from "../theme/Theme.ts"

/** What a format may draw on. */
export interface FormatInput {
  readonly document: ReportDocument
  readonly identity: Identity
  /** `report.json` to be attached to a PDF; `null` if it is too large for that, or there is to be none. */
  readonly packed: PackedFile | null
  /** What the report says to a reader, in its language; made at the first call. */
  readonly content: () => ReadonlyArray<SectionContent>
  readonly language: Language
  readonly fonts: Fonts
  readonly masthead: Masthead
  readonly theme: Theme
  /** `acme-2026-10-posture`: how the files that are read, rather than loaded, are called. */
  readonly name: string
}

/** A format as the registry holds it. */
export interface Format {
  /** Whether it comes whatever is asked for, comes unless something else is asked for, or only if it is asked for. */
  readonly presence: "always" | "by-default" | "on-request"
  /**
   * Makes the files one by one, in the order that they are listed in.
   *
   * **Details** Pure: no clock, no file system, no randomness; the same input gives the same bytes.
   */
  readonly files: (input: FormatInput) => Iterable<FileStream> | AsyncIterable<FileStream>
}
