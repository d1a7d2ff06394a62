import { DEAD_MS, type ReplicaStore } from './replica.ts'

const SECOND_MS = 1_000

type Found = { readonly found: string; readonly mend: string | null }

/**
 * Which replicas share the work of the store, for an operator: the oldest alive first, which leads. Several
 * versions at a time are right only while one takes the other's place.
 */
export async function examineReplicas({ listReplicas }: Pick<ReplicaStore, 'listReplicas'>): Promise<Found> {
  const all = await listReplicas()
  if (all.length === 0) {
    return { found: 'none alive: nothing is read and nothing is posted until one runs (standfirst run)', mend: null }
  }
  const alive = all.filter(({ silentMs }) => silentMs < DEAD_MS)
  const lines = all.map(({ id, version, silentMs }) => {
    const how = silentMs >= DEAD_MS ? 'dead' : id === alive[0]?.id ? 'leads' : 'alive'
    return `${id} (${version}): ${how}, seen ${Math.round(silentMs / SECOND_MS)} s ago`
  })
  const found = [`replicas alive: ${alive.length}`, ...lines].join('; ')
  const mend = alive.length === 0 ? 'Start one: standfirst run. What the dead ones had taken on is freed then.' : null
  return { found, mend }
}
