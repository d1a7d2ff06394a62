import { ChannelType, PermissionFlagsBits } from 'discord.js'

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
const IN_CHANNEL = [
  ['View Channel', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
  ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
  ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
] as const
export type PermissionName = (typeof IN_CHANNEL)[number][0]
/** Where posts go: a thread has a right to send of its own. */
export type PostPlace = 'channel' | 'thread'

/** In a thread nobody starts another, and the right to send is one of its own. */
const NOT_IN_THREAD: ReadonlySet<PermissionName> = new Set<PermissionName>(['Send Messages', 'Create Public Threads'])
/** Without one of these no post comes at all; without the others a digest that may have been posted is not found, or has no thread. */
const TO_POST: Readonly<Record<PostPlace, ReadonlySet<PermissionName>>> = {
  channel: new Set<PermissionName>(['View Channel', 'Send Messages', 'Embed Links']),
  thread: new Set<PermissionName>(['View Channel', 'Send Messages in Threads', 'Embed Links']),
}

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
export function missingPermissions(standing: Standing, place: PostPlace): readonly PermissionName[] {
  return missingOf(permissionsIn(standing), place)
}

/** What a digest lacks there with these permissions, as Discord counts them for the very channel or thread. */
export function missingOf(bits: bigint, place: PostPlace): readonly PermissionName[] {
  if ((bits & PermissionFlagsBits.Administrator) !== 0n) return []
  const needed = IN_CHANNEL.filter(([name]) => place === 'channel' || !NOT_IN_THREAD.has(name))
  return needed.filter(([, bit]) => (bits & bit) === 0n).map(([name]) => name)
}

/** Whether without these nothing can be posted. */
export function stopsPosts(missing: readonly PermissionName[], place: PostPlace): boolean {
  return missing.some((name) => TO_POST[place].has(name))
}

/** A channel's type that is one of the kinds of threads. */
export function isThreadType(type: unknown): boolean {
  return THREADS.includes(type)
}

const THREADS: readonly unknown[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]
