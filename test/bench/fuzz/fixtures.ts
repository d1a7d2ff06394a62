import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const OWN = [join(ROOT, 'test', 'fixtures', 'ingest'), join(ROOT, 'config', 'samples')]
/** Texts beside the project, where they are there: read only, never kept. */
const BESIDE = join(ROOT, '..', 'shared', 'data')
const BESIDE_FILES_MAX = 40
const BESIDE_CHARS_MAX = 30_000

export type Fixtures = {
  readonly markup: readonly string[]
  readonly json: readonly string[]
  readonly prose: readonly string[]
}

/** What mutations begin with: our own fixtures and samples, and, `beside`, whatever lies in the folder of development data. */
export function loadFixtures(beside: 'with data' | 'own only'): Fixtures {
  const files = OWN.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  if (beside === 'with data' && existsSync(BESIDE)) {
    const found = readdirSync(BESIDE, { recursive: true, encoding: 'utf8' }).toSorted()
    const texts = found.filter((name) => /\.(?:xml|html?|txt|jsonl?)$/.test(name))
    const step = Math.max(1, Math.floor(texts.length / BESIDE_FILES_MAX))
    files.push(...texts.filter((_, at) => at % step === 0).map((name) => join(BESIDE, name)))
  }
  const read = (ending: RegExp) =>
    files.filter((file) => ending.test(file)).map((file) => readFileSync(file, 'utf8').slice(0, BESIDE_CHARS_MAX))
  return { markup: read(/\.(?:xml|html?)$/), json: read(/\.jsonl?$/), prose: read(/\.txt$/) }
}
