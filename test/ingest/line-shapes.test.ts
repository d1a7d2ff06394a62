import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { furnitureKind, isPaywallLine } from '../../src/ingest/line-shapes.ts'

const furniture = [
  ['list of 3 itemsend of list', 'screen-reader'],
  ['Skip to main content', 'screen-reader'],
  ['Share this story:', 'share'],
  ['Facebook Twitter WhatsApp', 'share'],
  ['Compartir esta nota', 'share'],
  ['Follow The Harbour Post on Instagram and Facebook', 'share'],
  ['Listen to this story2:10 min', 'listen'],
  ['Ana Ruiz4 min read', 'read-time'],
  ['5 minutos de lectura', 'read-time'],
  ['Sign up for our morning letter and get the news first.', 'subscribe'],
  ['Subscribe', 'subscribe'],
  ['Never miss a story: the day’s news in your inbox.', 'subscribe'],
  ['RELATED STORIES', 'box'],
  ['Te puede interesar', 'box'],
  ['More in World', 'box'],
  ['Most Read', 'end'],
  ['12 Comments', 'end'],
  ['Recent Comments', 'end'],
  ['Deja un comentario', 'end'],
  ['Tags: trade, ports, strike', 'end'],
  ['© 2026 The Harbour Post. All rights reserved.', 'legal'],
  ['We use cookies to make this site work.', 'legal'],
  ['ADVERTISEMENT', 'advert'],
  ['Mailing Address', 'address'],
  ['77 West Quarry Rd.', 'address'],
  ['Millford Falls, OH 45011', 'address'],
  ['+1 (555) 010-2233', 'address'],
  ['Photo: Harbour Post archive', 'caption'],
  ['AI-generated image', 'machine'],
  ['This article was written with the help of artificial intelligence and checked by an editor.', 'machine'],
  ['Imagen generada con inteligencia artificial', 'machine'],
  ['Subscribe to continue reading', 'paywall'],
  ['To continue reading, choose a plan.', 'paywall'],
  ['Spotted a mistake we should fix? Write to the desk.', 'reader-call'],
  ['¿Tienes información sobre este caso? Escríbenos.', 'reader-call'],
  ['The post Ferry strike ends after talks appeared first on Harbour Post.', 'trailer'],
  ['(Reporting by Ana Ruiz in Millford; Editing by Tom Hale)', 'desk'],
  ['Reporting by J.K. Roe, O’Brien and A. Ruiz/Tom Hale in St. Paul, with Eva Lund.', 'desk'],
  ['Published', 'meta'],
  ['Updated: Jan. 8, 2026, 9:15 a.m. ET', 'meta'],
  ['Home > World > Americas', 'meta'],
] as const
for (const [line, kind] of furniture) {
  test(`"${line}" is furniture: ${kind}`, () => equal(furnitureKind(line), kind))
}

const prose = [
  'Save the Children said that 40 people had died.',
  'Support for the president fell in both polls.',
  'Text messages on the phone showed the route.',
  'More news is expected on Thursday.',
  'Published figures show that 110 people died.',
  'Topics discussed included trade and drugs.',
  'Most recent figures put the toll at 110.',
  'Reporting by a rival paper suggests the call lasted an hour.',
  'Research by the university shows prices rose.',
  'The minister posted an AI-generated image of the harbour on Wednesday.',
  '30 people in the square were hurt.',
  'Información de inteligencia indica que el barco salió de noche.',
  'Follow-up talks are planned for Friday.',
  'Register offices opened at dawn across the country.',
  'Open this week, the court will hear both sides.',
  'Watch committees were formed in three towns.',
  'Related charges were dropped in October.',
  'Please stay calm, the mayor told the crowd.',
  'Comments by the minister angered the union.',
  'Listen to the people, he said.',
] as const
for (const line of prose) {
  test(`"${line}" is prose`, () => equal(furnitureKind(line), null))
}

test('a line asks to pay where its kind says so, and no other does', () => {
  const ambiguous = ['Subscribe to read more', `To read more ${'x'.repeat(700)}`, `To read more${' x'.repeat(40)}`]
  for (const line of [...furniture.map(([text]) => text), ...prose, ...ambiguous])
    equal(isPaywallLine(line), furnitureKind(line) === 'paywall', line)
})

test('hostile lines cost little', () => {
  const start = performance.now()
  for (const unit of ['a ', '1 ', 'A ', 'share ', '> ', 'by A, ', '(photo ', 'the post '])
    furnitureKind(unit.repeat(300).slice(0, 699))
  for (const unit of ['a', '1', 'A', '-', '. ']) furnitureKind(unit.repeat(699))
  for (const head of ['Reporting by ', 'escrito de y']) furnitureKind(`${head}${'enByAnd'.repeat(80)}\0`)
  equal(performance.now() - start < 20_000, true)
})
