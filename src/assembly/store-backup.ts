import type { BackupProgress, Restored } from '../cli/parts.ts'
import type { Config } from '../config/config.ts'
import { requireStore } from './desks.ts'
import { NewsError } from '../news/errors.ts'
import { systemClock } from '../ops/clock.ts'
import { doubtOwed } from '../pipeline/doubt-owed.ts'
import { DEAD_MS } from '../pipeline/tasks/replica.ts'
import { backUp } from '../store/backup.ts'
import { openStore } from '../store/open-store.ts'
import { isAddress } from '../store/store-name.ts'

type Limits = Pick<Config, 'limits'>

/** Copies a store that is a file to a new file; its bytes. */
export async function backUpStore(
  { source, file }: { readonly source: string; readonly file: string },
  { limits }: Limits,
  onProgress: (progress: BackupProgress) => void,
  signal: AbortSignal,
): Promise<number> {
  if (source === ':memory:' || isAddress(source)) {
    throw new NewsError(
      'not-offered',
      'backup copies a store that is a file. A database is copied by its own tools, as in: pg_dump -Fc (README.md says more).',
    )
  }
  requireStore(source)
  return backUp(source, file, {
    patienceMs: limits.storeBusyMs,
    takenAt: systemClock.now(),
    onProgress: (done) => onProgress(done === 'checking' ? done : { share: done.pages / Math.max(1, done.of) }),
    signal,
  })
}

/**
 * What the store owes may have been posted before it was put back: it is looked for first. How many deliveries, and how many
 * replicas were at work until now: what those have posted meanwhile nobody looked for.
 */
export async function doubtStore(target: string, { limits }: Limits): Promise<Restored> {
  requireStore(target)
  const store = await openStore(target, { busyTimeoutMs: limits.storeBusyMs })
  try {
    const doubted = await doubtOwed({ store, clock: systemClock })
    await store.copyMark.clear()
    const replicas = await store.replicas.listReplicas()
    return { doubted, atWork: replicas.filter(({ silentMs }) => silentMs < DEAD_MS).length }
  } finally {
    await store.close()
  }
}
