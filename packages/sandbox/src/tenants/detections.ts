/**
 * Push detections and browser extensions: what was seen in the browsers.
 */
import type { Browser, BrowserExtension, Detection, Employee } from "../push/state.ts"
import type { Calendar } from "./calendar.ts"
import { employeeRef } from "./employees.ts"
import type { NonEmpty, Random } from "./random.ts"

const incidents: NonEmpty<readonly [type: string, severity: string, response: string]> = [
  ["PHISHING", "MEDIUM", "EMPLOYEE_WARNED"],
  ["PHISHING", "HIGH", "EMPLOYEE_IGNORED_WARNING"],
  ["BLOCKED_URL", "LOW", "BLOCKED"],
  ["STOLEN_CREDENTIALS", "HIGH", "NOT_BLOCKED"],
  ["MALWARE_DELIVERY", "CRITICAL", "NOT_BLOCKED"],
  ["MALICIOUS_EXTENSION", "SEVERE", "EXTENSION_DISABLED"]
]

/** Makes a detection of each kind, and one more for every 40 employees, in browsers other than the first person's. */
export const makeDetections = (
  employees: ReadonlyArray<Employee>,
  browsers: ReadonlyArray<Browser>,
  calendar: Calendar,
  random: Random
): Array<Detection> => {
  const others = browsers.filter((browser) => browser.employeeId !== employees[0]?.id)
  const employeeById = new Map(employees.map((employee) => [employee.id, employee]))
  return Array.from({ length: incidents.length + Math.floor(employees.length / 40) }, (_, index) => {
    const [detectionType, severity, response] = incidents[index % incidents.length] ?? incidents[0]
    const browser = others[random.int(0, others.length - 1)]
    const employee = employeeById.get(browser?.employeeId ?? "")
    const id = random.uuid()
    const ageDays = 1 + random.next() * 80
    if (browser === undefined || employee === undefined) return []
    return {
      id,
      employeeId: employee.id,
      employee: employeeRef(employee),
      browserId: browser.id,
      severity,
      detectionType,
      response,
      archived: index % 4 === 3,
      detectionLink: `https://console.push.example/detections?id=${id}`,
      creationTimestamp: calendar.secondsAgo(ageDays),
      lastActivityTimestamp: calendar.secondsAgo(ageDays - 0.0001)
    }
  }).flat()
}

type ExtensionKind = readonly [
  name: string,
  description: string,
  mode: string,
  permissions: ReadonlyArray<string>,
  hosts: ReadonlyArray<string>
]

const extensionKinds: NonEmpty<readonly [ExtensionKind, number]> = [
  [["Push", "Browser security", "MANAGED", ["storage", "tabs"], ["<all_urls>"]], 50],
  [["Privacy Badger", "Blocks trackers", "MANUAL", ["storage", "tabs"], ["*://*/*"]], 20],
  [["Key Safe", "Password manager", "MANAGED", ["storage", "nativeMessaging"], ["*://*/*"]], 20],
  [["Coupon Finder", "Finds discounts", "MANUAL", ["storage", "tabs", "cookies", "webRequest"], ["*://*/*"]], 6],
  [["Inspector", "For developers", "DEVELOPMENT", ["debugger"], []], 3],
  [["Tab Colours", "Loaded from a folder", "SIDELOAD", ["tabs"], []], 1]
]

/** Makes one or two extensions for each second browser. */
export const makeBrowserExtensions = (browsers: ReadonlyArray<Browser>, random: Random): Array<BrowserExtension> =>
  browsers.flatMap((browser, index) => {
    const { employeeId } = browser
    if (index % 2 === 1 || employeeId === undefined) return []
    return Array.from({ length: random.int(1, 2) }, () => {
      const [name, description, deploymentMode, permissions, hostPermissions] = random.weighted(extensionKinds)
      return {
        id: random.uuid(),
        extensionId: storeIdOf(name),
        employeeId,
        browserId: browser.id,
        name,
        description,
        deploymentMode,
        permissions,
        hostPermissions,
        enabled: random.chance(0.9)
      }
    })
  })

// Store ids have 32 letters from a to p; the same extension has the same one everywhere.
const storeIdOf = (name: string) =>
  Array.from({ length: 32 }, (_, index) =>
    String.fromCharCode(97 + ((name.charCodeAt(index % name.length) + index) % 16))
  ).join("")
