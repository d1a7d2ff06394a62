import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { topicIn } from '../../src/commands/difference-topic.ts'

const cases = [
  // as a difference has it              in English                            in Spanish
  ['killed', 'killed', 'muertos'],
  ['firefighters, killed (Lowmark)', 'firefighters, killed (Lowmark)', 'firefighters, muertos (Lowmark)'],
  ['given or pledged', 'given or pledged', 'entregado o prometido'],
  ['a use of force', 'a use of force', 'un uso de la fuerza'],
  ['date', 'date', 'fecha'],
  ['first call since …', 'first call since …', '«first call» desde …'],
  ['Bo Lind', 'Bo Lind', 'Bo Lind'],
  ['“a sad day”', '“a sad day”', '“a sad day”'],
  ['12 metres of the wall', '12 metres of the wall', '12 metres of the wall'],
] as const
for (const [topic, en, es] of cases) {
  test(`a topic in the reader’s language: ${topic}`, () => {
    equal(topicIn(topic, 'en'), en)
    equal(topicIn(topic, 'es'), es)
  })
}
