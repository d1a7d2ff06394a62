import { ok } from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { createSlackConnection } from '../../../src/adapters/slack/slack-connection.ts'
import type { SlackConnectionOptions } from '../../../src/adapters/slack/slack-connection.ts'
import { systemClock } from '../../../src/ops/clock.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from '../../e2e/fake-slack.ts'
import type { FakeSlack } from '../../e2e/fake-slack.ts'
import { driveHttp, driveSocket, type SlackDriver } from '../../e2e/slack-drive.ts'
import { readBlocks } from '../../e2e/slack-rules.ts'
import { SLACK_USER, type SlackWorkspace } from '../../e2e/slack-world.ts'
import { scriptConversation, type ScriptedConversation } from './scripted-conversation.ts'
import { pickPort } from '../../fakes/pick-port.ts'

export const MODES = ['Socket Mode', 'HTTP mode'] as const
const SECRET = 'fake-signing-secret'
const WAIT_MAX_MS = 15_000

/** A Slack, the bot connected to it, and a conversation that answers. */
export type Talk = {
  readonly slack: FakeSlack
  readonly home: SlackWorkspace
  readonly script: ScriptedConversation
  readonly driver: SlackDriver
  readonly notes: readonly string[]
  /** Where a reader without rights is, in a channel that the bot is in. */
  readonly here: { readonly workspace: SlackWorkspace; readonly user: string; readonly channel: string }
  /** What the reader alone was shown, and is still there, a line for each part: `respond: the answer`. */
  alone(): readonly string[]
  until(happened: () => boolean): Promise<void>
  /** Waits until nothing has been called for a while. */
  quiet(): Promise<void>
}

export async function startTalk(
  context: TestContext,
  mode: (typeof MODES)[number],
  changes: Partial<SlackConnectionOptions> = {},
  processes = 1,
): Promise<Talk> {
  const slack = await startFakeSlack()
  const script = scriptConversation()
  const notes: string[] = []
  const port = pickPort()
  const connections = Array.from({ length: processes }, () =>
    createSlackConnection({
      events:
        mode === 'HTTP mode' ? { kind: 'http', signingSecret: SECRET } : { kind: 'socket', appToken: SLACK_APP_TOKEN },
      install: null,
      tokenFor: async () => SLACK_TOKEN,
      host: '127.0.0.1',
      port,
      apiUrl: slack.apiUrl,
      clock: systemClock,
      handlers: {
        onGone: async () => {},
        onChannelGone: async () => {},
        onNote: (level, text) => void notes.push(`${level} ${text}`),
      },
      conversation: script,
      ...changes,
    }),
  )
  const stop = new AbortController()
  context.after(async () => {
    stop.abort()
    await Promise.all(connections.map((each) => each.close()))
    await slack.close()
  })
  for (const each of connections) each.start(stop.signal)
  const until = async (happened: () => boolean) => {
    const end = performance.now() + WAIT_MAX_MS
    while (!happened()) {
      ok(performance.now() < end, `it did not happen: ${JSON.stringify([notes, slack.calls, slack.violations])}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const connected = mode === 'Socket Mode' ? /Socket Mode: connected/ : /HTTP on .*: connected/
  await until(() => notes.filter((note) => connected.test(note)).length === processes)
  const [home] = slack.workspaces
  ok(home !== undefined)
  const url = `http://127.0.0.1:${port}/slack/events`
  return {
    slack,
    home,
    script,
    driver: mode === 'HTTP mode' ? driveHttp({ url, secret: SECRET }) : driveSocket(slack),
    notes,
    here: { workspace: home, user: SLACK_USER, channel: SLACK_CHANNEL },
    alone: () =>
      home.ephemerals.filter(({ removed }) => !removed).map(({ via, blocks }) => `${via}: ${lastLine(blocks)}`),
    until,
    quiet: async () => {
      for (let calls = -1; calls !== slack.calls.length;) {
        calls = slack.calls.length
        await new Promise((resolve) => setTimeout(resolve, 120))
      }
    },
  }
}

function lastLine(blocks: Parameters<typeof readBlocks>[0]): string {
  return readBlocks(blocks).trim().split('\n').at(-1) ?? ''
}
