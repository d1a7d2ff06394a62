import { equal, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { createStoryStream, type StreamArticle } from '../../src/story/stream-stories.ts'

type Told = { readonly story: string; readonly title: string; readonly text: string; readonly lang?: string }

/** Two blazes, two verdicts and two tremors that read alike, in English and in Spanish; and two stories of their own. */
const TOLD: readonly Told[] = [
  {
    story: 'fire in Harlow',
    title: 'Warehouse fire destroys furniture store in Harlow',
    text: 'A fire destroyed the Maddox furniture warehouse in Harlow on Tuesday. Chief fire officer Edna Pryce said 60 firefighters fought the blaze on Quarry Lane. Nobody was hurt at Maddox.',
  },
  {
    story: 'fire in Harlow',
    title: 'Harlow blaze: Maddox warehouse lost',
    text: 'The Maddox furniture warehouse on Quarry Lane in Harlow burned down on Tuesday, and 60 firefighters were called, fire officer Edna Pryce said.',
  },
  {
    story: 'fire in Harlow',
    title: 'Owner of burned Maddox store vows to rebuild',
    text: 'Colin Maddox will rebuild his furniture warehouse on Quarry Lane in Harlow, destroyed by fire on Tuesday. Edna Pryce, who led 60 firefighters, thanked neighbours.',
  },
  {
    story: 'fire in Tolland',
    title: 'Warehouse fire guts carpet store in Tolland',
    text: 'A fire gutted the Bexley carpet warehouse in Tolland on Friday. Station commander Roy Adkins said 25 firefighters fought the blaze on Ferry Road. Two workers at Bexley breathed smoke.',
  },
  {
    story: 'fire in Tolland',
    title: 'Tolland blaze leaves Bexley warehouse in ruins',
    text: 'The Bexley carpet warehouse on Ferry Road in Tolland was gutted on Friday; commander Roy Adkins sent 25 firefighters and two workers breathed smoke.',
  },
  {
    story: 'tremor in Ardales',
    lang: 'es',
    title: 'Un terremoto de 5,4 sacude Villarreja',
    text: 'Un terremoto de magnitud 5,4 sacudió el lunes Villarreja, en la sierra de Oronte, y dejó 12 heridos, dijo la alcaldesa Marta Quintero.',
  },
  {
    story: 'tremor in Ardales',
    lang: 'es',
    title: 'Doce heridos por el sismo de Villarreja',
    text: 'La alcaldesa Marta Quintero informó de 12 heridos tras el terremoto de magnitud 5,4 del lunes en Villarreja, sierra de Oronte.',
  },
  {
    story: 'tremor in Pilmayo',
    lang: 'es',
    title: 'Un terremoto de 6,8 golpea Pilmayo',
    text: 'Un terremoto de magnitud 6,8 golpeó el jueves Pilmayo, en la costa de Santa Brígida, y derribó 340 casas, dijo el gobernador Tomás Echeverri.',
  },
  {
    story: 'tremor in Pilmayo',
    lang: 'es',
    title: 'Pilmayo: 340 casas caídas tras el sismo',
    text: 'El gobernador Tomás Echeverri contó 340 casas derribadas en Pilmayo, costa de Santa Brígida, por el terremoto de magnitud 6,8 del jueves.',
  },
]

const asArticle = (
  { title, text, lang = 'en' }: Omit<Told, 'story'>,
  id: string,
  publishedAt: string | null = null,
): StreamArticle => ({ id, title, text, lang, publishedAt })

/** A hundred small reports of other things: what a stream holds besides. */
const NOISE = Array.from({ length: 100 }, (_, at) => {
  const [place, person] = [`Town${'abcdefghij'[at % 10]}${at}`, `Person${'klmnopqrst'[at % 10]}${at}`]
  const subject = ['council budget', 'bridge repair', 'harvest festival', 'chess final', 'library opening'][at % 5]
  return asArticle(
    { title: `${place} ${subject}`, text: `The ${subject} in ${place} was told by ${person} to ${at + 700} guests.` },
    `noise ${at}`,
  )
})

function tell(order: readonly Told[]): Map<Told, string> {
  const place = createStoryStream()
  for (const article of NOISE) place(article)
  return new Map(order.map((told, at) => [told, place(asArticle(told, `told ${at}`))]))
}

const turns = [0, 2, 4, 7].map((by) => [...TOLD.slice(by), ...TOLD.slice(0, by)])
for (const [at, order] of [...turns, TOLD.toReversed()].entries()) {
  test(`look-alike stories stay apart and each together, in order ${at + 1}`, () => {
    const answers = tell(order)
    for (const one of TOLD) {
      for (const other of TOLD) {
        const same = answers.get(one) === answers.get(other)
        equal(same, one.story === other.story, `${one.title} | ${other.title}`)
      }
    }
  })
}

test('text that comes as separate tokens is read like any other', () => {
  const tokens = (text: string) =>
    text
      .replaceAll(/([.,;:])/g, ' $1 ')
      .replaceAll("'s", " 's")
      .replaceAll(/ {2,}/g, ' ')
      .trim()
  const place = createStoryStream()
  for (const article of NOISE) place(article)
  const [first, second] = TOLD
  ok(first !== undefined && second !== undefined)
  const apart = { title: tokens(second.title), text: tokens(second.text) }
  equal(place(asArticle(first, 'whole')), place(asArticle(apart, 'apart')))
})

test('a like event at the same place a year later is another story, a day later it may be the same', () => {
  const [first] = TOLD
  ok(first !== undefined)
  const later = {
    title: 'Fire at furniture warehouse in Harlow',
    text: 'A fire damaged the Maddox furniture warehouse in Harlow on Tuesday. Officer Hugh Lomas said 45 firefighters came.',
  }
  const answerAt = (publishedAt: string) => {
    const place = createStoryStream()
    for (const article of NOISE) place(article)
    const story = place(asArticle(first, 'first', '2024-03-05T10:00:00Z'))
    return place(asArticle(later, 'later', publishedAt)) === story
  }
  equal(answerAt('2024-03-06T10:00:00Z'), true)
  equal(answerAt('2025-03-06T10:00:00Z'), false)
})

test('an id that comes again gets the answer it had', () => {
  const place = createStoryStream()
  const [first, , , other] = TOLD
  ok(first !== undefined && other !== undefined)
  const story = place(asArticle(first, 'one id'))
  equal(place(asArticle(other, 'one id')), story)
})

const hostile: readonly (readonly [string, Partial<StreamArticle>])[] = [
  ['nothing at all', { title: '', text: '' }],
  ['a title alone', { title: 'Warehouse fire destroys furniture store in Harlow', text: '' }],
  ['marks alone', { text: "!!! ??? … «» “” `` ''" }],
  ['a megabyte of one word', { text: 'blaze '.repeat(170_000) }],
  ['a megabyte without a blank', { text: 'x'.repeat(1_000_000) }],
  ['a megabyte in the title', { title: 'Fire in Harlow '.repeat(70_000) }],
  ['a megabyte of quotation marks', { text: '" '.repeat(500_000) }],
  ['half characters', { text: '\uD800 fire \uDC00 in Harlow' }],
  ['a date that is none', { publishedAt: 'yesterday-ish' }],
  ['words of objects', { text: '__proto__ constructor toString hasOwnProperty' }],
]
for (const [name, row] of hostile) {
  test(`a stream answers ${name} and goes on`, () => {
    const place = createStoryStream()
    const [first, second] = TOLD
    ok(first !== undefined && second !== undefined)
    const story = place(asArticle(first, 'before'))
    const from = performance.now()
    ok(place({ ...asArticle({ title: '', text: '' }, 'hostile'), ...row }).length > 0)
    ok(performance.now() - from < 60_000)
    equal(place(asArticle(second, 'after')), story)
  })
}

test('articles without a word are stories of their own', () => {
  const place = createStoryStream()
  notEqual(place(asArticle({ title: '', text: '' }, 'a')), place(asArticle({ title: '', text: '' }, 'b')))
})
