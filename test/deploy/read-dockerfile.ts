import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')
export const DEPLOY = join(ROOT, 'config', 'deploy')

/** One instruction of a Dockerfile, its continued lines joined. */
export type Instruction = { readonly name: string; readonly rest: string }

/** The instructions of config/deploy/Dockerfile, in order, without comments. */
export async function readDockerfile(): Promise<readonly Instruction[]> {
  const text = await readFile(join(DEPLOY, 'Dockerfile'), 'utf8')
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => {
      const [name = '', ...rest] = line.split(' ')
      return { name, rest: rest.join(' ') }
    })
}

/** What is copied from the project, and where to: `COPY a b ./` is two. */
export function copiedOf(
  instructions: readonly Instruction[],
): readonly { readonly from: string; readonly to: string }[] {
  return instructions
    .filter(({ name }) => name === 'COPY')
    .flatMap(({ rest }) => {
      const paths = rest.split(' ')
      const to = paths.at(-1) ?? ''
      return paths.slice(0, -1).map((from) => ({ from, to: to.endsWith('/') ? `${to}${from}` : to }))
    })
}
