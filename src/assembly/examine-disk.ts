import { promises } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Below this doctor warns: ten thousand articles, a busy day of a hundred feeds, take 60 MB in the store and up to as much again in the log
 * beside it until that is written back; twice that leaves a day to make room.
 */
const FREE_MIN_BYTES = 250_000_000
/** Several of the disk's blocks: what a quota refuses shows too. */
const TRIAL_BYTES = 65_536
const MEGABYTE = 1_000_000

type Room = {
  /** Bytes that whoever runs this may still write on the disk of a folder. */
  readonly findFree: (folder: string) => Promise<number>
}

/**
 * Whether the folder of a store that is a file can be written, and what its disk has left. The store cannot tell: it is read from a disk
 * that is full, and a transaction that is taken back needs no room.
 */
export async function examineDisk(
  target: string,
  { findFree }: Room = { findFree: freeBytes },
): Promise<{ readonly found: string; readonly mend: string | null }> {
  const folder = await nearestFolder(target)
  const refused = await tryWriting(folder)
  if (refused !== null) {
    const mend = 'Make room, mount it to be written, or give the user of the bot the right to write there.'
    return { found: `${folder}: nothing can be written there (${refused})`, mend }
  }
  const free = await findFree(folder)
  const told = `${folder}: ${Math.floor(free / MEGABYTE)} MB free`
  if (free >= FREE_MIN_BYTES) return { found: told, mend: null }
  return {
    found: `${told}, fewer than the ${FREE_MIN_BYTES / MEGABYTE} MB that two busy days take`,
    mend: 'Make room on this disk; room in the store itself: standfirst prune --older-than 30d',
  }
}

/** The folder that the file is in, or will be made in. */
async function nearestFolder(target: string): Promise<string> {
  for (let folder = dirname(target); ; folder = dirname(folder)) {
    const isThere = await promises.access(folder).then(
      () => true,
      () => false,
    )
    if (isThere || folder === dirname(folder)) return folder
  }
}

/** Why nothing can be written there, as the system says it; null where something can. It is removed again. */
async function tryWriting(folder: string): Promise<string | null> {
  const trial = join(folder, `standfirst-trial-${process.pid}`)
  try {
    await promises.writeFile(trial, Buffer.alloc(TRIAL_BYTES, 1), { flag: 'wx', flush: true })
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  } finally {
    await promises.rm(trial, { force: true }).catch(() => undefined)
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await promises.statfs(folder)
  return bavail * bsize
}
