import { App, HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt'
import type { AppOptions, HTTPReceiverOptions } from '@slack/bolt'
import { NewsError } from '../../news/errors.ts'
import type { Clock } from '../../ops/clock.ts'
import type { Connection, ConnectionHandlers } from '../connection.ts'
import { keepConnected } from '../keep-connected.ts'
import { createBoltLogger } from './bolt-logger.ts'
import { installationStore } from './installs.ts'
import type { SlackInstalls } from './installs.ts'
import { HEEDED_EVENTS, readEvent } from './read-event.ts'
import { NEEDED_SCOPES } from './scopes.ts'
import { createSeenIds } from './seen-ids.ts'
import { API_URL, createSlackCaller } from './slack-call.ts'

export type SlackConnectionOptions = {
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
  /** As a publisher's: of a workspace, or of the environment's for null. */
  readonly tokenFor: (workspace: string | null) => Promise<string | null>
  readonly host: string
  readonly port: number
  readonly apiUrl?: string
  readonly clock: Clock
  readonly handlers: ConnectionHandlers
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
  if (receiver !== null) hearEvents({ receiver, logger, clientOptions }, options)

  const stop = new AbortController()
  const running: Promise<void>[] = []
  const listening: Listening = { server: null }
  const keep = (name: string, connect: Parameters<typeof keepConnected>[0]['connect'], signal: AbortSignal) => {
    const { pauseMs } = options
    const job = { name, connect, note, ...(pauseMs === undefined ? {} : { pauseMs }) }
    running.push(keepConnected(job, AbortSignal.any([signal, stop.signal])))
  }
  return {
    platform: 'slack',
    start: (signal) => {
      if (socket !== null) keep('Slack, Socket Mode', (limit) => connectSocket(socket, limit), signal)
      if (http !== null)
        keep(`Slack, HTTP on ${options.host}:${options.port}`, () => listen(http, options, listening), signal)
    },
    close: async () => {
      stop.abort()
      await Promise.all(running)
      if (socket !== null) await within(CLOSE_MAX_MS, socket.client.disconnect())
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

type Hearing = {
  readonly receiver: SocketModeReceiver | HTTPReceiver
  readonly logger: Logger
  readonly clientOptions: ClientOptions
}

/** The app that events, and whatever else Slack sends, go through. Bolt has answered Slack before a listener runs. */
function hearEvents({ receiver, logger, clientOptions }: Hearing, options: SlackConnectionOptions): void {
  const { tokenFor, handlers, clock } = options
  const seen = createSeenIds(clock)
  const home = rememberHome(options)
  const app = new App({
    receiver,
    logger,
    clientOptions,
    convoStore: false,
    // With an installer of its own the receiver looks there, and Bolt takes nothing beside it.
    ...(receiver.installer === undefined ? { authorize: async ({ teamId }) => authorize(tokenFor, teamId) } : {}),
  })
  app.use(async ({ body, next }) => {
    const id: unknown = Reflect.get(body, 'event_id')
    if (typeof id !== 'string' || seen.isNew(id)) await next()
  })
  app.error(async (error) => handlers.onNote('warn', `Slack: an event was not heeded (${error.message}).`))
  for (const name of HEEDED_EVENTS) {
    app.event(name, async ({ body }) => {
      const news = readEvent(body)
      if (news === null) return
      const { workspace } = news
      if (news.kind === 'gone') {
        return handlers.onGone(workspace, { channels: [], unnamed: await home.is(workspace) })
      }
      if (news.kind === 'left' && !(news.isBot ?? (await home.isBot(workspace, news.user)))) return
      await handlers.onChannelGone({ platform: 'slack', id: news.channel, workspace }, news.because)
    })
  }
}

async function authorize(tokenFor: SlackConnectionOptions['tokenFor'], workspace: string | undefined) {
  const botToken = (await tokenFor(workspace ?? null)) ?? (await tokenFor(null))
  return botToken === null ? {} : { botToken }
}

/** What Slack says of the tokens: asked for once, since after a removal it no longer answers. */
function rememberHome({ tokenFor, apiUrl, install }: SlackConnectionOptions) {
  const known = new Map<string | null, { readonly workspace: string; readonly user: string }>()
  async function ask(workspace: string | null) {
    const before = known.get(workspace)
    const token = before === undefined ? await tokenFor(workspace) : null
    if (before !== undefined || token === null) return before ?? null
    const called = createSlackCaller({ token, ...(apiUrl === undefined ? {} : { apiUrl }) })
    try {
      const limit = AbortSignal.timeout(TIMEOUT_MS)
      const { team_id, user_id } = await called('Asking whose the token is', limit, (client) => client.auth.test())
      if (team_id === undefined || user_id === undefined) return null
      const found = { workspace: team_id, user: user_id }
      known.set(workspace, found)
      return found
    } catch {
      // Whatever is wrong with the token, posting with it tells.
      return null
    }
  }
  void ask(null)
  return {
    /** Whether a workspace is that of the environment's token. The only one there is must be. */
    is: async (workspace: string) => {
      const home = await ask(null)
      if (home !== null) return home.workspace === workspace
      return install === null || ((await tokenFor(null)) !== null && (await install.installs.find(workspace)) === null)
    },
    isBot: async (workspace: string, user: string) => (await ask(workspace))?.user === user,
  }
}

async function connectSocket({ client }: SocketModeReceiver, signal: AbortSignal): Promise<{ lost: Promise<unknown> }> {
  const { promise: lost, resolve } = Promise.withResolvers<void>()
  client.once('disconnected', () => resolve())
  const started = client.start()
  // Whoever stops waiting must not leave a fault unheard.
  started.catch(() => undefined)
  try {
    await within(HELLO_MAX_MS, Promise.race([started, refuseWhenAborted(signal)]))
  } catch (error) {
    await within(CLOSE_MAX_MS, client.disconnect()).catch(() => undefined)
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
  await within(CLOSE_MAX_MS, stopped).catch(() => server?.closeAllConnections())
}

async function refuseWhenAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(new NewsError('interrupted', 'The program is stopping.'))
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return promise
}

async function within<Value>(ms: number, task: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new NewsError('unconfirmed', `No answer came within ${ms} ms.`)), ms)
  try {
    return await Promise.race([task, promise])
  } finally {
    clearTimeout(timer)
  }
}
