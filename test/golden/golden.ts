import { equal } from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Compares with test/golden/`name`. A missing file fails, or a deleted one would pass for ever; UPDATE_GOLDEN=1 writes
 * what is there now, to be read before it is committed.
 */
export function matchesGolden(name: string, actual: string): void {
  const path = join(import.meta.dirname, name)
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, actual)
  }
  equal(actual, read(path), `${path} differs; if the new rendering is right, run with UPDATE_GOLDEN=1`)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`${path} is missing: run with UPDATE_GOLDEN=1 and read what it writes`, { cause })
  }
}
