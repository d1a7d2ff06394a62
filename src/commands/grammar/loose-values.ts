import type { CommandName } from './command-words.ts'
import type { StoryIndex } from './find-story.ts'
import { segment, storyAt, textOf } from './option-words.ts'
import type { OptionName, OptionValues, Segments } from './option-words.ts'
import { readTimes } from './read-schedule.ts'
import { isLangName } from './read-values.ts'
import type { Token } from './tokens.ts'

/** What the words of a command are taken apart with. */
export type WordParts = {
  /** The cleaned text, of which the tokens are. */
  readonly source: string
  readonly stories: StoryIndex
  /** Whether this says from when; `slip`: with a slip of the hand in it. */
  readonly timeIn: (text: string) => 'time' | 'slip' | null
}

/** The values that words give, and what of them has no meaning here. */
export type LooseValues = { readonly values: OptionValues; readonly left: string }

/** Words of sentences that ask for nothing more. */
const EMPTY_WORDS = new Set(
  (
    'of in on about for with the this that story to a an is are there and please pls thanks thank you now today right ' +
    'currently so far here digest digests brief de del en sobre con la el los las esta este historia para al un una por ' +
    'favor gracias y ahora hoy aqui hasta canal channel me us nos'
  ).split(' '),
)
const THANKS = new Set('please pls plz thanks thank you thx por favor gracias'.split(' '))
/** Commands whose last words are a person's own. */
const TAKES_TEXT: ReadonlySet<CommandName> = new Set<CommandName>([
  'mute',
  'unmute',
  'story add',
  'digest retract',
  'report',
])
const BEFORE_TIME = /^(?:in|during|over|within|en|durante|for|por) /i
const DELIVERY = /^d[0-9a-f]{16}$/
const LINE = /^c[0-9a-f]{10}$/
const SUBSCRIPTION = /^s[0-9a-f]{16}$/
const REASON_WORDS = new Set('because reason porque motivo por'.split(' '))
const LIST_WORDS = new Set('list lista all todos'.split(' '))
const TEXT_WORDS = new Set('text texto'.split(' '))
const URL_START = /^<?https?:/i
/** A time and a story's name together have no more words. */
const SPLIT_WORDS_MAX = 24

/** What the words behind a command's name say, in whatever order they stand. */
export function looseValues(name: CommandName, words: readonly Token[], parts: WordParts): LooseValues {
  const tokens = TAKES_TEXT.has(name) ? words : withoutThanks(words)
  switch (name) {
    case 'whatchanged':
      return changedValues(segment(name, tokens, parts.stories), parts)
    case 'follow':
      return followValues(segment(name, tokens, parts.stories))
    case 'mute':
    case 'unmute':
      return muteValues(tokens, parts)
    case 'story add':
      return titleValues(segment(name, tokens, null))
    case 'digest retract':
      return retractValues(tokens, parts)
    case 'report':
      return reportValues(tokens, parts)
    case 'add-url':
      return urlValues(tokens, parts)
    case 'why':
      return marked(tokens, parts, LINE, 'line')
    case 'more':
      return marked(tokens, parts, DELIVERY, 'delivery')
    case 'settings':
      return marked(tokens, parts, SUBSCRIPTION, 'subscription')
    case 'stories':
    case 'help':
    case 'status':
    case 'forget-me':
    case 'standfirst':
      return { values: new Map(), left: '' }
    default:
      return storyValues(segment(name, tokens, parts.stories))
  }
}

/** What people end a sentence with. */
function withoutThanks(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.findLastIndex(({ folded, quoted }) => quoted || !THANKS.has(folded))
  return tokens.slice(0, last + 1)
}

/** The words that say something. */
function telling(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(({ folded, quoted }) => quoted || !EMPTY_WORDS.has(folded))
}

function storyValues({ values, loose }: Segments): LooseValues {
  const words = telling(loose)
  if (words.length === 0) return { values, left: '' }
  if (values.has('story')) return { values, left: textOf(words) }
  return { values: new Map([...values, ['story', textOf(words)]]), left: '' }
}

