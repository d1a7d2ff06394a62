import type { Brief } from '../../news/brief.ts'
import type { Update } from '../../news/update.ts'
import type { Draft } from '../brief.ts'
import type { FreshBriefs, ReadingWish } from '../reading/fresh-briefs.ts'
import type { Told, Wording } from './wording.ts'

type TellParts = { readonly fresh: FreshBriefs; readonly wording?: Wording }

/** The brief with its claims, where anybody puts them into words; else the brief alone, which another thread tells in less. */
export async function draftFor(
  wish: ReadingWish,
  since: Temporal.Instant | null,
  { fresh, wording }: TellParts,
  signal: AbortSignal,
): Promise<Draft> {
  if (wording !== undefined) return fresh.draftOf(wish, since, signal)
  return { brief: await fresh.briefOf(wish, since, signal), chosen: [], differ: [], changed: [] }
}

/** The brief as of now, in words where they are there in time. */
export async function tellBrief(wish: ReadingWish, parts: TellParts, signal: AbortSignal): Promise<Told<Brief>> {
  const draft = await draftFor(wish, null, parts, signal)
  return parts.wording?.wordBrief(draft, wish.lang, signal) ?? { told: draft.brief, better: null }
}

/** What changed since, in words where they are there in time. */
export async function tellChanges(
  wish: ReadingWish,
  since: Temporal.Instant,
  { fresh, wording }: TellParts,
  signal: AbortSignal,
): Promise<Told<Update>> {
  if (wording === undefined) return { told: await fresh.changesOf(wish, since), better: null }
  return wording.wordChanges(await fresh.changesDraftOf(wish, since), wish.lang, signal)
}
