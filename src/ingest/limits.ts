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

/** How much markup one page may have. Set in the settings under `fetch`. */
export type PageLimits = {
  /** The tags beyond are dropped, their text is kept. */
  readonly tags: number
  /** How deep elements may stand in each other; deeper ones are dropped, their text is kept. */
  readonly depth: number
}

/**
 * A page of more tags is a machine's list. Browsers stop nesting at 512; the parser's and the extractor's cost grows with the
 * square of the depth.
 */
export const PAGE_LIMITS: PageLimits = { tags: 50_000, depth: 200 }
