// A thread for the tests of lines: it answers, refuses, fails, dies or stays silent, as it is asked.
import { parentPort } from 'node:worker_threads'
import { setTimeout as sleep } from 'node:timers/promises'
import { NewsError } from '../../../src/news/errors.ts'
import { answerLine } from '../../../src/pipeline/threads/thread-line.ts'

if (parentPort !== null) {
  answerLine(parentPort, async (question) => {
    if (question === 'refuse') throw new NewsError('story-unknown', 'there is no such story')
    if (question === 'fail') throw new RangeError('out of range')
    if (question === 'die') process.exit(1)
    if (question === 'crash') setImmediate(() => void Promise.reject(new Error('torn')))
    if (question === 'hang' || question === 'crash') return new Promise(() => undefined)
    if (question === 'wait') await sleep(50)
    return { asked: question, at: Temporal.Instant.from('2026-01-07T14:00:00Z') }
  })
}
