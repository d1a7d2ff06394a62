import { addSpending, NOTHING_SPENT } from '../../src/brief/model/model-budget.ts'
import type { DaySpending, UsageReport, UsageStore } from '../../src/brief/model/usage-store.ts'

/** What models used, kept in memory. */
export function createMemoryUsage(): UsageStore & UsageReport {
  const kept = new Map<string, DaySpending>()
  const inOrder = () => [...kept].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, spending]) => spending)
  return {
    findSpending: (day) => {
      const total = inOrder()
        .filter((one) => one.day === day)
        .reduce(addSpending, NOTHING_SPENT)
      return Promise.resolve(total)
    },
    addSpending: (day, model, more) => {
      const key = `${day} ${model}`
      kept.set(key, { day, model, ...addSpending(kept.get(key) ?? NOTHING_SPENT, more) })
      return Promise.resolve()
    },
    listSpending: (from, to) => Promise.resolve(inOrder().filter(({ day }) => day >= from && day <= to)),
  }
}
