import type { types } from '@slack/bolt'
import type { Reply } from './fake-http.ts'
import { contentOf, done, failed, isReply, reach, refused } from './slack-calls.ts'
import type { SlackCall, SlackMethod } from './slack-calls.ts'
import { contentFaults } from './slack-rules.ts'
import { viewFaults } from './slack-view-rules.ts'

/** Slack's tiers 2 and 4. */
const [TIER_2, TIER_4] = [20, 100]

/** What a bot token may ask about people, and show to one of them. */
export const PEOPLE_METHODS: Readonly<Record<string, SlackMethod>> = {
  'users.info': { perMinute: TIER_4, scopes: ['users:read'], arguments: ['user', 'include_locale'], run: userInfo },
  'usergroups.users.list': {
    perMinute: TIER_2,
    scopes: ['usergroups:read'],
    arguments: ['usergroup'],
    run: ({ fields, workspace }) => {
      const users = workspace.groups.get(fields['usergroup'] ?? '')
      return users === undefined ? failed('no_such_subteam') : done({ users })
    },
  },
  'chat.postEphemeral': {
    perMinute: TIER_4,
    scopes: ['chat:write'],
    arguments: ['channel', 'user', 'text', 'blocks', 'parse', 'link_names', 'thread_ts'],
    run: postEphemeral,
  },
  'views.publish': { perMinute: TIER_4, scopes: [], arguments: ['user_id', 'view', 'hash'], run: publishView },
  'views.open': { perMinute: TIER_4, scopes: [], arguments: ['trigger_id', 'view'], run: openView },
}

function userInfo({ fields, workspace }: SlackCall): Reply {
  const user = workspace.users.get(fields['user'] ?? '')
  if (user === undefined) return failed('user_not_found')
  return done({
    user: {
      id: user.id,
      team_id: user.team ?? workspace.id,
      name: 'reader',
      deleted: false,
      tz: user.tz,
      tz_label: user.tz,
      ...(fields['include_locale'] === 'true' ? { locale: user.locale } : {}),
      is_admin: user.isAdmin,
      is_owner: user.isOwner,
      is_primary_owner: false,
      is_restricted: user.isGuest,
      is_ultra_restricted: false,
      is_bot: false,
    },
  })
}

function postEphemeral(call: SlackCall): Reply {
  const { fields, workspace } = call
  const channel = reach(call, 'write')
  if (isReply(channel)) return channel
  const user = fields['user'] ?? ''
  if (!workspace.users.has(user)) return failed('user_not_in_channel')
  const { text, blocks } = contentOf(fields)
  const faults = contentFaults(fields, blocks)
  if (faults.length > 0) return refused(call, faults)
  const thread = fields['thread_ts'] ?? null
  workspace.ephemerals.push({ channel: channel.id, user, thread, via: 'call', text, blocks, removed: false })
  return done({ message_ts: call.stamp() })
}

function publishView({ fields, workspace, violate }: SlackCall): Reply {
  const view: unknown = JSON.parse(fields['view'] ?? 'null')
  const faults = viewFaults(view, 'home')
  violate(...faults)
  if (faults.length > 0) return failed('invalid_arguments')
  workspace.homes.set(fields['user_id'] ?? '', view as types.HomeView)
  return done({ view: { id: 'V0FAKE', type: 'home' } })
}

function openView({ fields, workspace, violate, useTrigger }: SlackCall): Reply {
  const view: unknown = JSON.parse(fields['view'] ?? 'null')
  const faults = viewFaults(view, 'modal')
  violate(...faults)
  const refusal = useTrigger(fields['trigger_id'])
  if (refusal !== null) return failed(refusal)
  if (faults.length > 0) return failed('invalid_arguments')
  workspace.forms.push(view as types.ModalView)
  return done({ view: { id: 'V0FAKE', type: 'modal' } })
}
