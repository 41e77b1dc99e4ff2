/**
 * The frameworks by the names that other programs know them by; not translated.
 */
import type { Framework } from "@rollcall/model"

const titles: ReadonlyMap<string, string> = new Map<Framework, string>([
  ["soc2", "SOC 2 Trust Services Criteria 2017"],
  ["iso27001", "ISO/IEC 27001:2022"],
  ["csf2", "NIST CSF 2.0"],
  ["cis81", "CIS Controls 8.1"]
])

/** A framework's name with its edition; one that is not known stands for itself. */
export const standardTitle = (framework: string): string => titles.get(framework) ?? framework
