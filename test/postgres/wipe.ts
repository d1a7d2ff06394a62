import { Client } from 'pg'

/** Empties every table of a store's database: much sooner done than making another one. Its steps of migration stay. */
export async function openWiper(address: string): Promise<{ wipe(): Promise<void>; close(): Promise<void> }> {
  const client = new Client({ connectionString: address })
  await client.connect()
  return {
    async wipe() {
      await client.query(WIPE)
    },
    close: () => client.end(),
  }
}

/** The statement. */
export const WIPE = `do $$ declare name text; begin
  set local session_replication_role = replica;
  for name in select tablename from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely_%' and tablename <> 'article_search_totals'
  loop execute format('delete from %I', name); end loop;
  update article_search_totals set texts = 0, length = 0;
  for name in select sequencename from pg_sequences where schemaname = current_schema()
  loop execute format('alter sequence %I restart', name); end loop;
end $$`
