/**
 * Lines at a terminal that are drawn again in place.
 */
import { CliOutput } from "effect/cli"
import type { Screen } from "./ErrorScreen.ts"

/** Lines at the end of the screen that are written over. */
export interface Area {
  readonly show: (lines: ReadonlyArray<string>) => void
  readonly clear: () => void
}

const eraseLine = "\u001b[K"
const eraseBelow = "\u001b[0J"

/** The end of a screen. */
export function makeArea({ size, write }: Screen): Area {
  let shown: ReadonlyArray<string> = []
  const upwards = (): string => {
    const { columns } = size()
    // A line is broken up by a screen that became narrower since.
    const rows = shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(CliOutput.displayWidth(line) / columns)), 0)
    return rows === 0 ? "" : `\r\u001b[${rows}A`
  }
  return {
    show: (lines: ReadonlyArray<string>) => {
      if (lines.length === shown.length && lines.every((line, index) => line === shown[index])) return
      // Each line is written over and its rest erased: a screen that is emptied first would flicker.
      write(`${upwards()}${lines.map((line) => `${line}${eraseLine}\n`).join("")}${eraseBelow}`)
      shown = lines
    },
    clear: () => {
      if (shown.length > 0) write(`${upwards()}${eraseBelow}`)
      shown = []
    }
  }
}
