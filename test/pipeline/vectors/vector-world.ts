import type { Embedder, EmbedOutcome } from '../../../src/brief/model/embedder.ts'
import { createMatcher, type Matcher } from '../../../src/pipeline/match.ts'
import { createStoryEmbedder, type StoryEmbedder } from '../../../src/pipeline/vectors/embed-stories.ts'
import { piece } from '../dam-story.ts'
import type { TestNewsroom } from '../newsroom.ts'

/** Tells a sentence of the own report, and of the wire's, in quite other words. */
export const abroad = piece('orilla', 'Diario del Lago', {
  lang: 'es',
  title: 'La presa Calder y su orilla',
  text: [
    'Varios agricultores de la ribera oeste no quisieron marcharse y unos agentes los sacaron a cuestas de sus viviendas.',
    'Un museo de Norwick subió sus cuadros al tercer piso por la tarde.',
  ].join('\n\n'),
})

/** Sentences that mean the same, by how they begin. */
const ALIKE = [['Farmers on the western bank', 'On the western bank farmers', 'Varios agricultores de la ribera']]
const DIMENSIONS = 200

/** A model that knows which sentences of the sample mean the same, and takes any two others for different. */
export function createKnowingEmbedder(): Embedder & { fault: EmbedOutcome | null; readonly asked: string[][] } {
  const places = new Map<string, number>()
  const vectorOf = (text: string) => {
    const meaning = ALIKE.findIndex((beginnings) => beginnings.some((beginning) => text.startsWith(beginning)))
    const key = meaning === -1 ? text : `meaning ${meaning}`
    const at = places.get(key) ?? places.size
    places.set(key, at)
    return Array.from({ length: DIMENSIONS }, (_, place) => (place === at ? 1 : 0))
  }
  const embedder = {
    name: 'knowing',
    fault: null as EmbedOutcome | null,
    asked: [] as string[][],
    embed(texts: readonly string[]): Promise<EmbedOutcome> {
      embedder.asked.push([...texts])
      const vectors = texts.map(vectorOf)
      return Promise.resolve(
        embedder.fault ?? { kind: 'embedded', vectors, usage: { inputTokens: texts.length, outputTokens: 0 } },
      )
    },
  }
  return embedder
}

export const SETTINGS = { model: 'knowing', sameFrom: 0.75 }

/** The newsroom's matcher with vectors. */
export function withVectors(
  { store, outlets, clock, dormantAfterMs }: TestNewsroom,
  embedder: Embedder,
): { readonly matcher: Matcher; readonly stories: StoryEmbedder } {
  const { embeddings, stories: storyStore, ledger } = store
  const parts = { store: embeddings, embedder, clock, settings: SETTINGS, stories: storyStore, ledger, dormantAfterMs }
  const stories = createStoryEmbedder(parts)
  return { matcher: createMatcher({ store, outlets, vectors: stories.vectors }), stories }
}
