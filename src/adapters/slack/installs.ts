import type { Installation, InstallationStore } from '@slack/bolt'
import { NewsError } from '../../news/errors.ts'

/** Where installations are kept, each as one text. What comes in is sealed before it is written down. */
export type SlackInstalls = {
  save(workspace: string, installation: string): Promise<void>
  find(workspace: string): Promise<string | null>
  /** The workspaces that have one. */
  list(): Promise<readonly string[]>
}

/** What of an installation is needed afterwards. */
type Kept = Pick<Installation<'v2', false>, 'team' | 'bot'>

type StoreOptions = {
  readonly installs: SlackInstalls
  /** The token of the environment, for workspaces that did not install the app themselves. */
  readonly homeToken: () => Promise<string | null>
  readonly installed: (workspace: string) => void
}

/** Bolt's store of installations, over ours. Installations of a whole organisation are not offered. */
export function installationStore({ installs, homeToken, installed }: StoreOptions): InstallationStore {
  return {
    storeInstallation: async ({ team, bot }) => {
      if (team === undefined || bot === undefined) {
        throw new NewsError(
          'not-offered',
          'Install the app in one workspace: an organisation as a whole is not offered.',
        )
      }
      const kept: Kept = { team: { id: team.id, ...(team.name === undefined ? {} : { name: team.name }) }, bot }
      await installs.save(team.id, JSON.stringify(kept))
      installed(team.id)
    },
    fetchInstallation: async ({ teamId }) => {
      const kept = teamId === undefined ? null : await findKept(installs, teamId)
      const none = { enterprise: undefined, user: { token: undefined, scopes: undefined, id: '' } }
      if (kept !== null) return { ...kept, ...none }
      const token = await homeToken()
      if (token === null) throw new NewsError('not-offered', `The app is not installed in workspace ${teamId ?? '?'}.`)
      return { team: { id: teamId ?? '' }, bot: { token, scopes: [], id: '', userId: '' }, ...none }
    },
  }
}

/** The bot token of a workspace, or null where the app is not installed there. */
export async function findBotToken(installs: Pick<SlackInstalls, 'find'>, workspace: string): Promise<string | null> {
  return (await findKept(installs, workspace))?.bot?.token ?? null
}

async function findKept(installs: Pick<SlackInstalls, 'find'>, workspace: string): Promise<Kept | null> {
  const text = await installs.find(workspace)
  if (text === null) return null
  const kept: Kept = JSON.parse(text)
  return kept
}
