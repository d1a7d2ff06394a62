import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { judgeTranslated } from '../../../src/brief/verify/judge-translated.ts'

const PRESA = 'El gobierno de Chile no aprobó el presupuesto de 40 millones de pesos para la presa, dijo Tomás Okafor.'
const BRIDGE =
  'Ana Ruiz accused Bo Lind of closing the bridge on 3 March, police said, and called it “a slow disaster”.'

const good: readonly (readonly ['en' | 'es', string, string])[] = [
  [
    'en',
    PRESA,
    'The government of Chile did not approve the budget of 40 million pesos for the dam, Tomás Okafor said.',
  ],
  [
    'en',
    PRESA,
    'Tomás Okafor said the government of Chile did not approve the budget of 40 million pesos for the dam.',
  ],
  [
    'es',
    BRIDGE,
    'Ana Ruiz acusó a Bo Lind de cerrar el puente el 3 de marzo, dijo la policía, y lo llamó “a slow disaster”.',
  ],
  [
    'es',
    'The board closed two of the five gates in November.',
    'La junta cerró dos de las cinco compuertas en noviembre.',
  ],
  [
    'es',
    'Police arrested 14 people after protests in Norwick on Tuesday, officials said.',
    'La policía detuvo a 14 personas tras las protestas del martes en Norwick, dijeron funcionarios.',
  ],
  [
    'es',
    'Mayor Petra Lund called the closure “a warning that came ten years late” in a speech to farmers.',
    'La alcaldesa Petra Lund llamó al cierre “a warning that came ten years late” en un discurso a los agricultores.',
  ],
  [
    'en',
    'Miles de personas marcharon en la capital contra el gobierno.',
    'Thousands of people marched in the capital against the government.',
  ],
]
for (const [lang, passage, line] of good) {
  test(`a translation: ${line}`, () => {
    deepEqual(judgeTranslated(line, passage, lang, lang === 'en' ? 'es' : 'en'), [])
  })
}

const bad: readonly (readonly ['en' | 'es', string, string, RegExp])[] = [
  [
    'en',
    PRESA,
    'The government of Chile approved the budget of 40 million pesos for the dam, Tomás Okafor said.',
    /denies/,
  ],
  [
    'en',
    PRESA,
    'The government of Chile did not approve the budget of 60 million pesos for the dam, Tomás Okafor said.',
    /number/,
  ],
  ['en', PRESA, 'The government of Chile did not approve the budget for the dam, Tomás Okafor said.', /figure/],
  [
    'en',
    PRESA,
    'The government of Chile did not approve the budget of 40 million pesos for the dam, Petra Lund said.',
    /name|ascribes/,
  ],
  [
    'en',
    PRESA,
    'The government of Peru did not approve the budget of 40 million pesos for the dam, Tomás Okafor said.',
    /name/,
  ],
  ['en', PRESA, PRESA, /language/],
  [
    'en',
    PRESA,
    'Tomás Okafor said nobody in Chile should ever trust 40 million pesos to banks or lawyers again.',
    /too few/,
  ],
  ['en', PRESA, 'The dam will burst tonight.', /./],
  [
    'es',
    BRIDGE,
    'Bo Lind acusó a Ana Ruiz de cerrar el puente el 3 de marzo, dijo la policía, y lo llamó “a slow disaster”.',
    /order/,
  ],
  ['es', BRIDGE, 'Ana Ruiz acusó a Bo Lind de cerrar el puente el 4 de marzo, dijo la policía.', /date/],
  [
    'es',
    BRIDGE,
    'Ana Ruiz acusó a Bo Lind de cerrar el puente el 3 de marzo, dijo la policía, y lo llamó “un desastre lento”.',
    /quotation/,
  ],
  [
    'es',
    'The attack killed 14 people and wounded 30 soldiers in the capital.',
    'El ataque mató a 30 personas e hirió a 14 soldados en la capital.',
    /order/,
  ],
  [
    'es',
    'The central bank raised rates to 5.5% on Thursday.',
    'El banco central subió los tipos al 5,5 % el viernes.',
    /date/,
  ],
  ...(
    [
      [
        'Dockers will vote on Friday on a pay offer of 4.6 per cent, the union said.',
        'Los estibadores votaron el viernes una oferta salarial del 4,6 por ciento, dijo el sindicato.',
        /as done/,
      ],
      [
        'The ministry plans to close 14 rural clinics unless parliament approves funds, Oyelaran Bako said.',
        'El ministerio prevé cerrar 14 clínicas rurales, dijo Oyelaran Bako.',
        /condition/,
      ],
      [
        'Fighting in the north killed 18 people and wounded at least 40, Lena Sorvik said.',
        'Los combates en el norte mataron a 18 personas e hirieron a 40, dijo Lena Sorvik.',
        /exact/,
      ],
      [
        'Brannik accused Osterland of firing two missiles across the strait, and Osterland denied it.',
        'Osterland acusó a Brannik de disparar dos misiles a través del estrecho, y Brannik lo negó.',
        /order/,
      ],
    ] as const
  ).map(([passage, line, reason]) => ['es', passage, line, reason] as const),
]
for (const [lang, passage, line, reason] of bad) {
  test(`none: ${line}`, () => {
    const reasons = judgeTranslated(line, passage, lang, lang === 'en' ? 'es' : 'en')
    ok(
      reasons.some((each) => reason.test(each)),
      JSON.stringify(reasons),
    )
  })
}

test('nothing translates nothing', () => {
  equal(judgeTranslated('', PRESA, 'en', 'es').length > 0, true)
  equal(judgeTranslated('The dam is closed.', '', 'en', 'es').length > 0, true)
})
