import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Ask } from '../../../src/news/chat.ts'
import { storyId } from '../../../src/news/ids.ts'
import type { ChatMessage } from '../../../src/news/message.ts'
import { hearAsk, type AskHeard } from '../../../src/pipeline/conversation/hear-asks.ts'

const MESSAGE: ChatMessage = { lang: 'en', title: 'T', notification: 'N.', context: [], sections: [] }
const ASK: Ask = {
  id: '1337.42.trigger-hush',
  asker: { platform: 'slack', workspace: 'T1', user: 'U-hush', lang: 'en', zone: null },
  channel: { platform: 'slack', id: 'C1' },
  text: { kind: 'words', text: 'brief the dam, hush' },
  mayManage: async () => 'may',
}

test('an asking is told when it comes and when it is answered, by one number, without who asked or what was typed', async () => {
  const lines: Record<string, unknown>[] = []
  const heard: AskHeard[] = []
  const say = (level: string) => (facts: Readonly<Record<string, unknown>>, msg: string) =>
    void lines.push({ level, ...facts, msg })
  const log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
  const reply = { message: MESSAGE, audience: 'asker', accepted: null, better: null } as const
  const answer = async () => ({ reply, command: 'brief', outcome: 'answered', story: storyId('dam') }) as const
  equal(await hearAsk(ASK, { log, onAsked: (one) => heard.push(one) }, answer), reply)
  const [came, answered] = lines
  deepEqual([came?.['level'], came?.['msg'], answered?.['msg']], ['debug', 'somebody asks', 'brief: answered'])
  equal(came?.['ask'], answered?.['ask'])
  deepEqual([answered?.['story'], answered?.['channel'], answered?.['command']], ['dam', 'C1', 'brief'])
  ok(Number(answered?.['ms']) >= 0)
  ok(!JSON.stringify(lines).includes('hush'))
  deepEqual(
    heard.map(({ platform, command, outcome }) => [platform, command, outcome]),
    [['slack', 'brief', 'answered']],
  )
})
