/**
 * A server of as many pages of accounts as its argument says: prints its address, and ends with its standard input.
 */
import { createServer } from "node:http"
import { accountPage } from "./account-pages.ts"

const pages = Number(process.argv[2])

const server = createServer((request, response) => {
  const token = new URL(request.url ?? "/", "http://localhost").searchParams.get("nextToken")
  response.setHeader("content-type", "application/json")
  response.end(accountPage(Number(token ?? 0), pages))
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) console.log(JSON.stringify({ port: address.port }))
})
process.stdin.resume().on("end", () => process.exit())
