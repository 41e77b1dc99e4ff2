#!/usr/bin/env node
/**
 * The program's first file: says so if Node is too old to read the rest.
 */
if (Number(process.versions.node.split(".")[0]) >= 24) {
  await import("./main.ts")
} else {
  process.stderr.write(`rollcall needs Node 24 or newer; this is ${process.version}. Next: run it with a newer Node.\n`)
  process.exitCode = 2
}
