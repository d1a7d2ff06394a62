import { webApi } from '@slack/bolt'
import type { Asker, Right } from '../../news/chat.ts'
import { NewsError } from '../../news/errors.ts'
import type { Lang } from '../../news/message.ts'
import type { Clock } from '../../ops/clock.ts'
import { field, list, text } from '../read-json.ts'
import { createSlackCaller, type SlackCaller } from './slack-call.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

export type PeopleOptions = {
  /** The bot token of a workspace, or of the environment's; null where there is none. */
  readonly tokenFor: (workspace: string | null) => Promise<string | null>
  readonly apiUrl?: string
  readonly clock: Clock
  /** The ids of user groups whose members may manage every channel. */
  readonly managers: readonly string[]
  /** Spoken to those of whom Slack tells no language. */
  readonly lang: Lang
}

/** What Slack tells of the people of its workspaces. None of its functions throws. */
export type SlackPeople = {
  /** Within a second: what is not known by then is left out. */
  asker(workspace: string, user: string, signal: AbortSignal): Promise<Asker>
  mayManage(asked: ManageQuestion, signal: AbortSignal): Promise<Right>
  /** Calls with the token of a workspace. */
  callerOf(workspace: string): SlackCaller
}

export type ManageQuestion = {
  readonly workspace: string
  readonly user: string
  readonly channel: string | null
  /** A message to the bot itself, which is the writer's own channel. */
  readonly isOwnChannel: boolean
}

/** A zone, a language, who made a channel: they change rarely. */
const KEPT_MS = 10 * 60_000
/** Who is an admin no longer changes nothing any more: this is asked each time. Changes are few. */
const RIGHTS_KEPT_MS = 0
/** Who is in a user group: Slack takes that question twenty times a minute. */
const GROUP_KEPT_MS = 10_000
/** Of people, channels and groups each; the oldest are forgotten first. */
const KEPT_MAX = 5_000
/** An answer is not held up for longer by the question whom it answers. */
const ASKER_MAX_MS = 1_000

export function createSlackPeople({ tokenFor, apiUrl, clock, managers, lang }: PeopleOptions): SlackPeople {
  const users = keepFor<Person>(clock)
  const channels = keepFor<Owner>(clock)
  const groups = keepFor<ReadonlySet<string>>(clock)
  const teams = keepFor<string>(clock)

  const callerOf = (workspace: string): SlackCaller => {
    return async (doing, signal, call) => {
      const token = await tokenFor(workspace)
      if (token === null) throw new NewsError('token-refused', `${doing}: the app is not installed in ${workspace}.`)
      const called = createSlackCaller({ token, ...(apiUrl === undefined ? {} : { apiUrl }) })
      return called(doing, signal, call)
    }
  }

  const personOf = (workspace: string, user: string, keptMs: number, signal: AbortSignal) =>
    users.get(`${workspace} ${user}`, keptMs, () => askPerson(callerOf(workspace), user, signal))

  /** Whether somebody belongs to the workspace whose token it is: who writes in a shared channel may be of any other. */
  async function isForeign(workspace: string, person: Person, signal: AbortSignal): Promise<boolean> {
    const own = await teams.get(workspace, KEPT_MS, () => askTeam(callerOf(workspace), signal))
    return person.isStranger || (person.teams.length > 0 && !person.teams.includes(own))
  }

  async function asker(workspace: string, user: string, signal: AbortSignal): Promise<Asker> {
    const nobody = { platform: 'slack', workspace, user, lang, zone: null } as const
    const { promise: late, resolve } = Promise.withResolvers<null>()
    const timer = setTimeout(() => resolve(null), ASKER_MAX_MS)
    const told = <Value>(asked: Promise<Value>) => Promise.race([asked.catch(() => null), late])
    const person = await told(personOf(workspace, user, KEPT_MS, signal))
    const isForeigner = person === null ? null : await told(isForeign(workspace, person, signal))
    clearTimeout(timer)
    if (person === null) return nobody
    const known = { ...nobody, lang: person.lang ?? lang, zone: person.zone }
    return isForeigner === null ? known : { ...known, sees: isForeigner || person.isGuest ? 'channel' : 'workspace' }
  }

  async function mayManage(asked: ManageQuestion, signal: AbortSignal): Promise<Right> {
    const { workspace, user, channel, isOwnChannel } = asked
    const called = callerOf(workspace)
    const person = async () => {
      const found = await personOf(workspace, user, RIGHTS_KEPT_MS, signal)
      // An admin of another workspace is none here.
      if (!(await isForeign(workspace, found, signal))) return found
      return { ...found, isAdmin: false, isGuest: true }
    }
    const checks: readonly (() => Promise<boolean>)[] = [
      async () => {
        const { isAdmin, isGuest } = await person()
        return isAdmin || (isOwnChannel && !isGuest)
      },
      async () => {
        if (channel === null || isOwnChannel) return false
        const owner = await channels.get(`${workspace} ${channel}`, KEPT_MS, () => askOwner(called, channel, signal))
        return owner.creator === user || (owner.isOwnChannel && !(await person()).isGuest)
      },
      ...managers.map((group) => async () => {
        const ask = () => askGroup(called, group, signal)
        return (await groups.get(`${workspace} ${group}`, GROUP_KEPT_MS, ask)).has(user)
      }),
    ]
    let right: Right = 'may-not'
    for (const check of checks) {
      try {
        if (await check()) return 'may'
      } catch {
        right = 'unknown'
      }
    }
    return right
  }

  return { asker, mayManage, callerOf }
}

