import { promises } from 'node:fs'
import { NewsError } from '../news/errors.ts'
import type { Environment } from './environment.ts'

/** An address with every setting there is stays far below this: what is longer is something else. */
const ADDRESS_BYTES_MAX = 8_192
const IN_ENVIRONMENT = 'env:'
const IN_FILE = '@'

/**
 * The store that an option names. `env:NAME` and `@FILE` stand for the address of a database that a variable or a file holds, so that
 * no password stands on a command line, where others of the machine can read it; whatever else is the store itself. Throws NewsError
 * 'usage' where that is not an address, without repeating it, and 'input-unreadable' for the file.
 */
export async function readStoreTarget(option: string, given: string, environment: Environment): Promise<string> {
  const kept = await findKept(given, environment)
  if (kept === null) return given
  if (/^postgres(ql)?:\/\/\S+$/i.test(kept)) return kept
  const found = kept === '' ? 'nothing stands there' : 'what stands there is no address of a database'
  throw new NewsError(
    'usage',
    `${option} ${given}: ${found}. Put one there, postgres://USER:PASSWORD@HOST:PORT/DATABASE; a path is given as it is.`,
  )
}

/** What the variable or the file holds; null where the option names neither. */
async function findKept(given: string, environment: Environment): Promise<string | null> {
  if (given.startsWith(IN_ENVIRONMENT)) return (environment[given.slice(IN_ENVIRONMENT.length)] ?? '').trim()
  return given.startsWith(IN_FILE) ? readKept(given.slice(IN_FILE.length)) : null
}

/** A secret may come from a pipe, whose size nobody knows. */
async function readKept(file: string): Promise<string> {
  try {
    await using handle = await promises.open(file, 'r')
    const chunks: Buffer[] = []
    for await (const chunk of handle.createReadStream({ end: ADDRESS_BYTES_MAX - 1, autoClose: false })) {
      chunks.push(Buffer.from(chunk))
    }
    return Buffer.concat(chunks).toString('utf8').trim()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault'
    throw new NewsError(
      'input-unreadable',
      `${file}: the file that should hold the address of a database cannot be read (${code}). Check its name and its rights.`,
      { cause: error },
    )
  }
}
