/**
 * The services of Node, of which the one that few commands need is loaded when it is used.
 */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeStdio from "@effect/platform-node/NodeStdio"
import * as NodeTerminal from "@effect/platform-node/NodeTerminal"
import { Context, Effect, type FileSystem, Layer, type Path } from "effect"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"

/** Starting other programs takes a tenth of the time to start ours, and only secrets that are a command's output need it. */
const lateSpawner = Layer.effect(
  ChildProcessSpawner.ChildProcessSpawner,
  Effect.map(Effect.context<FileSystem.FileSystem | Path.Path>(), (services) =>
    ChildProcessSpawner.make(
      Effect.fnUntraced(function* (command) {
        const { layer } = yield* Effect.promise(() => import("@effect/platform-node/NodeChildProcessSpawner"))
        const spawner = yield* Effect.provideContext(Layer.build(layer), services)
        return yield* Context.get(spawner, ChildProcessSpawner.ChildProcessSpawner).spawn(command)
      })
    )
  )
)

export const layer = Layer.provideMerge(
  lateSpawner,
  Layer.mergeAll(NodeFileSystem.layer, NodePath.layer, NodeStdio.layer, NodeTerminal.layer)
)
