/** What a process and all that it started hold in memory, by what Linux tells of each. */
import { readdirSync, readFileSync } from "node:fs"

/** Watches until it is ended, and gives the most that was held at once, in megabytes; shared pages count once. */
export function watchedMemory(root: number): { readonly end: () => number } {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, treeMemory(root))
  }
  const timer = setInterval(look, 250)
  return {
    end: () => {
      look()
      clearInterval(timer)
      return peak
    }
  }
}

function treeMemory(root: number): number {
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((id) => [Number(id), parentOf(id)])
  )
  const belongs = (id: number | undefined): boolean => id === root || (id !== undefined && belongs(parents.get(id)))
  return [...parents.keys()].filter(belongs).reduce((sum, id) => sum + heldBy(id), 0)
}

const parentOf = (id: string): number | undefined => {
  const parent = Number(/\) \S+ (\d+)/.exec(readIfThere(`/proc/${id}/stat`))?.[1])
  return parent > 0 ? parent : undefined
}

const heldBy = (id: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) / 1024

/** A process may end while it is being looked at. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}
