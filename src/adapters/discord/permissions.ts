import { PermissionFlagsBits } from 'discord.js'

type Overwrite = {
  readonly id: string
  readonly kind: 'role' | 'member'
  readonly allow: bigint
  readonly deny: bigint
}

export type Standing = {
  readonly guild: string
  readonly owner: string | null
  /** The role of everyone has the guild's id. */
  readonly roles: readonly { readonly id: string; readonly permissions: bigint }[]
  readonly member: { readonly id: string; readonly roles: readonly string[]; readonly isTimedOut: boolean }
  /** Of the channel; of a thread, its parent's. */
  readonly overwrites: readonly Overwrite[]
}

/** What a digest needs in a channel, by the names that Discord's own settings show. */
const IN_CHANNEL: readonly (readonly [string, bigint])[] = [
  ['View Channel', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
  ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
  ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
]
/** In a thread nobody starts another, and the right to send is one of its own. */
const NOT_IN_THREAD = new Set(['Send Messages', 'Create Public Threads'])

const ALL = Object.values(PermissionFlagsBits).reduce((bits, bit) => bits | bit, 0n)
const WHILE_TIMED_OUT = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory

/** The permissions of a member in a channel: https://docs.discord.com/developers/topics/permissions#permission-overwrites. */
function permissionsIn({ guild, owner, roles, member, overwrites }: Standing): bigint {
  if (owner === member.id) return ALL
  const held = roles.filter(({ id }) => id === guild || member.roles.includes(id))
  const base = held.reduce((bits, { permissions }) => bits | permissions, 0n)
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ALL
  const layers = [
    overwrites.filter(({ id, kind }) => kind === 'role' && id === guild),
    overwrites.filter(({ id, kind }) => kind === 'role' && id !== guild && member.roles.includes(id)),
    overwrites.filter(({ id, kind }) => kind === 'member' && id === member.id),
  ]
  const bits = layers.reduce((before, layer) => {
    const denied = layer.reduce((sum, { deny }) => sum | deny, 0n)
    return (before & ~denied) | layer.reduce((sum, { allow }) => sum | allow, 0n)
  }, base)
  return member.isTimedOut ? bits & WHILE_TIMED_OUT : bits
}

/** What a digest lacks there, by the names in Discord's own settings. */
export function missingPermissions(standing: Standing, place: 'channel' | 'thread'): readonly string[] {
  const bits = permissionsIn(standing)
  const needed = IN_CHANNEL.filter(([name]) => place === 'channel' || !NOT_IN_THREAD.has(name))
  return needed.filter(([, bit]) => (bits & bit) === 0n).map(([name]) => name)
}
