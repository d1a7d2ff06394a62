import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { phraseUpdate } from '../../../src/brief/write/phrase-update.ts'
import { readPrompt } from '../../../src/brief/write/read-prompt.ts'
import { storyId } from '../../../src/news/ids.ts'
import type { Update } from '../../../src/news/update.ts'
import { hour } from '../../claim/make.ts'
import { fakeModel, lines, modelWriter } from '../../fakes/model.ts'
import { CHOSEN, DAM, GATES, QUOTE, RUMOUR } from './writer-sample.ts'

const prompt = readPrompt(readFileSync('prompts/change.v1.md', 'utf8'), 'prompts/change.v1.md')
const update: Update = {
  story: storyId('calder'),
  since: hour(0),
  asOf: hour(9),
  nothingNew: false,
  added: [QUOTE.extract],
  revised: [{ before: GATES.extract, after: RUMOUR.extract }],
  corroborated: [{ line: DAM.extract, originsBefore: 1, originsAfter: 2 }],
  disputed: [],
  withdrawn: [GATES.extract],
  articles: [],
}
const CLAIMS = CHOSEN.map(({ claim }) => claim)
const never = new AbortController().signal

test('computed changes are worded, each in its place', async () => {
  // Numbered as they are told: revised, added, corroborated.
  const model = fakeModel(
    lines(
      ['Engineers warned the wall would crack within a week.', [1]],
      ['Mayor Petra Lund called the closure [Q1].', [2]],
      ['The water board said the lake behind the Calder dam had fallen by 12 metres.', [3]],
    ),
  )
  const writer = modelWriter(model, { prompt, kinds: ['line'] })
  const { update: worded, report } = await phraseUpdate(update, CLAIMS, { writer, lang: 'en' }, never)
  equal(worded.revised[0]?.after.text, 'Engineers warned the wall would crack within a week.')
  equal(worded.added[0]?.text, 'Mayor Petra Lund called the closure “a warning that came ten years late”.')
  equal(
    worded.corroborated[0]?.line.text,
    'The water board said the lake behind the Calder dam had fallen by 12 metres.',
  )
  deepEqual([worded.revised[0]?.before, worded.withdrawn], [GATES.extract, [GATES.extract]])
  deepEqual([worded.corroborated[0]?.originsBefore, worded.corroborated[0]?.originsAfter], [1, 2])
  deepEqual([report?.passed, report?.made?.prompt], [3, 'change.v1'])
})

const useless = [
  lines(['The dam burst.', [1]], ['Petra Lund resigned.', [2]], ['Nothing changed at all.', [3]]),
  lines(['The water board said the lake behind the Calder dam had fallen by 12 metres.', [1]]),
  lines(['Engineers warned the wall would crack within a week.', [1], 'headline']),
]
for (const outcome of useless) {
  test(`what the gate refuses changes nothing: ${JSON.stringify(outcome).slice(0, 90)}`, async () => {
    const writer = modelWriter(fakeModel(outcome), { prompt, kinds: ['line'] })
    deepEqual((await phraseUpdate(update, CLAIMS, { writer, lang: 'en' }, never)).update, update)
  })
}

test('nothing new asks nobody', async () => {
  const model = fakeModel(lines())
  const none = { ...update, added: [], revised: [], corroborated: [], nothingNew: true }
  const { report } = await phraseUpdate(none, CLAIMS, { writer: modelWriter(model), lang: 'en' }, never)
  deepEqual([report, model.asked.length], [null, 0])
})
