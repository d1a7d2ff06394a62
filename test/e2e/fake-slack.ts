import { createFakeClock, startFake } from './fake-http.ts'
import type { FakeClock, FakeServer, FakeWays, Fault, Reply, Request } from './fake-http.ts'
import { createBuckets } from './fake-limits.ts'
import type { Rate } from './fake-limits.ts'
import { createSlackActs } from './slack-acts.ts'
import type { SlackActs } from './slack-acts.ts'
import { blockFaults, readBlocks } from './slack-rules.ts'
import { openSlackSockets } from './slack-socket.ts'
import type { SlackSockets } from './slack-socket.ts'
import { done, failed } from './slack-calls.ts'
import type { SlackCall, SlackFields } from './slack-calls.ts'
import { SLACK_METHODS } from './slack-web-api.ts'
import { addChannel, createStamps, inReadingOrder, makeWorkspace, SLACK_APP_ID } from './slack-world.ts'
import type { SlackMessage, SlackWorkspace } from './slack-world.ts'

export type FakeSlack = FakeServer & {
  readonly apiUrl: string
  /** Requests that Slack would not have taken, or that could ping, unfurl or reformat. */
  readonly violations: readonly string[]
  /** The names of the methods called, in order. */
  readonly calls: readonly string[]
  /** How often a limit was met. */
  readonly limited: () => number
  readonly clock: FakeClock
  /** The first is the one of SLACK_TOKEN and holds SLACK_CHANNEL. */
  readonly workspaces: readonly SlackWorkspace[]
  readonly sockets: SlackSockets
  /** What people do, as the app is told of it. */
  readonly acts: SlackActs
  addWorkspace(given: Parameters<typeof makeWorkspace>[0]): SlackWorkspace
  /** What `oauth.v2.access` gives for `code`, once. */
  offerInstall(code: string, workspace: SlackWorkspace): void
  /** Something another person or app posted. */
  addOther(text: string, channel?: string): void
  /** What stands in a channel, threads under their posts. */
  read(channel?: string): string
  /** The messages of a channel in the order they were posted, those of threads too. */
  messages(channel?: string): readonly SlackMessage[]
}

export type FakeSlackOptions = FakeWays & {
  /** Whether Slack's limits are kept; without them tests go faster. */
  readonly limits?: boolean
  readonly clock?: FakeClock
}

export const SLACK_TOKEN = 'xoxb-0000-fake-token'
export const SLACK_CHANNEL = 'C0FAKE001'
export const SLACK_APP_TOKEN = 'xapp-1-A0FAKE-fake-token'
export const SLACK_CLIENT = { id: '1111.2222', secret: 'fake-client-secret' } as const
/** "1 per second per channel", "short bursts"; and "several hundred messages per minute" a workspace. */
export const SLACK_POST_RATES: { readonly channel: Rate; readonly workspace: Rate } = {
  channel: { burst: 3, perSecond: 1 },
  workspace: { burst: 30, perSecond: 5 },
}
const TIER_1_PER_MINUTE = 5
/** The name, among those of methods, of an answer to an address that Slack gave. */
const RESPOND = 'response_url'
const TOKENLESS = new Set(['oauth.v2.access', 'apps.connections.open'])

