/**
 * A list in another order with every page (contracts/push.md, section 6, row 14).
 */
import type { View } from "./table.ts"

/** Shows a list in the order that belongs to a number; nothing is copied. */
export const shuffled = <T>(view: View<T>, number: number): View<T> => {
  const { size } = view
  const stride = strideOf(size, number)
  return {
    ...view,
    slice: (from, to) =>
      Array.from({ length: Math.max(0, Math.min(to, size) - from) }, (_, index) => {
        const position = ((from + index) * stride + number) % size
        return view.slice(position, position + 1)
      }).flat()
  }
}

// Steps of a length that has no divisor in common with the size meet every record once.
const strideOf = (size: number, number: number) => {
  let stride = 2 * number + 1
  while (divisorOf(stride, size) > 1) stride += 2
  return stride
}

const divisorOf = (one: number, other: number): number => (other === 0 ? one : divisorOf(other, one % other))
