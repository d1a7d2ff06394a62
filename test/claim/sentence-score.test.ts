import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { scoreSentences } from '../../src/claim/sentence-score.ts'
import { analyseSentence } from '../../src/text/features.ts'

const CRACK = 'The crack in the wall of the Calder dam is 12 metres long.'
// The first is liker to the second than the third is.
const ranked = [
  [CRACK, 'A 12-metre crack is in the wall of the Calder dam.', 'The board sent divers to the Calder dam.'],
  [
    CRACK,
    'The crack in the wall of the Calder dam is 12 metres long.',
    'The crack in the wall of the Calder dam is long.',
  ],
  [CRACK, 'The crack in the dam of Calder measures 12 metres.', 'The crack in the dam of Calder measures 14 metres.'],
  ['Okafor resigned on Friday.', 'Okafor quit on Friday.', 'Okafor sang on Friday.'],
  ['Okafor resigned on Friday.', 'Okafor resigned Friday.', 'Lund resigned Friday.'],
  ['General Kadhafi fled.', 'General Qadhafi fled.', 'General Okafor fled.'],
  ['The board agreed to the plan.', 'The board has agreed to the plan.', 'The board has not agreed to the plan.'],
] as const
for (const [text, nearer, farther] of ranked) {
  test(`“${nearer}” is liker to “${text}” than “${farther}”`, () => {
    const score = (other: string) => scoreSentences(analyseSentence(text, 'en'), analyseSentence(other, 'en'))
    ok(score(nearer) > score(farther), `${score(nearer)} ${score(farther)}`)
  })
}

test('languages are compared by names, figures, the glossary and cognates', () => {
  const english = analyseSentence('The president of Chile signed 12 laws on Friday.', 'en')
  const score = (text: string) => scoreSentences(english, analyseSentence(text, 'es'))
  ok(score('El presidente de Chile firmó doce leyes el viernes.') > 0.7)
  ok(score('Los vecinos durmieron en una escuela de la costa.') < 0.2)
})

test('a sentence without end is scored in bounded time', () => {
  const [one, other] = ['wall lake crack board ', 'walls lakes cracked boards '].map((unit) =>
    analyseSentence(`The ${unit.repeat(20_000)}.`, 'en'),
  )
  const startedAt = performance.now()
  ok(one !== undefined && other !== undefined && scoreSentences(one, other) >= 0)
  ok(performance.now() - startedAt < 20_000)
})
