import { ENGINE_VERSION } from '../claim/ledger.ts'
import type { StoryId } from '../news/ids.ts'
import { engineOf } from './match.ts'
import type { Newsroom } from './parts.ts'

/**
 * Whether anything that is stored waits to be matched, or to enter its story's ledger: some small questions to the store, so that
 * nothing that takes memory is started for a store that stands still.
 */
export function createMatchCheck(newsroom: Pick<Newsroom, 'store' | 'outlets'>): () => Promise<boolean> {
  const engine = engineOf(newsroom, ENGINE_VERSION)
  const { stories, ledger } = newsroom.store
  /** How the ledgers of stories stood in which nothing waited. */
  const settled = new Map<StoryId, string>()
  return async () => {
    for (const { id } of await stories.listStories()) {
      if ((await stories.listUnmatched(id, 1)).length > 0) return true
      const head = await ledger.findHead(id)
      const stand = `${head.engine} ${head.generation} ${head.arrivals}`
      if (settled.get(id) === stand) continue
      const waiting = await stories.listStoryKeys(id, head.engine === engine ? 'unentered' : 'all')
      if (waiting.length > 0) return true
      settled.set(id, stand)
    }
    return false
  }
}
