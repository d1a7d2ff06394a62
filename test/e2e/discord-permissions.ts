/** Discord's bits: https://docs.discord.com/developers/topics/permissions. */
export const PERMISSIONS = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  EMBED_LINKS: 1n << 14n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const
export type PermissionName = keyof typeof PERMISSIONS
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as PermissionName[]

/** `type` 0 is for a role, 1 for a member; the bits as Discord writes them, in decimal. */
export type Overwrite = { readonly id: string; readonly type: 0 | 1; readonly allow: string; readonly deny: string }
export type Role = { readonly id: string; readonly name: string; permissions: string; readonly position: number }
export type Member = { readonly id: string; readonly roles: readonly string[] }

const ALL = (1n << 52n) - 1n

export function bitsOf(...names: readonly PermissionName[]): string {
  return String(names.reduce((bits, name) => bits | PERMISSIONS[name], 0n))
}

/**
 * What a member may do in a channel: everyone's role and his own, then the overwrites of everyone, of his roles together, and
 * of himself. The role of everyone has the guild's id.
 */
export function permissionsIn(
  guild: string,
  roles: readonly Role[],
  member: Member,
  overwrites: readonly Overwrite[],
): (name: PermissionName) => boolean {
  const held = roles.filter(({ id }) => id === guild || member.roles.includes(id))
  let bits = held.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n)
  if ((bits & PERMISSIONS.ADMINISTRATOR) !== 0n) bits = ALL
  else {
    for (const layer of [
      overwrites.filter(({ id }) => id === guild),
      overwrites.filter(({ id, type }) => type === 0 && id !== guild && member.roles.includes(id)),
      overwrites.filter(({ id, type }) => type === 1 && id === member.id),
    ]) {
      const denied = layer.reduce((sum, { deny }) => sum | BigInt(deny), 0n)
      const allowed = layer.reduce((sum, { allow }) => sum | BigInt(allow), 0n)
      bits = (bits & ~denied) | allowed
    }
  }
  // Who does not see a channel can do nothing in it.
  if ((bits & PERMISSIONS.VIEW_CHANNEL) === 0n) bits = 0n
  return (name) => (bits & PERMISSIONS[name]) !== 0n
}
