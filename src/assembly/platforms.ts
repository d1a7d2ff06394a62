import type { Connection } from '../adapters/connection.ts'
import type { Conversation } from '../adapters/conversation.ts'
import type { EventClaims } from '../adapters/event-claims.ts'
import type { Finding } from '../adapters/finding.ts'
import type { Publisher } from '../adapters/publisher.ts'
import type { Config } from '../config/config.ts'
import { channelKey, type ChannelRef } from '../news/message.ts'
import { systemClock } from '../ops/clock.ts'
import type { Log } from '../ops/log.ts'
import type { Desk } from '../pipeline/desk.ts'

type Installations = Desk['installations']
type SlackConfig = NonNullable<Config['slack']>
/** Slack's settings, and where the tokens of each workspace are. */
type SlackAccess = {
  readonly settings: SlackConfig
  readonly vault: {
    readonly save: (workspace: string, text: string) => Promise<void>
    readonly find: (workspace: string) => Promise<string | null>
    readonly list: () => Promise<readonly string[]>
  } | null
  readonly stateSecret: string
  readonly tokenFor: (workspace: string | null) => Promise<string | null>
}
/** Slack's settings with the key of the installations turned in its lock; null where Slack is not set up. */
export async function openSlackAccess({ slack }: Config, store: Installations): Promise<SlackAccess | null> {
  if (slack === null) return null
  const home = slack.token?.reveal() ?? null
  if (slack.install === null) {
    return { settings: slack, vault: null, stateSecret: '', tokenFor: async () => home }
  }
  const [{ createSealer }, { createVault }, { findBotToken }] = await Promise.all([
    import('../ops/seal.ts'),
    import('../pipeline/token-vault.ts'),
    import('../adapters/slack/installs.ts'),
  ])
  const sealer = createSealer(slack.install.secretKey.reveal(), 'STANDFIRST_SECRET_KEY')
  const vault = createVault('slack', { store, sealer, clock: systemClock })
  return {
    settings: slack,
    vault,
    stateSecret: sealer.derive('slack oauth state'),
    tokenFor: async (workspace) => (workspace === null ? null : await findBotToken(vault, workspace)) ?? home,
  }
}

const addressOf = (apiUrl: string | null) => (apiUrl === null ? {} : { apiUrl })

/** Each platform that has a token. Their packages are heavy: only a bot loads them. */
export async function openPublishers({ discord }: Config, slack: SlackAccess | null): Promise<readonly Publisher[]> {
  const publishers: Publisher[] = []
  if (slack !== null) {
    const { createWorkspacePublisher } = await import('../adapters/slack/workspace-publisher.ts')
    const { tokenFor, settings } = slack
    publishers.push(createWorkspacePublisher({ tokenFor, ...addressOf(settings.apiUrl) }))
  }
  if (discord !== null) {
    const { createDiscordPublisher } = await import('../adapters/discord/discord-publisher.ts')
    publishers.push(createDiscordPublisher({ token: discord.token.reveal(), ...addressOf(discord.apiUrl) }))
  }
  return publishers
}

type ConnectionParts = {
  readonly config: Config
  readonly slack: SlackAccess | null
  readonly log: Log
  readonly store: Installations
  /** Who answers what people ask; where there is none, nobody does. */
  readonly conversation?: Conversation | null
  /** What the processes of one bot share of what they hear. */
  readonly claims?: EventClaims | null
}

/** What tells of removals between posts: Slack's where its settings say how, Discord's wherever there is a token. */
export async function openConnections({
  config,
  slack,
  log,
  store,
  conversation = null,
  claims = null,
}: ConnectionParts): Promise<readonly Connection[]> {
  const { heedPlatform } = await import('../pipeline/digest/heed-platform.ts')
  const parts = { store, clock: systemClock, log }
  const connections: Connection[] = []
  if (slack !== null && (eventsOf(slack.settings).kind !== 'none' || slack.vault !== null)) {
    const { createSlackConnection } = await import('../adapters/slack/slack-connection.ts')
    const { settings, vault, stateSecret, tokenFor } = slack
    const { install, host, port } = settings
    connections.push(
      createSlackConnection({
        events: eventsOf(settings),
        install:
          install === null || vault === null
            ? null
            : { clientId: install.clientId, clientSecret: install.clientSecret.reveal(), stateSecret, installs: vault },
        tokenFor,
        host,
        port,
        ...addressOf(settings.apiUrl),
        clock: systemClock,
        handlers: heedPlatform('slack', parts),
        conversation,
        claims,
        managers: config.managers.slack,
        lang: config.lang,
      }),
    )
  }
  if (config.discord !== null) {
    const { createDiscordConnection } = await import('../adapters/discord/discord-connection.ts')
    const { token, apiUrl } = config.discord
    const handlers = heedPlatform('discord', parts)
    const asking = { conversation, claims, managerRoles: config.managers.discord, clock: systemClock }
    connections.push(createDiscordConnection({ token: token.reveal(), ...addressOf(apiUrl), handlers, ...asking }))
  }
  return connections
}

