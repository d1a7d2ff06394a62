import type { Command } from 'commander'
import { addCommand } from './declare.ts'
import { placeOf, type BackupProgress, type CliParts, type Given } from './parts.ts'

/** A copy that is quicker than this tells nothing of its progress. */
const QUIET_MS = 2_000
const MEGABYTE = 1_048_576

/** The commands that copy the store, and that put a copy to work. */
export function addBackup(program: Command, parts: CliParts): void {
  addCommand(
    program,
    'backup <file>',
    'copy the store to a new file, while others write; the copy is checked',
    'backup /var/backups/standfirst-2026-01-08.db',
  ).action(async (file: string, given: Given) => {
    const bytes = await parts.backUp(placeOf(given), file, tellProgress(parts))
    parts.out(`${file}: a sound copy of the store, ${(bytes / MEGABYTE).toFixed(1)} MB.\n`)
  })
  addCommand(
    program,
    'restored',
    'after a backup was put back: what the store owes is looked for before it is posted',
    'restored',
  ).action(async (given: Given) => {
    const { doubted, atWork } = await parts.doubtOwed(placeOf(given))
    parts.out(`Deliveries that are looked for in their channels before they are posted: ${doubted}.\n`)
    if (atWork === 0) return
    parts.tell(
      `standfirst: replicas that were at work on this store in the last half minute: ${atWork}. What they posted before this ` +
        'was not looked for. Stop all of them, put the backup back, and run this again before you start them.\n',
    )
  })
}

/** At most a line a second. */
function tellProgress(parts: CliParts): (progress: BackupProgress) => void {
  const began = performance.now()
  let toldAt = began + QUIET_MS - 1_000
  return (progress) => {
    const now = performance.now()
    if (progress === 'checking') {
      if (now - began > QUIET_MS) parts.tell('backup: copied; checking the copy\n')
      return
    }
    if (now - toldAt < 1_000) return
    toldAt = now
    parts.tell(`backup: ${Math.floor(progress.share * 100)} %\n`)
  }
}
