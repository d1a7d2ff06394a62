import { namedOutlets } from './known-outlets.ts'
import type { Choice, Completion } from '../../news/chat.ts'
import type { Subscription } from '../../news/subscription.ts'
import type { ChatParts } from './chat-parts.ts'
import { listFollowed } from './follow-story.ts'
import { foldLetters } from '../../text/fold-letters.ts'

/** Discord shows no more, and no longer ones. */
const CHOICES_MAX = 25
const LENGTH_MAX = 100

/** Stories and outlets whose names hold what is typed; those that begin with it first, then those that the channel follows. */
export async function completeValue(
  { channel, option, typed }: Completion,
  parts: Pick<ChatParts, 'store' | 'fresh' | 'outlets'>,
): Promise<readonly Choice[]> {
  const followed = await listFollowed(channel, parts)
  const choices = option === 'outlet' ? await outletChoices(followed, parts) : await storyChoices(option, parts)
  const wanted = fold(typed)
  const isFollowed = (value: string) => followed.some(({ story }) => story === value)
  return choices
    .filter(({ value, label }) => value.length <= LENGTH_MAX && fold(`${label} ${value}`).includes(wanted))
    .map((choice) => ({ choice, rank: rankOf(choice, wanted, isFollowed(choice.value)) }))
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, CHOICES_MAX)
    .map(({ choice }) => ({ value: choice.value, label: choice.label.slice(0, LENGTH_MAX).toWellFormed() }))
}

async function storyChoices(option: string, { store }: Pick<ChatParts, 'store'>): Promise<readonly Choice[]> {
  if (option !== 'story') return []
  return (await store.stories.listStories()).map(({ id, title }) => ({ value: id, label: title }))
}

async function outletChoices(
  followed: readonly Subscription[],
  parts: Pick<ChatParts, 'store' | 'fresh' | 'outlets'>,
): Promise<readonly Choice[]> {
  const names = await namedOutlets(
    followed.map(({ story }) => story),
    parts,
  )
  return names.map((name) => ({ value: name, label: name }))
}

function rankOf({ value, label }: Choice, wanted: string, followed: boolean): number {
  const begins = fold(label).startsWith(wanted) || fold(value).startsWith(wanted)
  return (begins ? 0 : 2) + (followed ? 0 : 1)
}

function fold(text: string): string {
  return foldLetters(text).trim()
}
