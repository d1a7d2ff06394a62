import { equal, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { verifyLine } from '../../../src/brief/verify/verify.ts'
import type { TextLang } from '../../../src/text/language.ts'
import { ENGLISH } from './attacks-en.ts'
import { ENGLISH_NEWS } from './attacks-en-news.ts'
import { SPANISH } from './attacks-es.ts'

type Attack = {
  readonly lang: TextLang
  readonly evidence: string
  readonly line: string
  readonly isTrue: boolean
  readonly isKnownFault: boolean
}

function readAttacks(table: string, lang: TextLang): readonly Attack[] {
  let evidence = ''
  return table.split('\n').flatMap((row) => {
    if (row.startsWith('> ')) evidence = row.slice(2)
    const [, fault, sign, line] = /^(\??)([-+]) (.+)$/.exec(row) ?? []
    return line === undefined ? [] : [{ lang, evidence, line, isTrue: sign === '+', isKnownFault: fault === '?' }]
  })
}

const attacks = [...readAttacks(ENGLISH + ENGLISH_NEWS, 'en'), ...readAttacks(SPANISH, 'es')]
const judge = ({ line, evidence, lang }: Attack) => verifyLine(line, [evidence], { lang })

for (const attack of attacks.filter(({ isKnownFault }) => !isKnownFault)) {
  test(`${attack.isTrue ? 'passes' : 'refuses'} “${attack.line}”`, () => {
    const { reasons } = judge(attack)
    if (attack.isTrue) equal(reasons.join('; '), '')
    else notEqual(reasons.length, 0, attack.evidence)
  })
}

test('few false lines are known to pass, few fair ones to be refused', () => {
  const share = (isTrue: boolean): number => {
    const ofKind = attacks.filter((attack) => attack.isTrue === isTrue)
    return ofKind.filter(({ isKnownFault }) => isKnownFault).length / ofKind.length
  }
  ok(share(false) <= 0.02, String(share(false)))
  ok(share(true) <= 0.1, String(share(true)))
})

test('a sentence that says it outright supports a line beside one that only may', () => {
  const hedged = 'The storm may reach the coast on Friday.'
  const plain = 'The storm will reach the coast on Friday.'
  equal(verifyLine(plain, [hedged], { lang: 'en' }).ok, false)
  equal(verifyLine(plain, [hedged, plain], { lang: 'en' }).ok, true)
})
