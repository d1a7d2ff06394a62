import { existsSync } from 'node:fs'
import type { Config } from '../config/config.ts'
import type { Environment } from '../config/environment.ts'
import { readStoreTarget } from '../config/store-target.ts'
import { NewsError } from '../news/errors.ts'
import { copyBetween } from '../store/copy-store.ts'
import { isAddress } from '../store/store-name.ts'

type Copying = {
  /** What the options name; null stands for the configured store, `own`. */
  readonly from: string | null
  readonly to: string | null
  readonly own: string
  readonly environment: Environment
}

/** Copies one store into another, empty one. Where the first is missing or none of ours, nothing is made of the other. */
export async function copyStore(
  { from, to, own, environment }: Copying,
  { limits }: Pick<Config, 'limits'>,
  onCopied: Parameters<typeof copyBetween>[2],
  signal: AbortSignal,
): Promise<void> {
  const ends = {
    from: from === null ? own : await readStoreTarget('--from', from, environment),
    to: to === null ? own : await readStoreTarget('--to', to, environment),
  }
  if (ends.from === ends.to) {
    throw new NewsError('usage', 'A copy goes from one store to another: give --from, --to or both.')
  }
  if (Object.values(ends).includes(':memory:')) {
    throw new NewsError('usage', 'A copy goes from a store that stays to one that stays: :memory: is neither.')
  }
  if (!isAddress(ends.from) && !existsSync(ends.from)) {
    throw new NewsError('store-unreadable', `there is no store at ${ends.from}: nothing was copied. Check --from.`)
  }
  await copyBetween(ends, { busyTimeoutMs: limits.storeBusyMs }, onCopied, signal)
}
