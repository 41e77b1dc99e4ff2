#!/usr/bin/env node
/**
 * The program's first file, which reads on an old Node too.
 */
if (Number(process.versions.node.split(".")[0]) >= 24) {
  const { enableCompileCache } = await import("node:module")
  // Beside the program, so that nobody else can put code there; where it may not be written, every start compiles anew.
  if (import.meta.filename.endsWith(".mjs")) enableCompileCache(`${import.meta.dirname}/../compiled`)
  await import("./main.ts")
} else {
  const { handOver } = await import("./old-node.ts")
  handOver()
}
