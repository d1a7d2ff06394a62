import { sql } from 'kysely'
import { showAll } from './search-excerpt.ts'
import { PARTS_MAX, TEXT_WEIGHT, TITLE_WEIGHT, type FoundRow, type SearchIndex } from './search-index.ts'
import { toPhrases } from './search-words.ts'

/** Search with SQLite's own full-text index, FTS5. */
export const sqliteSearch: SearchIndex = {
  async index(trx, { after, upTo }) {
    await sql`insert into article_search (rowid, title, text)
      select seq, title, text from revisions where seq > ${after} and seq <= ${upTo} order by seq`.execute(trx)
  },

  async drop(trx, article, which) {
    await sql`insert into article_search (article_search, rowid, title, text)
      select 'delete', seq, title, text from revisions
      where article = ${article} and ${which === 'all' ? sql`true` : sql`deleted = 0`}`.execute(trx)
  },

  async find(db, words, { story, until, hitsMax }) {
    const match = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ')
    const inStory = sql`exists (select 1 from story_articles m where m.story = ${story} and m.article = r.article)`
    return db.transaction().execute(async (trx) => {
      const { rows } = await sql<FoundRow>`
        select r.seq, r.article, a.outlet, r.title, a.url, a.seen_at
        from article_search
        join revisions r on r.seq = article_search.rowid
        join articles a on a.id = r.article
        where article_search match ${match} and r.seen_at <= ${until} and r.deleted = 0
          and not exists (
            select 1 from revisions later where later.article = r.article and later.seen_at <= ${until}
              and (later.seen_at > r.seen_at or (later.seen_at = r.seen_at and later.revision > r.revision)))
          and ${story === null ? sql`true` : inStory}
        order by bm25(article_search, ${sql.lit(TITLE_WEIGHT)}, ${sql.lit(TEXT_WEIGHT)}), a.seen_at desc, r.article
        limit ${hitsMax}`.execute(trx)
      return showAll(trx, rows, toPhrases(words, PARTS_MAX))
    })
  },

  async check(db) {
    await sql`insert into article_search (article_search, rank) values ('integrity-check', 1)`.execute(db)
  },
}
