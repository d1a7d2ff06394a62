import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands at a path. `hang`: the question is taken and never answered. */
export type Standing =
  | { readonly body: string; readonly type?: string; readonly etag?: string; readonly status?: number }
  | { readonly status: number; readonly location?: string }
  | 'hang'

export type LoopbackOutlet = {
  readonly origin: string
  /** What stands at a path from now on. */
  put(path: string, standing: Standing): void
  /** The paths that were asked for, in order, but robots.txt. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** Settings with which the program may ask servers of this machine, and need not wait between two questions. */
export const LOOPBACK_FETCH = "fetch: { allow: ['127.0.0.0/8'], hostEvery: 0s, timeout: 20s }\n"

/** An outlet's server on 127.0.0.1; what is nowhere is 404. */
export async function startOutlet(): Promise<LoopbackOutlet> {
  const standing = new Map<string, Standing>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path !== '/robots.txt') asked.push(path)
    answer(standing.get(path) ?? { status: 404 }, request.headers['if-none-match'] ?? null, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    put: (path, what) => void standing.set(path, what),
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(what: Standing, known: string | null, response: ServerResponse): void {
  if (what === 'hang') return
  if (!('body' in what)) {
    response.writeHead(what.status, what.location === undefined ? {} : { location: what.location }).end()
    return
  }
  const { body, type = body.startsWith('<?xml') ? 'application/rss+xml' : 'text/html; charset=utf-8', etag } = what
  if (etag !== undefined && etag === known) response.writeHead(304, { etag }).end()
  else
    response.writeHead(what.status ?? 200, { 'content-type': type, ...(etag === undefined ? {} : { etag }) }).end(body)
}

/** A page of an article. */
export function articlePage(title: string, paragraphs: readonly string[]): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:type" content="article">
    <meta property="og:title" content="${title}"></head>
    <body><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`
}

/** A feed that lists pages of the outlet. */
export function feedOf(origin: string, items: readonly { readonly path: string; readonly title: string }[]): string {
  const entries = items.map(
    ({ path, title }) => `<item><title>${title}</title><link>${origin}${path}</link><guid>${path}</guid></item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title><link>${origin}/</link>
    ${entries.join('')}</channel></rss>`
}
