import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { PermissionFlagsBits as Bits } from 'discord.js'
import { missingPermissions, type Standing } from '../../../src/adapters/discord/permissions.ts'
import { INVITED } from './invited.ts'

const [GUILD, BOT, ROLE, OTHER] = ['1', '2', '3', '4']
const ALL = [
  'View Channel',
  'Send Messages',
  'Embed Links',
  'Read Message History',
  'Create Public Threads',
  'Send Messages in Threads',
]

const member = { id: BOT, roles: [ROLE], isTimedOut: false }
const invited: Standing = {
  guild: GUILD,
  owner: '9',
  roles: [
    { id: GUILD, permissions: 0n },
    { id: ROLE, permissions: INVITED },
    { id: OTHER, permissions: Bits.Administrator },
  ],
  member,
  overwrites: [],
}
const over = (id: string, kind: 'role' | 'member', allow: bigint, deny: bigint) => ({ id, kind, allow, deny })
const S = Bits.SendMessages

const cases: readonly (readonly [string, Partial<Standing>, readonly string[]])[] = [
  ['the invitation gives all', {}, []],
  ['no role of its own gives nothing', { member: { ...member, roles: [] } }, ALL],
  [
    'what everyone may do counts',
    { member: { ...member, roles: [] }, roles: [{ id: GUILD, permissions: INVITED }] },
    [],
  ],
  ['the owner may do all', { owner: BOT, roles: [] }, []],
  [
    'an administrator may do all, whatever the channel says',
    { member: { ...member, roles: [OTHER] }, overwrites: [over(BOT, 'member', 0n, INVITED)] },
    [],
  ],
  ['denied to everyone', { overwrites: [over(GUILD, 'role', 0n, S)] }, ['Send Messages']],
  [
    'a role of its own goes before everyone',
    { overwrites: [over(ROLE, 'role', S, 0n), over(GUILD, 'role', 0n, S)] },
    [],
  ],
  [
    'of its roles one that allows goes before one that denies',
    {
      member: { ...member, roles: [ROLE, '5'] },
      overwrites: [over('5', 'role', 0n, S), over(ROLE, 'role', S, 0n)],
    },
    [],
  ],
  [
    'the bot itself goes before its roles',
    { overwrites: [over(BOT, 'member', 0n, S), over(ROLE, 'role', S, 0n)] },
    ['Send Messages'],
  ],
  [
    'what others have does not count',
    { overwrites: [over(OTHER, 'role', 0n, INVITED), over('7', 'member', 0n, S)] },
    [],
  ],
  ['a role with the id of a member is none of it', { overwrites: [over(BOT, 'role', 0n, S)] }, []],
  [
    'several are named in order',
    { overwrites: [over(GUILD, 'role', 0n, Bits.EmbedLinks | Bits.CreatePublicThreads | Bits.ViewChannel)] },
    ['View Channel', 'Embed Links', 'Create Public Threads'],
  ],
  [
    'whoever is timed out may only look on',
    { member: { ...member, isTimedOut: true } },
    ['Send Messages', 'Embed Links', 'Create Public Threads', 'Send Messages in Threads'],
  ],
]
for (const [name, changes, expected] of cases) {
  test(`Discord's permissions: ${name}`, () => {
    deepEqual(missingPermissions({ ...invited, ...changes }, 'channel'), expected)
  })
}

test('in a thread the right to send in threads counts, and no other right to send', () => {
  const denied = Bits.SendMessages | Bits.CreatePublicThreads
  const standing = (bits: bigint) => ({
    ...invited,
    overwrites: [over(GUILD, 'role', 0n, 0n), over(BOT, 'member', 0n, bits)],
  })
  deepEqual(missingPermissions(standing(denied), 'thread'), [])
  deepEqual(missingPermissions(standing(Bits.SendMessagesInThreads), 'thread'), ['Send Messages in Threads'])
})
