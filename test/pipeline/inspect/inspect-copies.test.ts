import { deepEqual, equal, rejects } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { PAGE_LIMITS } from '../../../src/ingest/limits.ts'
import { inspectCopies } from '../../../src/pipeline/inspect/inspect-copies.ts'
import { keep } from '../../contract/store-samples.ts'
import { fakeFetcher } from '../../fakes/fake-fetcher.ts'
import { inNewsroom, unaborted, type TestNewsroom } from '../newsroom.ts'

const SENTENCES = [
  'Engineers closed two gates of the Norwick dam on Wednesday after water came through its wall.',
  'Police took 1,900 people from the lower town of Norwick to a sports hall on the hill.',
  'Petra Lund resigned from the water board, which owns the dam, on Thursday morning.',
  'A bakery in the upper town gave away 600 loaves of bread to those who had left their houses.',
  'The wall of the dam was sound when engineers looked at it in the spring, the board said.',
  'Schools in both towns stay shut until the water has gone down and the bridge has been tested.',
]
const WHOLE = SENTENCES.join('\n\n')
const HALF = SENTENCES.slice(0, 3).join('\n\n')
const OTHER =
  'The harbour board approved a plan to widen the northern lock, and put the cost at 40 million crowns in all.'

const noWeb = () => Promise.reject(new Error('nothing is fetched'))

/** What stands in the store: a report, its first half elsewhere, and something else. */
async function keepThree({ store }: TestNewsroom) {
  const whole = await keep(store.articles, 'dam', WHOLE, '10:00:00')
  const half = await keep(store.articles, 'brief', HALF, '11:00:00')
  await keep(store.articles, 'lock', OTHER, '11:00:00')
  return { whole, half }
}

const measures = ({ copies }: Awaited<ReturnType<typeof inspectCopies>>) =>
  copies.map(({ article, containment, lengthRatio }) => [article, containment.ofThis, containment.ofCopy, lengthRatio])

test('of a stored article its copies are told, and how much of each is the other’s', () =>
  inNewsroom(async (newsroom) => {
    const { whole, half } = await keepThree(newsroom)
    const answer = await inspectCopies(whole, newsroom, noWeb, unaborted)
    deepEqual([answer.input, answer.article, answer.title], [whole, whole, 'About dam'])
    const [[, ofThis] = []] = measures(answer)
    deepEqual(measures(answer), [[half, ofThis, 1, ofThis]])
    equal(answer.copies[0]?.jaccard, ofThis)
    deepEqual(measures(await inspectCopies(half, newsroom, noWeb, unaborted)), [[whole, 1, ofThis, ofThis]])
  }))

test('a file and a page are asked of likewise; one that is stored is no copy of itself', () =>
  inNewsroom(async (newsroom) => {
    const { whole, half } = await keepThree(newsroom)
    const folder = await mkdtemp(join(tmpdir(), 'standfirst-copies-'))
    const file = join(folder, 'saved.txt')
    await writeFile(file, WHOLE)
    const answer = await inspectCopies(file, newsroom, noWeb, unaborted)
    await rm(folder, { recursive: true })
    deepEqual([answer.article, answer.copies.map(({ article }) => article)], [null, [whole, half]])

    const address = 'https://courier.example/dam'
    const page = `<html><body><article><h1>The dam</h1>${SENTENCES.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`
    const fetcher = fakeFetcher({ [address]: { body: page, contentType: 'text/html' } })
    const open = () => Promise.resolve({ fetcher, page: PAGE_LIMITS })
    const ofPage = await inspectCopies(address, newsroom, open, unaborted)
    deepEqual([ofPage.article, ofPage.copies.map(({ article }) => article)], [whole, [half]])
  }))

test('a text that nothing stored is like has no copies; no text and no article are told', () =>
  inNewsroom(async (newsroom) => {
    const lock = await keep(newsroom.store.articles, 'lock', OTHER, '11:00:00')
    deepEqual((await inspectCopies(lock, newsroom, noWeb, unaborted)).copies, [])
    await rejects(inspectCopies('a0123456789ab', newsroom, noWeb, unaborted), { code: 'article-unknown' })
    await rejects(inspectCopies('/nowhere.txt', newsroom, noWeb, unaborted), { code: 'input-unreadable' })
  }))
