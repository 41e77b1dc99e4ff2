/**
 * HTTP servers that a test answers for itself.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"

export interface RunningServer {
  readonly url: string
  readonly stop: () => void
}

/** Serves on loopback; each request is answered once its body is there. */
export function serve(
  answer: (asked: IncomingMessage, body: string, response: ServerResponse) => void
): Promise<RunningServer> {
  const server = createServer((asked, response) => {
    let body = ""
    asked.on("data", (data: Buffer) => (body += data.toString()))
    asked.on("end", () => answer(asked, body, response))
  })
  return new Promise((resolve, reject) => {
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      if (address === null || typeof address === "string") return reject(new Error("the server has no port"))
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        stop: () => {
          server.close()
          server.closeAllConnections()
        }
      })
    })
  })
}
