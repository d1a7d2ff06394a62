import type { CommandName } from './command-words.ts'
import type { StoryIndex } from './find-story.ts'
import { isDayPhrase, readDays, readQuiet } from './read-schedule.ts'
import { foldWord } from './tokens.ts'
import type { Token } from './tokens.ts'

/** The values a command can have, as forms and platforms name them. */
export const OPTION_NAMES = [
  'story',
  'subscription',
  'since',
  'at',
  'days',
  'zone',
  'quiet',
  'when-quiet',
  'lang',
  'breaking',
  'outlet',
  'state',
  'title',
  'query',
  'aliases',
  'because',
  'text',
  'url',
  'delivery',
  'line',
] as const
export type OptionName = (typeof OPTION_NAMES)[number]
export type OptionValues = Map<OptionName, string>

type Keywords = ReadonlyMap<string, ReadonlySet<string>>

function keywords(table: Readonly<Partial<Record<OptionName, string>>>): Keywords {
  return new Map(Object.entries(table).map(([option, words]) => [option, new Set(words.split(' | '))]))
}

/** What people write before a value, folded. */
const KEYWORDS: Keywords = keywords({
  since: 'since | desde | from | a partir de | after | despues de',
  at: 'at | times | time | hours | a las | a la | las | hora | horas',
  days: 'days | day | on | dias | dia | los | cada | every',
  zone: 'zone | timezone | time zone | tz | zona | zona horaria | huso horario',
  quiet: 'quiet | quiet hours | silent | silencio | en silencio | horas de silencio',
  'when-quiet':
    'when-quiet | when quiet | whenquiet | sin-novedades | sin novedades | si no hay novedades | if nothing new | when nothing changed',
  lang: 'lang | language | idioma | lengua',
  breaking: 'breaking | breaking news | urgente | ultima hora',
  query: 'query | consulta',
  aliases: 'aliases | alias',
})
/** Before a title's end fewer words are keys: a title may hold the others. */
const TITLE_KEYWORDS: Keywords = keywords({ query: 'query | consulta', aliases: 'aliases | alias', lang: 'lang' })
/** Words that would be found inside titles: they are keys only before a colon or an equals sign. */
const KEYED: Keywords = keywords({
  story: 'story | historia',
  subscription: 'subscription',
  title: 'title | titulo',
  query: 'words | palabras',
  outlet: 'outlet | medio',
})
const OPTIONS_OF: Readonly<Partial<Record<CommandName, readonly OptionName[]>>> = {
  whatchanged: ['story', 'since'],
  follow: ['story', 'subscription', 'at', 'days', 'zone', 'quiet', 'when-quiet', 'lang', 'breaking'],
  'story add': ['title', 'query', 'aliases', 'lang'],
}
const KEY_WITH_VALUE = /^-*([\p{L}-]{1,20})[:=](.*)$/u
const KEYWORD_WORDS_MAX = 4
/** A story's name has at most so many words; longer titles are picked from a list. */
const STORY_WORDS_MAX = 16

/** Words set apart: what stood behind keywords, the story where it was named exactly, and the rest. */
export type Segments = {
  readonly values: OptionValues
  readonly loose: readonly Token[]
}

