import type { Config } from '../config/config.ts'
import { requireStore } from './desks.ts'
import { NewsError } from '../news/errors.ts'
import { copyBetween } from '../store/copy-store.ts'

/** Copies one store into another, empty one. */
export async function copyStore(
  { from, to }: { readonly from: string; readonly to: string },
  { limits }: Pick<Config, 'limits'>,
  onCopied: Parameters<typeof copyBetween>[2],
  signal: AbortSignal,
): Promise<void> {
  if (from === to) throw new NewsError('usage', 'A copy goes from one store to another: give --from, --to or both.')
  requireStore(from)
  await copyBetween({ from, to }, { busyTimeoutMs: limits.storeBusyMs }, onCopied, signal)
}
