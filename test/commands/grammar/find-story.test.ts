import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { indexStories } from '../../../src/commands/grammar/find-story.ts'
import { PORT, RIVER, story, TALKS } from './command-sample.ts'

const index = indexStories([RIVER, PORT, TALKS, story('river-dam', 'The river dam'), story('dam', 'Upper dam')])

/** The id that is meant; `a | b` where several are; `none`, and the one that is near. */
function meant(given: string): string {
  const found = index.find(given)
  if (found.kind === 'found') return found.story
  if (found.kind === 'several') return found.stories.map(({ id }) => id).join(' | ')
  return ['none', index.nearest(given)?.id].filter(Boolean).join(', near ')
}

const cases = [
  ['river-flood', 'river-flood'],
  ['River Flood', 'river-flood'],
  ['the river flood', 'river-flood'],
  ['Port–Strike at Árden', 'port-strike'],
  ['dockers arden', 'port-strike'],
  ['lower', 'river-flood'],
  ['harb', 'harbour-talks'],
  ['la de harbour', 'harbour-talks'],
  ['river', 'river-flood | river-dam'],
  ['dam', 'dam'],
  ['upper', 'dam'],
  ['p', 'none'],
  ['of', 'none'],
  ['prt-strike', 'none, near port-strike'],
  ['flod', 'none, near river-flood'],
  ['banana', 'none'],
  ['', 'none'],
] as const
for (const [given, expected] of cases) test(`"${given}" means ${expected}`, () => equal(meant(given), expected))

test('a story is always meant by its id, whatever others are called', () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/)
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (ids) => {
      const stories = ids.map((id, at) => story(id, ids[(at + 1) % ids.length] ?? id, ids))
      const known = indexStories(stories)
      for (const id of ids) equal(known.exact(id), id)
    }),
  )
})
