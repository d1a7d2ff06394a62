import { deepEqual } from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { ingestPaths } from '../../src/pipeline/ingest.ts'
import { inNewsroom, unaborted } from './newsroom.ts'

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'ingest')
const request = {
  as: null,
  seenAt: null,
  story: null,
  fileBytesMax: 1_000_000,
  signal: unaborted,
  onProgress: () => undefined,
}

test('items that hide their address are kept under site, day and title, and are the same the next time', async () => {
  await inNewsroom(async (newsroom) => {
    const paths = [join(FIXTURES, 'feed-google-news.xml')]
    const kinds = async () =>
      (await ingestPaths({ ...request, paths }, newsroom, newsroom.matcher)).articles.map(({ kind }) => kind)
    deepEqual(await kinds(), ['new', 'new'])
    deepEqual(await kinds(), ['unchanged', 'unchanged'])
  })
})