/** A Slack on 127.0.0.1. It holds messages, and refuses what the real one refuses. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const clock = options.clock ?? createFakeClock()
  const buckets = createBuckets(clock.now)
  const stamp = createStamps()
  const violations: string[] = []
  const calls: string[] = []
  const codes = new Map<string, SlackWorkspace>()
  let limited = 0
  const violate = (...faults: readonly string[]) => void violations.push(...faults)
  const first = makeWorkspace({ id: 'T0FAKE001', name: 'fake', token: SLACK_TOKEN })
  addChannel(first, { id: SLACK_CHANNEL })
  const workspaces = [first]

  const acting = createSlackActs({ origin: () => server.origin, clock, stamp, violate })

  function answer(request: Request): Reply {
    const method = methodOf(request)
    calls.push(method)
    if (method === RESPOND) return acting.respond(request)
    const fields = fieldsOf(request)
    const token = request.authorization.replace(/^Bearer /, '')
    // Bolt asks who it is with the token among the arguments.
    if (token !== '' && method !== 'auth.test' && request.body.includes(token)) violate('the token is in the body')
    if (TOKENLESS.has(method))
      return method === 'oauth.v2.access' ? install(fields, request.authorization) : connect(token)
    const workspace = workspaces.find((each) => each.token === token)
    if (workspace === undefined) return failed(token === '' ? 'not_authed' : 'invalid_auth')
    const reply = run(method, { workspace, fields, stamp, violate, useTrigger: acting.useTrigger })
    return { ...reply, headers: { 'x-oauth-scopes': workspace.scopes.join(','), ...reply.headers } }
  }

  function run(method: string, call: SlackCall): Reply {
    const { workspace, fields } = call
    if (workspace.tokenFault !== null) return failed(workspace.tokenFault)
    const known = SLACK_METHODS[method]
    if (known === undefined) {
      violate(`${method} is no method we use`)
      return failed('unknown_method')
    }
    const { scopes } = known
    if (scopes.length > 0 && !scopes.some((scope) => workspace.scopes.includes(scope))) {
      return failed('missing_scope', { needed: scopes[0], provided: workspace.scopes.join(',') })
    }
    for (const name of Object.keys(fields)) {
      if (!known.arguments.includes(name)) violate(`${method} has no argument ${name}`)
    }
    const waitMs = options.limits === true ? toll(method, known.perMinute, workspace, fields) : 0
    if (waitMs === 0) return known.run(call)
    limited += 1
    return faultReply({ kind: 'rate-limited', retryAfterS: Math.ceil(waitMs / 1_000) })
  }

  /** How long Slack asks to wait before this call; 0 where it takes it. */
  function toll(method: string, perMinute: number, workspace: SlackWorkspace, fields: SlackFields): number {
    if (method !== 'chat.postMessage') {
      return buckets.take(`${method} ${workspace.id}`, { burst: perMinute, perSecond: perMinute / 60 })
    }
    const alone = buckets.take(`channel ${workspace.id} ${fields['channel']}`, SLACK_POST_RATES.channel)
    return alone > 0 ? alone : buckets.take(`post ${workspace.id}`, SLACK_POST_RATES.workspace)
  }

  function install(fields: SlackFields, basic: string): Reply {
    const known = Buffer.from(`${SLACK_CLIENT.id}:${SLACK_CLIENT.secret}`).toString('base64')
    const isOurs = fields['client_id'] === SLACK_CLIENT.id && fields['client_secret'] === SLACK_CLIENT.secret
    if (!isOurs && basic !== `Basic ${known}`) return failed('bad_client_secret')
    const workspace = codes.get(fields['code'] ?? '')
    if (workspace === undefined || !codes.delete(fields['code'] ?? '')) return failed('invalid_code')
    workspace.tokenFault = null
    return done({
      access_token: workspace.token,
      token_type: 'bot',
      scope: workspace.scopes.join(','),
      bot_user_id: workspace.botUser,
      app_id: SLACK_APP_ID,
      team: { id: workspace.id, name: workspace.name },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: 'U0ADMIN' },
    })
  }

  function connect(token: string): Reply {
    if (token !== SLACK_APP_TOKEN) return failed('invalid_auth')
    const waitMs =
      options.limits === true
        ? buckets.take('connect', { burst: TIER_1_PER_MINUTE, perSecond: TIER_1_PER_MINUTE / 60 })
        : 0
    if (waitMs > 0) return faultReply({ kind: 'rate-limited', retryAfterS: Math.ceil(waitMs / 1_000) })
    return done({ url: sockets.ticket(new URL(server.origin).host) })
  }

  // Slack's schema takes half a second to compile: not while a request waits.
  blockFaults([])
  const answers = { answer, faulty: faultReply, kindOf: methodOf }
  const { server: http, ...server } = await startFake({ ...options, ...answers })
  const sockets = openSlackSockets(http, violate)
  const of = (channel: string) =>
    workspaces.flatMap(({ messages }) => messages.filter((message) => message.channel === channel))
  return {
    ...server,
    apiUrl: `${server.origin}/api/`,
    violations,
    calls,
    limited: () => limited,
    clock,
    workspaces,
    sockets,
    acts: acting.acts,
    addWorkspace: (given) => {
      const workspace = makeWorkspace(given)
      workspaces.push(workspace)
      return workspace
    },
    offerInstall: (code, workspace) => void codes.set(code, workspace),
    addOther: (text, channel = SLACK_CHANNEL) => {
      const home = workspaces.find(({ channels }) => channels.has(channel)) ?? first
      const rest = { thread: null, app: 'other', blocks: [], metadata: null, edited: false, deleted: false } as const
      home.messages.push({ ...rest, ts: stamp(), channel, text })
    },
    read: (channel = SLACK_CHANNEL) =>
      inReadingOrder(of(channel))
        .map((message) => (message.blocks.length === 0 ? message.text : readBlocks(message.blocks)))
        .join('\n'),
    messages: (channel = SLACK_CHANNEL) => of(channel),
    close: async () => {
      sockets.close()
      await server.close()
    },
  }
}

function methodOf(request: Request): string {
  return request.path.startsWith('/hooks/') ? RESPOND : request.path.replace('/api/', '')
}

/** A call's arguments as texts, whether they came as a form or as JSON. */
function fieldsOf({ contentType, body }: Request): SlackFields {
  if (!contentType.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body))
  const given = JSON.parse(body === '' ? '{}' : body) as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}

function faultReply(fault: Fault): Reply {
  if (fault.kind === 'refused') {
    return failed(fault.code, fault.code === 'missing_scope' ? { needed: 'chat:write', provided: '' } : {})
  }
  if (fault.kind === 'rate-limited') {
    return {
      status: 429,
      headers: { 'retry-after': String(fault.retryAfterS) },
      body: { ok: false, error: 'ratelimited' },
    }
  }
  return { status: fault.kind === 'status' ? fault.status : 500, body: { error: 'upstream' } }
}
