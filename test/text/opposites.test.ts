import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { interlingua } from '../../src/text/glossary.ts'
import { oppositesOf } from '../../src/text/opposites.ts'
import { stemWord } from '../../src/text/stems.ts'

const cases = [
  ['rose', 'fell', true],
  ['increases', 'dropped', true],
  ['opened', 'closing', true],
  ['guilty', 'acquitted', true],
  ['north', 'southern', true],
  ['yesterday', 'today', true],
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
