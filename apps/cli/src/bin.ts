#!/usr/bin/env node
/**
 * The program's first file, which reads on an old Node too.
 */
if (Number(process.versions.node.split(".")[0]) >= 24) {
  await import("./main.ts")
} else {
  const { handOver } = await import("./old-node.ts")
  handOver()
}
