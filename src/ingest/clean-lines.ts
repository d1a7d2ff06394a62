import { foldText } from '../text/words.ts'
import { collapseSpace } from './collapse-space.ts'
import { countLetters, type LetterCounts } from './count-letters.ts'
import { nameAndDate } from './find-dates-stated.ts'
import type { FurnitureKind } from './furniture-family.ts'
import { furnitureKind } from './line-shapes.ts'

type LineRole = 'title' | 'dek' | 'byline' | 'body' | 'heading' | 'furniture'

/** A line of a dump or a block of a page, trimmed, with what it is. */
export type RoleLine = {
  readonly text: string
  readonly role: LineRole
  readonly kind: FurnitureKind | 'repeat' | null
}

/** A sentence of fewer words may be a label with a full stop. */
const PROSE_WORDS_MIN = 8
/** A paragraph without final punctuation is still prose when it is this long. */
const LONG_WORDS_MIN = 25
/** Headlines: shorter is a section label, longer a paragraph. */
const TITLE_WORDS_MIN = 3
const TITLE_WORDS_MAX = 32
/** A headline's content words recur in its article; a slogan's or an address's do not. */
const TITLE_OVERLAP_MIN = 0.34
const TITLE_CLOSE_WORDS_MIN = 5
/** Where a heading such as “Comments” comes after this share of the prose, what follows is not the article. */
const END_AFTER_SHARE = 0.6
/** Headers are looked for in so many lines before the body. */
const HEADER_LINES_MAX = 60
/** No paragraph is longer; what a longer line is, its head says. */
const HEAD_CHARS = 20_000

type Line = {
  readonly text: string
  readonly key: string
  readonly words: number
  readonly prose: boolean
  readonly bullet: boolean
  readonly kind: FurnitureKind | null
}

/**
 * What each line of a text dump is, by its shape, its place relative to the body's run, repetition, and whether its words
 * recur in the body. `title` is the headline where something better than the lines states it.
 */
export function cleanLines(raw: readonly string[], title: string | null): readonly RoleLine[] {
  const lines = raw.map(measure).filter((line) => line.text !== '')
  const end = endOfArticle(lines)
  const run = bodyRun(lines, end)
  if (run === null) return lines.map((line) => roleOfLoose(line, title))
  const headline = findHeadline(lines, run.first, title)
  const header = headerRoles(lines, run, headline)
  const bodyKeys = new Set<string>()
  const bodyText = lines
    .slice(run.first, run.last + 1)
    .map((line) => line.key)
    .join(' ')
  const counts = Map.groupBy(lines, (line) => line.key)
  return lines.map((line, at): RoleLine => {
    const early = header.get(at)
    if (early !== undefined) return { text: line.text, role: early, kind: early === 'furniture' ? line.kind : null }
    const isPoint = at < run.first && line.bullet && line.prose && !bodyText.includes(line.key)
    if (isPoint) return { text: line.text, role: 'body', kind: null }
    if (at < run.first || at > run.last) return { text: line.text, role: 'furniture', kind: line.kind }
    return inRun(line, { headline, bodyKeys, repeats: counts.get(line.key)?.length ?? 1 })
  })
}

/** The blocks of a page's extracted article: all of it is body but furniture shapes, repeats and the title itself. */
export function cleanBlocks(
  raw: readonly { text: string; heading: boolean }[],
  title: string | null,
): readonly RoleLine[] {
  const lines = raw.map(({ text, heading }) => ({ ...measure(text), heading })).filter((line) => line.text !== '')
  const end = endOfArticle(lines)
  const titleKey = title === null ? '' : foldText(title)
  const seen = new Set<string>()
  return lines.map((line, at): RoleLine => {
    if (at >= end) return { text: line.text, role: 'furniture', kind: line.kind }
    if (line.kind !== null && !(line.heading && line.kind === 'meta'))
      return { text: line.text, role: 'furniture', kind: line.kind }
    if (line.key === titleKey && seen.size < 3) return { text: line.text, role: 'title', kind: null }
    if (line.words >= PROSE_WORDS_MIN && seen.has(line.key))
      return { text: line.text, role: 'furniture', kind: 'repeat' }
    seen.add(line.key)
    return { text: line.text, role: line.heading && !line.prose ? 'heading' : 'body', kind: null }
  })
}

function measure(raw: string): Line {
  const text = collapseSpace(raw).trim()
  const bullet = BULLET.test(text)
  const bare = bullet ? text.replace(BULLET, '') : text
  const head = bare.slice(0, HEAD_CHARS)
  const counts = countLetters(head)
  const words = wordCount(head, counts)
  const kind = text === '' ? null : (furnitureKind(bare) ?? (nameAndDate(bare) === null ? null : 'meta'))
  return { text, key: foldText(bare), words, bullet, kind, prose: kind === null && isProse(head, words, counts) }
}

const BULLET = /^[•·▪■●◦‣*–—-]\s+/u

function wordCount(text: string, { dense }: LetterCounts): number {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0) + Math.floor(dense / 2)
}

