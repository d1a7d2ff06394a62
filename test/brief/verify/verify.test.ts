import { doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { verifyLine, type VerifyOptions } from '../../../src/brief/verify/verify.ts'

const CALL =
  'Chile’s president, Ana Ruiz, said on Wednesday that she had accepted an invitation from Peru’s leader, Luis Soto, to ' +
  'visit Lima after an hour-long phone call. More than 30 fishing boats have been seized since September, and at least ' +
  '110 people were arrested, the navy said. Soto did not give a date for the visit. “We had a very good conversation, ' +
  'and we will have more,” Soto wrote on social media.'
const AFTERMATH =
  'Ruiz denied that her government had asked for the call. She told reporters in Santiago that the two countries would ' +
  'reopen the border crossing in March. Opposition lawmakers accused her, without evidence, of hiding a $14 billion loan.'
const PRICES = 'Prices in the eastern provinces rose by 5% in the last month of the year, while wages rose by 3%.'
const LLAMADA =
  'La presidenta de Chile, Ana Ruiz, dijo el miércoles que había aceptado una invitación del mandatario peruano, Luis ' +
  'Soto, para visitar Lima tras una llamada de una hora. Más de 30 barcos fueron incautados desde septiembre. Soto no ' +
  'fijó una fecha para la visita.'

const verify = (line: string, evidence: readonly string[], options: Partial<VerifyOptions> = {}) =>
  verifyLine(line, evidence, { lang: 'en', ...options })

const supported: readonly (readonly [string, readonly string[], Partial<VerifyOptions>?])[] = [
  ['Soto did not give a date for the visit.', [CALL]],
  ['Ana Ruiz accepted an invitation from Luis Soto to visit Lima.', [CALL]],
  ['Ana Ruiz said she had accepted an invitation from Luis Soto after an hour-long phone call.', [CALL]],
  ['At least 110 people were arrested, the navy said.', [CALL]],
  ['Soto wrote: “We had a very good conversation.”', [CALL]],
  ['“We had … good conversation,” Soto wrote on social media.', [CALL]],
  ['"We had a very good conversation", Soto wrote on social media.', [CALL]],
  ['Ruiz told reporters in Santiago that the two countries would reopen the border crossing.', [CALL, AFTERMATH]],
  ['Opposition lawmakers accused Ruiz, without evidence, of hiding a $14 billion loan.', [AFTERMATH]],
  ['Soto invited Ruiz.', ['Luis Soto invited Ana Ruiz.']],
  ['Ana Ruiz met the envoy in Santiago.', ['Ruiz met the envoy in Santiago.', 'Ana Ruiz is the governor.']],
  ['Police arrested more than 1,200 people.', ['Police arrested 1,245 people.']],
  ['The U.S. envoy met Soto on Monday.', ['The American envoy met Soto on Monday.']],
  ['Soto met the envoy on 7 January.', ['Soto met the envoy on Wednesday.'], { publishedAt: '2026-01-08T09:00:00Z' }],
  ['Ruiz will visit Lima on Friday.', ['She will visit Lima on Friday.'], { context: 'Ana Ruiz spoke on Thursday.' }],
  ['Ana Ruiz aceptó una invitación de Luis Soto para visitar Lima.', [LLAMADA], { lang: 'es' }],
  ['Soto no fijó una fecha para la visita.', [LLAMADA], { lang: 'es' }],
  ['Más de 30 barcos fueron incautados.', ['More than 30 boats were seized.'], { lang: 'es', evidenceLangs: ['en'] }],
]
for (const [line, evidence, options] of supported) {
  test(`passes “${line}”`, () => {
    const verdict = verify(line, evidence, options)
    equal(verdict.reasons.join('; '), '')
    ok(verdict.ok)
    ok(verdict.score >= 0.45, String(verdict.score))
  })
}

const refused: readonly (readonly [string, readonly string[], RegExp, Partial<VerifyOptions>?])[] = [
  // numbers and dates
  ['More than 40 fishing boats have been seized since September.', [CALL], /“More than 40” is in no evidence/],
  ['More than 20 fishing boats have been seized since September.', [CALL], /“More than 20”/],
  ['More than 110 fishing boats have been seized since September.', [CALL], /“More than 110” is not what the evidence/],
  ['More than 30 fishing boats have been seized since October.', [CALL], /date “October”/],
  ['Opposition lawmakers accused her, without evidence, of hiding a $14 million loan.', [AFTERMATH], /“\$14 million”/],
  ['Opposition lawmakers accused her, without evidence, of hiding a €14 billion loan.', [AFTERMATH], /“€14 billion”/],
  [
    'Prices in the eastern provinces rose by 3% in the last month of the year.',
    [PRICES],
    /“3%” stands where the evidence has “5%”/,
  ],
  [
    'Soto met the envoy on 9 January.',
    ['Soto met the envoy on Wednesday.'],
    /“9 January”/,
    { publishedAt: '2026-01-08' },
  ],
  [
    'Trade was worth 60 billion dollars.',
    ['Trade grew.'],
    /60 billion/,
    { context: 'It was worth 60 billion dollars.' },
  ],
  // names and their parts
  [
    'Vega has run the ferry company since it was founded, and warned its owners twice that the Lima office had no alarms before the fire in March.',
    [
      'Soto has run the ferry company since it was founded, and warned its owners twice that the Lima office had no alarms before the fire in March.',
      'Vega heads the union.',
    ],
    /“Vega” stands where the evidence has “Soto”/,
  ],
  ['She told reporters in Lima that the two countries would reopen the crossing.', [CALL, AFTERMATH], /“Lima” stands/],
  [
    'Marta Vega told reporters in Santiago that the crossing would reopen.',
    [AFTERMATH],
    /“Marta Vega” is in no evidence/,
  ],
  ['Ana Ruiz invited Luis Soto.', ['Luis Soto invited Ana Ruiz.'], /./],
  ['Luis Soto was invited by Ana Ruiz.', ['Ana Ruiz was invited by Luis Soto.'], /./],
  // turned round
  ['Soto gave a date for the visit.', [CALL], /“not”, which the line leaves out/],
  ['The two countries would not reopen the border crossing in March.', [AFTERMATH], /the line has “not”/],
  ['Her government had asked for the call.', [AFTERMATH], /“denied”/],
  ['Opposition lawmakers accused her of hiding a $14 billion loan.', [AFTERMATH], /“without evidence”/],
  ['Unemployment fell by 3% last year.', ['Unemployment rose by 3% last year.'], /“fell”, the evidence “rose”/],
  ['The drug is unsafe for children.', ['The drug is safe for children.'], /“unsafe”/],
  // wording
  ['“We had a very bad conversation,” Soto wrote on social media.', [CALL], /quotation/],
  ['“A good conversation, we will have more,” Soto wrote.', [CALL], /quotation/],
  [
    'The navy said at least 110 people were arrested, and markets fell sharply in Asia.',
    [CALL],
    /markets fell sharply/,
  ],
  ['Ana Ruiz accepted an invitation to reopen the border crossing in March.', [CALL, AFTERMATH], /./],
  ['Soto fijó una fecha para la visita.', [LLAMADA], /“no”/, { lang: 'es' }],
  ['Más de 50 barcos fueron incautados desde septiembre.', [LLAMADA], /“Más de 50”/, { lang: 'es' }],
  ['Más de 40 barcos.', ['More than 30 boats.'], /“Más de 40”/, { lang: 'es', evidenceLangs: ['en'] }],
  // nothing to check
  ['', [CALL], /the line is empty/],
  ['…', [CALL], /the line is empty/],
  ['Soto spoke.', [], /there is no evidence/],
  ['Soto spoke.', [' \n'], /there is no evidence/],
  ['Soto spoke.', [], /there is no evidence/, { context: 'Soto spoke.' }],
  ['Soto spoke. '.repeat(500), [CALL], /longer than/],
]
for (const [line, evidence, because, options] of refused) {
  test(`refuses “${line.slice(0, 90)}”`, () => {
    const verdict = verify(line, evidence, options)
    equal(verdict.ok, false)
    match(verdict.reasons.join('; '), because)
  })
}

const noNames: readonly (readonly [line: string, evidence: string, lang: 'en' | 'es'])[] = [
  [
    "Soto's permit was revoked in March.",
    "Chile in March had revoked Soto's permit after he joined a march in Lima.",
    'en',
  ],
  ['On Friday the permit was revoked.', 'Lima revoked the permit on Friday.', 'en'],
  ['Doce barcos se hundieron, dijo Soto.', 'Lima llora: doce barcos se hundieron, dijo Soto.', 'es'],
]
for (const [line, evidence, lang] of noNames) {
  test(`takes no month, weekday or number word for a name: “${line}”`, () => {
    doesNotMatch(verify(line, [evidence], { lang }).reasons.join('; '), /the name/)
  })
}

test('a reason gives words as they were written', () => {
  const evidence = ['Al menos doce barcos se hundieron en Lima, confirmó Soto.']
  match(verify('Doce barcos se hundieron en Lima, negó Soto.', evidence, { lang: 'es' }).reasons.join('; '), /“negó”/)
})

test('ranks a copied line above a pieced-together one, and that above a line from elsewhere', () => {
  const copied = verify('Soto did not give a date for the visit.', [CALL])
  const pieced = verify('Ana Ruiz accepted an invitation to reopen the border crossing in March.', [CALL, AFTERMATH])
  const foreign = verify('Wheat harvests in Kansas suffered from late frost and hail.', [CALL, AFTERMATH])
  ok(copied.score > pieced.score && pieced.score > foreign.score)
})

test('states as fact what a speaker said: passes with a lower score', () => {
  const said = verify('At least 110 people were arrested, the navy said.', [
    'At least 110 people were arrested, the navy said.',
  ])
  const stated = verify('At least 110 people were arrested.', ['At least 110 people were arrested, the navy said.'])
  ok(stated.ok && stated.score < said.score)
})

test('reads tokenised and lower-cased text', () => {
  const evidence = ["ruiz said : `` we did n't agree on 1,650 visas '' , and left ."]
  ok(verify('Ruiz said : “we didn’t agree on 1,650 visas.”', evidence).ok)
  equal(verify('ruiz said : `` we agreed on 1,650 visas .', evidence).ok, false)
})

test('long lists as evidence are checked in bounded time', () => {
  const started = performance.now()
  verify('one two three four '.repeat(90), ['one two three four '.repeat(10_000)])
  ok(performance.now() - started < 90_000)
})
