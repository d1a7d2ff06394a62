import { readFile, writeFile } from 'node:fs/promises'
import { README, renderReadme } from './render-readme.ts'
import { makeWorld } from './world.ts'

// Writes into README.md what its commands print now: read the difference before committing it.
const world = await makeWorld()
try {
  await writeFile(README, await renderReadme(await readFile(README, 'utf8'), world))
} finally {
  await world.close()
}
