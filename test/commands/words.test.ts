import { equal, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { quotedTitle } from '../../src/commands/line-rows.ts'
import { joinList, MARK_WORDS, MONTHS, WEEKDAYS, WORDS } from '../../src/commands/words.ts'
import { LANGS } from '../../src/news/message.ts'

/** The same in both languages, rightly. */
const ALIKE = new Set<string>([])

for (const [name, words] of Object.entries(WORDS)) {
  test(`"${name}" is said in both languages, with the same parts`, () => {
    const { en, es } = words
    equal(typeof en, typeof es)
    equal(en.length > 0 && es.length > 0, true)
    if (typeof en === 'function' && typeof es === 'function') equal(en.length, es.length)
    else if (!ALIKE.has(name)) notEqual(en, es)
  })
}

const plurals = [
  [WORDS.articleCount, 0, '0 articles', '0 artículos'],
  [WORDS.articleCount, 1, '1 article', '1 artículo'],
  [WORDS.articleCount, 2, '2 articles', '2 artículos'],
  [WORDS.articleCount, 12_500, '12,500 articles', '12.500 artículos'],
  [WORDS.originCount, 1, '1 origin', '1 origen'],
  [WORDS.originCount, 3, '3 origins', '3 orígenes'],
  [WORDS.disputedCount, 2, '2 points on which sources differ', '2 puntos en que las fuentes discrepan'],
  [WORDS.moreSources, 1, 'And 1 more source, not cited here.', 'Y 1 fuente más, no citada aquí.'],
] as const
for (const [words, n, english, spanish] of plurals) {
  test(`${n} is counted as "${english}"`, () => {
    equal(words.en(n), english)
    equal(words.es(n), spanish)
  })
}

test('lists are joined as each language does', () => {
  equal(joinList('en', ['1 new', '2 revised', '1 withdrawn']), '1 new, 2 revised and 1 withdrawn')
  equal(joinList('es', ['Reuters', 'AP', 'Infobae']), 'Reuters, AP e Infobae')
  equal(joinList('en', []), '')
})

test('every mark, weekday and month has its word in both languages', () => {
  for (const lang of LANGS) {
    for (const words of Object.values(MARK_WORDS)) ok(words[lang].length > 0)
    equal(new Set(WEEKDAYS[lang]).size, 7)
    equal(new Set(MONTHS[lang]).size, 12)
  }
})

test('a title that goes on for ever is cut, and a headline is not', () => {
  const headline = 'A dam, a crack and two ministries that each say something else about it'
  equal(quotedTitle(headline, 'en'), `“${headline}”`)
  equal(quotedTitle('x'.repeat(5_000), 'es'), `«${'x'.repeat(200)}…»`)
})
