import { webApi } from '@slack/bolt'
import type { Logger } from '@slack/bolt'

/** What follows it is told by who connects, with its remedy. */
const TOLD_ELSEWHERE = /Failed to retrieve a new WSS URL/

/** Longer lines of Bolt's are cut: what a stranger sends to an open port is no concern of the log. */
const LINE_LENGTH_MAX = 300

/** Bolt's own lines: its warnings and errors become notes, the rest is dropped, since it may hold what was sent. */
export function createBoltLogger(note: (level: 'info' | 'warn', text: string) => void): Logger {
  const tell = (...said: readonly unknown[]) => {
    const line = said.map((each) => (each instanceof Error ? each.message : String(each))).join(' ')
    if (TOLD_ELSEWHERE.test(line)) return
    note('warn', `Slack: ${line.slice(0, LINE_LENGTH_MAX)}`)
  }
  return {
    debug: () => {},
    info: () => {},
    warn: tell,
    error: tell,
    setLevel: () => {},
    getLevel: () => webApi.LogLevel.WARN,
    setName: () => {},
  }
}
