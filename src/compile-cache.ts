import { mkdirSync, realpathSync, statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** Who but its owner may write: its group, and all others. */
const OTHERS_WRITE = 0o022
/** In such a folder each may rename and remove only what is their own, as in /tmp. */
const STICKY = 0o1000

/**
 * Keeps what Node strips and compiles for the next start, in the folder that NODE_COMPILE_CACHE names or in one of the user's own;
 * nowhere where there is none: what stands in it is executed. Called before anything else is loaded.
 */
export function keepCompiled(environment: Environment): void {
  const folder = environment['NODE_COMPILE_CACHE'] ?? cacheFolder(environment)
  if (folder !== null) enableCompileCache(folder)
}

/**
 * The folder `standfirst` among the user's caches (XDG Base Directory Specification), which is made; null where it cannot be, or
 * where somebody else could put a file into it.
 */
export function cacheFolder(environment: Environment): string | null {
  try {
    const named = environment['XDG_CACHE_HOME']
    const caches = named !== undefined && isAbsolute(named) ? named : join(homedir(), '.cache')
    const folder = join(caches, 'standfirst')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const real = realpathSync(folder)
    return isOwn(real) ? real : null
  } catch {
    // A home that is not there, or may only be read.
    return null
  }
}

/** Whether only this user, and root, may write into a folder, or put another in its place. */
function isOwn(folder: string): boolean {
  const user = process.geteuid?.()
  // Where files have no such owners, homes are their users' own.
  if (user === undefined) return true
  if (statSync(folder).uid !== user) return false
  for (let place = folder, above = true; above; place = dirname(place)) {
    const { uid, mode } = statSync(place)
    const isShared = (mode & OTHERS_WRITE) !== 0 && (place === folder || (mode & STICKY) === 0)
    if (isShared || (uid !== user && uid !== 0)) return false
    above = place !== dirname(place)
  }
  return true
}