type Person = {
  /** The workspaces that they belong to; none where Slack does not say. */
  readonly teams: readonly string[]
  readonly isStranger: boolean
  readonly zone: string | null
  readonly lang: Lang | null
  readonly isAdmin: boolean
  /** May see some channels only, and make none. */
  readonly isGuest: boolean
}

async function askPerson(called: SlackCaller, id: string, signal: AbortSignal): Promise<Person> {
  const { user } = await called('Asking about a person', signal, (client) =>
    client.users.info({ user: id, include_locale: true }),
  )
  const is = (name: string) => field(user, name) === true
  const team = text(user, 'team_id')
  const teams = list(field(user, 'enterprise_user'), 'teams').filter((each) => typeof each === 'string')
  return {
    teams: team === null ? teams : [team, ...teams],
    isStranger: is('is_stranger'),
    zone: zoneOf(text(user, 'tz')),
    lang: langOf(text(user, 'locale')),
    isAdmin: !is('deleted') && (is('is_admin') || is('is_owner') || is('is_primary_owner')),
    isGuest: is('is_restricted') || is('is_ultra_restricted'),
  }
}

/** The workspace whose token it is: what comes from a shared channel may name another. */
async function askTeam(called: SlackCaller, signal: AbortSignal): Promise<string> {
  const { team_id: team } = await called('Asking whose the token is', signal, (client) => client.auth.test())
  if (team === undefined) throw new NewsError('unconfirmed', 'Asking whose the token is: Slack does not say.')
  return team
}

/** Only names that this machine knows too: a digest's times are counted by them. */
function zoneOf(name: string | null): string | null {
  if (name === null) return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0)
    return name
  } catch {
    return null
  }
}

/** `es-ES`, `es-LA` → es; all others → en. */
function langOf(locale: string | null): Lang | null {
  if (locale === null) return null
  return /^es(?:[-_]|$)/i.test(locale) ? 'es' : 'en'
}

type Owner = { readonly creator: string | null; readonly isOwnChannel: boolean }

/** Who made a channel. Of others' direct messages, and of private channels without it, the bot learns nothing. */
async function askOwner(called: SlackCaller, channel: string, signal: AbortSignal): Promise<Owner> {
  return called(`Asking about channel ${channel}`, signal, async (client) => {
    try {
      const answer = await client.conversations.info({ channel })
      const isOwnChannel = field(answer.channel, 'is_im') === true
      return { creator: text(answer.channel, 'creator'), isOwnChannel }
    } catch (error) {
      if (isCode(error, 'channel_not_found')) return { creator: null, isOwnChannel: false }
      throw error
    }
  })
}

/** The members of a user group; one of another workspace has none here. */
async function askGroup(called: SlackCaller, group: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  return called(`Asking who is in user group ${group}`, signal, async (client) => {
    try {
      const answer = await client.usergroups.users.list({ usergroup: group })
      return new Set(list(answer, 'users').filter((user) => typeof user === 'string'))
    } catch (error) {
      if (isCode(error, 'no_such_subteam')) return new Set()
      throw error
    }
  })
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof webApi.WebAPIPlatformError && error.data.error === code
}

/** Keeps answers, and asks once for what several want at the same time. Faults are not kept. */
function keepFor<Value>(clock: Clock) {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<Value> }>()
  return {
    get: (key: string, keptMs: number, ask: () => Promise<Value>): Promise<Value> => {
      const now = clock.now().epochMilliseconds
      const before = kept.get(key)
      if (before !== undefined && now - before.at < keptMs) return before.value
      const entry = { at: now, value: ask() }
      keepNewest(kept, key, entry, KEPT_MAX)
      entry.value.catch(() => {
        if (kept.get(key) === entry) kept.delete(key)
      })
      return entry.value
    },
  }
}
