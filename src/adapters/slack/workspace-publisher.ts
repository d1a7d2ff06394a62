import { NewsError } from '../../news/errors.ts'
import type { ChannelRef } from '../../news/message.ts'
import type { Publisher } from '../publisher.ts'
import type { SlackOptions } from './slack-call.ts'
import { createSlackPublisher } from './slack-publisher.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

export type WorkspaceOptions = Omit<SlackOptions, 'token'> & {
  /** The bot token of a workspace, or of the environment's for null; null where there is none. */
  readonly tokenFor: (workspace: string | null) => Promise<string | null>
}

/** Publishers kept open: each remembers the digests it has half posted. */
const OPEN_MAX = 1_000

/** Posts to several workspaces, to each with its own token. */
export function createWorkspacePublisher({ tokenFor, ...options }: WorkspaceOptions): Publisher {
  const open = new Map<string | null, { readonly token: string; readonly publisher: Publisher }>()

  async function publisherFor(channel: ChannelRef): Promise<Publisher> {
    const workspace = channel.workspace ?? null
    const token = await tokenFor(workspace)
    if (token === null) throw notInstalled(workspace)
    const before = open.get(workspace)
    // Whoever installs the app again brings another token.
    if (before?.token === token) return before.publisher
    const publisher = createSlackPublisher({ ...options, token })
    keepNewest(open, workspace, { token, publisher }, OPEN_MAX)
    return publisher
  }

  return {
    platform: 'slack',
    post: async (channel, ...rest) => (await publisherFor(channel)).post(channel, ...rest),
    edit: async (posted, ...rest) => (await publisherFor(posted)).edit(posted, ...rest),
    find: async (channel, ...rest) => (await publisherFor(channel)).find(channel, ...rest),
    reply: async (posted, ...rest) => (await publisherFor(posted)).reply(posted, ...rest),
    findReply: async (posted, ...rest) => (await publisherFor(posted)).findReply(posted, ...rest),
    close: async () => {
      for (const { publisher } of open.values()) await publisher.close()
      open.clear()
    },
  }
}

function notInstalled(workspace: string | null): NewsError {
  const where =
    workspace === null ? 'There is no SLACK_BOT_TOKEN' : `The app is not installed in workspace ${workspace}`
  return new NewsError('channel-refused', `${where}. Install it, then resume the subscription.`)
}
