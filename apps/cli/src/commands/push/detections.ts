/**
 * `rollcall push detections`: attacks that Push saw or stopped.
 */
import { Command } from "effect/cli"
import { booleanFlag, instantFlag, textFlag } from "../../MemberFlags.ts"
import { getVerb, listVerb } from "../../PushResource.ts"

const resource = {
  name: "detections",
  one: "detection",
  columns: ["id", "severity", "detectionType", "response", "employeeId", "archived", "creationTimestamp"]
}

const list = listVerb(
  resource,
  {
    creationTimestampAfter: instantFlag("creationTimestampAfter", "Seen since"),
    severity: textFlag("severity", "LOW, MEDIUM, HIGH or CRITICAL"),
    archived: booleanFlag("archived", "Only archived, or with --no-archived only others"),
    detectionType: textFlag("detectionType", "Of this type, such as PHISHING")
  },
  (client, filters) => client.detections.pages(filters)
)

const get = getVerb(resource, (client, id) => client.detections.get(id))

export const detections = Command.make("detections").pipe(
  Command.withDescription("Attacks that Push saw or stopped"),
  Command.withSubcommands([list, get])
)
