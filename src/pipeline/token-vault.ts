import type { Platform } from '../news/message.ts'
import type { Clock } from '../ops/clock.ts'
import type { Sealer } from '../ops/seal.ts'
import type { InstallationStore } from './installation-store.ts'

type VaultParts = {
  readonly store: Pick<InstallationStore, 'saveInstallation' | 'findInstallation' | 'listInstallations'>
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  readonly clock: Clock
}

/** What installations hold, sealed before it is stored; each opens for its own platform and workspace alone. */
export function createVault(platform: Platform, { store, sealer, clock }: VaultParts) {
  const aboutOf = (workspace: string) => `${platform} workspace ${workspace}`
  return {
    save: (workspace: string, text: string): Promise<void> => {
      const sealed = sealer.seal(text, aboutOf(workspace))
      return store.saveInstallation({ platform, workspace, sealed, at: clock.now() })
    },
    /** The workspaces that have any, in order of their installing. */
    list: async (): Promise<readonly string[]> =>
      (await store.listInstallations(platform)).map(({ workspace }) => workspace),
    /** Null where the app is not installed. Throws as `Sealer.open`. */
    find: async (workspace: string): Promise<string | null> => {
      const sealed = await store.findInstallation(platform, workspace)
      return sealed === null ? null : sealer.open(sealed, aboutOf(workspace))
    },
  }
}
