import { field, list, text } from '../read-json.ts'

/** What an event of Slack's says that matters to deliveries. */
export type SlackNews =
  | { readonly kind: 'gone'; readonly workspace: string }
  | { readonly kind: 'channel'; readonly workspace: string; readonly channel: string; readonly because: string }
  /** Somebody left: it matters where it was the bot. `isBot` is null where the event does not say. */
  | {
      readonly kind: 'left'
      readonly workspace: string
      readonly channel: string
      readonly user: string
      readonly isBot: boolean | null
      readonly because: string
    }

const RESUME = 'then resume the subscription, or remove it.'
const ARCHIVED = `The channel was archived. Take it out of the archive, ${RESUME}`
const DELETED = 'The channel was deleted. Remove the subscription.'
const REMOVED = `The app was removed from the channel. Invite it again (/invite), ${RESUME}`

/** Channels' own events, public and private: https://docs.slack.dev/reference/events. */
const CHANNEL_EVENTS: Readonly<Record<string, string>> = {
  channel_archive: ARCHIVED,
  group_archive: ARCHIVED,
  channel_deleted: DELETED,
  group_deleted: DELETED,
  channel_left: REMOVED,
  group_left: REMOVED,
}

/** The events that are heeded, as the app's manifest names them. */
export const HEEDED_EVENTS: readonly string[] = [
  'app_uninstalled',
  'tokens_revoked',
  ...Object.keys(CHANNEL_EVENTS),
  'member_left_channel',
]

/** Reads the body of an Events API request; null for what does not matter here. */
export function readEvent(body: unknown): SlackNews | null {
  const event = field(body, 'event')
  const type = text(event, 'type')
  const workspace = text(body, 'team_id')
  if (type === null || workspace === null) return null
  if (type === 'app_uninstalled') return { kind: 'gone', workspace }
  if (type === 'tokens_revoked') {
    // People's own tokens may come with it or alone; we hold only the bot's.
    return list(field(event, 'tokens'), 'bot').length > 0 ? { kind: 'gone', workspace } : null
  }
  const channel = text(event, 'channel')
  if (channel === null) return null
  const because = CHANNEL_EVENTS[type]
  if (because !== undefined) return { kind: 'channel', workspace, channel, because }
  const user = text(event, 'user')
  if (type !== 'member_left_channel' || user === null) return null
  return { kind: 'left', workspace, channel, user, isBot: isBot(body, user), because: REMOVED }
}

/** Whether a user is the bot: the event's own list of installations names its user. Null where it does not say. */
export function isBot(body: unknown, user: string): boolean | null {
  const bots = list(body, 'authorizations').filter((each) => field(each, 'is_bot') === true)
  return bots.length === 0 ? null : bots.some((each) => text(each, 'user_id') === user)
}
