import { HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt'
import type { AppOptions, HTTPReceiverOptions } from '@slack/bolt'
import { NewsError } from '../../news/errors.ts'
import type { Connection } from '../connection.ts'
import { keepConnected } from '../keep-connected.ts'
import { within } from '../waiting.ts'
import { createBoltLogger } from './bolt-logger.ts'
import { hearSlack, type HearOptions } from './hear-slack.ts'
import { installationStore } from './installs.ts'
import type { SlackInstalls } from './installs.ts'
import { NEEDED_SCOPES } from './scopes.ts'
import { API_URL } from './slack-call.ts'
import { watchInstalls } from './watch-installs.ts'

export type SlackConnectionOptions = HearOptions & {
  /** How events come: over a WebSocket, over HTTP, or not at all, where workspaces only install the app. */
  readonly events:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'none' }
  /** How several workspaces install the app, on the page /slack/install. */
  readonly install: {
    readonly clientId: string
    readonly clientSecret: string
    /** Signs what a browser carries to Slack and back. */
    readonly stateSecret: string
    readonly installs: SlackInstalls
  } | null
  readonly host: string
  readonly port: number
  /** Before the second try to connect. */
  readonly pauseMs?: number
}

/** A call that only connects: Slack answers within a second or two. */
const TIMEOUT_MS = 15_000
/** Slack says hello at once. */
const HELLO_MAX_MS = 30_000
/** A peer that does not close its end is not waited for. */
const CLOSE_MAX_MS = 2_000
/** Slack's events are a few kilobytes. */
const BODY_BYTES_MAX = 1_048_576

/** Keeps Slack's events coming, and lets workspaces install the app. Bolt's receivers do the transport, and check signatures. */
export function createSlackConnection(options: SlackConnectionOptions): Connection {
  const { events, install } = options
  const { onNote: note } = options.handlers
  const logger = createBoltLogger(note)
  const clientOptions = connectingOptions(options)
  const socket =
    events.kind === 'socket'
      ? new SocketModeReceiver({
          appToken: events.appToken,
          logger,
          // Its own way of connecting again ends the process when Slack refuses.
          autoReconnectEnabled: false,
          installerOptions: { clientOptions },
        })
      : null
  const http =
    events.kind === 'http' || install !== null ? new HTTPReceiver(httpOptions(options, logger, clientOptions)) : null
  const receiver = socket ?? (events.kind === 'http' ? http : null)
  const stop = new AbortController()
  const installs = install?.installs ?? null
  const hearing =
    receiver === null ? null : hearSlack({ receiver, logger, clientOptions, installs, signal: stop.signal }, options)

  const running: Promise<void>[] = []
  /** The ways by which events come; nothing but what is kept is waited for. */
  const ways = new Map<string, boolean>()
  const listening: Listening = { server: null }
  const keep = (name: string, connect: Parameters<typeof keepConnected>[0]['connect'], signal: AbortSignal) => {
    const { pauseMs } = options
    ways.set(name, false)
    const heard = (isConnected: boolean) => void ways.set(name, isConnected)
    const job = { name, connect, heard, note, ...(pauseMs === undefined ? {} : { pauseMs }) }
    running.push(keepConnected(job, AbortSignal.any([signal, stop.signal])))
  }
  return {
    platform: 'slack',
    start: (signal) => {
      if (install !== null) {
        const address = options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }
        const watch = { installs: install.installs, handlers: options.handlers, ...address }
        running.push(watchInstalls(watch, AbortSignal.any([signal, stop.signal])))
      }
      if (socket !== null) keep('Slack, Socket Mode', (limit) => connectSocket(socket, limit), signal)
      if (http !== null)
        keep(`Slack, HTTP on ${options.host}:${options.port}`, () => listen(http, options, listening), signal)
    },
    isConnected: () => [...ways.values()].every(Boolean),
    close: async () => {
      stop.abort()
      await Promise.all(running)
      if (hearing !== null) await answered(CLOSE_MAX_MS, hearing.settled()).catch(() => undefined)
      if (socket !== null) await answered(CLOSE_MAX_MS, socket.client.disconnect())
      if (http !== null) await stopListening(http, listening)
    },
  }
}

