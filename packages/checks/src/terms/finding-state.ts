import type { Known } from "../logic.ts"

/** Whether a state is that of an open finding. */
export const isOpenState = (state: string | null | undefined): Known =>
  state === "OPEN" ? true : state === "RESOLVED" ? false : null
