import { PostgresAdapter, type QueryExecutorProvider } from 'kysely'

/** Which language the database behind `db` speaks: for the few statements that must be said in two ways. */
export function dialectOf(db: QueryExecutorProvider): 'postgres' | 'sqlite' {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}
