/**
 * Why an action is not done though it could be: rules of ours that keep a write from hitting what was not meant.
 *
 * **Source** contracts/banyan.md, section 7.
 */

/** One reason for each thing that whoever wants it done can do about it. */
export type Refusal =
  /** The text can be no identifier. */
  | { readonly _tag: "NoIdentifier"; readonly what: string; readonly rule: string }
  /** A maker's placeholder, which unrelated machines share; `overrides.placeholder` lifts it. */
  | { readonly _tag: "PlaceholderSerial"; readonly serial: string }
  /** Several devices share the serial number and not every one is named by `deviceIds`. */
  | { readonly _tag: "SharedSerial"; readonly deviceIds: ReadonlyArray<string> }
  /** The devices named by `deviceIds` are not those that were read. */
  | { readonly _tag: "OtherDevices"; readonly named: ReadonlyArray<string>; readonly read: ReadonlyArray<string> }
  /** The write would give devices one device's inventory fields; `overrides.inventory` lifts it. */
  | { readonly _tag: "InventoryDiffers"; readonly fields: ReadonlyArray<string> }
  /** The source does not say whose the device is; `overrides.owners` lifts it where the write needs no owner. */
  | { readonly _tag: "OwnersNotTold"; readonly canBeLifted: boolean }
  /** Another process is at the same subject. */
  | { readonly _tag: "UnderWay"; readonly since: string; readonly actor: string }
  /** Several end users have the address. */
  | { readonly _tag: "SeveralEndUsers"; readonly ids: ReadonlyArray<string> }

/** A refusal as a sentence. */
export function refusalText(refusal: Refusal): string {
  switch (refusal._tag) {
    case "NoIdentifier":
      return `the ${refusal.what} ${refusal.rule}.`
    case "PlaceholderSerial":
      return `${JSON.stringify(refusal.serial)} is a placeholder, which unrelated machines share.`
    case "SharedSerial":
      return `${refusal.deviceIds.length} devices share the serial number, and all would be hit: ${list(refusal.deviceIds)}.`
    case "OtherDevices":
      return `the devices named (${list(refusal.named)}) are not those with the serial number (${list(refusal.read)}).`
    case "InventoryDiffers":
      return `the devices with the serial number differ in ${refusal.fields.join(", ")}, and all would get the values of one.`
    case "OwnersNotTold":
      return "the source does not say whose the device is, so nobody can say who is hit."
    case "UnderWay":
      return `${refusal.actor} has had a write to it under way since ${refusal.since}.`
    case "SeveralEndUsers":
      return `${refusal.ids.length} end users have the address: ${list(refusal.ids)}.`
  }
}

const list = (ids: ReadonlyArray<string>): string => ids.map((id) => (id === "" ? "(no id)" : id)).join(", ")