/** Reads as running text: sentences that end, in mixed case, or a paragraph too long to be a label. */
function isProse(text: string, words: number, { letters, capitals }: LetterCounts): boolean {
  if (letters === 0 || capitals > letters * 0.6) return false
  if (words >= LONG_WORDS_MIN) return true
  return endsSentence(text) && !isCutShort(text) && words >= PROSE_WORDS_MIN
}

function endsSentence(text: string): boolean {
  return /[.!?…:;。！？][\s"'”’»)\]」]*$/u.test(text) || /[.!?…,][”’"»]$/u.test(text)
}

/** Short sentences and quotations belong to the body when they stand inside its run or touch its end. */
function isWeakProse(line: Line): boolean {
  if (line.kind !== null || line.words < 2) return false
  return /\p{Ll}/u.test(line.text) && (/[.!?…][\s"'”’»)\]]*$/u.test(line.text) || /^["“«‘]/u.test(line.text))
}

/** Nothing but questions to the reader, as pages end with: the article itself asks inside quotations or of the story. */
function asksReader(line: Line | undefined): boolean {
  if (line === undefined || /["“«]/u.test(line.text) || !/[?]\s*$/.test(line.text) || /[.!]\s/.test(line.text))
    return false
  return /^(?:¿)?(?:do you|have you|did you|are you|seen|have|know|got|want|looking|tiene|tienes|quieres|sabes)\b/iu.test(
    line.text,
  )
}

function bodyRun(lines: readonly Line[], end: number): { first: number; last: number } | null {
  let first = lines.findIndex((line, at) => at < end && line.prose && !line.bullet)
  if (first === -1) return null
  while (first > 0) {
    const before = lines[first - 1]
    if (before === undefined || before.bullet || !isWeakProse(before) || bylineOf(before.text, '') !== null) break
    first -= 1
  }
  let last = lines.findLastIndex((line, at) => at < end && line.prose)
  while (last > first && asksReader(lines[last])) last -= 1
  while (last + 1 < end) {
    const next = lines[last + 1]
    if (next === undefined || !isWeakProse(next) || asksReader(next)) break
    last += 1
  }
  return { first, last: Math.max(first, last) }
}

/** The line from which on nothing is article: comments, popular lists and the like, once most of the prose has passed. */
function endOfArticle(lines: readonly Line[]): number {
  const weight = lines.map((line) => (line.prose ? line.words : 0))
  const total = weight.reduce((sum, each) => sum + each, 0)
  let passed = 0
  for (const [at, line] of lines.entries()) {
    const ends = line.kind === 'end' || line.kind === 'trailer'
    if (ends && passed > 0 && passed >= total * END_AFTER_SHARE) return at
    passed += weight[at] ?? 0
  }
  return lines.length
}

/** The headline's place, or -1. */
type Headline = { readonly at: number; readonly key: string }

function findHeadline(lines: readonly Line[], first: number, title: string | null): Headline {
  const known = title === null ? '' : foldText(title)
  if (known !== '') {
    return { at: lines.findIndex((line, at) => at < first && line.key === known), key: known }
  }
  const body = new Set(
    lines
      .slice(first)
      .filter((line) => line.prose)
      .flatMap((line) => contentWords(line.key)),
  )
  let best = { at: -1, key: '', score: 0 }
  for (const [at, line] of lines.slice(0, first).entries()) {
    if (at < first - HEADER_LINES_MAX || !mayBeHeadline(line)) continue
    const words = contentWords(line.key)
    const shared = words.filter((word) => body.has(word)).length
    const overlap = words.length === 0 ? 0 : shared / words.length
    // Right above the body, or repeated by a caption or a trailer, one shared word is enough.
    const isClose = at === first - 1 && line.words >= TITLE_CLOSE_WORDS_MIN
    const isRepeated =
      line.words >= TITLE_CLOSE_WORDS_MIN && lines.some((each, other) => other > first && each.key.includes(line.key))
    if (shared < (isClose || isRepeated ? 1 : 2) || (overlap < TITLE_OVERLAP_MIN && !isRepeated && !isClose)) continue
    // A headline is long, close to its article, and whole: dumps repeat it cut short in breadcrumbs.
    const score = overlap + Math.min(line.words, 8) / 16 - (isCutShort(line.text) ? 1 : 0)
    if (score > best.score) best = { at, key: line.key, score }
  }
  return best
}

const isCutShort = (text: string) => /(?:\.{3}|…)$/u.test(text)

function mayBeHeadline(line: Line): boolean {
  if (line.kind !== null || line.bullet) return false
  if (line.words < TITLE_WORDS_MIN || line.words > TITLE_WORDS_MAX) return false
  return !/[.;:,]$/u.test(line.text) || isCutShort(line.text)
}

/** Words of five letters or more, cut to their first six: a stem good enough to see a headline recur. */
function contentWords(key: string): string[] {
  const words = key.match(/[\p{L}\p{N}]{4,}/gu) ?? []
  return [...new Set(words.filter((word) => !COMMON.has(word)).map((word) => word.slice(0, 6)))]
}

const COMMON = new Set(
  'that this with from have will after over about into more than their they were been says said when what para como pero sobre entre desde tras esta este dice'.split(
    ' ',
  ),
)

/** Roles of the lines between the headline and the body's first paragraph, and of a dek that header lines cut off from it. */
function headerRoles(
  lines: readonly Line[],
  run: { first: number; last: number },
  headline: Headline,
): ReadonlyMap<number, LineRole> {
  const roles = new Map<number, LineRole>()
  if (headline.at === -1) return roles
  roles.set(headline.at, 'title')
  const dek = dekAt(lines, run, headline.at)
  const from = headline.at + 1
  const to = dek === null ? run.first : Math.max(dek.headerEnd, run.first)
  for (let at = from; at < to; at += 1) {
    const line = lines[at]
    if (line === undefined) break
    if (at === dek?.at) roles.set(at, 'dek')
    else if (bylineOf(line.text, lines[at + 1]?.text ?? '') !== null) roles.set(at, 'byline')
    else if (at < run.first ? !(line.bullet && line.prose) : !line.prose) roles.set(at, 'furniture')
  }
  return roles
}

/** Header lines: what stands between a dek and the body on pages that show both. */
const HEADER_KINDS: ReadonlySet<string> = new Set(['read-time', 'meta', 'listen', 'share', 'caption', 'machine'])

/**
 * The dek: one paragraph after the headline that byline, date or share lines cut off from the body; or a line without a
 * full stop between headline and byline.
 */
function dekAt(
  lines: readonly Line[],
  run: { first: number; last: number },
  title: number,
): { at: number; headerEnd: number } | null {
  const after = lines.slice(title + 1, run.last + 1)
  const at = after.findIndex((line) => line.kind === null && line.words >= 6 && !line.bullet)
  const candidate = after[at]
  if (candidate === undefined || bylineOf(candidate.text, '') !== null) return null
  const next = after.findIndex((line, place) => place > at && line.prose)
  if (next === -1) return null
  const between = after.slice(at + 1, next)
  // A line without a full stop right above the body is no paragraph of it.
  if (!candidate.prose && between.length === 0) return { at: title + 1 + at, headerEnd: title + 1 + next }
  const isHeader = between.some(
    (line, place) =>
      (line.kind !== null && HEADER_KINDS.has(line.kind)) ||
      bylineOf(line.text, between[place + 1]?.text ?? '') !== null,
  )
  return isHeader && between.every((line) => !isWeakProse(line))
    ? { at: title + 1 + at, headerEnd: title + 1 + next }
    : null
}

type RunContext = {
  readonly headline: Headline
  readonly bodyKeys: Set<string>
  readonly repeats: number
}

function inRun(line: Line, context: RunContext): RoleLine {
  const { text } = line
  if (line.kind !== null) return { text, role: 'furniture', kind: line.kind }
  if (line.key === context.headline.key) return { text, role: 'furniture', kind: 'repeat' }
  if (context.bodyKeys.has(line.key) && line.words > 2) return { text, role: 'furniture', kind: 'repeat' }
  context.bodyKeys.add(line.key)
  if (line.prose || isWeakProse(line) || endsSentence(text)) return { text, role: 'body', kind: null }
  if (context.repeats > 1) return { text, role: 'furniture', kind: 'repeat' }
  return { text, role: line.bullet ? 'body' : 'heading', kind: null }
}

function roleOfLoose(line: Line, title: string | null): RoleLine {
  if (title !== null && line.key === foldText(title)) return { text: line.text, role: 'title', kind: null }
  return line.kind === null && isWeakProse(line)
    ? { text: line.text, role: 'body', kind: null }
    : { text: line.text, role: 'furniture', kind: line.kind }
}

/** The names of a byline: `By Jane Roe`, `Por Juan Pérez`, `Jane Roe3 min read`, or a bare name above a date line. */
export function bylineOf(line: string, next: string): string | null {
  if (line.length > 160) return null
  const read = /\s*\d{1,3} ?[- ]?min(?:ute|uto)?s?\.? (?:read|de lectura)\.?$/iu
  const bare = line
    .replace(read, '')
    .replace(/\s*[|·•].*$/u, '')
    .trim()
  const labelled = /^(?:(?:written|reported|story|text) )?(?:by|por|von|par)\s*:?\s+(.{2,120})$/iu.exec(bare)?.[1]
  if (labelled !== undefined && looksLikeNames(labelled.split(/,| and | y | und /u)[0] ?? '')) {
    return labelled.replace(/[\s,]+$/u, '')
  }
  const dated =
    read.test(line) ||
    /^(?:published|posted|updated|publicado|actualizado|by\b)/iu.test(next) ||
    /^\p{L}{3,9}\.? \d{1,2},? \d{4}/u.test(next)
  return dated && looksLikeNames(bare) && furnitureKind(bare) === null ? bare : null
}

/** One to five capitalised words, with particles: what a person's name looks like. */
function looksLikeNames(text: string): boolean {
  return /^\p{Lu}[\p{L}.'’-]*(?: (?:(?:de|del|la|las|los|da|van|von|der|den|el|al|bin|y|e) )*\p{Lu}[\p{L}.'’-]*){0,4}$/u.test(
    text.trim(),
  )
}