type Logger = ReturnType<typeof createBoltLogger>
type ClientOptions = NonNullable<AppOptions['clientOptions']>

function connectingOptions({ apiUrl }: SlackConnectionOptions): ClientOptions {
  return {
    slackApiUrl: apiUrl ?? API_URL,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
  }
}

function httpOptions(
  options: SlackConnectionOptions,
  logger: Logger,
  clientOptions: ClientOptions,
): HTTPReceiverOptions {
  const { events, install, handlers } = options
  const signed = events.kind === 'http'
  return {
    // Without a path for events nothing that comes is taken for one, signed or not.
    endpoints: signed ? ['/slack/events'] : [],
    signingSecret: signed ? events.signingSecret : '',
    signatureVerification: signed,
    bodyLimit: BODY_BYTES_MAX,
    logger,
    installerOptions: { clientOptions, directInstall: false },
    ...(install === null
      ? {}
      : {
          clientId: install.clientId,
          clientSecret: install.clientSecret,
          stateSecret: install.stateSecret,
          scopes: [...NEEDED_SCOPES],
          installationStore: installationStore({
            installs: install.installs,
            homeToken: () => options.tokenFor(null),
            installed: (workspace) =>
              handlers.onNote('info', `Slack: the app was installed in workspace ${workspace}.`),
          }),
        }),
  }
}

async function connectSocket({ client }: SocketModeReceiver, signal: AbortSignal): Promise<{ lost: Promise<unknown> }> {
  const { promise: lost, resolve } = Promise.withResolvers<void>()
  client.once('disconnected', () => resolve())
  const started = client.start()
  // Whoever stops waiting must not leave a fault unheard.
  started.catch(() => undefined)
  try {
    await answered(HELLO_MAX_MS, Promise.race([started, refuseWhenAborted(signal)]))
  } catch (error) {
    await answered(CLOSE_MAX_MS, client.disconnect()).catch(() => undefined)
    throw (
      appTokenFault(error) ?? error ?? new NewsError('unconfirmed', 'the WebSocket was closed before Slack said hello')
    )
  }
  return { lost }
}

/** A refusal of Slack's that names a code: what it opens the WebSocket with is the app-level token. */
function appTokenFault(error: unknown): NewsError | null {
  const code = error instanceof webApi.WebAPIPlatformError ? error.data.error : ''
  if (!/^[a-z_]{1,60}$/.test(code)) return null
  const mend = 'Make an app-level token with the scope connections:write and set SLACK_APP_TOKEN.'
  return new NewsError('token-refused', `Slack refused SLACK_APP_TOKEN (${code}). ${mend}`, { cause: error })
}

type Listening = { server: { closeIdleConnections(): void; closeAllConnections(): void } | null }

async function listen(http: HTTPReceiver, { host, port }: SlackConnectionOptions, listening: Listening) {
  try {
    const server = await http.start({ host, port })
    // oxlint-disable-next-line no-param-reassign -- the one place where it is known
    listening.server = server
    const { promise: lost, resolve } = Promise.withResolvers<void>()
    server.once('close', () => resolve())
    return { lost }
  } catch (error) {
    await http.stop().catch(() => undefined)
    throw error
  }
}

/** Requests under way may end; what keeps its connection open without one is cut. */
async function stopListening(http: HTTPReceiver, { server }: Listening): Promise<void> {
  const stopped = http.stop()
  server?.closeIdleConnections()
  await answered(CLOSE_MAX_MS, stopped).catch(() => server?.closeAllConnections())
}

async function refuseWhenAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(new NewsError('interrupted', 'The program is stopping.'))
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return promise
}

function answered<Value>(ms: number, task: Promise<Value>): Promise<Value> {
  return within(ms, task, () => {
    throw new NewsError('unconfirmed', `No answer came within ${ms} ms.`)
  })
}
