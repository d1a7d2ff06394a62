import { deepEqual, rejects } from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { inspectEdits, readVersion } from '../../../src/pipeline/inspect/inspect-edits.ts'
import { readLooseFiles, type LooseFile } from '../../../src/pipeline/loose-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'inspect-edits-'))
after(() => rmSync(folder, { recursive: true }))

async function readOne(path: string): Promise<LooseFile> {
  const [file] = await readLooseFiles([path], [], new AbortController().signal)
  if (file === undefined) throw new Error(path)
  return file
}

/** Saves both versions as files of that kind and inspects them. */
async function inspect(kind: 'txt' | 'html', before: string, now: string): Promise<readonly string[]> {
  const read = (name: string, text: string): Promise<LooseFile | null> => {
    const path = join(folder, `${name}.${kind}`)
    writeFileSync(path, text)
    return readVersion(readOne(path))
  }
  const { actions } = inspectEdits(await read('before', before), await read('after', now))
  return actions.map(({ kind: did, old, new: fresh, meaning }) => `${did} ${old}→${fresh}${meaning ? '!' : ''}`)
}

const TEXT =
  'The mayor of Lumen opened a bridge over the Arda on Monday. It cost 5 million euros, the council said. Workers had poured concrete for three winters.'
const SPANISH =
  'El alcalde de Lumen inauguró el lunes un puente sobre el río Arda. La obra costó 5 millones de euros, según el concejo. Los obreros trabajaron durante tres inviernos.'
const page = (text: string): string =>
  `<!doctype html><html lang="en"><head><title>Lumen has a bridge</title></head><body><nav><a href="/">Home</a></nav><article><h1>Lumen has a bridge</h1>${text
    .split(/(?<=\.) /)
    .map((sentence) => `<p>${sentence}</p>`)
    .join('')}</article><footer>All rights reserved</footer></body></html>`

test('the same file twice is kept', async () => {
  deepEqual(await inspect('txt', TEXT, TEXT), ['kept 0→0', 'kept 1→1', 'kept 2→2'])
})

test('a figure changed and a sentence gone', async () => {
  const now = TEXT.replace('5 million', '6 million').replace(/ Workers.*/, '')
  deepEqual(await inspect('txt', TEXT, now), ['kept 0→0', 'edited 1→1!', 'deleted 2→!'])
})

test('an empty file is an article withdrawn, or one that is new', async () => {
  deepEqual(await inspect('txt', TEXT, ''), ['deleted 0→', 'deleted 1→!', 'deleted 2→!'])
  deepEqual(await inspect('txt', '', TEXT), ['added →0!', 'added →1!', 'added →2!'])
  deepEqual(await inspect('txt', '', ''), [])
})

test('a file that cannot be read is still a fault', async () => {
  await rejects(readVersion(readOne(join(folder, 'absent.txt'))), { code: 'input-unreadable' })
})

test('Spanish files are read as Spanish', async () => {
  const now = SPANISH.replace('5 millones', '7 millones')
    .replace('trabajaron', 'no trabajaron')
    .replace('inauguró', 'inauguro')
  deepEqual(await inspect('txt', SPANISH, now), ['edited 0→0', 'edited 1→1!', 'edited 2→2!'])
})

test('of HTML files only the article counts', async () => {
  const now = page(TEXT.replace('5 million', '6 million')).replace('<nav>', '<nav><a href="/sport">Sport</a>')
  deepEqual(await inspect('html', page(TEXT), now), ['kept 0→0', 'edited 1→1!', 'kept 2→2'])
})