function eventsOf({ appToken, signingSecret }: SlackConfig) {
  if (appToken !== null) return { kind: 'socket', appToken: appToken.reveal() } as const
  if (signingSecret !== null) return { kind: 'http', signingSecret: signingSecret.reveal() } as const
  return { kind: 'none' } as const
}

/** Each channel once, however many stories it follows; as the store has it, which knows its workspace. */
export function channelsOf(subscriptions: readonly { readonly channel: ChannelRef }[]): readonly ChannelRef[] {
  const channels = new Map<string, ChannelRef>()
  for (const { channel } of subscriptions) {
    const key = channelKey(channel)
    if (!channels.has(key)) channels.set(key, channel)
  }
  return [...channels.values()]
}

type PlatformLook = {
  readonly config: Config
  /** The subscribed ones, of any platform. */
  readonly channels: readonly ChannelRef[]
  readonly store: Installations
  readonly limit: AbortSignal
}

/** Each token is asked about its own channels: the environment's, and that of each workspace that installed the app. */
export async function examineSlack({ config, channels, store, limit }: PlatformLook): Promise<readonly Finding[]> {
  const { slack } = config
  if (slack === null) return [{ name: 'slack', ...NO_TOKEN }]
  const { checkSlack, checkSlackAppToken } = await import('../adapters/slack/check-slack.ts')
  const access = await openSlackAccess(config, store)
  const address = addressOf(slack.apiUrl)
  const findings: Finding[] = []
  if (slack.appToken !== null)
    findings.push(await checkSlackAppToken({ token: slack.appToken.reveal(), ...address }, limit))
  const installed =
    slack.install === null ? [] : (await store.listInstallations('slack')).map(({ workspace }) => workspace)
  const ownOf = (workspace: string | null) =>
    channels.filter(({ platform, workspace: named = null }) => {
      if (platform !== 'slack') return false
      return workspace === null ? named === null || !installed.includes(named) : named === workspace
    })
  for (const workspace of [null, ...installed]) {
    const token = (await access?.tokenFor(workspace)) ?? null
    const own = ownOf(workspace)
    if (token !== null) findings.push(...(await checkSlack({ token, ...address, channels: own }, limit)))
    else findings.push(...own.map(noTokenFor))
  }
  if (slack.token !== null || installed.length > 0) return findings
  const found = 'no workspace has installed the app yet'
  return [...findings, { name: 'slack', found, mend: 'Start the bot, and open its page /slack/install.' }]
}

function noTokenFor({ id, workspace }: ChannelRef): Finding {
  const name = `slack ${id}`
  if (workspace === undefined) {
    const mend = 'Write its workspace too, as in slack:T0123ABCD/C0123ABCD, or set SLACK_BOT_TOKEN.'
    return { name, found: 'it names no workspace, and SLACK_BOT_TOKEN is not set', mend }
  }
  const mend = `Start the bot, and install the app there on its page /slack/install.`
  return { name, found: `the app is not installed in workspace ${workspace}`, mend }
}

/** Discord's token, and what the bot lacks in each channel. */
export async function examineDiscord({
  config,
  channels,
  limit,
}: Omit<PlatformLook, 'store'>): Promise<readonly Finding[]> {
  const { discord } = config
  if (discord === null) return [{ name: 'discord', ...NO_TOKEN }]
  const { checkDiscord } = await import('../adapters/discord/check-discord.ts')
  const options = { token: discord.token.reveal(), ...addressOf(discord.apiUrl) }
  return checkDiscord({ ...options, channels: channels.filter(({ platform }) => platform === 'discord') }, limit)
}

const NO_TOKEN = { found: 'no token: digests do not go there', mend: null }
