import type { Lang } from '../news/message.ts'
import { TOPIC_WORDS } from './words.ts'

/** Topics of ours hold a word of the sources at most before a comma, and a place after: "firefighters, killed (Lowmark)". */
const OURS = /^(?:(.{1,80}), )?([^,()]{1,40}?)(?: \((.{1,80})\))?$/u
const SINCE = /^(.+) since …$/u

/**
 * What a difference is about, in the reader's language: our own words are translated, words of the sources stand as they
 * are.
 */
export function topicIn(topic: string, lang: Lang): string {
  const [, first] = SINCE.exec(topic) ?? []
  // Before a Spanish word of ours, words of the sources may be English: they are set apart.
  if (first !== undefined) return lang === 'es' ? `«${first}» ${TOPIC_WORDS['since']?.es ?? 'desde'} …` : topic
  const [, counted, ours, place] = OURS.exec(topic) ?? []
  const words = ours === undefined ? undefined : TOPIC_WORDS[ours]
  if (words === undefined) return topic
  return `${counted === undefined ? '' : `${counted}, `}${words[lang]}${place === undefined ? '' : ` (${place})`}`
}
