/** What one reading may cost at most. Passed in as values; these are the defaults. */
export type ReadLimits = {
  /** Bytes of one file. */
  readonly fileBytes: number
  /** Files and folders looked at in one call. */
  readonly entries: number
  /** Folders inside folders. */
  readonly folderDepth: number
  /** Items of one feed, rows of one JSONL file. */
  readonly items: number
}

/** Long-read pages stay under 5 MB and year-long exports under 15; a folder of 50,000 files is an archive, not an arrival. */
export const READ_LIMITS: ReadLimits = { fileBytes: 20_000_000, entries: 50_000, folderDepth: 16, items: 100_000 }
