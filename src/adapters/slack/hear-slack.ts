import { App } from '@slack/bolt'
import type { AppOptions, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import type { Lang } from '../../news/message.ts'
import type { Clock } from '../../ops/clock.ts'
import type { ConnectionHandlers } from '../connection.ts'
import type { Conversation } from '../conversation.ts'
import type { EventClaims } from '../event-claims.ts'
import { createSeenIds } from '../seen-ids.ts'
import type { createBoltLogger } from './bolt-logger.ts'
import { heedAtOnce } from './heed-at-once.ts'
import type { SlackInstalls } from './installs.ts'
import { ANSWERED_EVENTS } from './read-asking.ts'
import { HEEDED_EVENTS, readEvent } from './read-event.ts'
import { createSlackCaller } from './slack-call.ts'
import { createSlackConversation } from './slack-conversation.ts'

export type HearOptions = {
  /** As a publisher's: of a workspace, or of the environment's for null. */
  readonly tokenFor: (workspace: string | null) => Promise<string | null>
  readonly apiUrl?: string
  readonly clock: Clock
  /** Where several processes have a socket; null where this one has alone. */
  readonly claims?: EventClaims | null
  readonly handlers: ConnectionHandlers
  /** What people ask is answered by it; without one nothing is. */
  readonly conversation?: Conversation | null
  /** The ids of Slack's user groups whose members may manage every channel; none where absent. */
  readonly managers?: readonly string[]
  /** Spoken to those of whom Slack tells no language; English where absent. */
  readonly lang?: Lang
}

export type Hearing = {
  readonly receiver: SocketModeReceiver | HTTPReceiver
  readonly logger: ReturnType<typeof createBoltLogger>
  readonly clientOptions: NonNullable<AppOptions['clientOptions']>
  /** Where several workspaces install the app. */
  readonly installs: SlackInstalls | null
  /** Ends what is under way. */
  readonly signal: AbortSignal
}

/** A call that only asks who the bot is: Slack answers within a second or two. */
const TIMEOUT_MS = 15_000

/**
 * The app that events, commands, clicks and forms go through. Slack is answered before anything else is done. `settled` resolves when no
 * answer is under way.
 */
export function hearSlack(hearing: Hearing, options: HearOptions): { settled(): Promise<void> } {
  const { receiver, logger, clientOptions } = hearing
  const { tokenFor, handlers, clock } = options
  const seen = createSeenIds(clock)
  const home = rememberHome(options, hearing.installs)
  const app = new App({
    receiver,
    logger,
    clientOptions,
    convoStore: false,
    // With an installer of its own the receiver looks there, and Bolt takes nothing beside it.
    ...(receiver.installer === undefined ? { authorize: async ({ teamId }) => authorize(tokenFor, teamId) } : {}),
  })
  app.processEvent = heedAtOnce(app.processEvent.bind(app), handlers.onNote)
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
  return hearAskings(app, hearing, options, home.isBot)
}

function hearAskings(
  app: App,
  { signal }: Hearing,
  options: HearOptions,
  isBot: (workspace: string, user: string) => Promise<boolean>,
): { settled(): Promise<void> } {
  const { conversation = null, managers = [], lang = 'en', handlers } = options
  if (conversation === null) return { settled: async () => {} }
  const { hear, settled } = createSlackConversation({
    ...options,
    conversation,
    managers,
    lang,
    isBot,
    note: handlers.onNote,
    signal,
  })
  const heed = ({ body }: { readonly body: unknown }) => hear(body)
  const anything = /(?:)/
  app.command(anything, heed)
  app.action(anything, heed)
  app.shortcut(anything, heed)
  app.view(anything, heed)
  // Bolt knows messages to the bot by the kind of event, the manifest by the kind of channel too.
  for (const name of ANSWERED_EVENTS) app.event(name.replace(/\.im$/, ''), heed)
  return { settled }
}

async function authorize(tokenFor: HearOptions['tokenFor'], workspace: string | undefined) {
  const botToken = (await tokenFor(workspace ?? null)) ?? (await tokenFor(null))
  return botToken === null ? {} : { botToken }
}

/** What Slack says of the tokens: asked for once, since after a removal it no longer answers. */
function rememberHome({ tokenFor, apiUrl }: HearOptions, installs: SlackInstalls | null) {
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
      return installs === null || ((await tokenFor(null)) !== null && (await installs.find(workspace)) === null)
    },
    isBot: async (workspace: string, user: string) => (await ask(workspace))?.user === user,
  }
}
