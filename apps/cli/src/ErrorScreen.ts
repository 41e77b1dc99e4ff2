/**
 * The terminal behind standard error, for what is redrawn in place.
 */
import { Context } from "effect"

export interface Screen {
  /** The size at this moment: whoever looks may change it. */
  readonly size: () => { readonly columns: number; readonly rows: number }
  readonly write: (text: string) => void
}

/** `null` if standard error is no terminal, or one that cannot move its cursor. The process's entry provides it. */
export const ErrorScreen = Context.Reference<Screen | null>("@rollcall/cli/ErrorScreen", { defaultValue: () => null })
