import { deepEqual, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

/** The files that are loaded with `entry`, whatever is asked: types and `import()` are not. */
function loadedWith(entry: string): ReadonlySet<string> {
  const loaded = new Set<string>()
  const open = [entry]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (loaded.has(file)) continue
    loaded.add(file)
    const code = readFileSync(file, 'utf8')
    for (const [, clause = '', from = ''] of code.matchAll(/^(?:import|export) ([^;]*?)from '([^']+)'$/gms)) {
      if (clause.startsWith('type ')) continue
      if (from.startsWith('.')) open.push(join(dirname(file), from))
      else loaded.add(from)
    }
  }
  return loaded
}

test('what embeddings need is not loaded with the program: only where a model of them is configured', () => {
  const loaded = [
    'src/main.ts',
    'src/assembly/desks.ts',
    'src/assembly/serve-thread.ts',
    'src/assembly/bot.ts',
  ].flatMap((file) => [...loadedWith(file)])
  ok(loaded.includes('src/pipeline/match.ts'))
  deepEqual(
    loaded.filter((file) => /embedder|embedding-parts|embed-stories|fetch-vectors|known-vectors|^openai/.test(file)),
    [],
  )
})
