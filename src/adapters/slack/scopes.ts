/** The bot's scopes, each with what it is for, as a person who lacks it is told. */
const SCOPES: Readonly<Record<string, string>> = {
  'chat:write': 'to post, and to edit its own posts',
  'channels:history': 'to look for a digest that may or may not have been posted',
  'groups:history': 'to look for one in private channels',
  'channels:read': 'to see whether a channel is there, archived, or left',
  'groups:read': 'to see the same of private channels',
}

export const NEEDED_SCOPES: readonly string[] = Object.keys(SCOPES)

/** The scopes that are not among `granted`, each with what it is for. */
export function missingScopes(granted: readonly string[]): readonly string[] {
  return Object.entries(SCOPES).flatMap(([scope, use]) => (granted.includes(scope) ? [] : [`${scope} (${use})`]))
}
