import type { Config } from '../config/config.ts'
import { loadSamples } from '../config/load-samples.ts'
import { buildDesk } from './desks.ts'
import { NewsError } from '../news/errors.ts'
import { playDemo, type DemoStep } from '../pipeline/demo.ts'
import { openStore } from '../store/open-store.ts'

/** Samples that make the demo's first brief; the rest arrive one by one. */
const DEMO_FIRST_COUNT = 5
const DEMO_STORY = 'trump-petro'
/** The demo is read in one zone everywhere: where its story happens. */
const DEMO_ZONE = 'America/Bogota'

/** Plays the demo in a store of its own at `target`, with the samples of `folder`. */
export async function* demonstrate(
  config: Config,
  target: string,
  folder: string,
  version: string,
  signal: AbortSignal,
): AsyncGenerator<DemoStep> {
  const samples = await loadSamples(folder)
  const story = config.stories.find(({ definition }) => definition.id === DEMO_STORY)?.definition
  if (story === undefined) {
    throw new NewsError(
      'story-unknown',
      `${config.folder} holds no story ${DEMO_STORY}, which the samples are about. Leave --config out.`,
    )
  }
  const store = await openStore(target)
  try {
    const desk = await buildDesk(store, { ...config, zone: DEMO_ZONE }, { outlets: samples.outlets, version }, signal)
    const { matcher, lang, zone, fileBytesMax } = desk
    const parts = {
      newsroom: desk,
      matcher,
      story,
      arrivals: samples.arrivals,
      firstCount: DEMO_FIRST_COUNT,
      lang,
      zone,
      fileBytesMax,
    }
    yield* playDemo(parts, signal)
  } finally {
    await store.close()
  }
}
