import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The least that Node can do: a server that answers everything with the same headers and bytes. Takes both as JSON, says its port, and ends when it is told to. */
const { headers, body } = JSON.parse(process.argv[2]!) as { headers: Record<string, string>; body: string }
const bytes = Buffer.from(body, 'base64')
const server = createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(bytes)
})
server.listen(0, 'localhost', () => console.log((server.address() as AddressInfo).port))