function changedValues(segments: Segments, parts: WordParts): LooseValues {
  const { values, loose } = segments
  const since = values.get('since')
  if (since !== undefined) {
    const split = values.has('story') || loose.some(({ folded }) => !EMPTY_WORDS.has(folded)) || isTime(since, parts)
    const found = split ? null : timeAndStory(since.split(' '), parts)
    return found === null ? storyValues(segments) : { values: found, left: '' }
  }
  const all = textOf(loose).replace(BEFORE_TIME, '')
  if (telling(loose).length === 0 && !isTime(all, parts)) return { values, left: '' }
  if (isTime(all, parts)) return { values: new Map([...values, ['since', all]]), left: '' }
  if (values.has('story')) {
    const words = textOf(telling(loose))
    return { values: new Map([...values, ['since', words === '' ? all : words]]), left: '' }
  }
  if (parts.stories.find(all).kind !== 'none') return { values: new Map([['story', all]]), left: '' }
  const found = timeAndStory(all.split(' '), parts)
  if (found !== null) return { values: found, left: '' }
  const isTimeMeant = /^[\d@]/.test(all) || parts.timeIn(all) === 'slip'
  return { values: new Map([[isTimeMeant ? 'since' : 'story', all]]), left: '' }
}

function isTime(text: string, { timeIn }: WordParts): boolean {
  return timeIn(text) === 'time'
}

/** A time and a story without a word between: `yesterday petro`, `petro 2h`. */
function timeAndStory(words: readonly string[], parts: WordParts): OptionValues | null {
  if (words.length > SPLIT_WORDS_MAX) return null
  for (const [wanted, cut] of [...cutsOf('time', words), ...cutsOf('slip', words)]) {
    const [head, tail] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')]
    for (const [story, since] of [
      [head, tail.replace(BEFORE_TIME, '')],
      [tail, head.replace(BEFORE_TIME, '')],
    ] as const) {
      if (parts.timeIn(since) === wanted && parts.stories.find(story).kind !== 'none') {
        return new Map([
          ['story', story],
          ['since', since],
        ])
      }
    }
  }
  return null
}

/** Where the words may be cut in two, the last place first. */
function cutsOf<Wanted>(wanted: Wanted, words: readonly string[]): readonly (readonly [Wanted, number])[] {
  return words.slice(1).map((_, index) => [wanted, words.length - 1 - index] as const)
}

function followValues(segments: Segments): LooseValues {
  const { values } = segments
  const words = telling(segments.loose)
  // `follow it in Spanish`
  const spoken = values.has('lang') ? undefined : words.findLast(({ folded }) => isLangName(folded))
  const loose = words.filter((word) => word !== spoken)
  if (spoken !== undefined) values.set('lang', spoken.folded)
  if (values.has('at') || loose.length > SPLIT_WORDS_MAX) return storyValues({ values, loose })
  for (let cut = 0; cut < loose.length; cut += 1) {
    const times = textOf(loose.slice(cut))
    if (readTimes(times) === null) continue
    return storyValues({ values: new Map([...values, ['at', times]]), loose: loose.slice(0, cut) })
  }
  return storyValues({ values, loose })
}

function muteValues(tokens: readonly Token[], { source }: WordParts): LooseValues {
  const values: OptionValues = new Map()
  const keyed = tokens.map((token) => /^(?:outlet|medio|state|estado)[:=]/i.test(token.raw))
  const plain = tokens.filter((_, index) => keyed[index] !== true)
  const last = tokens.at(-1)
  const [first] = tokens
  if (first === undefined) return { values, left: '' }
  const alone = tokens.length === 1
  if (alone && !first.quoted && LIST_WORDS.has(first.folded)) return { values, left: '' }
  if (alone && first.quoted) return { values: values.set('outlet', first.raw), left: '' }
  const state = alone || last === undefined || last.quoted ? null : stateOf(last)
  const end = state === null || last === undefined ? source.length : last.start
  const outletOnly = tokens.length === 2 && first.quoted && state !== null
  const from = keyed[0] === true ? first.start + first.raw.search(/[:=]/) + 1 : first.start
  const outlet = outletOnly ? first.raw : source.slice(from, end).trim()
  const unquoted = plain.length === 1 && plain[0]?.quoted === true && keyed[0] === true ? plain[0].raw : outlet
  if (state !== null) values.set('state', state)
  return { values: values.set('outlet', unquoted), left: '' }
}

