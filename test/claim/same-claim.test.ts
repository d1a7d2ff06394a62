import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareClaims } from '../../src/claim/same-claim.ts'
import type { TextLang } from '../../src/text/language.ts'

const EN = { a: 'en', b: 'en' } as const

type Case = readonly [string, 'same' | 'other', string, string]
const english: readonly Case[] = [
  ['called off', 'other', 'Okafor travelled to Calder on Friday.', 'Okafor called off his Friday travel to Calder.'],
  ['cancelled', 'other', 'Okafor made his trip to Calder.', 'Okafor cancelled his trip to Calder.'],
  ['postponed', 'other', 'The board held the vote on the dam.', 'The board postponed the vote on the dam.'],
  ['declined to', 'other', 'Okafor signed the dam agreement.', 'Okafor declined to sign the dam agreement.'],
  [
    'prevented',
    'other',
    'The flood reached the lower town.',
    'The wall prevented the flood from reaching the lower town.',
  ],
  [
    'put off, in other words',
    'same',
    'The board put off the vote on the dam.',
    'The board postponed the vote on the dam.',
  ],
  ['a description', 'same', 'The suspended governor resigned on Friday.', 'The governor resigned on Friday.'],
  ['itself', 'same', 'The board closed two gates in November.', 'The board closed two gates in November.'],
  ['another order', 'same', 'The board closed two gates in November.', 'In November the board closed two gates.'],
  [
    'a longer telling',
    'same',
    'Okafor resigned on Friday.',
    'Governor Tomas Okafor resigned on Friday, his office said.',
  ],
  ['names of the same words', 'same', 'The Calder dam has a crack.', 'The dam at Calder has a crack.'],
  ['other matters', 'other', 'The lake fell by two metres.', 'Schools in the lower town stayed shut.'],
  ['nothing', 'other', 'The lake fell by two metres.', ''],
  [
    'from one day to another, itself',
    'same',
    'The fair runs from January 3 to January 5.',
    'The fair runs from January 3 to January 5.',
  ],
  // numbers
  ['another number', 'other', 'The board closed two gates in November.', 'The board closed three gates in November.'],
  ['a number in figures', 'same', 'The board closed two gates in November.', 'The board closed 2 gates in November.'],
  [
    'another number without a noun',
    'other',
    'The index closed at 1,520 on Friday.',
    'The index closed at 1,530 on Friday.',
  ],
  ['another share', 'other', 'Prices rose 3.5 percent in May.', 'Prices rose 5.3 percent in May.'],
  ['a share in other words', 'same', 'Prices rose 3.5 percent in May.', 'Prices rose by 3.5% in May.'],
  ['another time', 'other', 'The vote begins at 8:30 in Calder.', 'The vote begins at 9:30 in Calder.'],
  ['an hour long', 'same', 'Okafor and Lund spoke for an hour.', 'Okafor and Lund spoke for 60 minutes.'],
  ['hour-long', 'same', 'Okafor and Lund had an hour-long call.', 'Okafor and Lund had a call of an hour.'],
  ['another duration', 'other', 'Okafor and Lund spoke for an hour.', 'Okafor and Lund spoke for three hours.'],
  ['more than', 'same', 'More than 30 boats sank in the storm.', 'The storm sank 34 boats.'],
  ['fewer than said', 'other', 'More than 30 boats sank in the storm.', 'The storm sank 12 boats.'],
  ['rounded money', 'same', 'The port will cost $14bn.', 'The port will cost 14 billion dollars.'],
  ['tens of billions', 'same', 'The port will cost tens of billions of dollars.', 'The port will cost $14bn.'],
  ['other money', 'other', 'The port will cost $14bn.', 'The port will cost $14m.'],
  ['another currency', 'other', 'The port will cost 14 million euros.', 'The port will cost 14 million dollars.'],
  ['a range and a number in it', 'same', 'Repairs will take 5 to 7 weeks.', 'Repairs will take six weeks.'],
  ['a number turned round', 'other', 'The rate went from 5 to 7 in May.', 'The rate went from 7 to 5 in May.'],
  ['another rank', 'other', 'It was her third win of the season.', 'It was her fourth win of the season.'],
  ['thousands', 'same', 'Six thousand homes lost power.', 'Power was lost in 6,000 homes.'],
  // dates
  ['another day', 'other', 'The board met on January 3, 2026.', 'The board met on January 4, 2026.'],
  ['a coarser date', 'same', 'The board met on January 3, 2026.', 'The board met in January 2026.'],
  ['another spelling of a date', 'same', 'The board met on January 3, 2026.', 'The board met on 3 Jan. 2026.'],
  ['another year', 'other', 'The dam was built in 1954.', 'The dam was built in 1964.'],
  ['another month', 'other', 'The dam opened in March.', 'The dam opened in April.'],
  ['another weekday', 'other', 'Okafor resigned on Friday.', 'Okafor resigned on Monday.'],
  ['another day, counted from today', 'other', 'Okafor resigned yesterday.', 'Okafor resigned today.'],
  // names
  ['another name', 'other', 'Okafor resigned on Friday.', 'Lund resigned on Friday.'],
  ['another first name', 'other', 'Tomas Okafor resigned on Friday.', 'Petra Okafor resigned on Friday.'],
  ['another place', 'other', 'The court sits in Calder on Friday.', 'The court sits in Veldhaven on Friday.'],
  ['a title', 'same', 'President Okafor signed the law.', 'Mr Okafor signed the law.'],
  ['no title', 'same', 'President Okafor signed the law.', 'Okafor signed the law.'],
  ['a full name', 'same', 'President Tomas Okafor signed the law.', 'Okafor signed the law.'],
  ['an acronym', 'same', 'The U.N. sent food to the island.', 'The United Nations sent food to the island.'],
  ['an acronym without dots', 'same', 'The UN sent food to the island.', 'The U.N. sent food to the island.'],
  ['a country by letters', 'same', 'The US sent food to the island.', 'The United States sent food to the island.'],
  ['a demonym', 'same', 'The Chilean navy sent food to the island.', 'The navy of Chile sent food to the island.'],
  [
    'another demonym',
    'other',
    'The Chilean navy sent food to the island.',
    'The Peruvian navy sent food to the island.',
  ],
  ['another spelling of a name', 'same', 'General Kadhafi fled the city.', 'General Qaddafi fled the city.'],
  ['British spelling', 'same', 'The labour programme was cancelled.', 'The labor program was canceled.'],
  // denial and opposites
  ['a denial', 'other', 'The board closed two gates in November.', 'The board never closed two gates in November.'],
  ['a denial by verb', 'other', 'Okafor took the money, Lund said.', 'Okafor denied he took the money, Lund said.'],
  ['an opposite', 'other', 'Prices rose in May, the bank said.', 'Prices fell in May, the bank said.'],
  ['another opposite', 'other', 'The board closed two gates in November.', 'The board opened two gates in November.'],
  // roles
  ['swapped roles', 'other', 'Okafor accused Lund of fraud.', 'Lund accused Okafor of fraud.'],
  [
    'swapped roles of things',
    'other',
    'The army attacked the rebels at dawn.',
    'The rebels attacked the army at dawn.',
  ],
  ['the passive', 'same', 'Okafor accused Lund of fraud.', 'Lund was accused of fraud by Okafor.'],
  ['a passive with roles swapped', 'other', 'Okafor accused Lund of fraud.', 'Okafor was accused of fraud by Lund.'],
  ['two passives', 'other', 'Okafor was beaten by Lund.', 'Lund was beaten by Okafor.'],
  ['there and back', 'other', 'The ship sailed from Calder to Veldhaven.', 'The ship sailed from Veldhaven to Calder.'],
  ['whose envoy', 'other', 'Chile’s envoy to Peru resigned.', 'Peru’s envoy to Chile resigned.'],
  ['who met whom', 'same', 'Okafor met Lund on Friday.', 'Lund met Okafor on Friday.'],
  ['who spoke first', 'same', 'Lund said the dam had a crack.', 'The dam had a crack, Lund said.'],
  [
    'places and days in front',
    'same',
    'On Friday in Quito the board closed the gates.',
    'The board closed the gates in Quito on Friday.',
  ],
]
const spanish: readonly Case[] = [
  ['called off', 'other', 'El gobernador viajó a Calder.', 'El gobernador canceló su viaje a Calder.'],
  ['put off', 'other', 'La junta aprobó el plan de la presa.', 'La junta aplazó el plan de la presa.'],
  ['kept from it', 'other', 'Los vecinos cerraron la presa.', 'La junta impidió que los vecinos cerraran la presa.'],
  ['refused', 'other', 'Okafor firmó el acuerdo.', 'Okafor se negó a firmar el acuerdo.'],
  ['both called off', 'same', 'Okafor canceló su viaje a Calder.', 'Okafor ha cancelado su viaje a Calder.'],
  ['itself', 'same', 'La junta cerró dos compuertas en noviembre.', 'La junta cerró dos compuertas en noviembre.'],
  [
    'another order',
    'same',
    'La junta cerró dos compuertas en noviembre.',
    'En noviembre, la junta cerró dos compuertas.',
  ],
  [
    'another number',
    'other',
    'La junta cerró dos compuertas en noviembre.',
    'La junta cerró tres compuertas en noviembre.',
  ],
  ['thousands', 'same', 'Seis mil hogares quedaron sin luz.', 'Unos 6.000 hogares quedaron sin luz.'],
  ['thousands with a comma', 'same', 'Seis mil hogares quedaron sin luz.', 'Quedaron sin luz 6,000 hogares.'],
  ['a denial', 'other', 'La junta cerró dos compuertas.', 'La junta nunca cerró dos compuertas.'],
  ['another name', 'other', 'El gobernador Okafor renunció el viernes.', 'El gobernador Lund renunció el viernes.'],
  ['another weekday', 'other', 'Okafor renunció el viernes.', 'Okafor renunció el lunes.'],
  ['a coarser date', 'same', 'La junta se reunió el 3 de enero de 2026.', 'La junta se reunió en enero de 2026.'],
  ['another day', 'other', 'La junta se reunió el 3 de enero de 2026.', 'La junta se reunió el 4 de enero de 2026.'],
  ['a title', 'same', 'El presidente Okafor firmó la ley.', 'Okafor firmó la ley.'],
  ['a country by letters', 'same', 'EE.UU. envió comida a la isla.', 'Estados Unidos envió comida a la isla.'],
  ['the United Nations', 'same', 'La ONU envió comida a la isla.', 'Naciones Unidas envió comida a la isla.'],
  ['según', 'same', 'Según Lund, la presa tiene una grieta.', 'La presa tiene una grieta, dijo Lund.'],
  ['an opposite', 'other', 'Los precios subieron en mayo.', 'Los precios bajaron en mayo.'],
  ['swapped roles', 'other', 'Okafor acusó a Lund de fraude.', 'Lund acusó a Okafor de fraude.'],
  ['the passive', 'same', 'Okafor acusó a Lund de fraude.', 'Lund fue acusado de fraude por Okafor.'],
  ['a share', 'same', 'Los precios subieron un 3,5 por ciento.', 'Los precios subieron 3,5 %.'],
  ['money', 'same', 'El puerto costará 14.000 millones de dólares.', 'El puerto costará US$14.000 millones.'],
  ['an hour', 'same', 'Okafor y Lund hablaron una hora.', 'Okafor y Lund hablaron 60 minutos.'],
]
const mixed: readonly Case[] = [
  [
    'a resignation',
    'same',
    'Governor Tomas Okafor resigned on Friday.',
    'El gobernador Tomas Okafor renunció el viernes.',
  ],
  [
    'another weekday',
    'other',
    'Governor Tomas Okafor resigned on Friday.',
    'El gobernador Tomas Okafor renunció el lunes.',
  ],
  [
    'another name',
    'other',
    'Governor Tomas Okafor resigned on Friday.',
    'La gobernadora Petra Lund renunció el viernes.',
  ],
  ['a country by letters', 'same', 'The US sent food to the island.', 'EE.UU. envió comida a la isla.'],
  ['the United Nations', 'same', 'The UN sent food to the island.', 'La ONU envió comida a la isla.'],
  ['thousands', 'same', 'Six thousand people have no water.', 'Hay 6.000 personas sin agua.'],
  ['another number', 'other', 'The storm sank 12 boats.', 'La tormenta hundió 14 barcos.'],
  ['the same number', 'same', 'The storm sank 12 boats on Monday.', 'La tormenta hundió doce barcos el lunes.'],
]
const tables: readonly (readonly [string, TextLang, TextLang, readonly Case[]])[] = [
  ['en', 'en', 'en', english],
  ['es', 'es', 'es', spanish],
  ['en-es', 'en', 'es', mixed],
]
for (const [table, langA, langB, cases] of tables) {
  for (const [name, verdict, a, b] of cases) {
    test(`${table} ${verdict}: ${name}`, () => {
      const there = compareClaims(a, b, { a: langA, b: langB })
      equal(there.same, verdict === 'same', `score ${there.score.toFixed(3)}`)
      equal(compareClaims(b, a, { a: langB, b: langA }).same, verdict === 'same', 'seen from the other side')
    })
  }
}

test('the score is a share, the same from both sides', () => {
  const wordArb = fc.constantFrom('Okafor', 'dam', 'wall', '12', 'metres', 'not', 'closed', 'Lund', 'Friday', 'the')
  const textArb = fc.array(wordArb, { maxLength: 10 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(textArb, textArb, (a, b) => {
      const [there, back] = [compareClaims(a, b, EN), compareClaims(b, a, EN)]
      ok(there.score >= 0 && there.score <= 1)
      ok(Math.abs(there.score - back.score) < 1e-9)
      equal(there.same, back.same)
    }),
  )
})

test('every sentence states what it states', () => {
  for (const [, langA, langB, cases] of tables) {
    for (const [, , a, b] of cases) {
      for (const [text, lang] of [[a, langA] as const, [b, langB] as const]) {
        const { score, same } = compareClaims(text, text, { a: lang, b: lang })
        equal(text === '' || (same && score > 0.999), true, text)
      }
    }
  }
})
