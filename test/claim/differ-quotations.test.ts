import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { differAttributions } from '../../src/claim/differ-attributions.ts'
import { differQuotations } from '../../src/claim/differ-quotations.ts'
import { passage } from './make.ts'

const said = (words: string) => `“${words},” Okafor said.`
const VALLEY = 'I would rather empty a valley than bury one'

const wordings: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'a word changed',
    said('The wall is wet and it will hold for a year'),
    said('The wall is wet and it will stand for a year'),
    ['and it will hold for a year / and it will stand for a year'],
  ],
  [
    'a word left out',
    said('We know the wall and we know what it can do'),
    said('We know the old wall and we know what it can do'),
    [],
  ],
  ['a spelling', said('It was an honour to organise the defence'), said('It was an honor to organize the defense'), []],
  ['a capital', said('It was a Great Honor to be there'), said('It was a great honor to be there'), []],
  ['a bracketed word', said('Those [people] are to blame for this'), said('Those are to blame for this'), []],
  ['a shorter cut', said(`${VALLEY}, and I have said so`), said('rather empty a valley than bury one'), []],
  ['a quotation inside a longer one', said(`${VALLEY}. Now go home`), said(VALLEY), []],
  ['punctuation', said('No, we will not go. Not now'), said('No we will not go, not now'), []],
  ['other words', said(VALLEY), said('The board has closed the gates for good'), []],
  ['two words of one remark', said('a sad day'), said('a bad day'), ['a sad day / a bad day']],
  [
    'two words, turned round',
    said('the mayor’s orders'),
    said('orders of the mayor'),
    ['the mayor’s orders / orders of the mayor'],
  ],
  ['two words in other sentences', said('a sad day'), 'Lund called the closing of the school “a bad day.”', []],
  ['a plural', said('gang of thugs'), said('gangs of thugs'), []],
  ['a contraction', said('It’s a day that we will not forget'), said('It is a day that we will not forget'), []],
  ['a name spelled in two ways', said('We are all Khaled of the valley'), said('We are all Khalid of the valley'), []],
  [
    'words in brackets',
    said('Talks (should) begin at once in the valley'),
    said('Talks begin at once in the valley'),
    [],
  ],
  [
    'one small word',
    said('Nothing in this rule frees the board of its duties'),
    said('Nothing in the rule frees the board of its duties'),
    [],
  ],
  [
    'a form of a word',
    said('I just wanted to thank the town for its help'),
    said('I just want to thank the town for its help'),
    [],
  ],
  [
    'how a number is written',
    said('We gave up at the eleventh hour of the flood'),
    said('We gave up at the 11th hour of the flood'),
    [],
  ],
  ['initials', said('We ask all Valley Board members to come'), said('We ask all VB members to come'), []],
  [
    'much else between',
    said('the heart of the valley and its law'),
    said('of all the laws that we made for this poor and wet place none was for the valley and its law'),
    [],
  ],
  ['words of grammar alone', said('That is not his to do'), said('That is not what we are to do'), []],
  ['no quotations', 'He would rather empty a valley.', 'He would sooner empty a valley.', []],
]
for (const [name, a, b, found] of wordings) {
  test(`wording, ${found.length === 0 ? 'no difference' : 'differs'}: ${name}`, () => {
    deepEqual(
      differQuotations([passage('a', a), passage('b', b)]).map(({ sides }) =>
        sides.map(({ value }) => value).join(' / '),
      ),
      found,
    )
  })
}

test('a translation is not compared with the original', () => {
  const spanish = passage('b', '«Prefiero vaciar un valle que enterrarlo», dijo Okafor.', { lang: 'es' })
  deepEqual(differQuotations([passage('a', said(VALLEY)), spanish]), [])
})

test('what differs is shown in the words of its passages', () => {
  const texts = [said('The wall is wet and it will hold'), said('The wall is wet and it can hold')]
  const [found] = differQuotations(texts.map((text, at) => passage('ab'.charAt(at), text)))
  ok(found !== undefined)
  for (const { value, passages } of found.sides) ok(passages.every(({ support }) => support.text.includes(value)))
})

const mouths: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'two people',
    'Okafor called the leak “a small thing.”',
    'Petra Lund called the leak “a small thing.”',
    ['Okafor / Petra Lund'],
  ],
  [
    'a source in an office, and the office',
    'A source in the governor’s office said the talk was “cordial.”',
    'The governor’s office said the talk was “cordial.”',
    ['source in the governor’s office / The governor’s office'],
  ],
  ['one person, named in full', 'Okafor called it “a small thing.”', 'Tomas Okafor called it “a small thing.”', []],
  ['with a title', 'Okafor called it “a small thing.”', 'Governor Okafor called it “a small thing.”', []],
  ['a role alone', 'Okafor called it “a small thing.”', 'The governor called it “a small thing.”', []],
  ['a pronoun', 'Okafor called it “a small thing.”', 'He called it “a small thing.”', []],
  ['another pronoun', 'She said it was “a small thing.”', 'Okafor said it was “a small thing.”', []],
  ['nobody named', 'It was “a small thing.”', 'Okafor called it “a small thing.”', []],
  [
    'one of several who say it',
    'Ana Ruiz and Petra Lund called the leak “a small thing.”',
    'Ana Ruiz called the leak “a small thing.”',
    [],
  ],
  [
    'an official of the body',
    'A Norwick official called the leak “a small thing.”',
    'The Norwick board called the leak “a small thing.”',
    [],
  ],
  [
    'other sentences',
    'Okafor called the leak “a small thing.”',
    'To lose a boat in the storm is “a small thing” for Petra Lund.',
    [],
  ],
  ['other words', 'Okafor called it “a small thing.”', 'Petra Lund called it “a big thing.”', []],
]
for (const [name, a, b, found] of mouths) {
  test(`speaker, ${found.length === 0 ? 'no difference' : 'differs'}: ${name}`, () => {
    deepEqual(
      differAttributions([passage('a', a), passage('b', b)]).map(({ sides }) =>
        sides.map(({ value }) => value).join(' / '),
      ),
      found,
    )
  })
}
