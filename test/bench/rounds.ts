/** Does to an input what is to be timed. */
export type Contestant<in Input> = (input: Input) => unknown

/**
 * The median time of each contestant for all inputs, in milliseconds.
 *
 * Contestants take turns, so that whatever else the machine does meets all of them alike, and are warmed up before. An input
 * is done with before the next one comes, as pages are in a stream.
 */
export function medianMs<Name extends string, Input>(
  contestants: Readonly<Record<Name, Contestant<Input>>>,
  inputs: ReadonlyArray<Input>,
  rounds: number
): ReadonlyMap<string, number> {
  const times = new Map<string, Array<number>>()
  const warmUps = Math.ceil(rounds / 4)
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, run] of Object.entries<Contestant<Input>>(contestants)) {
      const startedMs = performance.now()
      for (const input of inputs) run(input)
      const tookMs = performance.now() - startedMs
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), tookMs])
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]))
}

function median(numbers: ReadonlyArray<number>): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
