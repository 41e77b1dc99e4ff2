import { deactivateEndUser } from "@rollcall/actions"
import { type BanyanJobInput, runJob } from "../BanyanActing.ts"

export const run = (input: BanyanJobInput) =>
  runJob(
    {
      argument: "EMAIL",
      action: deactivateEndUser,
      sentence: (email) =>
        `The end user ${email} will be DEACTIVATED, and so will every device that no other active user has.`,
      look: (email) => `enduser show ${email} --live`
    },
    input
  )