/** Sets the words of a command apart, in whatever order they stand. A value ends where the next keyword begins. */
export function segment(name: CommandName, tokens: readonly Token[], stories: StoryIndex | null): Segments {
  const options = OPTIONS_OF[name] ?? ['story']
  const values: OptionValues = new Map()
  const loose: Token[] = []
  let current: OptionName | null = null
  const put = (option: OptionName, text: string) => {
    const known = values.get(option)
    if (text !== '' || known === undefined)
      values.set(option, known === undefined || known === '' ? text : `${known} ${text}`)
  }
  for (let at = 0; at < tokens.length;) {
    const rest = tokens.slice(at, at + STORY_WORDS_MAX)
    const story = stories === null || values.has('story') ? null : storyAt(rest, stories)
    if (story !== null) {
      values.set('story', story.id)
      at += story.count
      current = null
      continue
    }
    // `every day` begins with a word that may stand before other days.
    const named = options.includes('days') ? dayPhraseAt(rest, 'phrases') : null
    const bare = name === 'story add' ? TITLE_KEYWORDS : KEYWORDS
    const key = named === null ? keyAt(rest, options, bare) : null
    if (key !== null && isStillQuiet(current, key.option, values)) {
      put('quiet', '-')
      at += key.count
    } else if (key !== null) {
      const said = values.get(key.option) ?? ''
      values.set(key.option, said === '' ? '' : `${said} ,`)
      current = key.option
      if (key.value !== '') put(current, key.value)
      at += key.count
    } else {
      const isBegun = options.includes('days') && current !== 'days' && values.size + loose.length > 0
      const phrase = named ?? (isBegun ? dayPhraseAt(rest, 'any days') : null)
      const [first] = rest
      if (phrase !== null)
        put('days', values.has('days') && values.get('days') !== '' ? `,${phrase.text}` : phrase.text)
      else if (first !== undefined && current !== null) put(current, first.raw)
      else if (first !== undefined) loose.push(first)
      if (phrase !== null && current !== 'days') current = null
      at += phrase?.count ?? 1
    }
  }
  return { values, loose }
}

/** The story that the first words name exactly, the longest name first. */
export function storyAt(
  tokens: readonly Token[],
  stories: StoryIndex,
): { readonly id: string; readonly count: number } | null {
  for (let count = Math.min(tokens.length, STORY_WORDS_MAX); count > 0; count -= 1) {
    const id = stories.exact(textOf(tokens.slice(0, count)))
    if (id !== null) return { id, count }
  }
  return null
}

/** What was typed, words joined again; quotation marks around nothing say nothing. */
export function textOf(tokens: readonly Token[]): string {
  const words = tokens.map(({ raw }) => raw)
  return words.filter((raw) => raw !== '').join(' ')
}

function keyAt(
  tokens: readonly Token[],
  options: readonly OptionName[],
  bare: Keywords,
): { readonly option: OptionName; readonly count: number; readonly value: string } | null {
  const [first] = tokens
  if (first === undefined || first.quoted) return null
  const [, key, value = ''] = KEY_WITH_VALUE.exec(first.raw) ?? []
  if (key !== undefined) {
    const option = optionOf(foldWord(key), options, [KEYWORDS, KEYED])
    if (option !== null) return { option, count: 1, value }
  }
  const words: string[] = []
  for (const token of tokens.slice(0, KEYWORD_WORDS_MAX)) {
    if (token.quoted) break
    words.push(token.folded)
  }
  for (let count = words.length; count > 0; count -= 1) {
    const option = optionOf(words.slice(0, count).join(' '), options, [bare])
    if (option !== null) return { option, count, value: '' }
  }
  return null
}

function optionOf(phrase: string, options: readonly OptionName[], keys: readonly Keywords[]): OptionName | null {
  return options.find((option) => keys.some((table) => table.get(option)?.has(phrase))) ?? null
}

/**
 * Days that need no keyword: `daily`, and once a story or another value was named also `mon-fri` or `de lunes a viernes`. What a story
 * begins with may be called after a day.
 */
function dayPhraseAt(
  tokens: readonly Token[],
  which: 'phrases' | 'any days',
): { readonly text: string; readonly count: number } | null {
  for (let count = Math.min(tokens.length, KEYWORD_WORDS_MAX); count > 0; count -= 1) {
    const words = tokens.slice(0, count)
    if (words.some(({ quoted }) => quoted)) continue
    const phrase = words.map(({ folded }) => folded).join(' ')
    if (isDayPhrase(phrase)) return { text: phrase, count }
    if (which === 'any days' && readDays(textOf(words)) !== null) return { text: textOf(words), count }
  }
  return null
}

/** `silencio de 22:00 a las 7:00`: a time that closes quiet hours is none of the digest. */
function isStillQuiet(current: OptionName | null, next: OptionName, values: OptionValues): boolean {
  const so = values.get('quiet') ?? ''
  return current === 'quiet' && next === 'at' && /\d/.test(so) && !so.endsWith('-') && readQuiet(so) === null
}
