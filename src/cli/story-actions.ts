import { changedMessage } from '../commands/changed-message.ts'
import { differMessage } from '../commands/differ-message.ts'
import { digestMessage } from '../commands/digest-message.ts'
import { parseSince } from '../commands/parse-since.ts'
import { searchMessage } from '../commands/search-message.ts'
import type { AnswerStyle } from '../commands/source-rows.ts'
import { sourcesMessage } from '../commands/sources-message.ts'
import { timelineMessage } from '../commands/timeline-message.ts'
import { whyMessage } from '../commands/why-message.ts'
import { toldLines } from '../news/brief.ts'
import { NewsError } from '../news/errors.ts'
import type { StoryDefinition } from '../news/story.ts'
import {
  answerDiffer,
  answerSearch,
  answerSources,
  answerTimeline,
  draftChanged,
  type Question,
} from '../pipeline/answer.ts'
import { briefStory } from '../pipeline/brief.ts'
import type { Desk } from '../pipeline/desk.ts'
import { explainLine } from '../pipeline/explain-line.ts'
import { findStory } from '../pipeline/reading/view-story.ts'
import { inWords, requireModel } from './in-words.ts'
import { asOption, atDesk, countOf, langOf, momentOf, printAnswer, textOf, type CliParts, type Given } from './parts.ts'

type Asked = { readonly desk: Desk; readonly question: Question; readonly style: () => Promise<AnswerStyle> }

/** All sources, by origin. */
export function printSources(parts: CliParts, id: string, given: Given): Promise<void> {
  return ask(parts, id, given, async ({ desk, question, style }) => {
    const answer = await answerSources(question, desk)
    const plain = { ...(await style()), sources: answer.sources }
    printAnswer(parts, given, answer, () => sourcesMessage(answer, plain))
  })
}

/** Where the sources differ. */
export function printDifferences(parts: CliParts, id: string, given: Given): Promise<void> {
  return ask(parts, id, given, async ({ desk, question, style }) => {
    const [answer, plain] = [await answerDiffer(question, desk), await style()]
    printAnswer(parts, given, answer, () => differMessage(answer, plain))
  })
}

/** The claims that state a date. */
export function printTimeline(parts: CliParts, id: string, given: Given): Promise<void> {
  return ask(parts, id, given, async ({ desk, question, style }) => {
    const [answer, plain] = [await answerTimeline(question, desk), await style()]
    printAnswer(parts, given, answer, () => timelineMessage(answer, plain))
  })
}

/** Why a line stands there. */
export function printWhy(parts: CliParts, id: string, line: string, given: Given): Promise<void> {
  return ask(parts, id, given, async ({ desk, question, style }) => {
    const [answer, plain] = [await explainLine(question, line, desk), await style()]
    printAnswer(parts, given, answer, () => whyMessage(answer, { ...plain, asOf: question.asOf }))
  })
}

/** Articles and claims that hold the words. */
export function printSearch(parts: CliParts, id: string, list: readonly string[], given: Given): Promise<void> {
  return ask(parts, id, given, async ({ desk, question, style }) => {
    const words = list.join(' ')
    const [answer, plain] = [await answerSearch(question, words, desk), await style()]
    printAnswer(parts, given, answer, () => searchMessage(answer, { ...plain, asOf: question.asOf, words }))
  })
}

/** The brief, kept as an edition. */
export function printBrief(parts: CliParts, id: string, given: Given): Promise<void> {
  return ask(parts, id, given, (asked) => briefOne(parts, given, asked))
}

/** What changed since a moment, or since the last edition. */
export function printChanged(parts: CliParts, id: string, given: Given): Promise<void> {
  return ask(parts, id, given, (asked) => changedOne(parts, given, asked))
}

async function ask(parts: CliParts, id: string, given: Given, answer: (asked: Asked) => Promise<void>): Promise<void> {
  await atDesk(parts, given, async (desk) => {
    const story = await findStory(id, desk)
    const question = { story, asOf: momentOf(given, desk), lang: langOf(given, desk) }
    const style = async () => {
      const { sources } = await answerSources(question, desk)
      return { lang: question.lang, zone: desk.zone, title: story.title, sources }
    }
    await answer({ desk, question, style })
  })
}

async function briefOne(parts: CliParts, given: Given, { desk, question }: Asked): Promise<void> {
  requireModel(given, desk)
  const limits = {
    ...desk.limits,
    words: countOf(given, 'words') ?? desk.limits.words,
    lines: countOf(given, 'lines') ?? linesFor(countOf(given, 'words'), desk.limits),
  }
  const { story, asOf, lang } = question
  // Not the edition of this very moment: the same question twice gets the same answer.
  const previous = await desk.store.editions.findLatestEdition(story.id, asOf.subtract({ milliseconds: 1 }))
  const since = previous?.asOf ?? null
  const draft = await briefStory(story, asOf, { lang, limits, since, signal: parts.signal }, desk)
  const brief = await inWords(parts, given, desk, draft.brief, (wording) =>
    wording.wordBrief(draft, lang, parts.signal),
  )
  // A brief without lines is nothing to compare with, and has no line to ask about: the edition before it stays the last.
  if (toldLines(brief).length > 0) await desk.store.editions.saveEdition(brief)
  printAnswer(parts, given, brief, () => digestMessage(brief, { lang, zone: desk.zone, previousAt: since }))
}

/** More lines are no brief. */
const LINES_MAX = 40

/** With more words than are set, and nothing said of lines, as many more lines. */
function linesFor(words: number | null, set: { readonly words: number; readonly lines: number }): number {
  if (words === null || words <= set.words) return set.lines
  return Math.max(set.lines, Math.min(LINES_MAX, Math.round((set.lines * words) / set.words)))
}

async function changedOne(parts: CliParts, given: Given, { desk, question, style }: Asked): Promise<void> {
  requireModel(given, desk)
  const since = await momentBefore(textOf(given, 'since') ?? 'last', question.story, question.asOf, given, desk)
  const [draft, plain] = [await draftChanged(question, since, desk), await style()]
  const update = await inWords(parts, given, desk, draft.update, (wording) =>
    wording.wordChanges(draft, question.lang, parts.signal),
  )
  printAnswer(parts, given, update, () => changedMessage(update, plain))
}

async function momentBefore(
  text: string,
  story: StoryDefinition,
  asOf: Temporal.Instant,
  given: Given,
  desk: Desk,
): Promise<Temporal.Instant> {
  const since = asOption(() => parseSince(text, { now: asOf, zone: desk.zone, lang: langOf(given, desk) }))
  if (since.kind === 'time') return since.at
  const edition = await desk.store.editions.findLatestEdition(story.id, asOf)
  if (edition !== null) return edition.asOf
  throw new NewsError(
    'time-invalid',
    `${story.id} has no edition yet to compare with. Make one with: standfirst brief ${story.id}; or say since when: --since 24h`,
  )
}
