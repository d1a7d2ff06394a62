import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { contentStems, isStopword, stemWord } from '../../src/text/stems.ts'
import { splitWords } from '../../src/text/words.ts'

const groups = [
  ['en', ['invite', 'invited', 'inviting', 'invites']],
  ['en', ['honour', 'honor', 'honours', 'honored']],
  ['en', ['organise', 'organised', 'organizes']],
  ['en', ['defence', 'defense']],
  ['en', ['programme', 'programs']],
  ['en', ['took', 'takes', 'taken', 'taking']],
  ['en', ['met', 'meet', 'meets']],
  ['en', ['people', 'person', 'persons']],
  ['es', ['invitacion', 'invitaciones', 'invitar', 'invitado']],
  ['es', ['presidente', 'presidentes', 'presidenta']],
  ['es', ['ataque', 'ataques']],
  ['es', ['policia', 'policias']],
] as const
for (const [lang, forms] of groups) {
  test(`${forms.join(', ')} have one stem`, () => equal(new Set(forms.map((form) => stemWord(form, lang))).size, 1))
}

const apart = [
  ['promise', 'promize'],
  ['advised', 'advized'],
  ['raise', 'raize'],
  ['left', 'leave'],
] as const
for (const [a, b] of apart)
  test(`${a} and ${b} stay apart`, () => equal(stemWord(a, 'en') === stemWord(b, 'en'), false))

test('numbers and codes are their own stems', () => {
  deepEqual(
    ['1,650.5', 'f16', '3rd', 'a'.repeat(60)].map((word) => stemWord(word, 'en')),
    ['1,650.5', 'f16', '3rd', 'a'.repeat(60)],
  )
})

test('grammar words are stopwords, negations and numbers are not', () => {
  for (const word of ['the', 'would', 'said']) equal(isStopword(word, 'en'), true, word)
  for (const word of ['que', 'segun', 'dijo']) equal(isStopword(word, 'es'), true, word)
  for (const word of ['not', 'no', 'never', 'two', 'without']) equal(isStopword(word, 'en'), false, word)
  for (const word of ['no', 'nunca', 'tres', 'sin']) equal(isStopword(word, 'es'), false, word)
})

const stems = [
  ['The US told us that the WHO knew who paid', ['us', 'tell', 'who', 'know', 'pay']],
  ['WHO TOLD US THAT IT WAS NOT RAINING', ['tell', 'not', 'rain']],
  ['30 strikes in 14 days', ['30', 'strike', '14', 'day']],
] as const
for (const [text, expected] of stems) {
  test(`the content of "${text}" is ${expected.join(' ')}`, () =>
    deepEqual(contentStems(splitWords(text), 'en'), expected))
}
