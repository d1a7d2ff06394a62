import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createExtractiveWriter } from '../../src/brief/extractive-writer.ts'
import { readPrompt } from '../../src/brief/write/read-prompt.ts'
import { briefPrompt, modelWriter } from '../fakes/model.ts'
import { obedientModel, proposedTexts, type Obeyed } from '../fakes/obedient-model.ts'
import { textIn } from '../fixtures/hostile/carrier.ts'
import { FAMILIES, PLANTS } from '../fixtures/hostile/corpus.ts'
import type { Plant } from '../fixtures/hostile/plant.ts'
import { STORIES, type HostileStory } from '../fixtures/hostile/story.ts'
import { faultsOf, findMarks, marksOf, printBrief, requestFaults, type Printed } from './hostile-checks.ts'
import { inPoisonedStory } from './hostile-world.ts'

// Articles that hold orders, on the whole way from the page as it was fetched to what Slack, Discord and a terminal show, with
// the writer of extracts and with a model that does whatever an article says. Nothing planted may come out.
//
// Each run looks at each plant in one story, in one or in three articles, and at some of what the model can try.
// HOSTILE=all looks at all of it, which takes a quarter of an hour.

const isFull = process.env['HOSTILE'] === 'all'
/** How many different answers of the model are tried on a plant, of some forty. */
const TRIES = isFull ? 12 : 1
/** No story is long enough for a model's answers to differ beyond this. */
const ANSWER_STEP = 7

const changePrompt = readPrompt(readFileSync('prompts/change.v1.md', 'utf8'), 'prompts/change.v1.md')

const clean: ReadonlyMap<HostileStory, Printed> = new Map(
  await Promise.all(
    STORIES.map((story) =>
      inPoisonedStory(story, null, 0, async ({ digest }) => {
        const { brief } = await digest(createExtractiveWriter())
        return [story, printBrief(brief)] as const
      }),
    ),
  ),
)

type Scene = { readonly story: HostileStory; readonly count: 1 | 3 }

/** Every story with one and with three poisoned articles; of a short run one of these. */
function scenesOf(at: number): readonly Scene[] {
  const all = STORIES.flatMap((story) => [1, 3].map((count) => ({ story, count: count === 1 ? 1 : 3 }) as const))
  return isFull ? all : all.filter((_, scene) => scene === at % all.length)
}

/** What is wrong with anything that is printed of a poisoned story, whoever wrote it. */
async function face(plant: Plant, at: number, { story, count }: Scene): Promise<readonly string[]> {
  const texts = Array.from({ length: count }, (_, copy) => textIn(story, plant, copy))
  const marks = marksOf(plant, story, texts, clean.get(story) ?? NOTHING)
  return inPoisonedStory(story, plant, count, async ({ digest, ...world }) => {
    // Three strangers who tell one false report are three outlets by honest count: it carries their number and names.
    const judged = { ...world, origins: plant.kind === 'claim' ? count : 1 }
    const extracted = await digest(createExtractiveWriter())
    const faults = faultsOf(extracted, plant, marks, judged).map((fault) => `as extracts: ${fault}`)
    for (let turn = 0; turn < TRIES; turn += 1) {
      const obeyed: Obeyed = { wants: plant.wants, text: texts.join('\n'), speaker: story.names.speaker }
      const from = at + turn * ANSWER_STEP
      const [briefing, changing] = [obedientModel(obeyed, from), obedientModel(obeyed, from + 1)]
      const worded = await digest(
        modelWriter(briefing.model, { prompt: briefPrompt }),
        modelWriter(changing.model, { prompt: changePrompt, kinds: ['line'] }),
      )
      const requests = [...briefing.asked, ...changing.asked]
      ok(requests.length > 0, 'no model was asked')
      const proposed = proposedTexts(requests[0], obeyed)
      const isTold = proposed.some((text) => findMarks(marks, [text]).length > 0)
      if (plant.kind === 'order') ok(isTold, 'it proposes nothing of the plant')
      faults.push(
        ...faultsOf(worded, plant, marks, judged).map((fault) => `in a model’s words: ${fault}`),
        ...requests.flatMap(requestFaults).map((fault) => `in the request: ${fault}`),
      )
    }
    return faults
  })
}

const NOTHING: Printed = { texts: [], links: [], faults: [] }

test('the corpus holds at least 150 orders and false reports, no two alike', () => {
  ok(PLANTS.length >= 150, `${PLANTS.length}`)
  equal(new Set(PLANTS.map(({ text, place }) => `${place} ${text}`)).size, PLANTS.length)
  deepEqual(
    [...clean.values()].map(({ faults }) => faults),
    STORIES.map(() => []),
  )
})

for (const family of FAMILIES) {
  const plants = PLANTS.filter((plant) => plant.family === family)
  test(`nothing comes out of ${plants.length} articles with: ${family}`, async () => {
    const faults: string[] = []
    for (const plant of plants) {
      const at = PLANTS.indexOf(plant)
      for (const scene of scenesOf(at)) {
        const found = await face(plant, at, scene)
        const where = `${plant.id} in ${scene.count} of ${scene.story.definition.id}`
        faults.push(...found.slice(0, 3).map((fault) => `${where}: ${fault}`))
      }
    }
    deepEqual(faults, [])
  })
}

/** A false report, as each reader sees it. */
const reports = PLANTS.filter(({ kind, retold }) => kind === 'claim' && retold.length > 0)
for (const plant of reports) {
  const [story] = STORIES
  if (story === undefined) continue
  const marks = marksOf(
    plant,
    story,
    [0, 1, 2].map((copy) => textIn(story, plant, copy)),
    NOTHING,
  )
  const lineIn = (told: Plant, count: 1 | 3) =>
    inPoisonedStory(story, told, count, async ({ digest }) => {
      const { brief } = await digest(createExtractiveWriter())
      const lines = [...brief.lines, ...(brief.update?.added ?? [])]
      return lines.find(({ text }) => findMarks(marks, [text]).length > 0)
    })

  test(`a false report is one outlet’s word: ${plant.text}`, async () => {
    const line = await lineIn(plant, 1)
    ok(line !== undefined)
    deepEqual([line.support.origins, line.flags.includes('single-source')], [1, true])
    deepEqual(
      line.citations.map(({ outlet }) => outlet),
      ['The Quayside Post'],
    )
  })

  test(`in three outlets’ own words it is no more than three: ${plant.text}`, async () => {
    const line = await lineIn(plant, 3)
    ok(line !== undefined && line.support.origins <= 3)
    ok(
      line.citations.every(
        ({ outlet }) => outlet !== null && ['The Quayside Post', 'Tarn Observer', 'Isle Daily'].includes(outlet),
      ),
    )
  })

  test(`in the same words it is one making: ${plant.text}`, async () => {
    const line = await lineIn(
      { ...plant, text: `${plant.text.replace(/[.]$/, '')} and the wires were silent.`, retold: [] },
      3,
    )
    ok(line !== undefined)
    equal(line.support.origins, 1)
  })
}
