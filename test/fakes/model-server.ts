import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server does with one request. */
export type ModelStep = (request: ModelAsked, response: ServerResponse) => void

export type ModelAsked = {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: {
    readonly model: string
    readonly messages: readonly { readonly role: string; readonly content: string }[]
    readonly response_format?: { readonly type: string; readonly json_schema?: { readonly schema: unknown } }
    readonly temperature?: number
    readonly max_tokens?: number
    readonly max_completion_tokens?: number
    /** Texts to be embedded. */
    readonly input?: readonly string[]
  }
}

export type ModelServer = AsyncDisposable & {
  readonly baseUrl: string
  readonly asked: readonly ModelAsked[]
}

/** A server with the API of a language model on loopback: the n-th request gets the n-th step, the last one again and again. */
export async function startModelServer(...steps: readonly ModelStep[]): Promise<ModelServer> {
  const asked: ModelAsked[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      // A question after its models has no body.
      const body = chunks.length === 0 ? null : JSON.parse(Buffer.concat(chunks).toString('utf8'))
      const request = { path: incoming.url ?? '', headers: incoming.headers, body }
      asked.push(request)
      const step = steps[Math.min(asked.length, steps.length) - 1]
      if (step === undefined) response.writeHead(500).end()
      else step(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const USAGE = { prompt_tokens: 900, completion_tokens: 120, total_tokens: 1_020 }

/** A finished answer with this content: text as it is, anything else as JSON. */
export function answering(content: unknown, changes: object = {}, usage: object | null = USAGE): ModelStep {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return (_, response) => json(response, 200, completion(text, changes, usage))
}

function completion(content: string | null, changes: object, usage: object | null) {
  const message = { role: 'assistant', content, refusal: null }
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_767_830_400,
    model: 'fake',
    choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null, ...changes }],
    ...(usage === null ? {} : { usage }),
  }
}

/** Vectors for the texts of a request to embed, last text first: a client must go by their index. */
export function embedding(vectorOf: (text: string) => readonly number[], changes: object = {}): ModelStep {
  return ({ body }, response) => {
    const texts = body.input ?? []
    const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }))
    const usage = { prompt_tokens: 7 * texts.length, total_tokens: 7 * texts.length }
    json(response, 200, { object: 'list', model: 'fake', data: data.toReversed(), usage, ...changes })
  }
}

/** A fault as the API tells it. */
export function failing(status: number, error: object = {}, headers: Readonly<Record<string, string>> = {}): ModelStep {
  return (_, response) =>
    json(response, status, { error: { message: 'it went wrong', type: 'fault', ...error } }, headers)
}

/** A body that is not what the API gives. */
export const saying =
  (body: string, type = 'application/json'): ModelStep =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': type }).end(body)

/** Nothing, ever. */
export const silent: ModelStep = () => undefined

/** Headers and half of an answer, then nothing. */
export const stuck: ModelStep = (_, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices":[{"mess')

/** Headers and half of an answer, then the connection is gone. */
export const reset: ModelStep = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
  response.write('{"choices":[{"mess', () => response.destroy())
}

function json(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
