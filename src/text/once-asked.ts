/** What is found out when it is asked for first: tables that take time to make, and that few need. */
export function onceAsked<Value extends object>(find: () => Value): () => Value {
  let found: Value | null = null
  return () => (found ??= find())
}
