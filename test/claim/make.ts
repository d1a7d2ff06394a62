import type { Article, Revision } from '../../src/news/article.ts'
import type { Citation, Claim, Line, Support } from '../../src/news/claim.ts'
import { articleId, claimId } from '../../src/news/ids.ts'
import type { Origin } from '../../src/news/origin.ts'
import type { StoryArticle } from '../../src/news/story.ts'
import type { Passage } from '../../src/claim/passage.ts'
import { analyseSentence } from '../../src/text/features.ts'
import { toTextLang } from '../../src/text/language.ts'

/** Hour `hour` of 8 January 2026, UTC. */
export const hour = (number: number): Temporal.Instant =>
  Temporal.Instant.from('2026-01-08T00:00:00Z').add({ hours: number })

export const outlet = (name: string): Origin => ({ kind: 'outlet', name })
export const wire = (name: string): Origin => ({ kind: 'wire', name })
export const unattributed: Origin = { kind: 'unattributed', name: 'unattributed' }

/** The article of one letter: `a` is a00000000000a. */
export const article = (letter: string) => articleId(`a${letter.padStart(12, '0')}`)

/** A passage of the article `letter`: of its own outlet, text group and moment unless told otherwise. */
export function support(letter: string, text: string, changes: Partial<Support> = {}): Support {
  return {
    article: article(letter),
    revision: 1,
    start: 0,
    end: text.length,
    text,
    lang: 'en',
    seenAt: hour(letter.charCodeAt(0) - 'a'.charCodeAt(0)),
    origin: outlet(`Outlet ${letter.toUpperCase()}`),
    group: article(letter),
    matchedOn: [],
    variant: false,
    ...changes,
  }
}

export function claim(id: string, supports: readonly Support[], withdrawn: readonly Support[] = []): Claim {
  const seen = [...supports, ...withdrawn].map(({ seenAt }) => seenAt).toSorted(Temporal.Instant.compare)
  return { id: claimId(id), firstSeenAt: seen[0] ?? hour(0), supports, withdrawn }
}

/** The passage as the differences read it; its article states no day unless told. */
export function passage(
  letter: string,
  text: string,
  changes: Partial<Support> = {},
  day: string | null = null,
): Passage {
  const made = support(letter, text, changes)
  return { claim: claimId('c1'), support: made, day, features: analyseSentence(text, toTextLang(made.lang), day) }
}

export function citation({ article: id, revision, start, end, text, origin }: Support): Citation {
  return { article: id, revision, start, end, text, outlet: origin.name, url: `https://${id}.example/` }
}

/** The line that a claim's first passage makes. */
export function lineOf({ id, supports, withdrawn }: Claim): Line | null {
  const shown = supports.length > 0 ? supports : withdrawn
  const [first] = shown
  if (first === undefined) return null
  const origins = new Set(shown.filter(({ origin }) => origin.kind !== 'unattributed').map(({ origin }) => origin.name))
  return {
    id,
    text: first.text,
    lang: first.lang,
    quote: false,
    support: {
      articles: new Set(shown.map((one) => one.article)).size,
      texts: new Set(shown.map((one) => one.group)).size,
      origins: origins.size,
    },
    citations: [citation(first)],
    flags: ['extract'],
  }
}

/** The article of one letter as a story lists it. */
export function source(
  letter: string,
  changes: Partial<StoryArticle> = {},
  latest: Partial<Revision> = {},
): StoryArticle {
  const id = article(letter)
  const seenAt = hour(letter.charCodeAt(0) - 'a'.charCodeAt(0))
  const standing: Article = {
    id,
    url: `https://${id}.example/`,
    input: `${letter}.html`,
    outlet: `Outlet ${letter.toUpperCase()}`,
    seenAt,
    latest: {
      article: id,
      revision: 1,
      seenAt,
      title: `About ${letter}`,
      dek: null,
      byline: null,
      publishedAt: null,
      lang: 'en',
      wire: null,
      text: '',
      flags: [],
      deleted: false,
      ...latest,
    },
  }
  return {
    article: standing,
    group: id,
    relation: 'own report',
    of: null,
    why: 'its outlet’s own report',
    origins: [outlet(`Outlet ${letter.toUpperCase()}`)],
    ...changes,
  }
}
