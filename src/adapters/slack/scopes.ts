/** The bot's scopes, each with what it is for, as a person who lacks it is told. */
const SCOPES: Readonly<Record<string, string>> = {
  'chat:write': 'to post, and to edit its own posts',
  'channels:history': 'to look for a digest that may or may not have been posted',
  'groups:history': 'to look for one in private channels',
  'channels:read': 'to see whether a channel is there, archived, or left',
  'groups:read': 'to see the same of private channels',
  commands: 'to answer slash commands and shortcuts',
  'app_mentions:read': 'to answer where it is mentioned',
  'im:history': 'to answer what is written to it alone',
  'im:read': 'to tell its own direct messages from those of others',
  'users:read': "to know a person's zone and language, and who is an admin",
  'usergroups:read': 'to know who is in the user group that may manage channels',
}

export const NEEDED_SCOPES: readonly string[] = Object.keys(SCOPES)

/** The scopes that are not among `granted`, each with what it is for. */
export function missingScopes(granted: readonly string[]): readonly string[] {
  return Object.entries(SCOPES).flatMap(([scope, use]) => (granted.includes(scope) ? [] : [`${scope} (${use})`]))
}
