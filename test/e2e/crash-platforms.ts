import { CHAT_PLATFORMS } from './crash-desk.ts'
import type { ChatPlatform, CrashChannel } from './crash-desk.ts'
import { addChannel as addDiscordChannel } from './discord-world.ts'
import { DISCORD_GUILD, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import type { FakeWays, Fault, Request } from './fake-http.ts'
import { SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import { postedOnDiscord, postedOnSlack } from './posted.ts'
import type { PostedMark } from './posted.ts'
import { addChannel as addSlackChannel } from './slack-world.ts'

/** What the platforms of a run are like. */
export type CrashWeather = {
  /** Gives 0 to 1. */
  readonly random: () => number
  /** Of the requests that deliver something, the share that meets a fault while bots are killed. */
  readonly faultShare: number
  /** Whether the published limits are kept. */
  readonly limits: boolean
  /** Whether Discord still knows the nonces of the dead when the next bot starts. */
  readonly noncesKept: boolean
}

/** A Slack and a Discord, for a bot that is killed. */
export type CrashPlatforms = {
  readonly env: Readonly<Record<string, string>>
  /** A bot starts: at the n-th moment of its requests `die` is called. */
  begin(pulse: number, die: () => void): void
  /** Moments of requests since the bot started, and how long ago the last was. */
  pulses(): number
  idleMs(): number
  /** From now on no request meets a fault, and nobody dies. */
  calm(): void
  advance(ms: number): void
  posted(channel: CrashChannel): readonly PostedMark[]
  violations(platform: ChatPlatform): readonly string[]
  troubled(platform: ChatPlatform): number
  close(): Promise<void>
}

/** A request takes up to so long each way: so a kill meets every state of it. */
const LATENCY_MAX_MS = 15
/** The process may be dead at once, or some milliseconds later, when it has read the answer. */
const DEATH_MAX_MS = 8
/** Requests that deliver something or look for it. */
const DELIVERING = /\/(?:chat|conversations)\.|\/channels\//
const FAULTS: readonly Fault[] = [
  { kind: 'rate-limited', retryAfterS: 1 },
  { kind: 'rate-limited', retryAfterS: 1 },
  { kind: 'rate-limited', retryAfterS: 1, global: true },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'status-accepting', status: 500 },
  { kind: 'reset' },
  { kind: 'reset-accepting' },
  { kind: 'reset-accepting' },
  { kind: 'hang-accepting' },
]

export async function openCrashPlatforms(
  channels: readonly CrashChannel[],
  { random, faultShare, limits }: CrashWeather,
): Promise<CrashPlatforms> {
  const troubled = { slack: 0, discord: 0 }
  let [isCalm, pulses, last, deadly] = [false, 0, 0, Infinity]
  let die = () => {}

  const waysOf = (platform: ChatPlatform): FakeWays => ({
    latencyMs: (request) => {
      if (isDelivering(request)) {
        pulses += 1
        last = performance.now()
        if (pulses === deadly) setTimeout(die, random() < 0.5 ? 0 : random() * DEATH_MAX_MS)
      }
      return random() * LATENCY_MAX_MS
    },
    faultFor: (request) => {
      if (isCalm || !isDelivering(request) || random() >= faultShare) return { kind: 'none' }
      troubled[platform] += 1
      return FAULTS[Math.floor(random() * FAULTS.length)]!
    },
  })
  const slack = await startFakeSlack({ limits, ...waysOf('slack') })
  const discord = await startFakeDiscord({ limits, ...waysOf('discord') })
  for (const { id, platform } of channels) {
    if (platform === 'slack') addSlackChannel(slack.workspaces[0]!, { id })
    else addDiscordChannel(discord.world, { id, guild: DISCORD_GUILD })
  }
  const fakes = { slack, discord }
  return {
    env: {
      SLACK_BOT_TOKEN: SLACK_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN,
      DISCORD_API_URL: discord.apiUrl,
    },
    begin: (pulse, end) => {
      pulses = 0
      deadly = pulse
      die = end
    },
    pulses: () => pulses,
    idleMs: () => performance.now() - last,
    calm: () => {
      isCalm = true
      pulses = 0
      deadly = Infinity
    },
    advance: (ms) => {
      for (const platform of CHAT_PLATFORMS) fakes[platform].clock.advance(ms)
    },
    posted: ({ platform, id }) => (platform === 'slack' ? postedOnSlack(slack, id) : postedOnDiscord(discord, id)),
    violations: (platform) => [...fakes[platform].violations],
    troubled: (platform) => troubled[platform] + fakes[platform].limited(),
    close: async () => {
      await slack.close()
      await discord.close()
    },
  }
}

function isDelivering({ path }: Request): boolean {
  return DELIVERING.test(path)
}
