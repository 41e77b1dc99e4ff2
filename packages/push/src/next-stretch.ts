/**
 * Where a list that is read in stretches is divided next.
 */
import type { Requests } from "@rollcall/transport"
import type { Latch } from "effect"
import type { Walk } from "./paging.ts"

/** Part of a list, read in order from where it starts. */
export interface Stretch {
  readonly start: number
  /** Nobody knows yet whether the list goes so far. */
  isGuess: boolean
  /** The page that is asked for. */
  walk: Walk
  /** Whether its answer is still to come. */
  isAsking: boolean
  /** The objects on its first pages: the stretch before is over when it meets one of them. */
  opening: ReadonlyArray<string>
  /** Open once it is known whether there is anything where the stretch starts. */
  readonly opened: Latch.Latch
  isOver: boolean
}

/** Where a list is being read. */
export interface Progress {
  /** By where they start. */
  readonly stretches: Array<Stretch>
  /** Objects from the beginning of one page to that of the next. */
  readonly stride: number
  /** The list has no more objects than this. */
  lengthMax: number
}

/** Stretches of one list that are read at once. */
const stretchesMax = 16

/** Objects that a stretch begun in the open shares with the one before: it may be divided so many times for nothing. */
const overlapMax = 16

/** Pages that may be asked for beyond what is known to be there, for each page that is: a short list ends soon. */
const guessesPerPage = 0.25

/** Pages that the list may go on for at most, below which it is not worth a guess how many they are. */
const pagesWorthAGuess = 4

/** Pages that a part of the list must have to be divided if that costs a request. */
const pagesWorthARequest = 6

/** Where another stretch is to begin. */
interface Beginning {
  readonly start: number
  /** The tokens that it may cost. */
  readonly worth: keyof Requests["spare"]
}

/**
 * Where another reader would help most: in the middle of what is known to be there, else, if tokens would come to nothing
 * otherwise, where the list may have a page that nobody has asked for.
 *
 * The list that leads is expected to be long, and is the one that can use up what other lists leave. How long it is, is worth a
 * token before it has to be known.
 */
export function nextStretch(progress: Progress, leads: boolean): Beginning | null {
  const { stretches, stride } = progress
  if (stretches.filter((each) => !each.isOver).length >= stretchesMax) return null
  const known = stretches.findLastIndex((each) => each.opening.length > 0)
  const guesses = stretches.length - 1 - known
  const further = guesses === 0 ? furtherOn(progress) : null
  if (leads && further !== null) return { start: further, worth: "one" }
  const sure = middleOfTheLongest(progress, known)
  if (sure !== null) return { start: sure, worth: "one" }
  if (guesses > 0 && guesses >= ((stretches[known]?.start ?? 0) / stride) * guessesPerPage) return null
  const start = further ?? pageAhead(progress, known)
  return start === null ? null : { start, worth: "plenty" }
}

/** Divides the longest part between two stretches, as long as the list is known to go on behind it. */
function middleOfTheLongest({ stretches, stride }: Progress, known: number): number | null {
  let best = { pages: 1, start: -1 }
  for (const [index, { walk, isAsking }] of stretches.slice(0, Math.max(0, known)).entries()) {
    const end = stretches[index + 1]?.start
    if (!isAsking || walk.start === null || end === undefined) continue
    const pages = pagesBetween(walk.start, end, stride)
    const overlap = pages * stride - (end - walk.start)
    if (pages <= best.pages || (overlap < 2 && pages < pagesWorthARequest)) continue
    const half = Math.ceil(pages / 2) * stride
    best = { pages, start: walk.start + half - Math.max(1, Math.floor(overlap / 2)) }
  }
  return best.start === -1 ? null : best.start
}

/** Goes on twice as far as is known, or half the way to where the list is known to have ended. */
function furtherOn({ stretches, stride, lengthMax }: Progress): number | null {
  const last = stretches.at(-1)
  if (last === undefined || !last.isAsking || last.walk.start === null) return null
  const at = last.walk.start
  const left = Math.floor((lengthMax - at) / stride)
  if (left < pagesWorthAGuess) return null
  const pages = Number.isFinite(left) ? Math.ceil(left / 2) : Math.max(1, Math.round(at / stride))
  return at + pages * stride - Math.min(pages, overlapMax, stride - 1)
}

/** The first page, beyond what is known to be there, that nobody has asked for. */
function pageAhead({ stretches, stride, lengthMax }: Progress, known: number): number | null {
  for (const [index, { walk, isAsking }] of stretches.entries()) {
    const end = stretches[index + 1]?.start ?? lengthMax
    if (index < known || !isAsking || walk.start === null) continue
    if (pagesBetween(walk.start, end, stride) > 1) return walk.start + stride - 1
  }
  return null
}

/** Pages that it takes to come from one object to another and meet it. */
const pagesBetween = (from: number, to: number, stride: number): number => Math.ceil((to - from + 1) / stride)
