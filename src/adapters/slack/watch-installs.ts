import { webApi } from '@slack/bolt'
import { isNewsError } from '../../news/errors.ts'
import type { ConnectionHandlers } from '../connection.ts'
import { findBotToken, type SlackInstalls } from './installs.ts'
import { createSlackCaller } from './slack-call.ts'

export type WatchParts = {
  readonly installs: Pick<SlackInstalls, 'find' | 'list'>
  readonly apiUrl?: string
  readonly handlers: Pick<ConnectionHandlers, 'onGone' | 'onNote'>
  /** Between two looks. */
  readonly everyMs?: number
}

/** Slack tells of a removal at once; what it told while the bot was down is found out so. */
const EVERY_MS = 24 * 3_600_000

/** The app is no more in the workspace: https://docs.slack.dev/reference/methods/auth.test. Any other refusal may be over some day. */
const REMOVED: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked', 'invalid_auth'])
/** It is also what Slack says to an address that may not use the token: of all workspaces at once it tells of the address. */
const ADDRESS_TOO = 'invalid_auth'

/** Looks at once, and once a day until the signal, whether the app is still where it was installed. Never throws. */
export async function watchInstalls(parts: WatchParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await lookAtInstalls(parts, signal)
    } catch (error) {
      const because = isNewsError(error) ? error.message : 'The fault is unknown.'
      if (!signal.aborted) parts.handlers.onNote('warn', `Slack: not all installations were looked at. ${because}`)
    }
    await pause(parts.everyMs ?? EVERY_MS, signal)
  }
}

type Asked = { readonly workspace: string; readonly token: string; readonly refusal: string | null }

/** Tells of the workspaces that Slack says removed the app. Throws NewsError where Slack could not be asked. */
export async function lookAtInstalls({ installs, apiUrl, handlers }: WatchParts, signal: AbortSignal): Promise<void> {
  const asked: Asked[] = []
  try {
    for (const workspace of await installs.list()) {
      // A token that cannot be read, as with another key, tells nothing of the others.
      const token = await findBotToken(installs, workspace).catch(() => null)
      if (token === null) continue
      const address = apiUrl === undefined ? {} : { apiUrl }
      asked.push({ workspace, token, refusal: await askRefusal({ token, ...address }, workspace, signal) })
    }
  } finally {
    // What was found before a fault is carried out all the same.
    await removeGone(asked, installs, handlers, signal)
  }
}

async function removeGone(
  asked: readonly Asked[],
  installs: WatchParts['installs'],
  handlers: WatchParts['handlers'],
  signal: AbortSignal,
): Promise<void> {
  if (asked.length > 1 && asked.every(({ refusal }) => refusal === ADDRESS_TOO)) {
    return handlers.onNote('warn', `Slack refuses the tokens of all workspaces (${ADDRESS_TOO}): nothing is erased.`)
  }
  for (const { workspace, token, refusal } of asked) {
    if (refusal === null || !REMOVED.has(refusal) || signal.aborted) continue
    // Who installed the app again meanwhile brought another token.
    if ((await findBotToken(installs, workspace)) !== token) continue
    handlers.onNote('info', `Slack: the app was removed from workspace ${workspace} while nobody heard (${refusal}).`)
    await handlers.onGone(workspace, { channels: [], unnamed: false })
  }
}

/** What Slack has against a token, or null. Throws NewsError where Slack did not answer in its own words, or asks to wait. */
async function askRefusal(
  options: { readonly token: string; readonly apiUrl?: string },
  workspace: string,
  signal: AbortSignal,
): Promise<string | null> {
  const called = createSlackCaller(options)
  return called(`Asking whether the app is still in ${workspace}`, signal, async (client) => {
    try {
      await client.auth.test()
      return null
    } catch (error) {
      if (error instanceof webApi.WebAPIPlatformError) return error.data.error
      throw error
    }
  })
}

/** A program that ends does not wait for it. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  timer.unref()
  const end = () => resolve()
  signal.addEventListener('abort', end, { once: true })
  await promise
  clearTimeout(timer)
  signal.removeEventListener('abort', end)
}
