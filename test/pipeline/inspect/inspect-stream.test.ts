import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { answerRows } from '../../../src/pipeline/inspect/inspect-rows.ts'
import { createStreamTask } from '../../../src/pipeline/inspect/inspect-stream.ts'

test('each row is answered before the next is read', async () => {
  const events: string[] = []
  async function* rows() {
    for (const id of ['a', 'b', 'c']) {
      events.push(`read ${id}`)
      yield JSON.stringify({ id, title: null, text: `Report ${id} from the harbour`, publishedAt: null, lang: null })
    }
  }
  for await (const line of answerRows(rows(), createStreamTask())) events.push(`answered ${JSON.parse(line).id}`)
  deepEqual(events, ['read a', 'answered a', 'read b', 'answered b', 'read c', 'answered c'])
})

test('an answer carries the row’s id and a story', () => {
  const answer = createStreamTask()({ id: 'x', text: 'A ferry ran aground.' })
  ok(typeof answer === 'object' && answer !== null && 'story' in answer && 'id' in answer)
  equal(answer.id, 'x')
  equal(typeof answer.story, 'string')
})

for (const row of [null, [], 'text', { title: 'no id' }, { id: 'no text' }, { id: 1, text: 'a number for an id' }]) {
  test(`${JSON.stringify(row)} is no article`, () => {
    throws(() => createStreamTask()(row), { code: 'input-invalid' })
  })
}
