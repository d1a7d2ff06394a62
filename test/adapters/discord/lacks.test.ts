import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { PermissionFlagsBits as Bits } from 'discord.js'
import { readInteraction } from '../../../src/adapters/discord/read-interaction.ts'
import { INVITED } from './invited.ts'

const asked = {
  id: '910000000000000001',
  application_id: '910000000000000002',
  token: 'dG9rZW4',
  type: 2,
  channel_id: '910000000000000003',
  channel: { id: '910000000000000003', type: 0 },
  guild_id: '910000000000000004',
  locale: 'en-US',
  member: { user: { id: '910000000000000005' }, roles: [], permissions: '0' },
  data: { type: 1, name: 'follow', options: [] },
}
const [TEXT, VOICE, FORUM_POST] = [{ type: 0 }, { type: 2 }, { type: 11 }]
const without = (...bits: readonly bigint[]) => bits.reduce((left, bit) => left & ~bit, INVITED)

const cases: readonly (readonly [what: string, bits: bigint, channel: object, lack: string | null])[] = [
  ['all that the invitation gives', INVITED, TEXT, null],
  ['an administrator’s rights', Bits.Administrator, TEXT, null],
  ['the same in a voice channel', INVITED, VOICE, null],
  ['no right to send', without(Bits.SendMessages), TEXT, 'every-post: It lacks Send Messages.'],
  [
    'no right to see or to show cards',
    without(Bits.ViewChannel, Bits.EmbedLinks),
    TEXT,
    'every-post: It lacks View Channel and Embed Links.',
  ],
  [
    'nothing at all',
    0n,
    TEXT,
    'every-post: It lacks View Channel, Send Messages, Embed Links, Read Message History, Create Public Threads, and Send Messages in Threads.',
  ],
  ['no history', without(Bits.ReadMessageHistory), TEXT, 'something: lacks Read Message History here'],
  ['no threads', without(Bits.CreatePublicThreads), TEXT, 'something: lacks Create Public Threads here'],
  [
    'no right to send in a thread, in a channel',
    without(Bits.SendMessagesInThreads),
    TEXT,
    'something: lacks Send Messages in Threads here',
  ],
  [
    'the same in a thread',
    without(Bits.SendMessagesInThreads),
    FORUM_POST,
    'every-post: It lacks Send Messages in Threads.',
  ],
  [
    'no right to send in the channel, in a thread',
    without(Bits.SendMessages, Bits.CreatePublicThreads),
    FORUM_POST,
    null,
  ],
]
for (const [what, bits, channel, expected] of cases) {
  test(`with ${what} the bot lacks ${expected ?? 'nothing'}`, () => {
    const lack = readInteraction({ ...asked, channel, app_permissions: String(bits) }, [])?.lack ?? null
    const named = /(?:It )?lacks [^.:]*(?: here|\.)/.exec(lack?.text ?? '')?.[0]
    equal(lack === null ? null : `${lack.stops}: ${named ?? lack.text}`, expected)
  })
}

test('it is said in the asker’s language, with who can mend it; where Discord says nothing, nothing is said', () => {
  const bits = String(without(Bits.SendMessages, Bits.EmbedLinks))
  equal(
    readInteraction({ ...asked, locale: 'es-419', app_permissions: bits }, [])?.lack?.text,
    'Standfirst no puede publicar en este canal. Le faltan Enviar mensajes (Send Messages) e Insertar enlaces (Embed Links). ' +
      'Quien gestiona el canal puede permitirlo: Editar canal, Permisos, añadir a Standfirst.',
  )
  const unsaid = [undefined, '', 'all', 7, null].map((given) => ({ ...asked, app_permissions: given }))
  const direct = { ...asked, guild_id: undefined, user: asked.member.user, app_permissions: '0' }
  deepEqual(
    [...unsaid, direct].map((each) => readInteraction(each, [])?.lack),
    [null, null, null, null, null, null],
  )
})