function stateOf({ folded }: Token): string | null {
  const word = folded.replace(/^(?:state|estado)[:=]/, '')
  if (/^(?:off|no|unmute|again|oir)$/.test(word)) return 'off'
  return /^(?:on|si)$/.test(word) ? 'on' : null
}

function titleValues({ values, loose }: Segments): LooseValues {
  if (loose.length === 0) return { values, left: '' }
  const title = values.get('title')
  return { values: new Map([...values, ['title', [title ?? '', textOf(loose)].join(' ').trim()]]), left: '' }
}

function retractValues(tokens: readonly Token[], { source, stories }: WordParts): LooseValues {
  const values: OptionValues = new Map()
  const [first] = tokens
  const story = storyAt(tokens, stories)
  let count = 0
  if (story !== null) {
    values.set('story', story.id)
    count = story.count
  } else if (first !== undefined && DELIVERY.test(first.folded)) {
    values.set('delivery', first.folded)
    count = 1
  }
  const why = tokens.findIndex(({ folded, quoted }, index) => index >= count && !quoted && isKey(folded, REASON_WORDS))
  const between = telling(tokens.slice(count, why < 0 ? undefined : why))
  const named = textOf(between)
  const loose = between.length > 0 && values.size === 0 && stories.find(named).kind !== 'none'
  if (loose) values.set('story', named)
  const because = why < 0 && loose ? '' : textAfter(tokens, why < 0 ? count : why + 1, source)
  if (because !== '') values.set('because', because)
  return { values, left: why >= 0 && !loose && between.length > 0 ? named : '' }
}

function reportValues(tokens: readonly Token[], { source, stories }: WordParts): LooseValues {
  const values: OptionValues = new Map()
  const [first] = tokens
  const story = storyAt(tokens, stories)
  const line = tokens[story?.count ?? 0]
  let count = 0
  if (story !== null && line !== undefined && LINE.test(line.folded)) {
    values.set('story', story.id).set('line', line.folded)
    count = story.count + 1
  } else if (first !== undefined && DELIVERY.test(first.folded)) {
    values.set('delivery', first.folded)
    count = 1
  }
  const word = tokens[count]
  if (word !== undefined && !word.quoted && isKey(word.folded, TEXT_WORDS)) count += 1
  const text = textAfter(tokens, count, source)
  if (text !== '') values.set('text', text)
  return { values, left: '' }
}

/** What was typed behind the first `count` words, as it was typed. */
function textAfter(tokens: readonly Token[], count: number, source: string): string {
  const from = count === 0 ? tokens[0]?.start : tokens[count - 1]?.end
  return from === undefined ? '' : source.slice(from).trim()
}

function urlValues(tokens: readonly Token[], parts: WordParts): LooseValues {
  const url = tokens.find(({ raw }) => URL_START.test(raw))
  const others = tokens.filter((token) => token !== url)
  const words = telling(others)
  const story = storyAt(others, parts.stories) ?? storyAt(words, parts.stories)
  const values: OptionValues = new Map(url === undefined ? [] : [['url', url.raw]])
  if (story !== null) values.set('story', story.id)
  else if (words.length > 0) values.set('story', textOf(words))
  return { values, left: '' }
}

/** An id of ours among the words; the others name a story. */
function marked(tokens: readonly Token[], parts: WordParts, shape: RegExp, option: OptionName): LooseValues {
  const isStory = (text: string) => parts.stories.exact(text) !== null
  const id = tokens.findLast(({ folded }) => shape.test(folded) && (option === 'line' || !isStory(folded)))
  const segments = segment(
    'brief',
    tokens.filter((token) => token !== id),
    parts.stories,
  )
  const { values, left } = storyValues(segments)
  if (id !== undefined) values.set(option, id.folded)
  return { values, left }
}

function isKey(folded: string, keys: ReadonlySet<string>): boolean {
  return keys.has(folded.replace(/[:=]$/, ''))
}
