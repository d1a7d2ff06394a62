import type {
  DifferAnswer,
  NamedSources,
  SourcesAnswer,
  StoriesAnswer,
  TimelineAnswer,
  WhyAnswer,
} from '../../commands/answers.ts'
import type { Brief } from '../../news/brief.ts'
import type { ArticleId } from '../../news/ids.ts'
import type { StoryDefinition, StoryState } from '../../news/story.ts'
import type { Update } from '../../news/update.ts'
import type { ChangesDraft, Draft } from '../brief.ts'
import type { FreshBriefs } from './fresh-briefs.ts'
import type { ReadingQuestion } from './reading-questions.ts'

/** Asks another thread. */
export type AskReading = (question: ReadingQuestion, signal?: AbortSignal) => Promise<unknown>

/** Briefs and answers that another thread makes. `own`: looks up in this one what takes no time. */
export function createReadingPort(ask: AskReading, own: FreshBriefs): FreshBriefs {
  function told<Value>(question: ReadingQuestion, signal?: AbortSignal): Promise<Value> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each kind of question has one kind of answer: `answerQuestion`
    return ask(question, signal) as Promise<Value>
  }
  return {
    generationOf: own.generationOf,
    editionOf: own.editionOf,
    knownAt: own.knownAt,
    storyOf: (story) => told<{ readonly story: StoryDefinition; readonly state: StoryState }>({ kind: 'story', story }),
    briefOf: (wish, since, signal) => told<Brief>({ kind: 'brief', wish, since }, signal),
    draftOf: (wish, since, signal) => told<Draft>({ kind: 'draft', wish, since }, signal),
    changesDraftOf: (wish, since) => told<ChangesDraft>({ kind: 'changes-draft', wish, since }),
    changesOf: (wish, since) => told<Update>({ kind: 'changes', wish, since }),
    sourcesOf: (wish) => told<SourcesAnswer>({ kind: 'sources', wish }),
    namedSourcesOf: (wish, named) => told<NamedSources>({ kind: 'named-sources', wish, named }),
    outletsOf: (wish) => told<readonly string[]>({ kind: 'outlets', wish }),
    differencesOf: (wish) => told<DifferAnswer>({ kind: 'differences', wish }),
    timelineOf: (wish) => told<TimelineAnswer>({ kind: 'timeline', wish }),
    whyOf: (wish, line) => told<WhyAnswer>({ kind: 'why', wish, line }),
    storiesOf: () => told<StoriesAnswer>({ kind: 'stories' }),
    revisionsOf: (story) => told<ReadonlyMap<ArticleId, number>>({ kind: 'revisions', story }),
  }
}
