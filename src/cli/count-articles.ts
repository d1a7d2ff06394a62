/** `1 article`, `5 articles`. */
export function countArticles(count: number): string {
  return count === 1 ? '1 article' : `${count} articles`
}
