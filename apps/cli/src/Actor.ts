/**
 * Who runs the program, for the audit trail.
 */
import { Context } from "effect"

/** The operating-system user; the process's entry provides it. */
export const Actor = Context.Reference<string>("@rollcall/cli/Actor", { defaultValue: () => "unknown" })
