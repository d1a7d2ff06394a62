import type { TextLang } from '../../text/language.ts'
import { isSpeechVerb } from '../../text/speech-words.ts'
import type { Reading } from './check-facts.ts'
import type { Comparison } from './comparison.ts'
import { CAUSES } from './qualifier-words.ts'
import type { Token } from './tokens.ts'

/** "The" before two members says nothing of what they share; "a" may stand for "per". */
const ARTICLES: ReadonlySet<string> = new Set('the an el la los las un una'.split(' '))

/** "Gold went to Norway" from "gold went to Kenya, silver to Norway": another member's complement. */
export function swappedMember({ backbone }: Comparison): readonly string[] {
  const source = backbone.sentence.tokens
  for (const { place, source: hunk } of backbone.hunks) {
    if (place !== 'inside' || hunk[0] === hunk[1]) continue
    // Aligned either way round: [to Kenya, silver] to Norway, or to [Kenya, silver to] Norway.
    const shifted = source[hunk[0]]?.folded === source[hunk[1]]?.folded ? 1 : 0
    const [from, to] = [hunk[0] + shifted, hunk[1] + shifted]
    const [before, last] = [source[from - 1], source[to - 1]]
    if (before === undefined || last === undefined || !before.stop || before.folded !== last.folded) continue
    if (ARTICLES.has(before.folded)) continue
    const parted = source.findLastIndex(
      (token, at) => at > from && at < to && (token.opens || /^(?:and|y)$/.test(token.folded)),
    )
    if (parted < 0) continue
    const member = source.slice(parted, to - 1).filter((token) => !token.stop && !token.digits)
    const own = source.slice(from, parted).filter((token) => !token.stop)
    if (member.length > 0 && own.length > 0)
      return [`“${source[to]?.text ?? ''}” belongs to “${member[0]?.text ?? ''}” in the evidence`]
  }
  return []
}

/** Words that join two statements as cause and effect, where no sentence the line rests on does. */
export function addedCauses(
  line: readonly Token[],
  lang: TextLang,
  support: readonly (readonly Token[])[],
): readonly string[] {
  if (support.some((tokens) => tokens.some((token) => CAUSES[lang].has(token.folded) || isSo(token)))) return []
  return line
    .filter((token) => CAUSES[lang].has(token.folded) || isSo(token))
    .slice(0, 1)
    .map(({ text }) => `the line joins by “${text}” what the evidence does not`)
}

const isSo = ({ folded, opens }: Token): boolean => folded === 'so' && opens

/** "Ruiz said" from one sentence and what another says: words put into a mouth. */
export function otherSpeakers({ line, source, derivation }: Reading): readonly string[] {
  const sentenceAt = (at: number): number | null => {
    const place = derivation.from[at] ?? null
    return place === null ? null : (source.sentenceOf[place] ?? null)
  }
  return line.tokens.flatMap((token, at) => {
    const own = sentenceAt(at)
    // "Said" is a word of grammar: the same speaker says the next thing too as often as not.
    if (own === null || token.stop || !isSpeechVerb(token.folded, line.lang)) return []
    const next = line.tokens.findIndex((other, place) => place > at && !other.stop && sentenceAt(place) !== null)
    const said = next < 0 ? null : sentenceAt(next)
    // Where the verb comes from a place after the speech, the speech stands before it.
    const isLast = line.tokens.slice(at + 1, next).some(({ opens }) => opens)
    return said === null || said === own || isLast ? [] : [`“${token.text}” is said of something else in the evidence`]
  })
}
