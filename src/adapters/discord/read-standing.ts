import { field, list, text } from '../read-json.ts'
import type { Standing } from './permissions.ts'

/** The objects of Discord's API that tell what a member may do in a channel; of a thread, its parent is the channel. */
export type StandingParts = {
  readonly guild: unknown
  readonly member: unknown
  /** The member's user. */
  readonly user: string
  readonly channel: unknown
}

export function readStanding({ guild, member, user, channel }: StandingParts): Standing {
  const until = text(member, 'communication_disabled_until')
  return {
    guild: text(guild, 'id') ?? '',
    owner: text(guild, 'owner_id'),
    roles: list(guild, 'roles').map((role) => ({ id: text(role, 'id') ?? '', permissions: bits(role, 'permissions') })),
    member: {
      id: user,
      roles: list(member, 'roles').filter((role) => typeof role === 'string'),
      isTimedOut: until !== null && Date.parse(until) > Date.now(),
    },
    overwrites: list(channel, 'permission_overwrites').map((overwrite) => ({
      id: text(overwrite, 'id') ?? '',
      kind: field(overwrite, 'type') === 0 ? 'role' : 'member',
      allow: bits(overwrite, 'allow'),
      deny: bits(overwrite, 'deny'),
    })),
  }
}

/** Discord writes its bits as a decimal number in a text. */
function bits(value: unknown, name: string): bigint {
  const written = text(value, name) ?? ''
  return /^\d{1,40}$/.test(written) ? BigInt(written) : 0n
}
