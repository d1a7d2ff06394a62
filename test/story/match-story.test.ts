import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { matchStory } from '../../src/story/match-story.ts'
import type { Revision } from '../../src/news/article.ts'
import type { StoryDefinition } from '../../src/news/story.ts'
import { source } from '../claim/make.ts'
import { DAM } from '../pipeline/dam-story.ts'

const FILLING = 'The council of the town met twice that week and spoke of roads, schools, bridges and taxes. '

/** `mentions` of the story's words after so many words of other matters. */
const after = (words: number, mentions: string) =>
  `${FILLING.repeat(Math.ceil(words / 17))
    .split(' ')
    .slice(0, words)
    .join(' ')} ${mentions}`

type Case = readonly [string, 'belongs' | 'apart', Partial<Revision>, Partial<StoryDefinition>?]

const cases: readonly Case[] = [
  ['words in title and text', 'belongs', { title: 'Calder dam', text: `The Calder wall holds. ${FILLING}` }],
  [
    'words in the head that come again',
    'belongs',
    { title: null, text: `Calder dam. ${FILLING.repeat(9)} Calder dam.` },
  ],
  ['once in a long piece is in passing', 'apart', { title: null, text: `Calder dam. ${FILLING.repeat(9)}` }],
  ['once in a short piece is enough', 'belongs', { title: null, text: 'The Calder dam has a crack.' }],
  ['twice, but far down', 'apart', { title: null, text: after(150, 'Calder dam. Calder dam.') }],
  ['one word of the query alone', 'apart', { title: 'A dam', text: 'The dam in the north has a crack.' }],
  ['words apart from each other', 'belongs', { title: 'Dam', text: 'Below the wall at Calder the dam is wet.' }],
  ['case and possessive do not count', 'belongs', { title: null, text: 'CALDER’s DAM leaks.' }],
  ['part of a longer word is none', 'apart', { title: 'Calderon damages', text: 'Calderon was paid damages.' }],
  ['an alias in another language', 'belongs', { title: null, lang: 'es', text: 'La presa Calder tiene una grieta.' }],
  ['accents do not count', 'belongs', { title: null, text: 'El pueblo de Cáldér dejó la présa.' }],
  ['words of two aliases do not add up', 'apart', { title: null, text: 'La presa de Norte; the dam of the south.' }],
  ['a language not wanted', 'apart', { lang: 'fr', text: 'Calder dam.' }],
  ['a language not known', 'belongs', { lang: null, text: 'Calder dam.' }],
  ['any language, where none is named', 'belongs', { lang: 'fr', text: 'Calder dam.' }, { langs: [] }],
  ['stated before the window', 'apart', { publishedAt: '2025-12-31', text: 'Calder dam.' }],
  ['stated on its first day', 'belongs', { publishedAt: '2026-01-01T05:00:00Z', text: 'Calder dam.' }],
  ['stated on its last day', 'belongs', { publishedAt: '2026-01-31T23:59:00Z', text: 'Calder dam.' }],
  ['stated after it', 'apart', { publishedAt: '2026-02-01', text: 'Calder dam.' }],
  ['stated by month alone', 'belongs', { publishedAt: '2026-01', text: 'Calder dam.' }],
  ['no date stated: when it was seen', 'apart', { text: 'Calder dam.' }, { window: { from: '2026-01-09', to: null } }],
  ['no window', 'belongs', { publishedAt: '1990', text: 'Calder dam.' }, { window: { from: null, to: null } }],
  ['an empty query matches nothing', 'apart', { text: 'Calder dam.' }, { query: '', aliases: [' '] }],
  ['an empty article', 'apart', { title: null, text: '' }],
]
for (const [name, kind, latest, changes = {}] of cases) {
  test(`${kind}: ${name}`, () => {
    equal(matchStory(source('a', {}, latest).article, { ...DAM, ...changes }).kind, kind)
  })
}

const reasons = [
  [{ text: 'Calder dam.' }, /“Calder dam”/],
  [{ title: null, text: 'La presa Calder.' }, /“presa Calder”/],
  [{ lang: 'fr', text: 'Calder dam.' }, /language is fr/],
  [{ publishedAt: '2027-03-02T10:00:00Z', text: 'Calder dam.' }, /2027-03-02 is outside the window/],
  [{ title: null, text: 'Snow.' }, /not prominent/],
] as const
for (const [latest, because] of reasons) {
  test(`it says why: ${because.source}`, () => {
    match(matchStory(source('a', {}, latest).article, DAM).because, because)
  })
}
