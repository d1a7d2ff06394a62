import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { interlingua } from '../../src/text/glossary.ts'
import { areOpposite, oppositesOf } from '../../src/text/opposites.ts'
import { stemWord } from '../../src/text/stems.ts'
import { foldText } from '../../src/text/words.ts'

const cases = [
  ['rose', 'fell', true],
  ['increases', 'dropped', true],
  ['opened', 'closing', true],
  ['guilty', 'acquitted', true],
  ['north', 'southern', true],
  ['yesterday', 'today', true],
  ['victory', 'defeat', true],
  ['won', 'defeated', false],
  ['rose', 'sank', false],
  ['rose', 'climbed', false],
  ['opened', 'fell', false],
  ['dam', 'wall', false],
  ['', '', false],
] as const
for (const [one, other, opposite] of cases) {
  test(`${one} and ${other} ${opposite ? 'exclude each other' : 'do not'}`, () => {
    const [a, b] = [stemWord(one, 'en'), stemWord(other, 'en')]
    equal(oppositesOf(a).includes(b), opposite)
    equal(oppositesOf(b).includes(a), opposite)
  })
}

const inPlace = [
  ['en', 'rose', 'sank', true],
  ['en', 'won', 'lost', true],
  ['en', 'beat', 'lost', true],
  ['en', 'won', 'defeated', false],
  ['en', 'beat', 'defeated', false],
  ['en', 'day', 'night', true],
  ['en', 'arrived', 'left', true],
  ['en', 'left', 'right', true],
  ['en', 'likely', 'unlikely', true],
  ['en', 'rose', 'climbed', false],
  ['en', 'rose', 'rose', false],
  ['es', 'subió', 'cayó', true],
  ['es', 'con', 'sin', true],
  ['es', 'legal', 'ilegal', true],
  ['es', 'subió', 'aumentó', false],
] as const
for (const [lang, one, other, opposite] of inPlace) {
  test(`${one} in the place of ${other} ${opposite ? 'says the opposite' : 'does not say the opposite'}`, () => {
    equal(areOpposite(foldText(one), foldText(other), lang), opposite)
    equal(areOpposite(foldText(other), foldText(one), lang), opposite)
  })
}

const spanish = [
  ['subieron', 'bajaron'],
  ['abrir', 'cerrar'],
  ['ganar', 'perder'],
  ['victoria', 'derrota'],
  ['norte', 'sur'],
  ['primero', 'ultimo'],
  ['antes', 'despues'],
  ['ayer', 'hoy'],
] as const
for (const [one, other] of spanish) {
  test(`${one} y ${other} se excluyen`, () => {
    const [a, b] = [one, other].map((word) => interlingua(stemWord(word, 'es'), 'es'))
    equal(oppositesOf(a ?? '').includes(b ?? ''), true, `${a} ${b}`)
  })
}
