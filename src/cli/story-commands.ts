import { Option, type Command } from 'commander'
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
import {
  addCommand,
  addReading,
  asOption,
  atDesk,
  countOf,
  langOf,
  momentOf,
  parseCount,
  printAnswer,
  textOf,
  type CliParts,
  type Given,
} from './parts.ts'

type Asked = { readonly desk: Desk; readonly question: Question; readonly style: () => Promise<AnswerStyle> }

/** The commands that answer on one story. */
export function addStoryCommands(program: Command, parts: CliParts): void {
  const command = (usage: string, summary: string, example: string) =>
    addReading(addCommand(program, usage, summary, example))
  command(
    'brief <story>',
    'the brief of a story: cited lines, where sources differ, the sources',
    'brief trump-petro --words 100',
  )
    .option('--words <n>', 'words of the brief (default 150; more words make room for more lines)', parseCount)
    .option('--lines <n>', 'lines of the brief (default 8, and as many more as --words is more)', parseCount)
    .addOption(writerOption())
    .action((id: string, given: Given) => ask(parts, id, given, (asked) => printBrief(parts, given, asked)))
  command('changed <story>', 'what changed in a story, and that nothing did', 'changed trump-petro --since 2h')
    .option('--since <time>', 'exclusive: 2h, yesterday, a time, or last (the last edition)', 'last')
    .addOption(writerOption())
    .action((id: string, given: Given) => ask(parts, id, given, (asked) => printChanged(parts, given, asked)))
  command('sources <story>', 'sources by origin, and why they were grouped', 'sources trump-petro').action(
    (id: string, given: Given) =>
      ask(parts, id, given, async ({ desk, question, style }) => {
        const answer = await answerSources(question, desk)
        const plain = { ...(await style()), sources: answer.sources }
        printAnswer(parts, given, answer, () => sourcesMessage(answer, plain))
      }),
  )
  command('differ <story>', 'where sources differ', 'differ trump-petro').action((id: string, given: Given) =>
    ask(parts, id, given, async ({ desk, question, style }) => {
      const [answer, plain] = [await answerDiffer(question, desk), await style()]
      printAnswer(parts, given, answer, () => differMessage(answer, plain))
    }),
  )
  command('timeline <story>', 'dated claims in order', 'timeline trump-petro').action((id: string, given: Given) =>
    ask(parts, id, given, async ({ desk, question, style }) => {
      const [answer, plain] = [await answerTimeline(question, desk), await style()]
      printAnswer(parts, given, answer, () => timelineMessage(answer, plain))
    }),
  )
  command(
    'why <story> <line>',
    'why a line of the last brief stands there: its number, or its id',
    'why trump-petro 2',
  ).action((id: string, line: string, given: Given) =>
    ask(parts, id, given, async ({ desk, question, style }) => {
      const [answer, plain] = [await explainLine(question, line, desk), await style()]
      printAnswer(parts, given, answer, () => whyMessage(answer, { ...plain, asOf: question.asOf }))
    }),
  )
  command('search <story> <words...>', 'articles and claims that hold the words', 'search trump-petro visa').action(
    (id: string, list: string[], given: Given) =>
      ask(parts, id, given, async ({ desk, question, style }) => {
        const words = list.join(' ')
        const [answer, plain] = [await answerSearch(question, words, desk), await style()]
        printAnswer(parts, given, answer, () => searchMessage(answer, { ...plain, asOf: question.asOf, words }))
      }),
  )
}

const writerOption = () =>
  new Option('--writer <name>', 'who puts it into words').choices(['extractive', 'openai']).default('extractive')

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

async function printBrief(parts: CliParts, given: Given, { desk, question }: Asked): Promise<void> {
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

async function printChanged(parts: CliParts, given: Given, { desk, question, style }: Asked): Promise<void> {
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
