// `node test/e2e/platforms.ts [CHANNELS]`: a Slack and a Discord on 127.0.0.1 with limits kept, for a bot in another process. The
// first line printed says how to reach them; then each line of standard input is a request in JSON, answered by a line of JSON:
//   {"do":"report"}                                     what stands in each channel, in order, and what went wrong
//   {"do":"inject","platform":"slack","kind":"chat.postMessage","fault":{"kind":"reset-accepting"}}
//   {"do":"advance","ms":600000}                        time goes on for limits and nonces
//   {"do":"end"}
import { createInterface } from 'node:readline'
import { addChannel as addDiscordChannel } from './discord-world.ts'
import { DISCORD_CHANNEL, DISCORD_GUILD, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import type { Fault } from './fake-http.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import { postedOnDiscord, postedOnSlack } from './posted.ts'
import type { PostedMark } from './posted.ts'
import { addChannel as addSlackChannel } from './slack-world.ts'

type Wish =
  | { readonly do: 'report' }
  | { readonly do: 'inject'; readonly platform: 'slack' | 'discord'; readonly kind?: string; readonly fault: Fault }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'end' }

const further = Math.max(0, Number(process.argv[2] ?? 1) - 1)
const numbers = Array.from({ length: further }, (_, index) => String(index + 1).padStart(5, '0'))
const slackChannels = [SLACK_CHANNEL, ...numbers.map((n) => `C0MORE${n}`)]
const discordChannels = [DISCORD_CHANNEL, ...numbers.map((n) => `9000000000001${n}`)]
const slack = await startFakeSlack({ limits: true })
const discord = await startFakeDiscord({ limits: true })
for (const id of slackChannels) addSlackChannel(slack.workspaces[0]!, { id })
for (const id of discordChannels) addDiscordChannel(discord.world, { id, guild: DISCORD_GUILD })
say({
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: SLACK_TOKEN,
  SLACK_APP_TOKEN,
  DISCORD_API_URL: discord.apiUrl,
  DISCORD_TOKEN,
  slackChannels,
  discordChannels,
})
for await (const line of createInterface({ input: process.stdin })) {
  const wish = JSON.parse(line) as Wish
  if (wish.do === 'end') break
  say(obey(wish))
}
await slack.close()
await discord.close()

function obey(wish: Exclude<Wish, { readonly do: 'end' }>): unknown {
  if (wish.do === 'report') return report()
  if (wish.do === 'advance') {
    slack.clock.advance(wish.ms)
    discord.clock.advance(wish.ms)
    return { ok: true }
  }
  const fake = wish.platform === 'slack' ? slack : discord
  if (wish.kind === undefined) fake.inject(wish.fault)
  else fake.injectFor(wish.kind, wish.fault)
  return { ok: true }
}

function report() {
  const tell = (channels: readonly string[], posted: (channel: string) => readonly PostedMark[]) =>
    Object.fromEntries(
      channels.map((channel) => {
        const marks = posted(channel)
        const names = marks.map(({ delivery, part, parts }) => `${delivery} ${part}/${parts}`)
        return [channel, { posted: names, twice: names.filter((name, index) => names.indexOf(name) < index) }]
      }),
    )
  return {
    slack: {
      channels: tell(slackChannels, (channel) => postedOnSlack(slack, channel)),
      limited: slack.limited(),
      violations: slack.violations,
    },
    discord: {
      channels: tell(discordChannels, (channel) => postedOnDiscord(discord, channel)),
      limited: discord.limited(),
      violations: discord.violations,
    },
  }
}

function say(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
